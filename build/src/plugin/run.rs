//! One run of cargo for one kind of artefact: its arguments, its environment, its files.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::cargo::{self, Built, Package, Workspace};
use crate::error::Error;
use crate::plugin::{PluginBuild, Profile};
use crate::progress::Step;
use crate::target::TARGET;

/// What is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Wasm,
    Native,
}

impl PluginBuild<'_> {
    /// Runs cargo once for one kind of all the packages.
    pub(super) fn run(&self, workspace: &Workspace, packages: &[&Package], kind: Kind) -> Result<Built, Error> {
        packages.iter().try_for_each(|package| kind.require(package))?;
        let command = self.command(workspace, packages, kind)?;
        let names = packages.iter().map(|package| package.name.as_str()).collect::<Vec<_>>().join(", ");
        let what = format!("{names} for {}", kind.target());
        let (step, started) = (Step::begin(self.progress, &format!("building {what}")), Instant::now());
        let built = cargo::build(command, &what, &step)?;
        if built.is_fresh() {
            step.done(&format!("{what}: up to date"));
        } else {
            step.done(&format!("built {what} in {:.1} s", started.elapsed().as_secs_f64()));
        }
        Ok(built)
    }

    fn command(&self, workspace: &Workspace, packages: &[&Package], kind: Kind) -> Result<Command, Error> {
        let target_folder = self.target_folder_in(workspace);
        let mut command = cargo::command(self.environment)?;
        // Cargo looks for its configuration from here on upwards.
        command.current_dir(&workspace.root).arg("build").arg("--manifest-path").arg(workspace.manifest());
        command.arg("--target-dir").arg(&target_folder);
        command.args(self.profile_arguments(workspace, kind)?);
        for package in packages {
            command.args(["--package", &package.id]);
        }
        if !self.features.is_empty() {
            command.args(["--features", &self.features.join(",")]);
        }
        if self.locked {
            command.arg("--locked");
        }
        if self.offline {
            command.arg("--offline");
        }
        match kind {
            Kind::Native => {
                for package in packages {
                    command.args(["--bin", &native_name(package)]);
                }
            }
            Kind::Wasm => {
                let rustc = self.find_wasm_target()?.rustc;
                command.args(["--lib", "--target", TARGET]).env("RUSTC", rustc);
                command.env("CARGO_ENCODED_RUSTFLAGS", self.remapping(workspace, &target_folder));
            }
        }
        Ok(command)
    }

    fn profile_arguments(&self, workspace: &Workspace, kind: Kind) -> Result<Vec<String>, Error> {
        let name = match &self.profile {
            Profile::Plugin => kind.profile(),
            Profile::Dev => "dev",
            Profile::Named(name) => name,
        };
        let mut arguments = vec!["--profile".to_owned(), name.to_owned()];
        if self.profile == Profile::Plugin && !workspace.has_profile(name)? {
            let level = format!("opt-level={}", kind.level());
            let settings = PLUGIN_PROFILE.into_iter().chain([level.as_str()]);
            let settings = settings.map(|setting| format!("profile.{name}.{setting}"));
            arguments.extend(settings.flat_map(|setting| ["--config".to_owned(), setting]));
        }
        Ok(arguments)
    }

    /// Has components name no folder of this machine, so that the same source gives the same bytes elsewhere.
    fn remapping(&self, workspace: &Workspace, target_folder: &Path) -> OsString {
        let mut flags = OsString::new();
        // The last one that fits counts, so the folders that may lie in others come after them.
        let home = self.environment.cargo_home();
        let folders = [Some((workspace.root.as_path(), "/workspace")), Some((target_folder, "/target"))];
        let home = home.as_deref().map(|home| (home, "/cargo"));
        for (folder, name) in folders.into_iter().chain([home]).flatten() {
            if !flags.is_empty() {
                flags.push(FLAG_SEPARATOR);
            }
            flags.push("--remap-path-prefix=");
            flags.push(folder);
            flags.push("=");
            flags.push(name);
        }
        flags
    }

    fn target_folder_in(&self, workspace: &Workspace) -> PathBuf {
        self.target_folder.clone().unwrap_or_else(|| {
            let chosen = self.environment.path("CARGO_TARGET_DIR");
            chosen.unwrap_or_else(|| workspace.target_folder.clone()).join("plugins")
        })
    }
}

impl Kind {
    fn require(self, package: &Package) -> Result<(), Error> {
        match self {
            Self::Wasm => package.require("cdylib", None, "library with `crate-type = [\"cdylib\", \"rlib\"]`"),
            Self::Native => {
                let name = native_name(package);
                package.require("bin", Some(&name), &format!("program named {name} (a `[[bin]]` table)"))
            }
        }
    }

    pub(super) fn file(self, built: &Built, package: &Package) -> Result<PathBuf, Error> {
        let (file, kind) = match self {
            Self::Wasm => (built.file(package, "wasm"), "wasm"),
            Self::Native => (built.executable(package), "executable"),
        };
        file.ok_or_else(|| Error::NoArtefact { package: package.name.clone(), kind })
    }

    const fn profile(self) -> &'static str {
        match self {
            Self::Wasm => "plugin-wasm",
            Self::Native => "plugin",
        }
    }

    /// Where the workspace does not say: a component is passed around and compiled again, an executable is run.
    const fn level(self) -> &'static str {
        match self {
            Self::Wasm => "\"s\"",
            Self::Native => "3",
        }
    }

    const fn target(self) -> &'static str {
        match self {
            Self::Wasm => TARGET,
            Self::Native => "this machine",
        }
    }
}

/// The program of a plugin, as its manifest names it.
fn native_name(package: &Package) -> String {
    format!("{}-native", package.name)
}

/// What the profiles are where the workspace does not say, beside their level.
const PLUGIN_PROFILE: [&str; 4] = ["inherits=\"release\"", "lto=true", "codegen-units=1", "strip=true"];
/// What cargo separates the compiler's flags by.
const FLAG_SEPARATOR: &str = "\x1f";
