//! The native executable of the plugin.

amphi_guest_sdk::main!(hello);
