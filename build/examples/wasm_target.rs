//! Finds or makes a compiler for guests and prints its path.
#![expect(clippy::print_stdout, reason = "an example prints its result")]

use amphi_build::{Environment, Error, WasmTarget};

fn main() -> Result<(), Error> {
    let progress = amphi_build::to_stderr();
    let target = WasmTarget::find(&Environment::read(), progress.as_ref()).inspect_err(|error| {
        progress.report(amphi_build::Event::Note(&error.to_string()));
    })?;
    println!("{}", target.rustc.display());
    Ok(())
}
