//! A session: connected, alive, and what belongs to it.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::answer::Channel;
use super::broker::{Broker, Carrier};
use super::connect::{Connector, channel, secured, socket, within};
use super::connection::Connection;
use super::end::{End, EndCause};
use super::error::Error;
use super::io::Watched;
use super::mux::Mux;
use super::options::SessionOptions;
use super::raw::RawClient;
use super::reflection::{self, Reflection};
use super::{health, stdio};

/// A session with a gRPC plugin. It ends with its connection: Go's plugins keep that for as long as they live.
///
/// Dropping it ends all its connections, its calls and the connections of its broker; the plugin is not told, and lives
/// on: see [`shutdown`](Self::shutdown).
#[derive(Debug)]
pub struct Session {
    client: RawClient,
    channel: Channel,
    broker: Broker,
    end: Arc<End>,
    /// Cancelled once nothing more of the plugin's output comes.
    drained: CancellationToken,
    /// Ended on drop.
    _tasks: JoinSet<()>,
}

impl Session {
    /// Connects to a plugin, and waits until it answers.
    ///
    /// Its broker and what it prints are attended to from here on, whether it has these services or not. Dropping the
    /// future closes the connection.
    ///
    /// # Errors
    ///
    /// Nobody listens, TLS fails, the plugin says that it does not serve, or it does not answer in time.
    pub async fn open(options: SessionOptions) -> Result<Self, Error> {
        let (step, after) = ("the plugin's first answer", options.timeout);
        within(step, after, Self::open_unbounded(options)).await
    }

    async fn open_unbounded(options: SessionOptions) -> Result<Self, Error> {
        let SessionOptions { address, tls, multiplex, timeout, limits, stdio, broker } = options;
        let tls = tls.map(|tls| tls.with_alpn(ALPN));
        let end = Arc::new(End::default());
        // Ends what was begun if this fails.
        let guard = EndOnDrop(Some(Arc::clone(&end)));
        let mut tasks = JoinSet::new();
        let carrier = if multiplex {
            let (mux, driver) = Mux::new(socket(&address).await?, broker.ids, Arc::clone(&end));
            tasks.spawn(driver);
            Carrier::Mux(mux)
        } else {
            Carrier::Sockets
        };
        let connector: Connector = {
            let (carrier, tls) = (carrier.clone(), tls.clone());
            Arc::new(move || {
                let (carrier, address, tls) = (carrier.clone(), address.clone(), tls.clone());
                Box::pin(async move {
                    let io = match &carrier {
                        Carrier::Sockets => socket(&address).await?,
                        Carrier::Mux(mux) => mux.open(mux.turn().await).await?,
                    };
                    secured(io, tls.as_ref()).await
                })
            })
        };
        let connection = Connection::open(Watched::main(connector().await?, &end)).await;
        // The end of the session knows more of a connection that broke at once.
        let connection = connection.or_else(|error| end.check().and(Err(error)))?;
        let client = RawClient::new(connection, limits, Arc::clone(&end));
        let (broker, talk) = Broker::new(broker, carrier, tls, limits, Arc::clone(&end));
        tasks.spawn(talk.run(client.clone()));
        let drained = CancellationToken::new();
        let printed = stdio::drain(client.clone(), stdio);
        let guard_of_stdio = drained.clone().drop_guard();
        tasks.spawn(async move {
            printed.await;
            drop(guard_of_stdio);
        });
        health::check(&client, timeout).await?;
        guard.keep();
        Ok(Self { client, channel: channel(connector, Arc::clone(&end), timeout), broker, end, drained, _tasks: tasks })
    }

    /// A channel to all of the plugin's services, for clients that tonic generates. Their limits are their own.
    ///
    /// It is a second connection, made with its first call and made again where it is lost, until the session ends.
    pub fn channel(&self) -> Channel {
        self.channel.clone()
    }

    /// Calls with encoded messages, within the limits of the session.
    pub fn client(&self) -> &RawClient {
        &self.client
    }

    /// Connections beside the main one.
    pub fn broker(&self) -> &Broker {
        &self.broker
    }

    /// Asks the plugin's health service about `plugin`. One without the service is taken for healthy.
    ///
    /// # Errors
    ///
    /// [`Error::NotServing`] if it says so, [`Error::TimedOut`] if it does not answer, [`Error::Ended`] if it is gone.
    pub async fn health(&self, timeout: Duration) -> Result<(), Error> {
        health::check(&self.client, timeout).await
    }

    /// Asks the plugin what services it has, and for the files that describe them.
    ///
    /// # Errors
    ///
    /// [`Error::Status`] with `Unimplemented` if it has no reflection; [`Error::TooMuch`] if it has too many.
    pub async fn reflect(&self, timeout: Duration) -> Result<Reflection, Error> {
        within("the plugin's reflection", timeout, reflection::read(&self.client)).await
    }

    /// Asks the plugin to end, and waits for what it still prints, both within `timeout`.
    ///
    /// A plugin that goes before it has answered has done as it was asked: Go's do. That its process has ended is for
    /// the caller to see. Dropping the future leaves the plugin asked.
    ///
    /// # Errors
    ///
    /// [`Error::TimedOut`] if the plugin is stuck; [`Error::Status`] with `Unimplemented` if it cannot be asked.
    pub async fn shutdown(&self, timeout: Duration) -> Result<(), Error> {
        let until = Instant::now() + timeout;
        self.broker.close();
        health::shutdown(&self.client, timeout).await?;
        tokio::time::timeout_at(until, self.drained.cancelled()).await.ok();
        Ok(())
    }

    /// Waits until all that the plugin printed is where it should be; the session may go on if the plugin has no such
    /// service.
    pub async fn drained(&self) {
        self.drained.cancelled().await;
    }

    /// Waits for the end of the session, and says why it came: the plugin is gone, mostly.
    pub async fn closed(&self) -> Arc<EndCause> {
        self.end.wait().await
    }

    /// Why the session has ended, if it has.
    pub fn end_cause(&self) -> Option<Arc<EndCause>> {
        self.end.cause()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.end.end(EndCause::Dropped);
    }
}

/// Ends a session that does not come about.
struct EndOnDrop(Option<Arc<End>>);

impl EndOnDrop {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        if let Some(end) = &self.0 {
            end.end(EndCause::Dropped);
        }
    }
}

/// What is agreed on in TLS: newer versions of Go's gRPC insist on it.
const ALPN: &[u8] = b"h2";
