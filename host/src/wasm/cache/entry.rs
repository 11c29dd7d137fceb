//! The bytes of an entry: what it is for, the code that authenticates it, an interface and compiled code.
//!
//! | bytes | meaning |
//! |---|---|
//! | 8 | [`MAGIC`], the version of this form |
//! | 32 | the key: what was compiled, by what |
//! | 32 | HMAC-SHA256 (RFC 2104) of everything else, in order |
//! | 8 | length of the interface, little-endian |
//! | | the interface, then the code |

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What an entry is for: a digest over the engine and the component.
pub(super) type Key = [u8; 32];

/// What authenticates entries: known to one user's hosts alone.
pub(super) type Secret = [u8; 32];

/// Writes an entry.
pub(super) fn pack(secret: &Secret, key: &Key, interface: &[u8], code: &[u8]) -> Vec<u8> {
    let length = (interface.len() as u64).to_le_bytes();
    let mac = mac(secret, &[MAGIC, key, &length, interface, code]).finalize().into_bytes();
    [MAGIC, key, &mac, &length, interface, code].concat()
}

/// Reads an entry for a key: its interface and its code. None unless one of this user's hosts made it for that key.
pub(super) fn unpack<'e>(secret: &Secret, key: &Key, entry: &'e [u8]) -> Option<(&'e [u8], &'e [u8])> {
    let rest = entry.strip_prefix(MAGIC)?.strip_prefix(key)?;
    let (found, rest) = rest.split_first_chunk::<32>()?;
    // In constant time.
    mac(secret, &[MAGIC, key, rest]).verify_slice(found).ok()?;
    let (length, rest) = rest.split_first_chunk::<8>()?;
    rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
fn mac(secret: &Secret, parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("keys of any length are taken");
    for part in parts {
        mac.update(part);
    }
    mac
}

/// What an entry begins with; its last byte is the version of this form.
const MAGIC: &[u8] = b"amphi\0c\x01";
