//! The one error of this crate.

/// A plugin that cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    /// Somebody started the program by hand.
    #[error(
        "{name} is a plugin: it is started by the program that uses it, not by hand\n\
         load it with an Amphi host, or try `amphi call {name}`"
    )]
    StartedByHand {
        /// The plugin.
        name: &'static str,
    },
    /// The host speaks go-plugin's dialects only.
    #[error(
        "{name} speaks the amphi protocol, its host does not (AMPHI_PROTOCOL is not set): \
         load it with an Amphi host; this version does not serve go-plugin hosts"
    )]
    ForeignHost {
        /// The plugin.
        name: &'static str,
    },
    /// The launch failed: no common version, or a socket whose path no line can carry.
    #[error("{name} cannot be launched by this host")]
    Launch {
        /// The plugin.
        name: &'static str,
        /// What is wrong.
        #[source]
        source: amphi_protocol::Error,
    },
    /// The handshake line could not be written: the host is gone.
    #[error("cannot write the handshake line to stdout")]
    Stdout(#[source] std::io::Error),
    /// The connection could not be made, or broke.
    #[error(transparent)]
    Transport(#[from] amphi_transport::Error),
}
