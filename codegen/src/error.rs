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
    /// Two things of a world have one name in Rust.
    #[error("{location}: two things of this world are both `{name}` in Rust; give one of them another name")]
    NamedTwice {
        /// File, line and column of the world.
        location: String,
        /// The name, as a path from the module of the macro.
        name: String,
    },
    /// A world that is built natively, and not as a component.
    #[error("{location}: {item} cannot be built for wasm, only natively: {why}; {remedy}")]
    Component {
        /// File, line and column.
        location: String,
        /// The function, type, field, case or package.
        item: String,
        /// What the matter is.
        why: String,
        /// What its author can do.
        remedy: &'static str,
    },
}
