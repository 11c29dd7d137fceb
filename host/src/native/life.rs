//! Where in its life an instance is: ready, sentenced to end, or ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;

use crate::end::EndCause;
use crate::handle::State;

/// The life of an instance, as everything around it sees it. The first sentence counts, and there is one end.
#[derive(Debug)]
pub(crate) struct Life {
    state: watch::Sender<State>,
    sentence: watch::Sender<Option<Sentence>>,
    left_behind: AtomicBool,
}

/// Why and how an instance is to be ended.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) cause: EndCause,
    pub(crate) manner: Manner,
}

/// How an instance is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// It is asked, then made to, each with its time.
    Ask,
    /// It is ending by itself, and is killed if it takes longer.
    Await(Duration),
    /// It is killed.
    Kill,
}

impl Life {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            state: watch::Sender::new(State::Ready),
            sentence: watch::Sender::new(None),
            left_behind: AtomicBool::new(false),
        })
    }

    pub(crate) fn state(&self) -> State {
        self.state.borrow().clone()
    }

    pub(crate) fn is_ready(&self) -> bool {
        *self.state.borrow() == State::Ready
    }

    /// Has the instance ended, unless that is under way already.
    pub(crate) fn condemn(&self, cause: EndCause, manner: Manner) {
        self.sentence.send_if_modified(|sentence| {
            let first = sentence.is_none();
            if first {
                *sentence = Some(Sentence { cause, manner });
            }
            first
        });
        self.state.send_if_modified(|state| {
            let was_ready = *state == State::Ready;
            if was_ready {
                *state = State::Stopping;
            }
            was_ready
        });
    }

    pub(crate) fn sentence(&self) -> Option<Sentence> {
        self.sentence.borrow().clone()
    }

    /// Waits for a sentence.
    pub(crate) async fn condemned(&self) -> Sentence {
        let mut receiver = self.sentence.subscribe();
        loop {
            if let Some(sentence) = receiver.borrow_and_update().clone() {
                return sentence;
            }
            // The sender lives as long as this borrow of its owner.
            if receiver.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Marks the end, unless there was one; `gone` tells whether the process is. Gives the cause that counts.
    pub(crate) fn end(&self, cause: EndCause, gone: bool) -> Arc<EndCause> {
        let mut end = Arc::new(cause);
        self.state.send_if_modified(|state| {
            if let State::Ended(first) = state {
                end = Arc::clone(first);
                return false;
            }
            self.left_behind.store(!gone, Ordering::Relaxed);
            *state = State::Ended(Arc::clone(&end));
            true
        });
        end
    }

    /// Waits for the end: bounded by the supervisor, which ends every instance that it has a reason to end.
    pub(crate) async fn ended(&self) -> Arc<EndCause> {
        let mut receiver = self.state.subscribe();
        loop {
            if let State::Ended(cause) = &*receiver.borrow_and_update() {
                return Arc::clone(cause);
            }
            if receiver.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Whether the process was given up alive.
    pub(crate) fn is_left_behind(&self) -> bool {
        self.left_behind.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_sentence_counts() {
        let life = Life::new();
        let violation = EndCause::Violation { message: "x".into(), stderr: Vec::new() };
        life.condemn(EndCause::Stopped, Manner::Ask);
        life.condemn(violation, Manner::Kill);
        assert_eq!(life.condemned().await.cause, EndCause::Stopped);
        assert_eq!(life.state(), State::Stopping);
        life.end(EndCause::Stopped, true);
        assert_eq!(*life.ended().await, EndCause::Stopped);
        assert!(!life.is_left_behind());
    }
}
