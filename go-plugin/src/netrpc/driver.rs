//! The task that moves a session's bytes. It does nothing else: Go gives a session up whose pings wait.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use yamux::{Config, Connection, Mode};

use super::error::EndCause;
use super::options::MAX_STREAMS;
use super::socket::Socket;
use super::stream::Stream;
use crate::multiplex::Refereed;

/// What the driver is asked for.
pub(super) enum Command {
    /// A new stream, in the order of the requests.
    Open(OwnedSemaphorePermit, oneshot::Sender<Stream>),
    /// The orderly end: all that was written goes out first.
    Close,
}

pub(super) struct Driver<S> {
    connection: Connection<Socket<Refereed<S>>>,
    socket: Socket<Refereed<S>>,
    commands: mpsc::Receiver<Command>,
    opening: VecDeque<(OwnedSemaphorePermit, oneshot::Sender<Stream>)>,
    /// As large as there are places, so that it is never full.
    arrived: mpsc::Sender<Stream>,
    places: Arc<Semaphore>,
    is_closing: bool,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Driver<S> {
    /// The host's side of a connection; `arrived` must hold [`MAX_STREAMS`].
    pub(super) fn new(stream: S, commands: mpsc::Receiver<Command>, arrived: mpsc::Sender<Stream>) -> Self {
        let socket = Socket::new(Refereed::new(stream));
        let mut config = Config::default();
        // More than both sides have places for, since yamux ends a session with too many. Windows that cannot grow keep
        // Go's frames below what yamux takes, and bound what unread streams keep in memory.
        let streams = 4 * MAX_STREAMS;
        config.set_max_connection_receive_window(None).set_max_num_streams(streams);
        config.set_max_connection_receive_window(Some(streams * WINDOW_BYTES)).set_split_send_size(FRAME_BYTES);
        let connection = Connection::new(socket.clone(), config, Mode::Client);
        let places = Arc::new(Semaphore::new(MAX_STREAMS));
        Self { connection, socket, commands, opening: VecDeque::new(), arrived, places, is_closing: false }
    }

    /// Works until the session ends, and says why it did.
    pub(super) async fn run(mut self) -> EndCause {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<EndCause> {
        self.take_commands(context);
        if self.is_closing {
            return self.connection.poll_close(context).map(|_| EndCause::Closed);
        }
        loop {
            let moved = match self.turn(context) {
                Ok(moved) => moved,
                Err(cause) => return Poll::Ready(cause),
            };
            if !moved {
                return match self.socket.drain(context) {
                    Poll::Ready(Err(error)) => Poll::Ready(error.into()),
                    Poll::Ready(Ok(())) | Poll::Pending => Poll::Pending,
                };
            }
        }
    }

    fn take_commands(&mut self, context: &mut Context<'_>) {
        while let Poll::Ready(Some(command)) = self.commands.poll_recv(context) {
            match command {
                Command::Open(place, reply) => self.opening.push_back((place, reply)),
                Command::Close => self.is_closing = true,
            }
        }
    }

    /// Says whether anything moved, so that another turn is due.
    fn turn(&mut self, context: &mut Context<'_>) -> Result<bool, EndCause> {
        let mut moved = false;
        match self.connection.poll_next_inbound(context) {
            Poll::Pending => {}
            Poll::Ready(None) => return Err(EndCause::PeerClosed),
            Poll::Ready(Some(Err(error))) => return Err(error.into()),
            Poll::Ready(Some(Ok(stream))) => {
                // One without a place is dropped, which resets it.
                if let Ok(place) = Arc::clone(&self.places).try_acquire_owned()
                    && let Ok(stream) = Stream::announced(stream, place, context)
                {
                    // Nobody takes streams any more when the session ends.
                    drop(self.arrived.try_send(stream));
                }
                moved = true;
            }
        }
        while !self.opening.is_empty() {
            let stream = match self.connection.poll_new_outbound(context) {
                Poll::Pending => break,
                Poll::Ready(Err(error)) => return Err(error.into()),
                Poll::Ready(Ok(stream)) => stream,
            };
            moved = true;
            if let Some((place, reply)) = self.opening.pop_front()
                && let Ok(stream) = Stream::announced(stream, place, context)
            {
                // Whoever asked may have given up; the stream is closed then.
                drop(reply.send(stream));
            }
        }
        Ok(moved)
    }
}

/// Bytes that a stream may hold which nobody has read: yamux's own figure.
const WINDOW_BYTES: usize = amphi_protocol::limits::STREAM_WINDOW_BYTES;

/// Bytes of one frame. Of yamux's 16 KiB a message of a megabyte has so many that the tasks wait for each other; larger
/// ones hold up the other streams.
const FRAME_BYTES: usize = 64 << 10;
