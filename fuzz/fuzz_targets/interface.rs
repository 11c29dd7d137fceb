//! Fuzzes an encoded interface.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_protocol::fuzzing::interface(bytes));
