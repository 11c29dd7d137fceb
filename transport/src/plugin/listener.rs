//! Waiting for the host, whoever else knocks.

use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use amphi_protocol::limits::{HELLO_TIMEOUT, MAX_FRAME_BYTES};
use amphi_protocol::{FrameReader, Hello};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::attendant::Attendant;
use super::candidate::{Candidate, Wanted};
use super::long::Long;
use super::receiver::Receiver;
use super::sender::Sender;
use crate::error::Error;
use crate::folder::{SocketFolder, check_socket_path, random_name};
use crate::tls::PluginTls;

/// A plugin's socket; its file is removed on drop.
#[derive(Debug)]
pub struct PluginListener {
    listener: UnixListener,
    path: PathBuf,
    /// Removed after the socket.
    _folder: Option<SocketFolder>,
}

/// A session that a host opened.
#[derive(Debug)]
pub struct Accepted {
    /// What the host said first.
    pub hello: Hello,
    /// Reads what the host sends.
    pub receiver: Receiver,
    /// Writes to the host.
    pub sender: Sender,
}

impl PluginListener {
    /// Binds a socket of a fresh name in `folder`, which the host owns, or in a private one.
    ///
    /// # Errors
    ///
    /// The folder cannot be written to, or its path is too long.
    pub fn bind(folder: Option<&Path>) -> Result<Self, Error> {
        let own = if folder.is_none() { Some(SocketFolder::create()?) } else { None };
        let place = folder.or(own.as_ref().map(SocketFolder::path)).unwrap_or(Path::new("/tmp"));
        let path = place.join(random_name()?);
        check_socket_path(&path)?;
        let listener = UnixListener::bind(&path).map_err(Error::io("binding the plugin's socket"))?;
        listener.set_nonblocking(true).map_err(Error::io("preparing the plugin's socket"))?;
        Ok(Self { listener, path, _folder: own })
    }

    /// Where the socket is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits for the host: the first that proves itself and says hello, which is answered with `hello`.
    ///
    /// Those who connect and stay silent, or are somebody else, are turned away and hold nobody up; also later, for as
    /// long as the session lasts. The session and the lane in `hello` are replaced by the host's.
    ///
    /// # Errors
    ///
    /// No host came in time, or the one that proved itself speaks another protocol.
    pub fn accept(self, tls: Option<&PluginTls>, hello: &Hello, timeout: Duration) -> Result<Accepted, Error> {
        let mut door =
            Door { listener: self, tls: tls.cloned(), hello: hello.clone(), candidates: Vec::new(), full_until: None };
        let deadline = Instant::now() + timeout;
        let mut refused = 0;
        let mut last = None;
        while Instant::now() < deadline {
            door.wait(Vec::new(), Some(deadline))?;
            let mut fatal = None;
            let opened = door.attend(&Wanted::Session, |error| {
                refused += 1;
                match error {
                    // Proven by its certificate: nobody better will come.
                    Error::IncompatibleProtocol { .. } if tls.is_some() => fatal = Some(error),
                    error => last = Some(Box::new(error)),
                }
            });
            match (opened, fatal) {
                (Some((candidate, theirs)), _) => return accepted(candidate, theirs, door),
                (None, Some(error)) => return Err(error),
                (None, None) => {}
            }
        }
        Err(Error::NoHost { after: timeout, refused, last })
    }
}

/// A listener with those who stand before it.
#[derive(Debug)]
pub(super) struct Door {
    listener: PluginListener,
    tls: Option<PluginTls>,
    hello: Hello,
    candidates: Vec<Candidate>,
    /// Until when nobody is let in, after the system had no descriptor for them.
    full_until: Option<Instant>,
}

