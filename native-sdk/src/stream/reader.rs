//! The end of a stream that is read from.

use std::cell::RefCell;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use amphi_protocol::{Decode, Encode, Error, Frames, Reader, pass, stream_items, wire};
use futures_util::Stream;
use futures_util::future::LocalBoxFuture;

use super::channel::Channel;
use super::lost;
use super::writer::StreamResult;

/// The readable end of a stream. Dropping it tells the writer that no more is wanted.
pub struct StreamReader<T: 'static> {
    /// None once it was given to the host, which takes it from a shared reference as encoding does.
    source: RefCell<Option<Source<T>>>,
}

/// Where the values come from.
pub(super) enum Source<T: 'static> {
    Local(LocalSource<T>),
    Host(HostSource<T>),
}

/// A writer of this plugin.
pub(super) struct LocalSource<T: 'static>(pub(super) Rc<Channel<T>>);

/// Frames of the host.
pub(super) struct HostSource<T> {
    pub(super) frames: Frames,
    /// What is left of the last frame.
    pub(super) items: std::vec::IntoIter<T>,
    over: bool,
}

impl<T> Drop for LocalSource<T> {
    fn drop(&mut self) {
        self.0.drop_reader();
    }
}

impl<T: 'static> StreamReader<T> {
    pub(super) fn local(channel: Rc<Channel<T>>) -> Self {
        Self { source: RefCell::new(Some(Source::Local(LocalSource(channel)))) }
    }

    fn poll_into(&mut self, context: &mut Context<'_>, into: &mut Vec<T>) -> Poll<StreamResult>
    where
        T: Decode,
    {
        self.poll_most(context, into.capacity() - into.len(), into)
    }

    fn poll_most(&mut self, context: &mut Context<'_>, most: usize, into: &mut Vec<T>) -> Poll<StreamResult>
    where
        T: Decode,
    {
        if most == 0 {
            return Poll::Ready(StreamResult::Complete(0));
        }
        let count = match self.source.get_mut() {
            None => 0,
            Some(source) => ready!(source.poll_take(context, most, into)),
        };
        Poll::Ready(if count == 0 { StreamResult::Dropped } else { StreamResult::Complete(count) })
    }
}

impl<T: Decode + 'static> StreamReader<T> {
    /// Reads as many values as there are, and as there is room for in `into`.
    ///
    /// The future gives how many those are, and the buffer. Dropping it loses the buffer, but no value.
    pub fn read(&mut self, into: Vec<T>) -> StreamRead<'_, T> {
        StreamRead { reader: self, into: Some(into) }
    }

    /// Reads one value; none at the end of the stream. Dropping the future loses none.
    pub async fn next(&mut self) -> Option<T> {
        let mut one = Vec::with_capacity(1);
        poll_fn(|context| self.poll_most(context, 1, &mut one)).await;
        one.pop()
    }

    /// Reads everything to the end of the stream.
    pub async fn collect(mut self) -> Vec<T> {
        let mut all = Vec::new();
        loop {
            if all.len() == all.capacity() {
                all.reserve(1);
            }
            let result;
            (result, all) = self.read(all).await;
            if result == StreamResult::Dropped {
                return all;
            }
        }
    }

    /// The same as a `futures::Stream`.
    pub fn into_stream(self) -> StreamReaderStream<T> {
        StreamReaderStream::new(self)
    }
}

impl<T> Source<T> {
    /// Waits for values, and appends `most` of them at most; none at the end.
    pub(super) fn poll_take(&mut self, context: &mut Context<'_>, most: usize, into: &mut Vec<T>) -> Poll<usize>
    where
        T: Decode,
    {
        match self {
            Self::Local(local) => local.0.poll_take(context, most, into),
            Self::Host(host) => host.poll_take(context, most, into),
        }
    }
}

impl<T> HostSource<T> {
    fn poll_take(&mut self, context: &mut Context<'_>, most: usize, into: &mut Vec<T>) -> Poll<usize>
    where
        T: Decode,
    {
        while self.items.len() == 0 {
            if self.over {
                return Poll::Ready(0);
            }
            let items = match ready!(self.frames.poll_frame(context)) {
                Some(frame) => frame.and_then(stream_items),
                None => Ok(Vec::new()),
            };
            match items {
                Ok(items) => {
                    self.over = items.is_empty();
                    self.items = items.into_iter();
                }
                Err(failure) => lost("stream", &failure),
            }
        }
        let count = self.items.len().min(most);
        if count == self.items.len() {
            into.append(&mut std::mem::take(&mut self.items).collect());
        } else {
            into.extend(self.items.by_ref().take(count));
        }
        Poll::Ready(count)
    }
}

/// Gives the stream to the host.
impl<T: Encode + Decode + 'static> Encode for StreamReader<T> {
    const HANDLES: bool = true;

