//! Files that are opened, pinned and read before anything runs.

use std::fs::File;

use amphi_wit::Error as WitError;

use super::super::executable::{Guard, Held};
use super::super::start::Start;
use super::*;
use crate::digest::Digest;
use crate::error::Error;
use crate::start_failure::{Exit, StartProblem};

async fn open(script: &Script, pins: Vec<Digest>) -> Error {
    let mut request = script.request();
    request.artefact.pins = pins;
    Executable::open(&request).await.expect_err("it is no plugin")
}

fn digest(path: &Path) -> Digest {
    Digest::sha256_of(&std::fs::read(path).unwrap())
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
    assert!(matches!(contract(open(&script, Vec::new()).await), WitError::Executable { .. }));
    assert!(!script.folder.path().join("ran").exists());

    let own = Script::file(SocketFolder::create().unwrap(), b"");
    std::fs::copy("/bin/sh", &own.path).unwrap();
    assert!(matches!(contract(open(&own, Vec::new()).await), WitError::NoSection { .. }));

    std::fs::set_permissions(&script.path, PermissionsExt::from_mode(0o640)).unwrap();
    assert_eq!(problem(open(&script, Vec::new()).await), StartProblem::NotExecutable { mode: 0o640 });
    std::fs::remove_file(&script.path).unwrap();
    assert_eq!(problem(open(&script, Vec::new()).await), StartProblem::NotFound);
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_pin_is_checked_and_covers_no_script() {
    let script = Script::new("");
    assert_eq!(problem(open(&script, vec![digest(&script.path)]).await), StartProblem::PinnedScript);

    let own = Script::file(SocketFolder::create().unwrap(), b"");
    std::fs::copy("/bin/sh", &own.path).unwrap();
    let Error::DigestMismatch { got, .. } = open(&own, vec![Digest::Sha256([0; 32])]).await else {
        panic!("it passed")
    };
    assert_eq!(got, digest(&own.path).to_string());
    // With the right pin it is read, and has no contract.
    assert!(matches!(open(&own, vec![digest(&own.path)]).await, Error::Interface { .. }));
}

/// A shell that ends with 7, held by a guard.
fn held(guard: Guard) -> (Script, Executable) {
    let mut script = Script::file(SocketFolder::create().unwrap(), b"");
    std::fs::copy("/bin/sh", &script.path).unwrap();
    script.config.permissions.args = ["-c", "exit 7"].map(str::to_string).to_vec();
    let file = File::open(&script.path).unwrap();
    if guard == Guard::Lease {
        super::super::sys::take_lease(&file).unwrap();
    }
    let (held, checked) = Held::take_by(guard, file, &[digest(&script.path)]).unwrap();
    checked.unwrap();
    let executable = Executable { pinned: Some(held), ..script.executable() };
    (script, executable)
}

async fn ends_with_7(script: &Script, executable: &Executable) {
    let mut start = Start::launch(&script.request(), executable).await.unwrap();
    assert!(start.handshake(&[1]).await.is_err());
    assert_eq!(start.exit, Some(Exit::Code(7)));
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn another_file_in_its_place_does_not_run() {
    for guard in [Guard::Root, Guard::Lease, Guard::Copy] {
        let (script, executable) = held(guard);
        let other = script.folder.path().join("other");
        std::fs::write(&other, "#!/bin/sh\nexit 1\n").unwrap();
        std::fs::set_permissions(&other, PermissionsExt::from_mode(0o755)).unwrap();
        std::fs::rename(&other, &script.path).unwrap();
        ends_with_7(&script, &executable).await;
    }
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_file_that_somebody_writes_to_does_not_run() {
    let (script, executable) = held(Guard::Lease);
    let mut options = File::options();
    std::os::unix::fs::OpenOptionsExt::custom_flags(options.write(true), libc::O_NONBLOCK);
    let refused = options.open(&script.path).expect_err("the lease keeps writers out");
    assert_eq!(refused.kind(), std::io::ErrorKind::WouldBlock);
    let Err(error) = Start::launch(&script.request(), &executable).await else { panic!("it was started") };
    assert_eq!(problem(error), StartProblem::Changed);
    drop(executable);
    options.open(&script.path).expect("nobody is kept out for longer than the start");
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_copy_is_what_it_was() {
    let (script, executable) = held(Guard::Copy);
    std::fs::write(&script.path, "#!/bin/sh\nexit 1\n").unwrap();
    ends_with_7(&script, &executable).await;
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn the_way_of_holding_follows_the_file() {
    let script = Script::file(SocketFolder::create().unwrap(), b"");
    std::fs::copy("/bin/sh", &script.path).unwrap();
    let pins = [digest(&script.path)];
    let guard = |path: &Path| Held::take(File::open(path).unwrap(), path, &pins).unwrap().0.guard;
    assert_eq!(guard(&script.path), Guard::Lease);
    assert_eq!(guard(Path::new("/bin/sh")), Guard::Root);
    let writer = File::options().write(true).open(&script.path).unwrap();
    assert_eq!(guard(&script.path), Guard::Copy);
    drop(writer);
}
