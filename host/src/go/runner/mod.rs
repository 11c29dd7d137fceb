//! Runners: ways of a host's own to run the plugins of go-plugin, such as in a container or as another user.
//!
//! [`HostBuilder::go_runner`](crate::HostBuilder::go_runner) has a plugin started by one. A [`Runner`] starts processes; an
//! [`AttachedRunner`] is one that it has started. What they are to go-plugin's own hosts: `RunnerFunc` with `Start`, and
//! `AttachedRunner` with `Diagnose`.
//!
//! The host still makes the private folder for sockets and the certificates, reads the handshake line and stderr, and holds
//! everything that a runner does to the plugin's own times: `native.start_timeout`, `native.stop`. It does so where it
//! waits: a runner that blocks its thread holds that up.
//!
//! What the host does for processes of its own is the runner's then: a process group, the limit of memory, that the plugin
//! ends with a host that is killed. Pins are refused: what a runner runs is not the host's to check.
//!
//! ```
//! use std::process::Stdio;
//!
//! use amphi_host::Exit;
//! use amphi_host::runner::{AttachedRunner, Command, Error, Runner, Started};
//! use futures_util::future::BoxFuture;
//!
//! /// Runs plugins with less of the processor than the host has.
//! #[derive(Debug)]
//! struct Nice;
//!
//! impl Runner for Nice {
//!     fn start(&self, command: Command) -> BoxFuture<'_, Result<Started, Error>> {
//!         Box::pin(async move {
//!             let mut nice = tokio::process::Command::new("/usr/bin/nice");
//!             nice.arg(&command.program).args(&command.args).env_clear().envs(&command.env);
//!             nice.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
//!             let mut child = nice.spawn()?;
//!             let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
//!                 return Err("its streams are not piped".into());
//!             };
//!             Ok(Started::new(stdout, stderr, Process(child)))
//!         })
//!     }
//! }
//!
//! struct Process(tokio::process::Child);
//!
//! impl AttachedRunner for Process {
//!     fn id(&self) -> String {
//!         self.0.id().map(|id| id.to_string()).unwrap_or_default()
//!     }
//!
//!     fn wait(&mut self) -> BoxFuture<'_, Exit> {
//!         Box::pin(async { self.0.wait().await.map_or(Exit::Unknown, Exit::from) })
//!     }
//!
//!     fn kill(&mut self) -> BoxFuture<'_, Result<(), Error>> {
//!         Box::pin(async { Ok(self.0.start_kill()?) })
//!     }
//! }
//! ```

mod launch;
mod process;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use amphi_go_plugin::grpc::AddressTranslator;
use amphi_protocol::handshake::{Address, env};
use futures_util::future::BoxFuture;
use tokio::io::AsyncRead;

pub(super) use self::launch::{By, check, launch};
use super::environment::TEMPORARY;
use crate::start_failure::{Exit, StartProblem};

/// What a runner fails with: its text, with that of its causes, joins the host's own error.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// Starts the processes of a plugin.
pub trait Runner: fmt::Debug + Send + Sync {
    /// Starts one. It is waited for as long as the plugin's whole start may take, `native.start_timeout`; it may be called
    /// again while others run: a plugin may have several instances.
    ///
    /// Dropping the future must end what was begun.
    ///
    /// # Errors
    ///
    /// The plugin cannot be started: [`StartProblem::Runner`], with the text of the error.
    fn start(&self, command: Command) -> BoxFuture<'_, Result<Started, Error>>;

    /// Whether it keeps [`Command::memory_bytes`]. Default false: a `limits.memory` of the configuration is refused then.
    fn limits_memory(&self) -> bool {
        false
    }
}

