//! The call lane, as the host holds it.
//!
//! A caller encodes its arguments into memory of its thread and, when the lane is quiet, writes
//! them on its own thread; one task reads and wakes the callers; a second one writes what callers could not.
//! There is no task, no channel and no lookup by name per call. [`link`](crate::link) has the bytes,
//! `pending` the calls in flight, `reader` what comes in, `dispatch` what it means. Long frames take the stream lane,
//! see `streams`.

mod connect;
mod dispatch;
mod error;
mod habit;
mod handler;
mod leader;
mod payload;
mod pending;
mod reader;
mod shared;
mod streams;

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use amphi_protocol::limits::MAX_FRAME_BYTES;
use amphi_protocol::{
    Call, CallId, Cancel, DropHandle, FunctionIndex, Goodbye, Health, Hello, InstanceId, Message, Passed, Reader,
    TraceContext, collect_passed,
};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

pub use self::connect::{LaneOptions, Wait};
pub use self::error::CallError;
pub use self::handler::{LaneHandler, Reply};
use self::leader::Leader;
use self::payload::Frame;
use self::pending::{Answer, GivenUp};
use self::reader::{Incoming, LaneReader};
use self::shared::{Shared, lock};
use self::streams::{Streams, Tag};
use crate::error::Error;
use crate::streams::SessionStreams;

/// A connection to a plugin on which either side calls the other.
///
/// `S` is what the host attaches to each of its calls and gets back when the plugin calls it during that call.
/// Dropping the lane closes the connection and stops its tasks.
pub struct CallLane<S> {
    shared: Arc<Shared<S>>,
    handler: Arc<dyn LaneHandler<S>>,
    /// There if callers read their own answers.
    leader: Option<Leader<S>>,
    /// The reader and the flusher; dropped with the lane, which aborts them.
    _tasks: JoinSet<()>,
}

/// What a call says besides its arguments.
#[derive(Clone, Debug)]
pub struct CallHead<S> {
    /// The call's number, from [`CallLane::next_id`].
    pub id: CallId,
    /// The function's position in the plugin's exports.
    pub function: FunctionIndex,
    /// What is left of the caller's deadline: told to the plugin, not kept by the lane.
    pub timeout: Option<Duration>,
    /// The instances that wait above this call, outermost first.
    pub chain: Vec<InstanceId>,
    /// The trace that the call belongs to.
    pub trace: Option<TraceContext>,
    /// Handed to [`LaneHandler::call`] when the plugin calls the host during this call.
    pub scope: S,
}

/// The bounds of a lane, against a plugin that answers slowly, never or too much.
#[derive(Clone, Copy, Debug)]
pub struct LaneLimits {
    /// Bytes of a frame's body that the host accepts, and that it sends at most.
    pub frame_bytes: usize,
    /// Calls of the host that are under way, those that nobody waits for any more included.
    pub in_flight: usize,
    /// Calls of the plugin that are under way; further ones are refused.
    pub incoming: usize,
    /// Bytes queued for the plugin beyond which callers wait.
    pub outbox_bytes: usize,
}

impl Default for LaneLimits {
    fn default() -> Self {
        Self { frame_bytes: MAX_FRAME_BYTES, in_flight: 4096, incoming: 256, outbox_bytes: 1 << 20 }
    }
}

