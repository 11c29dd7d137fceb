//! A stream or a future on its way to the peer.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use amphi_protocol::{Frames, Passed};
use futures_util::{AsyncRead, AsyncWrite};

use super::PASSED;
use crate::error::Error;

/// A source that has a stream.
pub(super) struct Feeding {
    stream: yamux::Stream,
    /// None once there is nothing more to read from it.
    frames: Option<Frames>,
    /// What is to be written next, from `sent` on.
    bytes: Vec<u8>,
    sent: usize,
    state: State,
    frame_bytes: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Feed,
    Close,
    /// Until the peer has read it all.
    Wait,
    /// Dropping it resets the stream.
    Broken,
}

impl Feeding {
    /// `frame_bytes` bounds the body of a frame.
    pub(super) fn new(stream: yamux::Stream, passed: Passed, frame_bytes: usize) -> Self {
        let mut bytes = vec![PASSED];
        bytes.extend(passed.number.to_le_bytes());
        Self { stream, frames: Some(passed.frames), bytes, sent: 0, state: State::Feed, frame_bytes }
    }

    /// Moves what goes; true once it is done with.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Result<bool, Error> {
        // A peer that wants no more has reset it, or closes its half before ours is.
        match Pin::new(&mut self.stream).poll_read(context, &mut [0]) {
            Poll::Ready(Ok(0) | Err(_)) => return Ok(true),
            Poll::Ready(Ok(_)) => {
                return Err(Error::UnexpectedMessage { expected: "the end of a stream", got: "an answer on it" });
            }
            Poll::Pending => {}
        }
        loop {
            let moved = match self.state {
                State::Feed => self.feed(context),
                State::Close => self.close(context),
                State::Wait => return Ok(false),
                State::Broken => return Ok(true),
            };
            match moved {
                Poll::Pending => return Ok(false),
                Poll::Ready(Ok(())) => {}
                // It was reset in the meantime.
                Poll::Ready(Err(_)) => return Ok(true),
            }
        }
    }

    fn feed(&mut self, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        while let Some(rest) = self.bytes.get(self.sent..).filter(|rest| !rest.is_empty()) {
            self.sent += ready!(Pin::new(&mut self.stream).poll_write(context, rest))?;
        }
        self.bytes.clear();
        self.sent = 0;
        let Some(frames) = &mut self.frames else {
            self.state = State::Close;
            return Poll::Ready(Ok(()));
        };
        match ready!(frames.poll_frame(context)) {
            None => self.frames = None,
            Some(Ok(body)) if body.len() <= self.frame_bytes => {
                let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
                self.bytes.extend(length.to_le_bytes());
                self.bytes.extend(&body);
            }
            // Also one that is too long: its failure is all that can be said of it.
            Some(_) => self.state = State::Broken,
        }
        Poll::Ready(Ok(()))
    }

    fn close(&mut self, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_close(context))?;
        self.bytes = Vec::new();
        self.state = State::Wait;
        Poll::Ready(Ok(()))
    }
}
