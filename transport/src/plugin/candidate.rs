//! Somebody who connected and may be the host.

use std::io;
use std::os::unix::net::UnixStream;
use std::time::Instant;

use amphi_protocol::limits::{HELLO_TIMEOUT, MAX_FRAME_BYTES};
use amphi_protocol::{FrameReader, Goodbye, Hello, Lane, Message};
use rustix::net::{RecvFlags, recv};

use super::sender::send_queued;
use crate::error::Error;
use crate::kind::message_kind;
use crate::link::Link;
use crate::tls::PluginTls;

/// A connection before its hello, driven without blocking.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) stream: UnixStream,
    pub(super) link: Link,
    pub(super) frames: FrameReader,
    /// When it is turned away.
    pub(super) deadline: Instant,
}

/// Which hello is welcome.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted {
    /// That of a host.
    Session,
    /// That of the other lane of a session.
    StreamLane {
        /// The session's token.
        session: [u8; 16],
        /// Whether the lane is there, or not agreed on.
        open: bool,
    },
}

impl Candidate {
    pub(super) fn new(stream: UnixStream, tls: Option<&PluginTls>, frame_bytes: usize) -> Result<Self, Error> {
        stream.set_nonblocking(true).map_err(Error::io("preparing a connection"))?;
        Ok(Self {
            stream,
            link: Link::new(tls.map(PluginTls::connection).transpose()?),
            frames: FrameReader::new(frame_bytes),
            deadline: Instant::now() + HELLO_TIMEOUT,
        })
    }

    /// Goes as far as it can now; gives the host's hello once it is there and answered with `ours`.
    pub(super) fn advance(&mut self, ours: &Hello, wanted: &Wanted) -> Result<Option<Hello>, Error> {
        let advanced = self.read(ours, wanted);
        // An alert, a goodbye: whatever is left to say, said if it can be.
        let sent = send_queued(&self.stream, &mut self.link);
        let hello = advanced?;
        sent?;
        Ok(hello)
    }

    /// Whether there is something to send that the socket did not take.
    pub(super) fn is_blocked(&self) -> bool {
        self.link.queued() > 0
    }

    fn read(&mut self, ours: &Hello, wanted: &Wanted) -> Result<Option<Hello>, Error> {
        let mut raw = [0; RAW_BYTES];
        loop {
            if let Some(body) = self.frames.next()? {
                let hello = read_hello(body)?;
                return self.answer(ours, hello, wanted).map(Some);
            }
            if self.link.is_peer_closed() {
                return Err(Error::PeerClosed { partial: self.frames.is_partial() });
            }
            match recv(&self.stream, &mut raw, RecvFlags::empty()) {
                Ok((0, _)) | Err(rustix::io::Errno::CONNRESET) => {
                    return Err(Error::PeerClosed { partial: self.frames.is_partial() });
                }
                Ok((count, _)) => self.link.receive(raw.get(..count).unwrap_or_default(), &mut self.frames)?,
                Err(rustix::io::Errno::AGAIN) => return Ok(None),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(Error::io("reading from the host")(io::Error::from(error))),
            }
        }
    }

    fn answer(&mut self, ours: &Hello, theirs: Hello, wanted: &Wanted) -> Result<Hello, Error> {
        if theirs.protocol != ours.protocol {
            let error =
                Error::IncompatibleProtocol { ours: ours.protocol, theirs: theirs.protocol, software: theirs.software };
            return Err(self.refuse(error));
        }
        let welcome = match wanted {
            Wanted::Session => theirs.lane == Lane::Call,
            Wanted::StreamLane { session, open } => theirs.lane == Lane::Stream && !open && theirs.session == *session,
        };
        if !welcome {
            let expected = match wanted {
                Wanted::Session => "the call lane's hello",
                Wanted::StreamLane { .. } => "the hello of this session's stream lane",
            };
            return Err(self.refuse(Error::UnexpectedMessage { expected, got: "another hello" }));
        }
        let answer = Hello { session: theirs.session, lane: theirs.lane, ..ours.clone() };
        self.link.push(MAX_FRAME_BYTES, |out| Message::Hello(answer).encode(out))?;
        Ok(theirs)
    }

    fn refuse(&mut self, error: Error) -> Error {
        let goodbye = Message::Goodbye(Goodbye { reason: error.to_string() });
        match self.link.push(MAX_FRAME_BYTES, |out| goodbye.encode(out)) {
            Ok(()) => error,
            Err(too_large) => too_large.into(),
        }
    }
}

fn read_hello(body: &[u8]) -> Result<Hello, Error> {
    match Message::decode(body)? {
        (Message::Hello(hello), _) => Ok(hello),
        (other, _) => Err(Error::UnexpectedMessage { expected: "a hello", got: message_kind(&other) }),
    }
}

/// Bytes read at once before the hello: a flight of a handshake fits.
const RAW_BYTES: usize = 8 << 10;
