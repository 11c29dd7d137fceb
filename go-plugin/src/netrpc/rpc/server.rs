//! Answering calls.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};

use super::client::ClientOptions;
use super::exchange::Exchange;
use super::header::{Request, Response, no_body};
use super::service::Service;
use crate::gob::{Typed, Value};
use crate::netrpc::error::Error;
use crate::netrpc::options::MAX_INCOMING_CALLS;
use crate::netrpc::stream::Stream;

/// Serves an object on a stream until the plugin lets go of it, or breaks the protocol.
pub(in crate::netrpc) async fn serve(
    stream: Stream,
    service: Arc<dyn Service>,
    options: ClientOptions,
) -> Result<(), Error> {
    let exchange = Exchange::new(stream, options);
    let mut server = Server { exchange, service, header: None, running: FuturesUnordered::new() };
    match poll_fn(|context| server.poll(context)).await {
        Error::Disconnected { partial: false } => Ok(()),
        error => Err(error),
    }
}

struct Server {
    exchange: Exchange,
    service: Arc<dyn Service>,
    /// The header that came, and whose body did not yet.
    header: Option<Request>,
    running: FuturesUnordered<BoxFuture<'static, (Request, Result<Typed, String>)>>,
}

impl Server {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Error> {
        loop {
            let mut moved = false;
            while self.exchange.has_room()
                && let Poll::Ready(Some((request, outcome))) = self.running.poll_next_unpin(context)
            {
                self.answer(&request, outcome);
                moved = true;
            }
            if let Poll::Ready(Err(_)) = self.exchange.poll_write(context) {
                return Poll::Ready(Error::Disconnected { partial: false });
            }
            while self.running.len() < MAX_INCOMING_CALLS
                && let Poll::Ready(came) = self.exchange.poll_value(context)
            {
                if let Err(error) = came.and_then(|value| self.take(value)) {
                    return Poll::Ready(error);
                }
                moved = true;
            }
            if !moved {
                return Poll::Pending;
            }
        }
    }

    /// Takes a header, or the body behind one.
    fn take(&mut self, value: Value) -> Result<(), Error> {
        let Some(request) = self.header.take() else {
            self.header = Some(Request::from_gob(value).map_err(Error::Malformed)?);
            return Ok(());
        };
        let service = Arc::clone(&self.service);
        let call = async move {
            // What panics in the host's code is the call's failure, not the session's.
            let outcome = AssertUnwindSafe(async { service.call(&request.method, value).await }).catch_unwind().await;
            let outcome = outcome.unwrap_or_else(|_| Err("rpc: the host's method panicked".to_string()));
            (request, outcome)
        };
        self.running.push(call.boxed());
        Ok(())
    }

    fn answer(&mut self, request: &Request, outcome: Result<Typed, String>) {
        let failed = |message: String| {
            // An empty error would be none.
            let message = if message.is_empty() { "rpc: the method failed".to_string() } else { message };
            Response { sequence: request.sequence, error: Some(message) }
        };
        let error = match outcome {
            Ok(body) => {
                let response = Response { sequence: request.sequence, error: None };
                match self.exchange.queue(&response.to_gob(&request.method), &body) {
                    Ok(()) => return,
                    Err(error) => format!("rpc: the answer cannot be sent: {error}"),
                }
            }
            Err(message) => message,
        };
        // A header of texts and numbers, and an empty struct, can always be sent.
        drop(self.exchange.queue(&failed(error).to_gob(&request.method), &no_body()));
    }
}
