//! What the host answers to the plugin that does several things at once: gates with names, which a test opens.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use amphi_host::{CallContext, Error, ImportError};
use tokio::sync::Semaphore;

use super::concurrent::Concurrent;
use super::concurrent::concurrent::suite::gate::{Host, HostKey, Key, KeyBorrow, Labelled, Ticket, Way};
use super::concurrent::exports::concurrent::suite::desk::Slip;

/// Gates that open one call at a time.
#[derive(Clone, Default)]
pub struct Gates {
    gates: Arc<Mutex<HashMap<String, Arc<Gate>>>>,
    keys: Arc<AtomicUsize>,
    /// The plugin itself, to call back into.
    pub plugin: Arc<OnceLock<Concurrent>>,
    /// A resource of it, to read when the key of the name `slip` is turned, and what was read.
    pub slip: Arc<OnceLock<Slip>>,
    pub read: Arc<Mutex<Vec<String>>>,
}

/// One gate.
pub struct Gate {
    entered: Semaphore,
    open: Semaphore,
    /// Calls that were given up before it was opened for them.
    left: Semaphore,
}

/// A call at a gate.
struct Waits<'a>(Option<&'a Gate>);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        if let Some(gate) = self.0 {
            gate.left.add_permits(1);
        }
    }
}

impl Gates {
    fn gate(&self, name: &str) -> Arc<Gate> {
        let gate = || Gate { entered: Semaphore::new(0), open: Semaphore::new(0), left: Semaphore::new(0) };
        Arc::clone(self.gates.lock().unwrap().entry(name.to_string()).or_insert_with(|| Arc::new(gate())))
    }

    /// Waits until a call stands at the gate.
    pub async fn entered(&self, name: &str) {
        self.gate(name).entered.acquire().await.unwrap().forget();
    }

    /// Lets one call through.
    pub fn open(&self, name: &str) {
        self.gate(name).open.add_permits(1);
    }

    /// Waits until a call was given up at the gate.
    pub async fn left(&self, name: &str) {
        self.gate(name).left.acquire().await.unwrap().forget();
    }

    async fn pass(&self, name: String) -> Result<Ticket, ImportError> {
        let gate = self.gate(&name);
        let mut waits = Waits(Some(&gate));
        gate.entered.add_permits(1);
        gate.open.acquire().await?.forget();
        waits.0 = None;
        let number = u32::try_from(name.len())?;
        Ok(Ticket { name, number })
    }

    /// Passes the gate of a key that is lent, and reads the key after that.
    async fn pass_by(&self, key: &KeyBorrow) -> Result<String, ImportError> {
        self.pass(key.value::<Metal>()?.name.clone()).await?;
        Ok(key.value::<Metal>()?.name.clone())
    }

    fn plugin(&self, context: &CallContext) -> Result<Concurrent, ImportError> {
        Ok(self.plugin.get().ok_or_else(|| ImportError::new("there is no plugin to call back"))?.within(context))
    }
}

/// What opens a gate.
pub struct Metal {
    gates: Gates,
    name: String,
    live: Arc<AtomicUsize>,
}

impl Gates {
    /// A key for a gate.
    pub fn key(&self, name: &str) -> Key {
        self.keys.fetch_add(1, Ordering::SeqCst);
        Key::new(Metal { gates: self.clone(), name: name.to_string(), live: Arc::clone(&self.keys) })
    }

    /// How many keys there are.
    pub fn keys(&self) -> usize {
        self.keys.load(Ordering::SeqCst)
    }
}

impl Drop for Metal {
    fn drop(&mut self) {
        self.live.fetch_sub(1, Ordering::SeqCst);
    }
}

impl HostKey for Metal {
    async fn name(&self, _cx: &CallContext) -> Result<String, ImportError> {
        Ok(self.name.clone())
    }

    async fn turn(&self, cx: &CallContext) -> Result<(), ImportError> {
        self.gates.open(&self.name);
        // A slip of the same name is read in the middle of the call that turns the key.
        if let Some(slip) = self.gates.slip.get().filter(|_| self.name == "slip") {
            let read = match slip.within(cx).name().await {
                Err(Error::Reentrant { .. }) => "refused".to_string(),
                other => other?,
            };
            self.gates.read.lock().unwrap().push(read);
        }
        Ok(())
    }
}

/// What a call back gave: nothing where it was refused.
fn refused_is_none(answer: Result<u32, Error>) -> Result<u32, ImportError> {
    match answer {
        Err(Error::Reentrant { .. }) => Ok(0),
        other => Ok(other?),
    }
}

impl Host for Gates {
    type Key = Metal;

    async fn cut(&self, _cx: &CallContext, name: String) -> Result<Key, ImportError> {
        Ok(self.key(&name))
    }

    async fn pass_all(
        &self,
        _cx: &CallContext,
        keys: Vec<Labelled>,
        last: Option<KeyBorrow>,
    ) -> Result<Vec<String>, ImportError> {
        let mut all = Vec::new();
        for labelled in &keys {
            all.push(format!("{} {}", labelled.label, self.pass_by(&labelled.key).await?));
        }
        if let Some(last) = &last {
            all.push(self.pass_by(last).await?);
        }
        Ok(all)
    }

    async fn find(
        &self,
        _cx: &CallContext,
        way: Way,
        other: Result<KeyBorrow, String>,
    ) -> Result<Vec<String>, ImportError> {
        let found = match &way {
            Way::Closed => "closed".to_string(),
            Way::By(key) => self.pass_by(key).await?,
            Way::Labelled(labelled) => format!("{} {}", labelled.label, self.pass_by(&labelled.key).await?),
        };
        let other = other.map_or_else(Ok, |key| Ok::<_, ImportError>(key.value::<Metal>()?.name.clone()))?;
        Ok(vec![found, other])
    }

    async fn wait(&self, _cx: &CallContext, name: String) -> Result<Ticket, ImportError> {
        self.pass(name).await
    }

    async fn wait_alone(&self, _cx: &CallContext, name: String) -> Result<Ticket, ImportError> {
        self.pass(name).await
    }

    async fn back(&self, cx: &CallContext, depth: u32) -> Result<u32, ImportError> {
        let beside = self.plugin(cx)?.beside();
        refused_is_none(if depth == 0 { beside.count().await } else { beside.back(depth - 1).await })
    }

    async fn back_alone(&self, cx: &CallContext) -> Result<u32, ImportError> {
        refused_is_none(self.plugin(cx)?.beside().back(0).await)
    }

    async fn break_(&self, _cx: &CallContext) -> Result<u32, ImportError> {
        Err(ImportError::new("the gate is broken"))
    }
}
