//! What cargo is asked, and what it answers: its metadata and its messages, as types.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use crate::environment::Environment;
use crate::error::Error;
use crate::process::{Line, Tail, output, run};
use crate::progress::Step;

/// A workspace, as `cargo metadata` describes it.
#[derive(Debug, Deserialize)]
pub(crate) struct Workspace {
    pub(crate) packages: Vec<Package>,
    #[serde(rename = "workspace_root")]
    pub(crate) root: PathBuf,
    #[serde(rename = "target_directory")]
    pub(crate) target_folder: PathBuf,
}

/// A package of the workspace.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(rename = "manifest_path")]
    pub(crate) manifest: PathBuf,
    pub(crate) targets: Vec<Target>,
}

/// A library or program of a package.
#[derive(Debug, Deserialize)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) kind: Vec<String>,
}

/// What came of one target.
#[derive(Debug, Deserialize)]
pub(crate) struct Artefact {
    package_id: String,
    filenames: Vec<PathBuf>,
    executable: Option<PathBuf>,
    fresh: bool,
}

/// What came of a build.
#[derive(Debug, Default)]
pub(crate) struct Built {
    artefacts: Vec<Artefact>,
}

/// A line of cargo's answer; it has more kinds, which say nothing to us.
#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artefact(Artefact),
    #[serde(rename = "compiler-message")]
    Diagnostic { message: Diagnostic },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: Option<String>,
}

impl Workspace {
    /// Asks cargo about the workspace that `manifest` belongs to.
    pub(crate) fn of(environment: &Environment, manifest: &Path) -> Result<Self, Error> {
        let mut command = command(environment)?;
        command.args(["metadata", "--format-version", "1", "--no-deps", "--manifest-path"]).arg(manifest);
        let answer = output(&mut command, METADATA_LIMIT)?;
        if !answer.status.success() {
            let what = format!("reading {}", manifest.display());
            return Err(Error::Failed { what, status: answer.status, output: answer.err });
        }
        serde_json::from_str(&answer.out).map_err(|source| Error::Metadata { manifest: manifest.to_owned(), source })
    }

    /// The package of that name.
    pub(crate) fn package(&self, name: &str) -> Result<&Package, Error> {
        self.packages.iter().find(|package| package.name == name).ok_or_else(|| self.no_package(name))
    }

    /// The package of that manifest.
    pub(crate) fn package_at(&self, manifest: &Path) -> Result<&Package, Error> {
        // Cargo may name the same file in another way, through links or without them.
        let real = |path: &Path| path.canonicalize().ok();
        let wanted = real(manifest);
        let found = self.packages.iter().find(|package| wanted.is_some() && real(&package.manifest) == wanted);
        found.ok_or_else(|| self.no_package(&manifest.display().to_string()))
    }

    /// Does the workspace define a profile of that name?
    pub(crate) fn has_profile(&self, name: &str) -> Result<bool, Error> {
        let path = self.manifest();
        let text = std::fs::read_to_string(&path).map_err(Error::io("read", &path))?;
        let manifest: toml::Table =
            toml::from_str(&text).map_err(|source| Error::Manifest { path, source: Box::new(source) })?;
        Ok(manifest.get("profile").and_then(|profiles| profiles.get(name)).is_some())
    }

    /// The workspace's own manifest.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.root.join("Cargo.toml")
    }

    fn no_package(&self, name: &str) -> Error {
        let known = self.packages.iter().map(|package| package.name.clone()).collect();
        Error::NoPackage { package: name.to_owned(), manifest: self.manifest(), known }
    }
}

impl Package {
    /// Refuses a package that has no target of that kind, or none of that name and kind.
    pub(crate) fn require(&self, kind: &str, name: Option<&str>, missing: &str) -> Result<(), Error> {
        let fits =
            |target: &&Target| target.kind.iter().any(|of| of == kind) && name.is_none_or(|name| name == target.name);
        let not_a_plugin = || Error::NotAPlugin { package: self.name.clone(), missing: missing.to_owned() };
        self.targets.iter().find(fits).map(drop).ok_or_else(not_a_plugin)
    }
}

impl Built {
    /// The file with that extension that came of a package.
    pub(crate) fn file(&self, package: &Package, extension: &str) -> Option<PathBuf> {
        let mut files = self.of(package).flat_map(|artefact| &artefact.filenames);
        files.find(|file| file.extension().is_some_and(|found| found == extension)).cloned()
    }

    /// The executable that came of a package.
    pub(crate) fn executable(&self, package: &Package) -> Option<PathBuf> {
        self.of(package).find_map(|artefact| artefact.executable.clone())
    }

