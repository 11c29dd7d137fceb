//! The stream lane of a session, as the host holds it: opened when it is first wanted, and driven by one task.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use amphi_protocol::limits::{HELLO_TIMEOUT, MAX_CALL_LANE_BYTES, MAX_FRAME_BYTES, STREAM_TIMEOUT};
use amphi_protocol::{CallId, Cancel, Hello, Lane, Message, OpenLane};
use futures_util::task::AtomicWaker;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::UnixStream;
use tokio::sync::Notify;
use tokio::time::{Instant, Sleep};

use super::connect::{self, LaneOptions};
use super::payload::Frame;
use super::reader::{Closer, Incoming};
use super::shared::{Shared, lock};
use crate::error::Error;
use crate::streams::{Event, Mux, MuxLimits, Outgoing, Passing, RawSocket};

/// Long frames of the host on their way, and those that were taken back.
pub(super) struct Streams {
    /// Whether the plugin can do it.
    agreed: bool,
    bell: Arc<Bell>,
    queue: Mutex<Queue>,
    /// Streams and futures of the interface.
    passing: Arc<Passing>,
    /// Wakes senders that wait for room.
    room: Notify,
}

/// Tells the task that there is something to do.
#[derive(Default)]
struct Bell {
    wanted: Notify,
    waker: AtomicWaker,
}

impl Bell {
    fn ring(&self) {
        self.wanted.notify_one();
        self.waker.wake();
    }
}

#[derive(Default)]
struct Queue {
    commands: Vec<Command>,
    /// Every frame that is not sent, with its size.
    unsent: Vec<(Tag, usize)>,
    bytes: usize,
}

enum Command {
    Send(Outgoing<Tag>),
    TakeBack(CallId),
}

/// What a long frame is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tag {
    Call(CallId),
    Return(CallId),
}

impl Streams {
    pub(super) fn new(agreed: bool) -> Self {
        let bell = Arc::new(Bell::default());
        let rung = Arc::clone(&bell);
        let passing = Arc::new(Passing::new(agreed, move || rung.ring()));
        Self { agreed, bell, queue: Mutex::default(), passing, room: Notify::new() }
    }

    /// Whether a frame belongs on a stream.
    pub(super) fn takes(&self, frame: &Frame) -> bool {
        self.agreed && frame.len() > MAX_CALL_LANE_BYTES
    }

    /// Has the lane opened, if that is not done.
    pub(super) fn want(&self) {
        if self.agreed {
            self.bell.wanted.notify_one();
        }
    }

    /// Waits until a frame may be queued; comes back at once when the lane has ended.
    pub(super) async fn room(&self, limit_bytes: usize, is_over: impl Fn() -> bool) {
        loop {
            let mut notified = std::pin::pin!(self.room.notified());
            notified.as_mut().enable();
            if lock(&self.queue).bytes <= limit_bytes || is_over() {
                return;
            }
            notified.await;
        }
    }

    /// Streams and futures of the interface.
    pub(super) fn passing(&self) -> &Arc<Passing> {
        &self.passing
    }

    pub(super) fn send(&self, tag: Tag, frame: Frame) {
        let frame = frame.into_bytes();
        let mut queue = lock(&self.queue);
        queue.bytes += frame.len();
        queue.unsent.push((tag, frame.len()));
        queue.commands.push(Command::Send(Outgoing { tag, frame }));
        drop(queue);
        self.bell.ring();
    }

    /// Takes a call back that is still on its way; false if all of it was sent, so that the plugin must be told.
    pub(super) fn take_back(&self, id: CallId) -> bool {
        let mut queue = lock(&self.queue);
        let is_unsent = queue.unsent.iter().any(|(tag, _)| *tag == Tag::Call(id));
        if is_unsent {
            queue.commands.push(Command::TakeBack(id));
            drop(queue);
            self.bell.waker.wake();
        }
        is_unsent
    }

    pub(super) fn close(&self) {
        self.passing.close();
        self.room.notify_waiters();
    }

    /// Notes that a frame is gone, one way or the other.
    fn settle(&self, tag: Tag) {
        let mut queue = lock(&self.queue);
        if let Some(index) = queue.unsent.iter().position(|(other, _)| *other == tag) {
            let (_, size) = queue.unsent.swap_remove(index);
            queue.bytes = queue.bytes.saturating_sub(size);
            self.room.notify_waiters();
        }
    }
}

