//! Who may enter an instance: one call at a time, the others in order, none once it has ended.
//!
//! The instance's [`Cell`] is moved out for a call and back after it, so no lock is held while guest code runs. A call
//! that finds the instance idle takes the one mutex here twice, for a few instructions each, and allocates nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, oneshot};

use super::store::Cell;
use crate::end::EndCause;

/// The entrance to one instance.
pub(super) struct Gate {
    inner: Mutex<Inner>,
    /// Told when the instance ends.
    ended: Notify,
    /// Told when an instance that is watched has no call under way any more.
    idle: Notify,
    /// Calls under way and waiting, at most.
    limit: usize,
}

struct Inner {
    place: Place,
    stopping: bool,
    /// Whether somebody waits until no call is under way.
    watched: bool,
    waiting: VecDeque<oneshot::Sender<Entry>>,
}

enum Place {
    Idle(Box<Cell>),
    Busy,
    Ended(Arc<EndCause>),
}

/// What a caller gets at the gate.
pub(super) enum Admission {
    /// The instance is idle: enter.
    Now(Entry),
    /// Others are first. What is waited for does not come if the instance ends.
    Queued(oneshot::Receiver<Entry>),
    /// Too many wait already, this many with the call under way.
    Full(usize),
    /// It is being stopped.
    Stopping,
    /// It is gone.
    Ended(Arc<EndCause>),
}

impl Gate {
    pub(super) fn new(limit: u32) -> Self {
        let inner = Inner { place: Place::Busy, stopping: false, watched: false, waiting: VecDeque::new() };
        Self {
            inner: Mutex::new(inner),
            ended: Notify::new(),
            idle: Notify::new(),
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks to enter. The entry must be used or dropped: either lets the next caller in.
    pub(super) fn enter(&self) -> Admission {
        let mut inner = self.lock();
        if inner.stopping {
            return match &inner.place {
                Place::Ended(cause) => Admission::Ended(cause.clone()),
                _ => Admission::Stopping,
            };
        }
        match std::mem::replace(&mut inner.place, Place::Busy) {
            Place::Idle(cell) => Admission::Now(Entry::new(cell)),
            Place::Busy => inner.queue(self.limit),
            Place::Ended(cause) => {
                inner.place = Place::Ended(cause.clone());
                Admission::Ended(cause)
            }
        }
    }

    /// Takes an instance that is ready for its next call, and lets the first of the queue in.
    pub(super) fn give_back(&self, cell: Box<Cell>) {
        let mut inner = self.lock();
        let _after_unlock = match inner.place {
            // The store goes once the lock is free: it may take a while.
            Place::Ended(_) => Some(cell),
            Place::Idle(_) | Place::Busy => {
                inner.pass_on(cell);
                None
            }
        };
        let watched = inner.watched;
        drop(inner);
        if watched {
            self.idle.notify_waiters();
        }
    }

    /// Refuses every new call and fails those in the queue. Says whether this is the first time.
    pub(super) fn begin_stop(&self) -> bool {
        let mut inner = self.lock();
        let first = !std::mem::replace(&mut inner.stopping, true);
        let waiting = std::mem::take(&mut inner.waiting);
        drop(inner);
        drop(waiting);
        first
    }

    /// Ends the instance, unless it has ended: calls in the queue and under way fail with the cause. Gives the cause
    /// that counts, and whether it is this one.
    pub(super) fn end(&self, cause: EndCause) -> (Arc<EndCause>, bool) {
        let mut inner = self.lock();
        if let Place::Ended(first) = &inner.place {
            return (first.clone(), false);
        }
        let cause = Arc::new(cause);
        let place = std::mem::replace(&mut inner.place, Place::Ended(cause.clone()));
        let waiting = std::mem::take(&mut inner.waiting);
        drop(inner);
        // Both outside the lock: an idle store takes a while to go, and a waiter may give something back.
        drop((place, waiting));
        self.ended.notify_waiters();
        self.idle.notify_waiters();
        (cause, true)
    }

    /// How the instance ended, if it has.
    pub(super) fn ending(&self) -> Option<Arc<EndCause>> {
        match &self.lock().place {
            Place::Ended(cause) => Some(cause.clone()),
            Place::Idle(_) | Place::Busy => None,
        }
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.lock().stopping
    }

    pub(super) fn is_idle(&self) -> bool {
        matches!(self.lock().place, Place::Idle(_))
    }

    /// Whether a call is under way.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self.lock().place, Place::Busy)
    }

    /// Wants to be told when no call is under way any more. Says whether one is.
    fn watch(&self) -> bool {
        let mut inner = self.lock();
        inner.watched = true;
        matches!(inner.place, Place::Busy)
    }

    /// Waits until no call is under way, or the instance has ended.
    pub(super) async fn wait_idle(&self) {
        loop {
            let mut notified = std::pin::pin!(self.idle.notified());
            notified.as_mut().enable();
            if !self.watch() {
                return;
            }
            notified.await;
        }
    }

    /// Waits for the end.
    pub(super) async fn wait_ended(&self) -> Arc<EndCause> {
        loop {
            let mut notified = std::pin::pin!(self.ended.notified());
            notified.as_mut().enable();
            match self.ending() {
                Some(cause) => return cause,
                None => notified.await,
            }
        }
    }
}

impl Inner {
    fn queue(&mut self, limit: usize) -> Admission {
        // The call under way counts too.
        if self.waiting.len() + 1 >= limit {
            self.waiting.retain(|waiter| !waiter.is_closed());
        }
        let there = self.waiting.len() + 1;
        if there >= limit {
            return Admission::Full(there);
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.push_back(sender);
        Admission::Queued(receiver)
    }

    fn pass_on(&mut self, cell: Box<Cell>) {
        let mut entry = Entry::new(cell);
        while let Some(waiter) = self.waiting.pop_front() {
            // Whoever gave up in the queue hands the entry on to the next.
            match waiter.send(entry) {
                Ok(()) => {
                    self.place = Place::Busy;
                    return;
                }
                Err(refused) => entry = refused,
            }
        }
        if let Some(cell) = entry.cell.take() {
            self.place = Place::Idle(cell);
        }
    }
}

/// An instance, checked out for one call. Dropping it lets the next call in; dropping it while guest code is on its
/// stack ends the instance, for a store cannot be left in the middle.
pub(super) struct Entry {
    cell: Option<Box<Cell>>,
    inside: bool,
}

impl Entry {
    fn new(cell: Box<Cell>) -> Self {
        Self { cell: Some(cell), inside: false }
    }

    /// The instance, to be prepared, or looked at after it failed.
    pub(super) fn cell(&mut self) -> Option<&mut Cell> {
        self.cell.as_deref_mut()
    }

    /// The instance, about to run guest code.
    pub(super) fn go_inside(&mut self) -> Option<&mut Cell> {
        self.inside = true;
        self.cell.as_deref_mut()
    }

    /// Guest code returned: lets the next call in.
    pub(super) fn leave(mut self, gate: &Gate) {
        if let Some(cell) = self.cell.take() {
            gate.give_back(cell);
        }
    }

    fn abandon(&self, cell: Box<Cell>) {
        let instance = cell.instance().clone();
        if self.inside {
            // Whoever cuts a call off says why first; if nobody did, its task went with the runtime or the plugin.
            instance.end(EndCause::Stopped);
        } else {
            instance.gate.give_back(cell);
        }
    }
}

impl Drop for Entry {
    #[inline]
    fn drop(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.abandon(cell);
        }
    }
}
