//! Builds one plugin source twice: as a component and as an executable.

mod artefact;
mod run;

use std::path::PathBuf;

use crate::cargo::{Package, Workspace};
use crate::environment::Environment;
use crate::error::Error;
use crate::plugin::run::Kind;
use crate::progress::{Progress, Silent};
use crate::target::WasmTarget;

pub use artefact::Artefacts;

/// Builds plugin crates; see the [crate's example](crate).
///
/// Cargo is run for a build of its own: nothing of a build that surrounds this one reaches it, and it has a target
/// folder of its own, so that this works within a build script, under clippy too. It uses the workspace's lock file
/// as it is; [`locked`](Self::locked) makes a lock file that is out of date an error instead of updating it.
pub struct PluginBuild<'a> {
    environment: &'a Environment,
    folder: PathBuf,
    profile: Profile,
    target_folder: Option<PathBuf>,
    features: Vec<String>,
    locked: bool,
    offline: bool,
    wasm_target: Option<WasmTarget>,
    progress: &'a dyn Progress,
}

/// How a plugin is optimised.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Profile {
    /// Cargo's profile `plugin` for quick executables, `plugin-wasm` for small components. Where the workspace does
    /// not define one, the build brings its own definition, so an author needs none.
    #[default]
    Plugin,
    /// Cargo's profile `dev`: quick to build, with everything a debugger wants.
    Dev,
    /// Another one, which the workspace defines.
    Named(String),
}

impl<'a> PluginBuild<'a> {
    /// Prepares to build the package in `folder`, or packages of the workspace that `folder` belongs to.
    pub fn new(environment: &'a Environment, folder: impl Into<PathBuf>) -> Self {
        Self {
            environment,
            folder: folder.into(),
            profile: Profile::default(),
            target_folder: None,
            features: Vec::new(),
            locked: false,
            offline: false,
            wasm_target: None,
            progress: &Silent,
        }
    }

