//! Room for one frame between who makes the frames of a stream and who takes them, on any two threads.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use amphi_protocol::{Frame, FrameSource, StreamFailure};

/// Makes the two ends.
pub fn stream_slot() -> (SlotWriter, SlotReader) {
    let shared = Arc::new(Mutex::new(Shared::default()));
    (SlotWriter { shared: Arc::clone(&shared) }, SlotReader { shared, is_answered: false })
}

/// The end that frames are put into. Dropped without an end of the stream, it breaks the stream.
#[derive(Debug)]
pub struct SlotWriter {
    shared: Arc<Mutex<Shared>>,
}

/// The end that frames are taken from. Dropped, it wants no more.
#[derive(Debug)]
pub struct SlotReader {
    shared: Arc<Mutex<Shared>>,
    is_answered: bool,
}

impl SlotReader {
    /// The frames give resources or pass streams.
    #[must_use]
    pub fn answered(mut self) -> Self {
        self.is_answered = true;
        self
    }
}

/// The reader of a stream wants no more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReaderGone;

#[derive(Debug, Default)]
struct Shared {
    frame: Option<Frame>,
    /// Whether the reader has taken a frame since the writer asked.
    taken: bool,
    /// What follows the frame.
    end: Option<Result<(), StreamFailure>>,
    reader_gone: bool,
    reader: Option<Waker>,
    writer: Option<Waker>,
}

impl SlotWriter {
    /// Waits until there is room for a frame, or for nobody's sake.
    pub fn poll_room(&self, context: &mut Context<'_>) -> Poll<Result<(), ReaderGone>> {
        let mut shared = lock(&self.shared);
        if shared.reader_gone {
            return Poll::Ready(Err(ReaderGone));
        }
        if shared.frame.is_none() {
            return Poll::Ready(Ok(()));
        }
        keep(&mut shared.writer, context);
        Poll::Pending
    }

    /// Waits until the reader wants no more.
    pub fn poll_gone(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut shared = lock(&self.shared);
        if shared.reader_gone {
            return Poll::Ready(());
        }
        keep(&mut shared.writer, context);
        Poll::Pending
    }

    /// Whether the reader has taken a frame since this was asked last.
    pub fn take_news(&self) -> bool {
        std::mem::take(&mut lock(&self.shared).taken)
    }

    /// Puts a frame where there is [room](Self::poll_room): in the place of what is there otherwise.
    pub fn put(&mut self, frame: impl Into<Frame>) {
        let mut shared = lock(&self.shared);
        if !shared.reader_gone {
            shared.frame = Some(frame.into());
            wake(shared, |shared| &mut shared.reader);
        }
    }

    /// Ends the stream after what was put.
    pub fn finish(self) {
        self.end(Ok(()));
    }

    /// Ends the stream in a failure, at once.
    pub fn fail(self, failure: StreamFailure) {
        self.end(Err(failure));
    }

    fn end(&self, end: Result<(), StreamFailure>) {
        let mut shared = lock(&self.shared);
        if shared.end.is_none() {
            let lost = if end.is_err() { shared.frame.take() } else { None };
            shared.end = Some(end);
            wake(shared, |shared| &mut shared.reader);
            drop(lost);
        }
    }
}

impl Drop for SlotWriter {
    fn drop(&mut self) {
        self.end(Err(StreamFailure::Broken));
    }
}

impl FrameSource for SlotReader {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        let mut shared = lock(&self.shared);
        if let Some(frame) = shared.frame.take() {
            shared.taken = true;
            wake(shared, |shared| &mut shared.writer);
            return Poll::Ready(Some(Ok(frame)));
        }
        match &shared.end {
            Some(Ok(())) => Poll::Ready(None),
            Some(Err(failure)) => Poll::Ready(Some(Err(failure.clone()))),
            None => {
                keep(&mut shared.reader, context);
                Poll::Pending
            }
        }
    }

    fn is_answered(&self) -> bool {
        self.is_answered
    }
}

impl Drop for SlotReader {
    fn drop(&mut self) {
        let mut shared = lock(&self.shared);
        shared.reader_gone = true;
        let unread = shared.frame.take();
        wake(shared, |shared| &mut shared.writer);
        // Outside of the lock: there may be much behind it.
        drop(unread);
    }
}

/// Wakes after the lock is let go of: whoever wakes up takes it.
fn wake(mut shared: MutexGuard<'_, Shared>, who: impl FnOnce(&mut Shared) -> &mut Option<Waker>) {
    let waker = who(&mut shared).take();
    drop(shared);
    if let Some(waker) = waker {
        waker.wake();
    }
}

fn keep(waker: &mut Option<Waker>, context: &Context<'_>) {
    match waker {
        Some(known) if known.will_wake(context.waker()) => {}
        other => *other = Some(context.waker().clone()),
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(reader: &mut SlotReader) -> Poll<Option<Result<Vec<u8>, StreamFailure>>> {
        let polled = reader.poll_frame(&mut Context::from_waker(Waker::noop()));
        polled.map(|frame| frame.map(|frame| frame.map(|frame| frame.into_parts().0)))
    }

    fn room(writer: &SlotWriter) -> Poll<Result<(), ReaderGone>> {
        writer.poll_room(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn one_frame_waits_and_the_end_comes_after_it() {
        let (mut writer, mut reader) = stream_slot();
        assert_eq!(poll(&mut reader), Poll::Pending);
        assert_eq!(room(&writer), Poll::Ready(Ok(())));
        writer.put(vec![1]);
        assert_eq!(room(&writer), Poll::Pending);
        assert!(!writer.take_news());
        assert_eq!(poll(&mut reader), Poll::Ready(Some(Ok(vec![1]))));
        assert!(writer.take_news() && !writer.take_news());
        writer.finish();
        assert_eq!(poll(&mut reader), Poll::Ready(None));
    }

    #[test]
    fn a_dropped_end_is_seen_by_the_other() {
        let (mut writer, mut reader) = stream_slot();
        writer.put(vec![1]);
        drop(writer);
        assert_eq!(poll(&mut reader), Poll::Ready(Some(Err(StreamFailure::Broken))), "a failure is no clean end");
        let (writer, reader) = stream_slot();
        drop(reader);
        assert_eq!(room(&writer), Poll::Ready(Err(ReaderGone)));
        assert!(writer.poll_gone(&mut Context::from_waker(Waker::noop())).is_ready());
    }
}
