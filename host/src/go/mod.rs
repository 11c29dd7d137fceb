//! Plugins of HashiCorp's go-plugin, unmodified: processes that speak gRPC or net/rpc.
//!
//! The process itself is the business of `native`: its file, its start, its pipes, its end.
//!
//! | step | file |
//! |---|---|
//! | read what the configuration says of each version | `surface`, `method` |
//! | start the process as go-plugin's hosts do | `load`, `environment`, `group`, `announced`, `log`, `printed` |
//! | have the process started by a runner of the host's own | `runner` |
//! | connect | `session`, `sockets` |
//! | call it | `call`, `grpc`, `streams`, `netrpc`, `in_flight` |
//! | take over one that runs already | `reattach`, `record`, `record_file`, `attached` |
//! | find executables | `discover` |

mod announced;
mod attached;
mod call;
mod discover;
mod environment;
mod group;
mod grpc;
mod in_flight;
mod load;
mod log;
mod method;
mod netrpc;
mod printed;
mod reattach;
mod record;
mod record_file;
pub mod runner;
mod session;
mod sockets;
mod streams;
mod surface;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use amphi_go_plugin::tls::Tls;
use rustix::process::Signal;
use tokio::task::JoinSet;

pub use self::discover::discover;
use self::in_flight::InFlight;
pub(crate) use self::load::Starter;
use self::netrpc::Objects;
pub(crate) use self::reattach::reattach;
pub use self::record::{Reattach, SessionKeys};
use self::runner::Runner;
pub use self::session::GoSession;
use self::surface::Surface;
use crate::config::Limits;
use crate::handle::PluginInfo;
use crate::native::{Folder, Life, ProcessGroup};

/// A plugin of go-plugin. Dropped, its process and its group are killed, and the socket's folder is removed, unless it
/// was reattached.
#[expect(unnameable_types, reason = "the host reaches it through the hidden lane, and nobody names it")]
pub struct Plugin {
    info: PluginInfo,
    limits: Limits,
    surface: Arc<Surface>,
    session: GoSession,
    objects: Objects,
    life: Arc<Life>,
    in_flight: InFlight,
    process: Option<Started>,
    /// The supervisor.
    _tasks: JoinSet<()>,
}

/// The process that this host started, or had started.
struct Started {
    /// None where it has a runner, which kills it.
    group: Option<Arc<ProcessGroup>>,
    folder: Arc<Folder>,
}

/// What a host gives in code for one plugin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Provided {
    /// TLS of the host's own, where the plugin has a provider of its own.
    pub(crate) tls: Option<Tls>,
    /// What starts the plugin in place of the host.
    pub(crate) runner: Option<Arc<dyn Runner>>,
}

impl Plugin {
    /// The raw session.
    pub(crate) fn session(&self) -> &GoSession {
        &self.session
    }
}

impl Drop for Plugin {
    fn drop(&mut self) {
        if let Some(started) = &self.process {
            if let Some(group) = &started.group {
                group.signal(Signal::KILL);
            }
            started.folder.remove();
        }
    }
}
