//! `amphi build`: both artefacts, in the folder that a host's `source` takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amphi_build::{Environment, PluginBuild, Profile};
use amphi_host::TARGET;
use serde_json::json;

use crate::arguments::{Build, BuildTarget};
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(arguments: &Build, json: bool) -> Result<ExitCode, Failure> {
    let environment = Environment::read();
    let progress = amphi_build::to_stderr();
    let mut build = PluginBuild::new(&environment, &arguments.path)
        .progress(&*progress)
        .locked(arguments.locked)
        .offline(arguments.offline);
    if let Some(profile) = &arguments.profile {
        build = build.profile(profile_named(profile));
    }
    if let Some(folder) = &arguments.target_dir {
        build = build.target_folder(absolute(folder)?);
    }
    let name = build.package()?;
    // Each is built before any is put in place: a plugin that does not compile leaves the old one as it was.
    let wasm = wanted(arguments, BuildTarget::Wasm).then(|| build.wasm()).transpose()?;
    let native = wanted(arguments, BuildTarget::Native).then(|| build.native()).transpose()?;

    let folder = arguments.out.clone().unwrap_or_else(|| dist(&arguments.path)).join(&name);
    let place = |built: Option<PathBuf>, to: PathBuf| built.map(|from| put(&from, &to).map(|()| to)).transpose();
    let wasm = place(wasm, folder.join(format!("{name}.wasm")))?;
    let native = place(native, folder.join("native").join(TARGET).join(&name))?;
    if json {
        return output::json(&json!({ "name": name, "folder": folder, "wasm": wasm, "native": native }));
    }
    output::data(&folder.display().to_string())
}

/// The folder for what was built, as short as it can be named.
fn dist(path: &Path) -> PathBuf {
    if path == Path::new(".") { PathBuf::from("dist") } else { path.join("dist") }
}

fn wanted(arguments: &Build, target: BuildTarget) -> bool {
    arguments.target == BuildTarget::All || arguments.target == target
}

fn profile_named(name: &str) -> Profile {
    match name {
        "plugin" => Profile::Plugin,
        "dev" => Profile::Dev,
        name => Profile::Named(name.to_string()),
    }
}

fn absolute(folder: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(folder).map_err(|error| Failure::io("find", folder, error))
}

/// Puts a copy in place at once: a plugin that runs keeps its own file.
fn put(from: &Path, to: &Path) -> Result<(), Failure> {
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, error))?;
    let mut partial = to.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    fs::copy(from, &partial).map_err(|error| Failure::io("write", &partial, error))?;
    fs::rename(&partial, to).map_err(|error| Failure::io("write", to, error))
}
