//! The only module that names bincode: scalars and envelopes as its standard configuration writes them.
//!
//! bincode 2 is unmaintained (RUSTSEC-2025-0141) but finished: its format is small, documented, and pinned by
//! the examples in `SPEC.md`. Replacing it means replacing this file.

use bincode::config::{self, Configuration, Limit};
use bincode::config::{LittleEndian, Varint};
use bincode::enc::write::Writer;
use bincode::error::{DecodeError, EncodeError};
use serde::Serialize;
use serde::de::Deserialize;

use super::Reader;
use crate::error::Error;
use crate::limits::MAX_ENVELOPE_BYTES;

/// Variable-length integers, little-endian, zigzag for signed ones.
const CONFIG: Configuration = config::standard();

/// The same, with the bound without which a text is allocated at its announced length.
const ENVELOPE: Configuration<LittleEndian, Varint, Limit<MAX_ENVELOPE_BYTES>> = CONFIG.with_limit();

struct Sink<'a>(&'a mut Vec<u8>);

impl Writer for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

macro_rules! scalars {
    ($($ty:ident: $write:ident, $read:ident;)*) => {$(
        #[doc = concat!("Appends a `", stringify!($ty), "`.")]
        pub fn $write(value: $ty, out: &mut Vec<u8>) {
            // Writing a scalar to a Vec has no way to fail.
            let written = bincode::encode_into_writer(value, Sink(out), CONFIG);
            debug_assert!(written.is_ok());
        }

        #[doc = concat!("Reads a `", stringify!($ty), "`.")]
        ///
        /// # Errors
        ///
        /// The input ends early or is malformed.
        pub fn $read(input: &mut Reader<'_>) -> Result<$ty, Error> {
            let (value, used) = bincode::decode_from_slice(input.rest(), CONFIG)
                .map_err(|error| malformed(stringify!($ty), &error, input.remaining()))?;
            input.take(used)?;
            Ok(value)
        }
    )*};
}

scalars! {
    bool: write_bool, read_bool;
    i8: write_i8, read_i8;
    u8: write_u8, read_u8;
    i16: write_i16, read_i16;
    u16: write_u16, read_u16;
    i32: write_i32, read_i32;
    u32: write_u32, read_u32;
    i64: write_i64, read_i64;
    u64: write_u64, read_u64;
    f32: write_f32, read_f32;
    f64: write_f64, read_f64;
    char: write_char, read_char;
}

/// Appends a message envelope.
pub(crate) fn write_envelope(envelope: &impl Serialize, out: &mut Vec<u8>) {
    // The envelopes are plain structs and enums, for which the serialiser has no failing case.
    let written = bincode::serde::encode_into_writer(envelope, Sink(out), ENVELOPE);
    debug_assert!(written.is_ok());
}

/// Reads a message envelope and leaves the payload after it in the reader.
pub(crate) fn read_envelope<'a, T: Deserialize<'a>>(input: &mut Reader<'a>) -> Result<T, Error> {
    let (envelope, used) = bincode::serde::borrow_decode_from_slice(input.rest(), ENVELOPE)
        .map_err(|error| malformed("message", &error, input.remaining()))?;
    input.take(used)?;
    Ok(envelope)
}

fn malformed(what: &'static str, error: &DecodeError, left: usize) -> Error {
    match error {
        DecodeError::UnexpectedEnd { additional } => Error::Truncated { needed: *additional, left },
        DecodeError::LimitExceeded => Error::OverLimit {
            what: "size of a message's fields in bytes",
            got: left as u64,
            limit: MAX_ENVELOPE_BYTES as u64,
        },
        other => Error::Malformed { what, detail: other.to_string() },
    }
}
