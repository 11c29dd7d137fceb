//! Streams and objects by number: go-plugin's `MuxBroker`.
//!
//! Each side counts its own numbers. Whoever accepts has reserved one and told the other, in a call; the other dials it:
//! it opens a stream, sends the number, and gets it back. A Go plugin locks up where a number is dialled twice, so that
//! cannot be done here.

mod parking;
mod serving;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout};

use self::parking::{Parking, Place};
pub use self::serving::Serving;
use super::error::Error;
use super::link::Link;
use super::rpc::{Client, ClientOptions, Service};
use super::stream::Stream;
use crate::used_ids::UsedIds;

/// A number of the broker. It belongs to the side that accepts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BrokerId(
    /// As it stands in a call's argument or answer.
    pub u32,
);

impl fmt::Display for BrokerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Both directions of a session's broker. Clones are the same one.
#[derive(Clone)]
pub struct Broker {
    link: Arc<Link>,
    state: Arc<State>,
    options: ClientOptions,
}

struct State {
    next: AtomicU32,
    parking: Mutex<Parking<Stream>>,
    /// The plugin's numbers that were dialled.
    dialled: Mutex<UsedIds>,
    timeout: Duration,
}

impl Broker {
    pub(super) fn start(
        link: Arc<Link>,
        arrivals: mpsc::Receiver<Stream>,
        options: ClientOptions,
        timeout: Duration,
    ) -> Self {
        let state = State {
            next: AtomicU32::new(0),
            parking: Mutex::new(Parking::new()),
            dialled: Mutex::new(UsedIds::default()),
            timeout,
        };
        let state = Arc::new(state);
        link.spawn(take_arrivals(Arc::clone(&state), arrivals));
        Self { link, state, options }
    }

    /// Reserves the next of the host's numbers, to be told to the plugin.
    pub fn next_id(&self) -> BrokerId {
        BrokerId(self.state.next.fetch_add(1, Ordering::Relaxed).wrapping_add(1))
    }

    /// Waits until the plugin dials one of the host's numbers, and accepts. A number is accepted once at a time.
    ///
    /// Dropping the future gives the number up; a plugin that dials it later is left to its own patience.
    ///
    /// # Errors
    ///
    /// The plugin does not dial within the session's time for it, or the session has ended.
    pub async fn accept(&self, id: BrokerId) -> Result<Stream, Error> {
        let after = self.state.timeout;
        let place = self.state.parking().wait(id).ok_or(Error::UsedId(id))?;
        let mut stream = match place {
            Place::Parked(stream) => stream,
            Place::Wait(waiting) => {
                let _giving_up = GiveUp { state: &self.state, id };
                match timeout(after, waiting).await {
                    Ok(Ok(stream)) => stream,
                    Ok(Err(_)) => return Err(self.link.gone_or(Error::Disconnected { partial: false }).await),
                    Err(_) => {
                        return Err(Error::TimedOut { step: format!("the plugin's dialling of number {id}"), after });
                    }
                }
            }
        };
        match stream.write_all(&id.0.to_le_bytes()).await {
            Ok(()) => Ok(stream),
            Err(_) => Err(self.link.gone_or(Error::Disconnected { partial: false }).await),
        }
    }

    /// Dials a number that the plugin reserved. Each can be dialled once.
    ///
    /// Dropping the future closes the stream; the number counts as used.
    ///
    /// # Errors
    ///
    /// [`Error::NotAccepted`] and [`Error::TimedOut`] if the plugin does not accept it; [`Error::UsedId`].
    pub async fn dial(&self, id: BrokerId) -> Result<Stream, Error> {
        let dialled = self.state.dialled.lock().unwrap_or_else(PoisonError::into_inner).insert(id.0);
        if !dialled {
            return Err(Error::UsedId(id));
        }
        let exchange = async {
            let mut stream = self.link.open().await?;
            let mut acknowledged = [0; 4];
            let named = async {
                stream.write_all(&id.0.to_le_bytes()).await?;
                stream.read_exact(&mut acknowledged).await
            };
            match named.await {
                Ok(_) => Ok((stream, BrokerId(u32::from_le_bytes(acknowledged)))),
                Err(_) => Err(self.link.gone_or(Error::NotAccepted(id)).await),
            }
        };
        // The plugin gives up after as long as it waits itself, and tells us so by closing the stream.
        let after = self.state.timeout.saturating_add(DIAL_MARGIN);
        match timeout(after, exchange).await {
            Err(_) => Err(Error::TimedOut { step: format!("the plugin's acceptance of number {id}"), after }),
            Ok(Err(error)) => Err(error),
            Ok(Ok((stream, got))) if got == id => Ok(stream),
            Ok(Ok((_, got))) => Err(Error::WrongId { id, got }),
        }
    }

    /// Dials the number of an object of the plugin's, and gives the way to call it. Dropping the future is as for
    /// [`dial`](Self::dial).
    ///
    /// # Errors
    ///
    /// As [`dial`](Self::dial).
    pub async fn client(&self, id: BrokerId) -> Result<Client, Error> {
        let stream = self.dial(id).await?;
        Ok(Client::start(&self.link, stream, self.options))
    }

    /// Speaks net/rpc on a stream of the broker's, as the caller. For objects that were not named by a number alone.
    pub fn client_on(&self, stream: Stream) -> Client {
        Client::start(&self.link, stream, self.options)
    }

    /// Serves an object of the host's under a new number, for the plugin to dial once.
    ///
    /// It is served until the plugin lets go of it, what this gives is dropped, or the session ends.
    pub fn serve(&self, service: impl Service) -> Serving {
        Serving::start(self.clone(), self.next_id(), Arc::new(service))
    }
}

impl fmt::Debug for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Broker").field("timeout", &self.state.timeout).finish_non_exhaustive()
    }
}

impl State {
    fn parking(&self) -> MutexGuard<'_, Parking<Stream>> {
        self.parking.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets that somebody waits for a number.
struct GiveUp<'a> {
    state: &'a State,
    id: BrokerId,
}

impl Drop for GiveUp<'_> {
    fn drop(&mut self) {
        self.state.parking().give_up(self.id);
    }
}

/// Reads the numbers of the streams that come, each in its own time: one that stays silent holds up no other.
async fn take_arrivals(state: Arc<State>, mut arrivals: mpsc::Receiver<Stream>) {
    let mut nameless = FuturesUnordered::new();
    loop {
        let due = state.parking().next_due().map(Instant::from_std);
        let expiry = async {
            match due {
                Some(due) => sleep_until(due).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            arrived = arrivals.recv() => match arrived {
                Some(stream) => nameless.push(timeout(state.timeout, read_id(stream))),
                None => break,
            },
            Some(named) = nameless.next() => {
                if let Ok(Some((id, stream))) = named {
                    state.parking().arrive(id, stream, Instant::now().into_std() + state.timeout);
                }
            }
            () = expiry => state.parking().expire(Instant::now().into_std()),
        }
    }
    state.parking().close();
}

async fn read_id(mut stream: Stream) -> Option<(BrokerId, Stream)> {
    let mut id = [0; 4];
    stream.read_exact(&mut id).await.ok()?;
    Some((BrokerId(u32::from_le_bytes(id)), stream))
}

/// How much longer than the plugin this side waits, so that the plugin's answer comes first.
const DIAL_MARGIN: Duration = Duration::from_secs(1);
