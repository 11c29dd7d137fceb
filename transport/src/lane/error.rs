//! Why a call on the lane did not complete.

use std::sync::Arc;

use amphi_protocol::CallFailure;

use crate::error::Error;

/// A call that gave no result.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The plugin says that the call failed.
    #[error("the plugin failed the call ({:?}): {}", .0.kind, .0.message)]
    Failed(CallFailure),
    /// The arguments are larger than the plugin accepts; nothing was sent.
    #[error("the arguments do not fit in a message")]
    Arguments(#[source] amphi_protocol::Error),
    /// The result has not the type that it must have: the plugin is at fault.
    #[error("the plugin's result does not decode")]
    Result(#[source] amphi_protocol::Error),
    /// As many calls as the lane carries are under way; nothing was sent.
    #[error("{limit} calls are already under way")]
    Busy {
        /// The bound of calls in flight.
        limit: usize,
    },
    /// The connection ended before the result came; every call in flight gets the same cause.
    #[error("the connection to the plugin was lost")]
    Lost(#[source] Arc<Error>),
}
