//! The whole life of a plugin process.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use crate::error::Error;
use crate::launch::{Environment, launch};
use crate::logging;
use crate::plugin::Plugin;
use crate::session::{Ended, run};

/// Serves a plugin until its host is done with it; `main` returns what this gives.
///
/// Reads the environment that the host prepared, prints the handshake line on stdout, waits for the host and
/// runs its calls on this thread. What the plugin prints on stdout afterwards goes to its host, as text.
///
/// | exit code | meaning |
/// |---|---|
/// | 0 | the host said goodbye, or is gone |
/// | 1 | the plugin cannot be served; stderr says why |
/// | 101 | a function panicked; its caller got the message |
pub fn serve(plugin: &'static Plugin) -> ExitCode {
    let environment = Environment::read();
    match serve_with(plugin, &environment) {
        Ok(Ended::Host) => ExitCode::SUCCESS,
        Ok(Ended::Panicked) => ExitCode::from(PANICKED),
        Err(error) => {
            // Without stderr nobody is there to be told.
            writeln!(std::io::stderr(), "{}", chain(&error)).ok();
            ExitCode::FAILURE
        }
    }
}

fn serve_with(plugin: &'static Plugin, environment: &Environment) -> Result<Ended, Error> {
    let accepted = launch(plugin, environment, &mut std::io::stdout().lock())?;
    logging::connect(accepted.sender.clone(), environment.log.as_deref());
    let ended = run(plugin, accepted);
    logging::disconnect();
    Ok(ended?)
}

/// The error and everything below it, on one line.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        // Writing to a string does not fail.
        write!(text, ": {error}").ok();
        source = error.source();
    }
    text
}

/// What Rust programs exit with after a panic.
const PANICKED: u8 = 101;
