//! Frames: a length in four bytes, little-endian, then that many bytes of one message.

use crate::error::Error;

/// Bytes of a frame's length.
const HEADER: usize = 4;

/// Bytes that a reader keeps when all of them are used. Messages of a megabyte then cost no fresh memory each.
const KEPT_BYTES: usize = 40 * FrameReader::CHUNK;

/// Starts a frame at the end of `out` and gives the position that [`frame_finish`] needs.
///
/// Between the two, exactly the frame's body is appended, so that a message is encoded once, in place.
pub fn frame_begin(out: &mut Vec<u8>) -> usize {
    let start = out.len();
    out.extend_from_slice(&[0; HEADER]);
    start
}

/// Ends a frame that [`frame_begin`] started.
///
/// # Errors
///
/// The body is larger than `limit` bytes; the frame is taken out of `out` again.
pub fn frame_finish(out: &mut Vec<u8>, start: usize, limit: usize) -> Result<(), Error> {
    let body = out.len().saturating_sub(start + HEADER);
    let over = Error::OverLimit { what: "message size in bytes", got: body as u64, limit: limit as u64 };
    let length = u32::try_from(body).ok().filter(|_| body <= limit);
    match (length, out.get_mut(start..start + HEADER)) {
        (Some(length), Some(header)) => {
            header.copy_from_slice(&length.to_le_bytes());
            Ok(())
        }
        _ => {
            out.truncate(start);
            Err(over)
        }
    }
}

/// Cuts a byte stream into frames.
///
/// Bytes go in at the end with [`space`](Self::space) and [`filled`](Self::filled), frames come out at the
/// front with [`next`](Self::next). Memory is bounded by the largest frame that actually came, and given
/// back after an unusually large one.
#[derive(Debug)]
pub struct FrameReader {
    buffer: Vec<u8>,
    /// The first byte that was not handed out.
    start: usize,
    /// The end of what was filled.
    end: usize,
    limit: usize,
}

impl FrameReader {
    /// Bytes that a reader keeps between frames: one large read.
    pub const CHUNK: usize = 64 << 10;

    /// Makes a reader that refuses frames whose body is over `limit` bytes.
    pub fn new(limit: usize) -> Self {
        Self { buffer: Vec::new(), start: 0, end: 0, limit }
    }

    /// Gives room for the next bytes: never empty, at least what the current frame lacks up to a chunk.
    pub fn space(&mut self) -> &mut [u8] {
        if self.start == self.end {
            self.start = 0;
            self.end = 0;
            if self.buffer.len() > KEPT_BYTES {
                self.buffer = Vec::new();
            }
        }
        if self.buffer.len() - self.end < Self::CHUNK / 2 {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.end, 0);
                self.end -= self.start;
                self.start = 0;
            }
            // Grows with what has arrived, never with what was announced.
            let wanted =
                (self.end + Self::CHUNK).max(self.end.saturating_mul(2).min(self.limit.saturating_add(HEADER)));
            if self.buffer.len() < wanted {
                self.buffer.resize(wanted, 0);
            }
        }
        self.buffer.get_mut(self.end..).unwrap_or_default()
    }

    /// Says how many bytes of [`space`](Self::space) were filled.
    pub fn filled(&mut self, count: usize) {
        self.end = self.end.saturating_add(count).min(self.buffer.len());
    }

    /// The body of the next frame, if all of it is there.
    ///
    /// # Errors
    ///
    /// The frame's announced length is over the limit: the peer is at fault, the stream is of no further use.
    #[expect(clippy::should_implement_trait, reason = "a lending iterator cannot be an Iterator")]
    pub fn next(&mut self) -> Result<Option<&[u8]>, Error> {
        let there = self.buffer.get(self.start..self.end).unwrap_or_default();
        let Some((header, rest)) = there.split_first_chunk::<HEADER>() else { return Ok(None) };
        let length = u32::from_le_bytes(*header);
        let body = usize::try_from(length).ok().filter(|length| *length <= self.limit).ok_or(Error::OverLimit {
            what: "message size in bytes",
            got: u64::from(length),
            limit: self.limit as u64,
        })?;
        if rest.len() < body {
            return Ok(None);
        }
        let from = self.start + HEADER;
        self.start = from + body;
        Ok(self.buffer.get(from..from + body))
    }

    /// Copies bytes that were not handed out, for what is not cut into frames here; 0 if there are none.
    pub fn read(&mut self, into: &mut [u8]) -> usize {
        let there = self.buffer.get(self.start..self.end).unwrap_or_default();
        let count = there.len().min(into.len());
        if let (Some(from), Some(to)) = (there.get(..count), into.get_mut(..count)) {
            to.copy_from_slice(from);
        }
        self.start += count;
        count
    }

    /// Whether a frame has begun and not ended: what the peer left unsaid if it is gone now.
    pub fn is_partial(&self) -> bool {
        self.start < self.end
    }
}
