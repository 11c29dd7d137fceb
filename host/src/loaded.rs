//! Which plugins of a host are loaded, or about to be.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use amphi_protocol::Name;

use crate::error::Error;
use crate::handle::{PluginHandle, State};

/// The loaded plugins, by name.
#[derive(Default)]
pub(crate) struct Loaded(Mutex<BTreeMap<Name, Slot>>);

/// A plugin that is loaded, or about to be.
enum Slot {
    Loading,
    Loaded(Arc<dyn PluginHandle>),
}

impl Loaded {
    /// The handle of a loaded plugin.
    pub(crate) fn find(&self, name: &str) -> Result<Arc<dyn PluginHandle>, Error> {
        let state = match self.lock().get(name) {
            Some(Slot::Loaded(handle)) => return Ok(handle.clone()),
            Some(Slot::Loading) => "still loading",
            None => "not loaded",
        };
        Err(Error::LoadState { plugin: name.to_string(), state })
    }

    /// Takes a place, unless a plugin that still lives has it.
    pub(crate) fn reserve(&self, name: &Name) -> Result<Place<'_>, Error> {
        let mut slots = self.lock();
        let taken = |state| Err(Error::LoadState { plugin: name.to_string(), state });
        match slots.get(name) {
            Some(Slot::Loading) => return taken("still loading"),
            Some(Slot::Loaded(handle)) if handle.state() == State::Ready => return taken("loaded already"),
            _ => {}
        }
        slots.insert(name.clone(), Slot::Loading);
        Ok(Place { loaded: self, name: name.clone(), filled: false })
    }

    /// Gives all that are loaded, and lets go of them; those that are just being loaded stay.
    pub(crate) fn take(&self) -> Vec<Arc<dyn PluginHandle>> {
        let mut handles = Vec::new();
        self.lock().retain(|_, slot| match slot {
            Slot::Loaded(handle) => {
                handles.push(handle.clone());
                false
            }
            Slot::Loading => true,
        });
        handles
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Name, Slot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A plugin's place while it is being loaded: free again if the load fails or is abandoned.
pub(crate) struct Place<'l> {
    loaded: &'l Loaded,
    name: Name,
    filled: bool,
}

impl Place<'_> {
    pub(crate) fn fill(mut self, handle: Arc<dyn PluginHandle>) {
        self.filled = true;
        self.loaded.lock().insert(self.name.clone(), Slot::Loaded(handle));
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if !self.filled {
            self.loaded.lock().remove(&self.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::Mock;

    #[tokio::test]
    async fn a_place_is_taken_while_its_plugin_loads_or_lives() {
        let (loaded, name) = (Loaded::default(), "p".into());
        let place = loaded.reserve(&name).unwrap();
        assert!(matches!(loaded.find("p"), Err(Error::LoadState { state: "still loading", .. })));
        assert!(loaded.reserve(&name).is_err());
        assert!(loaded.take().is_empty());
        assert!(loaded.reserve(&name).is_err());
        let mock = Arc::new(Mock::new("p"));
        place.fill(mock.clone());
        assert!(loaded.reserve(&name).is_err());
        assert_eq!(loaded.find("p").unwrap().state(), State::Ready);
        mock.stop().await.unwrap();
        assert!(loaded.reserve(&name).is_ok());
    }
}
