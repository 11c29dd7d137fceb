//! The two tables of an instance.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use amphi_protocol::limits::MAX_HANDLES;
use amphi_protocol::{Error as CodecError, Function, Handle, Interface, Type};
use tokio::sync::Notify;
#[cfg(feature = "wasm")]
use wasmtime::component::GuestTaskId;

use super::HandleProblem;
use super::offered::Offered;

/// A value of the host that stands behind one of its resources.
pub(crate) type HostValue = Arc<dyn Any + Send + Sync>;

/// What a host and one instance hold of each other's resources.
pub(crate) struct Resources {
    /// Whether any function of the plugin has to do with resources.
    used: bool,
    /// What the plugin imports.
    offered: Arc<Offered>,
    /// Whether its calls run beside each other.
    #[cfg(feature = "wasm")]
    concurrent: bool,
    tables: Mutex<Tables>,
    /// Told when the host holds none of the plugin's any more.
    released: Notify,
    /// Tells the instance that the host holds a resource no longer.
    release: OnceLock<Box<dyn Fn(u64) + Send + Sync>>,
}

#[derive(Default)]
struct Tables {
    /// The plugin's resources that the host holds.
    held: HashMap<u64, Held>,
    /// The host's resources that the plugin holds.
    given: HashMap<u64, Given>,
    last: u64,
    /// What the calls under way in a component were lent, with the guest's task of each where there are several.
    #[cfg(feature = "wasm")]
    lent: Vec<(Option<GuestTaskId>, u64)>,
    /// What is to be dropped in a component.
    #[cfg(feature = "wasm")]
    drops: Vec<wasmtime::component::ResourceAny>,
    closed: bool,
}

/// What stands behind a number that the host holds.
#[derive(Clone, Copy)]
pub(super) enum Held {
    /// The same number in the process.
    Native,
    /// A handle of the component.
    #[cfg(feature = "wasm")]
    Wasm(wasmtime::component::ResourceAny),
}

struct Given {
    kind: u32,
    value: HostValue,
}

/// What is over its limit when a resource is.
pub(crate) const HANDLES: &str = "resource handles";

impl Resources {
    pub(crate) fn new(interface: &Interface, offered: Arc<Offered>) -> Arc<Self> {
        Arc::new(Self {
            used: Self::are_in(interface),
            offered,
            #[cfg(feature = "wasm")]
            concurrent: interface.is_concurrent(),
            tables: Mutex::default(),
            released: Notify::new(),
            release: OnceLock::new(),
        })
    }

    /// Whether any function of an interface has to do with resources.
    pub(crate) fn are_in(interface: &Interface) -> bool {
        let is_handle = |ty: &Type| matches!(ty, Type::Own(_) | Type::Borrow(_));
        let has = |function: &Function| {
            let mut types = function.params.iter().map(|param| &param.ty).chain(&function.result);
            types.any(|ty| ty.contains(&is_handle))
        };
        interface.exports.iter().chain(interface.imports.iter()).any(|(_, function)| has(function))
    }

    /// Whether any function has to do with resources.
    pub(crate) fn is_used(&self) -> bool {
        self.used
    }

    /// Says how the instance is told of a drop.
    pub(crate) fn on_release(&self, release: impl Fn(u64) + Send + Sync + 'static) {
        // The instance is made once.
        let _first = self.release.set(Box::new(release));
    }

