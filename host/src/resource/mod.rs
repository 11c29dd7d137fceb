//! Resources that cross between a host and an instance.
//!
//! Each instance has a [`Resources`]: what the host holds of the plugin's, and what the plugin holds of the host's. A
//! resource is a number there, on both backends; a component's own handles stand behind the numbers. Encoding and
//! decoding find the instance in a place of the thread, see `scope`.
//!
//! | file | what is there |
//! |---|---|
//! | `table.rs` | the two tables of an instance |
//! | `scope.rs` | the instance that values are encoded for or decoded from |
//! | `plugin.rs` | handles of the host to the plugin's resources |
//! | `host.rs` | the host's own resources |
//! | `offered.rs` | the same, of types that are known at run time only |
//! | `value.rs` | handles in values that are known at run time only |
//! | `macros.rs` | the types that generated code has of each resource |

mod host;
mod macros;
mod offered;
mod plugin;
mod scope;
mod table;
mod value;
#[cfg(feature = "wasm")]
mod wasm;

pub use host::{HostBorrow, HostOwned};
pub use offered::HostResource;
pub(crate) use offered::Offered;
pub use plugin::{PluginBorrow, PluginOwned, Within};
pub(crate) use scope::{Mode, Origin, Passed, active, claim, home_of, settle, take_problem};
#[cfg(feature = "native")]
pub(crate) use scope::{scoped, take_given};
#[cfg(feature = "native")]
pub(crate) use table::Lent;
pub(crate) use table::{HANDLES, Resources};
#[cfg(feature = "native")]
pub(crate) use value::{adopt, decline};
pub(crate) use value::{home_of_values, offer, pass_value, pass_values, receive, settle_values};
#[cfg(feature = "wasm")]
pub(crate) use wasm::{lift_value, lower_value};

/// What is wrong with a resource that was to be passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HandleProblem {
    /// It belongs to another instance, whose functions alone can use it.
    #[error("it belongs to another instance: only the one that made it can use it")]
    Foreign,
    /// It was given away, or its instance has ended.
    #[error("it was given away before, or its instance has ended")]
    Gone,
    /// It is to be given away while it is lent: to the same call, or to another one that has not ended.
    #[error("it is lent to a call that has not ended, and cannot be given away before")]
    Lent,
    /// It is a resource of another type.
    #[error("it is a resource of another type")]
    OtherType,
    /// The plugin holds as many of the host's resources as it may.
    #[error("the plugin holds as many resources of its host as it may")]
    TooMany,
}
