//! The instance that values are encoded for or decoded from.
//!
//! Codecs and wasmtime's lifting know nothing of instances, so the instance stands in a place of the thread while one of
//! them runs: it is put there for one poll, and what stood there before comes back after it.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use amphi_protocol::{Encode, InstanceId, measure};

use super::HandleProblem;
use super::plugin::{Holding, Loan};
use super::table::{Lent, Resources};
use crate::call_context::CallContext;
use crate::client::Client;

thread_local! {
    static ACTIVE: RefCell<Option<Active>> = const { RefCell::new(None) };
    static ASKING: RefCell<Option<Asking>> = const { RefCell::new(None) };
    static FOUND: Cell<Option<InstanceId>> = const { Cell::new(None) };
}

/// What the resources among values are asked.
#[derive(Clone)]
pub(super) enum Asking {
    /// To take a client for their methods.
    Claim(Client),
    /// To remember an instance as theirs.
    Settle(InstanceId),
    /// In which instance they are.
    Home,
}

/// What encoding is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The bytes are sent.
    Wire,
    /// The bytes are looked at only: a component gets its values in another way.
    Check,
}

/// An instance while something is encoded for it or decoded from it.
pub(super) struct Active {
    pub(super) resources: Arc<Resources>,
    pub(super) mode: Mode,
    /// The plugin's resources that are given back to it.
    pub(super) moved: Vec<Arc<Holding>>,
    /// The plugin's resources that are lent to it.
    pub(super) borrowed: Vec<Loan>,
    /// The host's resources that are given to the plugin, and those that are lent to it.
    pub(super) given: Vec<u64>,
    pub(super) lent: Vec<u64>,
    /// How many of the host's resources are to be given.
    pub(super) wanted: usize,
    /// The first thing that is wrong.
    pub(super) problem: Option<HandleProblem>,
}

impl Active {
    fn new(resources: &Arc<Resources>, mode: Mode) -> Self {
        Self {
            resources: Arc::clone(resources),
            mode,
            moved: Vec::new(),
            borrowed: Vec::new(),
            given: Vec::new(),
            lent: Vec::new(),
            wanted: 0,
            problem: None,
        }
    }

    pub(super) fn fail(&mut self, problem: HandleProblem) {
        self.problem.get_or_insert(problem);
    }
}

/// Uses the instance that stands there, if one does.
pub(super) fn with_active<R>(use_it: impl FnOnce(&mut Active) -> R) -> Option<R> {
    ACTIVE.with_borrow_mut(|active| active.as_mut().map(use_it))
}

/// The instance that stands there.
pub(crate) fn active() -> Option<Arc<Resources>> {
    with_active(|active| Arc::clone(&active.resources))
}

/// What each resource is asked instead of being encoded, if there is a question: then nothing is passed.
pub(super) fn asking() -> Option<Asking> {
    ASKING.with_borrow(Clone::clone)
}

/// Answers where a resource is; the first answer counts.
pub(super) fn found(home: Option<InstanceId>) {
    if FOUND.get().is_none() {
        FOUND.set(home);
    }
}

/// What was wrong with a result that was encoded.
pub(crate) fn take_problem() -> Option<HandleProblem> {
    with_active(|active| active.problem.take()).flatten()
}

/// What was given with a result that was encoded: dropped before that was sent, it is taken back.
#[cfg(feature = "native")]
pub(crate) fn take_given() -> Option<Passed> {
    with_active(|active| {
        let given = std::mem::take(&mut active.given);
        (!given.is_empty()).then(|| Passed::new(&active.resources, Vec::new(), Vec::new()).with(given, Vec::new()))
    })
    .flatten()
}

/// Brings back what stood there before.
pub(crate) struct Entered(Option<Active>);

impl Drop for Entered {
    fn drop(&mut self) {
        let before = self.0.take();
        let own = ACTIVE.with_borrow_mut(|active| std::mem::replace(active, before));
        // Outside of the place: handles may be dropped with it.
        drop(own);
    }
}

fn enter(active: Active) -> Entered {
    Entered(ACTIVE.with_borrow_mut(|place| place.replace(active)))
}

impl Resources {
    /// Stands in the place of the thread until the guard is dropped, if there is any use in that.
    pub(crate) fn enter(self: &Arc<Self>) -> Option<Entered> {
        self.is_used().then(|| enter(Active::new(self, Mode::Wire)))
    }