    fn encode(&self, out: &mut Vec<u8>) {
        let number = self.source.take().map_or(0, |source| pass(source.into_frames()));
        wire::write_u64(number, out);
    }
}

impl<T: 'static> Decode for StreamReader<T> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        let frames = input.accept_stream()?;
        let source = Source::Host(HostSource { frames, items: Vec::new().into_iter(), over: false });
        Ok(Self { source: RefCell::new(Some(source)) })
    }
}

impl<T> fmt::Debug for StreamReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamReader").finish_non_exhaustive()
    }
}

/// A read that may be cancelled before it is done.
#[must_use = "a read that nobody awaits reads nothing"]
pub struct StreamRead<'a, T: 'static> {
    reader: &'a mut StreamReader<T>,
    into: Option<Vec<T>>,
}

/// Nothing of it is pinned.
impl<T> Unpin for StreamRead<'_, T> {}

impl<T: Decode> Future for StreamRead<'_, T> {
    type Output = (StreamResult, Vec<T>);

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let mut into = this.into.take().unwrap_or_default();
        match this.reader.poll_into(context, &mut into) {
            Poll::Ready(result) => Poll::Ready((result, into)),
            Poll::Pending => {
                this.into = Some(into);
                Poll::Pending
            }
        }
    }
}

impl<T> StreamRead<'_, T> {
    /// Cancels the read; gives the buffer back.
    pub fn cancel(mut self: Pin<&mut Self>) -> (StreamResult, Vec<T>) {
        (StreamResult::Cancelled, self.into.take().unwrap_or_default())
    }
}

impl<T> fmt::Debug for StreamRead<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamRead").finish_non_exhaustive()
    }
}

/// A [`StreamReader`] as a `futures::Stream`.
pub struct StreamReaderStream<T: 'static> {
    state: Adapter<T>,
}

enum Adapter<T: 'static> {
    Idle(StreamReader<T>),
    Reading(LocalBoxFuture<'static, (StreamReader<T>, Option<T>)>),
    Complete,
}

impl<T> StreamReaderStream<T> {
    /// Wraps a reader.
    pub fn new(reader: StreamReader<T>) -> Self {
        Self { state: Adapter::Idle(reader) }
    }

    /// Gives the reader back, if no read is under way and the stream has not ended.
    pub fn into_inner(self) -> Option<StreamReader<T>> {
        match self.state {
            Adapter::Idle(reader) => Some(reader),
            Adapter::Reading(_) | Adapter::Complete => None,
        }
    }
}

/// Nothing of it is pinned.
impl<T> Unpin for StreamReaderStream<T> {}

impl<T: Decode> Stream for StreamReaderStream<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        loop {
            match std::mem::replace(&mut self.state, Adapter::Complete) {
                Adapter::Idle(mut reader) => {
                    self.state = Adapter::Reading(Box::pin(async move {
                        let item = reader.next().await;
                        (reader, item)
                    }));
                }
                Adapter::Reading(mut reading) => match reading.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = Adapter::Reading(reading);
                        return Poll::Pending;
                    }
                    Poll::Ready((reader, Some(item))) => {
                        self.state = Adapter::Idle(reader);
                        return Poll::Ready(Some(item));
                    }
                    Poll::Ready((_, None)) => return Poll::Ready(None),
                },
                Adapter::Complete => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for StreamReaderStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamReaderStream").finish_non_exhaustive()
    }
}
