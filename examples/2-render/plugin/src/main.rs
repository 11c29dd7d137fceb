amphi_guest_sdk::main!(render);
