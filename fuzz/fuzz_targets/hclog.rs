//! Fuzzes the stderr of a Go plugin.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| amphi_go_plugin::fuzzing::hclog(bytes));
