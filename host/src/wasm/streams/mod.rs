//! Streams and futures between a component and its host.
//!
//! What a component gives is lifted where nothing can be done with its store: so it is kept shut, and the first read of it
//! asks the [actor](super::actor) to open it. What a host gives is fed to the component as it reads, by a task that polls
//! the host's code.
//!
//! | file | what is there |
//! |---|---|
//! | `given.rs` | what a component gives: shut, opened, read |
//! | `fed.rs` | what a host gives |
//! | `carried.rs` | the types of the host's code as wasmtime's |
//! | `dynamic.rs` | streams and futures whose types are known at run time only |

mod carried;
mod dynamic;
mod fed;
mod given;

use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use amphi_protocol::limits::MAX_PASSED_STREAMS;
use tokio::sync::mpsc;
use wasmtime::StoreContextMut;

pub(super) use self::dynamic::{can_carry, lift, lower};
pub(super) use self::fed::Lost;
use super::store::Data;

/// What is to be done with the store as soon as somebody has it.
pub(super) type Errand = Box<dyn FnOnce(StoreContextMut<'_, Data>) -> wasmtime::Result<()> + Send>;

/// The streams of one instance.
pub(super) struct Passages {
    errands: mpsc::Sender<Errand>,
    /// How many the component has given that were not read to the end.
    given: AtomicUsize,
    /// Who waits until they are fewer.
    waiting: Mutex<Vec<Waker>>,
}

thread_local! {
    /// The instance whose store is polled.
    static POLLED: RefCell<Option<Arc<Passages>>> = const { RefCell::new(None) };
}

impl Passages {
    /// Gives them, and where their errands come out.
    pub(super) fn new() -> (Arc<Self>, mpsc::Receiver<Errand>) {
        // Each stream has one errand at a time.
        let (errands, receiver) = mpsc::channel(MAX_PASSED_STREAMS);
        (Arc::new(Self { errands, given: AtomicUsize::new(0), waiting: Mutex::default() }), receiver)
    }

    /// Polls the instance's store: what is lifted meanwhile is its.
    pub(super) fn polled<R>(self: &Arc<Self>, poll: impl FnOnce() -> R) -> R {
        struct Before(Option<Arc<Passages>>);
        impl Drop for Before {
            fn drop(&mut self) {
                let own = POLLED.replace(self.0.take());
                drop(own);
            }
        }
        let _before = Before(POLLED.replace(Some(Arc::clone(self))));
        poll()
    }

    /// Waits until there is a place for one more.
    fn poll_room(&self, context: &Context<'_>) -> Poll<()> {
        let has_room = || self.given.load(Ordering::SeqCst) < MAX_PASSED_STREAMS;
        if has_room() {
            return Poll::Ready(());
        }
        self.waiting().push(context.waker().clone());
        // One that was let go of in the meantime may have found nobody.
        if has_room() { Poll::Ready(()) } else { Poll::Pending }
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waker>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_polled(self: &Arc<Self>) -> bool {
        POLLED.with_borrow(|polled| polled.as_ref().is_some_and(|polled| Arc::ptr_eq(polled, self)))
    }
}

/// One of the streams that a component has given.
struct Place(Arc<Passages>);

impl Place {
    /// Takes a place for what is being lifted.
    fn take() -> wasmtime::Result<Self> {
        let passages = POLLED.with_borrow(Clone::clone);
        let Some(passages) = passages else {
            return Err(wasmtime::Error::msg("a stream came from a component that runs one call at a time"));
        };
        let place = Self(passages);
        if place.0.given.fetch_add(1, Ordering::SeqCst) >= MAX_PASSED_STREAMS {
            return Err(TooMany.into());
        }
        Ok(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.0.given.fetch_sub(1, Ordering::SeqCst) >= MAX_PASSED_STREAMS {
            let waiting = std::mem::take(&mut *self.0.waiting());
            waiting.into_iter().for_each(Waker::wake);
        }
    }
}

/// A component gives more streams than its host takes.
#[derive(Debug, thiserror::Error)]
#[error("it gave more than {MAX_PASSED_STREAMS} streams that were not read to their end")]
struct TooMany;
