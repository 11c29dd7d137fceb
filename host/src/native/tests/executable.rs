//! Files that are opened, pinned and read before anything runs.

use std::fs::File;

use amphi_wit::Error as WitError;
use sha2::{Digest, Sha256};

use super::super::start::Start;
use super::*;
use crate::error::Error;
use crate::start_failure::{Exit, StartProblem};

async fn open(script: &Script, pin: Option<[u8; 32]>) -> Error {
    let mut request = script.request();
    request.artefact.pin = pin;
    Executable::open(&request).await.expect_err("it is no plugin")
}

fn digest(path: &Path) -> [u8; 32] {
    Sha256::digest(std::fs::read(path).unwrap()).into()
}

fn problem(error: Error) -> StartProblem {
    let Error::Start { failure, .. } = error else { panic!("{error}") };
    failure.problem
}

fn contract(error: Error) -> WitError {
    let Error::Interface { source, .. } = error else { panic!("{error}") };
    *source
}

#[tokio::test]
async fn what_is_no_plugin_is_not_started() {
    let script = Script::new("touch $here/ran");
    assert!(matches!(contract(open(&script, None).await), WitError::Executable { .. }));
    assert!(!script.folder.path().join("ran").exists());

    let own = Script::file(SocketFolder::create().unwrap(), b"");
    std::fs::copy("/bin/sh", &own.path).unwrap();
    assert!(matches!(contract(open(&own, None).await), WitError::NoSection { .. }));

    std::fs::set_permissions(&script.path, PermissionsExt::from_mode(0o640)).unwrap();
    assert_eq!(problem(open(&script, None).await), StartProblem::NotExecutable { mode: 0o640 });
    std::fs::remove_file(&script.path).unwrap();
    assert_eq!(problem(open(&script, None).await), StartProblem::NotFound);
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_pin_is_checked_and_covers_no_script() {
    let script = Script::new("");
    assert_eq!(problem(open(&script, Some(digest(&script.path))).await), StartProblem::PinnedScript);

    let own = Script::file(SocketFolder::create().unwrap(), b"");
    std::fs::copy("/bin/sh", &own.path).unwrap();
    let Error::DigestMismatch { got, .. } = open(&own, Some([0; 32])).await else { panic!("it passed") };
    assert_eq!(got, crate::artefact::hex(&digest(&own.path)));
    // With the right pin it is read, and has no contract.
    assert!(matches!(open(&own, Some(digest(&own.path))).await, Error::Interface { .. }));
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn what_was_hashed_is_what_runs() {
    let mut script = Script::file(SocketFolder::create().unwrap(), b"");
    std::fs::copy("/bin/sh", &script.path).unwrap();
    script.config.permissions.args = ["-c", "exit 7"].map(str::to_string).to_vec();
    let executable = Executable { pinned: Some(File::open(&script.path).unwrap()), ..script.executable() };

    // Another file takes its place, between the hash and the start.
    let other = script.folder.path().join("other");
    std::fs::write(&other, "#!/bin/sh\nexit 1\n").unwrap();
    std::fs::set_permissions(&other, PermissionsExt::from_mode(0o755)).unwrap();
    std::fs::rename(&other, &script.path).unwrap();

    let mut start = Start::launch(&script.request(), &executable).await.unwrap();
    assert!(start.handshake(&[1]).await.is_err());
    assert_eq!(start.exit, Some(Exit::Code(7)));
}
