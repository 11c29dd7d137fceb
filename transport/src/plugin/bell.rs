//! Waking a thread that waits for descriptors.

use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::sender::NO_SIGNAL;
use crate::error::Error;

/// Rung by one thread, waited for by another, as a descriptor that becomes readable.
#[derive(Debug)]
pub(super) struct Bell {
    clapper: UnixStream,
    sound: UnixStream,
}

impl Bell {
    pub(super) fn new() -> Result<Self, Error> {
        let (clapper, sound) = UnixStream::pair().map_err(Error::io("making a pair of sockets"))?;
        Ok(Self { clapper, sound })
    }

    pub(super) fn ring(&self) {
        // A full socket means that it rings already.
        send(&self.clapper, &[0], SendFlags::DONTWAIT | NO_SIGNAL).ok();
    }

    /// Forgets that it was rung.
    pub(super) fn silence(&self) {
        let mut rung = [0; 64];
        while recv(&self.sound, &mut rung, RecvFlags::DONTWAIT).is_ok_and(|(count, _)| count == rung.len()) {}
    }
}

impl AsFd for Bell {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.sound.as_fd()
    }
}
