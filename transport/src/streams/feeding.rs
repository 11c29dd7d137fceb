//! A stream or a future on its way to the peer.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use amphi_protocol::{Frame, Frames, Passed, Receipt};
use futures_util::{AsyncRead, AsyncWrite};

use super::passing::{Passing, Reserved};
use super::{ANSWERED, PASSED, TAKEN};
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
    passing: Arc<Passing>,
    /// Whether each frame is answered.
    is_answered: bool,
    /// A frame that passes more streams than there is room for now.
    held: Option<Frame>,
    /// What goes with the frame that has no answer yet.
    unanswered: Option<Unanswered>,
}

/// What a frame gives: the receiver's once it has taken the frame, and the sender's until then.
struct Unanswered {
    passed: Vec<Passed>,
    room: Reserved,
    receipt: Option<Box<dyn Receipt>>,
}

impl Unanswered {
    fn taken(self) {
        if let Some(receipt) = self.receipt {
            receipt.taken();
        }
        self.room.feed(self.passed);
    }
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
    pub(super) fn new(stream: yamux::Stream, passed: Passed, frame_bytes: usize, passing: Arc<Passing>) -> Self {
        let is_answered = passed.frames.is_answered();
        let mut bytes = vec![if is_answered { ANSWERED } else { PASSED }];
        bytes.extend(passed.number.to_le_bytes());
        Self {
            stream,
            frames: Some(passed.frames),
            bytes,
            sent: 0,
            state: State::Feed,
            frame_bytes,
            passing,
            is_answered,
            held: None,
            unanswered: None,
        }
    }

    /// Whether it has a frame that passes more streams than there is room for.
    pub(super) fn waits_for_room(&self) -> bool {
        self.held.is_some()
    }

    /// Moves what goes; true once it is done with.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Result<bool, Error> {
        let mut answer = [0];
        // A peer that wants no more has reset it, or closes its half before ours is.
        while let Poll::Ready(read) = Pin::new(&mut self.stream).poll_read(context, &mut answer) {
            if !matches!(read, Ok(1)) {
                return Ok(true);
            }
            let is_whole = self.sent == self.bytes.len();
            match self.unanswered.take().filter(|_| is_whole && answer == [TAKEN]) {
                Some(unanswered) => unanswered.taken(),
                None => {
                    let got = "an answer on it that nothing asks for";
                    return Err(Error::UnexpectedMessage { expected: "the end of a stream", got });
                }
            }
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
        if self.unanswered.is_some() {
            return Poll::Pending;
        }
        self.bytes.clear();
        self.sent = 0;
        if let Some(held) = self.held.take() {
            return self.begin(held);
        }
        let Some(frames) = &mut self.frames else {
            self.state = State::Close;
            return Poll::Ready(Ok(()));
        };
        match ready!(frames.poll_frame(context)) {
            None => self.frames = None,
            Some(Ok(frame)) if frame.body().len() <= self.frame_bytes => return self.begin(frame),
            // Also one that is too long: its failure is all that can be said of it.
            Some(_) => self.state = State::Broken,
        }
        Poll::Ready(Ok(()))
    }

    /// Takes a frame to send it, if there is room for the streams that it passes.
    fn begin(&mut self, frame: Frame) -> Poll<std::io::Result<()>> {
        if frame.passed() > self.passing.limit() {
            self.state = State::Broken;
            return Poll::Ready(Ok(()));
        }
        if self.is_answered {
            let Some(room) = self.passing.reserve(frame.passed()) else {
                self.held = Some(frame);
                return Poll::Pending;
            };
            let (body, passed, receipt) = frame.into_parts();
            self.unanswered = Some(Unanswered { passed, room, receipt });
            self.write(&body);
        } else {
            self.write(frame.body());
        }
        Poll::Ready(Ok(()))
    }

    fn write(&mut self, body: &[u8]) {
        let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(body);
    }

    fn close(&mut self, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_close(context))?;
        self.bytes = Vec::new();
        self.state = State::Wait;
        Poll::Ready(Ok(()))
    }
}
