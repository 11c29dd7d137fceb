//! The one task that reads a lane and hands out what comes.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use amphi_protocol::{Call, CallFailure, FailureKind, FrameReader, Health, Message, Outcome, Return};
use tokio::io::AsyncReadExt;
use tokio::net::unix::OwnedReadHalf;

use super::handler::{LaneHandler, Reply};
use super::pending::Delivered;
use super::shared::{Shared, lock};
use crate::error::Error;
use crate::kind::message_kind;

/// Reads until the lane ends.
pub(super) struct LaneReader<S: Clone + Send + Sync + 'static> {
    pub(super) shared: Arc<Shared<S>>,
    pub(super) handler: Arc<dyn LaneHandler<S>>,
    pub(super) stream: OwnedReadHalf,
    pub(super) frames: FrameReader,
}

impl<S: Clone + Send + Sync + 'static> LaneReader<S> {
    pub(super) async fn run(mut self) {
        // Ends the calls also if a handler panics or the task is aborted.
        let closer = Closer { shared: Arc::clone(&self.shared), handler: Arc::clone(&self.handler) };
        let cause = self.read().await;
        closer.close(cause);
    }

    async fn read(&mut self) -> Error {
        let is_plain = self.shared.link().is_plain();
        let mut raw = if is_plain { Vec::new() } else { vec![0; FrameReader::CHUNK] };
        loop {
            // First: frames may have come along with the peer's hello.
            if let Err(error) = self.dispatch() {
                return error;
            }
            if self.shared.link().is_peer_closed() {
                return Error::PeerClosed { partial: self.frames.is_partial() };
            }
            let read =
                if is_plain { self.stream.read(self.frames.space()).await } else { self.stream.read(&mut raw).await };
            let count = match read {
                Ok(0) => return Error::PeerClosed { partial: self.frames.is_partial() },
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {
                    return Error::PeerClosed { partial: self.frames.is_partial() };
                }
                Err(source) => return Error::Io { step: "reading from the plugin", source },
            };
            if is_plain {
                self.frames.filled(count);
                continue;
            }
            let received = self.shared.link().receive(raw.get(..count).unwrap_or_default(), &mut self.frames);
            if let Err(error) = received {
                self.shared.last_words();
                return error;
            }
        }
    }

    /// Hands out every whole frame that is there.
    fn dispatch(&mut self) -> Result<(), Error> {
        while let Some(body) = self.frames.next()? {
            let (message, payload) = Message::decode(body)?;
            let shared = &self.shared;
            match message {
                Message::Return(answer) => deliver(shared, &*self.handler, answer, payload),
                Message::Call(call) => accept(shared, &*self.handler, call, payload),
                Message::Cancel(cancel) => self.handler.cancel(cancel.id),
                Message::Log(log) => {
                    let scope = log.call.and_then(|id| lock(&shared.pending).scope(id));
                    self.handler.log(log, scope);
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
                Message::Goodbye(goodbye) => self.handler.goodbye(goodbye),
                unexpected @ Message::Hello(_) => {
                    return Err(Error::UnexpectedMessage { expected: "a call", got: message_kind(&unexpected) });
                }
            }
        }
        Ok(())
    }
}

fn deliver<S: Clone + 'static>(shared: &Shared<S>, handler: &dyn LaneHandler<S>, answer: Return, payload: &[u8]) {
    let outcome = match answer.outcome {
        Outcome::Done => Ok(payload.to_vec()),
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
        Delivered::Abandoned => shared.settled.notify_waiters(),
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

/// Ends the lane when the reader does, however it does.
struct Closer<S: Clone + Send + Sync + 'static> {
    shared: Arc<Shared<S>>,
    handler: Arc<dyn LaneHandler<S>>,
}

impl<S: Clone + Send + Sync + 'static> Closer<S> {
    fn close(&self, cause: Error) {
        if !self.shared.closed.swap(true, Ordering::Relaxed) {
            let cause = self.shared.close(cause);
            self.handler.closed(cause);
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Drop for Closer<S> {
    fn drop(&mut self) {
        self.close(Error::Closed);
    }
}

/// Stray answers that are logged; a plugin that sends nothing else must not fill the log.
const LOGGED_STRAYS: u64 = 16;
