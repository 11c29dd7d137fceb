//! Who may enter an instance: one call at a time, the others in order, none once it has ended.
//!
//! The instance's [`Cell`] is moved out for a call and back after it, so no lock is held while guest code runs. It lies
//! in a slot while nothing else is to be seen to: a call that finds it there takes it out with one atomic operation, puts
//! it back with another, and allocates nothing. As soon as somebody waits, stops or watches, the gate is `attended`, and
//! everything goes by the one mutex. Whoever sets that looks into the slot afterwards, and whoever fills the slot looks
//! at that afterwards, so that one of them sees the other.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, oneshot};

use super::slot::Slot;
use super::store::Cell;
use crate::end::EndCause;

/// The entrance to one instance.
pub(super) struct Gate {
    /// The instance, while it is idle and nobody has to be seen to.
    idle: Slot<Cell>,
    /// Whether there is more to do at the end of a call than to fill the slot.
    attended: AtomicBool,
    inner: Mutex<Inner>,
    /// Told when the instance ends.
    ended: Notify,
    /// Told when an instance that is watched has no call under way any more.
    left: Notify,
    /// Calls under way and waiting, at most.
    limit: usize,
}

#[derive(Default)]
struct Inner {
    /// The instance, while it is idle and the gate is attended.
    parked: Option<Box<Cell>>,
    ended: Option<Arc<EndCause>>,
    stopping: bool,
    /// Whether somebody waits until no call is under way.
    watched: bool,
    waiting: VecDeque<oneshot::Sender<Entry>>,
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
        Self {
            idle: Slot::empty(),
            attended: AtomicBool::new(false),
            inner: Mutex::default(),
            ended: Notify::new(),
            left: Notify::new(),
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks for more than a look: from here on nothing passes by the mutex, and an idle instance is parked.
    fn attend(&self) -> MutexGuard<'_, Inner> {
        let mut inner = self.lock();
        self.attended.store(true, Ordering::SeqCst);
        if let Some(cell) = self.idle.take() {
            inner.parked = Some(cell);
        }
        inner
    }

    /// Takes the instance, to [enter](Entry::new) it, if it is idle and nobody has to be seen to.
    #[inline]
    pub(super) fn take_idle(&self) -> Option<Box<Cell>> {
        self.idle.take()
    }

    /// Asks to enter. The entry must be used or dropped: either lets the next caller in.
    pub(super) fn enter(&self) -> Admission {
        if let Some(cell) = self.take_idle() {
            return Admission::Now(Entry::new(cell));
        }
        let mut inner = self.attend();
        if let Some(cause) = &inner.ended {
            return Admission::Ended(cause.clone());
        }
        if inner.stopping {
            return Admission::Stopping;
        }
        match inner.parked.take() {
            Some(cell) => Admission::Now(Entry::new(cell)),
            None => inner.queue(self.limit),
        }
    }

    /// Takes an instance that is ready for its next call, and lets the first of the queue in.
    #[inline]
    pub(super) fn give_back(&self, cell: Box<Cell>) {
        if !self.attended.load(Ordering::SeqCst) {
            let _none = self.idle.put(cell);
            if self.attended.load(Ordering::SeqCst)
                && let Some(cell) = self.idle.take()
            {
                // Somebody came at the same time, and has not seen it.
                self.give_back_attended(cell);
            }
            return;
        }
        self.give_back_attended(cell);
    }

    #[cold]
    fn give_back_attended(&self, cell: Box<Cell>) {
        let mut inner = self.lock();
        let _after_unlock = if inner.ended.is_some() {
            // The store goes once the lock is free: it may take a while.
            Some(cell)
        } else {
            inner.pass_on(cell);
            None
        };
        let watched = inner.watched;
        if !watched && !inner.stopping && inner.ended.is_none() && inner.waiting.is_empty() {
            // Nobody is left who would have to be seen to: the next call passes by the mutex.
            self.attended.store(false, Ordering::SeqCst);
            if let Some(cell) = inner.parked.take() {
                let _none = self.idle.put(cell);
            }
        }
        drop(inner);
        if watched {
            self.left.notify_waiters();
        }
    }

    /// Refuses every new call and fails those in the queue. Says whether this is the first time.
    pub(super) fn begin_stop(&self) -> bool {
        let mut inner = self.attend();
        let first = !std::mem::replace(&mut inner.stopping, true);
        let waiting = std::mem::take(&mut inner.waiting);
        drop(inner);
        drop(waiting);
        first
    }

    /// Ends the instance, unless it has ended: calls in the queue and under way fail with the cause. Gives the cause
    /// that counts, and whether it is this one.
    pub(super) fn end(&self, cause: EndCause) -> (Arc<EndCause>, bool) {
        let mut inner = self.attend();
        if let Some(first) = &inner.ended {
            return (first.clone(), false);
        }
        let cause = Arc::new(cause);
        inner.ended = Some(cause.clone());
        let parked = inner.parked.take();
        let waiting = std::mem::take(&mut inner.waiting);
        drop(inner);
        // Both outside the lock: an idle store takes a while to go, and a waiter may give something back.
        drop((parked, waiting));
        self.ended.notify_waiters();
        self.left.notify_waiters();
        (cause, true)
    }

    /// How the instance ended, if it has.
    pub(super) fn ending(&self) -> Option<Arc<EndCause>> {
        self.lock().ended.clone()
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.lock().stopping
    }

    pub(super) fn is_idle(&self) -> bool {
        self.lock().parked.is_some() || !self.idle.is_empty()
    }

    /// Whether a call is under way.
    pub(super) fn is_busy(&self) -> bool {
        let inner = self.lock();
        inner.is_busy() && self.idle.is_empty()
    }

    /// Wants to be told when no call is under way any more. Says whether one is.
    fn watch(&self) -> bool {
        let mut inner = self.attend();
        inner.watched = true;
        inner.is_busy()
    }

    /// Waits until no call is under way, or the instance has ended.
    pub(super) async fn wait_idle(&self) {
        loop {
            let mut notified = std::pin::pin!(self.left.notified());
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
    /// Whether the instance is out, as far as it is known here.
    fn is_busy(&self) -> bool {
        self.parked.is_none() && self.ended.is_none()
    }

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
                Ok(()) => return,
                Err(refused) => entry = refused,
            }
        }
        self.parked = entry.cell.take();
    }
}

/// An instance, checked out for one call. Dropping it lets the next call in; dropping it while guest code is on its
/// stack ends the instance, for a store cannot be left in the middle.
pub(super) struct Entry {
    cell: Option<Box<Cell>>,
    inside: bool,
}

impl Entry {
    /// The entry of who has taken the instance.
    #[inline]
    pub(super) fn new(cell: Box<Cell>) -> Self {
        Self { cell: Some(cell), inside: false }
    }

    /// The instance, to be prepared, or looked at after it failed.
    pub(super) fn cell(&mut self) -> Option<&mut Cell> {
        self.cell.as_deref_mut()
    }

    /// The instance, about to run guest code.
    #[inline]
    pub(super) fn go_inside(&mut self) -> Option<&mut Cell> {
        self.inside = true;
        self.cell.as_deref_mut()
    }

    /// Guest code returned: lets the next call in.
    #[inline]
    pub(super) fn leave(mut self, gate: &Gate) {
        if let Some(cell) = self.cell.take() {
            gate.give_back(cell);
        }
    }

    #[cold]
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
