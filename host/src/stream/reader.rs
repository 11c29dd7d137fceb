//! A stream, whichever side it comes from.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use amphi_protocol::{
    Decode, Encode, Error as CodecError, Frame, Frames, LateFrames, Reader, StreamFailure, StreamHandle, Type,
    frames_after, is_measured, pass, stream_frames, wire,
};
use futures_util::Stream;
use futures_util::stream::BoxStream;
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

use super::channel::{self, StreamWriter};
use super::chunks::{Chunks, ReadChunks};
#[cfg(feature = "wasm")]
use super::feed::Fed;
use super::feed::{failure, feed, feed_giving};
use super::frame::{give, owned, read};
use crate::error::Error;
use crate::resource::{Origin, Resources, active};

/// A `stream<T>` of WIT, in either direction.
///
/// It is a `futures::Stream`, and one of bytes is a tokio reader too. An error is the last that it gives: a stream that
/// breaks off does not look like one that has ended. Dropping it tells the writer that no more is wanted.
///
/// Given to a plugin, as an argument or a result, it is taken from where it stands: it can be given once.
pub struct StreamReader<T> {
    source: Mutex<Option<Source<T>>>,
}

struct Source<T> {
    from: From<T>,
    /// What has come and was not read.
    items: std::vec::IntoIter<T>,
    /// What the resources in it are told, and how.
    origin: Origin,
    tell: Tell<T>,
}

enum From<T> {
    /// The plugin. It is known how to read its frames.
    Frames(Frames, ReadFrame<T>),
    /// This host.
    Chunks(BoxStream<'static, Result<Vec<T>, Error>>),
}

type ReadFrame<T> = fn(Frame) -> Result<Vec<T>, StreamFailure>;

type Tell<T> = fn(&Origin, &Vec<T>);

impl<T: Send + 'static> StreamReader<T> {
    /// A stream of everything that another one gives. An error of it ends it, and the plugin learns of that.
    pub fn from_stream(stream: impl Stream<Item = Result<T, Error>> + Send + 'static) -> Self {
        Self::new(From::Chunks(Box::pin(Chunks::new(stream))))
    }

    /// A stream that is written to by hand.
    pub fn channel() -> (StreamWriter<T>, Self) {
        let (writer, chunks) = channel::channel();
        (writer, Self::new(From::Chunks(Box::pin(chunks))))
    }

    /// Takes a stream out of a [`Value`](crate::Value) whose elements are of the type `T`; none if somebody has it already.
    pub fn from_handle(handle: &StreamHandle) -> Option<Self>
    where
        T: Decode,
    {
        handle.take().map(|frames| Self::new(From::Frames(frames, items)))
    }

    /// Makes it a part of a [`Value`](crate::Value).
    ///
    /// Must be called within a tokio runtime if the stream is one of the host's.
    pub fn into_handle(self) -> StreamHandle
    where
        T: Encode,
    {
        if T::HANDLES {
            return StreamHandle::late(self);
        }
        StreamHandle::new(self.into_frames())
    }

    fn into_frames(self) -> Frames
    where
        T: Encode,
    {
        self.take().map_or_else(|| feed(futures_util::stream::empty()), Source::into_frames)
    }

    /// A stream of chunks, none of them empty.
    #[cfg(feature = "wasm")]
    pub(crate) fn from_chunks(chunks: impl Stream<Item = Result<Vec<T>, Error>> + Send + 'static) -> Self
    where
        T: Encode,
    {
        Self::telling(From::Chunks(Box::pin(chunks)), tell)
    }

    /// Takes what it is made of, in chunks; a broken stream if it was given before.
    #[cfg(feature = "wasm")]
    pub(crate) fn give(&self) -> Fed<Vec<T>> {
        use futures_util::{StreamExt, TryStreamExt};
        let broken = || futures_util::stream::iter([Err(StreamFailure::Broken)]);
        let chunks = self.take().map_or_else(|| broken().boxed(), |source| source.map_err(failure).boxed());
        Fed::new(chunks)
    }

    fn new(from: From<T>) -> Self {
        Self::telling(from, |_, _| {})
    }

    fn telling(from: From<T>, tell: Tell<T>) -> Self {
        let (items, origin) = (Vec::new().into_iter(), Origin::default());
        Self { source: Mutex::new(Some(Source { from, items, origin, tell })) }
    }

    fn take(&self) -> Option<Source<T>> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn source(&mut self) -> &mut Option<Source<T>> {
        self.source.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there are elements; false at the end. After an error it has ended.
    fn poll_items(&mut self, context: &mut Context<'_>) -> Poll<Result<bool, Error>> {
        let source = self.source();
        let Some(open) = source else { return Poll::Ready(Ok(false)) };
        let polled = ready!(open.poll_items(context));
        if !matches!(polled, Ok(true)) {
            *source = None;
        }
        Poll::Ready(polled)
    }
}

impl StreamReader<u8> {
    /// A stream of everything that a reader gives. An error of it ends the stream, and the plugin learns of that.
    pub fn from_reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::new(From::Chunks(Box::pin(ReadChunks::new(reader))))
    }
}

impl<T: Send + 'static> Source<T> {
    fn poll_items(&mut self, context: &mut Context<'_>) -> Poll<Result<bool, Error>> {
        while self.items.len() == 0 {
            let chunk = match &mut self.from {
                From::Frames(frames, read) => ready!(frames.poll_frame(context))
                    .map(|frame| frame.and_then(*read).map_err(|failure| Error::Stream { failure })),
                From::Chunks(chunks) => ready!(chunks.as_mut().poll_next(context)),
            };
            match chunk {
                None => return Poll::Ready(Ok(false)),
                Some(Ok(items)) => {
                    (self.tell)(&self.origin, &items);
                    self.items = items.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Err(error)),
            }
        }
        Poll::Ready(Ok(true))
    }

