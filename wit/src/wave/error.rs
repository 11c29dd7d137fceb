//! What is wrong with a text, and where.

/// Text that is not the value that was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found} (line {line}, column {column})")]
#[non_exhaustive]
pub struct Error {
    /// What would have been right.
    pub expected: String,
    /// What stands there instead.
    pub found: String,
    /// The place, in bytes from the beginning.
    pub offset: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Error {
    pub(super) fn at(text: &str, offset: usize, expected: String, found: String) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { expected, found, offset, line, column }
    }
}
