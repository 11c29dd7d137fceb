//! What can be wrong with a gob stream, or with a value that is to become one.

/// A value that cannot be sent, or bytes that are no gob.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A message ends before what it announces. The peer is at fault.
    #[error("the gob ends in the middle of {what}")]
    Truncated {
        /// What was being read.
        what: &'static str,
    },
    /// Bytes that mean nothing. The peer is at fault.
    #[error("malformed gob: {what} ({detail})")]
    Malformed {
        /// What is wrong.
        what: &'static str,
        /// What came.
        detail: String,
    },
    /// A type that was not defined before its use. The peer is at fault.
    #[error("gob type {id} was never defined")]
    UnknownType {
        /// The number that the stream gives the type.
        id: i64,
    },
    /// A bound of [`limits`](super::limits), or of the caller, was passed. The peer is at fault, or the bound too low.
    #[error("{what} of {got} is over the limit of {limit}")]
    OverLimit {
        /// What is limited.
        what: &'static str,
        /// What came.
        got: u64,
        /// The limit.
        limit: u64,
    },
    /// A value is not of the type that is expected of it. Whoever made the value is at fault, or whoever described it.
    #[error("expected {expected}, got {got}{}", .at.as_deref().map(|at| format!(" at {at}")).unwrap_or_default())]
    Mismatch {
        /// What was expected.
        expected: String,
        /// What the value is.
        got: String,
        /// The path to the value, such as `Options.Width`.
        at: Option<String>,
    },
    /// An empty list or map says nothing of its elements, and gob must know their type. The caller sends it with its
    /// type, as a [`Typed`](super::Typed).
    #[error("the type of an empty list or map cannot be known: send it with its type")]
    Untyped,
    /// Something for which gob has no form. The caller is at fault.
    #[error("gob has no {what}{}", .at.as_deref().map(|at| format!(" ({at})")).unwrap_or_default())]
    Unsupported {
        /// What it is.
        what: String,
        /// The path to it.
        at: Option<String>,
    },
    /// What a type's own serde code says.
    #[error("{0}")]
    Custom(String),
}

impl Error {
    pub(super) fn malformed(what: &'static str, detail: impl ToString) -> Self {
        Self::Malformed { what, detail: detail.to_string() }
    }

    pub(super) fn mismatch(expected: impl ToString, got: impl ToString) -> Self {
        Self::Mismatch { expected: expected.to_string(), got: got.to_string(), at: None }
    }

    pub(super) fn unsupported(what: impl ToString) -> Self {
        Self::Unsupported { what: what.to_string(), at: None }
    }

    pub(super) fn over(what: &'static str, got: u64, limit: usize) -> Self {
        Self::OverLimit { what, got, limit: limit as u64 }
    }

    /// Says where it is: each part of the path is put in front of what is there.
    pub(super) fn under(mut self, part: &str) -> Self {
        if let Self::Mismatch { at, .. } | Self::Unsupported { at, .. } = &mut self {
            *at = Some(match at.take() {
                None => part.to_string(),
                Some(rest) if rest.starts_with('[') => format!("{part}{rest}"),
                Some(rest) => format!("{part}.{rest}"),
            });
        }
        self
    }
}

impl serde::ser::Error for Error {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Custom(message.to_string())
    }
}

impl serde::de::Error for Error {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Custom(message.to_string())
    }
}
