//! Streams and futures of the plugin on their way to the host: a task of the plugin's thread encodes what the
//! writer writes.

use std::future::poll_fn;
use std::task::Poll;

use amphi_protocol::limits::STREAM_FRAME_BYTES;
use amphi_protocol::{Encode, Frames, frames_after, stream_frames};
use amphi_transport::{ReaderGone, SlotWriter, stream_slot};

use super::future::{self, LocalSource as LocalFuture};
use super::reader::{LocalSource, Source};
use crate::session::spawn_local;

impl<T: Encode> Source<T> {
    /// The frames that the host is to read.
    pub(super) fn into_frames(self) -> Frames {
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

impl<T: Encode> future::Source<T> {
    /// The frames that the host is to read.
    pub(super) fn into_frames(self) -> Frames {
        match self {
            Self::Local(source) => {
                let (slot, frames) = stream_slot();
                spawn_local(feed_value(source, slot));
                Box::new(frames)
            }
            Self::Host(frames) => frames,
        }
    }
}

async fn feed<T: Encode + 'static>(source: LocalSource<T>, mut slot: SlotWriter) {
    let most = STREAM_FRAME_BYTES.checked_div(size_of::<T>()).unwrap_or(STREAM_FRAME_BYTES).max(1);
    // The source is dropped when the host wants no more, and its writer learns of it.
    while room(&slot).await.is_ok() {
        let mut items = Vec::new();
        let taken = poll_fn(|context| match slot.poll_gone(context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => source.0.poll_take(context, most, &mut items).map(Some),
        });
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

async fn feed_value<T: Encode + 'static>(source: LocalFuture<T>, mut slot: SlotWriter) {
    let value = poll_fn(|context| match slot.poll_gone(context) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => source.0.poll_take(context).map(Some),
    });
    if let Some(value) = value.await {
        let mut body = Vec::new();
        value.encode(&mut body);
        slot.put(body);
        slot.finish();
    }
}

async fn room(slot: &SlotWriter) -> Result<(), ReaderGone> {
    poll_fn(|context| slot.poll_room(context)).await
}
