//! The plugins that the build script built.

use std::path::PathBuf;

use amphi_host::Backend;

/// A plugin of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixture {
    /// Echoes every type, keeps state, and misbehaves on request.
    Conformance,
    /// Does several things at once.
    Concurrent,
    /// Passes a call on.
    Relay,
    /// Is nearly what the host expects.
    Other,
    /// Has resources, and uses those of its host.
    Resources,
    /// Moves streams and futures.
    Streams,
    /// Moves streams and futures of resources, and of streams and futures.
    Nested,
    /// Was built for an older minor version of its package than the host's.
    Older,
    /// Breaks the protocol as it is told to; a process only.
    Fault,
}

impl Fixture {
    pub fn name(self) -> &'static str {
        match self {
            Self::Conformance => "conformance",
            Self::Concurrent => "concurrent",
            Self::Relay => "relay",
            Self::Other => "other",
            Self::Resources => "resources",
            Self::Streams => "streams",
            Self::Nested => "nested",
            Self::Older => "older",
            Self::Fault => "fault",
        }
    }

    pub fn path(self, backend: Backend) -> PathBuf {
        PathBuf::from(match (self, backend) {
            (Self::Conformance, Backend::Native) => env!("FIXTURE_CONFORMANCE_NATIVE"),
            (Self::Conformance, Backend::Wasm) => env!("FIXTURE_CONFORMANCE_WASM"),
            (Self::Concurrent, Backend::Native) => env!("FIXTURE_CONCURRENT_NATIVE"),
            (Self::Concurrent, Backend::Wasm) => env!("FIXTURE_CONCURRENT_WASM"),
            (Self::Relay, Backend::Native) => env!("FIXTURE_RELAY_NATIVE"),
            (Self::Relay, Backend::Wasm) => env!("FIXTURE_RELAY_WASM"),
            (Self::Other, Backend::Native) => env!("FIXTURE_OTHER_NATIVE"),
            (Self::Other, Backend::Wasm) => env!("FIXTURE_OTHER_WASM"),
            (Self::Resources, Backend::Native) => env!("FIXTURE_RESOURCES_NATIVE"),
            (Self::Resources, Backend::Wasm) => env!("FIXTURE_RESOURCES_WASM"),
            (Self::Streams, Backend::Native) => env!("FIXTURE_STREAMS_NATIVE"),
            (Self::Streams, Backend::Wasm) => env!("FIXTURE_STREAMS_WASM"),
            (Self::Nested, Backend::Native) => env!("FIXTURE_NESTED_NATIVE"),
            (Self::Nested, Backend::Wasm) => env!("FIXTURE_NESTED_WASM"),
            (Self::Older, Backend::Native) => env!("FIXTURE_OLDER_NATIVE"),
            (Self::Older, Backend::Wasm) => env!("FIXTURE_OLDER_WASM"),
            (Self::Fault, _) => env!("FIXTURE_FAULT_NATIVE"),
        })
    }
}