    /// The frames, for the instance for which values are encoded.
    fn into_frames(self) -> Frames
    where
        T: Encode,
    {
        if T::HANDLES {
            return feed_giving(Given { source: self, target: active() });
        }
        let rest = stream_frames(self.items.as_slice());
        let frames = match self.from {
            From::Frames(frames, _) => frames,
            From::Chunks(chunks) => feed(Encoded { chunks, frames: std::collections::VecDeque::new() }),
        };
        frames_after(rest, frames)
    }
}

/// The elements in a frame, of which there is one at least.
fn items<T: Decode>(frame: Frame) -> Result<Vec<T>, StreamFailure> {
    read(frame, |input| {
        let items = T::decode_chunk(input)?;
        if items.is_empty() { Err(CodecError::Truncated { needed: 1, left: 0 }) } else { Ok(items) }
    })
}

/// Tells the resources in what has come.
fn tell<T: Encode>(origin: &Origin, items: &Vec<T>) {
    if T::HANDLES {
        origin.tell(items);
    }
}

/// What has come and was not read, and then each chunk as it comes.
#[cfg(feature = "wasm")]
impl<T: Send + 'static> Stream for Source<T> {
    type Item = Result<Vec<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match ready!(self.poll_items(context)) {
            Ok(true) => Some(Ok(std::mem::take(&mut self.items).collect())),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        })
    }
}

/// Nothing of it is pinned.
impl<T> Unpin for Source<T> {}

/// Chunks as the bodies of frames.
struct Encoded<T> {
    chunks: BoxStream<'static, Result<Vec<T>, Error>>,
    frames: std::collections::VecDeque<Vec<u8>>,
}

impl<T: Encode> Stream for Encoded<T> {
    type Item = Result<Vec<u8>, StreamFailure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(frame) = self.frames.pop_front() {
                return Poll::Ready(Some(Ok(frame)));
            }
            match ready!(self.chunks.as_mut().poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Ok(items)) => self.frames = stream_frames(&items),
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error)))),
            }
        }
    }
}

/// Elements that hold resources or streams, each in a frame of its own.
struct Given<T> {
    source: Source<T>,
    target: Option<Arc<Resources>>,
}

impl<T: Encode + Send + 'static> Stream for Given<T> {
    type Item = Result<Frame, StreamFailure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match ready!(self.source.poll_items(context)) {
            Ok(_) => {}
            Err(error) => return Poll::Ready(Some(Err(failure(error)))),
        }
        let Some(item) = self.source.items.next() else { return Poll::Ready(None) };
        Poll::Ready(Some(give(self.target.as_ref(), |body| T::encode_chunk(&[item], body))))
    }
}

/// Nothing of it is pinned.
impl<T> Unpin for Given<T> {}

/// Nothing of it is pinned.
impl<T> Unpin for StreamReader<T> {}

impl<T: Send + 'static> Stream for StreamReader<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match ready!(self.poll_items(context)) {
            Ok(_) => Poll::Ready(self.source().as_mut().and_then(|source| source.items.next()).map(Ok)),
            Err(error) => Poll::Ready(Some(Err(error))),
        }
    }
}

impl AsyncBufRead for StreamReader<u8> {
    fn poll_fill_buf(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let this = self.get_mut();
        match ready!(this.poll_items(context)) {
            Ok(_) => Poll::Ready(Ok(this.source().as_ref().map_or(&[], |source| source.items.as_slice()))),
            Err(error) => Poll::Ready(Err(io::Error::other(error))),
        }
    }

    fn consume(mut self: Pin<&mut Self>, count: usize) {
        if let (Some(source), Some(last)) = (self.source(), count.checked_sub(1)) {
            source.items.nth(last);
        }
    }
}

impl AsyncRead for StreamReader<u8> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let there = ready!(self.as_mut().poll_fill_buf(context))?;
        let count = there.len().min(into.remaining());
        into.put_slice(there.get(..count).unwrap_or_default());
        self.consume(count);
        Poll::Ready(Ok(()))
    }
}

/// Gives the stream to a plugin.
impl<T: Encode + Send + 'static> Encode for StreamReader<T> {
    const HANDLES: bool = true;

    fn encode(&self, out: &mut Vec<u8>) {
        if is_measured() {
            if let Some(source) = &mut *self.source.lock().unwrap_or_else(PoisonError::into_inner) {
                source.origin.note();
            }
            return wire::write_u64(0, out);
        }
        wire::write_u64(self.take().map_or(0, |source| pass(source.into_frames())), out);
    }
}

impl<T: Encode + Decode + Send + 'static> Decode for StreamReader<T> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        Ok(Self::telling(From::Frames(owned(input.accept_stream()?), items), tell))
    }
}

/// What becomes of it as a value is known when it is passed.
impl<T: Encode + Send + 'static> LateFrames for StreamReader<T> {
    fn read(self: Box<Self>) -> Frames {
        self.into_frames()
    }

    fn pass(self: Box<Self>, _ty: &Type) -> Frames {
        self.into_frames()
    }
}

impl<T> fmt::Debug for StreamReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamReader").finish_non_exhaustive()
    }
}
