//! What comes in on a lane, and the one task that reads it and hands it out. A caller may read in its place, see
//! `leader`.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};

use amphi_protocol::FrameReader;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::unix::OwnedReadHalf;

use super::dispatch::{Came, dispatch, dispatch_streamed};
use super::handler::LaneHandler;
use super::shared::{Shared, lock};
use crate::error::Error;

/// Reads until the lane ends.
pub(super) struct LaneReader<S: Clone + Send + Sync + 'static> {
    pub(super) incoming: Arc<Incoming<S>>,
    pub(super) stream: OwnedReadHalf,
}

impl<S: Clone + Send + Sync + 'static> LaneReader<S> {
    pub(super) async fn run(mut self) {
        // Ends the calls also if a handler panics or the task is aborted.
        let closer = Closer(Arc::clone(&self.incoming));
        let cause = self.read().await;
        closer.0.close(cause);
    }

    async fn read(&mut self) -> Error {
        // First: frames may have come along with the peer's hello.
        let mut result = self.incoming.begin();
        while result.is_ok() {
            result = poll_fn(|context| self.poll(context)).await;
        }
        result.err().unwrap_or(Error::Closed)
    }

    /// Reads once and hands out what came. The lock is held for that long, not for the wait.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Came, Error>> {
        let mut intake = lock(&self.incoming.intake);
        if intake.over {
            return Poll::Ready(Err(Error::Closed));
        }
        let mut space = ReadBuf::new(intake.space());
        let read = ready!(Pin::new(&mut self.stream).poll_read(context, &mut space));
        let count = space.filled().len();
        Poll::Ready(self.incoming.take(&mut intake, read.map(|()| count)))
    }
}

/// What a lane's bytes become; whoever holds its lock reads.
pub(super) struct Incoming<S> {
    pub(super) shared: Arc<Shared<S>>,
    handler: Arc<dyn LaneHandler<S>>,
    pub(super) intake: Mutex<Intake>,
}

/// Bytes that have come and are not handed out.
pub(super) struct Intake {
    frames: FrameReader,
    /// Sealed bytes; empty without TLS, where the frames are read in place.
    raw: Vec<u8>,
    /// Nothing is read or handed out any more.
    pub(super) over: bool,
}

impl Intake {
    pub(super) fn space(&mut self) -> &mut [u8] {
        if self.raw.is_empty() { self.frames.space() } else { &mut self.raw }
    }
}

impl<S: Clone + Send + Sync + 'static> Incoming<S> {
    pub(super) fn new(shared: Arc<Shared<S>>, handler: Arc<dyn LaneHandler<S>>, frames: FrameReader) -> Self {
        let raw = if shared.link().is_plain() { Vec::new() } else { vec![0; FrameReader::CHUNK] };
        Self { shared, handler, intake: Mutex::new(Intake { frames, raw, over: false }) }
    }

    /// Hands out what came along with the peer's hello.
    fn begin(&self) -> Result<Came, Error> {
        let mut intake = lock(&self.intake);
        let came = self.dispatch(&mut intake)?;
        if self.shared.link().is_peer_closed() {
            return Err(Error::PeerClosed { partial: intake.frames.is_partial() });
        }
        Ok(came)
    }

    /// Opens what was read into the intake's space, and hands it out.
    pub(super) fn take(&self, intake: &mut Intake, read: io::Result<usize>) -> Result<Came, Error> {
        let closed = |intake: &Intake| Error::PeerClosed { partial: intake.frames.is_partial() };
        let count = match read {
            Ok(0) => return Err(closed(intake)),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return Err(closed(intake)),
            Err(source) => return Err(Error::Io { step: "reading from the plugin", source }),
        };
        if intake.raw.is_empty() {
            intake.frames.filled(count);
            return self.dispatch(intake);
        }
        let Intake { frames, raw, .. } = intake;
        let mut link = self.shared.link();
        let received = link.receive(raw.get(..count).unwrap_or_default(), frames);
        let is_peer_closed = link.is_peer_closed();
        drop(link);
        if let Err(error) = received {
            self.shared.last_words();
            return Err(error);
        }
        let came = self.dispatch(intake)?;
        if is_peer_closed { Err(closed(intake)) } else { Ok(came) }
    }

    /// Hands out the body of a frame that came on a stream.
    pub(super) fn take_streamed(&self, body: Vec<u8>) -> Result<(), Error> {
        let intake = lock(&self.intake);
        if intake.over {
            return Err(Error::Closed);
        }
        dispatch_streamed(&self.shared, &*self.handler, body)
    }

    /// Ends the lane, once: nothing is handed out from here on.
    pub(super) fn close(&self, cause: Error) {
        lock(&self.intake).over = true;
        if !self.shared.closed.swap(true, Ordering::Relaxed) {
            let cause = self.shared.close(cause);
            self.handler.closed(cause);
        }
    }

    /// Hands out every whole frame that is there.
    fn dispatch(&self, intake: &mut Intake) -> Result<Came, Error> {
        let mut came = Came::News;
        while let Some(body) = intake.frames.next()? {
            came = came.max(dispatch(&self.shared, &*self.handler, body)?);
        }
        Ok(came)
    }
}

/// Ends the lane when a task that reads it does, however it does.
pub(super) struct Closer<S: Clone + Send + Sync + 'static>(pub(super) Arc<Incoming<S>>);

impl<S: Clone + Send + Sync + 'static> Drop for Closer<S> {
    fn drop(&mut self) {
        self.0.close(Error::Closed);
    }
}
