//! Fuzzes a type, and a value of it.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_protocol::fuzzing::value(bytes));
