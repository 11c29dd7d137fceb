amphi_macros::plugin!({ path: "wit", word: "greeter" });

amphi_macros::plugin!({ path: "wit", path: "other" });

amphi_macros::bindings!("wit");

fn main() {}
