//! Components: their bytes are checked before they are decoded, for they may be hostile.

use std::panic::{AssertUnwindSafe, catch_unwind};

use amphi_protocol::Interface;
use wit_component::DecodedWasm;
use wit_parser::{Resolve, WorldId};

use crate::convert::interface_of_world;
use crate::error::Error;

/// Reads the interface of a component, without compiling it.
///
/// The decoder underneath panics on some components that no tool makes; that is caught and becomes an error,
/// except in a program built with `panic = "abort"`.
///
/// # Errors
///
/// Bytes that are no component, a malformed one, or an interface that Amphi does not carry yet.
pub fn interface_of_component(bytes: &[u8]) -> Result<Interface, Error> {
    let (resolve, world) = decode_component(bytes)?;
    interface_of_world(&resolve, world)
}

pub(crate) fn decode_component(bytes: &[u8]) -> Result<(Resolve, WorldId), Error> {
    match decode(bytes)? {
        DecodedWasm::Component(resolve, world) => Ok((resolve, world)),
        DecodedWasm::WitPackage(..) => Err(Error::NotAComponent { found: "an encoded WIT package" }),
    }
}

/// Decodes a component or an encoded package.
///
/// wit-component takes its input for the output of a tool: the announced sizes are checked before it sees
/// them, since it allocates what is announced, and its panics on odd but valid input become errors.
pub(crate) fn decode(bytes: &[u8]) -> Result<DecodedWasm, Error> {
    check_header(bytes)?;
    check_sections(bytes.get(HEADER..).unwrap_or_default())?;
    match catch_unwind(AssertUnwindSafe(|| wit_component::decode(bytes))) {
        Ok(Ok(decoded)) => Ok(decoded),
        Ok(Err(error)) => Err(Error::Component { detail: format!("{error:#}") }),
        Err(_) => Err(Error::Component { detail: "the decoder gave up on it".to_string() }),
    }
}

fn check_header(bytes: &[u8]) -> Result<(), Error> {
    let found = match bytes.first_chunk::<HEADER>() {
        Some([0, b'a', b's', b'm', 0x0d, 0, 1, 0]) => return Ok(()),
        Some([0, b'a', b's', b'm', 1, 0, 0, 0]) => "a core module: build for wasm32-wasip2 or wrap it",
        Some([0, b'a', b's', b'm', ..]) => "WebAssembly of another version",
        _ => "something else",
    };
    Err(Error::NotAComponent { found })
}

/// Checks that no outer section announces more bytes than there are; nested ones are bounded by theirs.
fn check_sections(mut rest: &[u8]) -> Result<(), Error> {
    let malformed = || Error::Component { detail: "a section ends after the end of the file".to_string() };
    while let Some((_id, after)) = rest.split_first() {
        let (size, body) = leb128(after).ok_or_else(malformed)?;
        rest = usize::try_from(size).ok().and_then(|size| body.get(size..)).ok_or_else(malformed)?;
    }
    Ok(())
}

/// Reads an unsigned LEB128 of at most 32 bits.
fn leb128(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut value = 0u32;
    for (position, byte) in bytes.iter().enumerate().take(5) {
        let bits = u32::from(byte & 0x7f);
        let shift = u32::try_from(position).ok()? * 7;
        value |= bits.checked_shl(shift).filter(|shifted| shifted >> shift == bits)?;
        if byte & 0x80 == 0 {
            return Some((value, bytes.get(position + 1..)?));
        }
    }
    None
}

/// Bytes before the first section: magic, version and layer.
const HEADER: usize = 8;
