//! The task that drives yamux.

use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::sync::{Mutex, OwnedMutexGuard, mpsc, oneshot};
use tokio_util::compat::{Compat, TokioAsyncReadCompatExt};
use yamux::{Config, Connection, ConnectionError, FrameDecodeError, Mode};

use super::doors::Doors;
use super::stream::MuxStream;
use crate::grpc::end::{End, EndCause};
use crate::grpc::error::Error;
use crate::grpc::io::{Io, Ordered};
use crate::multiplex::Refereed;

/// The connections on one socket.
#[derive(Debug)]
pub(in crate::grpc) struct Mux {
    wanted: mpsc::Sender<oneshot::Sender<Io>>,
    doors: Doors,
    /// Held while a connection is opened: what they are for is told apart by their order alone.
    turn: Arc<Mutex<()>>,
    end: Arc<End>,
}

impl Mux {
    /// Begins on a socket; the second is the work that is to be done for it.
    pub(in crate::grpc) fn new(
        io: Io,
        ids: usize,
        end: Arc<End>,
    ) -> (Arc<Self>, impl Future<Output = ()> + Send + 'static) {
        let (wanted, wishes) = mpsc::channel(WISHES);
        let mux = Arc::new(Self { wanted, doors: Doors::new(ids), turn: Arc::default(), end });
        let driver = Driver { connection: connection(io), wishes, mux: Arc::clone(&mux) };
        (mux, driver.run())
    }

    /// Waits until no other connection is being opened.
    pub(in crate::grpc) async fn turn(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.turn).lock_owned().await
    }

    /// Opens a connection. It is announced to the plugin at once; the turn ends when the plugin has said something on it.
    pub(in crate::grpc) async fn open(&self, turn: OwnedMutexGuard<()>) -> Result<Io, Error> {
        let (wish, opened) = oneshot::channel();
        if self.wanted.send(wish).await.is_ok()
            && let Ok(io) = opened.await
        {
            return Ok(Box::new(Ordered::new(io, turn)));
        }
        Err(Error::Ended(self.end.wait().await))
    }

    /// Who gets what the plugin opens.
    pub(in crate::grpc) fn doors(&self) -> &Doors {
        &self.doors
    }
}

fn connection(io: Io) -> Connection<Compat<Refereed<Io>>> {
    let mut config = Config::default();
    // Windows that cannot grow: the crate takes no frame over 1 MiB, and Go writes as much as a window holds at once.
    config.set_max_connection_receive_window(None).set_max_num_streams(STREAMS);
    config.set_max_connection_receive_window(Some(STREAMS * WINDOW_BYTES));
    Connection::new(Refereed::new(io).compat(), config, Mode::Client)
}

struct Driver {
    connection: Connection<Compat<Refereed<Io>>>,
    wishes: mpsc::Receiver<oneshot::Sender<Io>>,
    mux: Arc<Mux>,
}

impl Driver {
    /// Runs until the socket ends, and the session with it.
    async fn run(mut self) {
        let mut wish = None;
        let ended = poll_fn(|context| self.poll(context, &mut wish)).await;
        let cause = match ended {
            None | Some(ConnectionError::Closed) => EndCause::PeerClosed,
            Some(ConnectionError::Io(error) | ConnectionError::Decode(FrameDecodeError::Io(error))) => error.into(),
            Some(error) => EndCause::Multiplex(error),
        };
        self.mux.end.end(cause);
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
        wish: &mut Option<oneshot::Sender<Io>>,
    ) -> Poll<Option<ConnectionError>> {
        loop {
            match self.connection.poll_next_inbound(context) {
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(error)),
                // Before anything that came behind it is looked at: a later knock is for another connection.
                Poll::Ready(Some(Ok(stream))) => {
                    if let Ok(stream) = MuxStream::announced(stream, context) {
                        self.mux.doors.enter(Box::new(stream));
                    }
                    continue;
                }
                Poll::Pending => {}
            }
            if wish.is_none() {
                *wish = match self.wishes.poll_recv(context) {
                    Poll::Ready(wish) => wish,
                    Poll::Pending => None,
                };
            }
            if wish.is_none() {
                return Poll::Pending;
            }
            let opened = match self.connection.poll_new_outbound(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(opened) => opened,
            };
            let stream = match opened {
                Ok(stream) => MuxStream::announced(stream, context).map_err(ConnectionError::Io),
                Err(error) => Err(error),
            };
            match (stream, wish.take()) {
                (Ok(stream), Some(wish)) => drop(wish.send(Box::new(stream))),
                (Err(error), _) => return Poll::Ready(Some(error)),
                (Ok(_), None) => {}
            }
        }
    }
}

/// Connections that may be asked for at once; more wait.
const WISHES: usize = 16;

/// Streams on a socket, of both sides: the ids of both, and the main one.
const STREAMS: usize = 1024;

/// The window of a stream as yamux begins it.
const WINDOW_BYTES: usize = 256 << 10;
