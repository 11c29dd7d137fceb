//! What is made before there is a process: its folder for sockets, its host's certificate, its environment.

use std::collections::BTreeMap;

use amphi_transport::{Identity, SocketFolder};
use tokio::time::Instant;

use super::diagnosis::{explain_folder, failure};
use super::identity;
use super::stdio::LineReader;
use super::watchdog::after;
use crate::config::Backend;
use crate::error::Error;
use crate::load::LoadRequest;
use crate::start_failure::StartProblem;

/// What a family of plugins, Amphi's own or another, is started with.
pub(crate) struct Terms<'a> {
    /// The variable by which a plugin knows its host.
    pub(crate) cookie: &'a str,
    /// Whether the host shows a certificate.
    pub(crate) is_tls: bool,
    /// The whole environment: of the folder for sockets, and of the host's certificate as PEM.
    pub(crate) environment: &'a Environment<'a>,
    /// What reads the lines of stderr, where they are more than text.
    pub(crate) stderr: Option<Box<dyn LineReader>>,
    /// The group that shares the folder for sockets.
    pub(crate) group: Option<u32>,
}

/// Makes the environment of a process.
pub(crate) type Environment<'a> = dyn Fn(&str, Option<&str>) -> Result<BTreeMap<String, String>, Error> + Sync + 'a;

/// What there is before a process.
pub(crate) struct Prepared {
    pub(crate) folder: SocketFolder,
    /// None where TLS is off.
    pub(crate) identity: Option<Identity>,
    pub(crate) variables: BTreeMap<String, String>,
    /// When the whole start must be done.
    pub(crate) deadline: Instant,
}

impl Prepared {
    /// Makes it all; the time for the start begins here.
    pub(crate) fn new(request: &LoadRequest, terms: &Terms<'_>) -> Result<Self, Error> {
        let fails = |problem| failure(&request.name, &request.artefact.path, problem);
        let folder = SocketFolder::create().map_err(|error| fails(explain_folder(error)))?;
        if let Some(group) = terms.group {
            folder.share(group).map_err(|source| Error::Unenforceable {
                plugin: request.name.to_string(),
                field: "go-plugin.socket_group",
                backend: Backend::Native,
                reason: format!("the folder for sockets cannot be given to group {group}, of which the host's user must be a member: {source}"),
            })?;
        }
        let no_identity = |error: amphi_transport::Error| fails(StartProblem::Tls { message: error.to_string() });
        let identity = if terms.is_tls { Some(identity::take().map_err(no_identity)?) } else { None };
        let Some(folder_path) = folder.path().to_str() else {
            return Err(fails(StartProblem::Folder { message: "its path is not UTF-8".to_string() }));
        };
        let variables = (terms.environment)(folder_path, identity.as_ref().map(Identity::pem))?;
        let deadline = after(Instant::now().into_std(), request.config.native.start_timeout).into();
        Ok(Self { folder, identity, variables, deadline })
    }
}
