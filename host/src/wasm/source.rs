//! A component's bytes: read once, checked, and then the very bytes that are compiled.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;

use amphi_protocol::Interface;
use sha2::{Digest as _, Sha256};

use crate::digest::{Checking, Digest};
use crate::error::Error;
use crate::load::LoadRequest;

/// Bytes of a component. The largest, which bring a language runtime, have some tens of megabytes.
const MAX_COMPONENT_BYTES: u64 = 256 << 20;

/// Where a component is read from, and what it must be.
pub(super) struct Source {
    plugin: String,
    path: PathBuf,
    pins: Vec<Digest>,
}

/// A component's bytes, with what they say.
pub(super) struct Read {
    pub(super) bytes: Vec<u8>,
    pub(super) digest: [u8; 32],
    pub(super) interface: Interface,
}

impl Source {
    pub(super) fn new(request: &LoadRequest) -> Self {
        let artefact = &request.artefact;
        Self { plugin: request.name.to_string(), path: artefact.path.clone(), pins: artefact.pins.clone() }
    }

    /// Reads the file, checks its pins, and decodes its interface, in this order: nothing looks at unpinned bytes.
    pub(super) fn read(self) -> Result<Read, Error> {
        let bytes = match self.bytes() {
            Ok(bytes) => bytes,
            Err(source) => return Err(Error::Read { plugin: self.plugin, path: self.path, source }),
        };
        let mut checking = Checking::new(&self.pins);
        checking.update(&bytes);
        if let Err(mismatch) = checking.finish() {
            return Err(Error::DigestMismatch {
                plugin: self.plugin,
                path: self.path,
                algorithm: mismatch.expected.algorithm(),
                expected: mismatch.expected.to_string(),
                got: mismatch.got.to_string(),
            });
        }
        let digest = Sha256::digest(&bytes).into();
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
