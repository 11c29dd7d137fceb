//! The one task that reads a lane and hands out what comes.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use amphi_protocol::FrameReader;
use tokio::io::AsyncReadExt;
use tokio::net::unix::OwnedReadHalf;

use super::dispatch::dispatch;
use super::handler::LaneHandler;
use super::shared::Shared;
use crate::error::Error;

/// Reads until the lane ends.
pub(super) struct LaneReader<S: Clone + Send + Sync + 'static> {
    pub(super) shared: Arc<Shared<S>>,
    pub(super) handler: Arc<dyn LaneHandler<S>>,
    pub(super) stream: OwnedReadHalf,
    pub(super) frames: FrameReader,
}

impl<S: Clone + Send + Sync + 'static> LaneReader<S> {
    pub(super) async fn run(mut self) {
        // Ends the calls also if a handler panics or the task is aborted.
        let closer = Closer { shared: Arc::clone(&self.shared), handler: Arc::clone(&self.handler) };
        let cause = self.read().await;
        closer.close(cause);
    }

    async fn read(&mut self) -> Error {
        let is_plain = self.shared.link().is_plain();
        let mut raw = if is_plain { Vec::new() } else { vec![0; FrameReader::CHUNK] };
        loop {
            // First: frames may have come along with the peer's hello.
            if let Err(error) = self.dispatch() {
                return error;
            }
            if self.shared.link().is_peer_closed() {
                return Error::PeerClosed { partial: self.frames.is_partial() };
            }
            let read =
                if is_plain { self.stream.read(self.frames.space()).await } else { self.stream.read(&mut raw).await };
            let count = match read {
                Ok(0) => return Error::PeerClosed { partial: self.frames.is_partial() },
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {
                    return Error::PeerClosed { partial: self.frames.is_partial() };
                }
                Err(source) => return Error::Io { step: "reading from the plugin", source },
            };
            if is_plain {
                self.frames.filled(count);
                continue;
            }
            let received = self.shared.link().receive(raw.get(..count).unwrap_or_default(), &mut self.frames);
            if let Err(error) = received {
                self.shared.last_words();
                return error;
            }
        }
    }

    /// Hands out every whole frame that is there.
    fn dispatch(&mut self) -> Result<(), Error> {
        while let Some(body) = self.frames.next()? {
            dispatch(&self.shared, &*self.handler, body)?;
        }
        Ok(())
    }
}

/// Ends the lane when the reader does, however it does.
struct Closer<S: Clone + Send + Sync + 'static> {
    shared: Arc<Shared<S>>,
    handler: Arc<dyn LaneHandler<S>>,
}

impl<S: Clone + Send + Sync + 'static> Closer<S> {
    fn close(&self, cause: Error) {
        if !self.shared.closed.swap(true, Ordering::Relaxed) {
            let cause = self.shared.close(cause);
            self.handler.closed(cause);
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Drop for Closer<S> {
    fn drop(&mut self) {
        self.close(Error::Closed);
    }
}
