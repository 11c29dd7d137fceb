//! Plugins in processes of their own.

mod call;
mod load;

pub(crate) use load::load;

use std::sync::Arc;

/// A plugin in a process.
pub struct Plugin {}
