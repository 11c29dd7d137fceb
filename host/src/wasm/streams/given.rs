//! What a component gives.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use amphi_protocol::{Encode, StreamFailure};
use futures_util::FutureExt;
use tokio::sync::oneshot;
use wasmtime::StoreContextMut;
use wasmtime::component::{self, FutureConsumer, Lift, Source, StreamConsumer, StreamResult};

use super::super::store::Data;
use super::Place;
use crate::error::Error;
use crate::resource::active;
use crate::stream::{FutureReader, StreamReader, StreamWriter, Written, channel, most};

/// The stream of a component as the host's code has it.
pub(super) fn stream<T: Lift + Encode + Send + Sync + 'static>(
    raw: component::StreamReader<T>,
) -> wasmtime::Result<StreamReader<T>> {
    let shut = Shut::new(raw)?;
    Ok(StreamReader::from_chunks(async move { open_stream(shut) }.flatten_stream()))
}

/// The future of a component as the host's code has it.
pub(super) fn future<T: Lift + Encode + Send + Sync + 'static>(
    raw: component::FutureReader<T>,
) -> wasmtime::Result<FutureReader<T>> {
    let shut = Shut::new(raw)?;
    Ok(FutureReader::from_plugin(async move {
        // A component cannot drop its end without a value: it ended.
        open_future(shut).await.map_err(|_| Error::Stream { failure: StreamFailure::SessionEnded })
    }))
}

/// The end of a stream or a future that nobody reads yet; closed if nobody will.
struct Shut<R: Raw> {
    /// None once it was opened.
    raw: Option<(R, Place)>,
}

/// What a store has to be told to close.
trait Raw: Send + 'static {
    fn close(self, store: StoreContextMut<'_, Data>) -> wasmtime::Result<()>;
}

impl<T: Send + 'static> Raw for component::StreamReader<T> {
    fn close(mut self, store: StoreContextMut<'_, Data>) -> wasmtime::Result<()> {
        Self::close(&mut self, store)
    }
}

impl<T: Send + 'static> Raw for component::FutureReader<T> {
    fn close(mut self, store: StoreContextMut<'_, Data>) -> wasmtime::Result<()> {
        Self::close(&mut self, store)
    }
}

impl<R: Raw> Shut<R> {
    fn new(raw: R) -> wasmtime::Result<Self> {
        Ok(Self { raw: Some((raw, Place::take()?)) })
    }

    /// Has it opened as soon as somebody has the store; where nobody ever will, `open` is dropped.
    fn open(mut self, open: impl FnOnce(R, Place, StoreContextMut<'_, Data>) -> wasmtime::Result<()> + Send + 'static) {
        if let Some((raw, place)) = self.raw.take() {
            let errands = place.0.errands.clone();
            errands.try_send(Box::new(move |store| open(raw, place, store))).ok();
        }
    }
}

impl<R: Raw> Drop for Shut<R> {
    fn drop(&mut self) {
        if let Some((raw, place)) = self.raw.take() {
            let errands = place.0.errands.clone();
            // Nobody may have the store any more.
            errands
                .try_send(Box::new(move |store| {
                    let _place = place;
                    raw.close(store)
                }))
                .ok();
        }
    }
}

fn open_stream<T: Lift + Encode + Send + Sync + 'static>(shut: Shut<component::StreamReader<T>>) -> Written<T> {
    let (writer, written) = channel();
    let end = End(writer);
    shut.open(move |raw, place, store| raw.pipe(store, Items { end, place }));
    written
}

fn open_future<T: Lift + Send + Sync + 'static>(shut: Shut<component::FutureReader<T>>) -> oneshot::Receiver<T> {
    let (sender, receiver) = oneshot::channel();
    shut.open(move |raw, place, store| {
        if sender.is_closed() {
            return Raw::close(raw, store);
        }
        raw.pipe(store, OneValue { sender: Some(sender), _place: place })
    });
    receiver
}

/// The end into which a component writes. Dropped with its instance, it is no clean end.
struct End<T>(StreamWriter<T>);

impl<T> Drop for End<T> {
    fn drop(&mut self) {
        self.0.end(Err(StreamFailure::SessionEnded));
    }
}

/// Takes what a component writes, a chunk at a time.
struct Items<T> {
    end: End<T>,
    place: Place,
}

impl<T> Drop for Items<T> {
    fn drop(&mut self) {
        // The component drops its end while it runs; everything else that drops this is the end of the instance.
        if self.place.0.is_polled() {
            self.end.0.end(Ok(()));
        }
    }
}

impl<T: Lift + Encode + Send + Sync + 'static, D: 'static> StreamConsumer<D> for Items<T> {
    type Item = T;

    fn poll_consume(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut store: StoreContextMut<'_, D>,
        mut source: Source<'_, T>,
        finish: bool,
    ) -> Poll<wasmtime::Result<StreamResult>> {
        let writer = &self.end.0;
        // What was read last has to be taken first: an element may be as large as a message.
        let room = match writer.poll_empty(context) {
            Poll::Pending if finish => return Poll::Ready(Ok(StreamResult::Cancelled)),
            room => ready!(room),
        };
        if room.is_err() {
            return Poll::Ready(Ok(StreamResult::Dropped));
        }
        // Each of them may be a stream itself, for which there is a place.
        let most = if T::HANDLES { 1 } else { most::<T>() };
        if T::HANDLES && self.place.0.poll_room(context).is_pending() {
            return if finish { Poll::Ready(Ok(StreamResult::Cancelled)) } else { Poll::Pending };
        }
        let mut items = Vec::with_capacity(source.remaining(&mut store).min(most));
        source.read(store, &mut items)?;
        if T::HANDLES
            && let Err(error) = active().map_or(Ok(()), |resources| resources.check_held())
        {
            writer.end(Err(StreamFailure::Malformed(error)));
            return Poll::Ready(Ok(StreamResult::Dropped));
        }
        if !items.is_empty() {
            writer.put(items);
        }
        Poll::Ready(Ok(StreamResult::Completed))
    }
}

/// Takes the value of a future.
struct OneValue<T> {
    sender: Option<oneshot::Sender<T>>,
    _place: Place,
}

impl<T: Lift + Send + Sync + 'static, D: 'static> FutureConsumer<D> for OneValue<T> {
    type Item = T;

    fn poll_consume(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
        store: StoreContextMut<'_, D>,
        mut source: Source<'_, T>,
        _finish: bool,
    ) -> Poll<wasmtime::Result<()>> {
        let mut value = None;
        source.read(store, &mut value)?;
        if let (Some(value), Some(sender)) = (value, self.sender.take()) {
            // Nobody may want it any more.
            sender.send(value).ok();
        }
        Poll::Ready(Ok(()))
    }
}
