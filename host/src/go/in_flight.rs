//! How many calls are under way, and in streams that they gave.

use tokio::sync::watch;

/// The calls of one instance.
#[derive(Debug)]
pub(super) struct InFlight(watch::Sender<u32>);

/// A call that is under way, until it is dropped.
#[derive(Debug)]
pub(super) struct Ticket(watch::Sender<u32>);

impl InFlight {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// One call more, unless there are as many as may be.
    pub(super) fn enter(&self, limit: u32) -> Option<Ticket> {
        let entered = self.0.send_if_modified(|count| {
            let has_room = *count < limit;
            *count += u32::from(has_room);
            has_room
        });
        entered.then(|| Ticket(self.0.clone()))
    }

    pub(super) fn is_idle(&self) -> bool {
        *self.0.borrow() == 0
    }

    /// Waits until no call is under way.
    pub(super) async fn idle(&self) {
        // The sender lives as long as this borrow of its owner.
        self.0.subscribe().wait_for(|count| *count == 0).await.ok();
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn calls_are_counted_up_to_their_limit() {
        let calls = InFlight::new();
        let first = calls.enter(2).unwrap();
        let second = calls.enter(2).unwrap();
        assert!(calls.enter(2).is_none());
        drop(first);
        assert!(!calls.is_idle());
        drop(second);
        calls.idle().await;
        assert!(calls.is_idle());
    }
}
