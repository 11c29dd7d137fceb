//! One instance's store: what it holds for the guest, and what it allows it.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Weak};
use std::time::Instant;

use wasmtime::component::{GuestTaskId, ResourceTable};
use wasmtime::{Engine, ResourceLimiter, Store, StoreContextMut, UpdateDeadline};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};

use super::epoch::Runs;
use super::imports::Target;
use super::instance::Instance;
use super::times::Times;
use crate::call_context::CallContext;
use crate::config::{Execution, Limits};

/// An instance with its store: what moves through the [gate](super::gate::Gate).
pub(super) struct Cell {
    pub(super) store: Store<Data>,
    out: Option<Arc<Out>>,
}

/// Of an inline instance: it runs guest code whenever its cell is not at the gate. Gone with the cell.
struct Out(Arc<Instance>);

impl Runs for Out {
    fn is_running(&self) -> bool {
        !self.0.gate.is_idle()
    }
}

/// What the guest's imports find in the store.
pub(super) struct Data {
    pub(super) instance: Arc<Instance>,
    /// The call that runs, in an instance that runs one at a time; elsewhere what belongs to no call.
    pub(super) call: CallState,
    /// Calls that run beside each other, by the guest's task that each has begun.
    pub(super) calls: HashMap<GuestTaskId, CallState>,
    pub(super) limiter: Limiter,
    /// Who answers each of the host imports.
    pub(super) imports: Arc<[Target]>,
    wasi: WasiCtx,
    table: ResourceTable,
}

/// A call that runs.
pub(super) struct CallState {
    pub(super) context: CallContext,
    pub(super) times: Times,
    /// Nobody waits for it any more.
    pub(super) abandoned: Arc<AtomicBool>,
}

/// Why the clock interrupted a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Interrupted {
    #[error("the call went on after its deadline")]
    Overdue,
    #[error("the instance was ended")]
    Ended,
}

impl Cell {
    pub(super) fn new(
        engine: &Engine,
        instance: Arc<Instance>,
        imports: Arc<[Target]>,
        wasi: WasiCtx,
        call: CallState,
    ) -> Self {
        let execution = instance.execution;
        let limiter = Limiter::new(&instance.limits);
        let mut store = Store::new(
            engine,
            Data { instance, call, calls: HashMap::new(), limiter, imports, wasi, table: ResourceTable::new() },
        );
        store.limiter(|data| &mut data.limiter);
        store.set_max_component_handles(MAX_HANDLES);
        store.epoch_deadline_callback(move |mut context| {
            let data: &mut Data = context.data_mut();
            // Where calls run beside each other, their deadlines stand around the store.
            if !data.instance.is_concurrent && Instant::now() >= data.call.times.hard_deadline() {
                return Err(Interrupted::Overdue.into());
            }
            if data.instance.gate.ending().is_some() {
                return Err(Interrupted::Ended.into());
            }
            Ok(match execution {
                Execution::Yielding => UpdateDeadline::Yield(1),
                Execution::Inline => UpdateDeadline::Continue(1),
            })
        });
        let mut cell = Self { store, out: None };
        cell.arm();
        cell
    }

    /// What the clock is to watch of an instance whose calls run inline.
    pub(super) fn runs_while_out(&mut self) -> Weak<dyn Runs> {
        let out: Weak<Out> = Arc::downgrade(self.out.insert(Arc::new(Out(self.store.data().instance.clone()))));
        out
    }

    pub(super) fn instance(&self) -> &Arc<Instance> {
        &self.store.data().instance
    }

    /// Prepares for a call: who calls, until when, and how many bytes may be lifted out of the guest.
    pub(super) fn begin(&mut self, context: &CallContext, times: Times) {
        let data = self.store.data_mut();
        data.call.context.become_like(context);
        data.call.times = times;
        data.limiter.refused = false;
        self.arm();
    }

