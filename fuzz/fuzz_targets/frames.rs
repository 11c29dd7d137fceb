//! Fuzzes a stream cut into frames.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_protocol::fuzzing::frames(bytes));
