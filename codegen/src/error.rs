//! The one error of this crate.

/// A world that no code can be generated for. Its text names file, line and column of the WIT.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The WIT cannot be read, or is wrong.
    #[error(transparent)]
    Wit(#[from] amphi_wit::Error),
    /// A function uses a part of WIT that Amphi does not carry yet.
    #[error("{location}: {function} uses {what}, which is not supported yet")]
    Unsupported {
        /// File, line and column.
        location: String,
        /// The function's full name.
        function: String,
        /// The part of WIT.
        what: String,
    },
    /// A function or a type is larger than what the generated code can express.
    #[error("{location}: {item} has {got} {what}, at most {limit} are supported")]
    TooMany {
        /// File, line and column.
        location: String,
        /// The function or type.
        item: String,
        /// What there is too much of.
        what: &'static str,
        /// How many there are.
        got: usize,
        /// How many there may be.
        limit: usize,
    },
}
