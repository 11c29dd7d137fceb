//! The digests by which a plugin's files are pinned.

use std::fmt;
#[cfg(feature = "native")]
use std::io::{self, Read, Write};

use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// A digest that a file must have.
///
/// ```
/// use amphi_host::Digest;
///
/// let pin = Digest::sha256_of(b"the bytes of a plugin");
/// assert_eq!(pin.algorithm(), "sha256");
/// assert_eq!(pin.to_string().len(), 64);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Digest {
    /// SHA-256.
    Sha256([u8; 32]),
    /// SHA-384.
    Sha384([u8; 48]),
    /// SHA-512.
    Sha512([u8; 64]),
}

impl Digest {
    /// Gives the SHA-256 of some bytes.
    pub fn sha256_of(bytes: &[u8]) -> Self {
        Self::Sha256(Sha256::digest(bytes).into())
    }

    /// The algorithm, as `amphi.toml` names it.
    pub fn algorithm(&self) -> &'static str {
        match self {
            Self::Sha256(_) => "sha256",
            Self::Sha384(_) => "sha384",
            Self::Sha512(_) => "sha512",
        }
    }

    /// The digest itself.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Sha256(bytes) => bytes,
            Self::Sha384(bytes) => bytes,
            Self::Sha512(bytes) => bytes,
        }
    }
}

/// In hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Bytes that do not have a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    pub(crate) expected: Digest,
    pub(crate) got: Digest,
}

/// Holds bytes against every pin while they are read once.
#[derive(Debug)]
pub(crate) struct Checking<'a> {
    pins: &'a [Digest],
    hashers: Vec<Hasher>,
}

#[derive(Debug)]
enum Hasher {
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

impl<'a> Checking<'a> {
    pub(crate) fn new(pins: &'a [Digest]) -> Self {
        let hasher = |pin: &Digest| match pin {
            Digest::Sha256(_) => Hasher::Sha256(Sha256::new()),
            Digest::Sha384(_) => Hasher::Sha384(Sha384::new()),
            Digest::Sha512(_) => Hasher::Sha512(Sha512::new()),
        };
        Self { pins, hashers: pins.iter().map(hasher).collect() }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        for hasher in &mut self.hashers {
            match hasher {
                Hasher::Sha256(hasher) => hasher.update(bytes),
                Hasher::Sha384(hasher) => hasher.update(bytes),
                Hasher::Sha512(hasher) => hasher.update(bytes),
            }
        }
    }

    /// Says whether the bytes were the right ones.
    pub(crate) fn finish(self) -> Result<(), Box<Mismatch>> {
        for (pin, hasher) in self.pins.iter().zip(self.hashers) {
            let got = match hasher {
                Hasher::Sha256(hasher) => Digest::Sha256(hasher.finalize().into()),
                Hasher::Sha384(hasher) => Digest::Sha384(hasher.finalize().into()),
                Hasher::Sha512(hasher) => Digest::Sha512(hasher.finalize().into()),
            };
            if got != *pin {
                return Err(Box::new(Mismatch { expected: *pin, got }));
            }
        }
        Ok(())
    }

    /// Reads to the end, and passes the bytes on.
    #[cfg(feature = "native")]
    pub(crate) fn copy(&mut self, from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            match from.read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(count) => {
                    let bytes = chunk.get(..count).unwrap_or_default();
                    self.update(bytes);
                    to.write_all(bytes)?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Bytes hashed at once: large enough that the reads cost nothing beside the hashing.
#[cfg(feature = "native")]
const CHUNK_BYTES: usize = 256 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn pins() -> [Digest; 3] {
        [
            Digest::sha256_of(b"abc"),
            Digest::Sha384(Sha384::digest(b"abc").into()),
            Digest::Sha512(Sha512::digest(b"abc").into()),
        ]
    }

    #[test]
    fn every_pin_counts() {
        let pins = pins();
        for count in 0..=pins.len() {
            let mut checking = Checking::new(&pins[..count]);
            let mut copy = Vec::new();
            checking.copy(&mut &b"abc"[..], &mut copy).unwrap();
            assert_eq!((checking.finish(), copy.as_slice()), (Ok(()), &b"abc"[..]));
        }
        for pin in pins {
            let pins = [pin];
            let mut checking = Checking::new(&pins);
            checking.update(b"abd");
            assert_eq!(checking.finish().unwrap_err().expected, pin);
        }
    }

    #[test]
    fn digests_are_written_in_hex() {
        // FIPS 180-4's own example.
        let [sha256, _, sha512] = pins();
        assert_eq!(sha256.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(sha512.to_string().starts_with("ddaf35a193617abacc417349ae204131"));
    }
}
