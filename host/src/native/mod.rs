//! Plugins in processes of their own.
//!
//! | step | file |
//! |---|---|
//! | open the file, check its pin, read its contract | `executable` |
//! | start it with nothing but what it is granted | `start`, `prepared`, `environment`, `identity`, `launch`, `process`, `child`, `sys` |
//! | read its handshake line, connect | `handshake`, `session` |
//! | call it, and answer its calls | `call`, `deadlines`, `imports`, `watchdog` |
//! | notice or bring about its end | `supervisor`, `life`, `stdio` |
//! | say what went wrong | `diagnosis`, `format` |

mod call;
#[cfg(target_os = "linux")]
mod child;
#[cfg(not(target_os = "linux"))]
#[path = "child_portable.rs"]
mod child;
mod deadlines;
mod diagnosis;
mod environment;
mod executable;
mod format;
mod handshake;
mod identity;
mod imports;
mod launch;
mod life;
mod load;
mod memory;
mod prepared;
mod process;
mod session;
mod start;
mod stdio;
mod supervisor;
#[cfg(target_os = "linux")]
mod sys;
#[cfg(test)]
mod tests;
mod watchdog;

use std::sync::Arc;

use rustix::process::Signal;
use tokio::task::JoinSet;

use self::deadlines::Deadlines;
#[cfg(feature = "go-plugin")]
pub(crate) use self::diagnosis::failure;
#[cfg(feature = "go-plugin")]
pub(crate) use self::executable::Executable;
#[cfg(feature = "go-plugin")]
pub(crate) use self::handshake::is_socket_inside;
pub(crate) use self::life::Life;
#[cfg(feature = "go-plugin")]
pub(crate) use self::life::Manner;
pub(crate) use self::load::{Starter, make_ready};
#[cfg(feature = "go-plugin")]
pub(crate) use self::prepared::{Prepared, Terms};
pub(crate) use self::process::ProcessGroup;
#[cfg(feature = "go-plugin")]
pub(crate) use self::process::Supervised;
use self::session::Session;
#[cfg(feature = "go-plugin")]
pub(crate) use self::session::chain;
#[cfg(feature = "go-plugin")]
pub(crate) use self::start::Start;
#[cfg(feature = "go-plugin")]
pub(crate) use self::stdio::{LineReader, Pipes};
pub(crate) use self::supervisor::Folder;
#[cfg(feature = "go-plugin")]
pub(crate) use self::supervisor::{Link, Loss, Supervisor};
use self::watchdog::Watchdog;
use crate::config::Limits;
use crate::handle::PluginInfo;
use crate::resource::Resources;

/// A plugin in a process. Dropped, the process and its group are killed, and the socket's folder is removed.
#[expect(unnameable_types, reason = "generated clients reach it through the hidden lane, and nobody names it")]
pub struct Plugin {
    info: PluginInfo,
    limits: Limits,
    session: Arc<Session>,
    life: Arc<Life>,
    watchdog: Arc<Watchdog>,
    deadlines: Arc<Deadlines>,
    group: Arc<ProcessGroup>,
    folder: Arc<Folder>,
    resources: Arc<Resources>,
    /// The supervisor, the watchdog and the keeper of the deadlines.
    _tasks: JoinSet<()>,
}

impl Drop for Plugin {
    fn drop(&mut self) {
        self.group.signal(Signal::KILL);
        self.folder.remove();
    }
}
