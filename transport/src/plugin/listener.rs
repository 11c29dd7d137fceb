//! Waiting for the host, whoever else knocks.

use std::os::fd::AsFd;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use amphi_protocol::limits::MAX_FRAME_BYTES;
use amphi_protocol::{FrameReader, Hello};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::candidate::Candidate;
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
    /// Those who connect and stay silent, or are somebody else, are turned away and hold nobody up. The
    /// session and the lane in `hello` are replaced by the host's.
    ///
    /// # Errors
    ///
    /// No host came in time, or the one that proved itself speaks another protocol.
    pub fn accept(self, tls: Option<&PluginTls>, hello: &Hello, timeout: Duration) -> Result<Accepted, Error> {
        let deadline = Instant::now() + timeout;
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut refused = 0;
        let mut last = None;
        let mut refuse = |error: Error| {
            refused += 1;
            last = Some(Box::new(error));
        };
        while self.wait(&candidates, deadline)? {
            while let Ok((stream, _)) = self.listener.accept() {
                if candidates.len() >= MAX_CANDIDATES {
                    candidates.remove(0);
                    refuse(Error::PeerClosed { partial: true });
                }
                candidates.push(Candidate::new(stream, tls, frame_limit(hello))?);
            }
            let mut index = 0;
            while let Some(candidate) = candidates.get_mut(index) {
                match candidate.advance(hello) {
                    Ok(None) => index += 1,
                    Ok(Some(theirs)) => return accepted(candidates.swap_remove(index), theirs),
                    // Proven by its certificate: nobody better will come.
                    Err(error @ Error::IncompatibleProtocol { .. }) if tls.is_some() => return Err(error),
                    Err(error) => {
                        candidates.remove(index);
                        refuse(error);
                    }
                }
            }
        }
        Err(Error::NoHost { after: timeout, refused, last })
    }

    /// Waits until somebody connects or sends; false when the deadline passes.
    fn wait(&self, candidates: &[Candidate], deadline: Instant) -> Result<bool, Error> {
        let left = deadline.saturating_duration_since(Instant::now());
        let mut polled = vec![PollFd::from_borrowed_fd(self.listener.as_fd(), PollFlags::IN)];
        polled.extend(candidates.iter().map(|candidate| {
            let out = if candidate.is_blocked() { PollFlags::OUT } else { PollFlags::empty() };
            PollFd::from_borrowed_fd(candidate.stream.as_fd(), PollFlags::IN | out)
        }));
        let timeout = Timespec::try_from(left).ok();
        match poll(&mut polled, timeout.as_ref()) {
            Ok(count) => Ok(count > 0 && !left.is_zero()),
            Err(rustix::io::Errno::INTR) => Ok(!left.is_zero()),
            Err(error) => Err(Error::io("waiting for the host")(error.into())),
        }
    }
}

impl Drop for PluginListener {
    fn drop(&mut self) {
        // The host may have removed its folder by now.
        std::fs::remove_file(&self.path).ok();
    }
}

fn accepted(candidate: Candidate, hello: Hello) -> Result<Accepted, Error> {
    let Candidate { stream, link, frames } = candidate;
    stream.set_nonblocking(false).map_err(Error::io("preparing the session"))?;
    let max_frame = usize::try_from(hello.max_frame_bytes).unwrap_or(usize::MAX).min(MAX_FRAME_BYTES);
    let raw = if link.is_plain() { Vec::new() } else { vec![0; FrameReader::CHUNK] };
    let stream = Arc::new(stream);
    let link = Arc::new(Mutex::new(link));
    let sender = Sender::new(Arc::clone(&stream), Arc::clone(&link), max_frame);
    sender.flush()?;
    Ok(Accepted { hello, receiver: Receiver::new(stream, link, frames, raw), sender })
}

fn frame_limit(hello: &Hello) -> usize {
    usize::try_from(hello.max_frame_bytes).unwrap_or(MAX_FRAME_BYTES)
}

/// Connections that may be open before the host has proved itself; the oldest gives way. Stops a neighbour
/// from filling the plugin's descriptors.
const MAX_CANDIDATES: usize = 8;
