//! What went wrong, whose fault it is, what to do, and the exit code that says it to a script.

use std::error::Error;
use std::process::ExitCode;

use amphi_host::{EndCause, Fault, StreamFailure};

use crate::output;

/// What a script sees; `docs/cli.md` describes each. 4 is kept for what a missing permission denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// The plugin's function returned an error.
    PluginError = 1,
    /// The command line, or the configuration, is wrong.
    Usage = 2,
    /// The plugin cannot be built, read or loaded, or does not fit.
    Load = 3,
    /// A limit was passed.
    Limit = 5,
    /// The plugin ended by itself.
    Crash = 6,
    /// A file is not the pinned one.
    Integrity = 7,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code as u8)
    }
}

/// A verb that did not succeed.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Code,
    error: Box<dyn Error + Send + Sync>,
    fault: Option<&'static str>,
    help: Option<String>,
}

impl Failure {
    pub(crate) fn new(code: Code, error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { code, error: error.into(), fault: None, help: None }
    }

    /// A command line that asks for something that cannot be.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Code::Usage, message.into())
    }

    /// A command line that cannot be read, as its parser tells it: what is wrong, and after an empty line what is right.
    pub(crate) fn command_line(told: &str) -> Self {
        let told = told.strip_prefix("error: ").unwrap_or(told).trim_end();
        let (message, help) = told.split_once("\n\n").map_or((told, None), |(message, help)| (message, Some(help)));
        let failure = Self::usage(message);
        help.into_iter().fold(failure, Self::with_help)
    }

    /// A file or folder that cannot be used.
    pub(crate) fn io(action: &str, path: &std::path::Path, source: std::io::Error) -> Self {
        let code = if source.kind() == std::io::ErrorKind::NotFound { Code::Usage } else { Code::Load };
        Self::new(code, Unusable { what: format!("cannot {action} {}", path.display()), source })
    }

    /// Says whose fault it is.
    pub(crate) fn with_fault(mut self, fault: &'static str) -> Self {
        self.fault = Some(fault);
        self
    }

    /// Puts what came of it in front: what it was becomes the cause.
    pub(crate) fn under(self, what: &'static str) -> Self {
        let error = Box::new(Outcome { what, source: self.error });
        Self { error, ..self }
    }

    /// Adds what to do.
    #[must_use]
    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Writes it to stderr, and gives its exit code.
    pub(crate) fn report(&self, json: bool) -> ExitCode {
        let text = if json { self.json() } else { self.text() };
        output::to_stderr(&text);
        self.code.into()
    }

    fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        let mut source = self.error.source();
        while let Some(cause) = source {
            causes.push(cause.to_string());
            source = cause.source();
        }
        causes
    }

    fn text(&self) -> String {
        let mut text = format!("error: {}", self.error);
        let mut add = |head: &str, part: &str| text.push_str(&format!("\n{head}: {}", part.replace('\n', "\n  ")));
        self.causes().iter().for_each(|cause| add("  because", cause));
        self.fault.iter().for_each(|fault| add("fault", fault));
        self.help.iter().for_each(|help| add("help", help));
        text
    }

    fn json(&self) -> String {
        serde_json::json!({
            "error": self.error.to_string(),
            "causes": self.causes(),
            "fault": self.fault,
            "help": self.help,
            "exit": self.code as u8,
        })
        .to_string()
    }
}

/// Writes the error and its causes on one line.
impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.error)?;
        self.causes().iter().try_for_each(|cause| write!(f, ": {cause}"))
    }
}

/// What came of another error.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
struct Outcome {
    what: &'static str,
    source: Box<dyn Error + Send + Sync>,
}

/// Something of the system that fails, with what it was wanted for.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
struct Unusable {
    what: String,
    source: std::io::Error,
}

