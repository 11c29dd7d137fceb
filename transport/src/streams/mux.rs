//! A stream lane, whichever side holds it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use amphi_protocol::FrameReader;
use amphi_protocol::limits::{MAX_STREAMS, STREAM_WINDOW_BYTES};
use yamux::{Config, Connection, Mode};

use super::incoming::{Arrival, Incoming};
use super::outgoing::{Outgoing, Progress, Sending};
use super::passages::{PassageLimits, Passages};
use super::passing::Passing;
use super::pipe::{Pipe, RawSocket};
use crate::error::Error;
use crate::link::Link;

/// A connection that carries long frames; polled by its owner, and by nobody else.
pub(crate) struct Mux<S, T> {
    connection: Connection<Pipe<S>>,
    pipe: Pipe<S>,
    limits: MuxLimits,
    waiting: VecDeque<Outgoing<T>>,
    sending: Vec<Sending<T>>,
    incoming: Vec<Incoming>,
    passages: Passages,
    /// Bytes of frames that were handed out and are still kept by whoever took them.
    held: usize,
}

/// The bounds on what the peer sends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MuxLimits {
    /// Bytes of one frame's body.
    pub(crate) frame_bytes: usize,
    /// Bytes of all frames that are read or held at a time; with none of either, one is read whatever its size.
    pub(crate) reading_bytes: usize,
    /// How long a stream and the message with its number wait for each other.
    pub(crate) stream_wait: Duration,
}

/// What happened on the lane.
pub(crate) enum Event<T> {
    /// A frame has come; this is its body.
    Frame(Vec<u8>),
    /// All of a frame was handed over: it cannot be taken back any more.
    Sent(T),
    /// The peer has read all of a frame.
    Read(T),
}

impl<S: RawSocket, T: Copy + PartialEq> Mux<S, T> {
    /// Starts where the hellos end; `frames` holds what came behind the peer's.
    pub(crate) fn new(
        mode: Mode,
        socket: S,
        link: Link,
        frames: FrameReader,
        limits: MuxLimits,
        passing: Arc<Passing>,
    ) -> Self {
        let pipe = Pipe::new(socket, link, frames);
        // Streams of both sides together. Windows that cannot grow bound what unread streams keep in memory.
        let streams = 2 * MAX_STREAMS;
        let mut config = Config::default();
        config.set_max_connection_receive_window(None).set_max_num_streams(streams);
        config.set_max_connection_receive_window(Some(streams * STREAM_WINDOW_BYTES));
        let connection = Connection::new(pipe.clone(), config, mode);
        let MuxLimits { frame_bytes, reading_bytes, stream_wait } = limits;
        let passages = PassageLimits { frame_bytes, large_bytes: reading_bytes, wait: stream_wait };
        Self {
            connection,
            pipe,
            limits,
            waiting: VecDeque::new(),
            sending: Vec::new(),
            incoming: Vec::new(),
            passages: Passages::new(passing, passages),
            held: 0,
        }
    }

    /// Queues a frame.
    pub(crate) fn send(&mut self, outgoing: Outgoing<T>) {
        self.waiting.push_back(outgoing);
    }

    /// Says before a turn how many bytes of frames that came are still kept; so many fewer are read.
    pub(crate) fn hold(&mut self, bytes: usize) {
        self.held = bytes;
    }

    /// Takes a frame back; false if all of it was handed over already.
    #[cfg(feature = "host")]
    pub(crate) fn take_back(&mut self, tag: T) -> bool {
        let before = self.waiting.len() + self.sending.len();
        self.waiting.retain(|outgoing| outgoing.tag != tag);
        // Dropping an unfinished stream resets it.
        self.sending.retain(|sending| sending.tag != tag || !sending.is_unsent());
        self.waiting.len() + self.sending.len() < before
    }

    /// Whether there is something to write that the socket did not take.
    pub(crate) fn is_blocked(&self) -> bool {
        self.pipe.is_blocked()
    }

    /// When it wants a turn even if nothing has come.
    pub(crate) fn next_due(&self) -> Option<Instant> {
        self.passages.next_due()
    }