    /// Prepares for an inline call that no other call waits for.
    ///
    /// The clock is left as it is: if it has ticked since the last call, this one is interrupted as it begins, and goes on.
    #[inline]
    pub(super) fn begin_at_once(&mut self, times: Times) {
        let data = self.store.data_mut();
        if !data.call.context.is_root() {
            data.call.context = CallContext::root();
        }
        let is_prepared = data.call.times.lifted_bytes == times.lifted_bytes;
        data.call.times = times;
        data.limiter.refused = false;
        if !is_prepared {
            self.arm();
        }
    }

    fn arm(&mut self) {
        let lifted_bytes = self.store.data().call.times.lifted_bytes;
        // The next tick, whenever that is: its callback decides.
        self.store.set_epoch_deadline(1);
        self.store.set_hostcall_fuel(usize::try_from(lifted_bytes).unwrap_or(usize::MAX));
    }
}

impl CallState {
    /// The context of what the instance calls during this call. `blocks` says whether the instance can answer nothing
    /// until then.
    fn inside(&mut self, instance: &Instance, blocks: bool) -> CallContext {
        let deadline = self.times.deadline();
        self.context.inside(&instance.name, instance.id, deadline, blocks)
    }
}

/// The call in which a host import was called.
pub(super) fn current<'a>(store: &'a mut StoreContextMut<'_, Data>) -> &'a mut CallState {
    if !store.data().instance.is_concurrent {
        return &mut store.data_mut().call;
    }
    // The last one is the task that the host began.
    let root = store.async_call_stack().ok().and_then(Iterator::last);
    let Data { call, calls, .. } = store.data_mut();
    root.and_then(|root| calls.get_mut(&root)).unwrap_or_else(|| {
        // What a guest does after its calls have ended is in nobody's name, and has as long as any call.
        call.times.restart();
        call
    })
}

/// The context of a host import, and of what it calls in turn.
pub(super) fn import_context(store: &mut StoreContextMut<'_, Data>, blocks: bool) -> CallContext {
    let instance = Arc::clone(&store.data().instance);
    current(store).inside(&instance, blocks)
}

impl WasiView for Data {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

/// Keeps an instance within `limits.memory`.
///
/// Growth beyond it is refused as any allocator expects, so a guest that can do with less goes on. One that cannot
/// traps, and then the refusal says why.
pub(super) struct Limiter {
    limit_bytes: u64,
    /// Of all memories together.
    used_bytes: u64,
    refused: bool,
}

impl Limiter {
    fn new(limits: &Limits) -> Self {
        Self { limit_bytes: limits.memory, used_bytes: 0, refused: false }
    }

    /// The limit, if growth was refused for it during the call.
    pub(super) fn refusal(&self) -> Option<u64> {
        self.refused.then_some(self.limit_bytes)
    }
}

impl ResourceLimiter for Limiter {
    fn memory_growing(&mut self, current: usize, desired: usize, _most: Option<usize>) -> wasmtime::Result<bool> {
        let more = desired.saturating_sub(current) as u64;
        let used_bytes = self.used_bytes.saturating_add(more);
        let fits = used_bytes <= self.limit_bytes;
        if fits {
            self.used_bytes = used_bytes;
        } else {
            self.refused = true;
        }
        Ok(fits)
    }

    fn table_growing(&mut self, _current: usize, desired: usize, _most: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= MAX_TABLE_ELEMENTS)
    }

    fn instances(&self) -> usize {
        MAX_CORE_INSTANCES
    }

    fn tables(&self) -> usize {
        MAX_TABLES
    }

    fn memories(&self) -> usize {
        MAX_MEMORIES
    }
}

/// Elements of one table: function pointers. Large language runtimes have some twenty thousand.
pub(super) const MAX_TABLE_ELEMENTS: usize = 100_000;

/// Core instances of one component: a composition of a few plugins has a dozen.
pub(super) const MAX_CORE_INSTANCES: usize = 64;

/// Tables of one component.
pub(super) const MAX_TABLES: usize = 64;

/// Memories of one component.
pub(super) const MAX_MEMORIES: usize = 16;

/// Resource handles in a store: those of the guest, and those of the host to the guest's, which have a bound of their own.
/// Stops a guest that makes streams in a loop and drops none.
const MAX_HANDLES: usize = 4 * amphi_protocol::limits::MAX_HANDLES;
