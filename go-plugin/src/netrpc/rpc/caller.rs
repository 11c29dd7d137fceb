//! The task behind a [`Client`](super::Client): it alone has the stream and the calls that wait.

use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::client::ClientOptions;
use super::exchange::Exchange;
use super::header::{Request, Response};
use crate::gob::{Typed, Value};
use crate::netrpc::error::Error;
use crate::netrpc::link::Link;
use crate::netrpc::options::{LINGER, MAX_CALLS};
use crate::netrpc::stream::Stream;

/// A call that somebody makes.
pub(super) struct Order {
    pub(super) method: String,
    pub(super) args: Typed,
    pub(super) reply: oneshot::Sender<Result<Value, Error>>,
}

/// A call that waits for its answer.
struct Pending {
    method: String,
    reply: oneshot::Sender<Result<Value, Error>>,
}

pub(super) struct Caller {
    exchange: Exchange,
    orders: mpsc::Receiver<Order>,
    pending: HashMap<u64, Pending>,
    next: u64,
    /// The header that came, and whose body did not yet.
    header: Option<Response>,
    /// Nobody can call any more.
    is_left: bool,
    fate: Arc<OnceLock<Error>>,
}

impl Caller {
    pub(super) fn new(
        stream: Stream,
        orders: mpsc::Receiver<Order>,
        fate: Arc<OnceLock<Error>>,
        options: ClientOptions,
    ) -> Self {
        let exchange = Exchange::new(stream, options);
        Self { exchange, orders, pending: HashMap::new(), next: 0, header: None, is_left: false, fate }
    }

    /// Works until the connection ends, or nobody is left who could call.
    pub(super) async fn run(mut self, link: &Link) {
        let error = match poll_fn(|context| self.poll(context)).await {
            Some(error @ Error::Disconnected { .. }) => link.gone_or(error).await,
            Some(error) => error,
            None => return self.leave().await,
        };
        let fate = self.fate.get_or_init(|| error).clone();
        // Those who asked before the channel is closed get the same answer.
        self.orders.close();
        while let Ok(order) = self.orders.try_recv() {
            answer(order.reply, Err(fate.clone()));
        }
        for (_, pending) in self.pending.drain() {
            answer(pending.reply, Err(fate.clone()));
        }
    }

    /// Ends this side of the connection and reads on for a while, so that the plugin's end is not stuck in a write.
    async fn leave(mut self) {
        let end = async {
            // A connection that is over needs no end.
            drop(poll_fn(|context| self.exchange.poll_shutdown(context)).await);
            while poll_fn(|context| self.exchange.poll_value(context)).await.is_ok() {}
        };
        // Whatever still comes after that is thrown away.
        drop(timeout(LINGER, end).await);
    }

    /// None once nobody is left.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Error>> {
        loop {
            let are_left = self.take_orders(context);
            let written = match self.exchange.poll_write(context) {
                Poll::Ready(Err(_)) => return Poll::Ready(Some(Error::Disconnected { partial: false })),
                Poll::Ready(Ok(())) => true,
                Poll::Pending => false,
            };
            while let Poll::Ready(came) = self.exchange.poll_value(context) {
                if let Err(error) = came.and_then(|value| self.take(value)) {
                    return Poll::Ready(Some(error));
                }
            }
            if written && self.is_left {
                return Poll::Ready(None);
            }
            if !written || !are_left {
                return Poll::Pending;
            }
        }
    }

    /// Says whether orders may have been left for want of room.
    fn take_orders(&mut self, context: &mut Context<'_>) -> bool {
        while !self.is_left {
            if !self.exchange.has_room() {
                return true;
            }
            match self.orders.poll_recv(context) {
                Poll::Pending => return false,
                Poll::Ready(None) => self.is_left = true,
                Poll::Ready(Some(order)) => self.begin(order),
            }
        }
        false
    }

    fn begin(&mut self, order: Order) {
        let Order { method, args, reply } = order;
        if reply.is_closed() {
            return;
        }
        if self.pending.len() >= MAX_CALLS {
            self.pending.retain(|_, pending| !pending.reply.is_closed());
        }
        if self.pending.len() >= MAX_CALLS {
            return answer(reply, Err(Error::TooMany { what: "calls of an object", limit: MAX_CALLS }));
        }
        let request = Request { method, sequence: self.next };
        if let Err(source) = self.exchange.queue(&request.to_gob(), &args) {
            return answer(reply, Err(Error::Arguments { method: request.method, source }));
        }
        self.next = self.next.wrapping_add(1);
        self.pending.insert(request.sequence, Pending { method: request.method, reply });
    }

    /// Takes a header, or the body behind one.
    fn take(&mut self, value: Value) -> Result<(), Error> {
        let Some(header) = self.header.take() else {
            self.header = Some(Response::from_gob(value).map_err(Error::Malformed)?);
            return Ok(());
        };
        // An answer that nobody waits for any more is thrown away.
        if let Some(Pending { method, reply }) = self.pending.remove(&header.sequence) {
            answer(reply, header.error.map_or(Ok(value), |message| Err(Error::Remote { method, message })));
        }
        Ok(())
    }
}

/// Whoever waited may have gone.
fn answer(reply: oneshot::Sender<Result<Value, Error>>, with: Result<Value, Error>) {
    drop(reply.send(with));
}
