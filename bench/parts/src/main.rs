//! The plugin as a process.

amphi_guest_sdk::main!(bench_parts);
