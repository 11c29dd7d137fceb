//! What a build gave, and which files it was made of.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cargo::{Package, Workspace};
use crate::error::Error;

/// One plugin, built both ways.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Artefacts {
    /// The package's name.
    pub package: String,
    /// The component, `NAME.wasm`.
    pub wasm: PathBuf,
    /// The executable, `NAME-native`.
    pub native: PathBuf,
    manifests: Vec<PathBuf>,
}

impl Artefacts {
    pub(crate) fn new(package: &Package, workspace: &Workspace, wasm: PathBuf, native: PathBuf) -> Self {
        let lock = workspace.root.join("Cargo.lock");
        let manifests = [package.manifest.clone(), workspace.manifest(), lock];
        let manifests = manifests.into_iter().filter(|file| file.exists()).collect();
        Self { package: package.name.clone(), wasm, native, manifests }
    }

    /// Lists the files on this machine that it was made of, for a build script's `cargo::rerun-if-changed`.
    ///
    /// Sources of the plugin and of what it depends on by path, WIT files included; not those of a registry, which
    /// change only with the lock file.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if what cargo wrote beside an artefact cannot be read.
    pub fn sources(&self) -> Result<Vec<PathBuf>, Error> {
        let mut sources: BTreeSet<PathBuf> = self.manifests.iter().cloned().collect();
        for artefact in [&self.wasm, &self.native] {
            let list = artefact.with_extension("d");
            let text = fs::read_to_string(&list).map_err(Error::io("read", &list))?;
            sources.extend(dependencies(&text).into_iter().filter(|file| Path::is_absolute(file)));
        }
        Ok(sources.into_iter().collect())
    }
}

/// Reads a rule of make, `FILE: FILE FILE…`, in which a space within a name is written `\ `.
fn dependencies(rule: &str) -> Vec<PathBuf> {
    let Some((_, names)) = rule.lines().next().and_then(|line| line.split_once(": ")) else { return Vec::new() };
    let mut files = vec![String::new()];
    let mut characters = names.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, files.last_mut()) {
            ('\\', Some(file)) if characters.peek() == Some(&' ') => {
                characters.next();
                file.push(' ');
            }
            (' ', _) => files.push(String::new()),
            (character, Some(file)) => file.push(character),
            (_, None) => {}
        }
    }
    files.into_iter().filter(|file| !file.is_empty()).map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_read_with_their_spaces() {
        let rule = "/t/a.wasm: /a/src/lib.rs /a\\ b/c.wit  /d\n/t/b: /e\n";
        assert_eq!(dependencies(rule), ["/a/src/lib.rs", "/a b/c.wit", "/d"].map(PathBuf::from));
        assert!(dependencies("").is_empty());
        assert!(dependencies("a:").is_empty());
    }
}