    fn lock(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes hold of a resource that the plugin gives under a number of its own.
    ///
    /// Beyond the limit too, as far again: what was left in the middle would leave the rest of its resources with the plugin.
    /// Whoever gets all of it looks at [`check_held`](Self::check_held).
    pub(super) fn hold(&self, number: u64) -> Result<(), CodecError> {
        let mut tables = self.lock();
        if number == 0 {
            return Err(CodecError::UnknownHandle { handle: number });
        }
        if tables.held.contains_key(&number) {
            return Err(CodecError::HeldHandle { handle: number });
        }
        check(tables.held.len() + 1, 2 * MAX_HANDLES)?;
        tables.held.insert(number, Held::Native);
        Ok(())
    }

    /// Checks that the host holds no more than it may.
    pub(crate) fn check_held(&self) -> Result<(), CodecError> {
        check(self.lock().held.len(), MAX_HANDLES)
    }

    pub(super) fn holds(&self, number: u64) -> bool {
        self.lock().held.contains_key(&number)
    }

    /// Lets go of what is given to the plugin, without a word: the call says it.
    pub(super) fn let_go(&self, number: u64) {
        let mut tables = self.lock();
        tables.held.remove(&number);
        self.tell_if_released(&tables);
    }

    fn tell_if_released(&self, tables: &Tables) {
        if tables.held.is_empty() {
            self.released.notify_waiters();
        }
    }

    /// Whether the host holds any of the plugin's.
    pub(crate) fn are_held(&self) -> bool {
        self.used && !self.lock().held.is_empty()
    }

    /// Waits until the host holds none of the plugin's.
    pub(crate) async fn wait_released(&self) {
        loop {
            let mut released = std::pin::pin!(self.released.notified());
            released.as_mut().enable();
            if !self.are_held() {
                return;
            }
            released.await;
        }
    }

    /// Drops a resource of the plugin.
    pub(super) fn release(&self, number: u64) {
        let mut tables = self.lock();
        match tables.held.remove(&number) {
            None => return,
            Some(Held::Native) => {}
            #[cfg(feature = "wasm")]
            Some(Held::Wasm(any)) => tables.drops.push(any),
        }
        self.tell_if_released(&tables);
        drop(tables);
        if let Some(release) = self.release.get() {
            release(number);
        }
    }

    /// Lets go of a resource that the plugin gave and nobody takes, unless the host holds it: that is no gift then.
    #[cfg(feature = "native")]
    pub(super) fn decline(&self, number: u64) {
        if number != 0
            && !self.holds(number)
            && let Some(release) = self.release.get()
        {
            release(number);
        }
    }

    /// Gives a resource of the host to the plugin.
    pub(super) fn give(&self, kind: u32, value: &HostValue) -> Result<u64, HandleProblem> {
        let mut tables = self.lock();
        if tables.closed {
            return Err(HandleProblem::Gone);
        }
        if tables.given.len() >= MAX_HANDLES {
            return Err(HandleProblem::TooMany);
        }
        tables.last += 1;
        let number = tables.last;
        tables.given.insert(number, Given { kind, value: Arc::clone(value) });
        Ok(number)
    }

    /// The resources that the plugin imports.
    pub(crate) fn offered(&self) -> &Offered {
        &self.offered
    }

    /// Takes a resource of the host back from the plugin, or finds one that it lends, as a value.
    pub(crate) fn receive(&self, kind: u32, number: u64, owned: bool) -> Result<Handle, CodecError> {
        let value = if owned { self.take_back(kind, number)? } else { self.find(kind, number)? };
        self.offered.handle(kind, number, value).ok_or(CodecError::UnknownHandle { handle: number })
    }

    /// How many more resources can be given.
    pub(super) fn room_to_give(&self) -> usize {
        MAX_HANDLES.saturating_sub(self.lock().given.len())
    }

    /// Takes a resource of the host back from the plugin.
    pub(super) fn take_back(&self, kind: u32, handle: u64) -> Result<HostValue, CodecError> {
        let mut tables = self.lock();
        let unknown = CodecError::UnknownHandle { handle };
        if tables.given.get(&handle).is_none_or(|given| given.kind != kind) {
            return Err(unknown);
        }
        tables.given.remove(&handle).map(|given| given.value).ok_or(unknown)
    }

    /// Finds a resource of the host that the plugin lends to it.
    pub(super) fn find(&self, kind: u32, handle: u64) -> Result<HostValue, CodecError> {
        let tables = self.lock();
        let given = tables.given.get(&handle).filter(|given| given.kind == kind);
        given.map(|given| Arc::clone(&given.value)).ok_or(CodecError::UnknownHandle { handle })
    }

    /// The plugin holds a resource of the host no longer.
    pub(crate) fn forget(&self, handle: u64) {
        let given = self.lock().given.remove(&handle);
        drop_quietly(given.map(|given| given.value));
    }

    /// The instance has ended, and everything in both tables with it.
    pub(crate) fn close(&self) {
        let mut tables = self.lock();
        let ended = std::mem::replace(&mut *tables, Tables { closed: true, ..Tables::default() });
        self.tell_if_released(&tables);
        drop(tables);
        ended.given.into_values().for_each(|given| drop_quietly(Some(given.value)));
    }
}

#[cfg(feature = "wasm")]
impl Resources {
    /// Takes hold of a resource of a component, under a number of the host's.
    ///
    /// Beyond the limit too, as far as the store goes: a result that was left in the middle would leave the rest of its
    /// resources with the component. Whoever gets the result looks at [`check_held`](Self::check_held).
    pub(super) fn hold_any(&self, any: wasmtime::component::ResourceAny) -> u64 {
        let mut tables = self.lock();
        tables.last += 1;
        let number = tables.last;
        tables.held.insert(number, Held::Wasm(any));
        number
    }

