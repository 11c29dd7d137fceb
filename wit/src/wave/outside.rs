//! What a text can name that does not stand in it: our extensions of WAVE.

use amphi_protocol::{Handle, Resource};

/// Gives what a text names: the bytes of a file, a resource that somebody holds. Each error is for a person.
///
/// Whoever writes the text chooses what is named: what data says is read without it, by [`parse`](super::parse).
pub trait Outside {
    /// Reads the file that stands in the text as `@path` or `@"path"`, where a `list<u8>` is expected.
    ///
    /// # Errors
    ///
    /// The file cannot be read; by default none can.
    fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("{path} is not read: files are not read here"))
    }

    /// Finds the resource that stands in the text as `#number`, as [`display`](super::display) writes a handle.
    ///
    /// # Errors
    ///
    /// There is no such resource; by default there is none.
    fn handle(&mut self, resource: &Resource, number: u64) -> Result<Handle, String> {
        Err(format!("{} #{number} is held by nobody here", resource.full_name()))
    }
}

/// Nothing is outside.
pub(super) struct Nothing;

impl Outside for Nothing {}
