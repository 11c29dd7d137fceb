//! A future, whichever side it comes from.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};

use amphi_protocol::{
    Decode, Encode, Error as CodecError, Frames, Reader, StreamFailure, StreamHandle, is_measured, pass, wire,
};
use futures_util::future::BoxFuture;

#[cfg(feature = "wasm")]
use super::feed::Fed;
use super::feed::{failure, feed};
use crate::error::Error;

/// A `future<T>` of WIT, in either direction: awaiting it gives the value.
///
/// Dropping it tells the writer that the value is not wanted. Given to a plugin, as an argument or a result, it is taken
/// from where it stands: it can be given once.
pub struct FutureReader<T> {
    source: Mutex<Option<Source<T>>>,
}

enum Source<T> {
    /// The plugin, and how its frame is read.
    Frames(Frames, ReadFrame<T>),
    /// This host.
    Future(BoxFuture<'static, Result<T, Error>>),
}

type ReadFrame<T> = fn(&[u8]) -> Result<T, StreamFailure>;

impl<T: Send + 'static> FutureReader<T> {
    /// What a future gives. An error of it reaches the plugin as a failure.
    pub fn from_future(future: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self::new(Source::Future(Box::pin(future)))
    }

    /// Takes a future out of a [`Value`](crate::Value) whose value is of the type `T`; none if somebody has it already.
    pub fn from_handle(handle: &StreamHandle) -> Option<Self>
    where
        T: Decode,
    {
        handle.take().map(|frames| Self::new(Source::Frames(frames, value)))
    }

    /// Makes it a part of a [`Value`](crate::Value).
    ///
    /// Must be called within a tokio runtime if the future is one of the host's.
    pub fn into_handle(self) -> StreamHandle
    where
        T: Encode,
    {
        StreamHandle::new(self.take().map_or_else(|| feed(futures_util::stream::empty()), Source::into_frames))
    }

    /// Takes what it is made of; a broken future if it was given before.
    #[cfg(feature = "wasm")]
    pub(crate) fn give(&self) -> Fed<T> {
        let value = match self.take() {
            Some(source) => source.into_value(),
            None => Box::pin(async { Err(Error::Stream { failure: StreamFailure::Broken }) }),
        };
        Fed::new(futures_util::stream::once(async { value.await.map_err(failure) }))
    }

    fn new(source: Source<T>) -> Self {
        Self { source: Mutex::new(Some(source)) }
    }

    fn take(&self) -> Option<Source<T>> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T: Send + 'static> Source<T> {
    fn into_value(self) -> BoxFuture<'static, Result<T, Error>> {
        match self {
            Self::Future(future) => future,
            Self::Frames(frames, read) => Box::pin(async move {
                let value = first_frame(frames).await.and_then(|body| read(&body));
                value.map_err(|failure| Error::Stream { failure })
            }),
        }
    }
}

impl<T: Encode + Send + 'static> Source<T> {
    fn into_frames(self) -> Frames {
        match self {
            Self::Frames(frames, _) => frames,
            Self::Future(future) => feed(futures_util::stream::once(async move {
                let value = future.await.map_err(failure)?;
                let mut body = Vec::new();
                value.encode(&mut body);
                Ok(body)
            })),
        }
    }
}

impl<T: Send + 'static> IntoFuture for FutureReader<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Result<T, Error>>;

    fn into_future(self) -> Self::IntoFuture {
        match self.take() {
            Some(source) => source.into_value(),
            None => Box::pin(async { Err(Error::Stream { failure: StreamFailure::Empty }) }),
        }
    }
}

/// Waits for the one frame of a future.
pub(super) async fn first_frame(mut frames: Frames) -> Result<Vec<u8>, StreamFailure> {
    poll_fn(|context| frames.poll_frame(context)).await.unwrap_or(Err(StreamFailure::Empty))
}

/// Decodes the frame of a future.
fn value<T: Decode>(body: &[u8]) -> Result<T, StreamFailure> {
    let mut input = Reader::new(body);
    let value = T::decode(&mut input).and_then(|value| input.finish().map(|()| value));
    value.map_err(StreamFailure::Malformed)
}

/// Gives the future to a plugin.
impl<T: Encode + Send + 'static> Encode for FutureReader<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        if is_measured() {
            return wire::write_u64(0, out);
        }
        wire::write_u64(self.take().map_or(0, |source| pass(source.into_frames())), out);
    }
}

impl<T: Decode + Send + 'static> Decode for FutureReader<T> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        Ok(Self::new(Source::Frames(input.accept_stream()?, value)))
    }
}

impl<T> fmt::Debug for FutureReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FutureReader").finish_non_exhaustive()
    }
}
