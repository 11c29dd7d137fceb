//! One frame of a stream or a future, and what goes with its bytes.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::{FrameSource, Frames, Passed, PassedStreams, StreamAcceptor, StreamFailure};
use crate::codec::{Decode, Encode, Reader};
use crate::error::Error;
use crate::limits::STREAM_FRAME_BYTES;

/// One frame of a stream or a future.
#[derive(Default)]
pub struct Frame {
    body: Vec<u8>,
    /// The streams behind its numbers, where it was made in this process.
    passed: Vec<Passed>,
    /// Learns that it was taken.
    receipt: Option<Box<dyn Receipt>>,
    /// Finds the streams behind its numbers, where it came from a peer.
    streams: Option<Arc<dyn StreamAcceptor>>,
    /// The tables in which its resources are, where it came from a peer.
    owner: Option<Arc<dyn Any + Send + Sync>>,
}

/// Learns what became of a frame that gives something. Dropped without a word, it was not taken: what it gives is the
/// sender's still.
pub trait Receipt: Send {
    /// The receiver has it.
    fn taken(self: Box<Self>);
}

impl Frame {
    /// A frame that passes streams, or gives resources, which `receipt` takes back.
    pub fn giving(body: Vec<u8>, passed: Vec<Passed>, receipt: Option<Box<dyn Receipt>>) -> Self {
        Self { body, passed, receipt, ..Self::default() }
    }

    /// Finds the streams behind its numbers by `streams`.
    #[must_use]
    pub fn with_streams(self, streams: Arc<dyn StreamAcceptor>) -> Self {
        Self { streams: Some(streams), ..self }
    }

    /// Says whose its resources are; what that is, the decoder knows.
    #[must_use]
    pub fn with_owner(self, owner: Arc<dyn Any + Send + Sync>) -> Self {
        Self { owner: Some(owner), ..self }
    }

    /// Whose its resources are.
    pub fn owner(&self) -> Option<&Arc<dyn Any + Send + Sync>> {
        self.owner.as_ref()
    }

    /// Its bytes.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// How many streams it passes.
    pub fn passed(&self) -> usize {
        self.passed.len()
    }

    /// Its bytes, the streams that it passes, and who is to learn that it was taken.
    pub fn into_parts(self) -> (Vec<u8>, Vec<Passed>, Option<Box<dyn Receipt>>) {
        (self.body, self.passed, self.receipt)
    }

    /// Decodes all of it, which takes it.
    ///
    /// # Errors
    ///
    /// [`StreamFailure::Malformed`]. Whoever sent it is at fault.
    pub fn decode<R>(self, decode: impl FnOnce(&mut Reader<'_>) -> Result<R, Error>) -> Result<R, StreamFailure> {
        let Self { body, passed, receipt, streams, owner: _ } = self;
        let streams = streams.unwrap_or_else(|| Arc::new(PassedStreams::new(passed)));
        let mut input = Reader::new(&body).with_streams(&*streams);
        let decoded = decode(&mut input).and_then(|decoded| input.finish().map(|()| decoded));
        let decoded = decoded.map_err(StreamFailure::Malformed)?;
        if let Some(receipt) = receipt {
            receipt.taken();
        }
        Ok(decoded)
    }
}

/// A frame of bytes alone.
impl From<Vec<u8>> for Frame {
    fn from(body: Vec<u8>) -> Self {
        Self { body, ..Self::default() }
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame").field("body", &self.body).field("passed", &self.passed).finish_non_exhaustive()
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
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        match self.first.pop_front() {
            Some(first) => Poll::Ready(Some(Ok(first.into()))),
            None => self.then.poll_frame(context),
        }
    }

    fn is_answered(&self) -> bool {
        self.then.is_answered()
    }
}

/// Decodes the elements in a frame, which takes it.
///
/// # Errors
///
/// [`StreamFailure::Malformed`], also for a frame without an element.
pub fn stream_items<T: Decode>(frame: Frame) -> Result<Vec<T>, StreamFailure> {
    frame.decode(|input| {
        let items = T::decode_chunk(input)?;
        if items.is_empty() { Err(Error::Truncated { needed: 1, left: 0 }) } else { Ok(items) }
    })
}
