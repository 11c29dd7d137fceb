//! A component's bytes: read once, checked, and then the very bytes that are compiled.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;

use amphi_protocol::Interface;
use sha2::{Digest as _, Sha256};

use super::cache::ComponentDigest;
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

/// A component's bytes, which have every digest that they must have.
pub(super) struct Read {
    plugin: String,
    path: PathBuf,
    pub(super) bytes: Vec<u8>,
    pub(super) digest: ComponentDigest,
}

impl Read {
    /// Decodes the interface.
    pub(super) fn interface(&self) -> Result<Interface, Error> {
        amphi_wit::interface_of_component(&self.bytes).map_err(|source| Error::Interface {
            plugin: self.plugin.clone(),
            path: self.path.clone(),
            source: Box::new(source),
        })
    }
}

impl Source {
    pub(super) fn new(request: &LoadRequest) -> Self {
        let artefact = &request.artefact;
        Self { plugin: request.name.to_string(), path: artefact.path.clone(), pins: artefact.pins.clone() }
    }

    /// Reads the file and checks its pins: nothing else looks at unpinned bytes.
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
        Ok(Read { plugin: self.plugin, path: self.path, bytes, digest })
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
