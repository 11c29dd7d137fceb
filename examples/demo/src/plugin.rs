//! Builds the example plugin for both targets, into the folder form that a host loads.

use std::path::{Path, PathBuf};

use amphi_build::{Environment, PluginBuild};
use anyhow::Context as _;

/// The sources of the example plugin.
const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../2-render/plugin");

/// Builds the plugin and gives the folder that holds `render/`: the component, and the executable beside it.
pub(crate) fn folder() -> anyhow::Result<PathBuf> {
    let environment = Environment::read();
    let progress = amphi_build::to_stderr();
    let built = PluginBuild::new(&environment, SOURCES).progress(&*progress).both()?;

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/demo");
    let plugin = folder.join("render");
    put(&built.wasm, &plugin.join("render.wasm"))?;
    put(&built.native, &plugin.join("native").join(render_host::TARGET).join("render"))?;
    folder.canonicalize().with_context(|| format!("cannot find {}", folder.display()))
}

/// Puts a copy in place at once: a plugin that still runs keeps its own file.
fn put(from: &Path, to: &Path) -> anyhow::Result<()> {
    let folder = to.parent().context("an artefact has a folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let partial = to.with_extension("partial");
    std::fs::copy(from, &partial)
        .with_context(|| format!("cannot copy {} to {}", from.display(), partial.display()))?;
    std::fs::rename(&partial, to).with_context(|| format!("cannot write {}", to.display()))
}
