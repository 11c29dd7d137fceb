amphi_guest_sdk::main!(kv);
