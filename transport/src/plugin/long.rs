//! Long frames between the thread that runs functions and the one that attends to the lanes.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::bell::Bell;
use crate::error::Error;
use crate::streams::Passing;

/// What the two threads share.
#[derive(Debug)]
pub(super) struct Long {
    /// Whether the host can do it.
    agreed: bool,
    /// Bytes of the longest body that this side takes.
    frame_bytes: usize,
    state: Mutex<State>,
    /// Whether there is something to take for the thread that runs functions; saves it the lock.
    news: AtomicBool,
    stopped: AtomicBool,
    /// Rung for the thread that runs functions.
    news_bell: Bell,
    /// Rung for the thread that attends.
    work_bell: Arc<Bell>,
    drained: Condvar,
    /// Streams and futures of the interface.
    passing: Arc<Passing>,
}

#[derive(Debug, Default)]
struct State {
    arrived: VecDeque<Vec<u8>>,
    arrived_bytes: usize,
    failed: Option<Error>,
    outgoing: Vec<(u64, Vec<u8>)>,
    /// Frames that the host has not read yet, by number.
    unread: Vec<(u64, usize)>,
    next: u64,
    /// Whether the host was asked for the lane.
    asked: bool,
}

impl Long {
    pub(super) fn new(agreed: bool, frame_bytes: usize) -> Result<Self, Error> {
        let work_bell = Arc::new(Bell::new()?);
        let rung = Arc::clone(&work_bell);
        Ok(Self {
            passing: Arc::new(Passing::new(agreed, move || rung.ring())),
            agreed,
            frame_bytes,
            state: Mutex::default(),
            news: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
            news_bell: Bell::new()?,
            work_bell,
            drained: Condvar::new(),
        })
    }

    pub(super) fn is_agreed(&self) -> bool {
        self.agreed
    }

    /// Streams and futures of the interface.
    pub(super) fn passing(&self) -> &Arc<Passing> {
        &self.passing
    }

    pub(super) fn frame_bytes(&self) -> usize {
        self.frame_bytes
    }

    // For the thread that runs functions.

    /// Becomes readable when there is something to take.
    pub(super) fn news_bell(&self) -> &Bell {
        &self.news_bell
    }

    /// The body of the next long frame that has come.
    pub(super) fn take(&self) -> Result<Option<Vec<u8>>, Error> {
        if !self.news.load(Ordering::Acquire) {
            return Ok(None);
        }
        let mut state = self.state();
        if let Some(body) = state.arrived.pop_front() {
            state.arrived_bytes = state.arrived_bytes.saturating_sub(body.len());
            drop(state);
            // There may be room for the next one now.
            self.work_bell.ring();
            return Ok(Some(body));
        }
        self.news.store(false, Ordering::Release);
        state.failed.take().map_or(Ok(None), Err)
    }

    /// Queues a frame; true if the host is to be asked for the lane. Gives it back where too much waits already.
    pub(super) fn send(&self, frame: Vec<u8>) -> Result<bool, Vec<u8>> {
        let mut state = self.state();
        let waiting: usize = state.unread.iter().map(|(_, size)| size).sum();
        if waiting > 0 && waiting.saturating_add(frame.len()) > MAX_WAITING_BYTES {
            return Err(frame);
        }
        let number = state.next;
        state.next += 1;
        state.unread.push((number, frame.len()));
        state.outgoing.push((number, frame));
        let ask = !std::mem::replace(&mut state.asked, true);
        drop(state);
        self.work_bell.ring();
        Ok(ask)
    }

    /// Whether the host is to be asked for the lane, which it is once.
    pub(super) fn ask(&self) -> bool {
        !std::mem::replace(&mut self.state().asked, true)
    }

    /// Waits until the host has read everything, but no longer than `timeout`.
    pub(super) fn drain(&self, timeout: Duration) {
        let busy = |state: &mut State| !state.unread.is_empty() && state.failed.is_none();
        // Whether it came to an end or not: nothing more can be done for those frames.
        drop(self.drained.wait_timeout_while(self.state(), timeout, busy));
    }

    pub(super) fn stop(&self) {
        self.passing.close();
        self.stopped.store(true, Ordering::Release);
        self.work_bell.ring();
    }

    // For the thread that attends.

    pub(super) fn work_bell(&self) -> &Arc<Bell> {
        &self.work_bell
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Acquire)
    }

    pub(super) fn take_outgoing(&self) -> Vec<(u64, Vec<u8>)> {
        std::mem::take(&mut self.state().outgoing)
    }

    /// Bytes of the frames that nobody has taken yet.
    pub(super) fn arrived_bytes(&self) -> usize {
        self.state().arrived_bytes
    }

    pub(super) fn arrived(&self, body: Vec<u8>) {
        let mut state = self.state();
        state.arrived_bytes = state.arrived_bytes.saturating_add(body.len());
        state.arrived.push_back(body);
        self.news.store(true, Ordering::Release);
        drop(state);
        self.news_bell.ring();
    }

    /// The host has read a frame.
    pub(super) fn read(&self, number: u64) {
        let mut state = self.state();
        state.unread.retain(|(other, _)| *other != number);
        if state.unread.is_empty() {
            self.drained.notify_all();
        }
    }

    pub(super) fn fail(&self, error: Error) {
        self.passing.close();
        let mut state = self.state();
        state.failed = Some(error);
        self.news.store(true, Ordering::Release);
        self.drained.notify_all();
        drop(state);
        self.news_bell.ring();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bytes of frames that wait for the stream lane: two of the largest. What is beyond takes the call lane, which blocks.
const MAX_WAITING_BYTES: usize = 128 << 20;
