//! The two ends of a future.

use std::cell::RefCell;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use amphi_protocol::{Decode, Encode, Error, Frames, Reader, StreamFailure, pass, wire};

use super::cell::Cell;
use super::lost;

/// The writable end of a future. Dropped without a write, it writes the default.
pub struct FutureWriter<T: 'static> {
    /// None once something was written.
    cell: Option<Rc<Cell<T>>>,
    default: fn() -> T,
}

impl<T> FutureWriter<T> {
    pub(super) fn new(cell: Rc<Cell<T>>, default: fn() -> T) -> Self {
        Self { cell: Some(cell), default }
    }

    /// Writes the value; the future is done once the reader has it.
    ///
    /// Dropping it before that writes the default in its place.
    pub fn write(mut self, value: T) -> FutureWrite<T> {
        let cell = self.cell.take();
        if let Some(cell) = &cell {
            cell.put(value);
        }
        FutureWrite { cell, default: self.default }
    }
}

impl<T> Drop for FutureWriter<T> {
    fn drop(&mut self) {
        if let Some(cell) = self.cell.take() {
            cell.put((self.default)());
        }
    }
}

impl<T> fmt::Debug for FutureWriter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FutureWriter").finish_non_exhaustive()
    }
}

/// A write that may be cancelled before it is done.
#[must_use = "a write that nobody awaits writes the default"]
pub struct FutureWrite<T: 'static> {
    /// None once it is done.
    cell: Option<Rc<Cell<T>>>,
    default: fn() -> T,
}

/// What came of a write that was cancelled.
#[derive(Debug)]
pub enum FutureWriteCancel<T: 'static> {
    /// The value was sent before.
    AlreadySent,
    /// The reader is gone.
    Dropped(T),
    /// The value was not sent, and may be written again.
    Cancelled(T, FutureWriter<T>),
}

/// The reader is gone.
pub struct FutureWriteError<T> {
    /// The value that could not be sent.
    pub value: T,
}

impl<T> Future for FutureWrite<T> {
    type Output = Result<(), FutureWriteError<T>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(cell) = &self.cell else { return Poll::Ready(Ok(())) };
        let taken = ready!(cell.poll_taken(context));
        self.cell = None;
        Poll::Ready(taken.map_err(|value| FutureWriteError { value }))
    }
}

impl<T> FutureWrite<T> {
    /// Cancels the write.
    pub fn cancel(mut self: Pin<&mut Self>) -> FutureWriteCancel<T> {
        let Some(cell) = self.cell.take() else { return FutureWriteCancel::AlreadySent };
        match cell.take_back() {
            None => FutureWriteCancel::AlreadySent,
            Some(value) if cell.is_reader_gone() => FutureWriteCancel::Dropped(value),
            Some(value) => FutureWriteCancel::Cancelled(value, FutureWriter::new(cell, self.default)),
        }
    }
}

impl<T> Drop for FutureWrite<T> {
    fn drop(&mut self) {
        if let Some(cell) = self.cell.take()
            && cell.take_back().is_some()
        {
            cell.put((self.default)());
        }
    }
}

impl<T> fmt::Debug for FutureWrite<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FutureWrite").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for FutureWriteError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FutureWriteError").finish_non_exhaustive()
    }
}

impl<T> fmt::Display for FutureWriteError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("read end dropped")
    }
}

impl<T> std::error::Error for FutureWriteError<T> {}

/// The readable end of a future: awaiting it gives the value. Dropping it tells the writer that it is not wanted.
pub struct FutureReader<T: 'static> {
    /// None once it was given to the host, which takes it from a shared reference as encoding does.
    source: RefCell<Option<Source<T>>>,
}

/// Where the value comes from.
pub(super) enum Source<T: 'static> {
    Local(LocalSource<T>),
    Host(Frames),
}

/// A writer of this plugin.
pub(super) struct LocalSource<T: 'static>(pub(super) Rc<Cell<T>>);

impl<T> Drop for LocalSource<T> {
    fn drop(&mut self) {
        self.0.drop_reader();
    }
}

impl<T> FutureReader<T> {
    pub(super) fn local(cell: Rc<Cell<T>>) -> Self {
        Self { source: RefCell::new(Some(Source::Local(LocalSource(cell)))) }
    }
}

impl<T: Decode> IntoFuture for FutureReader<T> {
    type Output = T;
    type IntoFuture = FutureRead<T>;

    fn into_future(self) -> FutureRead<T> {
        FutureRead { source: self.source.into_inner() }
    }
}

/// Gives the future to the host.
impl<T: Encode + Decode> Encode for FutureReader<T> {
    const HANDLES: bool = true;

    fn encode(&self, out: &mut Vec<u8>) {
        let number = self.source.take().map_or(0, |source| pass(source.into_frames()));
        wire::write_u64(number, out);
    }
}

impl<T> Decode for FutureReader<T> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self { source: RefCell::new(Some(Source::Host(input.accept_stream()?))) })
    }
}

impl<T> fmt::Debug for FutureReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FutureReader").finish_non_exhaustive()
    }
}

/// A read that may be cancelled before it is done.
pub struct FutureRead<T: 'static> {
    source: Option<Source<T>>,
}

/// Nothing of it is pinned.
impl<T> Unpin for FutureRead<T> {}

impl<T: Decode> Future for FutureRead<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let value = match &mut self.source {
            Some(Source::Local(local)) => Ok(ready!(local.0.poll_take(context))),
            Some(Source::Host(frames)) => ready!(poll_value(frames, context)),
            // It was given to the host, and then awaited.
            None => Err(StreamFailure::Empty),
        };
        self.source = None;
        Poll::Ready(value.unwrap_or_else(|failure| lost("future", &failure)))
    }
}

/// Waits for the value that the frames of a future bring.
pub(super) fn poll_value<T: Decode>(frames: &mut Frames, context: &mut Context<'_>) -> Poll<Result<T, StreamFailure>> {
    let came = ready!(frames.poll_frame(context));
    Poll::Ready(came.unwrap_or(Err(StreamFailure::Empty)).and_then(|frame| frame.decode(T::decode)))
}

impl<T> FutureRead<T> {
    /// Cancels the read; gives the reader back.
    ///
    /// # Errors
    ///
    /// Always: nothing has come, or the future would have been done.
    pub fn cancel(mut self: Pin<&mut Self>) -> Result<T, FutureReader<T>> {
        Err(FutureReader { source: RefCell::new(self.source.take()) })
    }
}

impl<T> fmt::Debug for FutureRead<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FutureRead").finish_non_exhaustive()
    }
}
