//! Writing frames, from any thread.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use amphi_protocol::limits::MAX_CALL_LANE_BYTES;
use amphi_protocol::{Lane, Message, OpenLane, Passed};
use rustix::net::{SendFlags, send};

use super::long::Long;
use crate::error::Error;
use crate::link::Link;
use crate::streams::SessionStreams;

/// The writing half of a session; clones write to the same one.
///
/// Writing blocks while the host does not read, which it always does.
#[derive(Clone, Debug)]
pub struct Sender {
    stream: Arc<UnixStream>,
    link: Arc<Mutex<Link>>,
    max_frame: usize,
    long: Arc<Long>,
}

impl Sender {
    pub(super) fn new(stream: Arc<UnixStream>, link: Arc<Mutex<Link>>, max_frame: usize, long: Arc<Long>) -> Self {
        Self { stream, link, max_frame, long }
    }

    /// The largest frame body that the host accepts, in bytes.
    pub fn max_frame(&self) -> usize {
        self.max_frame
    }

    /// Sends one frame, whose body `write` appends, after everything that is queued.
    ///
    /// # Errors
    ///
    /// The frame is too large ([`Error::Protocol`]; nothing was sent), or the connection is over.
    pub fn send(&self, write: impl FnOnce(&mut Vec<u8>)) -> Result<(), Error> {
        let mut link = self.link();
        link.push(self.max_frame, write)?;
        send_queued(&self.stream, &mut link)
    }

    /// Queues whole frames, for [`flush`](Self::flush); leaves an empty buffer.
    pub fn queue_frames(&self, frames: &mut Vec<u8>) {
        self.link().push_frames(frames);
    }

    /// Whether a frame of so many bytes is one for [`send_long`](Self::send_long).
    pub fn is_long(&self, frame_bytes: usize) -> bool {
        self.long.is_agreed() && frame_bytes > MAX_CALL_LANE_BYTES
    }

    /// Sends a whole frame, of a call or a return, where it does not hold up others; it may overtake, and be overtaken.
    ///
    /// Does not wait for it to be sent, unless more waits already than may.
    ///
    /// # Errors
    ///
    /// The connection is over.
    pub fn send_long(&self, frame: Vec<u8>) -> Result<(), Error> {
        match self.long.send(frame) {
            Ok(false) => Ok(()),
            Ok(true) => self.send(|out| Message::OpenLane(OpenLane { lane: Lane::Stream }).encode(out)),
            Err(mut frame) => {
                self.queue_frames(&mut frame);
                self.flush()
            }
        }
    }

    /// Has streams fed to the host; their numbers stand in a message that is sent next.
    ///
    /// # Errors
    ///
    /// There are too many ([`Error::Protocol`]), or the connection is over.
    pub fn pass(&self, passed: Vec<Passed>) -> Result<(), Error> {
        if passed.is_empty() {
            return Ok(());
        }
        self.long.passing().pass(passed)?;
        if self.long.ask() {
            return self.send(|out| Message::OpenLane(OpenLane { lane: Lane::Stream }).encode(out));
        }
        Ok(())
    }

    /// The streams and futures of the session: for who decodes what the host sent.
    pub fn streams(&self) -> SessionStreams {
        SessionStreams::new(Arc::clone(self.long.passing()))
    }

    /// Waits until the host has read the long frames, but no longer than `timeout`.
    pub fn drain_long(&self, timeout: Duration) {
        self.long.drain(timeout);
    }

    /// Sends everything that is queued.
    ///
    /// # Errors
    ///
    /// The connection is over.
    pub fn flush(&self) -> Result<(), Error> {
        send_queued(&self.stream, &mut self.link())
    }

    /// Ends the connection for both sides.
    pub fn close(&self) {
        // Fails only where it is closed already.
        self.stream.shutdown(std::net::Shutdown::Both).ok();
    }

    fn link(&self) -> MutexGuard<'_, Link> {
        self.link.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sends what a link has; on a non-blocking socket as far as it goes.
pub(super) fn send_queued(stream: &UnixStream, link: &mut Link) -> Result<(), Error> {
    loop {
        let bytes = link.unsent()?;
        if bytes.is_empty() {
            return Ok(());
        }
        match send(stream, bytes, NO_SIGNAL) {
            Ok(count) => link.advance(count),
            Err(rustix::io::Errno::AGAIN) => return Ok(()),
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::PIPE | rustix::io::Errno::CONNRESET) => {
                return Err(Error::PeerClosed { partial: true });
            }
            Err(error) => return Err(Error::io("writing to the host")(io::Error::from(error))),
        }
    }
}

/// A host that is gone must end the plugin in an orderly way, not by SIGPIPE. Where the flag does not exist,
/// Rust's runtime ignores the signal.
#[cfg(not(target_vendor = "apple"))]
pub(super) const NO_SIGNAL: SendFlags = SendFlags::NOSIGNAL;
#[cfg(target_vendor = "apple")]
pub(super) const NO_SIGNAL: SendFlags = SendFlags::empty();
