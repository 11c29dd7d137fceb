//! What lies between frames and a socket: batching, and sealing where TLS is on. No I/O.
//!
//! Both sides drive a [`Link`] by hand: the host from tasks that share it under a short lock, the plugin
//! from its one thread.

use std::io::{self, Read, Write};

use amphi_protocol::{FrameReader, frame_begin, frame_finish};
use rustls::Connection;

use crate::error::Error;

/// Turns frames into the bytes of a connection and back.
pub(crate) struct Link {
    tls: Option<Box<Connection>>,
    /// Frames that are not sealed yet, from `next` to `whole`; behind them at most one unfinished frame.
    plain: Vec<u8>,
    next: usize,
    whole: usize,
    /// Bytes for the socket, of which `sent` are gone.
    sealed: Vec<u8>,
    sent: usize,
    /// Whether the peer said that nothing more will come.
    peer_closed: bool,
}

impl Link {
    /// Starts with a handshake if there is TLS.
    pub(crate) fn new(tls: Option<Connection>) -> Self {
        let tls = tls.map(|mut connection| {
            // The bound is kept by whoever pushes, on the sum of everything that waits.
            connection.set_buffer_limit(None);
            Box::new(connection)
        });
        Self { tls, plain: Vec::new(), next: 0, whole: 0, sealed: Vec::new(), sent: 0, peer_closed: false }
    }

    /// Whether the bytes on the socket are the frames themselves.
    pub(crate) fn is_plain(&self) -> bool {
        self.tls.is_none()
    }

    pub(crate) fn is_handshaking(&self) -> bool {
        self.tls.as_ref().is_some_and(|tls| tls.is_handshaking())
    }

    /// Whether the peer ended its half in an orderly way.
    pub(crate) fn is_peer_closed(&self) -> bool {
        self.peer_closed
    }

    /// Bytes that wait to be sent.
    pub(crate) fn queued(&self) -> usize {
        (self.whole - self.next) + (self.sealed.len() - self.sent)
    }

    /// Adds one frame, whose body `write` appends in place.
    ///
    /// A frame over the limit is taken back, and so is one whose writer panicked.
    pub(crate) fn push(&mut self, limit: usize, write: impl FnOnce(&mut Vec<u8>)) -> Result<(), amphi_protocol::Error> {
        self.plain.truncate(self.whole);
        let start = frame_begin(&mut self.plain);
        write(&mut self.plain);
        frame_finish(&mut self.plain, start, limit)?;
        self.whole = self.plain.len();
        Ok(())
    }

    /// Adds whole frames that were built elsewhere, and leaves an empty buffer in their place.
    pub(crate) fn push_frames(&mut self, frames: &mut Vec<u8>) {
        self.plain.truncate(self.whole);
        if self.plain.is_empty() {
            std::mem::swap(&mut self.plain, frames);
        } else {
            self.plain.append(frames);
        }
        self.whole = self.plain.len();
    }

    /// Adds bytes that are not frames of this connection's own.
    pub(crate) fn push_bytes(&mut self, bytes: &[u8]) {
        self.plain.truncate(self.whole);
        self.plain.extend_from_slice(bytes);
        self.whole = self.plain.len();
    }

    /// The bytes to send next; empty when all is sent.
    pub(crate) fn unsent(&mut self) -> Result<&[u8], Error> {
        if self.sent == self.sealed.len() {
            self.sealed.clear();
            self.sent = 0;
            self.seal()?;
            shrink(&mut self.sealed);
        }
        Ok(self.sealed.get(self.sent..).unwrap_or_default())
    }

    /// Says how many of the [`unsent`](Self::unsent) bytes are gone.
    pub(crate) fn advance(&mut self, count: usize) {
        self.sent = self.sent.saturating_add(count).min(self.sealed.len());
    }

    /// Moves waiting frames to `sealed`, which is empty.
    fn seal(&mut self) -> Result<(), Error> {
        self.plain.truncate(self.whole);
        let Some(tls) = &mut self.tls else {
            std::mem::swap(&mut self.plain, &mut self.sealed);
            self.whole = 0;
            return Ok(());
        };
        if !tls.is_handshaking() && self.next < self.whole {
            let end = self.whole.min(self.next + SEAL_BYTES);
            let frames = self.plain.get(self.next..end).unwrap_or_default();
            tls.writer().write_all(frames).map_err(Error::io("sealing"))?;
            self.next = end;
            if self.next == self.whole {
                self.plain.clear();
                self.next = 0;
                self.whole = 0;
                shrink(&mut self.plain);
            }
        }
        while tls.wants_write() {
            tls.write_tls(&mut self.sealed).map_err(Error::io("sealing"))?;
        }
        Ok(())
    }

    /// Opens bytes from the socket into frames.
    ///
    /// An error is final; there may be an alert to send to the peer even then.
    pub(crate) fn receive(&mut self, mut raw: &[u8], frames: &mut FrameReader) -> Result<(), Error> {
        let Some(tls) = &mut self.tls else {
            while !raw.is_empty() {
                let count = raw.read(frames.space()).map_err(Error::io("receiving"))?;
                frames.filled(count);
            }
            return Ok(());
        };
        while !raw.is_empty() {
            // Plaintext is drained in every round, so that this never fails for want of room.
            tls.read_tls(&mut raw).map_err(Error::io("receiving"))?;
            let state = tls.process_new_packets()?;
            self.peer_closed = state.peer_has_closed();
            let mut left = state.plaintext_bytes_to_read();
            while left > 0 {
                match tls.reader().read(frames.space()) {
                    Ok(0) => break,
                    Ok(count) => {
                        frames.filled(count);
                        left = left.saturating_sub(count);
                    }
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                    Err(error) => return Err(Error::io("receiving")(error)),
                }
            }
            if self.peer_closed {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link")
            .field("plain", &self.is_plain())
            .field("handshaking", &self.is_handshaking())
            .field("queued", &self.queued())
            .finish_non_exhaustive()
    }
}

/// Gives memory back after an unusually large message.
fn shrink(buffer: &mut Vec<u8>) {
    if buffer.capacity() > KEPT_BYTES && buffer.is_empty() {
        *buffer = Vec::new();
    }
}

/// Bytes sealed in one go: sixteen TLS records. Bounds the copies of a large message, and lets the peer open
/// the first part while the next is sealed.
const SEAL_BYTES: usize = 256 << 10;

/// Bytes of capacity that an empty buffer keeps: messages of a megabyte then cost no fresh memory each.
const KEPT_BYTES: usize = 5 << 19;
