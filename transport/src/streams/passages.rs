//! The streams and futures of a lane, both ways: numbers, the streams behind them, and who waits for which.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::Context;
use std::time::{Duration, Instant};

use amphi_protocol::limits::MAX_PASSED_STREAMS;
use amphi_protocol::{Passed, StreamFailure};

use super::feeding::Feeding;
use super::incoming::Number;
use super::passing::Passing;
use super::reading::{Opened, Reading};
use super::slot::SlotWriter;
use crate::error::Error;

/// Polled by the lane that it is part of.
pub(super) struct Passages {
    passing: Arc<Passing>,
    limits: PassageLimits,
    /// What is to be fed and has no stream yet.
    waiting: VecDeque<Passed>,
    feeding: Vec<Feeding>,
    /// Streams whose message has not come.
    opened: Vec<Opened>,
    /// Readers whose stream has not come.
    awaited: Vec<Awaited>,
    reading: Vec<Reading>,
}

/// The bounds on streams.
#[derive(Clone, Copy, Debug)]
pub(super) struct PassageLimits {
    /// Bytes of one frame's body.
    pub(super) frame_bytes: usize,
    /// Bytes of all frames that are longer than a frame should be.
    pub(super) large_bytes: usize,
    /// How long a stream and its message wait for each other.
    pub(super) wait: Duration,
}

struct Awaited {
    number: u64,
    reader: SlotWriter,
    due: Instant,
}

impl Passages {
    pub(super) fn new(passing: Arc<Passing>, limits: PassageLimits) -> Self {
        Self {
            passing,
            limits,
            waiting: VecDeque::new(),
            feeding: Vec::new(),
            opened: Vec::new(),
            awaited: Vec::new(),
            reading: Vec::new(),
        }
    }

    /// Streams that this side has open.
    pub(super) fn outbound(&self) -> usize {
        self.feeding.len()
    }

    /// Streams that the peer has open.
    pub(super) fn inbound(&self) -> usize {
        self.opened.len() + self.reading.len()
    }

    /// Whether something is to be fed and needs a stream.
    pub(super) fn wants_stream(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Gives a stream to what waits for one.
    pub(super) fn feed(&mut self, stream: yamux::Stream) {
        if let Some(passed) = self.waiting.pop_front() {
            let passing = Arc::clone(&self.passing);
            self.feeding.push(Feeding::new(stream, passed, self.limits.frame_bytes, passing));
        }
    }

    /// Does what was asked for since the last turn, and gives up what was waited for too long.
    pub(super) fn begin_turn(&mut self, now: Instant) {
        let wanted = self.passing.take();
        self.waiting.extend(wanted.passed);
        let due = now + self.limits.wait;
        for (number, reader) in wanted.accepted {
            match self.opened.iter().position(|opened| opened.head.number == number) {
                Some(index) => self.reading.push(Reading::new(self.opened.swap_remove(index), reader)),
                None => self.awaited.push(Awaited { number, reader, due }),
            }
        }
        // Dropping a stream resets it.
        self.opened.retain(|opened| opened.due > now);
        for missing in self.awaited.extract_if(.., |awaited| awaited.due <= now) {
            self.passing.read(missing.number);
            missing.reader.fail(StreamFailure::Missing { after: self.limits.wait });
        }
    }

    /// When something will have been waited for too long.
    pub(super) fn next_due(&self) -> Option<Instant> {
        let opened = self.opened.iter().map(|opened| opened.due);
        opened.chain(self.awaited.iter().map(|awaited| awaited.due)).min()
    }

    /// Takes a stream that the peer opened for a number.
    pub(super) fn arrived(
        &mut self,
        head: Number,
        stream: yamux::Stream,
        rest: Vec<u8>,
        now: Instant,
    ) -> Result<(), Error> {
        if self.inbound() >= MAX_PASSED_STREAMS {
            self.let_go();
        }
        if self.inbound() >= MAX_PASSED_STREAMS {
            return Err(Error::TooManyStreams { limit: MAX_PASSED_STREAMS });
        }
        let number = head.number;
        let used =
            self.opened.iter().map(|opened| opened.head.number).chain(self.reading.iter().map(|read| read.number));
        if number == 0 || used.into_iter().any(|used| used == number) {
            return Err(Error::UnexpectedMessage { expected: "a stream of its own", got: "a number that is in use" });
        }
        let opened = Opened { head, stream, rest, due: now + self.limits.wait };
        match self.awaited.iter().position(|awaited| awaited.number == number) {
            Some(index) => self.reading.push(Reading::new(opened, self.awaited.swap_remove(index).reader)),
            None => self.opened.push(opened),
        }
        Ok(())
    }

    /// Lets go of what the peer has reset and nobody has looked at since.
    pub(super) fn let_go(&mut self) {
        self.opened.retain(|opened| !opened.stream.is_closed());
        for reset in self.reading.extract_if(.., |reading| reading.is_reset()) {
            self.passing.read(reset.number);
            reset.fail(StreamFailure::Broken);
        }
    }

    /// Moves what goes.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Result<(), Error> {
        // What is done with makes room for what others pass.
        while self.feed_once(context)? && self.feeding.iter().any(Feeding::waits_for_room) {}
        let mut large: usize = self.reading.iter().map(Reading::large).sum();
        let mut index = 0;
        while let Some(reading) = self.reading.get_mut(index) {
            large = large.saturating_sub(reading.large());
            let left = match large {
                0 => self.limits.frame_bytes,
                large => self.limits.large_bytes.saturating_sub(large),
            };
            if reading.poll(context, self.limits.frame_bytes, left)? {
                let done = self.reading.swap_remove(index);
                self.passing.read(done.number);
            } else {
                large = large.saturating_add(reading.large());
                index += 1;
            }
        }
        Ok(())
    }
}

/// Feeding.
impl Passages {
    /// Whether any is done with.
    fn feed_once(&mut self, context: &mut Context<'_>) -> Result<bool, Error> {
        let before = self.feeding.len();
        let mut index = 0;
        while let Some(feeding) = self.feeding.get_mut(index) {
            if feeding.poll(context)? {
                self.feeding.swap_remove(index);
                self.passing.fed();
            } else {
                index += 1;
            }
        }
        Ok(self.feeding.len() < before)
    }
}

/// With the lane all of its streams end.
impl Drop for Passages {
    fn drop(&mut self) {
        self.passing.close();
        for reading in self.reading.drain(..) {
            reading.fail(StreamFailure::SessionEnded);
        }
        for awaited in self.awaited.drain(..) {
            awaited.reader.fail(StreamFailure::SessionEnded);
        }
    }
}
