//! Components: their bytes are checked before they are decoded, for they may be hostile.

use std::panic::{AssertUnwindSafe, catch_unwind};

use amphi_protocol::Interface;
use wasmparser::Parser;
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
    check_sizes(bytes)?;
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

/// Checks that nothing announces more bytes than there are, at any depth.
fn check_sizes(bytes: &[u8]) -> Result<(), Error> {
    for part in Parser::new(0).parse_all(bytes) {
        part.map_err(|error| Error::Component { detail: error.to_string() })?;
    }
    Ok(())
}

/// Bytes before the first part: magic, version and layer.
const HEADER: usize = 8;
