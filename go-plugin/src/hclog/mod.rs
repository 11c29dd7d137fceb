//! The log lines of a Go plugin.