impl<S: Clone + Send + Sync + 'static> CallLane<S> {
    /// Connects to a plugin and exchanges hellos; gives the plugin's hello too.
    ///
    /// The interface digest in it is for the caller to judge. Dropping the future closes the connection.
    ///
    /// # Errors
    ///
    /// Everything that can go wrong before the first call, with the step in which it did.
    pub async fn connect(options: LaneOptions, handler: Arc<dyn LaneHandler<S>>) -> Result<(Self, Hello), Error> {
        let opened = connect::open(&options).await?;
        let (read, write) = opened.stream.into_split();
        let peer_limit = usize::try_from(opened.hello.max_frame_bytes).unwrap_or(usize::MAX);
        let max_frame = peer_limit.min(options.limits.frame_bytes).min(MAX_FRAME_BYTES);
        let agreed = options.hello.has_stream_lane() && opened.hello.has_stream_lane();
        let streams = Streams::new(agreed);
        let shared = Arc::new(Shared::new(options.limits, max_frame, streams, opened.link, write));
        let mut tasks = JoinSet::new();
        let incoming = Arc::new(Incoming::new(Arc::clone(&shared), Arc::clone(&handler), opened.frames));
        let leader = match options.wait {
            Wait::Asleep => None,
            Wait::Adaptive => Some(Leader::new(Arc::clone(&incoming), false)),
            Wait::Spinning => Some(Leader::new(Arc::clone(&incoming), true)),
        };
        if agreed {
            tasks.spawn(streams::run(Arc::clone(&incoming), options));
        }
        tasks.spawn(LaneReader { incoming, stream: read }.run());
        let flusher = Arc::clone(&shared);
        tasks.spawn(async move { flusher.run_flusher().await });
        Ok((Self { shared, handler, leader, _tasks: tasks }, opened.hello))
    }

    /// Gives the number for a call.
    pub fn next_id(&self) -> CallId {
        CallId(self.shared.next_id.fetch_add(1, Ordering::Relaxed))
    }

    /// Calls a function: `encode` appends the arguments, `decode` reads the result.
    ///
    /// Waits without a deadline of its own. Dropping the future tells the plugin that nobody waits; the call
    /// counts as [running](Self::is_running) until the plugin answers it.
    ///
    /// # Errors
    ///
    /// See [`CallError`]; nothing was sent for [`CallError::Busy`] and [`CallError::Arguments`].
    pub async fn call<R>(
        &self,
        head: CallHead<S>,
        encode: impl FnOnce(&mut Vec<u8>),
        decode: impl FnOnce(&mut Reader<'_>) -> Result<R, amphi_protocol::Error>,
    ) -> Result<R, CallError> {
        let function = head.function;
        self.shared.room().await?;
        let (mut waiting, under_way) = Waiting::begin(&self.shared, &*self.handler, head, encode)?;
        waiting.send_long().await?;
        if let Some(leader) = &self.leader
            && matches!(waiting.way, Way::CallLane)
            && leader.wants(function, under_way)
            && leader.lead(waiting.id, function)
        {
            tokio::task::yield_now().await;
        }
        let payload = waiting.answer().await?.map_err(CallError::Failed)?;
        let streams = self.streams();
        let mut input = Reader::new(payload.as_slice()).with_streams(&streams);
        let result = decode(&mut input).map_err(CallError::Result)?;
        input.finish().map_err(CallError::Result)?;
        Ok(result)
    }

    /// The streams and futures of the session: for who decodes the arguments of the plugin's calls.
    pub fn streams(&self) -> SessionStreams {
        SessionStreams::new(Arc::clone(self.shared.streams.passing()))
    }

    /// How many calls the plugin has not answered, those that nobody waits for included.
    pub fn in_flight(&self) -> usize {
        lock(&self.shared.pending).len()
    }

    /// Whether the plugin owes an answer to a call, even if nobody waits for it.
    pub fn is_running(&self, id: CallId) -> bool {
        lock(&self.shared.pending).is_running(id)
    }

    /// The call that was sent first among those that the plugin has not answered: where functions run one at a
    /// time, that is the one which runs.
    pub fn oldest_running(&self) -> Option<CallId> {
        lock(&self.shared.pending).oldest_running()
    }

    /// Waits until a call no longer runs in the plugin, or the lane ends. Dropping the future changes nothing.
    pub async fn settled(&self, id: CallId) {
        loop {
            let mut notified = std::pin::pin!(self.shared.settled.notified());
            notified.as_mut().enable();
            if !self.is_running(id) {
                return;
            }
            notified.await;
        }
    }

    /// Waits until no call is in flight, or the lane ends. Dropping the future changes nothing.
    ///
    /// Only the end of a call that nobody waits for is seen at once: who waits for one knows it already.
    pub async fn idle(&self) {
        loop {
            let mut notified = std::pin::pin!(self.shared.settled.notified());
            notified.as_mut().enable();
            if self.in_flight() == 0 || self.cause().is_some() {
                return;
            }
            notified.await;
        }
    }

    /// Asks the plugin for a sign of life and waits for it.
    ///
    /// A plugin that is busy in a function gives none until it ends. Dropping the future changes nothing.
    ///
    /// # Errors
    ///
    /// The lane has ended.
    pub async fn health(&self) -> Result<(), CallError> {
        self.shared.room().await?;
        let nonce = self.shared.next_id.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        lock(&self.shared.health).insert(nonce, sender);
        let _forget = Forget { shared: &self.shared, nonce };
        self.shared.answer_control(&Message::Health(Health { nonce, answer: false }));
        if self.shared.cause().is_some() {
            return Err(self.lost());
        }
        receiver.await.map_err(|_| self.lost())
    }

    /// Tells the plugin that the host holds one of its resources no longer, without waiting for it.
    pub fn drop_handle(&self, handle: u64) {
        self.shared.answer_control(&Message::Drop(DropHandle { handle }));
    }

    /// Asks the plugin to end, without waiting for it: [`closed`](Self::closed) tells when it has.
    pub fn goodbye(&self, reason: impl Into<String>) {
        self.shared.answer_control(&Message::Goodbye(Goodbye { reason: reason.into() }));
    }

    /// Closes the connection now; every waiting call gets [`Error::Closed`].
    pub fn close(&self) {
        self.shared.close(Error::Closed);
    }

    /// Waits until the lane has ended and tells why. Dropping the future changes nothing.
    pub async fn closed(&self) -> Arc<Error> {
        loop {
            let mut notified = std::pin::pin!(self.shared.settled.notified());
            notified.as_mut().enable();
            if let Some(cause) = self.cause() {
                return cause;
            }
            notified.await;
        }
    }

    /// Why the lane has ended, if it has.
    pub fn cause(&self) -> Option<Arc<Error>> {
        self.shared.cause().cloned()
    }

    fn lost(&self) -> CallError {
        CallError::Lost(self.cause().unwrap_or_else(|| Arc::new(Error::Closed)))
    }
}

