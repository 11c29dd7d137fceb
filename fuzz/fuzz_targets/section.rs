//! Fuzzes the contract's section.

#![no_main]

libfuzzer_sys::fuzz_target!(
    // The decoder of wit-component panics, which is caught and becomes an error: not every panic is a finding, one that
    // comes through is.
    init: drop(std::panic::take_hook()),
    |bytes: &[u8]| amphi_wit::fuzzing::section(bytes)
);
