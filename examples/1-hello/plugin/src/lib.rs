//! Greets, as a native plugin or as a WASM component: one source, two targets.

amphi_guest_sdk::plugin!({ path: "wit", world: "greeter" });

struct Hello;

impl Guest for Hello {
    fn greet(name: String) -> String {
        format!("Hello, {name}!")
    }
}

export!(Hello);

#[cfg(test)]
mod tests {
    use super::{Guest, Hello};

    #[test]
    fn greets_by_name() {
        assert_eq!(Hello::greet("world".into()), "Hello, world!");
    }
}
