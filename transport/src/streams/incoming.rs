//! Frames on their way from the peer.

use std::pin::Pin;
use std::task::{Context, Poll};

use amphi_protocol::Error as ProtocolError;
use futures_util::{AsyncWrite, Stream as _};

use super::{ANSWERED, FRAME, PASSED};
use crate::error::Error;

/// The head of a stream or a future.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) number: u64,
    /// Whether each of its frames is answered.
    pub(super) is_answered: bool,
}

/// A stream that the peer opened.
pub(super) struct Incoming {
    stream: yamux::Stream,
    /// The kind and the length.
    head: Vec<u8>,
    body: Vec<u8>,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Head,
    /// It is no frame.
    Passed(Number),
    /// The length is known, and there may be no memory for it yet.
    Waiting(usize),
    Body(usize),
    /// The frame was handed out; the end of the peer's half is still to come.
    End,
}

/// What a look at a stream gave.
#[derive(PartialEq)]
pub(super) enum Arrival {
    None,
    /// Its length, for which it needs memory now.
    Head,
    /// A whole body.
    Frame(Vec<u8>),
    /// It is a stream or a future of this number, and no frame.
    Number(Number),
    /// Nothing more will come.
    Over,
}

impl Incoming {
    pub(super) fn new(stream: yamux::Stream) -> Self {
        Self { stream, head: Vec::new(), body: Vec::new(), state: State::Head }
    }

    /// The stream, and what came behind its head.
    pub(super) fn into_parts(self) -> (yamux::Stream, Vec<u8>) {
        (self.stream, self.body)
    }

    /// Whether the sender has reset it before all of its frame was read.
    pub(super) fn is_taken_back(&self) -> bool {
        self.state != State::End && self.stream.is_closed()
    }

    /// Memory that it has been given, in bytes.
    pub(super) fn reserved(&self) -> usize {
        if let State::Body(length) = self.state { length } else { 0 }
    }

    /// Memory that it waits for, in bytes.
    pub(super) fn wanted(&self) -> Option<usize> {
        if let State::Waiting(length) = self.state { Some(length) } else { None }
    }

    /// Gives it the memory.
    pub(super) fn admit(&mut self) {
        if let State::Waiting(length) = self.state {
            self.state = State::Body(length);
        }
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>, limit: usize) -> Result<Arrival, Error> {
        loop {
            if let State::Body(length) = self.state
                && self.body.len() >= length
            {
                return self.whole(context, length);
            }
            match self.state {
                State::Waiting(_) => return Ok(Arrival::None),
                State::Passed(number) => return Ok(Arrival::Number(number)),
                State::Head | State::Body(_) | State::End => {}
            }
            match Pin::new(&mut self.stream).poll_next(context) {
                Poll::Pending => return Ok(Arrival::None),
                Poll::Ready(Some(Ok(packet))) => {
                    self.feed(packet.as_ref(), limit)?;
                    if self.wanted().is_some() {
                        return Ok(Arrival::Head);
                    }
                }
                // After a reset the stream is closed for good: the sender took the frame back.
                Poll::Ready(_) if self.state == State::End || self.stream.is_closed() => return Ok(Arrival::Over),
                Poll::Ready(_) => return Err(Error::PeerClosed { partial: true }),
            }
        }
    }

    fn feed(&mut self, bytes: &[u8], limit: usize) -> Result<(), Error> {
        match self.state {
            State::Head => {
                let kind = self.head.first().or(bytes.first()).copied();
                let is_passed = matches!(kind, Some(PASSED | ANSWERED));
                let head_bytes = if is_passed { PASSED_HEAD_BYTES } else { HEAD_BYTES };
                let lacking = head_bytes.saturating_sub(self.head.len());
                let (head, body) = bytes.split_at_checked(lacking).unwrap_or((bytes, &[]));
                self.head.extend_from_slice(head);
                self.body.extend_from_slice(body);
                let Some((kind, rest)) = self.head.split_first() else { return Ok(()) };
                if let Ok(number) = <[u8; 8]>::try_from(rest) {
                    let (number, is_answered) = (u64::from_le_bytes(number), *kind == ANSWERED);
                    self.state = State::Passed(Number { number, is_answered });
                } else if !is_passed && let Ok(length) = <[u8; 4]>::try_from(rest) {
                    self.state = State::Waiting(check(*kind, u32::from_le_bytes(length), limit)?);
                }
                Ok(())
            }
            State::Waiting(_) | State::Body(_) | State::Passed(_) => {
                self.body.extend_from_slice(bytes);
                Ok(())
            }
            State::End if bytes.is_empty() => Ok(()),
            State::End => Err(too_much()),
        }
    }

    fn whole(&mut self, context: &mut Context<'_>, length: usize) -> Result<Arrival, Error> {
        if self.body.len() > length {
            return Err(too_much());
        }
        self.state = State::End;
        // Tells the sender that the frame has been read. Where there is no room for that now, dropping the stream does.
        match Pin::new(&mut self.stream).poll_close(context) {
            Poll::Ready(_) | Poll::Pending => Ok(Arrival::Frame(std::mem::take(&mut self.body))),
        }
    }
}

fn check(kind: u8, length: u32, limit: usize) -> Result<usize, Error> {
    if kind != FRAME {
        return Err(Error::UnexpectedMessage { expected: "a stream with a frame", got: "a stream of another kind" });
    }
    usize::try_from(length).ok().filter(|length| *length <= limit).ok_or_else(|| {
        let over =
            ProtocolError::OverLimit { what: "message size in bytes", got: u64::from(length), limit: limit as u64 };
        over.into()
    })
}

fn too_much() -> Error {
    Error::UnexpectedMessage { expected: "the end of a stream", got: "more than its frame" }
}

/// Bytes before the first frame of a stream or a future: what it is, and its number.
const PASSED_HEAD_BYTES: usize = 9;

/// Bytes before a frame's body: what the stream is, and the frame's length.
const HEAD_BYTES: usize = 5;
