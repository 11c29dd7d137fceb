//! What a message of the plugin means, on whichever lane it came.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use amphi_protocol::{Call, CallFailure, FailureKind, Health, Lane, Message, OpenLane, Outcome, Return};

use super::handler::{LaneHandler, Reply};
use super::payload::Payload;
use super::pending::Delivered;
use super::shared::{Shared, lock};
use crate::error::Error;
use crate::kind::message_kind;

/// What was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Came {
    /// Nothing that is more than an answer or a word.
    News,
    /// A call among others, which a task of the host answers.
    Call,
}

/// Hands out the body of a frame of the call lane.
pub(super) fn dispatch<S: Clone + Send + Sync + 'static>(
    shared: &Arc<Shared<S>>,
    handler: &dyn LaneHandler<S>,
    body: &[u8],
) -> Result<Came, Error> {
    let (message, payload) = Message::decode(body)?;
    match message {
        Message::Return(answer) => {
            let payload = Payload::of(Cow::Borrowed(payload), payload.len());
            deliver(shared, handler, answer, payload);
        }
        Message::Call(call) => {
            accept(shared, handler, call, payload);
            return Ok(Came::Call);
        }
        Message::Cancel(cancel) => handler.cancel(cancel.id),
        Message::Log(log) => {
            let scope = log.call.and_then(|id| lock(&shared.pending).scope(id));
            handler.log(log, scope);
        }
        Message::Health(Health { nonce, answer: true }) => {
            if let Some(waiter) = lock(&shared.health).remove(&nonce) {
                // Nobody may be waiting any more.
                let _ = waiter.send(());
            }
        }
        Message::Health(Health { nonce, answer: false }) => {
            shared.answer_control(&Message::Health(Health { nonce, answer: true }));
        }
        Message::Goodbye(goodbye) => handler.goodbye(goodbye),
        Message::OpenLane(OpenLane { lane: Lane::Stream }) => shared.streams.want(),
        Message::OpenLane(OpenLane { lane: Lane::Call }) => {}
        Message::Drop(dropped) => handler.drop_handle(dropped.handle),
        unexpected @ Message::Hello(_) => {
            return Err(Error::UnexpectedMessage { expected: "a call", got: message_kind(&unexpected) });
        }
    }
    Ok(Came::News)
}

/// Hands out the body of a frame that came on a stream.
pub(super) fn dispatch_streamed<S: Clone + Send + Sync + 'static>(
    shared: &Arc<Shared<S>>,
    handler: &dyn LaneHandler<S>,
    body: Vec<u8>,
) -> Result<(), Error> {
    let (message, payload) = Message::decode(&body)?;
    match message {
        Message::Return(answer) => {
            let length = payload.len();
            deliver(shared, handler, answer, Payload::of(Cow::Owned(body), length));
        }
        Message::Call(call) => accept(shared, handler, call, payload),
        unexpected => {
            let got = message_kind(&unexpected);
            return Err(Error::UnexpectedMessage { expected: "a call or a return on a stream", got });
        }
    }
    Ok(())
}

fn deliver<S: Clone + 'static>(shared: &Shared<S>, handler: &dyn LaneHandler<S>, answer: Return, payload: Payload) {
    let outcome = match answer.outcome {
        Outcome::Done => Ok(payload),
        Outcome::Failed(failure) => {
            if lock(&shared.pending).is_running(answer.id) {
                handler.failed(&failure);
            }
            Err(failure)
        }
    };
    let delivered = lock(&shared.pending).deliver(answer.id, outcome);
    match delivered {
        Delivered::Waiter(waker) => {
            if let Some(waker) = waker {
                waker.wake();
            }
        }
        Delivered::Abandoned(unclaimed) => {
            shared.decline(handler, unclaimed);
            shared.settled.notify_waiters();
        }
        // Harms nobody, so it costs nobody the session; the first few are worth a line.
        Delivered::Stray => {
            let strays = shared.stray_answers.fetch_add(1, Ordering::Relaxed);
            if strays < LOGGED_STRAYS {
                tracing::debug!(call_id = answer.id.0, "the plugin answered a call that nobody waits for");
            }
        }
    }
}

fn accept<S: Clone + Send + Sync + 'static>(
    shared: &Arc<Shared<S>>,
    handler: &dyn LaneHandler<S>,
    call: Call,
    args: &[u8],
) {
    let Some(reply) = Reply::begin(shared, call.id) else {
        let message = format!("{} calls to the host are already under way", shared.limits.incoming);
        shared.refuse(call.id, CallFailure { kind: FailureKind::OverLimit, message });
        return;
    };
    let scope = call.parent.and_then(|parent| lock(&shared.pending).scope(parent));
    handler.call(call, args, scope, reply);
}

/// Stray answers that are logged; a plugin that sends nothing else must not fill the log.
const LOGGED_STRAYS: u64 = 16;