impl From<amphi_host::Error> for Failure {
    fn from(error: amphi_host::Error) -> Self {
        let fault = match error.fault() {
            Fault::Caller => "this call",
            Fault::Configuration => "the configuration",
            Fault::Plugin => "the plugin",
            Fault::System => "this machine",
        };
        Self { code: code(&error), fault: Some(fault), ..Self::new(Code::Load, error) }
    }
}

impl From<amphi_wit::Error> for Failure {
    fn from(error: amphi_wit::Error) -> Self {
        use amphi_wit::Error as E;
        if let E::Io { path, source } = error {
            return Self::io("read", &path, source);
        }
        let asked =
            matches!(&error, E::UnknownWorld { .. } | E::SeveralWorlds { .. } | E::NoWorld { .. } | E::Wit { .. });
        Self::new(if asked { Code::Usage } else { Code::Load }, error)
    }
}

impl From<amphi_build::Error> for Failure {
    fn from(error: amphi_build::Error) -> Self {
        Self::new(Code::Load, error)
    }
}

fn code(error: &amphi_host::Error) -> Code {
    use amphi_host::Error as E;
    match error {
        E::Config(_)
        | E::UnknownPlugin { .. }
        | E::LoadState { .. }
        | E::UnknownFunction { .. }
        | E::Arguments { .. }
        | E::Reentrant { .. }
        | E::Stream { failure: StreamFailure::Source { .. } } => Code::Usage,
        E::DigestMismatch { .. } => Code::Integrity,
        E::DeadlineExceeded { .. } | E::OverLimit { .. } => Code::Limit,
        E::Ended { cause, .. } if matches!(**cause, EndCause::Overdue { .. } | EndCause::OutOfMemory { .. }) => {
            Code::Limit
        }
        E::Ended { .. } | E::Unresponsive { .. } | E::Result { .. } | E::Stream { .. } => Code::Crash,
        // Whatever else there is or will be keeps a plugin from being loaded.
        _ => Code::Load,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use amphi_host::Error as E;

    use super::*;

    fn plugin() -> String {
        "p".to_string()
    }

    #[test]
    fn each_error_has_its_code() {
        let ended = |cause| E::Ended { plugin: plugin(), cause: Arc::new(cause) };
        let overdue = EndCause::Overdue { function: "f".into(), timeout: Duration::ZERO, grace: Duration::ZERO };
        let exited = EndCause::Exited { code: 3, stderr: Vec::new() };
        let pinned = E::DigestMismatch {
            plugin: plugin(),
            path: "p".into(),
            algorithm: "sha256",
            expected: String::new(),
            got: String::new(),
        };
        for (error, expected) in [
            (E::UnknownPlugin { plugin: plugin(), nearest: None }, Code::Usage),
            (E::Arguments { plugin: plugin(), function: "f".into(), reason: String::new() }, Code::Usage),
            (pinned, Code::Integrity),
            (ended(overdue), Code::Limit),
            (ended(EndCause::OutOfMemory { limit: 1 }), Code::Limit),
            (ended(exited), Code::Crash),
            (E::Stream { failure: StreamFailure::SessionEnded }, Code::Crash),
            (E::Stream { failure: StreamFailure::Source { reason: String::new() } }, Code::Usage),
            (E::Component { plugin: plugin(), step: "compiled", source: "no".into() }, Code::Load),
        ] {
            assert_eq!(code(&error), expected, "{error}");
        }
    }

    #[test]
    fn a_failure_is_told_with_its_causes() {
        let error = E::Component { plugin: plugin(), step: "compiled", source: "a\nb".into() };
        let failure = Failure::from(error).with_help("build it again");
        let expected = "error: plugin p: the component cannot be compiled\n  because: a\n  b\nfault: the plugin\nhelp: build it again";
        assert_eq!(failure.text(), expected);
        let json: serde_json::Value = serde_json::from_str(&failure.json()).unwrap();
        assert_eq!((json["exit"].as_u64(), json["causes"][0].as_str()), (Some(3), Some("a\nb")));
    }
}
