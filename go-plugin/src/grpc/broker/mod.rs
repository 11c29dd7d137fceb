//! Connections beside the main one: what the plugin calls back, and what it offers.

mod address;
mod dial;
mod run;
mod serve;
mod state;

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::mpsc;
use tonic::body::Body;

pub use self::address::{AddressTranslator, InFolder};
pub(super) use self::run::Talk;
pub use self::serve::Served;

#[cfg(any(test, feature = "_fuzz"))]
pub(super) use self::state::State;
#[cfg(not(any(test, feature = "_fuzz")))]
use self::state::State;
use super::answer::Channel;
use super::end::End;
use super::error::Error;
use super::mux::Mux;
use super::options::{BrokerOptions, MessageLimits};
use super::raw::RawClient;
use super::wire::ConnInfo;
use crate::tls::Tls;

/// What connections are made of.
#[derive(Clone)]
pub(super) enum Carrier {
    /// A socket for each.
    Sockets,
    /// One socket for all.
    Mux(Arc<Mux>),
}

/// Opens and serves connections beside the main one, by numbers that the two sides pass each other in their calls.
///
/// The numbers of the two sides are independent: `1` of the host is what the host serves first. Cheap to clone; all of it
/// ends with the session.
#[derive(Clone)]
pub struct Broker(Arc<Shared>);

/// What the parts of a broker share.
struct Shared {
    options: BrokerOptions,
    carrier: Carrier,
    tls: Option<Tls>,
    limits: MessageLimits,
    end: Arc<End>,
    next_id: AtomicU32,
    /// What is said to the plugin's broker.
    talk: mpsc::Sender<ConnInfo>,
    state: State,
}

impl Broker {
    /// A broker, and its talk with the plugin's.
    pub(super) fn new(
        options: BrokerOptions,
        carrier: Carrier,
        tls: Option<Tls>,
        limits: MessageLimits,
        end: Arc<End>,
    ) -> (Self, Talk) {
        let (talk, said) = mpsc::channel(TALK);
        let state = State::new(options.ids, options.wait);
        let next_id = AtomicU32::new(1);
        let broker = Self(Arc::new(Shared { options, carrier, tls, limits, end, next_id, talk, state }));
        let talk = Talk::new(broker.clone(), said);
        (broker, talk)
    }

    /// Takes the next number of the host's, from 1 on. It is used up, whether it is served or not.
    pub fn next_id(&self) -> u32 {
        self.0.next_id.fetch_add(1, Ordering::Relaxed)
    }

    /// Serves something that the plugin may dial under a number, which is then passed to it in a call.
    ///
    /// `service` is a server that tonic generates, its `Routes` of several, or a [`RawService`](super::RawService). It is
    /// cloned for each connection. With the answer the plugin's broker has been told. Dropping the future serves nothing.
    ///
    /// # Errors
    ///
    /// The number is served already, no socket can be made, or the plugin has no broker.
    pub async fn serve<S>(&self, id: u32, service: S) -> Result<Served, Error>
    where
        S: tower::Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
        S: Clone + Send + 'static,
        S::Future: Send + 'static,
    {
        serve::serve(&self.0, id, service).await
    }

    /// Gives a channel to what the plugin serves under a number that it has passed, for clients that tonic generates.
    ///
    /// It connects with its first call. A number can be dialled once, unless connections are multiplexed. Dropping the
    /// future gives up, and uses the number up if it was known.
    ///
    /// # Errors
    ///
    /// The plugin does not serve it within the broker's wait, or the address that it announced is not dialled. With
    /// multiplexing that shows with the first call.
    pub async fn dial(&self, id: u32) -> Result<Channel, Error> {
        dial::dial(&self.0, id).await
    }

    /// Connects to what the plugin serves under a number that it has passed, for calls with encoded messages within the
    /// limits of the session.
    ///
    /// A number can be dialled once, unless connections are multiplexed. Dropping the future gives up, and uses the number
    /// up if it was known.
    ///
    /// # Errors
    ///
    /// The plugin does not serve it within the broker's wait, the address that it announced is not dialled, or nobody
    /// answers there.
    pub async fn dial_client(&self, id: u32) -> Result<RawClient, Error> {
        dial::client(&self.0, id).await
    }

    /// Says nothing more to the plugin's broker.
    pub(super) fn close(&self) {
        self.0.state.end("the host has closed it");
    }
}

/// Shows where connections go, and nothing of those that wait.
impl fmt::Debug for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_multiplexed = matches!(self.0.carrier, Carrier::Mux(_));
        f.debug_struct("Broker").field("is_multiplexed", &is_multiplexed).finish_non_exhaustive()
    }
}

/// What may wait to be said to the plugin's broker.
const TALK: usize = 64;
