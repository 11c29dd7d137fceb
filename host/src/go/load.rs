//! From an executable to a Go plugin that answers.

use std::sync::Arc;

use amphi_go_plugin::tls::Tls;
use amphi_protocol::handshake::Address;
use amphi_protocol::{FunctionIndex, Interface};
use futures_util::future::BoxFuture;
use tokio::task::JoinSet;

use super::announced::{self, Announced};
use super::environment::environment;
use super::in_flight::InFlight;
use super::log::GoLog;
use super::netrpc::Objects;
use super::session::{GoSession, OpenError, Opening};
use super::surface::{self, Surfaces};
use super::{Plugin, Reattach, Started, attached, printed};
use crate::config::{Backend, GoPluginConfig};
use crate::error::Error;
use crate::handle::PluginInfo;
use crate::instances;
use crate::load::{LoadRequest, next_instance};
use crate::native::{Executable, Folder, Life, Start, Supervisor, Terms, chain};
use crate::start_failure::StartProblem;

/// Starts processes of one plugin. What its versions offer is read once; each start opens the file again: what is hashed is
/// what runs.
pub(crate) struct Starter {
    request: LoadRequest,
    go: GoPluginConfig,
    /// TLS of the host's own, where the plugin has a provider of its own.
    tls: Option<Tls>,
    surfaces: Surfaces,
}

impl Starter {
    /// Reads what the plugin's versions offer.
    pub(crate) async fn new(request: LoadRequest, go: &GoPluginConfig, tls: Option<Tls>) -> Result<Self, Error> {
        let surfaces = surface::read(&request.name, go).await?;
        // A plugin with a provider of its own ignores the certificate that AutoMTLS passes to it.
        let go = GoPluginConfig { auto_mtls: go.auto_mtls && tls.is_none(), ..go.clone() };
        Ok(Self { request, go, tls, surfaces })
    }

    /// Starts a process and opens its session. Dropping the future ends what was started.
    async fn load(&self, request: LoadRequest) -> Result<Arc<Plugin>, Error> {
        let executable = Executable::open_foreign(&request).await?;
        let (config, go) = (&request.config, &self.go);
        let environment =
            |folder: &str, certificate: Option<&str>| environment(&request.name, config, go, folder, certificate);
        let terms = Terms {
            cookie: &go.cookie.key,
            is_tls: go.auto_mtls,
            environment: &environment,
            stderr: Some(Box::<GoLog>::default()),
        };
        let mut start = Start::launch_as(&request, &executable, terms).await?;
        let session = match self.open(&mut start, &request).await {
            Ok(session) => session,
            Err(problem) => return Err(start.fail(problem).await),
        };
        self.assemble(request, start, session)
    }

    async fn open(&self, start: &mut Start, request: &LoadRequest) -> Result<GoSession, StartProblem> {
        let line = start.line().await?;
        let announced = announced::check(line, &self.go, start.folder.path())?;
        let Announced { version, dialect, address, certificate, multiplex } = announced;
        let tls = match (&start.identity, &certificate) {
            (Some(own), Some(theirs)) => {
                Some(Tls::mutual(own, theirs).map_err(|error| StartProblem::Tls { message: chain(&error) })?)
            }
            _ => self.tls.clone(),
        };
        let process_id = u32::try_from(start.process.group().leader().as_raw_nonzero().get()).unwrap_or_default();
        let start_time = attached::start_time(process_id);
        let record = Reattach { start_time, ..Reattach::new(address, process_id, dialect, version) };
        let folder = start.folder.path().to_path_buf();
        let opening = Opening {
            record,
            tls,
            multiplex,
            folder: Some(&folder),
            printed: printed::channel(&mut start.pipes, &start.output),
            limits: request.config.limits,
            timeout: start.remaining(),
            ask: request.config.native.stop.ask,
        };
        let deadline = start.deadline();
        let opened = tokio::select! {
            biased;
            opened = tokio::time::timeout_at(deadline, GoSession::open(opening)) => opened,
            exit = start.process.exited() => {
                start.exit = Some(exit);
                return Err(StartProblem::ExitedEarly { exit });
            }
        };
        match opened {
            Ok(Ok(session)) => Ok(session),
            Ok(Err(error)) => Err(explain(start, error).await),
            Err(_) => Err(start.silent(ANSWER)),
        }
    }

