//! The process's environment, read once, so that tests can give another one.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;

/// What the environment says to this crate.
///
/// | variable | meaning |
/// |---|---|
/// | `AMPHI_WASM_RUSTC` | use this compiler for guests, and nothing else |
/// | `AMPHI_WASM_CACHE` | where a made toolchain and remembered answers are kept; else `$XDG_CACHE_HOME/amphi`, else `~/.cache/amphi` |
/// | `AMPHI_WASM_NO_CURRENT`, `…_NO_RUSTUP`, `…_NO_DEBIAN` | skip that way (any text but the empty one) |
/// | `AMPHI_WASM_JOBS` | how many jobs the build of std may use |
/// | `RUSTC`, `CARGO`, `CARGO_HOME`, `CARGO_TARGET_DIR`, `RUSTUP_HOME`, `RUSTUP_TOOLCHAIN` | as for cargo and rustup |
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
}

impl Environment {
    /// Reads the environment of this process.
    pub fn read() -> Self {
        let mut environment = Self::from_variables(std::env::vars_os());
        if environment.text("HOME").is_none()
            && let Some(home) = std::env::home_dir()
        {
            environment.variables.insert("HOME".into(), home.into());
        }
        environment
    }

    /// Takes the variables given, for tests and for callers that change some.
    pub fn from_variables(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        Self { variables: variables.into_iter().collect() }
    }

    /// The compiler that the user named.
    pub(crate) fn wasm_rustc(&self) -> Option<PathBuf> {
        self.path("AMPHI_WASM_RUSTC")
    }

    /// Where things made once are kept.
    pub(crate) fn cache(&self) -> Option<PathBuf> {
        self.path("AMPHI_WASM_CACHE")
            .or_else(|| Some(self.path("XDG_CACHE_HOME")?.join("amphi")))
            .or_else(|| Some(self.path("HOME")?.join(".cache").join("amphi")))
    }

    /// Is a switch on?
    pub(crate) fn is_set(&self, variable: &str) -> bool {
        self.text(variable).is_some()
    }

    /// A variable that is set and not empty.
    pub(crate) fn text(&self, variable: &str) -> Option<&OsStr> {
        self.variables.get(OsStr::new(variable)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// The same as a path.
    pub(crate) fn path(&self, variable: &str) -> Option<PathBuf> {
        self.text(variable).map(PathBuf::from)
    }

    /// Cargo's home, where the registry's sources are.
    pub(crate) fn cargo_home(&self) -> Option<PathBuf> {
        self.path("CARGO_HOME").or_else(|| Some(self.path("HOME")?.join(".cargo")))
    }

    /// Rustup's home, where its toolchains are.
    pub(crate) fn rustup_home(&self) -> Option<PathBuf> {
        self.path("RUSTUP_HOME").or_else(|| Some(self.path("HOME")?.join(".rustup")))
    }

    /// The cargo in use: the one that runs us, else the one on `PATH`.
    pub(crate) fn cargo(&self) -> Result<PathBuf, Error> {
        match self.path("CARGO") {
            Some(cargo) => Ok(cargo),
            None => self.program("cargo"),
        }
    }

    /// Finds a program on `PATH`, or by the path that it is.
    pub(crate) fn program(&self, name: impl AsRef<Path>) -> Result<PathBuf, Error> {
        let name = name.as_ref();
        let missing = || Error::NoProgram { program: name.display().to_string() };
        if name.components().count() > 1 {
            return if is_program(name) { Ok(name.to_owned()) } else { Err(missing()) };
        }
        let file = PathBuf::from(format!("{}{}", name.display(), exe_suffix(name)));
        let path = self.text("PATH").unwrap_or_default();
        std::env::split_paths(path).map(|folder| folder.join(&file)).find(|file| is_program(file)).ok_or_else(missing)
    }

    /// A command that sees the whole environment: rustup and the distribution's tools.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(&self.variables);
        command
    }

    /// A command for a build of its own, which what surrounds us must not change.
    ///
    /// A build script runs with cargo's variables of the outer build: its flags, its wrapper (clippy's), its
    /// target folder, its jobserver. A nested cargo that heeded them would deadlock or build something else.
    pub(crate) fn build_command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.variables.iter().filter(|(name, _)| !is_of_outer_build(name)));
        command
    }
}

/// Does a variable belong to the build that surrounds this one?
fn is_of_outer_build(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let kept = ["CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];
    let made = ["MAKEFLAGS", "MFLAGS", "CARGO_MAKEFLAGS"];
    let theirs = name.starts_with("CARGO") || name.starts_with("RUST") || made.contains(&name.as_ref());
    theirs && !kept.contains(&name.as_ref())
}

fn exe_suffix(name: &Path) -> &'static str {
    if name.extension().is_some() { "" } else { std::env::consts::EXE_SUFFIX }
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::from_variables(variables.iter().map(|(name, value)| (name.into(), value.into())))
    }

    #[test]
    fn a_nested_build_sees_nothing_of_the_outer_one() {
        let environment = environment(&[
            ("CARGO_ENCODED_RUSTFLAGS", "-Cx"),
            ("CARGO_HOME", "/c"),
            ("CARGO_MAKEFLAGS", "-j"),
            ("CARGO_PKG_NAME", "a"),
            ("CARGO_TARGET_DIR", "/t"),
            ("HOME", "/h"),
            ("MAKEFLAGS", "-j"),
            ("PATH", "/bin"),
            ("RUSTC", "r"),
            ("RUSTC_WORKSPACE_WRAPPER", "clippy-driver"),
            ("RUSTFLAGS", "-Cx"),
            ("RUSTUP_HOME", "/u"),
            ("RUSTUP_TOOLCHAIN", "stable"),
            ("RUST_BACKTRACE", "1"),
        ]);
        let command = environment.build_command(Path::new("cargo"));
        let seen: Vec<_> = command.get_envs().map(|(name, _)| name.to_str().unwrap()).collect();
        assert_eq!(seen, ["CARGO_HOME", "HOME", "PATH", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"]);
    }

    #[test]
    fn the_cache_is_the_named_one_or_the_users() {
        let cache = |variables: &[(&str, &str)]| environment(variables).cache();
        let all = [("AMPHI_WASM_CACHE", "/a"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(cache(&all), Some("/a".into()));
        assert_eq!(cache(&all[1..]), Some("/x/amphi".into()));
        assert_eq!(cache(&all[2..]), Some("/h/.cache/amphi".into()));
        assert_eq!(cache(&[("HOME", "")]), None);
    }

    #[test]
    fn an_empty_switch_is_off() {
        let environment = environment(&[("AMPHI_WASM_NO_RUSTUP", ""), ("AMPHI_WASM_NO_DEBIAN", "0")]);
        assert!(!environment.is_set("AMPHI_WASM_NO_RUSTUP"));
        assert!(environment.is_set("AMPHI_WASM_NO_DEBIAN"));
    }

    #[cfg(unix)]
    #[test]
    fn programs_are_found_on_the_path_given() {
        let environment = environment(&[("PATH", "/nonexistent:/bin")]);
        assert_eq!(environment.program("sh").unwrap(), Path::new("/bin/sh"));
        assert_eq!(environment.program("/bin/sh").unwrap(), Path::new("/bin/sh"));
        assert!(matches!(environment.program("no-such-tool"), Err(Error::NoProgram { .. })));
        assert!(matches!(environment.program("/etc/passwd"), Err(Error::NoProgram { .. })));
    }
}