    /// The component's handle behind a number.
    pub(super) fn any(&self, number: u64) -> Option<wasmtime::component::ResourceAny> {
        match self.lock().held.get(&number) {
            Some(Held::Wasm(any)) => Some(*any),
            Some(Held::Native) | None => None,
        }
    }

    /// Whether calls of the instance run beside each other.
    pub(super) fn is_concurrent(&self) -> bool {
        self.concurrent
    }

    /// Lends a resource of the host to a call under way.
    pub(super) fn lend(&self, kind: u32, value: &HostValue, task: Option<GuestTaskId>) -> Result<u64, HandleProblem> {
        let number = self.give(kind, value)?;
        self.lock().lent.push((task, number));
        Ok(number)
    }

    /// A call has ended, and what it was lent is not there any more.
    pub(crate) fn end_lends(&self, task: Option<GuestTaskId>) {
        if self.used {
            let ended: Vec<_> = self.lock().lent.extract_if(.., |(of, _)| *of == task).collect();
            ended.into_iter().for_each(|(_, number)| self.forget(number));
        }
    }

    /// What is to be dropped in the component before its next call.
    pub(crate) fn take_drops(&self) -> Vec<wasmtime::component::ResourceAny> {
        // Nothing to lock for instances that have no resources.
        if self.used { std::mem::take(&mut self.lock().drops) } else { Vec::new() }
    }
}

fn check(got: usize, limit: usize) -> Result<(), CodecError> {
    let (got, limit) = (got as u64, limit as u64);
    if got <= limit { Ok(()) } else { Err(CodecError::OverLimit { what: HANDLES, got, limit }) }
}

/// Resources of the host that the plugin may use until a call has ended.
#[derive(Debug)]
pub(crate) struct Lent {
    pub(super) resources: Arc<Resources>,
    pub(super) numbers: Vec<u64>,
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.numbers.iter().for_each(|number| self.resources.forget(*number));
    }
}

impl std::fmt::Debug for Resources {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tables = self.lock();
        f.debug_struct("Resources").field("held", &tables.held.len()).field("given", &tables.given.len()).finish()
    }
}

/// Drops a value of the host where a panic would end what reads the plugin.
fn drop_quietly(value: Option<HostValue>) {
    let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(value)));
    if dropped.is_err() {
        tracing::error!("a resource of the host panicked when it was dropped");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resources() -> Arc<Resources> {
        Resources::new(&Interface::default(), Arc::default())
    }

    #[test]
    fn what_is_held_is_held_once_and_released_once() {
        let resources = resources();
        let released = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&released);
        resources.on_release(move |number| log.lock().unwrap().push(number));
        resources.hold(7).unwrap();
        assert_eq!(resources.hold(7), Err(CodecError::HeldHandle { handle: 7 }));
        assert_eq!(resources.hold(0), Err(CodecError::UnknownHandle { handle: 0 }));
        resources.release(7);
        resources.release(7);
        assert_eq!(*released.lock().unwrap(), [7]);
    }

    #[test]
    fn what_is_given_is_found_by_its_type_only() {
        let resources = resources();
        let value: HostValue = Arc::new("kept");
        let number = resources.give(3, &value).unwrap();
        assert!(resources.find(4, number).is_err());
        assert!(resources.find(3, number + 1).is_err());
        assert!(resources.find(3, number).is_ok());
        assert!(resources.take_back(4, number).is_err());
        assert!(resources.take_back(3, number).is_ok());
        assert_eq!(resources.take_back(3, number).map(drop), Err(CodecError::UnknownHandle { handle: number }));
        assert_eq!(Arc::strong_count(&value), 1);
    }

    #[test]
    fn both_tables_are_bounded_and_end_with_the_instance() {
        let resources = resources();
        let value: HostValue = Arc::new(());
        for number in 1..=MAX_HANDLES as u64 {
            resources.hold(number).unwrap();
            resources.give(0, &value).unwrap();
        }
        resources.check_held().unwrap();
        for number in 1..=MAX_HANDLES as u64 {
            resources.hold(number + MAX_HANDLES as u64).unwrap();
        }
        assert!(matches!(resources.check_held(), Err(CodecError::OverLimit { what: HANDLES, .. })));
        assert!(matches!(resources.hold(u64::MAX), Err(CodecError::OverLimit { what: HANDLES, .. })));
        assert_eq!(resources.give(0, &value), Err(HandleProblem::TooMany));
        resources.close();
        assert_eq!(Arc::strong_count(&value), 1);
        assert!(!resources.holds(1));
        assert_eq!(resources.give(0, &value), Err(HandleProblem::Gone));
    }
}
