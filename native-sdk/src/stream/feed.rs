//! Streams and futures of the plugin on their way to the host: a task of the plugin's thread encodes what the
//! writer writes.

use std::future::poll_fn;
use std::task::{Context, Poll};

use amphi_protocol::limits::STREAM_FRAME_BYTES;
use amphi_protocol::{
    Decode, Encode, Frame, Frames, Receipt, StreamFailure, collect_passed, frames_after, stream_frames,
};
use amphi_transport::{ReaderGone, SlotWriter, stream_slot};
use futures_channel::oneshot;

use super::future::{self, LocalSource as LocalFuture};
use super::reader::{LocalSource, Source};
use crate::resource::Given;
use crate::session::spawn_local;

impl<T: Encode + Decode> Source<T> {
    /// The frames that the host is to read.
    pub(super) fn into_frames(self) -> Frames {
        if T::HANDLES {
            let (slot, frames) = stream_slot();
            spawn_local(feed_each(self, slot));
            return Box::new(frames.answered());
        }
        match self {
            Self::Local(source) => {
                let (slot, frames) = stream_slot();
                spawn_local(feed(source, slot));
                Box::new(frames)
            }
            // What came from the host goes back as it came, after what was decoded of it and not read.
            Self::Host(host) => frames_after(stream_frames(host.items.as_slice()), host.frames),
        }
    }
}

impl<T: Encode + Decode> future::Source<T> {
    /// The frames that the host is to read.
    pub(super) fn into_frames(self) -> Frames {
        match self {
            Self::Host(frames) if !T::HANDLES => frames,
            source => {
                let (slot, frames) = stream_slot();
                spawn_local(feed_value(source, slot));
                Box::new(if T::HANDLES { frames.answered() } else { frames })
            }
        }
    }
}

async fn feed<T: Encode + 'static>(source: LocalSource<T>, mut slot: SlotWriter) {
    let most = STREAM_FRAME_BYTES.checked_div(size_of::<T>()).unwrap_or(STREAM_FRAME_BYTES).max(1);
    // The source is dropped when the host wants no more, and its writer learns of it.
    while room(&slot).await.is_ok() {
        let mut items = Vec::new();
        let taken = unless_gone(&slot, |context| source.0.poll_take(context, most, &mut items));
        match taken.await {
            None => return,
            Some(0) => return slot.finish(),
            Some(_) => {}
        }
        for body in stream_frames(&items) {
            if room(&slot).await.is_err() {
                return;
            }
            slot.put(body);
        }
    }
}

/// As above, of elements that hold resources or streams: one at a time, which is the host's once it has taken it.
async fn feed_each<T: Encode + Decode + 'static>(mut source: Source<T>, mut slot: SlotWriter) {
    while room(&slot).await.is_ok() {
        let mut item = Vec::with_capacity(1);
        match unless_gone(&slot, |context| source.poll_take(context, 1, &mut item)).await {
            None => return,
            Some(0) => return slot.finish(),
            Some(_) => {}
        }
        if !give(&mut slot, |body| T::encode_chunk(&item, body)).await {
            return;
        }
    }
}

async fn feed_value<T: Encode + Decode + 'static>(mut source: future::Source<T>, mut slot: SlotWriter) {
    let value = unless_gone(&slot, |context| match &mut source {
        future::Source::Local(LocalFuture(cell)) => cell.poll_take(context).map(Ok::<_, StreamFailure>),
        future::Source::Host(frames) => future::poll_value(frames, context),
    });
    let value = match value.await {
        Some(Ok(value)) => value,
        Some(Err(failure)) => return slot.fail(failure),
        None => return,
    };
    if T::HANDLES {
        if give(&mut slot, |body| value.encode(body)).await {
            slot.finish();
        }
        return;
    }
    let mut body = Vec::new();
    value.encode(&mut body);
    slot.put(body);
    slot.finish();
}

/// Gives the host a frame with what `encode` gives; false if it did not take it, or holds too much already.
async fn give(slot: &mut SlotWriter, encode: impl FnOnce(&mut Vec<u8>)) -> bool {
    let mut body = Vec::new();
    let (given, passed) = collect_passed(|| Given::with(|| encode(&mut body)));
    let Some(given) = given else { return false };
    let (sender, taken) = oneshot::channel();
    slot.put(Frame::giving(body, passed, Some(Box::new(Taken(sender)))));
    let is_taken = taken.await.is_ok();
    if !is_taken {
        given.take_back();
    }
    is_taken
}

/// Tells the task that the host has its frame.
struct Taken(oneshot::Sender<()>);

impl Receipt for Taken {
    fn taken(self: Box<Self>) {
        // The task ends with the plugin alone.
        self.0.send(()).ok();
    }
}

/// Waits for a source, or until the host wants no more.
async fn unless_gone<R>(slot: &SlotWriter, mut poll: impl FnMut(&mut Context<'_>) -> Poll<R>) -> Option<R> {
    poll_fn(|context| match slot.poll_gone(context) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => poll(context).map(Some),
    })
    .await
}

async fn room(slot: &SlotWriter) -> Result<(), ReaderGone> {
    poll_fn(|context| slot.poll_room(context)).await
}
