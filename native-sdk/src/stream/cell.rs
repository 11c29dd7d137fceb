//! A future between two parts of a plugin: a write and a read that meet.

use std::cell::RefCell;
use std::task::{Context, Poll, Waker};

/// What the ends share.
#[derive(Debug)]
pub(super) struct Cell<T>(RefCell<State<T>>);

#[derive(Debug)]
struct State<T> {
    value: Option<T>,
    taken: bool,
    reader_gone: bool,
    writer: Option<Waker>,
    reader: Option<Waker>,
}

impl<T> Cell<T> {
    pub(super) fn new() -> Self {
        Self(RefCell::new(State { value: None, taken: false, reader_gone: false, writer: None, reader: None }))
    }

    pub(super) fn put(&self, value: T) {
        let mut state = self.0.borrow_mut();
        state.value = Some(value);
        wake(&mut state.reader);
    }

    /// Waits until the value was taken; gives it back if nobody will.
    pub(super) fn poll_taken(&self, context: &Context<'_>) -> Poll<Result<(), T>> {
        let mut state = self.0.borrow_mut();
        if state.taken {
            return Poll::Ready(Ok(()));
        }
        if state.reader_gone
            && let Some(value) = state.value.take()
        {
            return Poll::Ready(Err(value));
        }
        state.writer = Some(context.waker().clone());
        Poll::Pending
    }

    /// The value, if it was written and not taken.
    pub(super) fn take_back(&self) -> Option<T> {
        self.0.borrow_mut().value.take()
    }

    pub(super) fn is_reader_gone(&self) -> bool {
        self.0.borrow().reader_gone
    }

    pub(super) fn poll_take(&self, context: &Context<'_>) -> Poll<T> {
        let mut state = self.0.borrow_mut();
        match state.value.take() {
            Some(value) => {
                state.taken = true;
                wake(&mut state.writer);
                Poll::Ready(value)
            }
            None => {
                state.reader = Some(context.waker().clone());
                Poll::Pending
            }
        }
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
