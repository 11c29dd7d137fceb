//! The end of a stream that is written to.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::channel::{Channel, Written};

/// The writable end of a stream. Dropping it ends the stream.
pub struct StreamWriter<T: 'static> {
    channel: Rc<Channel<T>>,
}

/// What a write or a read came to.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum StreamResult {
    /// So many values were transferred.
    Complete(usize),
    /// None were: the other end is gone.
    Dropped,
    /// None were: the operation was cancelled.
    Cancelled,
}

/// Values on their way into a stream, those that were taken left out.
pub struct AbiBuffer<T> {
    items: VecDeque<T>,
}

impl<T> AbiBuffer<T> {
    /// The values that were not written.
    pub fn into_vec(self) -> Vec<T> {
        self.items.into()
    }

    /// How many values were not written.
    pub fn remaining(&self) -> usize {
        self.items.len()
    }
}

impl<T: 'static> StreamWriter<T> {
    pub(super) fn new(channel: Rc<Channel<T>>) -> Self {
        Self { channel }
    }

    /// Writes as many of the values as the reader takes at once.
    ///
    /// The future gives how many those are, and what is left. Dropped in the middle, it loses what is left; see
    /// [`StreamWrite::cancel`].
    pub fn write(&mut self, values: Vec<T>) -> StreamWrite<'_, T> {
        self.write_buf(AbiBuffer { items: values.into() })
    }

    /// Goes on with what an earlier write left.
    pub fn write_buf(&mut self, values: AbiBuffer<T>) -> StreamWrite<'_, T> {
        StreamWrite { writer: self, state: State::Start(values) }
    }

    /// Writes all values; gives those back that could not be written since the reader is gone.
    ///
    /// Dropping the future loses what is left.
    pub async fn write_all(&mut self, values: Vec<T>) -> Vec<T> {
        let (mut result, mut buffer) = self.write(values).await;
        while matches!(result, StreamResult::Complete(_)) && buffer.remaining() > 0 {
            (result, buffer) = self.write_buf(buffer).await;
        }
        buffer.into_vec()
    }

    /// Writes one value; gives it back if the reader is gone.
    ///
    /// Dropping the future loses it.
    pub async fn write_one(&mut self, value: T) -> Option<T> {
        self.write_all(vec![value]).await.pop()
    }
}

impl<T> fmt::Debug for StreamWriter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWriter").finish_non_exhaustive()
    }
}

impl<T> Drop for StreamWriter<T> {
    fn drop(&mut self) {
        self.channel.drop_writer();
    }
}

/// A write that may be cancelled before it is done.
#[must_use = "a write that nobody awaits writes nothing"]
pub struct StreamWrite<'a, T: 'static> {
    writer: &'a mut StreamWriter<T>,
    state: State<T>,
}

enum State<T> {
    Start(AbiBuffer<T>),
    Offered,
    Done,
}

/// Nothing of it is pinned.
impl<T> Unpin for StreamWrite<'_, T> {}

impl<T> Future for StreamWrite<'_, T> {
    type Output = (StreamResult, AbiBuffer<T>);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let State::Start(buffer) = std::mem::replace(&mut self.state, State::Offered) {
            self.writer.channel.offer(buffer.items);
        }
        let written = std::task::ready!(self.writer.channel.poll_written(context));
        let (_, items) = self.writer.channel.take_back();
        self.state = State::Done;
        let result = match written {
            Written::Taken(count) => StreamResult::Complete(count),
            Written::ReaderGone => StreamResult::Dropped,
        };
        Poll::Ready((result, AbiBuffer { items }))
    }
}

impl<T> StreamWrite<'_, T> {
    /// Cancels the write; gives what of it was written nevertheless, and what was not.
    pub fn cancel(mut self: Pin<&mut Self>) -> (StreamResult, AbiBuffer<T>) {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Start(buffer) => (StreamResult::Cancelled, buffer),
            State::Offered | State::Done => {
                let (taken, items) = self.writer.channel.take_back();
                let result = match taken {
                    0 if self.writer.channel.is_reader_gone() => StreamResult::Dropped,
                    0 => StreamResult::Cancelled,
                    taken => StreamResult::Complete(taken),
                };
                (result, AbiBuffer { items })
            }
        }
    }
}

impl<T> Drop for StreamWrite<'_, T> {
    fn drop(&mut self) {
        if matches!(self.state, State::Offered) {
            self.writer.channel.take_back();
        }
    }
}

impl<T> fmt::Debug for StreamWrite<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWrite").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for AbiBuffer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbiBuffer").field("remaining", &self.items.len()).finish()
    }
}
