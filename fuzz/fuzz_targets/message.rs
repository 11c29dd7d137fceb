//! Fuzzes one frame's body.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_protocol::fuzzing::message(bytes));