    /// Hands the process over to the task that watches it.
    fn assemble(&self, request: LoadRequest, start: Start, session: GoSession) -> Result<Arc<Plugin>, Error> {
        let unknown = || Error::Reattach { plugin: request.name.to_string(), reason: "its version is unknown".into() };
        let surface = Arc::clone(self.surfaces.get(&session.version()).ok_or_else(unknown)?);
        request.bind(&surface.interface)?;
        let Start { process, folder, pipes, output, .. } = start;
        let group = Arc::clone(process.group());
        let folder = Folder::new(folder);
        let life = Life::new();
        let alone = request.config.has_one_instance();
        let info = PluginInfo {
            name: request.name.clone(),
            backend: Some(Backend::Native),
            instance: next_instance(),
            process_id: Some(session.record().process_id),
            interface: Arc::clone(&surface.interface),
        };
        let supervisor = Supervisor {
            plugin: request.name.clone(),
            process,
            pipes,
            session: Arc::new(session.clone()),
            life: Arc::clone(&life),
            output,
            folder: Arc::clone(&folder),
            stop: request.config.native.stop,
            limits: request.config.limits,
            alone,
        };
        let mut tasks = JoinSet::new();
        tasks.spawn(supervisor.run());
        let (version, dialect) = (session.version(), session.dialect());
        if alone {
            tracing::info!(plugin = %request.name, pid = info.process_id, version, %dialect, "plugin ready");
        } else {
            tracing::debug!(plugin = %request.name, pid = info.process_id, version, %dialect, "instance ready");
        }
        Ok(Arc::new(Plugin {
            info,
            limits: request.config.limits,
            surface,
            session,
            objects: Objects::default(),
            life,
            in_flight: InFlight::new(),
            process: Some(Started { group, folder }),
            _tasks: tasks,
        }))
    }
}

impl instances::Starter for Starter {
    fn find(&self, interface: &Interface, name: &str) -> Result<FunctionIndex, amphi_protocol::Error> {
        let surface = self.surfaces.values().find(|surface| *surface.interface == *interface);
        surface.map_or_else(|| interface.exports.find(name), |surface| surface.find(name))
    }

    fn start(&self) -> BoxFuture<'_, Result<Arc<dyn instances::Member>, Error>> {
        let request = LoadRequest { output: self.request.output.of_instance(), ..self.request.clone() };
        Box::pin(async { Ok(self.load(request).await? as Arc<dyn instances::Member>) })
    }
}

/// Explains a session that did not come about. A connection that broke off is often a crash.
async fn explain(start: &mut Start, error: OpenError) -> StartProblem {
    use amphi_go_plugin::{grpc, netrpc, tls};
    let is_late = matches!(
        error,
        OpenError::Grpc(grpc::Error::TimedOut { .. }) | OpenError::NetRpc(netrpc::Error::TimedOut { .. })
    );
    if is_late {
        return start.silent(ANSWER);
    }
    if let Some(exit) = start.notice_exit().await {
        return StartProblem::ExitedEarly { exit };
    }
    let message = chain(&error);
    match error {
        OpenError::Tls(tls::Error::WrongCertificate | tls::Error::CertificateRefused { .. })
        | OpenError::Grpc(grpc::Error::Tls(tls::Error::WrongCertificate | tls::Error::CertificateRefused { .. })) => {
            StartProblem::WrongCertificate { message }
        }
        OpenError::Tls(_) | OpenError::Grpc(grpc::Error::Tls(_)) => StartProblem::Tls { message },
        OpenError::Grpc(grpc::Error::NotServing { .. }) => StartProblem::Refused { reason: message },
        _ => StartProblem::Connection { message },
    }
}

/// Whether an address can be reached at all, for messages.
pub(super) fn shown(address: &Address) -> String {
    announced::shown(address)
}

/// What is waited for after the handshake line.
const ANSWER: &str = "the first answer";
