//! The worlds that the tests speak, as a host sees them.

/// Everything that the suite's plugin does.
pub mod conformance {
    amphi_host::bindings!({ path: "fixtures/conformance/wit", world: "conformance" });
}

/// Several calls at once.
pub mod concurrent {
    amphi_host::bindings!({ path: "fixtures/concurrent/wit", world: "concurrent" });
}

/// A chain's link.
pub mod relay {
    amphi_host::bindings!({ path: "fixtures/relay/wit", world: "relay" });
}

/// A plugin and a host with resources.
pub mod resources {
    amphi_host::bindings!({ path: "fixtures/resources/wit", world: "resources" });
}

/// Streams and futures.
pub mod streams {
    amphi_host::bindings!({ path: "fixtures/streams/wit", world: "streams" });
}

/// Streams and futures of resources, and of streams and futures.
pub mod nested {
    amphi_host::bindings!({ path: "fixtures/nested/wit", world: "nested" });
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

/// A later minor version of the world of the plugin `older`: the host offers more than the plugin knows of.
pub mod newer {
    amphi_host::bindings!({
        inline: r#"
            package conformance:versions@1.4.0;
            interface shapes {
              record mark { by: u32, label: string }
            }
            interface judge {
              use shapes.{mark};
              weigh: func(mark: mark) -> u64;
              forget: func();
            }
            interface store {
              use shapes.{mark};
              put: func(mark: mark) -> u64;
            }
            world newer {
              import judge;
              export store;
            }
        "#,
        world: "newer",
    });
}

/// An older minor version of the world of the plugin `older`.
pub mod elder {
    amphi_host::bindings!({
        inline: r#"
            package conformance:versions@1.0.0;
            interface shapes {
              record mark { by: u32, label: string }
            }
            interface judge {
              use shapes.{mark};
              weigh: func(mark: mark) -> u64;
            }
            interface store {
              use shapes.{mark};
              put: func(mark: mark) -> u64;
            }
            world elder {
              import judge;
              export store;
            }
        "#,
        world: "elder",
    });
}

/// A later minor version of a part of the plugin `resources`.
pub mod later_documents {
    amphi_host::bindings!({
        inline: r#"
            package conformance:resources@1.3.0;
            interface documents {
              resource doc {
                constructor(text: string);
                text: func() -> string;
                join: static func(a: doc, b: doc) -> doc;
              }
              record entry {
                name: string,
                doc: doc,
              }
              live: func() -> u32;
              store: func(entries: list<entry>) -> option<doc>;
            }
            world later-documents {
              export documents;
            }
        "#,
        world: "later-documents",
    });
}

/// A later minor version that breaks its promise: a field has another type.
pub mod changed {
    amphi_host::bindings!({
        inline: r#"
            package conformance:versions@1.4.0;
            interface shapes {
              record mark { by: u64, label: string }
            }
            interface judge {
              use shapes.{mark};
              weigh: func(mark: mark) -> u64;
            }
            interface store {
              use shapes.{mark};
              put: func(mark: mark) -> u64;
            }
            world changed {
              import judge;
              export store;
            }
        "#,
        world: "changed",
    });
}

/// The next major version, in which nothing else is different.
pub mod next_major {
    amphi_host::bindings!({
        inline: r#"
            package conformance:versions@2.0.0;
            interface shapes {
              record mark { by: u32, label: string }
            }
            interface store {
              use shapes.{mark};
              put: func(mark: mark) -> u64;
            }
            world next-major {
              export store;
            }
        "#,
        world: "next-major",
    });
}
