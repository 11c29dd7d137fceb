//! The start of a plugin by a runner.

use std::sync::Arc;

use super::process::RunnerProcess;
use super::{AddressTranslator, Command, Runner, Started};
use crate::config::{Backend, Limits};
use crate::digest::Digest;
use crate::error::Error;
use crate::load::LoadRequest;
use crate::native::{Prepared, Start, Terms, chain, failure};
use crate::start_failure::StartProblem;

/// Who started a plugin in place of the host.
#[derive(Debug)]
pub(in crate::go) struct By {
    /// What the runner calls the plugin.
    pub(in crate::go) id: String,
    pub(in crate::go) translator: Option<Arc<dyn AddressTranslator>>,
}

/// Refuses what only the host's own way of starting a plugin can keep.
pub(in crate::go) fn check(request: &LoadRequest, runner: &dyn Runner) -> Result<(), Error> {
    let refused = |field, reason: &str| Error::Unenforceable {
        plugin: request.name.to_string(),
        field,
        backend: Backend::Native,
        reason: reason.to_string(),
    };
    if let Some(pin) = request.artefact.pins.first() {
        return Err(refused(Digest::algorithm(pin), "what a runner runs is not the host's to check; remove the pin"));
    }
    if !runner.limits_memory() && request.config.limits.memory != Limits::default().memory {
        return Err(refused("limits.memory", "the plugin's runner does not limit memory; remove the field"));
    }
    Ok(())
}

/// Has a runner start a plugin. Dropping the future ends what was begun.
pub(in crate::go) async fn launch(
    request: &LoadRequest,
    runner: &dyn Runner,
    terms: Terms<'_>,
) -> Result<(Start<RunnerProcess>, By), Error> {
    let config = &request.config;
    let fails = |problem| failure(&request.name, &request.artefact.path, problem);
    let prepared = Prepared::new(request, &terms)?;
    let command = Command {
        plugin: request.name.to_string(),
        program: request.artefact.path.clone(),
        args: config.permissions.args.clone(),
        env: prepared.variables.clone(),
        socket_folder: prepared.folder.path().to_path_buf(),
        memory_bytes: config.limits.memory,
    };
    let Started { stdout, stderr, attached, translator } =
        match tokio::time::timeout_at(prepared.deadline, runner.start(command)).await {
            Ok(Ok(started)) => started,
            Ok(Err(error)) => return Err(fails(StartProblem::Runner { message: chain(&*error) })),
            Err(_) => return Err(fails(StartProblem::Silent { step: START, timeout: config.native.start_timeout })),
        };
    let process = RunnerProcess::new(&request.name, attached, config.native.stop.kill);
    let by = By { id: process.id().to_string(), translator };
    Ok((Start::begun(request, terms, prepared, process, (stdout, stderr)), by))
}

/// What is waited for first.
const START: &str = "the runner's start of it";
