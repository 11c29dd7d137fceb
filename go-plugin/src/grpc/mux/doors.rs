//! Who gets a connection that the plugin opens.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::mpsc;

use crate::grpc::error::Error;
use crate::grpc::io::Io;

/// The ids that are listened for, and which of them the next connection is for.
///
/// A Go plugin opens one connection after another: a second knock comes once the connection of the first is there, or
/// will not come. Both travel on one socket in their order, so that one place for what is expected is enough.
#[derive(Debug)]
pub(in crate::grpc) struct Doors {
    state: Mutex<State>,
    limit: usize,
}

#[derive(Debug, Default)]
struct State {
    doors: HashMap<u32, mpsc::Sender<Io>>,
    expected: Option<u32>,
}

impl Doors {
    pub(super) fn new(limit: usize) -> Self {
        Self { state: Mutex::default(), limit }
    }

    /// Listens for an id.
    pub(in crate::grpc) fn open(&self, id: u32) -> Result<mpsc::Receiver<Io>, Error> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.doors.contains_key(&id) {
            return Err(Error::IdInUse { id });
        }
        if state.doors.len() >= self.limit {
            return Err(Error::TooManyIds { limit: self.limit });
        }
        let (door, incoming) = mpsc::channel(BACKLOG);
        state.doors.insert(id, door);
        Ok(incoming)
    }

    /// Listens no longer.
    pub(in crate::grpc) fn close(&self, id: u32) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.doors.remove(&id);
        if state.expected == Some(id) {
            state.expected = None;
        }
    }

    /// Has the next connection go to an id; false if nobody listens for it.
    pub(in crate::grpc) fn expect(&self, id: u32) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let is_open = state.doors.contains_key(&id);
        if is_open {
            state.expected = Some(id);
        }
        is_open
    }

    /// Gives a connection to whom it is for; one that nobody knocked for, or that nobody takes, is reset.
    pub(super) fn enter(&self, io: Io) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(id) = state.expected.take() else { return };
        if let Some(door) = state.doors.get(&id) {
            // A full backlog is a plugin that connects faster than it is served.
            door.try_send(io).ok();
        }
    }
}

/// Connections of one id that wait to be served.
const BACKLOG: usize = 16;
