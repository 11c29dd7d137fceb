//! Reading with bounds: the input, and what decoding it may cost.

use super::wire;
use crate::error::Error;
use crate::limits::{MAX_DECODED_BYTES, MAX_EMPTY_ELEMENTS};
use crate::stream::{Frames, StreamAcceptor};

/// Bytes being decoded, with a budget of memory that the values may take.
pub struct Reader<'a> {
    bytes: &'a [u8],
    budget: usize,
    /// Whose streams the numbers in the input are.
    streams: Option<&'a dyn StreamAcceptor>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("bytes", &self.bytes).field("budget", &self.budget).finish_non_exhaustive()
    }
}

impl<'a> Reader<'a> {
    /// Reads with the default budget, [`MAX_DECODED_BYTES`].
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::with_budget(bytes, MAX_DECODED_BYTES)
    }

    /// Reads with a budget in bytes of memory.
    pub fn with_budget(bytes: &'a [u8], budget: usize) -> Self {
        Self { bytes, budget, streams: None }
    }

    /// Finds the streams of the input by `streams`; without it, none are accepted.
    #[must_use]
    pub fn with_streams(self, streams: &'a dyn StreamAcceptor) -> Self {
        Self { streams: Some(streams), ..self }
    }

    /// Reads the number of a stream or a future, and gives its frames.
    ///
    /// # Errors
    ///
    /// There is no such stream, or there are too many. The peer is at fault.
    pub fn accept_stream(&mut self) -> Result<Frames, Error> {
        let number = wire::read_u64(self)?;
        self.charge(STREAM_BYTES)?;
        match self.streams {
            Some(streams) if number != 0 => streams.accept(number),
            _ => Err(Error::UnknownStream { number }),
        }
    }

    /// Bytes that are left.
    pub fn remaining(&self) -> usize {
        self.bytes.len()
    }

    /// Takes bytes off the front.
    ///
    /// # Errors
    ///
    /// Fewer bytes are left.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) =
            self.bytes.split_at_checked(count).ok_or(Error::Truncated { needed: count, left: self.bytes.len() })?;
        self.bytes = rest;
        Ok(taken)
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    ///
    /// Bytes are left.
    pub fn finish(&self) -> Result<(), Error> {
        match self.bytes.len() {
            0 => Ok(()),
            left => Err(Error::TrailingBytes { left }),
        }
    }

    /// Reads a length, which can be no larger than the number of bytes left: elements take one at least.
    ///
    /// # Errors
    ///
    /// The length promises more than there is, or more empty elements than [`MAX_EMPTY_ELEMENTS`].
    pub fn length(&mut self) -> Result<usize, Error> {
        let length = wire::read_u64(self)?;
        let left = self.remaining().max(MAX_EMPTY_ELEMENTS);
        usize::try_from(length).ok().filter(|length| *length <= left).ok_or(Error::OverLimit {
            what: "length",
            got: length,
            limit: left as u64,
        })
    }

    /// Charges memory to the budget.
    ///
    /// # Errors
    ///
    /// The budget is used up.
    pub fn charge(&mut self, bytes: usize) -> Result<(), Error> {
        self.budget = self.budget.checked_sub(bytes).ok_or(Error::OverLimit {
            what: "decoded size in bytes",
            got: bytes as u64,
            limit: self.budget as u64,
        })?;
        Ok(())
    }

    /// Charges `count` elements of `size` bytes of memory each; one that takes none is charged as a byte,
    /// since it still takes time.
    ///
    /// # Errors
    ///
    /// The budget is used up.
    pub fn charge_elements(&mut self, count: usize, size: usize) -> Result<(), Error> {
        self.charge(count.saturating_mul(size.max(1)))
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes
    }
}

/// Bytes of memory that a stream is charged: what a session keeps of one that nobody reads, its window apart.
const STREAM_BYTES: usize = 1024;
