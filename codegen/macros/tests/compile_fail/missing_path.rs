amphi_macros::plugin!({ path: "no-such-folder", world: "greeter" });

fn main() {}
