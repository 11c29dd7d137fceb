//! The clients of all worlds, as `tests/build/corpus.rs` writes them.

use amphi_host::{Interface, World};

/// A file of the corpus.
pub struct Member {
    /// Its name, and that of its world.
    pub name: &'static str,
    /// What its client expects of a plugin, and offers to it.
    pub expected: fn() -> &'static Interface,
}

include!(concat!(env!("OUT_DIR"), "/corpus.rs"));
