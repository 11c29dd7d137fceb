//! The compiler in use, and rustup's way to give it the target.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::environment::Environment;
use crate::error::Error;
use crate::process;
use crate::progress::{Progress, Step};
use crate::target::TARGET;
use crate::target::probe::sysroot;

/// Finds the compiler in use: `RUSTC`, else `rustc` on `PATH`, and the real one where that is rustup's proxy.
pub(crate) fn current(environment: &Environment) -> Result<PathBuf, Error> {
    let rustc = environment.path("RUSTC").unwrap_or_else(|| "rustc".into());
    behind_proxy(environment, environment.program(rustc)?)
}

/// Gives the compiler behind rustup's proxy, or the same one where it is none.
///
/// A proxy chooses by the folder that it runs in; a guest may lie in another one than the probe did.
pub(crate) fn behind_proxy(environment: &Environment, rustc: PathBuf) -> Result<PathBuf, Error> {
    if !is_proxy(&rustc) {
        return Ok(rustc);
    }
    let selected = environment.path("RUSTUP_TOOLCHAIN").zip(environment.rustup_home());
    if let Some((toolchain, home)) = selected {
        let rustc = rustc_of(&home.join("toolchains").join(toolchain));
        if rustc.is_file() {
            return Ok(rustc);
        }
    }
    let real = rustc_of(&sysroot(environment, &rustc)?);
    Ok(if real.is_file() { real } else { rustc })
}

/// Has rustup add the target to the toolchain that `rustc` belongs to.
pub(crate) fn add_target(environment: &Environment, rustc: &Path, progress: &dyn Progress) -> Result<(), Error> {
    let rustup = environment.program("rustup")?;
    let toolchain = toolchain_of(environment, rustc).ok_or_else(|| Error::NotRustups { rustc: rustc.to_owned() })?;
    let step = Step::begin(progress, &format!("adding {TARGET} to rustup's toolchain {toolchain}"));
    let mut command = environment.command(&rustup);
    // One try: where the server cannot be reached, the next way should not wait for several.
    command.env("RUSTUP_MAX_RETRIES", "1").args(["target", "add", "--toolchain", &toolchain, TARGET]);
    process::step("rustup target add", &mut command, DOWNLOAD_LIMIT, &step)?;
    step.done(&format!("added {TARGET} to {toolchain}"));
    Ok(())
}

/// The name of rustup's toolchain that a compiler belongs to.
fn toolchain_of(environment: &Environment, rustc: &Path) -> Option<String> {
    let toolchains = environment.rustup_home()?.join("toolchains").canonicalize().ok()?;
    let rustc = rustc.canonicalize().ok()?;
    let mut inside = rustc.strip_prefix(toolchains).ok()?.components();
    Some(inside.next()?.as_os_str().to_str()?.to_owned())
}

/// Rustup's proxies are links to rustup, hard or symbolic ones.
fn is_proxy(rustc: &Path) -> bool {
    let Ok(real) = rustc.canonicalize() else { return false };
    if real.file_stem().is_some_and(|name| name == "rustup") {
        return true;
    }
    let rustup = rustc.with_file_name(format!("rustup{}", std::env::consts::EXE_SUFFIX));
    is_same_file(&real, &rustup)
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| path.metadata().map(|found| (found.dev(), found.ino())).ok();
    identity(one).is_some_and(|one| Some(one) == identity(other))
}

/// Windows has no stable way to ask; proxies there have the size of rustup to the byte.
#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    let size = |path: &Path| path.metadata().map(|found| found.len()).ok();
    size(one).is_some_and(|one| Some(one) == size(other))
}

fn rustc_of(toolchain: &Path) -> PathBuf {
    toolchain.join("bin").join(format!("rustc{}", std::env::consts::EXE_SUFFIX))
}

/// For 20 MB; three seconds where the server is near.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(300);

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    /// A home of rustup with one toolchain, and a folder of programs with a proxy.
    fn home() -> (tempfile::TempDir, Environment) {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("home/toolchains/stable/bin")).unwrap();
        fs::create_dir(at("bin")).unwrap();
        for program in ["home/toolchains/stable/bin/rustc", "bin/rustup", "bin/other"] {
            fs::write(at(program), "#!/bin/sh\nexit 1\n").unwrap();
            fs::set_permissions(at(program), fs::Permissions::from_mode(0o755)).unwrap();
        }
        symlink("rustup", at("bin/rustc")).unwrap();
        let variables = [("PATH", at("bin")), ("RUSTUP_HOME", at("home")), ("RUSTUP_TOOLCHAIN", "stable".into())];
        let environment = Environment::from_variables(variables.map(|(name, value)| (name.into(), value.into())));
        (folder, environment)
    }

    #[test]
    fn the_compiler_in_use_is_the_one_behind_the_proxy() {
        let (folder, environment) = home();
        assert_eq!(current(&environment).unwrap(), folder.path().join("home/toolchains/stable/bin/rustc"));
    }

    #[test]
    fn hard_links_are_proxies_too() {
        let (folder, environment) = home();
        fs::remove_file(folder.path().join("bin/rustc")).unwrap();
        fs::hard_link(folder.path().join("bin/rustup"), folder.path().join("bin/rustc")).unwrap();
        assert_eq!(current(&environment).unwrap(), folder.path().join("home/toolchains/stable/bin/rustc"));
    }

    #[test]
    fn a_compiler_that_is_no_proxy_is_taken_as_it_is() {
        let (folder, environment) = home();
        let other = folder.path().join("bin/other");
        assert_eq!(behind_proxy(&environment, other.clone()).unwrap(), other);
    }

    #[test]
    fn rustup_is_asked_only_for_its_own_compilers() {
        let (folder, environment) = home();
        let own = folder.path().join("home/toolchains/stable/bin/rustc");
        assert_eq!(toolchain_of(&environment, &own).as_deref(), Some("stable"));
        assert_eq!(toolchain_of(&environment, &folder.path().join("bin/other")), None);
        let error = add_target(&environment, &folder.path().join("bin/other"), &crate::Silent).unwrap_err();
        assert!(matches!(error, Error::NotRustups { .. }), "{error}");
        // This rustup fails, as one that cannot reach its server does.
        let error = add_target(&environment, &own, &crate::Silent).unwrap_err();
        assert!(matches!(error, Error::Failed { .. }), "{error}");
    }
}
