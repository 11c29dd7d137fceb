//! The environment variables of a launch.

/// Application versions that the host offers, decimal, joined by commas. go-plugin's.
pub const PROTOCOL_VERSIONS: &str = "PLUGIN_PROTOCOL_VERSIONS";

/// The host's certificate as PEM; its presence asks for TLS. go-plugin's.
pub const CLIENT_CERT: &str = "PLUGIN_CLIENT_CERT";

/// The folder in which the plugin makes its sockets. go-plugin's.
pub const UNIX_SOCKET_DIR: &str = "PLUGIN_UNIX_SOCKET_DIR";

/// The group that may use the sockets, by name or number. go-plugin's.
pub const UNIX_SOCKET_GROUP: &str = "PLUGIN_UNIX_SOCKET_GROUP";

/// Whether brokered gRPC connections share one socket: `true`. go-plugin's.
pub const MULTIPLEX_GRPC: &str = "PLUGIN_MULTIPLEX_GRPC";

/// The lowest TCP port that the plugin may listen on. go-plugin's.
pub const MIN_PORT: &str = "PLUGIN_MIN_PORT";

/// The highest TCP port that the plugin may listen on. go-plugin's.
pub const MAX_PORT: &str = "PLUGIN_MAX_PORT";

/// Versions of the native protocol that the host speaks, decimal, joined by commas. Its presence asks for
/// the dialect `amphi`; a plugin that does not know it answers with one of go-plugin's.
pub const AMPHI_PROTOCOL: &str = "AMPHI_PROTOCOL";

/// Filters which events the plugin sends to the host, as `RUST_LOG` does: `info,my_plugin=debug`.
pub const AMPHI_LOG: &str = "AMPHI_LOG";

/// Every variable of a launch. A plugin takes them out of what its own children inherit, and a host out of
/// what it passes on before it sets its own: go-plugin's hosts hang on one that leaked.
///
/// The magic cookie is not among them, for its name is the application's.
pub const SCRUBBED: [&str; 9] = [
    PROTOCOL_VERSIONS,
    CLIENT_CERT,
    UNIX_SOCKET_DIR,
    UNIX_SOCKET_GROUP,
    MULTIPLEX_GRPC,
    MIN_PORT,
    MAX_PORT,
    AMPHI_PROTOCOL,
    AMPHI_LOG,
];

/// The name of the magic cookie, unless the application has its own. A plugin that does not find it was
/// started by hand, and says so. It is no secret.
pub const DEFAULT_COOKIE_KEY: &str = "AMPHI_PLUGIN";

/// The value of the magic cookie, unless the application has its own.
pub const DEFAULT_COOKIE_VALUE: &str = "d7f1c2a0-amphi";
