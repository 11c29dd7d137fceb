//! Against recorded streams of Go, Go itself, and any bytes at all.

mod bounds;
mod go;
mod recorded;
mod serde_types;
mod wit;

use super::{Decoder, Encoder, Error, Typed, Value, messages};

/// The values of a stream.
fn decode(stream: &[u8]) -> Result<Vec<Value>, Error> {
    let mut decoder = Decoder::new();
    let mut values = Vec::new();
    for message in messages(stream) {
        values.extend(decoder.message(message?)?);
    }
    if decoder.is_partial() { Err(Error::Truncated { what: "a value" }) } else { Ok(values) }
}

/// A stream of values, whose types are worked out.
fn encode(values: &[Value]) -> Result<Vec<u8>, Error> {
    let (mut encoder, mut stream) = (Encoder::new(), Vec::new());
    for value in values {
        encoder.encode(&Typed::of(value.clone())?, &mut stream)?;
    }
    Ok(stream)
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        text.chars().filter_map(|c| c.to_digit(16)).map(|digit| u8::try_from(digit).unwrap()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
