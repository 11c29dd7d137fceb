//! What callers, the reader and the flusher of a lane have in common.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use amphi_protocol::limits::MAX_TEXT_BYTES;
use amphi_protocol::{CallFailure, CallId, Message, Outcome, Passed, Return};
use tokio::net::UnixStream;
use tokio::net::unix::OwnedWriteHalf;
use tokio::sync::{Notify, oneshot};

use super::LaneLimits;
use super::error::CallError;
use super::handler::LaneHandler;
use super::payload::Frame;
use super::pending::{Pending, Unclaimed};
use super::streams::Streams;
use crate::error::Error;
use crate::link::Link;
use crate::streams::SessionStreams;

/// The state of a lane.
///
/// Locks are short and never held across a wait; `link` may be held when `pending` is taken, not the reverse. The
/// lock of what has come in is taken before either.
pub(super) struct Shared<S> {
    pub(super) limits: LaneLimits,
    /// The largest frame body that the plugin accepts from us, in bytes.
    pub(super) max_frame: usize,
    pub(super) pending: Mutex<Pending<S>>,
    /// Calls of the plugin that are not answered.
    pub(super) incoming: AtomicUsize,
    pub(super) health: Mutex<HashMap<u64, oneshot::Sender<()>>>,
    pub(super) next_id: AtomicU64,
    pub(super) stray_answers: AtomicU64,
    /// Wakes who waits for an abandoned call to end, or for the lane to end.
    pub(super) settled: Notify,
    pub(super) streams: Streams,
    /// Whether the end was announced to the handler.
    pub(super) closed: AtomicBool,
    cause: OnceLock<Arc<Error>>,
    link: Mutex<Link>,
    stream: OwnedWriteHalf,
    /// Wakes the flusher.
    flush: Notify,
    /// Wakes callers that wait for room in the link.
    room: Notify,
    crowded: AtomicBool,
}

/// How far a flush came.
#[derive(PartialEq)]
pub(super) enum Flushed {
    All,
    /// The socket takes no more for now.
    Blocked,
    /// The socket takes no more ever; the reader says why.
    Broken,
}

impl<S: 'static> Shared<S> {
    /// Hands over a result that nobody takes.
    pub(super) fn decline(&self, handler: &dyn LaneHandler<S>, unclaimed: Unclaimed<S>) {
        let Unclaimed { scope, answer } = unclaimed;
        if let Ok(payload) = answer {
            let streams = SessionStreams::new(Arc::clone(self.streams.passing()));
            handler.unclaimed(scope, payload.as_slice(), &streams);
        }
    }
}

impl<S> Shared<S> {
    pub(super) fn new(
        limits: LaneLimits,
        max_frame: usize,
        streams: Streams,
        link: Link,
        stream: OwnedWriteHalf,
    ) -> Self
    where
        S: Clone,
    {
        Self {
            limits,
            max_frame,
            pending: Mutex::new(Pending::new()),
            incoming: AtomicUsize::new(0),
            health: Mutex::default(),
            next_id: AtomicU64::new(1),
            stray_answers: AtomicU64::new(0),
            settled: Notify::new(),
            streams,
            closed: AtomicBool::new(false),
            cause: OnceLock::new(),
            link: Mutex::new(link),
            stream,
            flush: Notify::new(),
            room: Notify::new(),
            crowded: AtomicBool::new(false),
        }
    }

