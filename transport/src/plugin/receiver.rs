//! Reading frames on the thread that serves them.

use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};

use amphi_protocol::FrameReader;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::net::{RecvFlags, recv};

use super::attendant::Attendant;
use super::long::Long;
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
    long: Arc<Long>,
    /// Whether frames may come on the stream lane: then two descriptors are waited for, and one until then.
    watches_long: bool,
    /// Attends to the listener for as long as the session lasts.
    _attendant: Attendant,
}

/// Interrupts a [`Receiver`] that waits; clones interrupt the same one.
#[derive(Clone, Debug)]
pub struct Alarm {
    long: Arc<Long>,
}

impl Alarm {
    /// Rings, without waiting.
    pub fn ring(&self) {
        self.long.news_bell().ring();
    }
}

/// The body of a frame.
#[derive(Debug)]
pub enum Frame<'a> {
    /// It came on the call lane.
    Short(&'a [u8]),
    /// It came on the stream lane.
    Long(Vec<u8>),
}

impl Frame<'_> {
    /// Its bytes.
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Self::Short(body) => body,
            Self::Long(body) => body,
        }
    }
}

impl Receiver {
    pub(super) fn new(
        stream: Arc<UnixStream>,
        link: Arc<Mutex<Link>>,
        frames: FrameReader,
        raw: Vec<u8>,
        long: Arc<Long>,
        attendant: Attendant,
    ) -> Self {
        Self { stream, link, frames, raw, long, watches_long: false, _attendant: attendant }
    }

    /// Looks at the stream lane too from now on: the host says that it is open.
    pub fn watch_long(&mut self) {
        self.watches_long = self.long.is_agreed();
    }

    /// The body of the next frame that has already come, if there is one.
    ///
    /// # Errors
    ///
    /// The host announced a frame over the limit, or the stream lane has ended.
    pub fn next_frame(&mut self) -> Result<Option<Frame<'_>>, Error> {
        if self.watches_long
            && let Some(body) = self.long.take()?
        {
            return Ok(Some(Frame::Long(body)));
        }
        Ok(self.frames.next()?.map(Frame::Short))
    }

    /// Gives what interrupts [`wait_or_alarm`](Self::wait_or_alarm) from anywhere.
    pub fn alarm(&self) -> Alarm {
        Alarm { long: Arc::clone(&self.long) }
    }

    /// Reads once, as long as it takes for something to come.
    ///
    /// # Errors
    ///
    /// The connection is over.
    pub fn wait(&mut self) -> Result<(), Error> {
        if self.watches_long { self.wait_or_alarm() } else { self.read(RecvFlags::empty()).map(|_| ()) }
    }

    /// Reads once when something has come, or returns once the [`Alarm`] has rung: since the last time, too.
    ///
    /// # Errors
    ///
    /// The connection is over.
    pub fn wait_or_alarm(&mut self) -> Result<(), Error> {
        let mut polled = [
            PollFd::from_borrowed_fd(self.stream.as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.long.news_bell().as_fd(), PollFlags::IN),
        ];
        match poll(&mut polled, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {
                // Before anybody looks for news: what comes after this rings again.
                self.long.news_bell().silence();
                self.read(RecvFlags::DONTWAIT).map(|_| ())
            }
            Err(error) => Err(Error::io("waiting for the host")(io::Error::from(error))),
        }
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