/// Opens the lane once it is wanted, and drives it until the session ends. Dropped, it ends the session.
pub(super) async fn run<S: Clone + Send + Sync + 'static>(incoming: Arc<Incoming<S>>, mut options: LaneOptions) {
    // Ends the calls also if a handler panics or the task is aborted.
    let closer = Closer(incoming);
    let shared = &closer.0.shared;
    shared.streams.bell.wanted.notified().await;
    options.hello = Hello { lane: Lane::Stream, ..options.hello };
    options.timeout = HELLO_TIMEOUT;
    let cause = match connect::open(&options).await {
        Ok(opened) => {
            shared.answer_control(&Message::OpenLane(OpenLane { lane: Lane::Stream }));
            let cause = drive(&closer.0, &options, opened).await;
            // A plugin that ends closes both lanes: what it said last stands on the other one.
            if matches!(cause, Error::PeerClosed { .. }) {
                tokio::time::timeout(LAST_WORDS, shared.ended()).await.ok();
            }
            cause
        }
        Err(error) => error,
    };
    closer.0.close(cause);
}

/// How long the call lane may take to end after the stream lane. What is on it has arrived already.
const LAST_WORDS: Duration = Duration::from_millis(500);

async fn drive<S: Clone + Send + Sync + 'static>(
    incoming: &Incoming<S>,
    options: &LaneOptions,
    opened: connect::Opened,
) -> Error {
    let shared = &incoming.shared;
    let frame_bytes = options.limits.frame_bytes.min(MAX_FRAME_BYTES);
    let limits = MuxLimits { frame_bytes, reading_bytes: 2 * frame_bytes, stream_wait: STREAM_TIMEOUT };
    let socket = TokioSocket(opened.stream);
    let passing = Arc::clone(shared.streams.passing());
    let mut mux = Mux::new(yamux::Mode::Client, socket, opened.link, opened.frames, limits, passing);
    let mut timer = Timer(None);
    std::future::poll_fn(|context| {
        shared.streams.bell.waker.register(context.waker());
        obey(shared, &mut mux);
        // What came was handed out.
        mux.hold(0);
        let mut broken = None;
        let ended = mux.poll(context, Instant::now().into_std(), &mut |event| match event {
            Event::Frame(body) => {
                // What is wrong first is what the lane ends for.
                if broken.is_none() {
                    broken = incoming.take_streamed(body).err();
                }
            }
            Event::Sent(tag) => {
                shared.streams.settle(tag);
                if let Tag::Call(id) = tag {
                    lock(&shared.pending).sent(id);
                }
            }
            Event::Read(_) => {}
        });
        timer.wake_at(mux.next_due().map(Instant::from_std), context);
        broken.map_or(ended, Poll::Ready)
    })
    .await
}

/// Wakes the task when something is due.
struct Timer(Option<Pin<Box<Sleep>>>);

impl Timer {
    fn wake_at(&mut self, due: Option<Instant>, context: &mut Context<'_>) {
        let Some(due) = due else {
            self.0 = None;
            return;
        };
        let sleep = self.0.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(due)));
        if sleep.deadline() != due {
            sleep.as_mut().reset(due);
        }
        if sleep.as_mut().poll(context).is_ready() {
            context.waker().wake_by_ref();
        }
    }
}

/// Does what callers asked for since the last turn.
fn obey<S: Clone>(shared: &Shared<S>, mux: &mut Mux<TokioSocket, Tag>) {
    let commands = std::mem::take(&mut lock(&shared.streams.queue).commands);
    for command in commands {
        match command {
            Command::Send(outgoing) => mux.send(outgoing),
            Command::TakeBack(id) if mux.take_back(Tag::Call(id)) => {
                shared.streams.settle(Tag::Call(id));
                lock(&shared.pending).remove(id);
                shared.settled.notify_waiters();
            }
            // It was sent in the meantime.
            Command::TakeBack(id) => shared.answer_control(&Message::Cancel(Cancel { id })),
        }
    }
}

struct TokioSocket(UnixStream);

impl RawSocket for TokioSocket {
    fn poll_read(&mut self, context: &mut Context<'_>, into: &mut [u8]) -> Poll<io::Result<usize>> {
        let mut buffer = ReadBuf::new(into);
        Pin::new(&mut self.0).poll_read(context, &mut buffer).map_ok(|()| buffer.filled().len())
    }

    fn poll_write(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }
}