/// At once, also where the runtime is too busy to stop the tasks soon.
impl<S> Drop for CallLane<S> {
    fn drop(&mut self) {
        self.shared.abandon();
    }
}

impl<S> std::fmt::Debug for CallLane<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallLane").field("cause", &self.shared.cause()).finish_non_exhaustive()
    }
}

/// A call under way; gives it up when dropped.
struct Waiting<'a, S: Clone + 'static> {
    shared: &'a Shared<S>,
    handler: &'a dyn LaneHandler<S>,
    id: CallId,
    way: Way,
}

/// How far a call has come.
enum Way {
    /// Its frame belongs on a stream and waits for room there; with it the streams that it passes.
    Long(Frame, Vec<Passed>),
    Streamed,
    CallLane,
}

impl<'a, S: Clone + 'static> Waiting<'a, S> {
    /// Sends a call, and tells how many are under way with it.
    fn begin(
        shared: &'a Shared<S>,
        handler: &'a dyn LaneHandler<S>,
        head: CallHead<S>,
        encode: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(Self, usize), CallError> {
        let CallHead { id, function, timeout, chain, trace, scope } = head;
        let under_way = lock(&shared.pending).insert(id, scope, shared.limits.in_flight)?;
        let timeout_micros = timeout.map(|left| u64::try_from(left.as_micros()).unwrap_or(u64::MAX));
        let call = Message::Call(Call { id, function: function.0, timeout_micros, parent: None, chain, trace });
        let (framed, passed) = collect_passed(|| {
            Frame::new(shared.max_frame, |out| {
                call.encode(out);
                encode(out);
            })
        });
        match framed {
            Ok(frame) if shared.streams.takes(&frame) => {
                Ok((Self { shared, handler, id, way: Way::Long(frame, passed) }, under_way))
            }
            Ok(frame) => {
                shared.pass(id, passed)?;
                shared.push(under_way <= EAGER_CALLS, frame);
                Ok((Self { shared, handler, id, way: Way::CallLane }, under_way))
            }
            Err(error) => {
                lock(&shared.pending).remove(id);
                Err(CallError::Arguments(error))
            }
        }
    }

    /// Queues a long frame once there is room for it.
    async fn send_long(&mut self) -> Result<(), CallError> {
        if let Way::Long(..) = self.way {
            self.shared.room_for_long().await;
            if let Way::Long(_, passed) = &mut self.way {
                self.shared.pass(self.id, std::mem::take(passed))?;
            }
            if let Way::Long(frame, _) = std::mem::replace(&mut self.way, Way::Streamed) {
                self.shared.streams.send(Tag::Call(self.id), frame);
            }
        }
        Ok(())
    }

    async fn answer(&mut self) -> Result<Answer, CallError> {
        poll_fn(|context| lock(&self.shared.pending).poll(self.id, context)).await
    }
}

impl<S: Clone + 'static> Drop for Waiting<'_, S> {
    fn drop(&mut self) {
        let given_up = lock(&self.shared.pending).give_up(self.id);
        match given_up {
            GivenUp::Running => {}
            GivenUp::Answered(unclaimed) => return self.shared.decline(self.handler, unclaimed),
            GivenUp::Ended => return,
        }
        match self.way {
            Way::Long(..) => lock(&self.shared.pending).remove(self.id),
            Way::Streamed if self.shared.streams.take_back(self.id) => {}
            Way::Streamed | Way::CallLane => {
                self.shared.answer_control(&Message::Cancel(Cancel { id: self.id }));
            }
        }
    }
}

/// Takes a health question back that nobody waits for.
struct Forget<'a, S> {
    shared: &'a Shared<S>,
    nonce: u64,
}

impl<S> Drop for Forget<'_, S> {
    fn drop(&mut self) {
        lock(&self.shared.health).remove(&self.nonce);
    }
}

/// Calls under way up to which each is written by its own caller: a single caller then pays no hop, while many are
/// written together.
const EAGER_CALLS: usize = 4;
