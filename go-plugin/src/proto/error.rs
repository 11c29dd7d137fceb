//! What can be wrong with a proto, a mapping, a value or a message.

/// A proto that cannot be used, or a value or message that does not fit it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The `.proto` is wrong or cannot be read; the text names file, line and column where there are any.
    #[error("{text}")]
    Source {
        /// The whole message.
        text: String,
    },
    /// Descriptors, such as a plugin's reflection gives, are malformed or do not fit together.
    #[error("malformed descriptors: {detail}")]
    Descriptors {
        /// What is wrong with them.
        detail: String,
    },
    /// A bound was passed: the source is larger, or nests deeper, than any real one.
    #[error("{what} of {got} is over the limit of {limit}")]
    OverLimit {
        /// What is limited.
        what: &'static str,
        /// What came.
        got: u64,
        /// The limit.
        limit: u64,
    },
    /// There is no service, so there is nothing to call.
    #[error("no service in {}: write `service NAME {{ rpc … }}`, or name the file that has one", .files.join(", "))]
    NoService {
        /// The files that were looked at.
        files: Vec<String>,
    },
    /// No service or message has this name.
    #[error("no {what} {name} in the proto, which has {}", .known.join(", "))]
    UnknownName {
        /// What was looked for.
        what: &'static str,
        /// The name that was asked for.
        name: String,
        /// Some of the names there are.
        known: Vec<String>,
    },
    /// A name that was chosen for the WIT is not one.
    #[error("{name:?} is not {expected}")]
    Name {
        /// The name.
        name: String,
        /// What it must be.
        expected: &'static str,
    },
    /// The mapping file is not one.
    #[error("the mapping file cannot be read: {detail}")]
    MappingSyntax {
        /// What is wrong, with line and column.
        detail: String,
    },
    /// The mapping file was written by a newer Amphi: upgrade this one.
    #[error("the mapping file has version {got}, this side reads version {known}: upgrade the older one")]
    MappingVersion {
        /// The version that came.
        got: u32,
        /// The version that is known.
        known: u32,
    },
    /// The proto is not the one that the mapping was derived from.
    #[error(
        "the proto changed since the mapping was made ({expected} then, {found} now): run `amphi wit from-proto` again"
    )]
    Changed {
        /// The digest in the mapping.
        expected: String,
        /// The digest of the proto.
        found: String,
    },
    /// The mapping leaves something out, or names something twice: it was edited.
    #[error("the mapping does not fit the proto: {item} {problem}")]
    Mapping {
        /// The name in the proto.
        item: String,
        /// What is wrong.
        problem: String,
    },
    /// No function has this name.
    #[error("no function {function}; there are {}", .known.join(", "))]
    UnknownFunction {
        /// The name that was asked for.
        function: String,
        /// Some of the functions there are.
        known: Vec<String>,
    },
    /// Several services have a function of this name.
    #[error("function {function} is ambiguous: write one of {}", .candidates.join(", "))]
    AmbiguousFunction {
        /// The name that was asked for.
        function: String,
        /// The full names that match.
        candidates: Vec<String>,
    },
    /// The function has another number of arguments, or streams where a message was given.
    #[error("{function} takes {expected}, got {got}")]
    Arguments {
        /// The function's full name in the proto.
        function: String,
        /// What it takes.
        expected: String,
        /// What was given.
        got: String,
    },
    /// A value does not have the type of the message: who made it is at fault.
    #[error("{message}: expected {expected}, got {got}{}", place(.at))]
    Value {
        /// The message's full name.
        message: String,
        /// The path to the part, in WIT's names.
        at: String,
        /// What belongs there.
        expected: String,
        /// What is there.
        got: String,
    },
    /// The nodes of a recursive message are no tree: who made the value is at fault.
    #[error("{message}: node {node} {fault}{}", place(.at))]
    Tree {
        /// The message's full name.
        message: String,
        /// The path to the reference, or to the list.
        at: String,
        /// The index of the node.
        node: u32,
        /// What is wrong with it.
        fault: TreeFault,
    },
    /// The bytes are no message of this type: the peer is at fault.
    #[error("malformed {message}: {detail}{}", place(.at))]
    Bytes {
        /// The message's full name.
        message: String,
        /// The path to the field, in WIT's names.
        at: String,
        /// What is wrong.
        detail: String,
    },
    /// A text is not the JSON of this message.
    #[error("not the JSON of {message}: {detail}")]
    Json {
        /// The message's full name.
        message: String,
        /// What is wrong, with line and column.
        detail: String,
    },
    /// The derived WIT is refused: a bug, or a type over the limits of Amphi.
    #[error("the derived WIT is refused")]
    Wit(#[from] amphi_wit::Error),
}

/// Why the nodes of a recursive message are no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum TreeFault {
    /// The list has no such node; node 0 is the root and always needed.
    #[error("is not in the list")]
    OutOfRange,
    /// The node is another message than the place holds.
    #[error("is of another kind than belongs there")]
    WrongKind,
    /// The node contains itself.
    #[error("contains itself")]
    Cycle,
    /// The node is referred to twice, which protobuf cannot say.
    #[error("is referred to more than once")]
    Shared,
    /// Nothing refers to the node.
    #[error("is referred to by nothing")]
    Unreachable,
}

fn place(at: &str) -> String {
    if at.is_empty() { String::new() } else { format!(" at {at}") }
}

impl Error {
    pub(super) fn value(expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self::Value { message: String::new(), at: String::new(), expected: expected.into(), got: got.into() }
    }

    pub(super) fn bytes(detail: impl Into<String>) -> Self {
        Self::Bytes { message: String::new(), at: String::new(), detail: detail.into() }
    }

    pub(super) fn tree(node: u32, fault: TreeFault) -> Self {
        Self::Tree { message: String::new(), at: String::new(), node, fault }
    }

    /// Puts a step in front of the path to the part that is wrong.
    pub(super) fn under(mut self, step: &str) -> Self {
        if let Self::Value { at, .. } | Self::Tree { at, .. } | Self::Bytes { at, .. } = &mut self {
            let joint = if at.is_empty() || at.starts_with('[') { "" } else { "." };
            *at = format!("{step}{joint}{at}");
        }
        self
    }

    /// Says which message it is about.
    pub(super) fn of(mut self, name: &str) -> Self {
        if let Self::Value { message, .. } | Self::Tree { message, .. } | Self::Bytes { message, .. } = &mut self {
            *message = name.to_string();
        }
        self
    }
}
