//! What can be written on the command line.

use std::path::PathBuf;
use std::time::Duration;

use amphi_host::Backend;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

/// Makes, builds, inspects, checks and calls plugins.
#[derive(Debug, Parser)]
#[command(name = "amphi", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    /// Writes JSON, the error too.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Logs more on stderr; twice, everything.
    #[arg(long, short, global = true, action = ArgAction::Count)]
    verbose: u8,
}

impl Arguments {
    /// What is logged where the environment does not say (`RUST_LOG`): what plugins say, and of ourselves what is amiss.
    pub(crate) fn log_filter(&self) -> &'static str {
        match self.verbose {
            0 => "info,amphi_host=warn",
            1 => "info",
            _ => "debug",
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Makes a new plugin crate, which builds for both targets.
    New(New),
    /// Builds a plugin crate, as a component and as an executable.
    Build(Build),
    /// Says what a plugin is: of a file without running it, of a configuration's by its handshake.
    Inspect(Inspect),
    /// Lists the plugins in a folder, without running them.
    List(List),
    /// Says whether a plugin fits a world, and every difference if it does not.
    Check(Check),
    /// Loads a plugin and calls one of its functions.
    Call(Call),
    /// Derives WIT from other descriptions of an interface.
    #[command(subcommand)]
    Wit(WitVerb),
}

#[derive(Debug, Subcommand)]
pub(crate) enum WitVerb {
    /// Derives the WIT of protobuf services, and writes it with the file that keeps its names.
    FromProto(FromProtoArguments),
}

#[derive(Debug, Args)]
pub(crate) struct FromProtoArguments {
    /// The `.proto` files whose services are wanted.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// A folder in which imports are looked for; the folders of the files by default.
    #[arg(long, short = 'I', value_name = "FOLDER")]
    pub(crate) include: Vec<PathBuf>,
    /// The WIT package, such as `proto:kv@1.0.0`; made of the protobuf package by default.
    #[arg(long)]
    pub(crate) package: Option<String>,
    /// The world's name.
    #[arg(long)]
    pub(crate) world: Option<String>,
    /// The folder to write into.
    #[arg(long, short, default_value = ".", value_name = "FOLDER")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The folder to make; its last part is the plugin's name.
    pub(crate) name: PathBuf,
    /// The folder of a checkout of Amphi whose SDK the plugin depends on. By default the one that this program was built
    /// from, if it is still there, else the SDK of the registry.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) checkout: Option<PathBuf>,
    /// Depends on the SDK of the registry in any case.
    #[arg(long, conflicts_with = "checkout")]
    pub(crate) registry: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// The folder of the plugin's crate.
    #[arg(default_value = ".")]
    pub(crate) path: PathBuf,
    /// What to build.
    #[arg(long, value_enum, default_value_t = BuildTarget::All)]
    pub(crate) target: BuildTarget,
    /// The folder in which the plugin's own folder is made; `dist` in the crate by default.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
    /// Cargo's profile; by default one for small components and quick executables.
    #[arg(long)]
    pub(crate) profile: Option<String>,
    /// Cargo's target folder; `plugins` in the workspace's by default.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) target_dir: Option<PathBuf>,
    /// Refuses a lock file that is out of date.
    #[arg(long)]
    pub(crate) locked: bool,
    /// Keeps cargo from the network.
    #[arg(long)]
    pub(crate) offline: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BuildTarget {
    /// The component.
    Wasm,
    /// The executable for this machine.
    Native,
    /// Both.
    All,
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// A component, an executable, or a folder with both.
    #[arg(required_unless_present = "plugin", conflicts_with = "plugin")]
    pub(crate) file: Option<PathBuf>,
    /// The plugin of a configuration file, instead of FILE. It is started, to see what it answers.
    #[arg(long, value_name = "NAME")]
    pub(crate) plugin: Option<String>,
    /// The configuration file.
    #[arg(long, default_value = "amphi.toml", requires = "plugin", value_name = "PATH")]
    pub(crate) config: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// The folder.
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// A component, an executable, or a folder with both.
    pub(crate) file: PathBuf,
    /// The world that the host speaks.
    #[arg(long)]
    pub(crate) world: String,
    /// The folder or file with that world's WIT.
    #[arg(long, default_value = "wit", value_name = "PATH")]
    pub(crate) wit: PathBuf,
}

#[derive(Debug, Args)]
#[command(override_usage = "amphi call [OPTIONS] <FILE> <FUNCTION> [ARGUMENT]...\n       \
    amphi call [OPTIONS] --plugin <NAME> <FUNCTION> [ARGUMENT]...")]
pub(crate) struct Call {
    /// The plugin (a component, an executable, or a folder with both), a function of it, and its arguments as WAVE:
    /// `80`, `'"text"'`, `'{width: 80}'`, `@path` for the bytes of a file, or its lines for a stream, `@-` for standard
    /// input. Or all in one: `'render("text")'`.
    #[arg(required = true, num_args = 1.., allow_negative_numbers = true, value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// What isolates the plugin; by default a component where there is one.
    #[arg(long, value_enum)]
    pub(crate) backend: Option<BackendName>,
    /// The plugin of a configuration file, instead of FILE.
    #[arg(long, value_name = "NAME")]
    pub(crate) plugin: Option<String>,
    /// The configuration file.
    #[arg(long, default_value = "amphi.toml", requires = "plugin", value_name = "PATH")]
    pub(crate) config: PathBuf,
    /// What the plugin gets when it calls the host's function NAME; VALUE is WAVE, and left out where there is no result.
    /// Can be given for each.
    #[arg(long = "import", value_name = "NAME=VALUE")]
    pub(crate) imports: Vec<String>,
    /// How long the call may take, such as `5s`, to the end of the streams in its result.
    #[arg(long, value_parser = some_time, value_name = "TIME")]
    pub(crate) timeout: Option<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BackendName {
    /// A process of its own.
    Native,
    /// A sandbox in this process.
    Wasm,
}

impl From<BackendName> for Backend {
    fn from(name: BackendName) -> Self {
        match name {
            BackendName::Native => Self::Native,
            BackendName::Wasm => Self::Wasm,
        }
    }
}

/// Reads a time in which something can be done.
fn some_time(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(Duration::ZERO) => Err("nothing is done in no time".to_string()),
        Ok(time) => Ok(time),
        Err(error) => Err(format!("{error}; write such as 5s or 200ms")),
    }
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 the plugin's own error result, 2 usage, 3 load or compatibility, 4 denied, \
                          5 limit, 6 crash, 7 integrity";

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Arguments;

    #[test]
    fn the_command_line_holds_together() {
        Arguments::command().debug_assert();
    }
}