    /// Chooses the profile; by default [`Profile::Plugin`].
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Chooses cargo's target folder; by default `plugins` in the workspace's.
    ///
    /// It must not be the folder of a build that waits for this one: they would wait for each other.
    #[must_use]
    pub fn target_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.target_folder = Some(folder.into());
        self
    }

    /// Adds features of the packages to build with; by default only their default ones.
    #[must_use]
    pub fn features<S: Into<String>>(mut self, features: impl IntoIterator<Item = S>) -> Self {
        self.features.extend(features.into_iter().map(Into::into));
        self
    }

    /// Refuses a lock file that does not fit the manifests; by default cargo updates it, as it does for any build.
    ///
    /// Within a workspace the surrounding build has already seen to it, and an author who just added a dependency
    /// does not want an error, hence the default; a release does.
    #[must_use]
    pub const fn locked(mut self, locked: bool) -> Self {
        self.locked = locked;
        self
    }

    /// Keeps cargo from the network: what it needs must be on this machine already.
    #[must_use]
    pub const fn offline(mut self, offline: bool) -> Self {
        self.offline = offline;
        self
    }

    /// Takes the compiler for components; by default it is [found](WasmTarget::find) when it is needed.
    #[must_use]
    pub fn wasm_target(mut self, target: WasmTarget) -> Self {
        self.wasm_target = Some(target);
        self
    }

    /// Shows what happens; by default nothing is shown.
    #[must_use]
    pub const fn progress(mut self, progress: &'a dyn Progress) -> Self {
        self.progress = progress;
        self
    }

    /// The name of the folder's package.
    ///
    /// # Errors
    ///
    /// [`Error::Failed`] if cargo cannot read the manifest, [`Error::NoPackage`] if it has no package.
    pub fn package(&self) -> Result<String, Error> {
        let workspace = self.workspace()?;
        Ok(self.own_package(&workspace)?.name.clone())
    }

    /// Builds the folder's package as a component and gives its file.
    ///
    /// # Errors
    ///
    /// [`Error::NoWasmTarget`] if no compiler can, [`Error::Cargo`] with the compiler's text if the source does not
    /// compile, [`Error::NotAPlugin`] if the manifest lacks what a plugin has.
    pub fn wasm(&self) -> Result<PathBuf, Error> {
        let workspace = self.workspace()?;
        self.one(&workspace, self.own_package(&workspace)?, Kind::Wasm)
    }

    /// Builds the folder's package as an executable for this machine and gives its file.
    ///
    /// # Errors
    ///
    /// As for [`wasm`](Self::wasm), but for the first.
    pub fn native(&self) -> Result<PathBuf, Error> {
        let workspace = self.workspace()?;
        self.one(&workspace, self.own_package(&workspace)?, Kind::Native)
    }

    /// Builds the folder's package both ways.
    ///
    /// # Errors
    ///
    /// As for [`wasm`](Self::wasm).
    pub fn both(&self) -> Result<Artefacts, Error> {
        let workspace = self.workspace()?;
        let package = self.own_package(&workspace)?;
        let mut all = self.build_all(&workspace, &[package])?;
        all.pop().ok_or_else(|| Error::NoArtefact { package: package.name.clone(), kind: "wasm" })
    }

    /// Builds several packages of the folder's workspace both ways, in the order of `names`.
    ///
    /// Cargo runs once for each target, so that what the packages have in common is built once and their own parts
    /// at the same time.
    ///
    /// # Errors
    ///
    /// As for [`wasm`](Self::wasm), and [`Error::NoPackage`] for a name that the workspace does not have.
    pub fn packages<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> Result<Vec<Artefacts>, Error> {
        let workspace = self.workspace()?;
        self.build_all(&workspace, &named(&workspace, names)?)
    }

    /// Builds several packages as components only, and gives their files in the order of `names`.
    ///
    /// # Errors
    ///
    /// As for [`packages`](Self::packages).
    pub fn wasm_of<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> Result<Vec<PathBuf>, Error> {
        let workspace = self.workspace()?;
        self.files(&workspace, &named(&workspace, names)?, Kind::Wasm)
    }

    /// Builds several packages as executables only, and gives their files in the order of `names`.
    ///
    /// # Errors
    ///
    /// As for [`packages`](Self::packages).
    pub fn native_of<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> Result<Vec<PathBuf>, Error> {
        let workspace = self.workspace()?;
        self.files(&workspace, &named(&workspace, names)?, Kind::Native)
    }

    fn build_all(&self, workspace: &Workspace, packages: &[&Package]) -> Result<Vec<Artefacts>, Error> {
        // Components first: if there is no target for them, that is told before anything else takes time.
        let wasm = self.files(workspace, packages, Kind::Wasm)?;
        let native = self.files(workspace, packages, Kind::Native)?;
        let both = packages.iter().zip(wasm.into_iter().zip(native));
        Ok(both.map(|(package, (wasm, native))| Artefacts::new(package, workspace, wasm, native)).collect())
    }

    fn one(&self, workspace: &Workspace, package: &Package, kind: Kind) -> Result<PathBuf, Error> {
        kind.file(&self.run(workspace, &[package], kind)?, package)
    }

    fn files(&self, workspace: &Workspace, packages: &[&Package], kind: Kind) -> Result<Vec<PathBuf>, Error> {
        if packages.is_empty() {
            // Cargo would build the whole workspace.
            return Ok(Vec::new());
        }
        let built = self.run(workspace, packages, kind)?;
        packages.iter().map(|package| kind.file(&built, package)).collect()
    }

    fn find_wasm_target(&self) -> Result<WasmTarget, Error> {
        match &self.wasm_target {
            Some(target) => Ok(target.clone()),
            None => WasmTarget::find(self.environment, self.progress),
        }
    }

    fn workspace(&self) -> Result<Workspace, Error> {
        Workspace::of(self.environment, &self.manifest()?)
    }

    fn own_package<'w>(&self, workspace: &'w Workspace) -> Result<&'w Package, Error> {
        workspace.package_at(&self.manifest()?)
    }

    fn manifest(&self) -> Result<PathBuf, Error> {
        let manifest = self.folder.join("Cargo.toml");
        std::path::absolute(&manifest).map_err(Error::io("find", manifest))
    }
}

fn named<S: AsRef<str>>(workspace: &Workspace, names: impl IntoIterator<Item = S>) -> Result<Vec<&Package>, Error> {
    names.into_iter().map(|name| workspace.package(name.as_ref())).collect()
}

#[cfg(test)]
mod tests;
