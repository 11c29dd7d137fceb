//! Digests: what tells at once that two interfaces are the same.

use std::collections::BTreeMap;

use amphi_protocol::{Encode, Function, FunctionTable, Interface, Name};
use sha2::{Digest, Sha256};

/// Gives the SHA-256 of an interface's canonical bytes: what both sides of a session compare first.
pub fn digest(interface: &Interface) -> [u8; 32] {
    Sha256::digest(interface.to_bytes()).into()
}

/// The digest of each interface of a plugin; a world's own functions stand under no name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digests {
    /// Of what the plugin offers.
    pub exports: BTreeMap<Option<Name>, [u8; 32]>,
    /// Of what the plugin needs.
    pub imports: BTreeMap<Option<Name>, [u8; 32]>,
}

/// Gives the digest of each interface, so that a change can be traced to one of them.
pub fn digests(interface: &Interface) -> Digests {
    Digests { exports: digests_of(&interface.exports), imports: digests_of(&interface.imports) }
}

fn digests_of(table: &FunctionTable) -> BTreeMap<Option<Name>, [u8; 32]> {
    let mut grouped: BTreeMap<Option<Name>, (Vec<&Function>, Vec<&Name>)> = BTreeMap::new();
    for (_, function) in table.iter() {
        grouped.entry(function.interface.clone()).or_default().0.push(function);
    }
    for (_, resource) in table.resources() {
        grouped.entry(resource.interface.clone()).or_default().1.push(&resource.name);
    }
    let hash = |parts: (Vec<&Function>, Vec<&Name>)| {
        let mut bytes = Vec::new();
        parts.encode(&mut bytes);
        Sha256::digest(bytes).into()
    };
    grouped.into_iter().map(|(name, parts)| (name, hash(parts))).collect()
}
