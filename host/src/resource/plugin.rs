//! Handles of the host to resources of a plugin.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use amphi_protocol::{Decode, Encode, Error as CodecError, InstanceId, Reader, Resource};

use super::HandleProblem;
use super::scope::{Active, Asking, asking, found, with_active};
use super::table::Resources;
use crate::call_context::CallContext;
use crate::client::Client;
use crate::error::Error;

/// A resource of a plugin that the host holds. The plugin is told when it is dropped.
pub(crate) struct Holding {
    resources: Arc<Resources>,
    number: u64,
    /// What it is, where that is not known from a static type.
    ty: Option<Resource>,
    /// Whether it was given back.
    gone: AtomicBool,
    /// How many calls it is lent to.
    lent: AtomicUsize,
    /// The client that it was returned to.
    client: OnceLock<Client>,
    /// The one of several instances that it is in.
    home: OnceLock<InstanceId>,
}

impl Holding {
    pub(super) fn new(resources: &Arc<Resources>, number: u64, ty: Option<Resource>) -> Arc<Self> {
        Arc::new(Self {
            resources: Arc::clone(resources),
            number,
            ty,
            gone: AtomicBool::new(false),
            lent: AtomicUsize::new(0),
            client: OnceLock::new(),
            home: OnceLock::new(),
        })
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The one of several instances that it is in, if it is in one of several.
    pub(super) fn home(&self) -> Option<InstanceId> {
        self.home.get().copied()
    }

    pub(super) fn settle(&self, home: InstanceId) {
        // It never moves.
        self.home.set(home).ok();
    }

    /// It was not given back after all.
    pub(super) fn keep(&self) {
        self.gone.store(false, Ordering::Relaxed);
    }

    fn check(&self, resources: &Arc<Resources>, ty: Option<&Resource>) -> Result<(), HandleProblem> {
        if !Arc::ptr_eq(&self.resources, resources) {
            return Err(HandleProblem::Foreign);
        }
        if ty.is_some_and(|ty| self.ty.as_ref() != Some(ty)) {
            return Err(HandleProblem::OtherType);
        }
        if self.gone.load(Ordering::Relaxed) || !resources.holds(self.number) {
            return Err(HandleProblem::Gone);
        }
        Ok(())
    }

    /// Gives it back to its plugin, with a call for `resources`.
    pub(super) fn give(
        self: &Arc<Self>,
        resources: &Arc<Resources>,
        ty: Option<&Resource>,
    ) -> Result<(), HandleProblem> {
        self.check(resources, ty)?;
        if self.lent.load(Ordering::Acquire) > 0 {
            return Err(HandleProblem::Lent);
        }
        if self.gone.swap(true, Ordering::AcqRel) { Err(HandleProblem::Gone) } else { Ok(()) }
    }

    /// Lends it to its plugin, for a call for `resources`.
    pub(super) fn lend(
        self: &Arc<Self>,
        resources: &Arc<Resources>,
        ty: Option<&Resource>,
    ) -> Result<Loan, HandleProblem> {
        let loan = Loan::new(self);
        // Whoever gives it away from here on sees the loan; whoever did before is seen here.
        self.check(resources, ty)?;
        Ok(loan)
    }
}

/// A resource that is lent to a call, and not dropped before that has ended: a component would end of it.
pub(super) struct Loan(Arc<Holding>);

impl Loan {
    fn new(holding: &Arc<Holding>) -> Self {
        holding.lent.fetch_add(1, Ordering::AcqRel);
        Self(Arc::clone(holding))
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        self.0.lent.fetch_sub(1, Ordering::AcqRel);
    }
}

impl std::fmt::Debug for Loan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Loan").field(&self.0.number).finish()
    }
}

impl Drop for Holding {
    fn drop(&mut self) {
        if !*self.gone.get_mut() {
            self.resources.release(self.number);
        }
    }
}

impl std::fmt::Debug for Holding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Holding").field(&self.number).finish()
    }
}

/// What stands behind the generated type of a plugin's resource.
#[derive(Debug)]
pub struct PluginOwned {
    pub(super) holding: Arc<Holding>,
    /// The client that its methods are called with, where that is not the one that it was returned to.
    client: Option<Client>,
}

/// A resource of a plugin whose methods are called in the name of a [`CallContext`].
///
/// It is the resource itself, and lives no longer than the handle that it is of.
#[derive(Debug)]
pub struct Within<'a, T> {
    resource: T,
    handle: PhantomData<&'a T>,
}

impl<T> Within<'_, T> {
    #[doc(hidden)]
    pub fn new(resource: T) -> Self {
        Self { resource, handle: PhantomData }
    }
}

impl<T> Deref for Within<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.resource
    }
}

/// What stands behind the generated borrow of a plugin's resource.
#[derive(Clone, Debug)]
pub struct PluginBorrow {
    pub(super) holding: Arc<Holding>,
}

impl PluginOwned {
    pub(super) fn new(resources: &Arc<Resources>, number: u64) -> Self {
        Self { holding: Holding::new(resources, number, None), client: None }
    }

    /// The same resource, whose methods are called in the name of `context`.
    pub fn within(&self, context: &CallContext) -> Self {
        let client = self.client().ok().map(|client| client.within(context));
        Self { holding: Arc::clone(&self.holding), client }
    }

    /// The client of the call that returned it.
    ///
    /// # Errors
    ///
    /// No call returned it.
    pub fn client(&self) -> Result<&Client, Error> {
        self.client.as_ref().or_else(|| self.holding.client.get()).ok_or_else(|| Error::Handle {
            plugin: "of the resource".to_string(),
            function: "method".to_string(),
            problem: HandleProblem::Foreign,
        })
    }

    /// Lends it to a call.
    pub fn borrow(&self) -> PluginBorrow {
        PluginBorrow { holding: Arc::clone(&self.holding) }
    }
}

impl Encode for PluginOwned {
    fn encode(&self, out: &mut Vec<u8>) {
        match asking() {
            // One that has a client keeps it.
            Some(Asking::Claim(client)) => return drop(self.holding.client.set(client)),
            Some(Asking::Settle(home)) => return self.holding.settle(home),
            Some(Asking::Home) => return found(self.holding.home()),
            None => {}
        }
        let give = |active: &mut Active| match self.holding.give(&active.resources, None) {
            Ok(()) => active.moved.push(Arc::clone(&self.holding)),
            Err(problem) => active.fail(problem),
        };
        with_active(give);
        self.holding.number.encode(out);
    }
}

impl Decode for PluginOwned {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        let handle = u64::decode(input)?;
        let resources = with_active(|active| Arc::clone(&active.resources));
        let resources = resources.ok_or(CodecError::UnknownHandle { handle })?;
        resources.hold(handle)?;
        Ok(Self::new(&resources, handle))
    }
}

impl Encode for PluginBorrow {
    fn encode(&self, out: &mut Vec<u8>) {
        if asking().is_some() {
            return found(self.holding.home());
        }
        with_active(|active| match self.holding.lend(&active.resources, None) {
            Ok(loan) => active.borrowed.push(loan),
            Err(problem) => active.fail(problem),
        });
        self.holding.number.encode(out);
    }
}
