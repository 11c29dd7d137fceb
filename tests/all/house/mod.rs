//! The rules of this repository, each with what to do about a violation, and each shown to catch one.

mod arrows;
mod markdown;
mod size;
mod source;
mod tests;
mod unsafety;
mod versions;
mod words;

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The workspace's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in the workspace").to_path_buf()
}

/// Fails with every violation of a rule, and with what to do.
fn demand(what_to_do: &str, violations: Vec<String>) {
    if violations.is_empty() {
        return;
    }
    let mut text = String::new();
    for violation in &violations {
        writeln!(text, "  {violation}").expect("a string takes everything");
    }
    panic!("{} violations:\n{text}what to do: {what_to_do}", violations.len());
}
