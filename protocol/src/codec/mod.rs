//! The type-directed codec: positional, without names or tags that the type already says.
//!
//! Static types implement [`Encode`] and [`Decode`]; dynamic values go through [`encode_value`] and
//! [`decode_value`] with their [`Type`](crate::Type) and give the same bytes. Integers are varints,
//! except the elements of number lists: those are one block of fixed width, little-endian.

mod compound;
mod dynamic;
mod reader;
mod scalar;
mod ty;
pub mod wire;

pub use dynamic::{decode_value, encode_value};
pub use reader::Reader;

use crate::error::Error;

/// A type that can be written to the wire.
pub trait Encode {
    /// Whether there may be resources, streams or futures in it: encoding then gives them away, and can be done once.
    const HANDLES: bool = false;

    /// Appends the value's bytes.
    fn encode(&self, out: &mut Vec<u8>);

    /// Appends what a reference to the value says: the value, but for a resource, which a reference lends.
    fn encode_lent(&self, out: &mut Vec<u8>) {
        self.encode(out);
    }

    /// Appends the elements of a list, without its length. Numbers override it with one block.
    fn encode_elements(items: &[Self], out: &mut Vec<u8>)
    where
        Self: Sized,
    {
        for item in items {
            item.encode(out);
        }
    }

    /// Appends elements as the body of a stream's frame. Bytes override it with themselves.
    fn encode_chunk(items: &[Self], out: &mut Vec<u8>)
    where
        Self: Sized,
    {
        items.encode(out);
    }
}

/// A type that can be read from the wire.
pub trait Decode: Sized {
    /// Reads one value.
    ///
    /// # Errors
    ///
    /// Bytes that mean no value of this type, or more of them than the limits allow. The peer is at fault.
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error>;

    /// Reads the elements of a list whose length is known. Numbers override it with one block.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    fn decode_elements(count: usize, input: &mut Reader<'_>) -> Result<Vec<Self>, Error> {
        input.charge_elements(count, size_of::<Self>())?;
        let mut items = Vec::with_capacity(count.min(input.remaining()));
        for _ in 0..count {
            items.push(Self::decode(input)?);
        }
        Ok(items)
    }

    /// Reads the body of a stream's frame, to its end. Bytes override it with themselves.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    fn decode_chunk(input: &mut Reader<'_>) -> Result<Vec<Self>, Error> {
        let items = Vec::decode(input)?;
        input.finish()?;
        Ok(items)
    }
}
