//! Streams and futures: in a message they are numbers, and what is behind a number are frames.
//!
//! Whoever encodes a stream [passes](pass) the source of its frames; whoever sends the message [collects](collect_passed)
//! the sources, and has them read out by the session. Decoding finds the other end by the
//! [acceptor](StreamAcceptor) of its [`Reader`](crate::Reader).

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use crate::codec::{Decode, Encode, Reader};
use crate::error::Error;
use crate::limits::STREAM_FRAME_BYTES;

/// The frames of a stream or a future, in their order. Dropped before its end, it wants no more.
pub trait FrameSource: Send {
    /// The body of the next frame; none after the clean end.
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, StreamFailure>>>;
}

/// The frames of one stream or future.
pub type Frames = Box<dyn FrameSource>;

/// Why a stream or a future did not come to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StreamFailure {
    /// Its sender gave it up, or failed.
    #[error("its sender gave it up before its end")]
    Broken,
    /// It was announced in a message and never opened.
    #[error("it was announced and did not come within {after:?}")]
    Missing {
        /// How long it was waited for.
        after: Duration,
    },
    /// The session with the other side is over.
    #[error("the session that it belongs to has ended")]
    SessionEnded,
    /// What came are no elements of its type.
    #[error("its elements do not decode: {0}")]
    Malformed(#[source] Error),
    /// The reader wants no more.
    #[error("its reader is gone")]
    ReaderGone,
    /// A future ended without a value.
    #[error("it ended without a value")]
    Empty,
    /// What it was made from failed.
    #[error("its source failed: {reason}")]
    Source {
        /// What the source said.
        reason: String,
    },
}

/// What is behind a number in a message that is about to be sent.
pub struct Passed {
    /// The number that stands in the message.
    pub number: u64,
    /// What the receiver is to read.
    pub frames: Frames,
}

impl fmt::Debug for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passed").field("number", &self.number).finish_non_exhaustive()
    }
}

thread_local! {
    /// What was passed since the innermost collection of this thread began.
    static PASSED: RefCell<Option<Vec<Passed>>> = const { RefCell::new(None) };
    /// Whether what is encoded is only looked at.
    static MEASURED: Cell<bool> = const { Cell::new(false) };
}

/// Encodes by `encode` what is not sent: streams stay where they are.
pub fn measure<R>(encode: impl FnOnce() -> R) -> R {
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            MEASURED.set(self.0);
        }
    }
    let _before = Before(MEASURED.replace(true));
    encode()
}

/// Whether streams are to stay where they are, and a number is to stand for them that nobody reads.
pub fn is_measured() -> bool {
    MEASURED.get()
}

/// Gives the number that stands for a stream in the message that is being encoded.
///
/// Outside of [`collect_passed`] there is no session to carry it: the frames are dropped, and the number is 0, which no
/// receiver accepts.
pub fn pass(frames: Frames) -> u64 {
    PASSED.with_borrow_mut(|passed| {
        let Some(passed) = passed else { return 0 };
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        passed.push(Passed { number, frames });
        number
    })
}

/// Passes again what another collection found: for bytes that are copied from one message to another.
pub fn pass_on(again: Vec<Passed>) {
    PASSED.with_borrow_mut(|passed| {
        if let Some(passed) = passed {
            passed.extend(again);
        }
    });
}

/// Encodes by `encode`, and collects the streams that it passes.
pub fn collect_passed<R>(encode: impl FnOnce() -> R) -> (R, Vec<Passed>) {
    let outer = Outer(PASSED.replace(Some(Vec::new())));
    let result = encode();
    let passed = PASSED.take().unwrap_or_default();
    drop(outer);
    (result, passed)
}

/// Gives the outer collection back, after a panic too.
struct Outer(Option<Vec<Passed>>);

impl Drop for Outer {
    fn drop(&mut self) {
        PASSED.set(self.0.take());
    }
}

/// Encodes elements of a stream as the bodies of frames, each of the [size](STREAM_FRAME_BYTES) that a frame should have.
pub fn stream_frames<T: Encode>(items: &[T]) -> VecDeque<Vec<u8>> {
    let mut bodies = VecDeque::new();
    // Halves that are still too long are halved again; the first is on top.
    let mut waiting = vec![items];
    while let Some(items) = waiting.pop() {
        if items.is_empty() {
            continue;
        }
        let mut body = Vec::new();
        T::encode_chunk(items, &mut body);
        match items.split_at_checked(items.len() / 2) {
            Some((first, second)) if body.len() > STREAM_FRAME_BYTES && items.len() > 1 => {
                waiting.extend([second, first]);
            }
            _ => bodies.push_back(body),
        }
    }
    bodies
}

/// Puts frames in front of others: what was taken out of a stream that is passed on.
pub fn frames_after(first: VecDeque<Vec<u8>>, then: Frames) -> Frames {
    if first.is_empty() { then } else { Box::new(After { first, then }) }
}

struct After {
    first: VecDeque<Vec<u8>>,
    then: Frames,
}

impl FrameSource for After {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, StreamFailure>>> {
        match self.first.pop_front() {
            Some(first) => Poll::Ready(Some(Ok(first))),
            None => self.then.poll_frame(context),
        }
    }
}

/// Decodes the elements in the body of a frame.
///
/// # Errors
///
/// [`StreamFailure::Malformed`], also for a frame without an element.
pub fn stream_items<T: Decode>(body: &[u8]) -> Result<Vec<T>, StreamFailure> {
    let items = T::decode_chunk(&mut Reader::new(body)).map_err(StreamFailure::Malformed)?;
    if items.is_empty() {
        return Err(StreamFailure::Malformed(Error::Truncated { needed: 1, left: 0 }));
    }
    Ok(items)
}

/// Finds what is behind the numbers of the messages of one session.
pub trait StreamAcceptor: Send + Sync {
    /// Gives the frames behind a number, once.
    ///
    /// # Errors
    ///
    /// The number is in use already, or there are too many streams. The peer is at fault.
    fn accept(&self, number: u64) -> Result<Frames, Error>;
}

/// Streams that were encoded and are decoded in the same process.
#[derive(Debug)]
pub struct PassedStreams(Mutex<Vec<Passed>>);

impl PassedStreams {
    /// Takes what was [collected](collect_passed).
    pub fn new(passed: Vec<Passed>) -> Self {
        Self(Mutex::new(passed))
    }
}

impl StreamAcceptor for PassedStreams {
    fn accept(&self, number: u64) -> Result<Frames, Error> {
        let mut passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = passed.iter().position(|passed| passed.number == number);
        found.map(|index| passed.swap_remove(index).frames).ok_or(Error::UnknownStream { number })
    }
}

/// A stream or a future as a value: opaque, and taken by whoever reads or sends it first.
///
/// Clones are the same one.
#[derive(Clone)]
pub struct StreamHandle(Arc<Mutex<Option<Frames>>>);

impl StreamHandle {
    /// Holds the frames of a stream or a future.
    pub fn new(frames: Frames) -> Self {
        Self(Arc::new(Mutex::new(Some(frames))))
    }

    /// Whether somebody has the frames already.
    pub fn is_taken(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// Takes the frames; none if somebody has them already.
    pub fn take(&self) -> Option<Frames> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Two handles are equal if they are the same one.
impl PartialEq for StreamHandle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for StreamHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StreamHandle")
    }
}

/// What an [`OverLimit`](Error::OverLimit) names when a message passes too many streams.
pub const STREAM_COUNT: &str = "number of streams";

/// The number of the next stream that this process passes, to whomever: so it is never used twice in a session.
static NEXT: AtomicU64 = AtomicU64::new(1);
