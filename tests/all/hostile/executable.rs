//! Executables that do not say what they are, or lie about it, and files that are none.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use amphi_host::{Backend, Error, Fault, NoImports, PluginConfig, StartFailure, StartProblem};

use super::BOUND;
use crate::bench::{Fixture, block_on, builder, within};

/// What loading these bytes as an executable fails with.
async fn refusal(bytes: &[u8], mode: u32) -> Error {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plugin");
    std::fs::write(&path, bytes).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    load(&path).await.expect("it was loaded")
}

async fn load(path: &Path) -> Option<Error> {
    let host = builder().plugin("plugin", PluginConfig::new(path, Backend::Native)).build().await.unwrap();
    within(BOUND, host.load_dynamic("plugin", NoImports)).await.err()
}

fn good() -> Vec<u8> {
    std::fs::read(Fixture::Other.path(Backend::Native)).unwrap()
}

/// Where the section's magic stands in the file.
fn section(file: &[u8]) -> usize {
    let magic = b"AMPHIWIT";
    // The last one: the first may be the reader's own constant.
    file.windows(magic.len()).rposition(|window| window == magic).expect("the executable has a section")
}

fn is_unreadable(error: &Error) -> bool {
    matches!(error, Error::Interface { .. } | Error::Start { .. })
}

#[test]
fn an_empty_file() {
    block_on(async {
        let error = refusal(b"", 0o755).await;
        assert!(is_unreadable(&error), "{error}");
    });
}

#[test]
fn a_file_of_text() {
    block_on(async {
        let error = refusal(b"no program at all\n", 0o755).await;
        assert!(is_unreadable(&error), "{error}");
    });
}

#[test]
fn a_program_that_is_no_plugin() {
    block_on(async {
        let error = load(Path::new("/bin/true")).await.expect("it was loaded");
        assert!(is_unreadable(&error), "{error}");
    });
}

#[test]
fn an_executable_that_is_cut() {
    block_on(async {
        let good = good();
        for part in [1, 5, 9] {
            let error = refusal(&good[..good.len() * part / 10], 0o755).await;
            assert!(is_unreadable(&error), "{part}: {error}");
        }
    });
}

#[test]
fn a_section_without_its_magic() {
    block_on(async {
        let mut bad = good();
        let at = section(&bad);
        bad[at..at + 8].copy_from_slice(b"SOMETHIN");
        let error = refusal(&bad, 0o755).await;
        assert!(matches!(error, Error::Interface { .. }), "{error}");
    });
}

#[test]
fn a_section_of_another_version() {
    block_on(async {
        let mut bad = good();
        let at = section(&bad);
        bad[at + 8..at + 12].copy_from_slice(&77_u32.to_le_bytes());
        let error = refusal(&bad, 0o755).await;
        assert!(matches!(error, Error::Interface { .. }), "{error}");
    });
}

#[test]
fn a_section_that_announces_more_than_there_is() {
    block_on(async {
        for field in [12, 16] {
            let mut bad = good();
            let at = section(&bad) + field;
            bad[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
            let error = refusal(&bad, 0o755).await;
            assert!(matches!(error, Error::Interface { .. }), "{field}: {error}");
        }
    });
}

#[test]
fn a_section_with_garbage_for_an_interface() {
    block_on(async {
        let mut bad = good();
        let at = section(&bad) + 20;
        bad[at..at + 16].copy_from_slice(&[0xff; 16]);
        let error = refusal(&bad, 0o755).await;
        assert!(matches!(error, Error::Interface { .. }), "{error}");
    });
}

/// The diagnosis of an executable that the system does not run.
async fn failure(bytes: &[u8], mode: u32) -> StartFailure {
    match refusal(bytes, mode).await {
        Error::Start { failure, .. } => {
            assert!(!failure.help().is_empty());
            *failure
        }
        other => panic!("{other}"),
    }
}

/// The good executable with other words of the same length in it.
fn with(old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut bytes = good();
    let places: Vec<usize> = (0..bytes.len() - old.len()).filter(|at| bytes[*at..].starts_with(old)).collect();
    assert!(!places.is_empty() && old.len() == new.len());
    for place in places {
        bytes[place..place + new.len()].copy_from_slice(new);
    }
    bytes
}

#[test]
fn an_executable_that_nobody_may_execute() {
    block_on(async {
        let failure = failure(&good(), 0o644).await;
        assert_eq!(failure.problem, StartProblem::NotExecutable { mode: 0o644 });
        assert_eq!(failure.fault(), Fault::System);
    });
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn an_executable_for_another_processor() {
    block_on(async {
        let mut bytes = good();
        let other: u16 = if cfg!(target_arch = "aarch64") { 62 } else { 183 };
        bytes[18..20].copy_from_slice(&other.to_le_bytes());
        let failure = failure(&bytes, 0o755).await;
        let StartProblem::WrongArchitecture { file, host } = &failure.problem else { panic!("{failure:?}") };
        assert_ne!(file, host);
        assert_eq!(failure.fault(), Fault::Plugin);
    });
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn an_executable_whose_loader_is_not_there() {
    block_on(async {
        let failure = failure(&with(b"/ld-linux", b"/ld-other"), 0o755).await;
        let StartProblem::MissingLoader { loader } = &failure.problem else { panic!("{failure:?}") };
        assert!(loader.contains("ld-other"), "{loader}");
        assert_eq!(failure.fault(), Fault::System);
    });
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn an_executable_whose_library_is_not_there() {
    block_on(async {
        let failure = failure(&with(b"libc.so.6", b"libx.so.6"), 0o755).await;
        let library = "libx.so.6".to_string();
        assert_eq!(failure.problem, StartProblem::MissingLibrary { library });
        assert_eq!(failure.fault(), Fault::System);
        assert!(!failure.stderr.is_empty(), "{failure:?}");
    });
}

#[test]
#[cfg(target_os = "linux")]
fn an_executable_that_the_host_may_not_read() {
    let failure = super::unprivileged(|| block_on(failure(&good(), 0o111)));
    assert_eq!(failure.problem, StartProblem::NotReadable { mode: Some(0o111) });
    assert_eq!(failure.fault(), Fault::System);
}

#[test]
#[cfg(target_os = "linux")]
fn an_executable_in_a_folder_that_the_host_may_not_enter() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plugin");
    std::fs::write(&path, good()).unwrap();
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o600)).unwrap();
    let error = super::unprivileged(|| block_on(load(&path))).expect("it was loaded");
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o700)).unwrap();
    assert!(matches!(error, Error::Read { .. }), "{error}");
    assert_eq!(error.fault(), Fault::System);
}

#[test]
fn an_executable_that_is_not_there() {
    block_on(async {
        let error = load(Path::new("/nowhere/plugin")).await.expect("it was loaded");
        assert!(matches!(error, Error::SourceMissing { .. }), "{error}");
        assert_eq!(error.fault(), Fault::Configuration);
    });
}
