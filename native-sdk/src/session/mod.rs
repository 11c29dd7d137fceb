//! A session with a host: the loop that runs its calls, on one thread.
//!
//! `state` has what is known between two messages, `run` the loop, `tasks` the calls of async functions, `import` the
//! calls to the host.

mod import;
mod pace;
mod run;
mod state;
mod tasks;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::time::Instant;

use amphi_protocol::{CallId, DropHandle, Message};

pub(crate) use self::import::SessionOver;
pub use self::import::{import, import_async};
pub(crate) use self::run::{Ended, run};
use self::state::Session;
pub use self::tasks::spawn_local;

/// The call that this thread runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Current {
    pub(crate) id: CallId,
    pub(crate) deadline: Option<Instant>,
    pub(crate) cancelled: bool,
}

thread_local! {
    /// The session that this thread serves. Never borrowed while code of the plugin's author runs.
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
    /// Apart from the session, so that a log event may ask for it at any time.
    static CURRENT: Cell<Option<Current>> = const { Cell::new(None) };
}

/// The call that this thread runs, if it runs one.
pub(crate) fn current() -> Option<Current> {
    CURRENT.get()
}

/// Tells the host that the plugin holds one of its resources no longer. On a thread without a session there is nobody to
/// tell: the resource goes with the instance.
pub(crate) fn drop_handle(handle: u64) {
    let told = SESSION.try_with(|session| {
        let Ok(session) = session.try_borrow() else { return };
        if let Some(session) = &*session {
            // A host that is gone has dropped everything.
            session.sender.send(|out| Message::Drop(DropHandle { handle }).encode(out)).ok();
        }
    });
    // A thread that ends has no session any more.
    told.ok();
}

/// Whether the running call is cancelled or late; looks at what has come from the host.
pub(crate) fn is_cancelled() -> bool {
    let Some(call) = current() else { return false };
    if call.cancelled || call.deadline.is_some_and(|deadline| deadline <= Instant::now()) {
        return true;
    }
    SESSION.with_borrow_mut(|session| {
        if let Some(session) = session
            && session.poll().is_err()
        {
            // Nobody is there to wait. The loop meets the same end when it reads next.
            return true;
        }
        current().is_some_and(|call| call.cancelled)
    })
}
