//! How long a call has, counted from the first look at the clock.

use std::time::{Duration, Instant};

use amphi_protocol::FunctionIndex;

use super::instance::Instance;
use crate::call_context::{CallContext, later};
use crate::config::{Execution, Limits};
use crate::end::EndCause;
use crate::error::Error;

/// Which call it is, how long it has, and how much it may bring.
///
/// Looking at the clock takes a good part of a small call, and most return before anybody has to. So where nothing else
/// says when a call began, it began when it is first looked at: at the latest by the [tick](super::epoch) that
/// interrupts it, which is as precise as its deadline is anyway.
#[derive(Clone, Copy)]
pub(super) struct Times {
    pub(super) function: FunctionIndex,
    /// How long it has in all.
    pub(super) timeout: Duration,
    /// How long it may go on after that, until the instance is ended for it.
    pub(super) grace: Duration,
    /// Bytes that may be lifted out of the guest at once.
    pub(super) lifted_bytes: u64,
    /// When its caller gets an error; none before anybody looked.
    deadline: Option<Instant>,
}

impl Times {
    /// The times of a call that begins now.
    pub(super) fn of(instance: &Instance, context: &CallContext, function: FunctionIndex, lifted_bytes: u64) -> Self {
        let grace = match instance.execution {
            Execution::Yielding => instance.limits.grace,
            // The caller itself is held up: it must have its error at the deadline.
            Execution::Inline => Duration::ZERO,
        };
        let own = instance.limits.call_timeout;
        if !context.has_deadline() {
            return Self { function, timeout: own, grace, lifted_bytes, deadline: None };
        }
        let now = Instant::now();
        let deadline = context.deadline_from(now, own);
        let timeout = deadline.saturating_duration_since(now);
        Self { function, timeout, grace, lifted_bytes, deadline: Some(deadline) }
    }

    /// The times of an inline call that no other call waits for.
    #[inline]
    pub(super) fn at_once(limits: &Limits, function: FunctionIndex) -> Self {
        let (timeout, lifted_bytes) = (limits.call_timeout, limits.message_size);
        Self { function, timeout, grace: Duration::ZERO, lifted_bytes, deadline: None }
    }

    /// The times of a component's own start: it has as long as any call, and no grace.
    pub(super) fn of_start(timeout: Duration, lifted_bytes: u64) -> Self {
        let deadline = Some(later(Instant::now(), timeout));
        // No function has this number.
        Self { function: FunctionIndex(u32::MAX), timeout, grace: Duration::ZERO, lifted_bytes, deadline }
    }

    /// Begins anew with the next look at the clock.
    pub(super) fn restart(&mut self) {
        self.deadline = None;
    }

    /// When the caller gets an error.
    pub(super) fn deadline(&mut self) -> Instant {
        *self.deadline.get_or_insert_with(|| later(Instant::now(), self.timeout))
    }

    /// When the instance is ended for the call.
    pub(super) fn hard_deadline(&mut self) -> Instant {
        let deadline = self.deadline();
        deadline.checked_add(self.grace).unwrap_or(deadline)
    }

    pub(super) fn exceeded(&self, instance: &Instance) -> Error {
        Error::DeadlineExceeded {
            plugin: instance.name.to_string(),
            function: instance.function_name(self.function),
            timeout: self.timeout,
        }
    }

    pub(super) fn overdue(&self, instance: &Instance) -> EndCause {
        EndCause::Overdue { function: instance.function_name(self.function), timeout: self.timeout, grace: self.grace }
    }
}
