//! The host's next identity, made while nobody waits for it.
//!
//! A key pair and its certificate take a tenth of a start, and the plugin cannot be started before: its environment
//! carries the certificate. So each start leaves one behind for the next, which is then its own and nobody else's.

use std::sync::{Mutex, MutexGuard, PoisonError};

use amphi_transport::{Error, Identity};

/// Takes the identity that is ready, or makes one.
pub(super) fn take() -> Result<Identity, Error> {
    let spare = spare().take();
    spare.map_or_else(Identity::generate, Ok)
}

/// Makes one for the next start, if none is ready.
pub(super) fn prepare() {
    if spare().is_some() {
        return;
    }
    // Whoever needs it makes it too, and then there is somebody to be told of the failure.
    if let Ok(identity) = Identity::generate() {
        *spare() = Some(identity);
    }
}

fn spare() -> MutexGuard<'static, Option<Identity>> {
    static SPARE: Mutex<Option<Identity>> = Mutex::new(None);
    SPARE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_taken_once() {
        prepare();
        let first = take().unwrap();
        let second = take().unwrap();
        assert_ne!(first.der(), second.der());
    }
}
