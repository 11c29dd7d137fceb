//! Fuzzes the words of a gRPC plugin's broker.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_go_plugin::fuzzing::broker(bytes));
