//! In whose name a call is made: the instances that wait above it, and until when.

use std::sync::Arc;
use std::time::{Duration, Instant};

use amphi_protocol::{InstanceId, Name, TraceContext};

use crate::stream::Exchange;

/// The circumstances of a call.
///
/// A host import is given the context of the call in which it was made. Calls that it makes in turn carry
/// that context ([`PluginHandle::call_in`](crate::PluginHandle::call_in), or `within` of a typed client or of a resource), so
/// that a call back into an instance that waits for it is refused at once instead of waiting for itself.
/// A call without it simply queues.
#[derive(Clone, Debug, Default)]
pub struct CallContext {
    plugin: Option<Name>,
    /// None where no call waits.
    chain: Option<Arc<Chain>>,
    deadline: Option<Instant>,
    trace: Option<TraceContext>,
    /// The streams of the plugin's call that this is the context of.
    exchange: Option<Exchange>,
}

/// The instances that wait above a call, outermost first.
#[derive(Debug)]
struct Chain {
    instances: Vec<InstanceId>,
    /// Those that can answer nothing until the call has ended.
    blocked: Vec<InstanceId>,
}

impl CallContext {
    /// The context of a call that no other call waits for.
    pub fn root() -> Self {
        Self::default()
    }

    /// Ends the call no later than `timeout` from now, whatever the plugin's own `call_timeout` is.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.deadline = earlier(self.deadline, Instant::now().checked_add(timeout));
        self
    }

    /// Ends the call no later than a moment.
    pub(crate) fn until(mut self, deadline: Instant) -> Self {
        self.deadline = earlier(self.deadline, Some(deadline));
        self
    }

    /// Puts the call into a trace.
    #[must_use]
    pub fn with_trace(mut self, trace: TraceContext) -> Self {
        self.trace = Some(trace);
        self
    }

    /// The plugin in whose call this is, if in any.
    pub fn plugin(&self) -> Option<&str> {
        self.plugin.as_deref()
    }

    /// The instances that wait above this call, outermost first.
    pub fn chain(&self) -> &[InstanceId] {
        self.chain.as_deref().map_or(&[], |chain| &chain.instances)
    }

    /// What is left until the deadline, if there is one.
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// The trace that the call belongs to.
    pub fn trace(&self) -> Option<TraceContext> {
        self.trace
    }

    /// Whether an instance waits above this call, and can answer nothing until it has ended.
    pub(crate) fn waits(&self, instance: InstanceId) -> bool {
        self.chain.as_deref().is_some_and(|chain| chain.blocked.contains(&instance))
    }

    /// The deadline of a call made in this context to a plugin that allows `call_timeout`.
    #[cfg(feature = "native")]
    pub(crate) fn deadline(&self, call_timeout: Duration) -> Instant {
        self.deadline_from(Instant::now(), call_timeout)
    }

    /// The deadline of a call made `now` in this context to a plugin that allows `call_timeout`.
    pub(crate) fn deadline_from(&self, now: Instant, call_timeout: Duration) -> Instant {
        let own = later(now, call_timeout);
        self.deadline.map_or(own, |deadline| deadline.min(own))
    }

    /// Whether it says nothing: no call waits above, there is no deadline and no trace.
    #[cfg(feature = "wasm")]
    #[inline]
    pub(crate) fn is_root(&self) -> bool {
        let Self { plugin, chain, deadline, trace, exchange } = self;
        plugin.is_none() && chain.is_none() && deadline.is_none() && trace.is_none() && exchange.is_none()
    }

    /// Whether it has a deadline of its own.
    #[cfg(feature = "wasm")]
    pub(crate) fn has_deadline(&self) -> bool {
        self.deadline.is_some()
    }

    /// Becomes a copy of another context. Where it is one already, which it mostly is from call to call, that costs
    /// next to nothing.
    #[cfg(feature = "wasm")]
    pub(crate) fn become_like(&mut self, other: &Self) {
        let is_same = |(own, other): (&Arc<Chain>, &Arc<Chain>)| Arc::ptr_eq(own, other);
        let is_alike = self.chain.is_none() == other.chain.is_none()
            && self.chain.as_ref().zip(other.chain.as_ref()).is_none_or(is_same)
            && (self.plugin.is_none() && other.plugin.is_none())
            && self.deadline == other.deadline
            && self.trace == other.trace;
        if !is_alike {
            self.clone_from(other);
        }
    }

    /// The context of what `instance` of `plugin` calls while it answers a call that ends at `deadline`. It `blocks`
    /// unless it can answer others in the meantime, as an async function can.
    pub(crate) fn inside(&self, plugin: &Name, instance: InstanceId, deadline: Instant, blocks: bool) -> Self {
        let (mut instances, mut blocked) = match self.chain.as_deref() {
            Some(chain) => (chain.instances.clone(), chain.blocked.clone()),
            None => (Vec::new(), Vec::new()),
        };
        instances.push(instance);
        blocked.extend(blocks.then_some(instance));
        Self {
            plugin: Some(plugin.clone()),
            chain: Some(Arc::new(Chain { instances, blocked })),
            deadline: Some(deadline),
            trace: self.trace,
            exchange: None,
        }
    }

    /// The same, for a call that takes and gives streams.
    #[cfg(feature = "native")]
    pub(crate) fn with_exchange(self, exchange: Exchange) -> Self {
        Self { exchange: Some(exchange), ..self }
    }

    /// The streams of the plugin's call that this is the context of.
    pub(crate) fn exchange(&self) -> Option<&Exchange> {
        self.exchange.as_ref()
    }
}

/// The time so long after another one; a timeout beyond the clock's range is as good as a year.
pub(crate) fn later(now: Instant, timeout: Duration) -> Instant {
    now.checked_add(timeout).unwrap_or(now + Duration::from_secs(365 * 24 * 3600))
}

fn earlier(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