    /// Encodes arguments for the instance, and tells what passes with them.
    pub(crate) fn pass(self: &Arc<Self>, mode: Mode, encode: impl FnOnce()) -> Result<Passed, HandleProblem> {
        let entered = enter(Active::new(self, mode));
        encode();
        let active = ACTIVE.with_borrow_mut(Option::take);
        drop(entered);
        let Some(active) = active else { return Err(HandleProblem::Gone) };
        let too_many = active.wanted > self.room_to_give();
        let passed = Passed::new(self, active.moved, active.borrowed).with(active.given, active.lent);
        match active.problem.or(too_many.then_some(HandleProblem::TooMany)) {
            // Dropped, it takes everything back.
            Some(problem) => Err(problem),
            None => Ok(passed),
        }
    }
}

/// Polls a future with an instance in the place of the thread.
#[cfg(feature = "native")]
pub(crate) async fn scoped<F: Future>(resources: &Arc<Resources>, future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|task| {
        let _entered = resources.enter();
        future.as_mut().poll(task)
    })
    .await
}

/// What the resources in a stream are to be told as they come: what its reader was asked where it stood in a result.
#[derive(Clone, Default)]
pub(crate) struct Origin {
    client: Option<Client>,
    home: Option<InstanceId>,
}

impl Origin {
    /// Notes what is asked now.
    pub(crate) fn note(&mut self) {
        match asking() {
            // The first client stays, as with a resource.
            Some(Asking::Claim(client)) => drop(self.client.get_or_insert(client)),
            Some(Asking::Settle(home)) => self.home = Some(home),
            Some(Asking::Home) | None => {}
        }
    }

    /// Tells what has come.
    pub(crate) fn tell(&self, items: &impl Encode) {
        if let Some(client) = &self.client {
            claim(client, items);
        }
        if let Some(home) = self.home {
            settle(home, items);
        }
    }
}

/// Gives the resources in a result the client of the call that returned it: their methods are called with that, and in the
/// name of no call, for they may outlive the one that made them.
pub(crate) fn claim(client: &Client, result: &impl Encode) {
    ask(Asking::Claim(client.within(&CallContext::root())), result);
}

/// Notes in which of several instances the resources of a result are.
pub(crate) fn settle(home: InstanceId, result: &impl Encode) {
    ask(Asking::Settle(home), result);
}

/// The one of several instances in which a resource among arguments is, if there is one.
pub(crate) fn home_of(args: &impl Encode) -> Option<InstanceId> {
    FOUND.set(None);
    ask(Asking::Home, args);
    FOUND.take()
}

/// Encodes into nothing, with a question in the place of the thread.
fn ask(question: Asking, of: &impl Encode) {
    struct Restore(Option<Asking>);
    impl Drop for Restore {
        fn drop(&mut self) {
            let own = ASKING.replace(self.0.take());
            drop(own);
        }
    }
    let _restore = Restore(ASKING.replace(Some(question)));
    measure(|| of.encode(&mut Vec::new()));
}

/// What passes to the plugin with a call. Dropped before the call was made, it stays the host's. What is lent is lent for as
/// long as this is there.
#[derive(Debug)]
pub(crate) struct Passed {
    resources: Arc<Resources>,
    moved: Vec<Arc<Holding>>,
    _borrowed: Vec<Loan>,
    given: Vec<u64>,
    lent: Option<Arc<Lent>>,
    sent: bool,
}

impl Passed {
    /// What the plugin may use until the call has ended.
    #[cfg(feature = "native")]
    pub(crate) fn lent(&self) -> Option<Arc<Lent>> {
        self.lent.clone()
    }

    /// The plugin's resources that are given back to it, and those that are lent to it.
    pub(super) fn new(resources: &Arc<Resources>, moved: Vec<Arc<Holding>>, borrowed: Vec<Loan>) -> Self {
        Self {
            resources: Arc::clone(resources),
            moved,
            _borrowed: borrowed,
            given: Vec::new(),
            lent: None,
            sent: false,
        }
    }

    /// The host's resources that are given to the plugin, and those that are lent to it.
    pub(super) fn with(mut self, given: Vec<u64>, lent: Vec<u64>) -> Self {
        self.given = given;
        self.lent =
            (!lent.is_empty()).then(|| Arc::new(Lent { resources: Arc::clone(&self.resources), numbers: lent }));
        self
    }

    /// The call is on its way: what it gives is the plugin's.
    pub(crate) fn sent(&mut self) {
        self.sent = true;
        self.moved.iter().for_each(|holding| self.resources.let_go(holding.number()));
    }
}

impl Drop for Passed {
    fn drop(&mut self) {
        if !self.sent {
            self.given.iter().for_each(|number| self.resources.forget(*number));
        }
        for holding in &self.moved {
            if self.resources.holds(holding.number()) {
                holding.keep();
            }
        }
    }
}
