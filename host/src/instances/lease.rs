//! An instance that is lent to a call, and the place of one that is being started: each comes back when it is dropped.

use std::sync::Arc;

use super::Member;
use super::plugin::Shared;
use crate::config::InstanceUse;

/// An instance, lent to one call.
pub(super) struct Lease {
    shared: Arc<Shared>,
    member: Arc<dyn Member>,
}

impl Lease {
    pub(super) fn new(shared: &Arc<Shared>, member: Arc<dyn Member>) -> Self {
        Self { shared: Arc::clone(shared), member }
    }

    pub(super) fn member(&self) -> &dyn Member {
        &*self.member
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let id = self.member.info().instance;
        let is_exclusive = self.shared.usage() != InstanceUse::Shared;
        if is_exclusive && !self.member.is_idle() {
            // Nobody waits for the call any more, and it goes on: the instance is free when it has ended.
            let (shared, member) = (Arc::clone(&self.shared), Arc::clone(&self.member));
            self.shared.spawn(async move {
                member.idle().await;
                shared.give_back(id);
            });
            return;
        }
        self.shared.give_back(id);
    }
}

/// The right to start one more instance, and the duty to say what came of it.
pub(super) struct Permit {
    shared: Arc<Shared>,
    used: bool,
}

impl Permit {
    pub(super) fn new(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared), used: false }
    }

    /// Adds the instance, and lends it to the call that started it; gives it back if the plugin has ended meanwhile.
    pub(super) fn fill(mut self, member: Arc<dyn Member>) -> Result<Lease, Arc<dyn Member>> {
        self.used = true;
        let lent = Arc::clone(&member);
        self.shared.change(|roster, out| roster.add(member, out))?;
        Ok(Lease::new(&self.shared, lent))
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if !self.used {
            self.shared.change(|roster, out| roster.give_up_start(out));
        }
    }
}
