//! Components that were compiled before: in memory, and on disk.
//!
//! Loading compiled code means trusting it as much as the host itself. So an entry on disk carries a code that only
//! this user's hosts can make (`entry`, `secret`), and it is checked over the very bytes that are then used: never is
//! a file verified and then mapped by its path. What does not fit is ignored, and replaced (`disk`).

#[cfg(unix)]
mod disk;
#[cfg(not(unix))]
#[path = "no_disk.rs"]
mod disk;
#[cfg(unix)]
mod entry;
#[cfg(unix)]
mod secret;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use amphi_protocol::Interface;
use wasmtime::Engine;
use wasmtime::component::Component;

use self::disk::Disk;
use crate::config::CacheConfig;

/// The SHA-256 of a component's bytes.
pub(super) type ComponentDigest = [u8; 32];

/// A component that is ready to be linked, with the interface that its bytes say.
#[derive(Clone)]
pub(super) struct Compiled {
    pub(super) component: Component,
    pub(super) interface: Arc<Interface>,
}

/// What was compiled before, by this host or by another one.
#[derive(Default)]
pub(super) struct Cache {
    memory: Mutex<VecDeque<(ComponentDigest, Compiled)>>,
    disk: Option<Disk>,
}

impl Cache {
    /// A cache that keeps what it compiles in a folder, if there is one.
    pub(super) fn new(config: &CacheConfig, engine: &Engine) -> Self {
        let folder = config.folder.as_deref().filter(|_| config.size > 0);
        let disk = folder.and_then(|folder| Disk::new(folder, config.size, engine));
        Self { memory: Mutex::default(), disk }
    }

    /// Finds what was compiled from these bytes. Reads a file, if it is not in memory.
    pub(super) fn find(&self, engine: &Engine, digest: &ComponentDigest) -> Option<Compiled> {
        if let Some(compiled) = self.remembered(digest) {
            return Some(compiled);
        }
        let compiled = self.disk.as_ref()?.read(digest, |interface, code| {
            let interface = Interface::from_bytes(interface).ok()?;
            let component = deserialize(engine, code)?;
            Some(Compiled { component, interface: Arc::new(interface) })
        })?;
        self.remember(*digest, compiled.clone());
        Some(compiled)
    }

    /// Keeps what was compiled from these bytes. Writes a file.
    pub(super) fn keep(&self, digest: ComponentDigest, compiled: &Compiled) {
        self.remember(digest, compiled.clone());
        let Some(disk) = &self.disk else { return };
        match compiled.component.serialize() {
            Ok(code) => disk.write(&digest, &compiled.interface.to_bytes(), &code),
            Err(error) => tracing::debug!(error = format!("{error:#}"), "compiled component cannot be kept"),
        }
    }

    fn remembered(&self, digest: &ComponentDigest) -> Option<Compiled> {
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.iter().find(|(known, _)| known == digest).map(|(_, compiled)| compiled.clone())
    }

    fn remember(&self, digest: ComponentDigest, compiled: Compiled) {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.retain(|(known, _)| *known != digest);
        memory.truncate(REMEMBERED - 1);
        memory.push_front((digest, compiled));
    }
}

/// Loads compiled code; none if another engine made it.
#[expect(unsafe_code, reason = "compiled code is run as it is")]
fn deserialize(engine: &Engine, code: &[u8]) -> Option<Component> {
    // SAFETY: these very bytes were authenticated with a secret that only this user's hosts have, so one of them made
    // them with `Component::serialize`. That another engine did is noticed by wasmtime.
    let component = unsafe { Component::deserialize(engine, code) };
    component.inspect_err(|error| tracing::debug!(error = format!("{error:#}"), "compiled component not used")).ok()
}

/// Components that stay in memory. Each takes some megabytes; a host rarely has more kinds of plugins than this.
const REMEMBERED: usize = 16;
