//! Fuzzes descriptors of protobuf.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_go_plugin::fuzzing::descriptors(bytes));
