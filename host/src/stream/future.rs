//! A future, whichever side it comes from.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};

use amphi_protocol::{
    Decode, Encode, Error as CodecError, Frame, Frames, LateFrames, Reader, StreamFailure, StreamHandle, Type,
    is_measured, pass, wire,
};
use futures_util::future::BoxFuture;

#[cfg(feature = "wasm")]
use super::feed::Fed;
use super::feed::{failure, feed, feed_giving};
use super::frame::{give, owned, read as read_frame};
use crate::error::Error;
use crate::resource::{Origin, active};

/// A `future<T>` of WIT, in either direction: awaiting it gives the value.
///
/// Dropping it tells the writer that the value is not wanted. Given to a plugin, as an argument or a result, it is taken
/// from where it stands: it can be given once.
pub struct FutureReader<T> {
    source: Mutex<Option<Source<T>>>,
    /// What the resources in it are told, and how.
    origin: Mutex<Origin>,
    tell: fn(&Origin, &T),
}

enum Source<T> {
    /// The plugin. It is known how to read its frame.
    Frames(Frames, fn(Frame) -> Result<T, StreamFailure>),
    /// This host.
    Future(BoxFuture<'static, Result<T, Error>>),
}

impl<T: Send + 'static> FutureReader<T> {
    /// What a future gives. An error of it reaches the plugin as a failure.
    pub fn from_future(future: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self::new(Source::Future(Box::pin(future)))
    }

    /// What a component gives: the resources in it are told whose they are.
    #[cfg(feature = "wasm")]
    pub(crate) fn from_plugin(future: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self
    where
        T: Encode,
    {
        Self { tell, ..Self::from_future(future) }
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

    /// Takes what it is made of; a broken future if it was given before.
    #[cfg(feature = "wasm")]
    pub(crate) fn give(&self) -> Fed<T> {
        let broken =
            || -> BoxFuture<'static, _> { Box::pin(async { Err(Error::Stream { failure: StreamFailure::Broken }) }) };
        let value = self.take().map_or_else(broken, Source::value);
        Fed::new(futures_util::stream::once(async { value.await.map_err(failure) }))
    }

    fn new(source: Source<T>) -> Self {
        Self { source: Mutex::new(Some(source)), origin: Mutex::default(), tell: |_, _| {} }
    }

    fn take(&self) -> Option<Source<T>> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T: Encode + Send + 'static> Source<T> {
    /// The frames, for the instance for which values are encoded.
    fn into_frames(self) -> Frames {
        if T::HANDLES {
            let target = active();
            return feed_giving(futures_util::stream::once(async move {
                let value = self.value().await.map_err(failure)?;
                give(target.as_ref(), |body| value.encode(body))
            }));
        }
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
        let Some(source) = self.take() else {
            return Box::pin(async { Err(Error::Stream { failure: StreamFailure::Empty }) });
        };
        let (value, tell) = (source.value(), self.tell);
        let origin = self.origin.into_inner().unwrap_or_else(PoisonError::into_inner);
        Box::pin(async move {
            let value = value.await?;
            tell(&origin, &value);
            Ok(value)
        })
    }
}

impl<T: Send + 'static> Source<T> {
    fn value(self) -> BoxFuture<'static, Result<T, Error>> {
        match self {
            Self::Future(future) => future,
            Self::Frames(frames, read) => Box::pin(async move {
                let value = first_frame(frames).await.and_then(read);
                value.map_err(|failure| Error::Stream { failure })
            }),
        }
    }
}

/// Waits for the one frame of a future.
pub(super) async fn first_frame(mut frames: Frames) -> Result<Frame, StreamFailure> {
    poll_fn(|context| frames.poll_frame(context)).await.unwrap_or(Err(StreamFailure::Empty))
}

/// Decodes the frame of a future.
fn value<T: Decode>(frame: Frame) -> Result<T, StreamFailure> {
    read_frame(frame, T::decode)
}

/// Tells the resources in what has come.
fn tell<T: Encode>(origin: &Origin, value: &T) {
    if T::HANDLES {
        origin.tell(value);
    }
}

/// Gives the future to a plugin.
impl<T: Encode + Send + 'static> Encode for FutureReader<T> {
    const HANDLES: bool = true;

    fn encode(&self, out: &mut Vec<u8>) {
        if is_measured() {
            self.origin.lock().unwrap_or_else(PoisonError::into_inner).note();
            return wire::write_u64(0, out);
        }
        wire::write_u64(self.take().map_or(0, |source| pass(source.into_frames())), out);
    }
}

impl<T: Encode + Decode + Send + 'static> Decode for FutureReader<T> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        let source = Source::Frames(owned(input.accept_stream()?), value);
        Ok(Self { tell, ..Self::new(source) })
    }
}

/// What becomes of it as a value is known when it is passed.
impl<T: Encode + Send + 'static> LateFrames for FutureReader<T> {
    fn read(self: Box<Self>) -> Frames {
        self.into_frames()
    }

    fn pass(self: Box<Self>, _ty: &Type) -> Frames {
        self.into_frames()
    }
}

impl<T> fmt::Debug for FutureReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FutureReader").finish_non_exhaustive()
    }
}
