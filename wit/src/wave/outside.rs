//! What a text can name that does not stand in it: our extensions of WAVE.

use amphi_protocol::{Handle, Resource, StreamHandle, Type, Value};

/// Gives what a text names: the bytes of a file, a resource that somebody holds; and makes the streams and futures whose
/// elements stand in it. Each error is for a person.
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

    /// Makes a stream of elements of a type, or of none.
    ///
    /// # Errors
    ///
    /// What it is of is not there; by default no stream is made.
    fn stream(&mut self, payload: Option<&Type>, of: StreamText) -> Result<StreamHandle, String> {
        drop((payload, of));
        Err("a stream, and none is made here".to_string())
    }

    /// Makes a future of a value of a type, or of none, which is an empty tuple.
    ///
    /// # Errors
    ///
    /// By default no future is made.
    fn future(&mut self, payload: Option<&Type>, value: Value) -> Result<StreamHandle, String> {
        drop((payload, value));
        Err("a future, and none is made here".to_string())
    }
}

/// What a text has in the place of a stream.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum StreamText {
    /// Its elements, `[1, 2]`. Those of a stream without a type are empty tuples.
    Elements(Vec<Value>),
    /// Its bytes, `"text"`, where it is one of bytes.
    Bytes(Vec<u8>),
    /// Where it is, `@path` or `@"path"`.
    Path(String),
}

/// Nothing is outside.
pub(super) struct Nothing;

impl Outside for Nothing {}
