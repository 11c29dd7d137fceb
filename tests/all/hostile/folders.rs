//! Places for sockets that cannot be used: full, closed, too far down. Each host here runs in a mount namespace of its
//! own, where every other place can be closed too.

use std::process::{Command, Stdio};

use amphi_host::{Error, Fault, NoImports, StartFailure, StartProblem};

use super::BOUND;
use crate::bench::{Bench, Fixture, block_on, within};

/// Tells the host below what it must meet.
const EXPECTED: &str = "AMPHI_TEST_PLACE";

/// Closes every place but the one that is prepared.
const CLOSE: &str = "mount --bind /tmp /tmp && mount -o remount,bind,ro /tmp";

/// Runs a host whose `TMPDIR` was prepared by a line of shell, and that has no other place.
fn host_with(prepare: &str, expected: &str) {
    if !unshare(CLOSE).stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: this system does not let its user have mounts of their own");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let host = "exec \"$0\" hostile::folders::a_host_there --exact --ignored --nocapture";
    let host = unshare(&format!("{CLOSE} && {prepare} && {host}"))
        .arg(std::env::current_exe().unwrap())
        .env("TMPDIR", folder.path())
        .env_remove("XDG_RUNTIME_DIR")
        .env(EXPECTED, expected)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(host.status.success(), "{}{}", text(&host.stdout), text(&host.stderr));
}

/// What runs a line of shell where mounts are its own.
fn unshare(script: &str) -> Command {
    let mut command = Command::new("unshare");
    let as_root = rustix::process::geteuid().is_root();
    command.args(if as_root { ["--mount"].as_slice() } else { &["--mount", "--map-root-user"] });
    command.args(["sh", "-c", script]);
    command
}

/// Run by the tests here, in a process of its own.
#[test]
#[ignore = "it needs a TMPDIR of which nothing else is to be tried"]
fn a_host_there() {
    let Ok(expected) = std::env::var(EXPECTED) else { return };
    block_on(async {
        let host = Bench::Native.host(Fixture::Other).await;
        let error = within(BOUND, host.load_dynamic("other", NoImports)).await.expect_err("it was loaded");
        let Error::Start { failure, .. } = &error else { panic!("{error}") };
        assert!(is_expected(failure, &expected), "{failure:?}");
        assert!(!failure.help().is_empty());
    });
}

fn is_expected(failure: &StartFailure, expected: &str) -> bool {
    match (&failure.problem, expected) {
        (StartProblem::NoSpace { .. }, "full")
        | (StartProblem::Folder { .. }, "closed")
        | (StartProblem::SocketPathTooLong { .. }, "long") => failure.fault() == Fault::System,
        // The plugin's own words are all that the host can know.
        (StartProblem::ExitedEarly { .. }, "full for the plugin") => !failure.stderr.is_empty(),
        _ => false,
    }
}

#[test]
fn a_place_that_is_full() {
    host_with("mount -t tmpfs -o nr_inodes=1 none \"$TMPDIR\"", "full");
}

/// The folder itself, and the lock beside it.
#[test]
fn a_place_with_room_for_the_folder_alone() {
    host_with("mount -t tmpfs -o nr_inodes=3 none \"$TMPDIR\"", "full for the plugin");
}

#[test]
fn a_place_that_is_closed() {
    host_with("mount -t tmpfs -o ro none \"$TMPDIR\"", "closed");
}

#[test]
fn a_place_that_is_not_there() {
    host_with("export TMPDIR=\"$TMPDIR/nowhere\"", "closed");
}

#[test]
fn a_place_too_far_down() {
    let folder = "f".repeat(90);
    let prepare = format!("mount -t tmpfs none \"$TMPDIR\" && export TMPDIR=\"$TMPDIR/{folder}\" && mkdir \"$TMPDIR\"");
    host_with(&prepare, "long");
}
