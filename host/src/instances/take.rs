//! How a call comes to its instance: at once, after a start, or in the queue. All of it counts against its deadline.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use amphi_protocol::{FunctionIndex, InstanceId};
use tokio::sync::oneshot;

use super::lease::{Lease, Permit};
use super::plugin::Plugin;
use super::roster::{Choice, Home, Phase, Turn};
use crate::call_context::CallContext;
use crate::end::EndCause;
use crate::error::Error;
use crate::resource::HandleProblem;

/// How long a call has, once it had to wait.
struct Due {
    begin: Instant,
    deadline: Instant,
}

impl Plugin {
    /// Gets an instance for a call, `home` if it is to be a certain one, and what is left of the call's context if it had
    /// to wait. Dropping the future leaves the queue, and ends an instance that was being started.
    pub(super) async fn take(
        &self,
        context: &CallContext,
        function: FunctionIndex,
        home: Option<InstanceId>,
    ) -> Result<(Lease, Option<CallContext>), Error> {
        // Most calls find an instance, and look at no clock.
        let mut due = None;
        if let Some(home) = home {
            let lease = self.take_home(home, context, function, &mut due).await?;
            return Ok((lease, due.map(|due: Due| context.clone().until(due.deadline))));
        }
        let mut failed: Option<Error> = None;
        loop {
            let choice = self.shared.change(|roster, out| roster.choose(context, failed.is_none(), out));
            let turn = match (choice, failed.take()) {
                (Choice::Use(member), _) => Turn::Use(Lease::new(&self.shared, member)),
                // One that cannot be started is no reason to do without the others; there are none.
                (_, Some(error)) => return Err(error),
                (Choice::Start, None) => Turn::Start(Permit::new(&self.shared)),
                (Choice::Wait(turn), None) => self.turn(turn, self.due(&mut due, context), function).await?,
                (Choice::Reentrant, None) => return Err(self.reentrant(function)),
                (Choice::Full(there), None) => return Err(self.full(there, function)),
                (Choice::Gone(cause), None) => return Err(self.gone(cause)),
            };
            let lease = match turn {
                Turn::Again => continue,
                Turn::Use(lease) => lease,
                Turn::Start(permit) => match self.start(permit, &mut due, context, function).await {
                    Ok(lease) => lease,
                    Err(error @ (Error::DeadlineExceeded { .. } | Error::Ended { .. })) => return Err(error),
                    Err(error) => {
                        tracing::warn!(plugin = %self.info.name, %error, "instance not started");
                        failed = Some(error);
                        continue;
                    }
                },
            };
            let within = due.map(|due: Due| context.clone().until(due.deadline));
            return Ok((lease, within));
        }
    }

    /// Gets the instance in which a resource is, when no other call has it.
    async fn take_home(
        &self,
        home: InstanceId,
        context: &CallContext,
        function: FunctionIndex,
        due: &mut Option<Due>,
    ) -> Result<Lease, Error> {
        loop {
            let turn = match self.shared.change(|roster, _| roster.lend_home(home, context)) {
                Home::Use(member) => return Ok(Lease::new(&self.shared, member)),
                Home::Wait(turn) => self.turn(turn, self.due(due, context), function).await?,
                Home::Reentrant => return Err(self.reentrant(function)),
                Home::Full(there) => return Err(self.full(there, function)),
                Home::Gone => {
                    let (plugin, function) = (self.info.name.to_string(), self.function_name(function));
                    return Err(Error::Handle { plugin, function, problem: HandleProblem::Gone });
                }
            };
            // Whoever waits for a certain instance is given that one, or is to look again.
            if let Turn::Use(lease) = turn {
                return Ok(lease);
            }
        }
    }

    /// Waits in the queue.
    async fn turn(&self, mut turn: oneshot::Receiver<Turn>, due: &Due, function: FunctionIndex) -> Result<Turn, Error> {
        let waited = {
            let _within = self.shared.runtime.enter();
            tokio::time::timeout_at(due.deadline.into(), &mut turn)
        };
        match waited.await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) => Err(self.ended()),
            Err(_) => Err(self.late(due, function)),
        }
    }

    /// Starts an instance for a call. One that is there at once, as a component is, costs no timer.
    async fn start(
        &self,
        permit: Permit,
        due: &mut Option<Due>,
        context: &CallContext,
        function: FunctionIndex,
    ) -> Result<Lease, Error> {
        let mut start = self.starter.start();
        let mut begin = |task: &mut Context<'_>| {
            let _within = self.shared.runtime.enter();
            start.as_mut().poll(task)
        };
        let started = match std::future::poll_fn(|task| Poll::Ready(begin(task))).await {
            Poll::Ready(started) => started?,
            Poll::Pending => {
                let due = self.due(due, context);
                let mut deadline = pin!({
                    let _within = self.shared.runtime.enter();
                    tokio::time::sleep_until(due.deadline.into())
                });
                let mut stopped = pin!(self.shared.wait(|roster| !matches!(roster.phase, Phase::Ready)));
                std::future::poll_fn(|task| {
                    if let Poll::Ready(started) = begin(task) {
                        return Poll::Ready(started);
                    }
                    if stopped.as_mut().poll(task).is_ready() {
                        return Poll::Ready(Err(self.ended()));
                    }
                    deadline.as_mut().poll(task).map(|()| Err(self.late(due, function)))
                })
                .await?
            }
        };
        permit.fill(self.checked(started)?).map_err(|unwanted| {
            drop(unwanted);
            self.ended()
        })
    }

    /// When a call ends at the latest, from the first time that it had to wait.
    fn due<'d>(&self, due: &'d mut Option<Due>, context: &CallContext) -> &'d Due {
        due.get_or_insert_with(|| {
            let begin = Instant::now();
            Due { begin, deadline: context.deadline_from(begin, self.limits.call_timeout) }
        })
    }

    fn function_name(&self, function: FunctionIndex) -> String {
        let known = self.info.interface.exports.get(function);
        known.map_or_else(|| format!("number {}", function.0), amphi_protocol::Function::full_name)
    }

    fn late(&self, due: &Due, function: FunctionIndex) -> Error {
        let timeout = due.deadline.saturating_duration_since(due.begin);
        Error::DeadlineExceeded { plugin: self.info.name.to_string(), function: self.function_name(function), timeout }
    }

    fn reentrant(&self, function: FunctionIndex) -> Error {
        Error::Reentrant { plugin: self.info.name.to_string(), function: self.function_name(function) }
    }

    fn full(&self, there: usize, function: FunctionIndex) -> Error {
        Error::OverLimit {
            plugin: self.info.name.to_string(),
            function: self.function_name(function),
            limit: "limits.in_flight",
            allowed: u64::from(self.limits.in_flight),
            got: there as u64 + 1,
        }
    }

    fn ended(&self) -> Error {
        match &self.shared.roster().phase {
            Phase::Ended(cause) => self.gone(cause.clone()),
            Phase::Ready | Phase::Stopping => self.gone(EndCause::Stopped.into()),
        }
    }

    pub(super) fn gone(&self, cause: Arc<EndCause>) -> Error {
        Error::Ended { plugin: self.info.name.to_string(), cause }
    }
}
