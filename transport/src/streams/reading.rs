//! A stream or a future on its way from the peer.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use amphi_protocol::limits::STREAM_FRAME_BYTES;
use amphi_protocol::{Error as ProtocolError, StreamFailure};
use futures_util::{AsyncWrite, Stream as _};

use super::TAKEN;
use super::incoming::Number;
use super::slot::SlotWriter;
use crate::error::Error;

/// A stream that the peer opened for a number.
pub(super) struct Opened {
    pub(super) head: Number,
    pub(super) stream: yamux::Stream,
    /// What came behind the number.
    pub(super) rest: Vec<u8>,
    /// When it has waited too long for the message with its number.
    pub(super) due: Instant,
}

/// A stream whose reader is known.
pub(super) struct Reading {
    pub(super) number: u64,
    stream: yamux::Stream,
    /// What came and is not handed out: at most a frame and one packet.
    bytes: Vec<u8>,
    /// Bytes of a frame that is longer than a frame should be, from before it is read until its reader has it.
    large: usize,
    /// Whether its frames are answered.
    is_answered: bool,
    /// An answer that is to be written.
    owes: bool,
    reader: Option<SlotWriter>,
}

impl Reading {
    pub(super) fn new(opened: Opened, reader: SlotWriter) -> Self {
        let Number { number, is_answered } = opened.head;
        let (stream, bytes) = (opened.stream, opened.rest);
        Self { number, stream, bytes, large: 0, is_answered, owes: false, reader: Some(reader) }
    }

    /// Whether its feeder has reset it.
    pub(super) fn is_reset(&self) -> bool {
        self.stream.is_closed()
    }

    /// Bytes of the large frame that it has or reads.
    pub(super) fn large(&self) -> usize {
        self.large
    }

    /// The stream is lost, for this reason.
    pub(super) fn fail(mut self, failure: StreamFailure) {
        if let Some(reader) = self.reader.take() {
            reader.fail(failure);
        }
    }

    /// Moves what its reader takes; true once it is done with. Dropping it then closes the stream, or resets it.
    ///
    /// Begins no large frame of more than `left` bytes.
    pub(super) fn poll(&mut self, context: &mut Context<'_>, limit: usize, left: usize) -> Result<bool, Error> {
        loop {
            let Some(reader) = &mut self.reader else { return Ok(true) };
            let room = reader.poll_room(context);
            // What its reader has taken is said first: with a reset, the feeder takes back what it has no answer for.
            self.owes |= reader.take_news() && self.is_answered;
            if self.owes {
                match Pin::new(&mut self.stream).poll_write(context, &[TAKEN]) {
                    Poll::Pending => return Ok(false),
                    // The feeder has given it up: nothing waits for the answer.
                    Poll::Ready(_) => self.owes = false,
                }
            }
            match room {
                Poll::Pending => return Ok(false),
                Poll::Ready(Err(_)) => return Ok(true),
                Poll::Ready(Ok(())) => self.large = 0,
            }
            let length = length(&self.bytes, limit)?;
            if let Some(length) = length {
                if length > STREAM_FRAME_BYTES && length > left {
                    return Ok(false);
                }
                self.large = if length > STREAM_FRAME_BYTES { length } else { 0 };
                if let Some(body) = split(&mut self.bytes, length) {
                    reader.put(body);
                    continue;
                }
            }
            match Pin::new(&mut self.stream).poll_next(context) {
                // Whether its reader goes away in the meantime is news too.
                Poll::Pending => return Ok(reader.poll_gone(context).is_ready()),
                Poll::Ready(Some(Ok(packet))) => self.bytes.extend_from_slice(packet.as_ref()),
                Poll::Ready(_) => return self.over().map(|()| true),
            }
        }
    }

    /// Nothing more will come.
    fn over(&mut self) -> Result<(), Error> {
        let Some(reader) = self.reader.take() else { return Ok(()) };
        // After a reset the stream is closed for good, after a clean end only the peer's half is.
        if self.stream.is_closed() {
            reader.fail(StreamFailure::Broken);
        } else if self.bytes.is_empty() {
            reader.finish();
        } else {
            return Err(Error::PeerClosed { partial: true });
        }
        Ok(())
    }
}

/// The length of the frame that begins here, if that is known.
fn length(bytes: &[u8], limit: usize) -> Result<Option<usize>, Error> {
    let Some(head) = bytes.first_chunk::<LENGTH_BYTES>() else { return Ok(None) };
    let announced = u32::from_le_bytes(*head);
    let length = usize::try_from(announced).ok().filter(|length| *length <= limit);
    let over = || ProtocolError::OverLimit {
        what: "size of a stream's frame in bytes",
        got: announced.into(),
        limit: limit as u64,
    };
    Ok(Some(length.ok_or_else(over)?))
}

/// Takes a whole frame off the front.
fn split(bytes: &mut Vec<u8>, length: usize) -> Option<Vec<u8>> {
    let end = LENGTH_BYTES.saturating_add(length);
    let rest = bytes.get(end..)?.to_vec();
    let mut body = std::mem::replace(bytes, rest);
    body.truncate(end);
    body.drain(..LENGTH_BYTES);
    Some(body)
}

/// Bytes of a frame's length.
const LENGTH_BYTES: usize = 4;
