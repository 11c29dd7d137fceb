//! The way to call an object.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::caller::{Caller, Order};
use crate::gob::{self, Typed, Value};
use crate::netrpc::error::Error;
use crate::netrpc::link::Link;
use crate::netrpc::options::CALL_QUEUE;
use crate::netrpc::stream::Stream;

/// Calls an object of the plugin's. Clones call the same one; with the last of them the object ends.
///
/// Any number of calls may be under way; a Go plugin runs each of them in a goroutine of its own.
#[derive(Clone)]
pub struct Client {
    orders: mpsc::Sender<Order>,
    /// Why the object's connection has ended, once it has.
    fate: Arc<OnceLock<Error>>,
    link: Arc<Link>,
    call_timeout: Duration,
}

/// What holds for all connections of a session.
#[derive(Clone, Copy)]
pub(in crate::netrpc) struct ClientOptions {
    pub(in crate::netrpc) call_timeout: Duration,
    pub(in crate::netrpc) message_bytes: usize,
    pub(in crate::netrpc) value_bytes: usize,
}

impl Client {
    pub(in crate::netrpc) fn start(link: &Arc<Link>, stream: Stream, options: ClientOptions) -> Self {
        let (orders, taken) = mpsc::channel(CALL_QUEUE);
        let fate = Arc::new(OnceLock::new());
        let caller = Caller::new(stream, taken, Arc::clone(&fate), options);
        let of_caller = Arc::clone(link);
        link.spawn(async move { caller.run(&of_caller).await });
        Self { orders, fate, link: Arc::clone(link), call_timeout: options.call_timeout }
    }

    /// The same object, with another time for each call.
    #[must_use]
    pub fn with_timeout(&self, call_timeout: Duration) -> Self {
        Self { call_timeout, ..self.clone() }
    }

    /// Calls a method, `Plugin.Greet` for most objects, with [`to_value`](gob::to_value) and
    /// [`from_value`](gob::from_value).
    ///
    /// An empty list or map that is all of the argument has no type that is known: [`call_value`](Self::call_value) takes
    /// it with its type.
    ///
    /// Dropping the future forgets the call: the plugin is not told, and its answer is thrown away.
    ///
    /// # Errors
    ///
    /// [`Error::Remote`] with the method's own error; [`Error::TimedOut`]; [`Error::Ended`] or [`Error::Disconnected`]
    /// if there is nobody to answer any more.
    pub async fn call<A, R>(&self, method: &str, args: &A) -> Result<R, Error>
    where
        A: Serialize + ?Sized,
        R: DeserializeOwned,
    {
        let args = gob::to_value(args).and_then(Typed::of);
        let args = args.map_err(|source| Error::Arguments { method: method.to_string(), source })?;
        let value = self.call_value(method, args).await?;
        gob::from_value(value).map_err(|source| Error::Answer { method: method.to_string(), source })
    }

    /// Calls a method with a dynamic value. Dropping the future is as for [`call`](Self::call).
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn call_value(&self, method: &str, args: Typed) -> Result<Value, Error> {
        let after = self.call_timeout;
        match timeout(after, self.ask(method, args)).await {
            Ok(answer) => answer,
            Err(_) => Err(Error::TimedOut { step: method.to_string(), after }),
        }
    }

    async fn ask(&self, method: &str, args: Typed) -> Result<Value, Error> {
        let (reply, answer) = oneshot::channel();
        if self.orders.send(Order { method: method.to_string(), args, reply }).await.is_err() {
            return Err(self.gone().await);
        }
        match answer.await {
            Ok(answer) => answer,
            Err(_) => Err(self.gone().await),
        }
    }

    async fn gone(&self) -> Error {
        match self.fate.get() {
            Some(fate) => fate.clone(),
            None => self.link.gone_or(Error::Disconnected { partial: false }).await,
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("call_timeout", &self.call_timeout).finish_non_exhaustive()
    }
}
