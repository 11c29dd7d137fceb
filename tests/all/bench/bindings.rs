//! The worlds that the tests speak, as a host sees them.

/// Everything that the suite's plugin does.
pub mod conformance {
    amphi_host::bindings!({ path: "fixtures/conformance/wit", world: "conformance" });
}

/// A chain's link.
pub mod relay {
    amphi_host::bindings!({ path: "fixtures/relay/wit", world: "relay" });
}

/// A plugin and a host with resources.
pub mod resources {
    amphi_host::bindings!({ path: "fixtures/resources/wit", world: "resources" });
}

/// A part of the suite's plugin: a host that expects less than the plugin offers.
pub mod counting {
    amphi_host::bindings!({
        inline: r#"
            package conformance:suite@1.0.0;
            interface counter {
              add: func(amount: s64) -> s64;
              reset: func();
            }
            world counting {
              export counter;
            }
        "#,
        world: "counting",
    });
}
