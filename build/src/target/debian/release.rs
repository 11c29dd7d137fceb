//! Which Rust the distribution has, and the names of the packages that it consists of.

use crate::error::Error;
use crate::target::debian::apt::Apt;

/// A Rust of the distribution: the compiler that it keeps current for its web browsers.
#[derive(Debug)]
pub(crate) struct Release {
    /// As the distribution numbers it.
    pub(crate) version: String,
    /// As Rust numbers it.
    pub(crate) upstream: String,
    /// The library of the compiler, named after the minor version.
    library: String,
    /// The major version of LLVM.
    pub(crate) llvm: u32,
}

impl Release {
    /// Chooses the newest; `complaint` is what reading the lists said, for the error.
    pub(crate) fn choose(apt: &Apt<'_>, complaint: String) -> Result<Self, Error> {
        let missing = || Error::NoPackageCandidate { package: COMPILER.to_owned(), update: complaint };
        let version = apt.candidate(COMPILER)?.ok_or_else(missing)?;
        let upstream = upstream(&version).to_owned();
        let minor = minor(&upstream).filter(|minor| *minor >= OLDEST);
        let minor = minor.ok_or_else(|| Error::TooOld { version: upstream.clone(), oldest: OLDEST })?;
        let library = format!("libstd-rust-web-1.{minor}");
        let llvm = apt.llvm(&library)?.ok_or_else(|| Error::NoLlvm { package: library.clone() })?;
        Ok(Self { version, upstream, library, llvm })
    }

    /// What is fetched: the compiler, the sources of std, the linker, and the C library of the target.
    pub(crate) fn packages(&self) -> Vec<String> {
        let own = [COMPILER, &self.library, "libstd-rust-web-dev", "rust-web-src", "rust-web-llvm"];
        let mut packages: Vec<_> = own.iter().map(|package| format!("{package}={}", self.version)).collect();
        packages.extend([format!("libllvm{}", self.llvm), format!("lld-{}", self.llvm), "wasi-libc".to_owned()]);
        packages
    }
}

/// The package that has a shared library which LLVM wants and a small system lacks.
pub(crate) fn package_of(library: &str) -> Result<String, Error> {
    if let Some((_, version)) = library.split_once(".so.").filter(|(name, _)| name.starts_with("libicu")) {
        return Ok(format!("libicu{version}"));
    }
    let known = LIBRARIES.iter().find(|(name, _)| *name == library);
    known.map(|(_, package)| (*package).to_owned()).ok_or_else(|| Error::UnknownLibrary { library: library.to_owned() })
}

/// Rust's own version within the distribution's: without epoch, repacking and revision.
fn upstream(version: &str) -> &str {
    let version = version.split_once(':').map_or(version, |(_, version)| version);
    version.split(['+', '-', '~']).next().unwrap_or(version)
}

fn minor(upstream: &str) -> Option<u32> {
    let (major, rest) = upstream.split_once('.')?;
    if major != "1" {
        return None;
    }
    rest.split('.').next()?.parse().ok()
}

/// The compiler that a stable distribution updates (its plain `rustc` stays as old as the distribution).
const COMPILER: &str = "rustc-web";
/// The oldest minor version of Rust taken: the wasip2 target was not complete long before.
const OLDEST: u32 = 90;
/// Shared libraries and their packages, in Debian 12 and later.
const LIBRARIES: [(&str, &str); 12] = [
    ("libxml2.so.2", "libxml2"),
    ("libedit.so.2", "libedit2"),
    ("libz3.so.4", "libz3-4"),
    ("libffi.so.8", "libffi8"),
    ("libzstd.so.1", "libzstd1"),
    ("libz.so.1", "zlib1g"),
    ("libbsd.so.0", "libbsd0"),
    ("libmd.so.0", "libmd0"),
    ("libtinfo.so.6", "libtinfo6"),
    ("liblzma.so.5", "liblzma5"),
    ("libstdc++.so.6", "libstdc++6"),
    ("libgcc_s.so.1", "libgcc-s1"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upstream_versions_are_cut_out() {
        for version in ["1.96.0+dfsg1-1~deb12u1", "2:1.96.0-1", "1.96.0~rc1-1", "1.96.0"] {
            assert_eq!(upstream(version), "1.96.0", "{version}");
        }
        assert_eq!(minor("1.96.0"), Some(96));
        assert_eq!(minor("1.96"), Some(96));
        for version in ["2.1.0", "1", "1.x", ""] {
            assert_eq!(minor(version), None, "{version}");
        }
    }

    #[test]
    fn libraries_have_packages() {
        assert_eq!(package_of("libxml2.so.2").unwrap(), "libxml2");
        assert_eq!(package_of("libicuuc.so.72").unwrap(), "libicu72");
        assert!(matches!(package_of("libnew.so.1"), Err(Error::UnknownLibrary { .. })));
    }

    #[test]
    fn packages_of_rust_are_of_one_version() {
        let release = Release {
            version: "v".into(),
            upstream: "1.96.0".into(),
            library: "libstd-rust-web-1.96".into(),
            llvm: 22,
        };
        let packages = release.packages();
        assert!(packages.contains(&"libstd-rust-web-1.96=v".to_owned()), "{packages:?}");
        assert!(packages.contains(&"lld-22".to_owned()), "{packages:?}");
    }
}
