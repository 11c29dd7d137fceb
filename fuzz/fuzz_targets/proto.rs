//! Fuzzes a message of protobuf.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_go_plugin::fuzzing::message(bytes));
