//! The bounds that decoding keeps, with the attack that each of them stops.

use std::cell::Cell;

use super::error::Error;

/// Bytes of one message, unless the caller allows more or fewer. Stops a peer that announces gigabytes. As large as the
/// frames of the native protocol; Go itself allows 1 GiB.
pub const MAX_MESSAGE_BYTES: usize = 64 << 20;

/// Bytes of memory that one value may take. Stops a message of a megabyte that becomes gigabytes: an element of one byte
/// on the wire is a [`Value`](super::Value) in memory.
pub const MAX_VALUE_BYTES: usize = 256 << 20;

/// How deep a value may nest. Stops a value that is nothing but depth; reading needs no stack for it, but whatever is
/// done with the value later does.
pub const MAX_DEPTH: usize = 128;

/// Types that a peer may define in one stream. Stops definitions without end; a program has some hundreds.
pub const MAX_TYPES: usize = 4096;

/// Bytes of memory that all definitions of a stream may take. Stops types of a million fields.
pub const MAX_TYPE_BYTES: usize = 8 << 20;

/// Elements of an array type. Stops a definition whose length alone is the attack; a length is checked against the
/// message before anything is allocated, but it also stands in errors and types.
pub const MAX_ARRAY: u64 = 1 << 32;

/// Memory that values may still take which the peer did not send: the zeros of fields that it left out.
///
/// Stops a list of empty structs, a byte each, whose type on this side has a hundred fields.
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn new() -> Self {
        Self(Cell::new(MAX_VALUE_BYTES))
    }

    pub(super) fn charge_zero(&self) -> Result<(), Error> {
        let left = self.0.get().checked_sub(ZERO_BYTES);
        self.0.set(left.ok_or(Error::over("memory in bytes", ZERO_BYTES as u64, self.0.get()))?);
        Ok(())
    }
}

/// Bytes of memory that a zero is charged: as much as a dynamic value and its name take.
const ZERO_BYTES: usize = 64;
