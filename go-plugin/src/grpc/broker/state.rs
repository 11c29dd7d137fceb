//! What a broker knows of the plugin's: what it announced, and who waits for what.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::grpc::error::Error;
use crate::grpc::wire::{ConnInfo, Knock};

/// What is known and waited for, by the numbers of the plugin.
#[derive(Debug)]
pub(in crate::grpc) struct State {
    tables: Mutex<Tables>,
    limit: usize,
    wait: Duration,
}

#[derive(Debug, Default)]
struct Tables {
    /// Announcements that nobody has asked for yet, with the time at which they are forgotten.
    parked: HashMap<u32, (ConnInfo, Instant)>,
    /// Who waits for an announcement.
    dialling: HashMap<u32, oneshot::Sender<ConnInfo>>,
    /// Who waits for the answer to a knock.
    knocking: HashMap<u32, oneshot::Sender<Knock>>,
    /// Knocks of the plugin's for what is not served yet, with the time at which they are forgotten.
    knocks: HashMap<u32, Instant>,
    /// Why there is no broker any more.
    ended: Option<String>,
}

impl State {
    pub(in crate::grpc) fn new(limit: usize, wait: Duration) -> Self {
        Self { tables: Mutex::default(), limit, wait }
    }

    /// Fails once there is no broker.
    pub(in crate::grpc) fn check(&self) -> Result<(), Error> {
        self.tables().check()
    }

    /// Ends all waiting; the first reason stays.
    pub(in crate::grpc) fn end(&self, reason: impl Into<String>) {
        let mut tables = self.tables();
        tables.ended.get_or_insert_with(|| reason.into());
        tables.dialling.clear();
        tables.knocking.clear();
        tables.parked.clear();
        tables.knocks.clear();
    }

    /// Takes an announcement, for who waits for it or for who may come. A second one for a number is dropped, as Go does.
    pub(in crate::grpc) fn announce(&self, info: ConnInfo, now: Instant) {
        let mut tables = self.tables();
        tables.forget(now);
        let info = match tables.dialling.remove(&info.service_id) {
            Some(waiting) => match waiting.send(info) {
                Ok(()) => return,
                Err(info) => info,
            },
            None => info,
        };
        if tables.ended.is_none() && tables.parked.len() < self.limit {
            tables.parked.entry(info.service_id).or_insert((info, now + self.wait));
        }
    }

    /// Asks for an announcement: it is there, or it will come.
    pub(in crate::grpc) fn ask(&self, id: u32, now: Instant) -> Result<oneshot::Receiver<ConnInfo>, Error> {
        let mut tables = self.tables();
        tables.check()?;
        tables.forget(now);
        let (answer, waiting) = oneshot::channel();
        if let Some((info, _)) = tables.parked.remove(&id) {
            answer.send(info).ok();
            return Ok(waiting);
        }
        wait_for(&mut tables.dialling, id, answer, self.limit)?;
        Ok(waiting)
    }

    /// Waits for the answer to a knock that is about to be sent.
    pub(in crate::grpc) fn knock(&self, id: u32) -> Result<oneshot::Receiver<Knock>, Error> {
        let mut tables = self.tables();
        tables.check()?;
        let (answer, waiting) = oneshot::channel();
        wait_for(&mut tables.knocking, id, answer, self.limit)?;
        Ok(waiting)
    }

    /// Gives the answer to a knock to who waits for it; one that nobody waits for is late, or made up.
    pub(in crate::grpc) fn answered(&self, id: u32, knock: Knock) {
        if let Some(waiting) = self.tables().knocking.remove(&id) {
            waiting.send(knock).ok();
        }
    }

    /// Keeps a knock of the plugin's until somebody serves the number.
    pub(in crate::grpc) fn park_knock(&self, id: u32, now: Instant) {
        let mut tables = self.tables();
        tables.forget(now);
        if tables.ended.is_none() && tables.knocks.len() < self.limit {
            tables.knocks.insert(id, now + self.wait);
        }
    }

    /// Takes back a knock that was kept; false if there was none.
    pub(in crate::grpc) fn take_knock(&self, id: u32, now: Instant) -> bool {
        let mut tables = self.tables();
        tables.forget(now);
        tables.knocks.remove(&id).is_some()
    }

    /// How much is kept.
    #[cfg(any(test, feature = "_fuzz"))]
    pub(in crate::grpc) fn kept(&self) -> usize {
        let tables = self.tables();
        tables.parked.len() + tables.knocks.len() + tables.dialling.len() + tables.knocking.len()
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    fn check(&self) -> Result<(), Error> {
        self.ended.clone().map_or(Ok(()), |reason| Err(Error::NoBroker { reason }))
    }

    fn forget(&mut self, now: Instant) {
        self.parked.retain(|_, (_, until)| *until > now);
        self.knocks.retain(|_, until| *until > now);
    }
}

/// Puts a waiter in its place, if nobody waits there who still listens.
fn wait_for<T>(
    waiting: &mut HashMap<u32, oneshot::Sender<T>>,
    id: u32,
    answer: oneshot::Sender<T>,
    limit: usize,
) -> Result<(), Error> {
    waiting.retain(|_, waiting| !waiting.is_closed());
    let count = waiting.len();
    match waiting.entry(id) {
        Entry::Occupied(_) => Err(Error::IdInUse { id }),
        Entry::Vacant(_) if count >= limit => Err(Error::TooManyIds { limit }),
        Entry::Vacant(place) => {
            place.insert(answer);
            Ok(())
        }
    }
}
