//! Finds or makes a compiler for guests and prints its path: `RUSTC=$(cargo run --example wasm_target) cargo build …`.
#![expect(clippy::print_stdout, reason = "an example prints its result")]

use std::process::ExitCode;

use amphi_build::{Environment, Event, WasmTarget};

fn main() -> ExitCode {
    let progress = amphi_build::to_stderr();
    match WasmTarget::find(&Environment::read(), progress.as_ref()) {
        Ok(target) => {
            println!("{}", target.rustc.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            progress.report(Event::Note(&format!("error: {error}")));
            ExitCode::FAILURE
        }
    }
}