impl Door {
    /// Waits until somebody connects or sends, one of `others` is ready, or the deadline or a candidate's time is over.
    pub(super) fn wait(&self, others: Vec<PollFd<'_>>, deadline: Option<Instant>) -> Result<(), Error> {
        let mut polled = others;
        if self.full_until.is_none() {
            polled.push(PollFd::from_borrowed_fd(self.listener.listener.as_fd(), PollFlags::IN));
        }
        polled.extend(self.candidates.iter().map(|candidate| {
            let out = if candidate.is_blocked() { PollFlags::OUT } else { PollFlags::empty() };
            PollFd::from_borrowed_fd(candidate.stream.as_fd(), PollFlags::IN | out)
        }));
        let soonest = self.candidates.iter().map(|candidate| candidate.deadline);
        let soonest = soonest.chain(deadline).chain(self.full_until).min();
        let left = soonest.map(|soonest| soonest.saturating_duration_since(Instant::now()));
        let timeout = left.and_then(|left| Timespec::try_from(left).ok());
        match poll(&mut polled, timeout.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(Error::io("waiting for the host")(error.into())),
        }
    }

    /// Takes everybody as far as they go; gives the first whose hello is welcome, and tells why others are refused.
    pub(super) fn attend(&mut self, wanted: &Wanted, mut refuse: impl FnMut(Error)) -> Option<(Candidate, Hello)> {
        self.let_in(&mut refuse);
        let mut index = 0;
        while let Some(candidate) = self.candidates.get_mut(index) {
            match candidate.advance(&self.hello, wanted) {
                Ok(None) if candidate.deadline > Instant::now() => index += 1,
                Ok(None) => {
                    self.candidates.remove(index);
                    refuse(Error::TimedOut { step: "the host's hello", after: HELLO_TIMEOUT });
                }
                Ok(Some(hello)) => return Some((self.candidates.swap_remove(index), hello)),
                Err(error) => {
                    self.candidates.remove(index);
                    refuse(error);
                }
            }
        }
        None
    }

    fn let_in(&mut self, refuse: &mut impl FnMut(Error)) {
        if self.full_until.is_some_and(|until| until > Instant::now()) {
            return;
        }
        self.full_until = None;
        loop {
            let stream = match self.listener.listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::ConnectionAborted) => {
                    continue;
                }
                Err(error) => {
                    self.full_until = Some(Instant::now() + FULL_FOR);
                    return refuse(Error::io("accepting a connection")(error));
                }
            };
            if self.candidates.len() >= MAX_CANDIDATES {
                self.candidates.remove(0);
                refuse(Error::PeerClosed { partial: true });
            }
            match Candidate::new(stream, self.tls.as_ref(), frame_limit(&self.hello)) {
                Ok(candidate) => self.candidates.push(candidate),
                Err(error) => refuse(error),
            }
        }
    }
}

impl Drop for PluginListener {
    fn drop(&mut self) {
        // The host may have removed its folder by now.
        std::fs::remove_file(&self.path).ok();
    }
}

fn accepted(candidate: Candidate, hello: Hello, door: Door) -> Result<Accepted, Error> {
    let Candidate { stream, link, frames, .. } = candidate;
    stream.set_nonblocking(false).map_err(Error::io("preparing the session"))?;
    let max_frame = usize::try_from(hello.max_frame_bytes).unwrap_or(usize::MAX).min(MAX_FRAME_BYTES);
    let raw = if link.is_plain() { Vec::new() } else { vec![0; FrameReader::CHUNK] };
    let stream = Arc::new(stream);
    let link = Arc::new(Mutex::new(link));
    let agreed = hello.has_stream_lane() && door.hello.has_stream_lane();
    let long = Arc::new(Long::new(agreed, frame_limit(&door.hello))?);
    let sender = Sender::new(Arc::clone(&stream), Arc::clone(&link), max_frame, Arc::clone(&long));
    sender.flush()?;
    let attendant = Attendant::start(door, hello.session, Arc::clone(&long))?;
    let receiver = Receiver::new(stream, link, frames, raw, long, attendant);
    Ok(Accepted { hello, receiver, sender })
}

fn frame_limit(hello: &Hello) -> usize {
    usize::try_from(hello.max_frame_bytes).unwrap_or(MAX_FRAME_BYTES)
}

/// Connections that may be open before the host has proved itself; the oldest gives way. Stops a neighbour
/// from filling the plugin's descriptors.
const MAX_CANDIDATES: usize = 8;

/// How long the door stays shut after the system had no descriptor left: a listener that cannot be emptied would
/// otherwise keep its thread busy.
const FULL_FOR: Duration = Duration::from_millis(100);
