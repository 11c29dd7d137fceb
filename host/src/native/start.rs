//! A process on its way to its first answer. Whatever goes wrong leaves nothing behind.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use amphi_protocol::handshake::HandshakeScanner;
use amphi_transport::{Identity, SocketFolder};
use tokio::io::AsyncRead;
use tokio::net::unix::pipe::Receiver;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::diagnosis::{explain_exit, explain_launch, failure};
use super::environment::environment;
use super::executable::Executable;
use super::identity;
use super::launch::{Launch, LaunchError, Step, text};
use super::memory;
use super::prepared::{Prepared, Terms};
use super::process::{Process, Supervised};
use super::stdio::Pipes;
use crate::config::Tls;
use crate::error::Error;
use crate::load::LoadRequest;
use crate::output::PluginOutput;
use crate::start_failure::{Exit, StartFailure, StartProblem};

/// A process that was started. Dropped, it is killed with its group, and its folder goes.
pub(crate) struct Start<P = Process> {
    // Before the folder: the process ends first.
    pub(crate) process: P,
    pub(crate) folder: SocketFolder,
    pub(crate) pipes: Pipes,
    /// Until the handshake line has come.
    pub(crate) stdout: Option<Reader>,
    pub(crate) scanner: HandshakeScanner,
    /// None where TLS is off.
    pub(crate) identity: Option<Identity>,
    /// How the process ended, where it did so by itself.
    pub(crate) exit: Option<Exit>,
    pub(crate) output: Arc<PluginOutput>,
    plugin: String,
    path: PathBuf,
    /// The variable by which it should know its host.
    cookie: String,
    deadline: Instant,
    timeout: Duration,
    /// Makes what the next start takes.
    _preparing: JoinSet<()>,
}

impl Start {
    /// Starts the process of a plugin of Amphi's own.
    pub(crate) async fn launch(request: &LoadRequest, executable: &Executable) -> Result<Self, Error> {
        let config = &request.config;
        let environment =
            |folder: &str, certificate: Option<&str>| environment(&request.name, config, folder, certificate);
        let terms = Terms {
            cookie: &config.native.cookie.key,
            is_tls: config.native.tls == Tls::Auto,
            environment: &environment,
            stderr: None,
            group: None,
        };
        Self::launch_as(request, executable, terms).await
    }

    /// Starts the process.
    pub(crate) async fn launch_as(
        request: &LoadRequest,
        executable: &Executable,
        terms: Terms<'_>,
    ) -> Result<Self, Error> {
        memory::check(&request.name, &request.config.limits)?;
        let prepared = Prepared::new(request, &terms)?;
        let launch = || launch(request, executable, &prepared.variables);
        let (process, stdout, stderr) = spawn(launch, prepared.deadline)
            .await
            .map_err(|error| failure(&request.name, &request.artefact.path, explain_launch(&executable.path, error)))?;
        executable.release();
        Ok(Self::begun(request, terms, prepared, process, (Box::new(stdout), Box::new(stderr))))
    }
}

impl<P: Supervised> Start<P> {
    /// A process that has begun, with its stdout and its stderr.
    pub(crate) fn begun(
        request: &LoadRequest,
        terms: Terms<'_>,
        prepared: Prepared,
        process: P,
        (stdout, stderr): (Reader, Reader),
    ) -> Self {
        let Prepared { folder, identity, deadline, .. } = prepared;
        let mut preparing = JoinSet::new();
        if identity.is_some() {
            // While the process gets going.
            preparing.spawn_blocking(identity::prepare);
        }
        let mut pipes = Pipes::default();
        pipes.stderr(stderr, &request.output, terms.stderr);
        Self {
            process,
            folder,
            pipes,
            stdout: Some(stdout),
            scanner: HandshakeScanner::default(),
            identity,
            exit: None,
            output: Arc::clone(&request.output),
            plugin: request.name.to_string(),
            path: request.artefact.path.clone(),
            cookie: terms.cookie.to_string(),
            deadline,
            timeout: request.config.native.start_timeout,
            _preparing: preparing,
        }
    }

    /// What is left of the time for the whole start.
    pub(crate) fn remaining(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// The problem of a step that did not come in time.
    pub(crate) fn silent(&self, step: &'static str) -> StartProblem {
        StartProblem::Silent { step, timeout: self.timeout }
    }

    /// Waits a moment for the process to end: what looks like a lost connection is often a crash.
    pub(crate) async fn notice_exit(&mut self) -> Option<Exit> {
        if let Ok(exit) = tokio::time::timeout(LAST_WORDS, self.process.exited()).await {
            self.exit = Some(exit);
        }
        self.exit
    }

    /// Ends the process and gathers everything that is known about the failure.
    pub(crate) async fn fail(mut self, problem: StartProblem) -> Error {
        let diagnosis = self.process.diagnose(&problem).await;
        self.process.kill().await;
        tokio::time::timeout(REAP, self.process.exited()).await.ok();
        self.pipes.drained().await;
        let stderr = self.output.last_stderr();
        let problem = match (self.exit, problem) {
            (Some(exit), StartProblem::ExitedEarly { .. }) => explain_exit(exit, &stderr, &self.cookie),
            (_, problem) => problem,
        };
        let stdout = self.scanner.banner().to_vec();
        let start = StartFailure::new(self.path.clone(), problem);
        let failure = StartFailure { exit: self.exit, stdout, stderr, diagnosis, ..start };
        Error::Start { plugin: self.plugin.clone(), failure: Box::new(failure) }
    }
}

/// The bytes that a process writes.
pub(crate) type Reader = Box<dyn AsyncRead + Send + Unpin>;

/// Puts together what the system is told.
fn launch(
    request: &LoadRequest,
    executable: &Executable,
    variables: &BTreeMap<String, String>,
) -> std::io::Result<Launch> {
    let config = &request.config;
    let mut args = vec![text(executable.path.as_os_str())?];
    for arg in &config.permissions.args {
        args.push(text(arg.as_ref())?);
    }
    let mut env = Vec::with_capacity(variables.len());
    for (key, value) in variables {
        let mut variable = OsString::from(key);
        variable.push("=");
        variable.push(value);
        env.push(text(&variable)?);
    }
    Ok(Launch { program: executable.program()?, args, env, memory: config.limits.memory })
}

/// Starts a process; a file that is still open for writing gets another chance for a while.
///
/// A host of many threads meets that often: a child that another thread forks holds, until its exec, everything
/// that was open then, also a file that was just written and closed.
async fn spawn(
    launch: impl Fn() -> std::io::Result<Launch>,
    deadline: Instant,
) -> Result<(Process, Receiver, Receiver), LaunchError> {
    let give_up = deadline.min(Instant::now() + BUSY);
    loop {
        let launch = launch().map_err(|error| LaunchError::new(Step::Prepare, &error))?;
        match Process::spawn(launch).await {
            Err(error) if error.is_busy() && Instant::now() < give_up => tokio::time::sleep(BUSY_STEP).await,
            spawned => return spawned,
        }
    }
}

/// How long a process that closed its end of something may take to end.
pub(crate) const LAST_WORDS: Duration = Duration::from_millis(500);

/// How long a killed process may take to be reaped. It takes less than a millisecond, unless it hangs in the
/// kernel.
const REAP: Duration = Duration::from_secs(2);

/// How long an executable may be open for writing.
const BUSY: Duration = Duration::from_millis(500);

/// How often that is tried.
const BUSY_STEP: Duration = Duration::from_millis(10);
