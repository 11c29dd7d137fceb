//! A stream that a host writes by hand.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use amphi_protocol::StreamFailure;
use futures_util::{Sink, Stream};
use tokio::io::AsyncWrite;

use super::chunks::most;
use crate::error::Error;

/// The end of a stream that is written to: a `futures::Sink`, and for bytes a tokio writer too.
///
/// It takes no more than a frame of elements before some were read. Closing it ends the stream; dropped without that, it
/// breaks the stream, so that half of something is not taken for all of it.
pub struct StreamWriter<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

struct Shared<T> {
    items: Vec<T>,
    /// Nothing more will come, and whether that is a clean end.
    end: Option<Result<(), StreamFailure>>,
    reader_gone: bool,
    writer: Option<Waker>,
    reader: Option<Waker>,
}

/// What was written, a chunk at a time.
pub(crate) struct Written<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

pub(crate) fn channel<T>() -> (StreamWriter<T>, Written<T>) {
    let shared = Shared { items: Vec::new(), end: None, reader_gone: false, writer: None, reader: None };
    let shared = Arc::new(Mutex::new(shared));
    (StreamWriter { shared: Arc::clone(&shared) }, Written { shared })
}

impl<T> StreamWriter<T> {
    /// Whether the other side wants no more.
    pub fn is_reader_gone(&self) -> bool {
        lock(&self.shared).reader_gone
    }

    /// Waits until fewer elements than `below` are unread.
    fn poll_room(&self, context: &Context<'_>, below: usize) -> Poll<Result<(), Error>> {
        let mut shared = lock(&self.shared);
        if shared.reader_gone {
            return Poll::Ready(Err(gone()));
        }
        if shared.items.len() < below {
            return Poll::Ready(Ok(()));
        }
        shared.writer = Some(context.waker().clone());
        Poll::Pending
    }

    /// Ends the stream, unless it has ended.
    pub(crate) fn end(&self, end: Result<(), StreamFailure>) {
        let mut shared = lock(&self.shared);
        shared.end.get_or_insert(end);
        wake(shared, |shared| &mut shared.reader);
    }

    /// Waits until everything was taken.
    #[cfg(feature = "wasm")]
    pub(crate) fn poll_empty(&self, context: &Context<'_>) -> Poll<Result<(), Error>> {
        self.poll_room(context, 1)
    }

    /// Puts a chunk where [there is none](Self::poll_empty).
    #[cfg(feature = "wasm")]
    pub(crate) fn put(&self, items: Vec<T>) {
        let mut shared = lock(&self.shared);
        shared.items = items;
        wake(shared, |shared| &mut shared.reader);
    }
}

impl<T> Sink<T> for StreamWriter<T> {
    type Error = Error;

    fn poll_ready(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.poll_room(context, most::<T>())
    }

    fn start_send(self: Pin<&mut Self>, item: T) -> Result<(), Error> {
        let mut shared = lock(&self.shared);
        if shared.reader_gone || shared.end.is_some() {
            return Err(gone());
        }
        shared.items.push(item);
        wake(shared, |shared| &mut shared.reader);
        Ok(())
    }

    /// Waits until everything was taken; how far it came from there is not known.
    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.poll_room(context, 1)
    }

    fn poll_close(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.end(Ok(()));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for StreamWriter<u8> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_room(context, most::<u8>())).map_err(broken_pipe)?;
        let mut shared = lock(&self.shared);
        if shared.end.is_some() {
            return Poll::Ready(Err(broken_pipe(gone())));
        }
        let count = bytes.len().min(most::<u8>().saturating_sub(shared.items.len()));
        shared.items.extend_from_slice(bytes.get(..count).unwrap_or_default());
        wake(shared, |shared| &mut shared.reader);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_room(context, 1).map_err(broken_pipe)
    }

    fn poll_shutdown(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.end(Ok(()));
        Poll::Ready(Ok(()))
    }
}

impl<T> Drop for StreamWriter<T> {
    fn drop(&mut self) {
        self.end(Err(StreamFailure::Broken));
    }
}

impl<T> Stream for Written<T> {
    type Item = Result<Vec<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut shared = lock(&self.shared);
        if !shared.items.is_empty() {
            let items = std::mem::take(&mut shared.items);
            wake(shared, |shared| &mut shared.writer);
            return Poll::Ready(Some(Ok(items)));
        }
        match &shared.end {
            Some(Ok(())) => Poll::Ready(None),
            Some(Err(failure)) => Poll::Ready(Some(Err(Error::Stream { failure: failure.clone() }))),
            None => {
                shared.reader = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for Written<T> {
    fn drop(&mut self) {
        let mut shared = lock(&self.shared);
        shared.reader_gone = true;
        wake(shared, |shared| &mut shared.writer);
    }
}

impl<T> fmt::Debug for StreamWriter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWriter").finish_non_exhaustive()
    }
}

fn gone() -> Error {
    Error::Stream { failure: StreamFailure::ReaderGone }
}

fn broken_pipe(error: Error) -> io::Error {
    io::Error::new(io::ErrorKind::BrokenPipe, error)
}

/// Wakes after the lock is let go of: whoever wakes up takes it.
fn wake<T>(mut shared: MutexGuard<'_, Shared<T>>, who: impl FnOnce(&mut Shared<T>) -> &mut Option<Waker>) {
    let waker = who(&mut shared).take();
    drop(shared);
    if let Some(waker) = waker {
        waker.wake();
    }
}

fn lock<T>(shared: &Mutex<Shared<T>>) -> MutexGuard<'_, Shared<T>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
