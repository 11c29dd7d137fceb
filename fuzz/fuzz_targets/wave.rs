//! Fuzzes a type, and text for a value of it.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_wit::fuzzing::wave(bytes));
