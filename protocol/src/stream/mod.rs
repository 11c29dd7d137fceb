//! Streams and futures: in a message they are numbers, and what is behind a number are frames.
//!
//! Whoever encodes a stream [passes](pass) the source of its frames; whoever sends the message [collects](collect_passed)
//! the sources, and has them read out by the session. Decoding finds the other end by the
//! [acceptor](StreamAcceptor) of its [`Reader`](crate::Reader).
//!
//! Frames are like messages: they may pass streams themselves, and give resources. Such a [`Frame`] says whether its receiver
//! has taken it, for until then all of that is the sender's.

mod frame;
mod handle;
mod passing;

use std::task::{Context, Poll};
use std::time::Duration;

pub use self::frame::{Frame, Receipt, frames_after, stream_frames, stream_items};
pub use self::handle::{LateFrames, StreamHandle};
pub use self::passing::{Passed, PassedStreams, collect_passed, is_measured, measure, pass, pass_on};
use crate::error::Error;

/// The frames of a stream or a future, in their order. Dropped before its end, it wants no more.
pub trait FrameSource: Send {
    /// The next frame; none after the clean end.
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>>;

    /// Whether its frames give resources or pass streams: then each is answered before the next is sent.
    fn is_answered(&self) -> bool {
        false
    }
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

/// Finds what is behind the numbers of the messages of one session.
pub trait StreamAcceptor: Send + Sync {
    /// Gives the frames behind a number, once.
    ///
    /// # Errors
    ///
    /// The number is in use already, or there are too many streams. The peer is at fault.
    fn accept(&self, number: u64) -> Result<Frames, Error>;
}

/// What an [`OverLimit`](Error::OverLimit) names when a message passes too many streams.
pub const STREAM_COUNT: &str = "number of streams";
