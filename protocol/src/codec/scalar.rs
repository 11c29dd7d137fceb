//! Numbers, booleans, characters and text.

use super::{Decode, Encode, Reader, wire};
use crate::error::Error;
use crate::limits::MAX_NAME_BYTES;
use crate::ty::Name;

macro_rules! plain {
    ($($ty:ident: $write:ident, $read:ident;)*) => {$(
        impl Encode for $ty {
            fn encode(&self, out: &mut Vec<u8>) {
                wire::$write(*self, out);
            }
        }

        impl Decode for $ty {
            fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
                wire::$read(input)
            }
        }
    )*};
}

plain! {
    bool: write_bool, read_bool;
    char: write_char, read_char;
}

macro_rules! numbers {
    ($($ty:ident: $write:ident, $read:ident;)*) => {$(
        impl Encode for $ty {
            fn encode(&self, out: &mut Vec<u8>) {
                wire::$write(*self, out);
            }

            fn encode_elements(items: &[Self], out: &mut Vec<u8>) {
                // Whole chunks into room that is there: the compiler makes a copy of it.
                let start = out.len();
                out.resize(start + size_of_val(items), 0);
                let (chunks, _) = out.get_mut(start..).unwrap_or_default().as_chunks_mut();
                for (chunk, item) in chunks.iter_mut().zip(items) {
                    *chunk = item.to_le_bytes();
                }
            }
        }

        impl Decode for $ty {
            fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
                wire::$read(input)
            }

            fn decode_elements(count: usize, input: &mut Reader<'_>) -> Result<Vec<Self>, Error> {
                let bytes = input.take(count.saturating_mul(size_of::<Self>()))?;
                input.charge(bytes.len())?;
                let (items, _) = bytes.as_chunks();
                Ok(items.iter().map(|item| Self::from_le_bytes(*item)).collect())
            }
        }
    )*};
}

numbers! {
    i8: write_i8, read_i8;
    i16: write_i16, read_i16;
    u16: write_u16, read_u16;
    i32: write_i32, read_i32;
    u32: write_u32, read_u32;
    i64: write_i64, read_i64;
    u64: write_u64, read_u64;
    f32: write_f32, read_f32;
    f64: write_f64, read_f64;
}

impl Encode for u8 {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn encode_elements(items: &[Self], out: &mut Vec<u8>) {
        out.extend_from_slice(items);
    }

    fn encode_chunk(items: &[Self], out: &mut Vec<u8>) {
        out.extend_from_slice(items);
    }
}

impl Decode for u8 {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        wire::read_u8(input)
    }

    fn decode_elements(count: usize, input: &mut Reader<'_>) -> Result<Vec<Self>, Error> {
        let bytes = input.take(count)?;
        input.charge(count)?;
        Ok(bytes.to_vec())
    }

    fn decode_chunk(input: &mut Reader<'_>) -> Result<Vec<Self>, Error> {
        Self::decode_elements(input.remaining(), input)
    }
}

impl Encode for str {
    fn encode(&self, out: &mut Vec<u8>) {
        wire::write_u64(self.len() as u64, out);
        out.extend_from_slice(self.as_bytes());
    }
}

impl Encode for String {
    fn encode(&self, out: &mut Vec<u8>) {
        self.as_str().encode(out);
    }
}

impl Encode for Name {
    fn encode(&self, out: &mut Vec<u8>) {
        (**self).encode(out);
    }
}

impl Decode for String {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        text(input).map(str::to_string)
    }
}

/// Names come from files and peers and end in messages and logs: anything but visible ASCII is refused.
impl Decode for Name {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        let name = text(input)?;
        if name.is_empty() || name.len() > MAX_NAME_BYTES || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            let detail = format!("not 1 to {MAX_NAME_BYTES} visible ASCII characters");
            return Err(Error::Malformed { what: "name", detail });
        }
        Ok(name.into())
    }
}

fn text<'a>(input: &mut Reader<'a>) -> Result<&'a str, Error> {
    let length = input.length()?;
    let bytes = input.take(length)?;
    input.charge(length)?;
    str::from_utf8(bytes).map_err(|error| Error::Malformed { what: "string", detail: error.to_string() })
}
