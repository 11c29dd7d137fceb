//! What a plugin may ask of its host on the call lane.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use amphi_protocol::{Call, CallFailure, CallId, FailureKind, Goodbye, Log, Message, Outcome, Return, collect_passed};

use super::error::CallError;
use super::payload::Frame;
use super::shared::Shared;
use super::streams::Tag;
use crate::error::Error;
use crate::streams::SessionStreams;

/// Receives what the plugin sends of its own accord.
///
/// Every method runs where the session is read, one at a time, and must return at once: work goes to tasks that the host owns.
/// `S` is what the host attached to its own calls, see [`CallHead`](super::CallHead).
pub trait LaneHandler<S>: Send + Sync + 'static {
    /// The plugin calls a host import. `scope` belongs to the host's call that it names as the parent, if
    /// that one is still running. `args` are the encoded arguments.
    fn call(&self, call: Call, args: &[u8], scope: Option<S>, reply: Reply<S>);

    /// The plugin no longer waits for a call that it made.
    fn cancel(&self, _call: CallId) {}

    /// A call of the host failed in the plugin. Its caller, if there is one still, learns of it after this.
    fn failed(&self, _failure: &CallFailure) {}

    /// The plugin holds a resource of the host no longer.
    fn drop_handle(&self, _handle: u64) {}

    /// A call of the host has a result that nobody takes: its caller left. What the result gives is for the host to let go
    /// of. Unlike the others, this may run where the caller leaves.
    fn unclaimed(&self, _scope: S, _result: &[u8], _streams: &SessionStreams) {}

    /// The plugin logged an event; `scope` as for [`call`](Self::call).
    fn log(&self, log: Log, scope: Option<S>);

    /// The plugin is about to end.
    fn goodbye(&self, _goodbye: Goodbye) {}

    /// The lane has ended, for this reason; called once, and after it nothing else.
    fn closed(&self, _cause: &Arc<Error>) {}
}

/// The right to answer one call of the plugin, exactly once.
///
/// Dropped without an answer, it tells the plugin that the import failed.
#[must_use = "the plugin waits for an answer"]
pub struct Reply<S> {
    shared: Arc<Shared<S>>,
    id: CallId,
    answered: bool,
}

impl<S> Reply<S> {
    /// Takes one place of the bound on the plugin's calls, or gives none.
    pub(super) fn begin(shared: &Arc<Shared<S>>, id: CallId) -> Option<Self> {
        let limit = shared.limits.incoming;
        let taken = shared
            .incoming
            .try_update(Ordering::Relaxed, Ordering::Relaxed, |count| (count < limit).then_some(count + 1))
            .is_ok();
        taken.then(|| Self { shared: Arc::clone(shared), id, answered: false })
    }

    /// The streams and futures of the session: for who decodes the arguments of the call.
    pub fn streams(&self) -> SessionStreams {
        SessionStreams::new(Arc::clone(self.shared.streams.passing()))
    }

    /// Sends the result, which `encode` appends.
    ///
    /// Waits while too much is queued for the plugin; dropped before it is done, the plugin is told that the
    /// import failed. A result that is too large for the plugin is answered with a failure in its place.
    ///
    /// # Errors
    ///
    /// The lane has ended, or the result is too large.
    pub async fn done(mut self, encode: impl FnOnce(&mut Vec<u8>)) -> Result<(), CallError> {
        self.shared.room().await?;
        let head = Message::Return(Return { id: self.id, outcome: Outcome::Done });
        let (framed, passed) = collect_passed(|| {
            Frame::new(self.shared.max_frame, |out| {
                head.encode(out);
                encode(out);
            })
        });
        let framed = framed.and_then(|frame| self.shared.streams.passing().pass(passed).map(|()| frame));
        match framed {
            Ok(frame) if self.shared.streams.takes(&frame) => {
                self.shared.room_for_long().await;
                self.shared.streams.send(Tag::Return(self.id), frame);
                self.answered = true;
                Ok(())
            }
            Ok(frame) => {
                self.shared.push(true, frame);
                self.answered = true;
                Ok(())
            }
            Err(error) => {
                let message = format!("the result of the import does not fit: {error}");
                self.fail(FailureKind::OverLimit, message);
                Err(CallError::Arguments(error))
            }
        }
    }

    /// Tells the plugin that the call failed.
    pub fn failed(mut self, kind: FailureKind, message: impl Into<String>) {
        self.fail(kind, message.into());
    }

    fn fail(&mut self, kind: FailureKind, message: String) {
        self.answered = true;
        self.shared.refuse(self.id, CallFailure { kind, message });
    }
}

impl<S> Drop for Reply<S> {
    fn drop(&mut self) {
        if !self.answered {
            self.fail(FailureKind::ImportFailed, "the host gave the call up".to_string());
        }
        self.shared.incoming.fetch_sub(1, Ordering::Relaxed);
    }
}

impl<S> std::fmt::Debug for Reply<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reply").field("id", &self.id).finish_non_exhaustive()
    }
}
