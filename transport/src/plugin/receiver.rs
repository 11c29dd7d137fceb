//! Reading frames on the thread that serves them.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};

use amphi_protocol::FrameReader;
use rustix::net::{RecvFlags, recv};

use super::sender::send_queued;
use crate::error::Error;
use crate::link::Link;

/// The reading half of a session.
#[derive(Debug)]
pub struct Receiver {
    stream: Arc<UnixStream>,
    link: Arc<Mutex<Link>>,
    frames: FrameReader,
    /// Sealed bytes; empty without TLS, where the frames are read in place.
    raw: Vec<u8>,
}

impl Receiver {
    pub(super) fn new(stream: Arc<UnixStream>, link: Arc<Mutex<Link>>, frames: FrameReader, raw: Vec<u8>) -> Self {
        Self { stream, link, frames, raw }
    }

    /// The body of the next frame that has already come, if there is one.
    ///
    /// # Errors
    ///
    /// The host announced a frame over the limit.
    pub fn next_frame(&mut self) -> Result<Option<&[u8]>, Error> {
        Ok(self.frames.next()?)
    }

    /// Reads once, as long as it takes for something to come.
    ///
    /// # Errors
    ///
    /// The connection is over.
    pub fn wait(&mut self) -> Result<(), Error> {
        self.read(RecvFlags::empty()).map(|_| ())
    }

    /// Reads once if something has come; false if nothing has.
    ///
    /// # Errors
    ///
    /// The connection is over.
    pub fn poll(&mut self) -> Result<bool, Error> {
        self.read(RecvFlags::DONTWAIT)
    }

    fn read(&mut self, flags: RecvFlags) -> Result<bool, Error> {
        let plain = self.raw.is_empty();
        let count = loop {
            let buffer = if plain { self.frames.space() } else { self.raw.as_mut_slice() };
            match recv(&*self.stream, buffer, flags) {
                Ok((0, _)) | Err(rustix::io::Errno::CONNRESET) => {
                    return Err(Error::PeerClosed { partial: self.frames.is_partial() });
                }
                Ok((count, _)) => break count,
                Err(rustix::io::Errno::AGAIN) => return Ok(false),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(Error::io("reading from the host")(io::Error::from(error))),
            }
        };
        if plain {
            self.frames.filled(count);
            return Ok(true);
        }
        let mut link = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        let received = link.receive(self.raw.get(..count).unwrap_or_default(), &mut self.frames);
        // Alerts and key updates go out at once; what came is the news.
        let sent = send_queued(&self.stream, &mut link);
        received?;
        sent?;
        if link.is_peer_closed() && !self.frames.is_partial() {
            return Err(Error::PeerClosed { partial: false });
        }
        Ok(true)
    }
}
