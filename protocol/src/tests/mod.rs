//! Tests that need several parts of the crate.

mod codec;
mod frame;
mod interface;
mod message;
mod spec;
mod stream;
