//! The command line of Amphi: makes, builds, inspects, checks and calls plugins.
//!
//! Data goes to stdout, everything else to stderr; what the exit codes mean stands in `docs/cli.md`. Each verb is a
//! module of its name. It stands on the public parts of the library alone: whatever it does, any host can do.
//!
//! | module | question |
//! |---|---|
//! | `arguments` | what can be written on the command line? |
//! | `failure` | what went wrong, whose fault is it, and which exit code is it? |
//! | `artefact` | what is a file that a user names? |
//! | `imports` | what is answered to a plugin that calls its host? |
//! | `output`, `json` | how is it written? |

#![forbid(unsafe_code)]

mod arguments;
mod artefact;
mod build;
mod call;
mod check;
mod failure;
mod foreign;
mod imports;
mod inspect;
mod json;
mod list;
mod new;
mod output;
mod wit;

use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

use arguments::{Arguments, Verb};
use failure::Failure;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(arguments.log_filter()));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(&arguments) {
        Ok(code) => code,
        Err(failure) => failure.report(arguments.json),
    }
}

/// Tells what is wrong with the command line, or what was asked for, such as help.
fn refused(error: &clap::Error) -> ExitCode {
    // What it asks for is known only to who has read it to its end.
    let json = std::env::args_os().any(|argument| argument == "--json");
    if error.use_stderr() && json {
        return Failure::command_line(&error.to_string()).report(true);
    }
    // Nobody is left to tell if it cannot be printed.
    drop(error.print());
    if error.use_stderr() { failure::Code::Usage.into() } else { ExitCode::SUCCESS }
}

fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let json = arguments.json;
    match &arguments.verb {
        Verb::New(verb) => new::run(verb, json),
        Verb::Build(verb) => build::run(verb, json),
        Verb::Inspect(verb) => inspect::run(verb, json),
        Verb::List(verb) => list::run(verb, json),
        Verb::Check(verb) => check::run(verb, json),
        Verb::Call(verb) => call::run(verb, json),
        Verb::Wit(verb) => wit::run(verb, json),
    }
}
