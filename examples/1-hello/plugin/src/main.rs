amphi_guest_sdk::main!(hello);
