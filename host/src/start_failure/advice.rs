//! What to do about a start that failed, and who.

use super::StartProblem;
use crate::error::Fault;

impl StartProblem {
    pub(super) fn help(&self) -> String {
        let text = match self {
            Self::NotFound => "check `source`; a relative one is relative to the configuration file",
            Self::NotExecutable { .. } => {
                "run chmod +x on the file, and see that its file system is not mounted noexec"
            }
            Self::NotReadable { .. } => {
                "let the host's user read the file, and enter every folder above it: its interface is read before it runs"
            }
            Self::PinnedScript => "pin the executable that the script starts, or remove the pin",
            Self::WrongArchitecture { .. } => "build the plugin for this machine, or use backend = \"wasm\"",
            Self::MissingLoader { .. } => {
                "the plugin was built for another C library, or the interpreter is not installed: build it for this \
                 system, or link it statically"
            }
            Self::MissingLibrary { .. } => "install the library, or link the plugin statically",
            Self::Busy => "wait until the copy or the build that writes the file has ended",
            Self::Changed => "see who writes to the file, and load it when that has ended",
            Self::Unguarded { .. } => {
                "have the file, and every folder above it, owned by root and writable by nobody else, or owned by the \
                 host's own user and open for writing nowhere; or remove the pin"
            }
            Self::Spawn { .. } => "the system's words say what it lacks",
            Self::Runner { .. } => "the runner is the host's own code, and the words are the runner's",
            Self::Folder { .. } => "set TMPDIR to a folder that this user can write to",
            Self::NoSpace { .. } => {
                "free space or file entries there, as df and df -i count them, or set TMPDIR to a folder elsewhere"
            }
            Self::SocketPathTooLong { .. } => "set TMPDIR to a shorter folder",
            Self::ExitedEarly { .. } => {
                "read its last lines on stderr; started by hand it says what it is, if it is a plugin"
            }
            Self::WrongCookie { .. } => {
                "give native.cookie, or go-plugin.cookie, the key and value that the plugin was built with; with Amphi's SDK \
                 it is the default"
            }
            Self::Silent { .. } => {
                "see whether it is a plugin at all and does not wait for something before it serves; \
                 native.start_timeout gives it more time"
            }
            Self::ClosedStdout => "the handshake line goes to the first stdout of the process itself",
            Self::MalformedHandshake { .. } => "see that the file is a plugin, and built with a matching SDK",
            Self::UnsupportedDialect { .. } => {
                "a plugin of go-plugin needs a table [plugins.NAME.go-plugin], any other must not have one"
            }
            Self::WrongDialect { .. } => {
                "correct `dialect` in go-plugin.versions, or take another version of the plugin"
            }
            Self::NoMultiplexing => {
                "upgrade the plugin's go-plugin to v1.6 or later, or set go-plugin.multiplex = false"
            }
            Self::VersionMismatch { host, plugin } => {
                return match host.iter().max() {
                    Some(newest) if plugin > newest => "upgrade the host, or take an older plugin".to_string(),
                    _ => "upgrade the plugin, or list its version in native.versions, or in go-plugin.versions"
                        .to_string(),
                };
            }
            Self::MissingCertificate => {
                "upgrade the plugin's SDK; native.tls = \"off\", or go-plugin.auto_mtls = false, does without certificates"
            }
            Self::WrongCertificate { .. } => "another process may have taken the plugin's socket: start again",
            Self::Tls { .. } | Self::Connection { .. } => "start again; if it stays so, report it with this text",
            Self::ForeignSocket { .. } => "the plugin must heed PLUGIN_UNIX_SOCKET_DIR: build it with a current SDK",
            Self::ProtocolVersion { host, plugin, .. } if plugin < host => "rebuild the plugin with a newer SDK",
            Self::ProtocolVersion { .. } => "upgrade the host",
            Self::Refused { .. } => "the reason is the plugin's own",
            Self::InterfaceDigest { .. } => "the file was changed or patched after its build: build it again",
        };
        text.to_string()
    }

    pub(super) fn fault(&self) -> Fault {
        match self {
            Self::NotFound | Self::WrongCookie { .. } | Self::WrongDialect { .. } | Self::PinnedScript => {
                Fault::Configuration
            }
            Self::NotExecutable { .. }
            | Self::NotReadable { .. }
            | Self::MissingLoader { .. }
            | Self::MissingLibrary { .. }
            | Self::Busy
            | Self::Changed
            | Self::Unguarded { .. }
            | Self::Spawn { .. }
            | Self::Runner { .. }
            | Self::Folder { .. }
            | Self::NoSpace { .. }
            | Self::SocketPathTooLong { .. } => Fault::System,
            Self::WrongArchitecture { .. }
            | Self::ExitedEarly { .. }
            | Self::Silent { .. }
            | Self::ClosedStdout
            | Self::MalformedHandshake { .. }
            | Self::UnsupportedDialect { .. }
            | Self::VersionMismatch { .. }
            | Self::NoMultiplexing
            | Self::MissingCertificate
            | Self::WrongCertificate { .. }
            | Self::Tls { .. }
            | Self::ForeignSocket { .. }
            | Self::ProtocolVersion { .. }
            | Self::Refused { .. }
            | Self::InterfaceDigest { .. }
            | Self::Connection { .. } => Fault::Plugin,
        }
    }
}
