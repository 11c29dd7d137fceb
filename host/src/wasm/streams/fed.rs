//! What a host gives to a component.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use amphi_protocol::{Decode, StreamFailure};
use wasmtime::component::{self, Destination, FutureProducer, Lift, Lower, StreamProducer, StreamResult, VecBuffer};
use wasmtime::{AsContextMut, StoreContextMut};

use crate::stream::{Fed, FutureReader, StreamReader};

/// A stream of the host as a store has it.
pub(super) fn stream<T: Lower + Lift + Decode + Send + Sync + 'static>(
    store: impl AsContextMut,
    given: &StreamReader<T>,
) -> wasmtime::Result<component::StreamReader<T>> {
    component::StreamReader::new(store, Items { fed: given.give(), next: None })
}

/// A future of the host as a store has it.
pub(super) fn future<T: Lower + Lift + Decode + Send + Sync + 'static>(
    store: impl AsContextMut,
    given: &FutureReader<T>,
) -> wasmtime::Result<component::FutureReader<T>> {
    component::FutureReader::new(store, OneValue { fed: given.give() })
}

/// A component reads what the host has lost: it has no error for that, so its instance ends of it.
#[derive(Debug, thiserror::Error)]
#[error("a {what} of the host is lost: {failure}")]
pub(in super::super) struct Lost {
    what: &'static str,
    failure: StreamFailure,
}

/// Gives what a component reads.
struct Items<T> {
    fed: Fed<Vec<T>>,
    /// What has come and was not read.
    next: Option<Vec<T>>,
}

/// Nothing of it is pinned.
impl<T> Unpin for Items<T> {}

impl<T: Lower + Send + Sync + 'static, D: 'static> StreamProducer<D> for Items<T> {
    type Item = T;
    type Buffer = VecBuffer<T>;

    fn poll_produce<'a>(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        store: StoreContextMut<'a, D>,
        mut destination: Destination<'a, T, VecBuffer<T>>,
        finish: bool,
    ) -> Poll<wasmtime::Result<StreamResult>> {
        if self.next.is_none() {
            match self.fed.poll_next(context) {
                Poll::Pending if finish => return Poll::Ready(Ok(StreamResult::Cancelled)),
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(Ok(StreamResult::Dropped)),
                Poll::Ready(Some(Err(failure))) => return Poll::Ready(Err(Lost { what: "stream", failure }.into())),
                Poll::Ready(Some(Ok(items))) => self.next = Some(items),
            }
        }
        // A component that asks for nothing wants to know whether there is anything.
        if destination.remaining(store) != Some(0)
            && let Some(items) = self.next.take()
        {
            destination.set_buffer(items.into());
        }
        Poll::Ready(Ok(StreamResult::Completed))
    }
}

/// Gives the one value of a future.
struct OneValue<T> {
    fed: Fed<T>,
}

/// Nothing of it is pinned.
impl<T> Unpin for OneValue<T> {}

impl<T: Send + 'static, D: 'static> FutureProducer<D> for OneValue<T> {
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
            Some(Ok(value)) => return Poll::Ready(Ok(Some(value))),
            Some(Err(failure)) => failure,
            None => StreamFailure::Empty,
        };
        Poll::Ready(Err(Lost { what: "future", failure }.into()))
    }
}
