//! `cargo demo`: builds the example plugin for both targets, runs the example host with each, and compares.

mod measure;
mod plugin;
mod table;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Parser;

/// Builds the example plugin as a WASM component and as a native process, and runs both in the example host.
#[derive(Parser)]
#[command(name = "cargo demo")]
struct Arguments {
    /// The Markdown file to render.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md"))]
    file: PathBuf,
    /// Runs the example host: configuration, file and output.
    #[arg(long, hide = true, num_args = 3)]
    measure: Option<Vec<PathBuf>>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some([config, file, output]) = arguments.measure.as_deref() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let measures = runtime.block_on(measure::run(config, file, output))?;
        serde_json::to_writer(std::io::stdout(), &measures)?;
        return Ok(());
    }
    demo(&arguments.file)
}

fn demo(file: &Path) -> anyhow::Result<()> {
    let file = file.canonicalize().with_context(|| format!("cannot find {}", file.display()))?;
    let folder = plugin::folder()?;

    let mut rows = Vec::new();
    let mut pages = Vec::new();
    for backend in ["wasm", "native"] {
        let config = folder.join(format!("{backend}.toml"));
        let output = folder.join(format!("{backend}.html"));
        std::fs::write(&config, configuration(backend))
            .with_context(|| format!("cannot write {}", config.display()))?;
        rows.push((backend, measure::in_a_process(&config, &file, &output)?));
        pages.push(std::fs::read(&output).with_context(|| format!("cannot read {}", output.display()))?);
    }
    table::print(&file, &rows)?;

    let [wasm, native] = pages.as_slice() else { bail!("expected two pages") };
    if let Some(at) = first_difference(wasm, native) {
        bail!("wasm and native differ at byte {at}: compare {0}/wasm.html with {0}/native.html", folder.display());
    }
    if rows.iter().any(|(_, measures)| measures.reported == 0) {
        bail!("a plugin did not report its progress to the host");
    }
    table::line(&format!("demo: wasm and native agree ({} bytes)", wasm.len()))
}

/// The whole difference between the two runs is one line.
fn configuration(backend: &str) -> String {
    format!(
        "# Written by `cargo demo`.\n\n[plugins.render]\nsource = \"render\"\nbackend = \"{backend}\"\n\n\
         [plugins.render.limits]\ncall_timeout = \"10s\"\nmemory = \"128 MiB\"\n"
    )
}

fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    if a == b {
        return None;
    }
    Some(a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len())))
}
