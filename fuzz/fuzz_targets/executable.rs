//! Fuzzes an executable with the section.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_wit::fuzzing::executable(bytes));
