//! The one error of this crate.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use amphi_protocol::StreamFailure;

use crate::config::{Backend, ConfigError};
use crate::end::EndCause;
use crate::resource::HandleProblem;
use crate::start_failure::StartFailure;

/// Who has to change something for an operation to succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The code that called Amphi: a wrong name, a wrong argument, too much at once.
    Caller,
    /// Whoever wrote the configuration.
    Configuration,
    /// The plugin.
    Plugin,
    /// The machine: a missing permission, a full disk.
    System,
}

/// A load or a call that did not complete.
///
/// What a plugin's function itself returns as a WIT `result` is a value, never this error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The configuration is not usable.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// No plugin of this name is configured.
    #[error("no plugin {plugin} is configured{}", .nearest.as_deref().map(|name| format!(", did you mean {name}?")).unwrap_or_default())]
    UnknownPlugin {
        /// The name that was asked for.
        plugin: String,
        /// The nearest name that exists.
        nearest: Option<String>,
    },
    /// The plugin was not loaded, or was loaded already.
    #[error("plugin {plugin} is {state}: load it once, then ask for its handle")]
    LoadState {
        /// The plugin.
        plugin: String,
        /// What it is instead.
        state: &'static str,
    },
    /// This build has no such backend.
    #[error(
        "plugin {plugin} wants the {backend} backend, which this build leaves out: enable amphi-host's feature {backend}"
    )]
    BackendMissing {
        /// The plugin.
        plugin: String,
        /// The backend.
        backend: Backend,
    },
    /// There is no artefact of the chosen backend at `source`.
    #[error("plugin {plugin} has no {backend} artefact: {reason} ({})", .path.display())]
    SourceMissing {
        /// The plugin.
        plugin: String,
        /// The backend.
        backend: Backend,
        /// Where it was looked for.
        path: PathBuf,
        /// What is there instead.
        reason: String,
    },
    /// A file of the plugin cannot be read.
    #[error("plugin {plugin}: cannot read {}", .path.display())]
    Read {
        /// The plugin.
        plugin: String,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The artefact is not the pinned one.
    #[error("plugin {plugin}: the {algorithm} of {} is {got}, but {expected} is pinned: the file changed, or the pin is of another build", .path.display())]
    DigestMismatch {
        /// The plugin.
        plugin: String,
        /// The file.
        path: PathBuf,
        /// How the pin was made: `sha256`, `sha384` or `sha512`.
        algorithm: &'static str,
        /// The pin, in hex.
        expected: String,
        /// The file's digest, in hex.
        got: String,
    },
    /// The plugin's interface cannot be read from its artefact.
    #[error("plugin {plugin}: {} says nothing usable about its interface", .path.display())]
    Interface {
        /// The plugin.
        plugin: String,
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<amphi_wit::Error>,
    },
    /// The plugin's interface is not what the host expects.
    #[error("plugin {plugin} does not fit: {difference}")]
    Incompatible {
        /// The plugin.
        plugin: String,
        /// Every difference.
        difference: amphi_wit::Incompatible,
    },
    /// The file of a loaded plugin was replaced by one with another interface, so that no further instance can be started.
    #[error("plugin {plugin}: its file now has another interface than at load; load it again")]
    InterfaceChanged {
        /// The plugin.
        plugin: String,
    },
    /// The component cannot be compiled or linked: it is broken, or needs what the sandbox does not offer.
    #[error("plugin {plugin}: the component cannot be {step}")]
    Component {
        /// The plugin.
        plugin: String,
        /// What was tried: `compiled`, `linked`, `instantiated`.
        step: &'static str,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The native plugin did not start.
    #[error("plugin {plugin} did not start: {failure}")]
    Start {
        /// The plugin.
        plugin: String,
        /// At which step, and everything that is known about it.
        failure: Box<StartFailure>,
    },
    /// A field of the configuration cannot be enforced by the chosen backend here.
    #[error("plugin {plugin}: {field} cannot be enforced by the {backend} backend here: {reason}")]
    Unenforceable {
        /// The plugin.
        plugin: String,
        /// The field.
        field: &'static str,
        /// The backend.
        backend: Backend,
        /// Why, and what to do.
        reason: String,
    },
    /// The plugin has no such function, or several.
    #[error("plugin {plugin}: {source}")]
    UnknownFunction {
        /// The plugin.
        plugin: String,
        /// What is known about the name.
        source: amphi_protocol::Error,
    },
    /// The arguments do not fit the function.
    #[error("plugin {plugin}: the arguments of {function} do not fit: {reason}")]
    Arguments {
        /// The plugin.
        plugin: String,
        /// The function.
        function: String,
        /// Which, and why.
        reason: String,
    },
    /// A resource among the arguments cannot be passed. Nothing was sent.
    #[error("plugin {plugin}: a resource cannot be passed to {function}: {problem}")]
    Handle {
        /// The plugin.
        plugin: String,
        /// The function.
        function: String,
        /// What is wrong with the resource.
        problem: HandleProblem,
    },
    /// The result that came is not one of the function's type.
    #[error("plugin {plugin}: the result of {function} cannot be read")]
    Result {
        /// The plugin.
        plugin: String,
        /// The function.
        function: String,
        /// Why.
        source: amphi_protocol::Error,
    },
    /// The call did not end in time. It was told to; if it does not heed that within the grace, its instance ends.
    #[error("plugin {plugin}: {function} did not answer within {timeout:?} (limits.call_timeout, or the caller's own)")]
    DeadlineExceeded {
        /// The plugin.
        plugin: String,
        /// The function.
        function: String,
        /// The time that it had.
        timeout: Duration,
    },
    /// The call would enter an instance that waits for it.
    #[error(
        "plugin {plugin}: calling {function} would re-enter an instance that waits for this very call; return first, or call from a task of your own"
    )]
    Reentrant {
        /// The plugin.
        plugin: String,
        /// The function.
        function: String,
    },
    /// A limit of the plugin was passed.
    #[error("plugin {plugin}: {limit} is {allowed}, and {function} would take {got}")]
    OverLimit {
        /// The plugin.
        plugin: String,
        /// The function.
        function: String,
        /// The limit by its name in the configuration.
        limit: &'static str,
        /// What is allowed.
        allowed: u64,
        /// What was asked.
        got: u64,
    },
    /// A stream or a future did not come to its end.
    #[error("a stream or a future is lost: {failure}")]
    Stream {
        /// Why.
        #[source]
        failure: StreamFailure,
    },
    /// The instance is gone, and this call with it.
    #[error("plugin {plugin} is gone: {cause}")]
    Ended {
        /// The plugin.
        plugin: String,
        /// How it ended.
        cause: Arc<EndCause>,
    },
    /// The plugin has nothing to do and gives no sign of life.
    #[error("plugin {plugin} is idle and gave no sign of life within {waited:?}: it hangs, or it is stopped")]
    Unresponsive {
        /// The plugin.
        plugin: String,
        /// How long it was waited for.
        waited: Duration,
    },
    /// The interface of a plugin of go-plugin cannot be read from what its configuration names.
    #[error("plugin {plugin}: the interface of version {version} cannot be had: {source}")]
    ForeignInterface {
        /// The plugin.
        plugin: String,
        /// The version of the application's protocol.
        version: u32,
        /// What is wrong with its proto, its mapping or its WIT.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// This build has no go-plugin.
    #[error("plugin {plugin} is one of go-plugin, which this build leaves out: enable amphi-host's feature go-plugin")]
    GoPluginMissing {
        /// The plugin.
        plugin: String,
    },
    /// The plugin has no one session of go-plugin.
    #[error("plugin {plugin} has no session of go-plugin of its own: {reason}")]
    NoGoSession {
        /// The plugin.
        plugin: String,
        /// What it is instead.
        reason: &'static str,
    },
    /// A plugin of go-plugin that runs cannot be taken over.
    #[error("plugin {plugin} cannot be reattached: {reason}")]
    Reattach {
        /// The plugin.
        plugin: String,
        /// Why not.
        reason: String,
    },
    /// The answer of a plugin of go-plugin is not one of the function's, or there was none.
    #[error("plugin {plugin}: the answer of {function} cannot be had")]
    Answer {
        /// The plugin.
        plugin: String,
        /// The function.
        function: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The function failed in a plugin of go-plugin, and its WIT type has no result to say so.
    #[error("plugin {plugin}: {function} failed: {message}")]
    Failed {
        /// The plugin.
        plugin: String,
        /// The function.
        function: String,
        /// The plugin's words.
        message: String,
    },
    /// The plugin could not be stopped in any way.
    #[error("plugin {plugin} could not be stopped")]
    Stop {
        /// The plugin.
        plugin: String,
        /// Why.
        source: std::io::Error,
    },
}

impl Error {
    /// Who has to change something.
    pub fn fault(&self) -> Fault {
        match self {
            Self::Config(_)
            | Self::UnknownPlugin { .. }
            | Self::SourceMissing { .. }
            | Self::Unenforceable { .. }
            | Self::ForeignInterface { .. } => Fault::Configuration,
            Self::LoadState { .. }
            | Self::BackendMissing { .. }
            | Self::GoPluginMissing { .. }
            | Self::NoGoSession { .. }
            | Self::Reattach { .. }
            | Self::UnknownFunction { .. }
            | Self::Arguments { .. }
            | Self::Handle { .. }
            | Self::Reentrant { .. }
            | Self::OverLimit { .. }
            | Self::Stream { failure: StreamFailure::Source { .. } } => Fault::Caller,
            Self::DigestMismatch { .. }
            | Self::Interface { .. }
            | Self::Incompatible { .. }
            | Self::InterfaceChanged { .. }
            | Self::Component { .. }
            | Self::Result { .. }
            | Self::Answer { .. }
            | Self::Failed { .. }
            | Self::DeadlineExceeded { .. }
            | Self::Stream { .. }
            | Self::Unresponsive { .. } => Fault::Plugin,
            Self::Start { failure, .. } => failure.fault(),
            Self::Ended { cause, .. } if **cause == EndCause::Stopped => Fault::Caller,
            Self::Ended { .. } => Fault::Plugin,
            Self::Read { .. } | Self::Stop { .. } => Fault::System,
        }
    }
}
