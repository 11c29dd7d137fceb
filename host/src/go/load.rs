//! From an executable to a Go plugin that answers.

use std::sync::Arc;

use amphi_protocol::handshake::Address;
use amphi_protocol::{FunctionIndex, Interface};
use futures_util::future::BoxFuture;
use tokio::task::JoinSet;

use super::announced::{self, Announced};
use super::environment::environment;
use super::in_flight::InFlight;
use super::log::GoLog;
use super::netrpc::Objects;
use super::runner::{self, By};
use super::session::{GoSession, OpenError, Opening};
use super::sockets::Sockets;
use super::surface::{self, Surfaces};
use super::{Plugin, Provided, Reattach, SessionKeys, Started, attached, group, printed};
use crate::config::{Backend, GoPluginConfig};
use crate::error::Error;
use crate::handle::PluginInfo;
use crate::instances;
use crate::load::{LoadRequest, next_instance};
use crate::native::{Executable, Folder, Life, Start, Supervised, Supervisor, Terms, chain};
use crate::start_failure::StartProblem;

/// Starts processes of one plugin. What its versions offer is read once; each start opens the file again: what is hashed is
/// what runs.
pub(crate) struct Starter {
    request: LoadRequest,
    go: GoPluginConfig,
    provided: Provided,
    /// The group that shares the plugin's sockets.
    group: Option<u32>,
    surfaces: Surfaces,
}

impl Starter {
    /// Reads what the plugin's versions offer.
    pub(crate) async fn new(request: LoadRequest, go: &GoPluginConfig, provided: Provided) -> Result<Self, Error> {
        if let Some(runner) = &provided.runner {
            runner::check(&request, &**runner)?;
        }
        let surfaces = surface::read(&request.name, go).await?;
        let group = match &go.socket_group {
            None => None,
            Some(group) => Some(group::number(group).await.map_err(|reason| Error::Unenforceable {
                plugin: request.name.to_string(),
                field: "go-plugin.socket_group",
                backend: Backend::Native,
                reason,
            })?),
        };
        // A plugin with a provider of its own ignores the certificate that AutoMTLS passes to it.
        let go = GoPluginConfig { auto_mtls: go.auto_mtls && provided.tls.is_none(), ..go.clone() };
        Ok(Self { request, go, provided, group, surfaces })
    }

    /// Starts a process and opens its session. Dropping the future ends what was started.
    async fn load(&self, request: LoadRequest) -> Result<Arc<Plugin>, Error> {
        let (config, go) = (&request.config, &self.go);
        let environment =
            |folder: &str, certificate: Option<&str>| environment(&request.name, config, go, folder, certificate);
        let terms = Terms {
            cookie: &go.cookie.key,
            is_tls: go.auto_mtls,
            environment: &environment,
            stderr: Some(Box::<GoLog>::default()),
            group: self.group,
        };
        if let Some(runner) = &self.provided.runner {
            let (start, by) = runner::launch(&request, &**runner, terms).await?;
            return self.begin(request, start, Some(by)).await;
        }
        let executable = Executable::open_foreign(&request).await?;
        let start = Start::launch_as(&request, &executable, terms).await?;
        self.begin(request, start, None).await
    }

    /// Opens the session of a process, which `by` has started if it was not the host itself.
    async fn begin<P: Supervised>(
        &self,
        request: LoadRequest,
        mut start: Start<P>,
        by: Option<By>,
    ) -> Result<Arc<Plugin>, Error> {
        match self.open(&mut start, &request, by).await {
            Ok(session) => self.assemble(request, start, session),
            Err(problem) => Err(start.fail(problem).await),
        }
    }

    async fn open<P: Supervised>(
        &self,
        start: &mut Start<P>,
        request: &LoadRequest,
        by: Option<By>,
    ) -> Result<GoSession, StartProblem> {
        let line = start.line().await?;
        let (runner_id, translator) = by.map_or((None, None), |by| (Some(by.id), by.translator));
        let sockets = Sockets { folder: start.folder.path().to_path_buf(), group: self.group, translator };
        let announced = announced::check(line, &self.go, &sockets)?;
        let Announced { version, dialect, address, certificate, multiplex } = announced;
        let keys = start.identity.take().zip(certificate).map(|(own, theirs)| SessionKeys::new(own, theirs));
        let tls = match &keys {
            Some(keys) => Some(keys.tls().map_err(|error| StartProblem::Tls { message: chain(&error) })?),
            None => self.provided.tls.clone(),
        };
        let process_id = process_id(&start.process).unwrap_or_default();
        let record = Reattach {
            start_time: attached::start_time(process_id),
            is_multiplexed: multiplex,
            keys,
            ..Reattach::new(address, process_id, dialect, version)
        };
        let opening = Opening {
            record,
            tls,
            multiplex,
            sockets: Some(sockets),
            runner_id,
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
    fn assemble<P: Supervised>(
        &self,
        request: LoadRequest,
        start: Start<P>,
        session: GoSession,
    ) -> Result<Arc<Plugin>, Error> {
        let unknown = || Error::Reattach { plugin: request.name.to_string(), reason: "its version is unknown".into() };
        let surface = Arc::clone(self.surfaces.get(&session.version()).ok_or_else(unknown)?);
        request.bind(&surface.interface)?;
        let Start { process, folder, pipes, output, .. } = start;
        let group = process.group().cloned();
        let folder = Folder::new(folder);
        let life = Life::new();
        let alone = request.config.has_one_instance();
        let info = PluginInfo {
            name: request.name.clone(),
            backend: Some(Backend::Native),
            instance: next_instance(),
            process_id: process_id(&process),
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

/// The number of a child of this host.
fn process_id(process: &impl Supervised) -> Option<u32> {
    u32::try_from(process.group()?.leader().as_raw_nonzero().get()).ok()
}

/// Explains a session that did not come about. A connection that broke off is often a crash.
async fn explain<P: Supervised>(start: &mut Start<P>, error: OpenError) -> StartProblem {
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