    /// Takes a turn; gives the reason once the lane has ended.
    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
        now: Instant,
        happened: &mut impl FnMut(Event<T>),
    ) -> Poll<Error> {
        match self.turn(context, now, happened) {
            Ok(()) => Poll::Pending,
            // The pipe's own reason says more than what yamux makes of it.
            Err(error) => Poll::Ready(self.pipe.take_failure().unwrap_or(error)),
        }
    }

    fn turn(
        &mut self,
        context: &mut Context<'_>,
        now: Instant,
        happened: &mut impl FnMut(Event<T>),
    ) -> Result<(), Error> {
        self.pipe.begin_turn();
        self.passages.begin_turn(now);
        loop {
            let mut moved = self.accept(context)?;
            moved |= self.open(context)?;
            moved |= self.poll_sending(context, happened)?;
            self.admit();
            moved |= self.poll_incoming(context, now, happened)?;
            self.passages.poll(context)?;
            if !moved {
                return self.pipe.drain(context);
            }
        }
    }

    /// Lets yamux read and write, and takes the streams that the peer opened.
    fn accept(&mut self, context: &mut Context<'_>) -> Result<bool, Error> {
        let mut moved = false;
        loop {
            match self.connection.poll_next_inbound(context) {
                Poll::Pending => return Ok(moved),
                Poll::Ready(Some(Ok(stream))) => {
                    if self.inbound() >= MAX_STREAMS {
                        self.incoming.retain(|incoming| !incoming.is_taken_back());
                        self.passages.let_go();
                    }
                    if self.inbound() >= MAX_STREAMS {
                        return Err(Error::TooManyStreams { limit: MAX_STREAMS });
                    }
                    self.incoming.push(Incoming::new(stream));
                    moved = true;
                }
                Poll::Ready(Some(Err(error))) => return Err(ended(error)),
                Poll::Ready(None) => return Err(Error::PeerClosed { partial: !self.incoming.is_empty() }),
            }
        }
    }

    /// Streams that the peer has open.
    fn inbound(&self) -> usize {
        self.incoming.len() + self.passages.inbound()
    }

    fn open(&mut self, context: &mut Context<'_>) -> Result<bool, Error> {
        let mut moved = false;
        while (!self.waiting.is_empty() || self.passages.wants_stream())
            && self.sending.len() + self.passages.outbound() < MAX_STREAMS
        {
            match self.connection.poll_new_outbound(context) {
                Poll::Pending => break,
                Poll::Ready(Ok(stream)) => {
                    // Those of the interface first: their number is bounded, that of long frames is not.
                    if self.passages.wants_stream() {
                        self.passages.feed(stream);
                    } else if let Some(outgoing) = self.waiting.pop_front() {
                        self.sending.push(Sending::new(stream, outgoing));
                    }
                    moved = true;
                }
                Poll::Ready(Err(error)) => return Err(ended(error)),
            }
        }
        Ok(moved)
    }

    fn poll_sending(&mut self, context: &mut Context<'_>, happened: &mut impl FnMut(Event<T>)) -> Result<bool, Error> {
        let mut moved = false;
        let mut index = 0;
        while let Some(sending) = self.sending.get_mut(index) {
            match sending.poll(context)? {
                Progress::None => index += 1,
                Progress::Sent => {
                    happened(Event::Sent(sending.tag));
                    moved = true;
                    index += 1;
                }
                Progress::Done => {
                    happened(Event::Read(sending.tag));
                    self.sending.swap_remove(index);
                    moved = true;
                }
            }
        }
        Ok(moved)
    }

    /// Gives memory to frames in the order in which their streams came.
    fn admit(&mut self) {
        let mut reserved = self.incoming.iter().map(Incoming::reserved).sum::<usize>().saturating_add(self.held);
        for incoming in &mut self.incoming {
            let Some(wanted) = incoming.wanted() else { continue };
            if reserved > 0 && reserved.saturating_add(wanted) > self.limits.reading_bytes {
                break;
            }
            reserved += wanted;
            incoming.admit();
        }
    }

    fn poll_incoming(
        &mut self,
        context: &mut Context<'_>,
        now: Instant,
        happened: &mut impl FnMut(Event<T>),
    ) -> Result<bool, Error> {
        let mut moved = false;
        let mut index = 0;
        while let Some(incoming) = self.incoming.get_mut(index) {
            match incoming.poll(context, self.limits.frame_bytes)? {
                Arrival::None => index += 1,
                Arrival::Head => {
                    moved = true;
                    index += 1;
                }
                Arrival::Frame(body) => {
                    self.held = self.held.saturating_add(body.len());
                    happened(Event::Frame(body));
                    moved = true;
                }
                Arrival::Number(number) => {
                    let (stream, rest) = self.incoming.remove(index).into_parts();
                    self.passages.arrived(number, stream, rest, now)?;
                    moved = true;
                }
                Arrival::Over => {
                    // Keeps the order in which the others came.
                    self.incoming.remove(index);
                    moved = true;
                }
            }
        }
        Ok(moved)
    }
}

fn ended(error: yamux::ConnectionError) -> Error {
    match error {
        yamux::ConnectionError::Io(source) => Error::Io { step: "the stream lane", source },
        yamux::ConnectionError::Closed => Error::PeerClosed { partial: false },
        other => Error::Multiplex(other),
    }
}
