//! A stream between two parts of a plugin: a write and a read that meet.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::task::{Context, Poll, Waker};

/// What the ends share.
#[derive(Debug)]
pub(super) struct Channel<T>(RefCell<State<T>>);

#[derive(Debug)]
struct State<T> {
    /// What the write that is under way has left.
    offered: VecDeque<T>,
    /// How much of it was taken.
    taken: usize,
    writer_gone: bool,
    reader_gone: bool,
    writer: Option<Waker>,
    reader: Option<Waker>,
}

/// What a look at a write gave.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// So many were taken.
    Taken(usize),
    /// Nobody will take any.
    ReaderGone,
}

impl<T> Channel<T> {
    pub(super) fn new() -> Self {
        Self(RefCell::new(State {
            offered: VecDeque::new(),
            taken: 0,
            writer_gone: false,
            reader_gone: false,
            writer: None,
            reader: None,
        }))
    }

    /// Begins a write.
    pub(super) fn offer(&self, items: VecDeque<T>) {
        let mut state = self.0.borrow_mut();
        state.offered = items;
        state.taken = 0;
        wake(&mut state.reader);
    }

    /// Waits until some of the write were taken.
    pub(super) fn poll_written(&self, context: &Context<'_>) -> Poll<Written> {
        let mut state = self.0.borrow_mut();
        match (state.taken, state.reader_gone) {
            (0, true) => Poll::Ready(Written::ReaderGone),
            (0, false) if !state.offered.is_empty() => {
                state.writer = Some(context.waker().clone());
                Poll::Pending
            }
            (taken, _) => Poll::Ready(Written::Taken(taken)),
        }
    }

    /// Ends a write; gives how much was taken, and the rest.
    pub(super) fn take_back(&self) -> (usize, VecDeque<T>) {
        let mut state = self.0.borrow_mut();
        (std::mem::take(&mut state.taken), std::mem::take(&mut state.offered))
    }

    pub(super) fn is_reader_gone(&self) -> bool {
        self.0.borrow().reader_gone
    }

    /// Waits for elements, and appends `most` of them at most; none at the end of the stream.
    pub(super) fn poll_take(&self, context: &Context<'_>, most: usize, into: &mut Vec<T>) -> Poll<usize> {
        let mut state = self.0.borrow_mut();
        let count = state.offered.len().min(most);
        if count == 0 {
            if state.writer_gone && state.offered.is_empty() {
                return Poll::Ready(0);
            }
            state.reader = Some(context.waker().clone());
            return Poll::Pending;
        }
        if count == state.offered.len() {
            into.append(&mut std::mem::take(&mut state.offered).into());
        } else {
            into.extend(state.offered.drain(..count));
        }
        state.taken += count;
        wake(&mut state.writer);
        Poll::Ready(count)
    }

    pub(super) fn drop_writer(&self) {
        let mut state = self.0.borrow_mut();
        state.writer_gone = true;
        wake(&mut state.reader);
    }

    pub(super) fn drop_reader(&self) {
        let mut state = self.0.borrow_mut();
        state.reader_gone = true;
        wake(&mut state.writer);
    }
}

/// Waking only marks a task: nothing runs that would come back here.
fn wake(waker: &mut Option<Waker>) {
    if let Some(waker) = waker.take() {
        waker.wake();
    }
}
