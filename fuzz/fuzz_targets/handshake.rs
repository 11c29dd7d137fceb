//! Fuzzes a plugin's stdout up to its handshake line.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_protocol::fuzzing::handshake(bytes));
