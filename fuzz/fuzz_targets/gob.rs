//! Fuzzes a gob stream of a net/rpc plugin.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_go_plugin::fuzzing::gob(bytes));
