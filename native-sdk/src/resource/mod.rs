//! Resources: those that the plugin implements, in a table of its thread, and handles to those of its host.
//!
//! A number of the table is never used again, so one that is stale is known as such. Destructors are an author's code: they
//! run with nothing here borrowed.

mod exported;
mod imported;
mod macros;
mod refused;
mod table;

pub use exported::{Lent, Owned};
pub use imported::{Borrowed, HostHandle, Imported, Loans, lend};
pub(crate) use refused::{given_by, given_with};
pub(crate) use table::{Given, begin, drop_handle, finish, roll_back};
