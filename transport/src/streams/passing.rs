//! The streams and futures of a session, for who encodes and decodes messages, on any thread.
//!
//! What they want done is queued here; whoever drives the lane [takes](Passing::take) it.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use amphi_protocol::limits::MAX_PASSED_STREAMS;
use amphi_protocol::{
    Error as ProtocolError, Frame, FrameSource, Frames, Passed, STREAM_COUNT, StreamAcceptor, StreamFailure,
};

use super::slot::{SlotReader, SlotWriter, stream_slot};

/// The streams and futures of a session. Clones are of the same one.
#[derive(Clone)]
pub struct SessionStreams(Arc<Passing>);

impl SessionStreams {
    pub(crate) fn new(passing: Arc<Passing>) -> Self {
        Self(passing)
    }
}

impl StreamAcceptor for SessionStreams {
    fn accept(&self, number: u64) -> Result<Frames, ProtocolError> {
        let frames = self.0.accept(number)?;
        Ok(Box::new(PeerFrames { frames, streams: Arc::new(self.clone()) }))
    }
}

impl fmt::Debug for SessionStreams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionStreams")
    }
}

/// Frames of the peer, which may pass further streams of this session.
struct PeerFrames {
    frames: SlotReader,
    streams: Arc<dyn StreamAcceptor>,
}

impl FrameSource for PeerFrames {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        let came = self.frames.poll_frame(context);
        came.map(|frame| frame.map(|frame| frame.map(|frame| frame.with_streams(Arc::clone(&self.streams)))))
    }
}

/// What the two halves of a lane's owner share.
pub(crate) struct Passing {
    /// Whether the peer has a stream lane.
    agreed: bool,
    state: Mutex<State>,
    /// Has the queue looked at, on the open lane.
    wake: Box<dyn Fn() + Send + Sync>,
}

#[derive(Default)]
struct State {
    over: bool,
    wanted: Wanted,
    /// Numbers that the peer passed, until their streams are done with.
    accepted: Vec<u64>,
    /// Streams that this side passed, until they are done with.
    feeding: usize,
}

/// What is to be done on the lane.
#[derive(Default)]
pub(crate) struct Wanted {
    /// To be fed to the peer.
    pub(crate) passed: Vec<Passed>,
    /// To be read from the peer.
    pub(crate) accepted: Vec<(u64, SlotWriter)>,
}

impl Passing {
    pub(crate) fn new(agreed: bool, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self { agreed, state: Mutex::default(), wake: Box::new(wake) }
    }

    /// Has streams fed to the peer; whoever has them passes their numbers in a message.
    pub(crate) fn pass(&self, passed: Vec<Passed>) -> Result<(), ProtocolError> {
        if passed.is_empty() {
            return Ok(());
        }
        let mut state = self.state();
        if state.over {
            // The message that they belong to goes nowhere either.
            return Ok(());
        }
        let limit = self.limit();
        let got = state.feeding.saturating_add(passed.len());
        if got > limit {
            return Err(too_many(got, limit));
        }
        state.feeding = got;
        state.wanted.passed.extend(passed);
        drop(state);
        (self.wake)();
        Ok(())
    }

    /// Makes room for streams that a frame passes; none while there are too many.
    pub(crate) fn reserve(self: &Arc<Self>, count: usize) -> Option<Reserved> {
        let mut state = self.state();
        let wanted = state.feeding.saturating_add(count);
        if wanted > self.limit() {
            return None;
        }
        state.feeding = wanted;
        drop(state);
        Some(Reserved { passing: Arc::clone(self), count })
    }

    /// Whether so many streams could ever be passed at once.
    pub(crate) fn limit(&self) -> usize {
        if self.agreed { MAX_PASSED_STREAMS } else { 0 }
    }

    fn accept(&self, number: u64) -> Result<SlotReader, ProtocolError> {
        let (writer, reader) = stream_slot();
        let mut state = self.state();
        if state.over {
            writer.fail(StreamFailure::SessionEnded);
            return Ok(reader);
        }
        if !self.agreed || state.accepted.contains(&number) {
            return Err(ProtocolError::UnknownStream { number });
        }
        if state.accepted.len() >= MAX_PASSED_STREAMS {
            return Err(too_many(state.accepted.len().saturating_add(1), MAX_PASSED_STREAMS));
        }
        state.accepted.push(number);
        state.wanted.accepted.push((number, writer));
        drop(state);
        (self.wake)();
        Ok(reader)
    }

    /// Takes what is to be done, for who drives the lane.
    pub(crate) fn take(&self) -> Wanted {
        std::mem::take(&mut self.state().wanted)
    }

    /// A stream of the peer is done with.
    pub(crate) fn read(&self, number: u64) {
        self.state().accepted.retain(|other| *other != number);
    }

    /// A stream of this side is done with.
    pub(crate) fn fed(&self) {
        let mut state = self.state();
        state.feeding = state.feeding.saturating_sub(1);
    }

    /// The session is over: what waits fails, and what comes later.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.over = true;
        let wanted = std::mem::take(&mut state.wanted);
        drop(state);
        for (_, writer) in wanted.accepted {
            writer.fail(StreamFailure::SessionEnded);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Room for the streams of a frame that is on its way; given back if the frame is not taken.
pub(crate) struct Reserved {
    passing: Arc<Passing>,
    count: usize,
}

impl Reserved {
    /// The frame was taken: they are fed.
    pub(crate) fn feed(mut self, passed: Vec<Passed>) {
        let mut state = self.passing.state();
        if state.over || passed.is_empty() {
            return;
        }
        state.wanted.passed.extend(passed);
        drop(state);
        self.count = 0;
        (self.passing.wake)();
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        let mut state = self.passing.state();
        state.feeding = state.feeding.saturating_sub(self.count);
    }
}

impl fmt::Debug for Passing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passing").field("agreed", &self.agreed).finish_non_exhaustive()
    }
}

fn too_many(got: usize, limit: usize) -> ProtocolError {
    ProtocolError::OverLimit { what: STREAM_COUNT, got: got as u64, limit: limit as u64 }
}