    /// Was everything there already?
    pub(crate) fn is_fresh(&self) -> bool {
        self.artefacts.iter().all(|artefact| artefact.fresh)
    }

    fn of<'a>(&'a self, package: &'a Package) -> impl Iterator<Item = &'a Artefact> {
        self.artefacts.iter().filter(|artefact| artefact.package_id == package.id)
    }
}

/// Cargo, for a build of its own.
pub(crate) fn command(environment: &Environment) -> Result<Command, Error> {
    Ok(environment.build_command(&environment.cargo()?))
}

/// Runs a `cargo build` that answers in JSON; `what` is for the error.
pub(crate) fn build(mut command: Command, what: &str, step: &Step<'_>) -> Result<Built, Error> {
    let (mut built, mut errors, mut status_lines) = (Built::default(), String::new(), Tail::default());
    let mut warnings = BTreeSet::new();
    let status = run(command.arg("--message-format=json"), BUILD_LIMIT, |line| match line {
        Line::Err(line) => {
            step.detail(&format!("{} done, {}", built.artefacts.len(), line.trim()));
            status_lines.push(line);
        }
        // A line that is no message was printed by a macro; whatever it means, it is not for us.
        Line::Out(line) => match serde_json::from_str(&line) {
            Ok(Message::Artefact(artefact)) => built.artefacts.push(artefact),
            Ok(Message::Diagnostic { message }) => {
                let rendered = message.rendered.unwrap_or_default();
                if message.level.starts_with("error") {
                    errors.push_str(&rendered);
                } else if warnings.insert(rendered.clone()) {
                    step.note(rendered.trim_end());
                }
            }
            Ok(Message::Other) | Err(_) => {}
        },
    })?;
    if status.success() {
        return Ok(built);
    }
    let output = if errors.is_empty() { from_first_error(&status_lines.into_text()).to_owned() } else { errors };
    Err(Error::Cargo { what: what.to_owned(), status, output: output.trim_end().to_owned() })
}

/// Leaves out the lines that only say what went well before.
fn from_first_error(text: &str) -> &str {
    let start = if text.starts_with("error") { Some(0) } else { text.find("\nerror").map(|newline| newline + 1) };
    start.and_then(|start| text.get(start..)).unwrap_or(text)
}

/// For cargo to read manifests.
const METADATA_LIMIT: Duration = Duration::from_secs(120);
/// For a plugin with many dependencies, downloads included, on a slow machine.
const BUILD_LIMIT: Duration = Duration::from_secs(2 * 3600);

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, targets: &[(&str, &str)]) -> Package {
        let target = |(name, kind): &(&str, &str)| Target { name: (*name).into(), kind: vec![(*kind).into()] };
        let targets = targets.iter().map(target).collect();
        Package { id: format!("path+file:///{name}#0.1.0"), name: name.into(), manifest: "/Cargo.toml".into(), targets }
    }

    #[test]
    fn messages_are_read_and_unknown_ones_are_not_minded() {
        let artefact = r#"{"reason":"compiler-artifact","package_id":"path+file:///a#0.1.0","manifest_path":"/x",
            "target":{"name":"a","kind":["cdylib"]},"profile":{},"features":[],
            "filenames":["/t/liba.rlib","/t/a.wasm"],"executable":null,"fresh":true}"#;
        let Ok(Message::Artefact(artefact)) = serde_json::from_str(artefact) else { panic!("no artefact") };
        let built = Built { artefacts: vec![artefact] };
        assert_eq!(built.file(&package("a", &[]), "wasm"), Some("/t/a.wasm".into()));
        assert_eq!(built.file(&package("b", &[]), "wasm"), None);
        assert_eq!(built.executable(&package("a", &[])), None);
        assert!(built.is_fresh());
        let other: Message = serde_json::from_str(r#"{"reason":"build-finished","success":true}"#).unwrap();
        assert!(matches!(other, Message::Other));
        assert!(serde_json::from_str::<Message>("Compiling…").is_err());
    }

    #[test]
    fn a_plugin_has_a_cdylib_and_a_native_program() {
        let plugin = package("a", &[("a", "cdylib"), ("a-native", "bin")]);
        assert!(plugin.require("cdylib", None, "").is_ok());
        assert!(plugin.require("bin", Some("a-native"), "").is_ok());
        let error = plugin.require("bin", Some("b-native"), "…").unwrap_err();
        assert!(matches!(error, Error::NotAPlugin { .. }), "{error}");
    }

    #[test]
    fn the_text_of_an_error_starts_with_the_error() {
        assert_eq!(from_first_error("   Compiling a\nerror: b\n  c"), "error: b\n  c");
        assert_eq!(from_first_error("error: b"), "error: b");
        assert_eq!(from_first_error("no luck"), "no luck");
    }
}
