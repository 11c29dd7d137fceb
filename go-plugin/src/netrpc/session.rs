//! A session with a plugin.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::broker::{Broker, BrokerId};
use super::driver::Driver;
use super::error::{EndCause, Error};
use super::link::{EndGuard, Link};
use super::options::{KeepAlive, MAX_STREAMS, OUTPUT_GRACE, Options};
use super::output;
use super::rpc::{Client, ClientOptions};
use crate::gob::{Type, Typed, Value};

/// What a host has with a plugin that speaks net/rpc.
///
/// Dropping it closes the connection and ends every task of it; whatever still waits fails with [`EndCause::Closed`]. The
/// plugin itself ends only when it is [told to](Self::quit), or is killed.
pub struct Session {
    link: Arc<Link>,
    control: Client,
    broker: Broker,
    /// How many of the two outputs have come to their end.
    drained: watch::Receiver<usize>,
    options: ClientOptions,
}

impl Session {
    /// Begins a session on a connection that nothing was said on, and waits until the plugin answers.
    ///
    /// Dropping the future closes the connection.
    ///
    /// # Errors
    ///
    /// The plugin does not answer in time, speaks something else, or closes the connection.
    pub async fn open<S>(connection: S, options: Options) -> Result<Self, Error>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let (commands, orders) = mpsc::channel(MAX_STREAMS);
        let (arrived, arrivals) = mpsc::channel(MAX_STREAMS);
        let link = Arc::new(Link::new(commands));
        let mut guard = StopOnDrop(Some(Arc::clone(&link)));
        let driver = Driver::new(connection, orders, arrived);
        let ending = EndGuard(Arc::clone(&link));
        link.spawn(async move {
            let cause = driver.run().await;
            ending.0.end(cause);
        });

        // The plugin tells them apart by their order.
        let (control, stdout, stderr) = (link.open().await?, link.open().await?, link.open().await?);
        let drained = watch::Sender::new(0);
        link.spawn(output::drain(stdout, options.stdout, drained.clone()));
        link.spawn(output::drain(stderr, options.stderr, drained.clone()));
        let client_options = ClientOptions {
            call_timeout: options.call_timeout,
            message_bytes: options.message_bytes,
            value_bytes: options.value_bytes,
        };
        let broker = Broker::start(Arc::clone(&link), arrivals, client_options, options.broker_timeout);
        let control = Client::start(&link, control, client_options);
        let session = Self { link, control, broker, drained: drained.subscribe(), options: client_options };
        session.ping().await?;
        if let Some(keep_alive) = options.keep_alive {
            let (link, control) = (Arc::clone(&session.link), session.control.with_timeout(keep_alive.timeout));
            session.link.spawn(watch_over(link, control, keep_alive));
        }
        guard.0 = None;
        Ok(session)
    }

    /// Makes a new object of the plugin's, and gives the way to call it. Its methods are called as `Plugin.Method`.
    ///
    /// Dropping the future leaves the object behind in the plugin; it lets go of it after some seconds.
    ///
    /// # Errors
    ///
    /// [`Error::Remote`] if the plugin has nothing of this name.
    pub async fn dispense(&self, name: &str) -> Result<Client, Error> {
        let id: u32 = self.control.call("Dispenser.Dispense", name).await?;
        let stream = self.broker.dial(BrokerId(id)).await?;
        Ok(Client::start(&self.link, stream, self.options))
    }

    /// Asks the plugin whether it is there. Dropping the future forgets the question.
    ///
    /// # Errors
    ///
    /// It does not answer in time, or the session has ended.
    pub async fn ping(&self) -> Result<(), Error> {
        control(&self.control, "Control.Ping").await
    }

    /// Asks the plugin to end, and waits a moment for what it wrote last.
    ///
    /// Most plugins end their process then, some clean up first: the process is the caller's to watch. Dropping the future
    /// takes nothing back.
    ///
    /// # Errors
    ///
    /// The plugin does not answer in time. That it ends before it has answered is none.
    pub async fn quit(&self) -> Result<(), Error> {
        match control(&self.control, "Control.Quit").await {
            Ok(()) | Err(Error::Disconnected { .. } | Error::Ended(EndCause::PeerClosed)) => {}
            Err(error) => return Err(error),
        }
        self.wait_for_output(OUTPUT_GRACE).await;
        Ok(())
    }

    /// Closes the connection, after all that was written has gone out. Dropping the future closes it at once.
    pub async fn close(self) {
        // What does not go out in this time is not wanted by anybody.
        drop(timeout(CLOSE_TIMEOUT, self.link.close()).await);
    }

    /// Waits until the session has ended and its output was handed over, and says why it ended. Dropping the future stops
    /// the waiting alone.
    pub async fn closed(&self) -> EndCause {
        let cause = self.link.ended().await;
        self.wait_for_output(OUTPUT_GRACE).await;
        cause
    }

    /// Streams and objects by number, in both directions.
    pub fn broker(&self) -> &Broker {
        &self.broker
    }

    /// The object that go-plugin itself serves, with `Control` and `Dispenser`.
    pub fn control(&self) -> &Client {
        &self.control
    }

    async fn wait_for_output(&self, limit: Duration) {
        let mut drained = self.drained.clone();
        // Output that does not end is no reason to wait.
        drop(timeout(limit, drained.wait_for(|count| *count == OUTPUTS)).await);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.link.stop(EndCause::Closed);
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

/// Calls a method of `Control`, whose argument says nothing.
async fn control(client: &Client, method: &str) -> Result<(), Error> {
    client.call_value(method, Typed { ty: Type::Bool, value: Value::Bool(true) }).await.map(drop)
}

/// Ends a session whose plugin does not answer.
async fn watch_over(link: Arc<Link>, client: Client, keep_alive: KeepAlive) {
    loop {
        tokio::time::sleep(keep_alive.interval).await;
        match control(&client, "Control.Ping").await {
            Ok(()) => {}
            Err(Error::TimedOut { after, .. }) => return link.stop(EndCause::Unresponsive { after }),
            // It answered, in its own way; or it is over.
            Err(Error::Remote { .. }) => {}
            Err(_) => return,
        }
    }
}

/// Ends what was begun if `open` does not come to its end; the session itself sees to it from there on.
struct StopOnDrop(Option<Arc<Link>>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        if let Some(link) = &self.0 {
            link.stop(EndCause::Closed);
        }
    }
}

/// stdout and stderr.
const OUTPUTS: usize = 2;

/// How long the orderly end may take.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);
