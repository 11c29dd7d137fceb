//! Taking over a Go plugin that runs.

use std::sync::Arc;
use std::time::Duration;

use amphi_go_plugin::tls::Tls;
use rustix::process::Signal;
use tokio::task::JoinSet;

use super::attached::Attached;
use super::in_flight::InFlight;
use super::netrpc::Objects;
use super::session::{GoSession, Opening};
use super::{Plugin, Reattach, load, printed, surface};
use crate::config::{Backend, GoPluginConfig, StopConfig};
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::{PluginHandle, PluginInfo};
use crate::load::{LoadRequest, next_instance};
use crate::native::{Life, Link, Loss, Manner, Pipes, chain};

/// Connects to a plugin that runs. Dropping the future closes the connection.
pub(crate) async fn reattach(
    request: LoadRequest,
    go: &GoPluginConfig,
    record: Reattach,
    tls: Option<Tls>,
) -> Result<Arc<dyn PluginHandle>, Error> {
    let wrong = |reason: String| Error::Reattach { plugin: request.name.to_string(), reason };
    let surfaces = surface::read(&request.name, go).await?;
    let Some(surface) = surfaces.get(&record.version) else {
        let known: Vec<_> = surfaces.keys().collect();
        return Err(wrong(format!("it has version {}, the host has {known:?}", record.version)));
    };
    let configured = go.versions.get(&record.version).map(|version| version.dialect);
    if configured != Some(record.dialect) {
        return Err(wrong(format!("it speaks {}, which the host does not in its version", record.dialect)));
    }
    if record.is_multiplexed {
        return Err(wrong("its connections are on one socket, of which it takes one host alone".to_string()));
    }
    let tls = match &record.keys {
        Some(keys) => Some(keys.tls().map_err(|error| wrong(chain(&error)))?),
        None => tls,
    };
    request.bind(&surface.interface)?;
    let attached = Attached::find(record.process_id, record.start_time)
        .map_err(|error| wrong(format!("process {}: {error}", record.process_id)))?;
    let mut pipes = Pipes::default();
    let opening = Opening {
        record: record.clone(),
        tls,
        multiplex: false,
        sockets: None,
        runner_id: None,
        printed: printed::channel(&mut pipes, &request.output),
        limits: request.config.limits,
        timeout: request.config.native.start_timeout,
        ask: request.config.native.stop.ask,
    };
    let within = tokio::time::timeout(request.config.native.start_timeout, GoSession::open(opening)).await;
    let place = load::shown(&record.address);
    let session = match within {
        Ok(Ok(session)) => session,
        Ok(Err(error)) => return Err(wrong(format!("{place}: {}", chain(&error)))),
        Err(_) => return Err(wrong(format!("{place}: it does not answer"))),
    };
    let life = Life::new();
    let keeper = Keeper {
        plugin: request.name.to_string(),
        attached,
        is_test: record.is_test,
        session: session.clone(),
        life: Arc::clone(&life),
        pipes,
        stop: request.config.native.stop,
    };
    let mut tasks = JoinSet::new();
    tasks.spawn(keeper.run());
    let (pid, version) = (record.process_id, record.version);
    tracing::info!(plugin = %request.name, pid, version, dialect = %record.dialect, "plugin reattached");
    let info = PluginInfo {
        name: request.name.clone(),
        backend: Some(Backend::Native),
        instance: next_instance(),
        process_id: Some(record.process_id),
        interface: Arc::clone(&surface.interface),
    };
    Ok(Arc::new(Plugin {
        info,
        limits: request.config.limits,
        surface: Arc::clone(surface),
        session,
        objects: Objects::default(),
        life,
        in_flight: InFlight::new(),
        process: None,
        _tasks: tasks,
    }))
}

/// Watches over a plugin that another program started.
struct Keeper {
    plugin: String,
    attached: Attached,
    is_test: bool,
    session: GoSession,
    life: Arc<Life>,
    pipes: Pipes,
    stop: StopConfig,
}

impl Keeper {
    async fn run(mut self) {
        let (cause, is_gone) = tokio::select! {
            biased;
            sentence = self.life.condemned() => (sentence.cause, self.execute(sentence.manner).await),
            loss = self.session.closed() => {
                let message = match loss {
                    Loss::Closed => "it closed its connection, or its process has ended".to_string(),
                    Loss::Violation(message) | Loss::Failed(message) => message,
                };
                (EndCause::Violation { message, stderr: Vec::new() }, true)
            }
        };
        self.pipes.drained().await;
        let cause = self.life.end(cause, is_gone);
        match &*cause {
            EndCause::Stopped => tracing::info!(plugin = %self.plugin, "plugin stopped"),
            _ => tracing::error!(plugin = %self.plugin, %cause, "plugin lost"),
        }
    }

    /// Ends the process, unless another program looks after it; says whether it is gone.
    async fn execute(&self, manner: Manner) -> bool {
        if self.is_test {
            return true;
        }
        if manner == Manner::Ask {
            let asking = async {
                if self.session.ask().await {
                    std::future::pending::<()>().await;
                }
            };
            let is_gone = tokio::select! {
                () = asking => false,
                is_gone = self.ends_within(self.stop.ask) => is_gone,
            };
            if is_gone {
                return true;
            }
            self.attached.signal(Signal::TERM);
            self.attached.signal(Signal::CONT);
            if self.ends_within(self.stop.term).await {
                return true;
            }
        }
        self.attached.signal(Signal::KILL);
        self.ends_within(self.stop.kill).await
    }

    async fn ends_within(&self, limit: Duration) -> bool {
        tokio::time::timeout(limit, self.attached.ended()).await.is_ok()
    }
}
