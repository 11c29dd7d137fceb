//! Frames on their way to the peer.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::{AsyncRead, AsyncWrite};

use super::FRAME;
use crate::error::Error;

/// A whole frame that waits for a stream.
pub(crate) struct Outgoing<T> {
    /// By what its sender knows it.
    pub(crate) tag: T,
    /// Its length and its body.
    pub(crate) frame: Vec<u8>,
}

/// A frame that has a stream.
pub(super) struct Sending<T> {
    pub(super) tag: T,
    stream: yamux::Stream,
    frame: Vec<u8>,
    sent: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Kind,
    Frame,
    Close,
    /// Until the peer has read it all.
    Wait,
}

/// What became of a frame since the last look.
#[derive(PartialEq)]
pub(super) enum Progress {
    None,
    /// The last of it was handed over just now: it cannot be taken back any more.
    Sent,
    /// The peer has it.
    Done,
}

impl<T> Sending<T> {
    pub(super) fn new(stream: yamux::Stream, outgoing: Outgoing<T>) -> Self {
        Self { tag: outgoing.tag, stream, frame: outgoing.frame, sent: 0, state: State::Kind }
    }

    /// Whether it may still be taken back, by dropping it.
    #[cfg(feature = "host")]
    pub(super) fn is_unsent(&self) -> bool {
        self.state != State::Wait
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Result<Progress, Error> {
        let before = self.state;
        let done = match self.write(context) {
            Poll::Pending => false,
            Poll::Ready(result) => {
                result.map_err(|_| Error::PeerClosed { partial: true })?;
                self.poll_end(context)?
            }
        };
        Ok(match (done, before) {
            // Both at once: the caller hears of the first now, and of the second at its next look.
            (_, before) if before != State::Wait && self.state == State::Wait => Progress::Sent,
            (true, _) => Progress::Done,
            _ => Progress::None,
        })
    }

    fn write(&mut self, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        loop {
            match self.state {
                State::Kind => {
                    std::task::ready!(Pin::new(&mut self.stream).poll_write(context, &[FRAME]))?;
                    self.state = State::Frame;
                }
                State::Frame => {
                    let rest = self.frame.get(self.sent..).unwrap_or_default();
                    if rest.is_empty() {
                        self.frame = Vec::new();
                        self.state = State::Close;
                        continue;
                    }
                    self.sent += std::task::ready!(Pin::new(&mut self.stream).poll_write(context, rest))?;
                }
                State::Close => {
                    std::task::ready!(Pin::new(&mut self.stream).poll_close(context))?;
                    self.state = State::Wait;
                }
                State::Wait => return Poll::Ready(Ok(())),
            }
        }
    }

    /// Whether the peer has closed its half, which is to stay empty.
    fn poll_end(&mut self, context: &mut Context<'_>) -> Result<bool, Error> {
        match Pin::new(&mut self.stream).poll_read(context, &mut [0]) {
            Poll::Pending => Ok(false),
            Poll::Ready(Ok(0) | Err(_)) => Ok(true),
            Poll::Ready(Ok(_)) => {
                Err(Error::UnexpectedMessage { expected: "the end of a stream", got: "an answer on it" })
            }
        }
    }
}