    pub(super) fn link(&self) -> MutexGuard<'_, Link> {
        lock(&self.link)
    }

    pub(super) fn socket(&self) -> &UnixStream {
        self.stream.as_ref()
    }

    pub(super) fn cause(&self) -> Option<&Arc<Error>> {
        self.cause.get()
    }

    /// Queues a frame; an eager one is written at once, on this thread, if nothing is queued before it.
    pub(super) fn push(&self, eager: bool, frame: Frame) {
        let mut link = self.link();
        let idle = link.queued() == 0;
        link.push_bytes(frame.as_slice());
        frame.recycle();
        if eager && idle && self.write(&mut link) == Flushed::All {
            return;
        }
        if link.queued() > self.limits.outbox_bytes {
            self.crowded.store(true, Ordering::Relaxed);
        }
        drop(link);
        self.flush.notify_one();
    }

    /// Has the streams of a call fed to the plugin; where there are too many, the call is not made.
    pub(super) fn pass(&self, id: CallId, passed: Vec<Passed>) -> Result<(), CallError>
    where
        S: Clone,
    {
        self.streams.passing().pass(passed).map_err(|error| {
            lock(&self.pending).remove(id);
            CallError::Arguments(error)
        })
    }

    /// Waits until a long frame may be queued for the stream lane, or the lane has ended.
    pub(super) async fn room_for_long(&self) {
        self.streams.room(self.limits.outbox_bytes, || self.cause().is_some()).await;
    }

    /// Queues an answer without payload, cut to size. A plugin that provokes answers faster than it reads
    /// them loses the lane.
    pub(super) fn refuse(&self, id: CallId, mut failure: CallFailure) {
        cut(&mut failure.message);
        self.answer_control(&Message::Return(Return { id, outcome: Outcome::Failed(failure) }));
    }

    /// Queues a message that the plugin provoked, beyond the bound on what callers queue but not without one.
    pub(super) fn answer_control(&self, message: &Message) {
        let limit_bytes = self.limits.outbox_bytes.saturating_mul(2).saturating_add(self.max_frame);
        if self.link().queued() > limit_bytes {
            self.cause.get_or_init(|| Arc::new(Error::Flooded { limit_bytes }));
            self.disconnect();
            return;
        }
        match Frame::new(self.max_frame, |out| message.encode(out)) {
            Ok(frame) => self.push(true, frame),
            // Only a plugin that accepts next to nothing makes a control message too large.
            Err(error) => tracing::debug!(%error, "control message not sent"),
        }
    }

    /// Waits until callers may queue more.
    pub(super) async fn room(&self) -> Result<(), CallError> {
        loop {
            if let Some(cause) = self.cause() {
                return Err(CallError::Lost(Arc::clone(cause)));
            }
            if !self.crowded.load(Ordering::Relaxed) {
                return Ok(());
            }
            let mut notified = std::pin::pin!(self.room.notified());
            notified.as_mut().enable();
            // The room may have come before we were enlisted.
            if self.crowded.load(Ordering::Acquire) && self.cause().is_none() {
                notified.await;
            }
        }
    }

    /// Writes what is queued as far as the socket takes it now.
    fn write(&self, link: &mut Link) -> Flushed {
        let flushed = loop {
            let bytes = match link.unsent() {
                Ok([]) => break Flushed::All,
                Ok(bytes) => bytes,
                Err(error) => {
                    self.cause.get_or_init(|| Arc::new(error));
                    self.disconnect();
                    break Flushed::Broken;
                }
            };
            match self.stream.try_write(bytes) {
                Ok(count) => link.advance(count),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break Flushed::Blocked,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => {
                    // The plugin's last words, an alert perhaps, are still to be read and say more.
                    self.disconnect_writes();
                    break Flushed::Broken;
                }
            }
        };
        if link.queued() <= self.limits.outbox_bytes / 2 && self.crowded.swap(false, Ordering::Release) {
            self.room.notify_waiters();
        }
        flushed
    }

    /// Writes queued frames in batches, for as long as the lane lives.
    pub(super) async fn run_flusher(&self) {
        loop {
            self.flush.notified().await;
            // Callers that are ready too get to add their frames to the batch.
            tokio::task::yield_now().await;
            loop {
                let flushed = self.write(&mut self.link());
                match flushed {
                    Flushed::All => break,
                    Flushed::Blocked => {
                        if self.stream.writable().await.is_err() {
                            return;
                        }
                    }
                    Flushed::Broken => return,
                }
            }
        }
    }

    /// Waits until the lane has ended.
    pub(super) async fn ended(&self) {
        loop {
            let mut notified = std::pin::pin!(self.settled.notified());
            notified.as_mut().enable();
            if self.cause().is_some() {
                return;
            }
            notified.await;
        }
    }

    /// Ends the lane: every waiting call gets the first cause that was given.
    pub(super) fn close(&self, cause: Error) -> &Arc<Error>
    where
        S: Clone,
    {
        let cause = self.cause.get_or_init(|| Arc::new(cause));
        let wakers = lock(&self.pending).close(cause);
        lock(&self.health).clear();
        self.disconnect();
        self.room.notify_waiters();
        self.streams.close();
        self.settled.notify_waiters();
        for waker in wakers {
            waker.wake();
        }
        cause
    }

    /// Ends the connection because its owner is gone; the reader does the rest, or its being dropped.
    pub(super) fn abandon(&self) {
        self.cause.get_or_init(|| Arc::new(Error::Closed));
        self.disconnect();
    }

    /// Sends what the socket takes: the alert after a failure.
    pub(super) fn last_words(&self) {
        self.write(&mut self.link());
    }

    /// Makes the reader, and the plugin, see the end of the stream.
    fn disconnect(&self) {
        // Fails only where it is closed already.
        let _ = rustix::net::shutdown(self.stream.as_ref(), rustix::net::Shutdown::Both);
    }

    fn disconnect_writes(&self) {
        let _ = rustix::net::shutdown(self.stream.as_ref(), rustix::net::Shutdown::Write);
    }
}

/// Locks; a poisoned lock is as good as any, since every update under these locks is whole or harmless.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Cuts text to what a message may carry.
fn cut(text: &mut String) {
    if text.len() > MAX_TEXT_BYTES {
        text.truncate(text.floor_char_boundary(MAX_TEXT_BYTES));
    }
}
