//! The section of a native executable: the contract, framed, readable without running anything.

use amphi_protocol::Interface;
use amphi_protocol::limits::MAX_INTERFACE_BYTES;
use sha2::{Digest, Sha256};
use wit_component::DecodedWasm;

use crate::component::decode;
use crate::error::Error;
use crate::world::World;

/// The contract that a native executable carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The functions of the plugin.
    pub interface: Interface,
    /// The digest of the interface, as [`digest`](crate::digest()) gives it.
    pub digest: [u8; 32],
    world: String,
    wit: Vec<u8>,
}

impl Section {
    /// The name of the plugin's world.
    pub fn world_name(&self) -> &str {
        &self.world
    }

    /// Decodes the world itself, with its documentation: for tools, no load needs it.
    ///
    /// # Errors
    ///
    /// Encoded WIT that is malformed, or has no such world.
    pub fn world(&self) -> Result<World, Error> {
        match decode(&self.wit)? {
            DecodedWasm::WitPackage(resolve, package) => World::from_package(resolve, package, &self.world),
            DecodedWasm::Component(..) => Err(Error::Section { detail: "it holds a component instead of WIT" }),
        }
    }
}

/// Reads the bytes of a section. They may be hostile.
///
/// Bytes after the contract are ignored: linkers pad sections.
///
/// # Errors
///
/// Whatever is wrong with the bytes: no magic, an unknown version, lengths over the limits or the end, an
/// interface that is malformed or not in canonical form.
pub fn read_section(bytes: &[u8]) -> Result<Section, Error> {
    let short = Error::Section { detail: "it ends early" };
    let mut input = bytes;
    if !input.starts_with(MAGIC) {
        return Err(Error::Section { detail: "it does not begin with AMPHIWIT" });
    }
    input = input.get(MAGIC.len()..).unwrap_or_default();
    let (Some(version), Some(interface), Some(wit)) = (word(&mut input), word(&mut input), word(&mut input)) else {
        return Err(short);
    };
    if version != VERSION {
        return Err(Error::SectionVersion { got: version, known: VERSION });
    }
    let interface = part(&mut input, "interface", interface, MAX_INTERFACE_BYTES)?;
    let mut wit = part(&mut input, "encoded WIT", wit, MAX_WIT_BYTES)?;
    let (name, _) = wit.split_first_chunk().ok_or(short)?;
    let name_length = usize::from(u16::from_le_bytes(*name));
    let name = wit.get(2..2 + name_length).ok_or(Error::Section { detail: "the world's name ends early" })?;
    let world = str::from_utf8(name).map_err(|_| Error::Section { detail: "the world's name is not UTF-8" })?;
    wit = wit.get(2 + name_length..).unwrap_or_default();

    Ok(Section {
        interface: Interface::from_bytes(interface)?,
        digest: Sha256::digest(interface).into(),
        world: world.to_string(),
        wit: wit.to_vec(),
    })
}

pub(crate) fn frame_section(interface: &Interface, world: &str, wit: &[u8]) -> Result<Vec<u8>, Error> {
    let interface = interface.to_bytes();
    let wit_bytes = 2 + world.len() + wit.len();
    let mut out = Vec::with_capacity(MAGIC.len() + 12 + interface.len() + wit_bytes);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&length("interface", interface.len(), MAX_INTERFACE_BYTES)?.to_le_bytes());
    out.extend_from_slice(&length("encoded WIT", wit_bytes, MAX_WIT_BYTES)?.to_le_bytes());
    out.extend_from_slice(&interface);
    let name_length = u16::try_from(world.len())
        .map_err(|_| Error::Encode { detail: "the world's name is longer than 65,535 bytes".to_string() })?;
    out.extend_from_slice(&name_length.to_le_bytes());
    out.extend_from_slice(world.as_bytes());
    out.extend_from_slice(wit);
    Ok(out)
}

fn length(what: &'static str, got: usize, limit: usize) -> Result<u32, Error> {
    u32::try_from(got).ok().filter(|_| got <= limit).ok_or(Error::TooLarge {
        what,
        got: got as u64,
        limit: limit as u64,
    })
}

fn word(input: &mut &[u8]) -> Option<u32> {
    let (word, rest) = input.split_first_chunk()?;
    *input = rest;
    Some(u32::from_le_bytes(*word))
}

fn part<'a>(input: &mut &'a [u8], what: &'static str, size: u32, limit: usize) -> Result<&'a [u8], Error> {
    let over = Error::TooLarge { what, got: u64::from(size), limit: limit as u64 };
    let size = usize::try_from(size).ok().filter(|size| *size <= limit).ok_or(over)?;
    let (part, rest) = input.split_at_checked(size).ok_or(Error::Section { detail: "a part of it ends early" })?;
    *input = rest;
    Ok(part)
}

const MAGIC: &[u8] = b"AMPHIWIT";

/// The version of the framing.
const VERSION: u32 = 1;

/// Bytes of the world as encoded WIT, documentation included. The largest published packages have some
/// hundred KiB; the bound keeps a made-up section from filling memory.
const MAX_WIT_BYTES: usize = 4 << 20;

/// Bytes of a whole section: both parts, and what a linker pads it with.
pub(crate) const MAX_SECTION_BYTES: usize = MAX_INTERFACE_BYTES + MAX_WIT_BYTES + (64 << 10);
