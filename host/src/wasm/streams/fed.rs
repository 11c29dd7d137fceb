//! What a host gives to a component.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use amphi_protocol::{Decode, Encode, StreamFailure, measure};
use wasmtime::component::{self, Destination, FutureProducer, Lift, Lower, StreamProducer, StreamResult, VecBuffer};
use wasmtime::{AsContextMut, StoreContextMut};

use crate::resource::{HandleProblem, Mode, Passed, active};
use crate::stream::{Fed, FutureReader, StreamReader};

/// A stream of the host as a store has it.
pub(super) fn stream<T: Lower + Lift + Encode + Decode + Send + Sync + 'static>(
    store: impl AsContextMut,
    given: &StreamReader<T>,
) -> wasmtime::Result<component::StreamReader<T>> {
    component::StreamReader::new(store, Items { fed: given.give(), next: Vec::new().into_iter(), passed: None })
}

/// A future of the host as a store has it.
pub(super) fn future<T: Lower + Lift + Encode + Decode + Send + Sync + 'static>(
    store: impl AsContextMut,
    given: &FutureReader<T>,
) -> wasmtime::Result<component::FutureReader<T>> {
    component::FutureReader::new(store, OneValue { fed: given.give(), passed: None })
}

/// A component reads what the host has lost: it has no error for that, so its instance ends of it.
#[derive(Debug, thiserror::Error)]
#[error("a {what} of the host is lost: {failure}")]
pub(in super::super) struct Lost {
    what: &'static str,
    failure: StreamFailure,
}

impl Lost {
    fn of(what: &'static str, problem: &HandleProblem) -> Self {
        Self { what, failure: StreamFailure::Source { reason: problem.to_string() } }
    }
}

/// Checks the resources among what is about to be lowered, and takes note of them.
fn check(items: &impl Encode) -> Result<Option<Passed>, HandleProblem> {
    let Some(resources) = active() else { return Ok(None) };
    measure(|| resources.pass(Mode::Check, || items.encode(&mut Vec::new()))).map(Some)
}

/// Gives what a component reads.
struct Items<T> {
    fed: Fed<Vec<T>>,
    /// What has come and was not read.
    next: std::vec::IntoIter<T>,
    /// What the last element gives; the host's again where the component did not take it.
    passed: Option<Passed>,
}

/// Nothing of it is pinned.
impl<T> Unpin for Items<T> {}

impl<T: Lower + Encode + Send + Sync + 'static, D: 'static> StreamProducer<D> for Items<T> {
    type Item = T;
    type Buffer = VecBuffer<T>;

    fn poll_produce<'a>(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        store: StoreContextMut<'a, D>,
        mut destination: Destination<'a, T, VecBuffer<T>>,
        finish: bool,
    ) -> Poll<wasmtime::Result<StreamResult>> {
        if self.next.len() == 0 {
            match self.fed.poll_next(context) {
                Poll::Pending if finish => return Poll::Ready(Ok(StreamResult::Cancelled)),
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(Ok(StreamResult::Dropped)),
                Poll::Ready(Some(Err(failure))) => return Poll::Ready(Err(Lost { what: "stream", failure }.into())),
                Poll::Ready(Some(Ok(items))) => self.next = items.into_iter(),
            }
        }
        // A component that asks for nothing wants to know whether there is anything.
        if destination.remaining(store) == Some(0) {
            return Poll::Ready(Ok(StreamResult::Completed));
        }
        let items: Vec<T> =
            if T::HANDLES { self.next.by_ref().take(1).collect() } else { std::mem::take(&mut self.next).collect() };
        if T::HANDLES {
            self.passed = check(&items).map_err(|problem| Lost::of("stream", &problem))?;
        }
        destination.set_buffer(items.into());
        Poll::Ready(Ok(StreamResult::Completed))
    }
}

/// Gives the one value of a future.
struct OneValue<T> {
    fed: Fed<T>,
    /// What the value gives.
    passed: Option<Passed>,
}

/// Nothing of it is pinned.
impl<T> Unpin for OneValue<T> {}

impl<T: Encode + Send + 'static, D: 'static> FutureProducer<D> for OneValue<T> {
    type Item = T;

    fn poll_produce(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        _store: StoreContextMut<'_, D>,
        finish: bool,
    ) -> Poll<wasmtime::Result<Option<T>>> {
        let value = match self.fed.poll_next(context) {
            Poll::Pending if finish => return Poll::Ready(Ok(None)),
            value => ready!(value),
        };
        let failure = match value {
            Some(Ok(value)) => {
                if T::HANDLES {
                    self.passed = check(&value).map_err(|problem| Lost::of("future", &problem))?;
                }
                return Poll::Ready(Ok(Some(value)));
            }
            Some(Err(failure)) => failure,
            None => StreamFailure::Empty,
        };
        Poll::Ready(Err(Lost { what: "future", failure }.into()))
    }
}
