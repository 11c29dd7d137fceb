//! The net/rpc dialect.
