//! Streams and readers of a host as chunks: what is there at once goes together.

use std::pin::Pin;
use std::task::{Context, Poll};

use amphi_protocol::StreamFailure;
use amphi_protocol::limits::STREAM_FRAME_BYTES;
use futures_util::Stream;
use futures_util::stream::BoxStream;
use tokio::io::{AsyncRead, ReadBuf};

use crate::error::Error;

/// The elements of another stream, as many at a time as it has.
pub(super) struct Chunks<T> {
    /// None once it has ended.
    stream: Option<BoxStream<'static, Result<T, Error>>>,
    /// An error that came behind elements.
    failed: Option<Error>,
}

/// Nothing of it is pinned.
impl<T> Unpin for Chunks<T> {}

impl<T> Chunks<T> {
    pub(super) fn new(stream: impl Stream<Item = Result<T, Error>> + Send + 'static) -> Self {
        Self { stream: Some(Box::pin(stream)), failed: None }
    }
}

impl<T> Stream for Chunks<T> {
    type Item = Result<Vec<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Some(error) = this.failed.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let mut chunk = Vec::new();
        while let Some(stream) = &mut this.stream
            && chunk.len() < most::<T>()
        {
            match stream.as_mut().poll_next(context) {
                Poll::Ready(Some(Ok(item))) => chunk.push(item),
                Poll::Ready(Some(Err(error))) => {
                    this.stream = None;
                    this.failed = Some(error);
                }
                Poll::Ready(None) => this.stream = None,
                Poll::Pending if chunk.is_empty() => return Poll::Pending,
                Poll::Pending => break,
            }
        }
        match this.failed.take() {
            Some(error) if chunk.is_empty() => Poll::Ready(Some(Err(error))),
            failed => {
                this.failed = failed;
                Poll::Ready((!chunk.is_empty()).then_some(Ok(chunk)))
            }
        }
    }
}

/// How many elements go together: about a frame of them.
pub(crate) fn most<T>() -> usize {
    STREAM_FRAME_BYTES.checked_div(size_of::<T>()).unwrap_or(STREAM_FRAME_BYTES).max(1)
}

/// The bytes of a reader, a frame of them at a time.
pub(super) struct ReadChunks {
    /// None once it has ended.
    reader: Option<Pin<Box<dyn AsyncRead + Send>>>,
}

impl ReadChunks {
    pub(super) fn new(reader: impl AsyncRead + Send + 'static) -> Self {
        Self { reader: Some(Box::pin(reader)) }
    }
}

impl Stream for ReadChunks {
    type Item = Result<Vec<u8>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(reader) = &mut self.reader else { return Poll::Ready(None) };
        let mut bytes = vec![0; STREAM_FRAME_BYTES];
        let mut into = ReadBuf::new(&mut bytes);
        let read = std::task::ready!(reader.as_mut().poll_read(context, &mut into));
        let count = into.filled().len();
        if read.is_err() || count == 0 {
            self.reader = None;
        }
        bytes.truncate(count);
        Poll::Ready(match read {
            Ok(()) => (count > 0).then_some(Ok(bytes)),
            Err(error) => {
                let failure = StreamFailure::Source { reason: error.to_string() };
                Some(Err(Error::Stream { failure }))
            }
        })
    }
}
