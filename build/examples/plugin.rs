//! Builds the plugin in the folder given and prints its two files: `cargo run --example plugin -- FOLDER [NAME…]`.
#![expect(clippy::print_stdout, reason = "an example prints its result")]

use std::process::ExitCode;

use amphi_build::{Artefacts, Environment, Error, Event, PluginBuild, Progress};

fn main() -> ExitCode {
    let progress = amphi_build::to_stderr();
    match build(progress.as_ref()) {
        Ok(plugins) => {
            for plugin in plugins {
                println!("{}\n{}", plugin.wasm.display(), plugin.native.display());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            progress.report(Event::Note(&format!("error: {error}")));
            ExitCode::FAILURE
        }
    }
}

fn build(progress: &dyn Progress) -> Result<Vec<Artefacts>, Error> {
    let environment = Environment::read();
    let mut arguments = std::env::args().skip(1);
    let build = PluginBuild::new(&environment, arguments.next().unwrap_or_default()).progress(progress);
    let packages: Vec<String> = arguments.collect();
    if packages.is_empty() { Ok(vec![build.both()?]) } else { build.packages(packages) }
}
