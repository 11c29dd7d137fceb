//! The one error of this crate.

use crate::ty::Name;

/// Bytes or values that do not mean what they should.
///
/// Where the bytes came from a peer, the peer is at fault; where a value was given by the caller, the caller.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input ends inside a value.
    #[error("input ends early: {needed} more bytes were expected, {left} are left")]
    Truncated {
        /// Bytes that the value still needs.
        needed: usize,
        /// Bytes that are there.
        left: usize,
    },
    /// The input goes on after the value.
    #[error("{left} bytes follow the end of the value")]
    TrailingBytes {
        /// Bytes left over.
        left: usize,
    },
    /// A scalar or an envelope is malformed.
    #[error("malformed {what}: {detail}")]
    Malformed {
        /// What was being decoded.
        what: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// A case number names no case of its type.
    #[error("case {got} of a type with {cases} cases")]
    UnknownCase {
        /// The number that came.
        got: u32,
        /// How many cases the type has.
        cases: usize,
    },
    /// A limit of the decoder was passed; see [`limits`](crate::limits).
    #[error("{what} of {got} is over the limit of {limit}")]
    OverLimit {
        /// What is limited.
        what: &'static str,
        /// What came.
        got: u64,
        /// The limit.
        limit: u64,
    },
    /// A number stands for no stream, or for one that was taken before.
    #[error("no stream has the number {number}, or it was taken already")]
    UnknownStream {
        /// The number that came.
        number: u64,
    },
    /// The number of a resource that is not there, or of one that is of another type.
    #[error("no resource of this type has the handle {handle}: it was dropped, given away, or was never there")]
    UnknownHandle {
        /// The number that came.
        handle: u64,
    },
    /// A resource that is lent to a running call was given away.
    #[error("the resource with the handle {handle} is lent to the same call, and cannot be given away in it")]
    LentHandle {
        /// The number that came.
        handle: u64,
    },
    /// A resource that is held already was given again.
    #[error("the resource with the handle {handle} was given before, and has not been given back")]
    HeldHandle {
        /// The number that came.
        handle: u64,
    },
    /// A dynamic value does not have the type it is used at.
    #[error("expected {expected}, got {got}{}", .at.as_deref().map(|at| format!(" at {at}")).unwrap_or_default())]
    TypeMismatch {
        /// The WIT type.
        expected: String,
        /// What the value is.
        got: String,
        /// The path to the value, such as `options.width`.
        at: Option<String>,
    },
    /// An interface names one function twice.
    #[error("function {function} stands twice in one interface")]
    DuplicateFunction {
        /// The function.
        function: Name,
    },
    /// No function has this name.
    #[error("no function {function}{}", .nearest.as_deref().map(|name| format!(", did you mean {name}?")).unwrap_or_default())]
    UnknownFunction {
        /// The name that was asked for.
        function: String,
        /// The nearest name that exists.
        nearest: Option<String>,
    },
    /// Several interfaces have a function of this name.
    #[error("function {function} is ambiguous: write one of {}", .candidates.join(", "))]
    AmbiguousFunction {
        /// The name that was asked for.
        function: String,
        /// The full names that match.
        candidates: Vec<String>,
    },
    /// A field of a handshake line is not what it must be.
    #[error("handshake line: {field} must be {expected}, got {got:?}")]
    Handshake {
        /// The field.
        field: &'static str,
        /// What it must be.
        expected: String,
        /// What came, shortened.
        got: String,
    },
    /// The peer's `Hello` is of a version of the protocol that this side does not speak.
    #[error("the peer speaks version {got} of the protocol, this side {}: upgrade the older one", list(.known))]
    ProtocolVersion {
        /// The version that came.
        got: u32,
        /// The versions that are spoken here.
        known: Vec<u32>,
    },
    /// Host and plugin have no version in common.
    #[error(
        "no common {what} version: the host offers {}, the plugin has {}; upgrade the {}",
        list(.offered),
        list(.own),
        if .offered.iter().max() < .own.iter().max() { "host" } else { "plugin" }
    )]
    NoCommonVersion {
        /// Whose version: the application's or the protocol's.
        what: &'static str,
        /// What the host offers.
        offered: Vec<u32>,
        /// What the plugin has.
        own: Vec<u32>,
    },
}

fn list(versions: &[u32]) -> String {
    match versions {
        [] => "none".to_string(),
        some => some.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
    }
}
