//! The distribution's packages: asked for and fetched with lists of our own, which needs no root and is never stale.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::environment::Environment;
use crate::error::{Error, headline};
use crate::process::{self, Line, output, run};
use crate::progress::Step;
use crate::target::debian::QUICK;

/// Apt, told to keep everything in one folder.
pub(crate) struct Apt<'a> {
    environment: &'a Environment,
    /// Where packages are put and unpacked.
    pub(crate) folder: &'a Path,
    options: Vec<OsString>,
}

impl<'a> Apt<'a> {
    pub(crate) fn new(environment: &'a Environment, folder: &'a Path) -> Result<Self, Error> {
        let (lists, cache) = (folder.join("apt/lists"), folder.join("apt/cache"));
        for folder in [lists.join("partial"), cache.join("archives/partial"), folder.join("debs")] {
            fs::create_dir_all(&folder).map_err(Error::io("make", &folder))?;
        }
        let mut options = vec!["-q".into()];
        let folders = [("Dir::State::lists=", lists), ("Dir::Cache=", cache)].map(|(name, folder)| {
            let mut option = OsString::from(name);
            option.push(folder);
            option
        });
        for option in folders.into_iter().chain(OPTIONS.map(OsString::from)) {
            options.extend(["-o".into(), option]);
        }
        Ok(Self { environment, folder, options })
    }

    /// Reads the lists anew and gives what apt complained about: a mirror that fails matters only if a package is
    /// then missing.
    pub(crate) fn update(&self, step: &Step<'_>) -> Result<String, Error> {
        let mut complaint = String::new();
        run(self.command("apt-get")?.arg("update"), UPDATE_LIMIT, |(Line::Out(line) | Line::Err(line))| {
            if complaint.is_empty() && (line.starts_with("E:") || line.starts_with("W:")) {
                complaint.clone_from(&line);
            }
            step.detail(&line);
        })?;
        Ok(complaint)
    }

    /// The version that would be installed.
    pub(crate) fn candidate(&self, package: &str) -> Result<Option<String>, Error> {
        let policy = output(self.command("apt-cache")?.args(["policy", package]), QUICK)?;
        Ok(candidate(&policy.out).map(str::to_owned))
    }

    /// The major version of LLVM that a package depends on.
    pub(crate) fn llvm(&self, package: &str) -> Result<Option<u32>, Error> {
        let depends = output(self.command("apt-cache")?.args(["depends", package]), QUICK)?;
        Ok(llvm(&depends.out))
    }

    /// Fetches packages and unpacks them into the folder.
    pub(crate) fn unpack(&self, packages: &[String], step: &Step<'_>) -> Result<(), Error> {
        let debs = self.folder.join("debs");
        let mut fetch = self.command("apt-get")?;
        fetch.arg("download").args(packages).current_dir(&debs);
        process::step("apt-get download", &mut fetch, DOWNLOAD_LIMIT, step)?;
        for deb in entries(&debs)? {
            step.detail(&format!("unpacking {}", deb.file_name().unwrap_or_default().display()));
            let mut unpack = self.environment.command(&self.environment.program("dpkg-deb")?);
            unpack.arg("-x").arg(&deb).arg(self.folder);
            process::step("dpkg-deb -x", &mut unpack, UNPACK_LIMIT, step)?;
            fs::remove_file(&deb).map_err(Error::io("remove", &deb))?;
        }
        Ok(())
    }

    /// The shared libraries that programs want and that neither `libraries` nor the system has.
    pub(crate) fn missing(&self, programs: &[PathBuf], libraries: &Path) -> Result<Vec<String>, Error> {
        let mut ldd = self.environment.command(&self.environment.program("ldd")?);
        ldd.env("LC_ALL", "C").env("LD_LIBRARY_PATH", libraries).args(programs);
        let answer = output(&mut ldd, QUICK)?;
        if answer.out.is_empty() {
            let what = "ldd".to_owned();
            return Err(Error::Failed { what, status: answer.status, output: headline(&answer.err).to_owned() });
        }
        let mut names: Vec<_> = missing(&answer.out).map(str::to_owned).collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn command(&self, program: &str) -> Result<Command, Error> {
        let mut command = self.environment.command(&self.environment.program(program)?);
        // What is read below is English.
        command.env("LC_ALL", "C").args(&self.options);
        Ok(command)
    }
}

/// The files in a folder.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let read = || -> std::io::Result<_> { fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect() };
    read().map_err(Error::io("list", folder))
}

/// Reads `apt-cache policy`.
fn candidate(policy: &str) -> Option<&str> {
    let candidate = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?.trim();
    (candidate != "(none)").then_some(candidate)
}

/// Reads `apt-cache depends`.
fn llvm(depends: &str) -> Option<u32> {
    let mut packages = depends.lines().filter_map(|line| line.trim().strip_prefix("Depends:"));
    packages.find_map(|package| package.trim().strip_prefix("libllvm")?.split(':').next()?.parse().ok())
}

/// Reads `ldd`.
fn missing(ldd: &str) -> impl Iterator<Item = &str> {
    ldd.lines().filter_map(|line| line.trim().strip_suffix("=> not found")).map(str::trim)
}

/// No other user to fetch as (we are none but ourselves), no translations and icons, short waits.
const OPTIONS: [&str; 5] = [
    "APT::Sandbox::User=",
    "Acquire::Languages=none",
    "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
    "Acquire::Retries=2",
    "Acquire::http::Timeout=30",
];
/// For lists of some 10 MB, with mirrors that do not answer among them.
const UPDATE_LIMIT: Duration = Duration::from_secs(300);
/// For 140 MB on a slow line.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(1800);
/// For one package of up to 500 MB on a slow disk.
const UNPACK_LIMIT: Duration = Duration::from_secs(300);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_is_read_from_the_policy() {
        let policy = "rustc-web:\n  Installed: (none)\n  Candidate: 1.96.0+dfsg1-1~deb12u1\n  Version table:\n";
        assert_eq!(candidate(policy), Some("1.96.0+dfsg1-1~deb12u1"));
        assert_eq!(candidate("a:\n  Installed: (none)\n  Candidate: (none)\n"), None);
        assert_eq!(candidate(""), None);
    }

    #[test]
    fn llvm_is_read_from_the_dependencies() {
        let depends = "libstd-rust-web-1.96\n  Depends: libc6\n  Depends: libllvm22\n  Suggests: libllvm9\n";
        assert_eq!(llvm(depends), Some(22));
        assert_eq!(llvm("a\n  Depends: libllvm22:amd64\n"), Some(22));
        assert_eq!(llvm("a\n  Depends: libllvm\n  Suggests: libllvm9\n"), None);
    }

    #[test]
    fn missing_libraries_are_read_from_ldd() {
        let ldd = "a.so:\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibxml2.so.2 => not found\n\tlinux-vdso.so.1 (0x2)\n";
        assert_eq!(missing(ldd).collect::<Vec<_>>(), ["libxml2.so.2"]);
    }
}
