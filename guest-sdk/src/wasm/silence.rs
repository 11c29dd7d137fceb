//! A component without the feature `logging`.

/// Does nothing: the feature `logging` is off.
pub fn init_logging() {}
