//! The host's calls that have not ended: one map, from the call's number to who waits for it.

use std::collections::HashMap;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use amphi_protocol::{CallFailure, CallId};

use super::error::CallError;
use super::payload::Payload;
use crate::error::Error;

/// What came back: the encoded result, or the plugin's failure.
pub(super) type Answer = Result<Payload, CallFailure>;

/// Every call in flight.
pub(super) struct Pending<S> {
    calls: HashMap<CallId, Entry<S>>,
    /// How many calls there have been.
    begun: u64,
    /// Why there will be no further answers.
    closed: Option<Arc<Error>>,
}

struct Entry<S> {
    scope: S,
    /// The call's place among all calls, in the order in which they were sent.
    place: u64,
    state: State,
}

enum State {
    Waiting(Option<Waker>),
    Answered(Answer),
    /// Nobody waits, but the plugin has not answered: it still runs, and its imports still belong here.
    Abandoned,
}

/// What an answer met.
pub(super) enum Delivered<S> {
    Waiter(Option<Waker>),
    Abandoned(Unclaimed<S>),
    /// Nobody made this call, or it was answered before.
    Stray,
}

/// What giving up a call needs.
pub(super) enum GivenUp<S> {
    /// The plugin must be told.
    Running,
    /// It was answered, and nobody has looked.
    Answered(Unclaimed<S>),
    Ended,
}

/// An answer that nobody takes.
pub(super) struct Unclaimed<S> {
    pub(super) scope: S,
    pub(super) answer: Answer,
}

impl<S: Clone> Pending<S> {
    pub(super) fn new() -> Self {
        Self { calls: HashMap::new(), begun: 0, closed: None }
    }

    /// Adds a call and tells how many there are now.
    pub(super) fn insert(&mut self, id: CallId, scope: S, limit: usize) -> Result<usize, CallError> {
        if let Some(cause) = &self.closed {
            return Err(CallError::Lost(Arc::clone(cause)));
        }
        if self.calls.len() >= limit {
            return Err(CallError::Busy { limit });
        }
        self.begun += 1;
        self.calls.insert(id, Entry { scope, place: self.begun, state: State::Waiting(None) });
        Ok(self.calls.len())
    }

    /// A call that was on its way for a while has been sent: it may run from now on.
    pub(super) fn sent(&mut self, id: CallId) {
        self.begun += 1;
        if let Some(entry) = self.calls.get_mut(&id) {
            entry.place = self.begun;
        }
    }

    pub(super) fn remove(&mut self, id: CallId) {
        self.calls.remove(&id);
    }

    pub(super) fn poll(&mut self, id: CallId, context: &Context<'_>) -> Poll<Result<Answer, CallError>> {
        match self.calls.get_mut(&id).map(|entry| &mut entry.state) {
            Some(State::Waiting(waker)) => {
                if !waker.as_ref().is_some_and(|waker| waker.will_wake(context.waker())) {
                    *waker = Some(context.waker().clone());
                }
                Poll::Pending
            }
            Some(State::Answered(_)) => match self.calls.remove(&id).map(|entry| entry.state) {
                Some(State::Answered(answer)) => Poll::Ready(Ok(answer)),
                _ => Poll::Ready(Err(self.lost())),
            },
            Some(State::Abandoned) | None => Poll::Ready(Err(self.lost())),
        }
    }

    pub(super) fn deliver(&mut self, id: CallId, answer: Answer) -> Delivered<S> {
        let Some(entry) = self.calls.get_mut(&id) else { return Delivered::Stray };
        match &mut entry.state {
            State::Waiting(waker) => {
                let waker = waker.take();
                entry.state = State::Answered(answer);
                Delivered::Waiter(waker)
            }
            State::Answered(_) => Delivered::Stray,
            State::Abandoned => match self.calls.remove(&id) {
                Some(Entry { scope, .. }) => Delivered::Abandoned(Unclaimed { scope, answer }),
                None => Delivered::Stray,
            },
        }
    }

    pub(super) fn give_up(&mut self, id: CallId) -> GivenUp<S> {
        match self.calls.get_mut(&id).map(|entry| &mut entry.state) {
            Some(state @ State::Waiting(_)) => {
                *state = State::Abandoned;
                GivenUp::Running
            }
            Some(State::Answered(_)) => match self.calls.remove(&id) {
                Some(Entry { scope, state: State::Answered(answer), .. }) => {
                    GivenUp::Answered(Unclaimed { scope, answer })
                }
                _ => GivenUp::Ended,
            },
            Some(State::Abandoned) | None => GivenUp::Ended,
        }
    }

    /// Ends every call that has no answer yet; gives those to wake.
    pub(super) fn close(&mut self, cause: &Arc<Error>) -> Vec<Waker> {
        self.closed.get_or_insert_with(|| Arc::clone(cause));
        let mut wakers = Vec::new();
        self.calls.retain(|_, entry| {
            if let State::Waiting(waker) = &mut entry.state {
                wakers.extend(waker.take());
            }
            matches!(entry.state, State::Answered(_))
        });
        wakers
    }

    pub(super) fn scope(&self, id: CallId) -> Option<S> {
        self.calls.get(&id).map(|entry| entry.scope.clone())
    }

    /// Whether the plugin owes an answer.
    pub(super) fn is_running(&self, id: CallId) -> bool {
        self.calls.get(&id).is_some_and(|entry| !matches!(entry.state, State::Answered(_)))
    }

    /// The call that was sent first among those that the plugin has not answered.
    pub(super) fn oldest_running(&self) -> Option<CallId> {
        let running = self.calls.iter().filter(|(_, entry)| !matches!(entry.state, State::Answered(_)));
        running.min_by_key(|(_, entry)| entry.place).map(|(id, _)| *id)
    }

    pub(super) fn len(&self) -> usize {
        self.calls.len()
    }

    fn lost(&self) -> CallError {
        CallError::Lost(self.closed.clone().unwrap_or_else(|| Arc::new(Error::Closed)))
    }
}
