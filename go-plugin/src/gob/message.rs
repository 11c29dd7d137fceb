//! Messages: the pieces, each with its length before it, that a gob stream is made of.

use super::error::Error;
use super::limits::MAX_MESSAGE_BYTES;
use super::wire::read_uint;

/// Puts messages together from bytes as they come.
#[derive(Debug)]
pub struct MessageReader {
    buffer: Vec<u8>,
    /// Where the next message begins.
    start: usize,
    limit_bytes: usize,
}

impl MessageReader {
    /// Takes messages of at most `limit_bytes`, their length apart.
    pub fn new(limit_bytes: usize) -> Self {
        Self { buffer: Vec::new(), start: 0, limit_bytes }
    }

    /// Adds bytes that came.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        if self.buffer.is_empty() && self.buffer.capacity() > KEPT_BYTES && bytes.len() < KEPT_BYTES {
            // Gives memory back after an unusually large message.
            self.buffer = Vec::new();
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// The next message that is all there.
    ///
    /// # Errors
    ///
    /// A length that is none, or one over the limit: the stream is of no more use. The peer is at fault.
    pub fn next_message(&mut self) -> Result<Option<&[u8]>, Error> {
        let rest = self.buffer.get(self.start..).unwrap_or_default();
        let Some((length, prefix)) = message_length(rest, self.limit_bytes)? else { return Ok(None) };
        let begin = self.start + prefix;
        let end = begin.saturating_add(length);
        let missing = end.saturating_sub(self.buffer.len());
        if missing > 0 {
            // Room for what is announced, but for no more than a part of it before it comes.
            self.buffer.reserve(missing.min(MOST_RESERVED_BYTES));
            return Ok(None);
        }
        self.start = end;
        Ok(self.buffer.get(begin..end))
    }

    /// Whether a message was begun and did not come as a whole.
    pub fn is_partial(&self) -> bool {
        self.start < self.buffer.len()
    }
}

/// The messages of a whole stream, each of [`MAX_MESSAGE_BYTES`] at most; ends behind the first error.
pub fn messages(mut stream: &[u8]) -> impl Iterator<Item = Result<&[u8], Error>> {
    std::iter::from_fn(move || {
        if stream.is_empty() {
            return None;
        }
        let split = message_length(stream, MAX_MESSAGE_BYTES).and_then(|found| {
            let (length, prefix) = found.ok_or(Error::Truncated { what: "a message" })?;
            let rest = stream.get(prefix..).unwrap_or_default();
            rest.split_at_checked(length).ok_or(Error::Truncated { what: "a message" })
        });
        match split {
            Ok((message, rest)) => {
                stream = rest;
                Some(Ok(message))
            }
            Err(error) => {
                stream = &[];
                Some(Err(error))
            }
        }
    })
}

fn message_length(bytes: &[u8], limit: usize) -> Result<Option<(usize, usize)>, Error> {
    let Some((length, prefix)) = read_uint(bytes)? else { return Ok(None) };
    let length = usize::try_from(length).ok().filter(|length| *length <= limit);
    match length {
        Some(length) => Ok(Some((length, prefix))),
        None => Err(Error::over("bytes of a gob message", read_uint(bytes)?.map_or(0, |(length, _)| length), limit)),
    }
}

/// Bytes that an announcement alone may cost.
const MOST_RESERVED_BYTES: usize = 1 << 20;

/// Bytes of capacity that an empty buffer keeps.
const KEPT_BYTES: usize = 1 << 20;