/// A plugin that a runner has started. Dropped when it has ended, or is given up.
///
/// No two of its methods run at once.
pub trait AttachedRunner: Send + 'static {
    /// What people know it by: the number of a process, the name of a container.
    fn id(&self) -> String;

    /// Waits until it has ended.
    ///
    /// Dropping the future changes nothing; it may be called again as long as it has not ended. It has no time limit while
    /// the plugin is wanted.
    fn wait(&mut self) -> BoxFuture<'_, Exit>;

    /// Ends it the hard way, with all that it has started. It need not wait for the end.
    ///
    /// It may be called again, also where it failed or its future was dropped. `native.stop.kill` is its time, and once
    /// more that of `wait` after it. Where the host drops a plugin, it is called on a thread and in a runtime of its own; the
    /// dropping thread waits until it waits for something itself, 250 ms at most.
    ///
    /// # Errors
    ///
    /// It cannot be ended. The host says so in its log; where [`wait`](Self::wait) then does not end, a stop of the plugin
    /// is [`Error::Stop`](crate::Error::Stop).
    fn kill(&mut self) -> BoxFuture<'_, Result<(), Error>>;

    /// Says what only the runner knows about a start that failed, before the plugin is killed: it joins the error. It has
    /// 1 s, and 4 KiB of text. Default nothing.
    fn diagnose<'a>(&'a mut self, problem: &'a StartProblem) -> BoxFuture<'a, Option<String>> {
        let _ = problem;
        Box::pin(std::future::ready(None))
    }
}

/// What a runner is to run.
#[derive(Clone)]
#[non_exhaustive]
pub struct Command {
    /// The plugin's name in the configuration.
    pub plugin: String,
    /// The plugin's `source`: an executable of this machine, mostly, but it need not be.
    pub program: PathBuf,
    /// Its arguments, without its own name.
    pub args: Vec<String>,
    /// Its whole environment: what the configuration grants, and what the launch of go-plugin needs. Nothing is inherited.
    pub env: BTreeMap<String, String>,
    /// The private folder for sockets, which the plugin must be able to enter; removed by the host.
    pub socket_folder: PathBuf,
    /// Bytes of private memory, as `limits.memory` says.
    pub memory_bytes: u64,
}

impl Command {
    /// Has the plugin find its folder for sockets at another path than the host does. Its [`Started`] needs a translator
    /// then.
    pub fn see_socket_folder_at(&mut self, path: impl Into<String>) {
        let path = path.into();
        let own = self.env.insert(env::UNIX_SOCKET_DIR.to_string(), path.clone());
        if let Some(temporary) = self.env.get_mut(TEMPORARY)
            && Some(&*temporary) == own.as_ref()
        {
            *temporary = path;
        }
    }

    /// The address of a socket in the plugin's folder, which is `from`, as it is called in another folder, `to`. What is
    /// not in the folder stays as it is: both methods of a translator may be made of this.
    pub fn rebase(address: Address, from: &Path, to: &Path) -> Address {
        match address {
            Address::Unix(path) => Address::Unix(path.strip_prefix(from).map(|rest| to.join(rest)).unwrap_or(path)),
            Address::Tcp(_) => address,
        }
    }
}

/// Shows the names of variables alone: what is granted may be secret.
impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Command")
            .field("plugin", &self.plugin)
            .field("program", &self.program)
            .field("env", &self.env.keys())
            .field("socket_folder", &self.socket_folder)
            .finish_non_exhaustive()
    }
}

/// A plugin that was started, and what the host needs of it.
#[non_exhaustive]
pub struct Started {
    /// What it writes to its stdout: the handshake line, and then whatever is written past it.
    pub stdout: Box<dyn AsyncRead + Send + Unpin>,
    /// What it writes to its stderr: its log.
    pub stderr: Box<dyn AsyncRead + Send + Unpin>,
    /// The plugin.
    pub attached: Box<dyn AttachedRunner>,
    /// Where the host finds what the plugin announces, and the plugin what the host does. None where both see the same.
    ///
    /// The plugin is not trusted: without a translator, and for sockets with one, only what is in the private folder is
    /// dialled. Ports are those that the translator gives: it refuses what is none of the plugin's.
    pub translator: Option<Arc<dyn AddressTranslator>>,
}

impl Started {
    /// A plugin that sees the host's own files and network.
    pub fn new(
        stdout: impl AsyncRead + Send + Unpin + 'static,
        stderr: impl AsyncRead + Send + Unpin + 'static,
        attached: impl AttachedRunner,
    ) -> Self {
        let (stdout, stderr) = (Box::new(stdout), Box::new(stderr));
        Self { stdout, stderr, attached: Box::new(attached), translator: None }
    }

    /// One that has other names for files, or another network.
    #[must_use]
    pub fn with_translator(mut self, translator: impl AddressTranslator + 'static) -> Self {
        self.translator = Some(Arc::new(translator));
        self
    }
}

impl fmt::Debug for Started {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Started").field("id", &self.attached.id()).finish_non_exhaustive()
    }
}
