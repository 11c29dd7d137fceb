amphi_guest_sdk::main!(store);
