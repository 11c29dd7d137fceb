//! A component's bytes: read once, checked, and then the very bytes that are compiled.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;

use amphi_protocol::Interface;
use sha2::{Digest, Sha256};

use crate::artefact::hex;
use crate::error::Error;
use crate::load::LoadRequest;

/// Bytes of a component. The largest, which bring a language runtime, have some tens of megabytes.
const MAX_COMPONENT_BYTES: u64 = 256 << 20;

/// Where a component is read from, and what it must be.
pub(super) struct Source {
    plugin: String,
    path: PathBuf,
    pin: Option<[u8; 32]>,
}

/// A component's bytes, with what they say.
pub(super) struct Read {
    pub(super) bytes: Vec<u8>,
    pub(super) digest: [u8; 32],
    pub(super) interface: Interface,
}

impl Source {
    pub(super) fn new(request: &LoadRequest) -> Self {
        Self { plugin: request.name.to_string(), path: request.artefact.path.clone(), pin: request.artefact.pin }
    }

    /// Reads the file, checks its pin, and decodes its interface, in this order: nothing looks at unpinned bytes.
    pub(super) fn read(self) -> Result<Read, Error> {
        let bytes = match self.bytes() {
            Ok(bytes) => bytes,
            Err(source) => return Err(Error::Read { plugin: self.plugin, path: self.path, source }),
        };
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        if let Some(pin) = self.pin
            && pin != digest
        {
            return Err(Error::DigestMismatch {
                plugin: self.plugin,
                path: self.path,
                expected: hex(&pin),
                got: hex(&digest),
            });
        }
        match amphi_wit::interface_of_component(&bytes) {
            Ok(interface) => Ok(Read { bytes, digest, interface }),
            Err(source) => Err(Error::Interface { plugin: self.plugin, path: self.path, source: Box::new(source) }),
        }
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // The bound holds whatever the file's size is said to be, and while it grows.
        File::open(&self.path)?.take(MAX_COMPONENT_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_COMPONENT_BYTES {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("a component has at most {MAX_COMPONENT_BYTES} bytes"),
            ));
        }
        Ok(bytes)
    }
}
