//! Streams that wait for someone to accept them, and those who wait for a stream. No clock: the times are given.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::time::Instant;

use tokio::sync::oneshot;

use super::BrokerId;

/// Where the two sides of a number meet. How many streams wait is bounded by those there can be.
#[derive(Debug)]
pub(super) struct Parking<T> {
    slots: HashMap<BrokerId, Slot<T>>,
    is_closed: bool,
}

#[derive(Debug)]
enum Slot<T> {
    /// Somebody accepts.
    Waiting(oneshot::Sender<T>),
    /// A stream has come, and is dropped when its time is up.
    Parked(T, Instant),
}

/// What somebody who accepts gets.
#[derive(Debug)]
pub(super) enum Place<T> {
    Parked(T),
    Wait(oneshot::Receiver<T>),
}

impl<T> Parking<T> {
    pub(super) fn new() -> Self {
        Self { slots: HashMap::new(), is_closed: false }
    }

    /// A stream came. A second one of the same number is dropped.
    pub(super) fn arrive(&mut self, id: BrokerId, stream: T, until: Instant) {
        let stream = match self.slots.remove(&id) {
            // If it was given up at this moment, the stream comes back and is parked.
            Some(Slot::Waiting(waiting)) => match waiting.send(stream) {
                Ok(()) => return,
                Err(stream) => stream,
            },
            Some(parked @ Slot::Parked(..)) => {
                self.slots.insert(id, parked);
                return;
            }
            None => stream,
        };
        self.slots.insert(id, Slot::Parked(stream, until));
    }

    /// Somebody accepts; none if somebody does already.
    pub(super) fn wait(&mut self, id: BrokerId) -> Option<Place<T>> {
        let (sender, receiver) = oneshot::channel();
        if self.is_closed {
            // The other end is gone, which is what the waiter finds.
            return Some(Place::Wait(receiver));
        }
        match self.slots.entry(id) {
            Entry::Vacant(slot) => {
                slot.insert(Slot::Waiting(sender));
                Some(Place::Wait(receiver))
            }
            Entry::Occupied(slot) => match slot.get() {
                Slot::Waiting(other) if !other.is_closed() => None,
                _ => match slot.remove() {
                    Slot::Parked(stream, _) => Some(Place::Parked(stream)),
                    Slot::Waiting(_) => {
                        self.slots.insert(id, Slot::Waiting(sender));
                        Some(Place::Wait(receiver))
                    }
                },
            },
        }
    }

    /// Whoever accepted the number is gone.
    pub(super) fn give_up(&mut self, id: BrokerId) {
        if let Entry::Occupied(slot) = self.slots.entry(id)
            && matches!(slot.get(), Slot::Waiting(waiting) if waiting.is_closed())
        {
            slot.remove();
        }
    }

    /// When the first parked stream's time is up.
    pub(super) fn next_due(&self) -> Option<Instant> {
        let due = |slot: &Slot<T>| if let Slot::Parked(_, until) = slot { Some(*until) } else { None };
        self.slots.values().filter_map(due).min()
    }

    /// Drops the streams whose time is up.
    pub(super) fn expire(&mut self, now: Instant) {
        self.slots.retain(|_, slot| !matches!(slot, Slot::Parked(_, until) if *until <= now));
    }

    /// No stream will come any more.
    pub(super) fn close(&mut self) {
        self.is_closed = true;
        self.slots.clear();
    }
}
