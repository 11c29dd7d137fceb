//! A host that is killed leaves no process behind, and the next host removes its folders.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;
use std::time::Duration;

use amphi_host::config::Tls;
use amphi_host::{Backend, PluginConfig};
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};

use super::ending::processes_with;
use super::imports;
use crate::bench::{Bench, Fixture, block_on, builder, eventually};

/// What the doomed host gives its plugins as an argument.
const WORD: &str = "AMPHI_TEST_DOOMED";

/// Where the doomed host finds the process that does not cooperate, if there is one.
const UNCOOPERATIVE: &str = "AMPHI_TEST_UNCOOPERATIVE";

/// Random moments at which a host is killed.
const MOMENTS: usize = 200;

/// Hosts at a time.
const AT_ONCE: usize = 4;

/// The latest moment: by then a host has loaded, called and stopped its plugins many times.
const LATEST_MICROS: u64 = 150_000;

/// How long the process that never answers is waited for, round for round.
const SOON: Duration = Duration::from_millis(20);

/// Loads plugins, calls and stops them, until it is killed. Run by the test below, in a process of its own.
#[test]
#[ignore = "it is the host that is killed, and does not end by itself"]
fn a_doomed_host() {
    let Ok(word) = std::env::var(WORD) else { return };
    block_on(async {
        loop {
            let config = |source, args: &[&str]| {
                PluginConfig::new(source, Backend::Native).with(|config| {
                    config.permissions.args = args.iter().map(|arg| (*arg).to_string()).collect();
                    config.native.stop.ask = Duration::from_millis(5);
                    config.native.stop.term = Duration::from_millis(5);
                })
            };
            let fault = Fixture::Fault.path(Backend::Native);
            let other = std::env::var_os(UNCOOPERATIVE).map_or_else(|| fault.clone(), PathBuf::from);
            let other = config(other, &[&word]).with(|config| config.native.tls = Tls::Off);
            let host = builder()
                .plugin("good", config(Fixture::Other.path(Backend::Native), &[&word]))
                .plugin("deaf", config(fault.clone(), &["family/deaf", &word]))
                .plugin("parent", config(fault, &["family/child", &word]))
                .plugin("uncooperative", other)
                .build()
                .await
                .unwrap();
            let load = |name| host.load_dynamic(name, imports());
            // It is never ready: the load is given up, unless the host is killed first.
            let uncooperative = tokio::time::timeout(SOON, load("uncooperative"));
            let (_good, _deaf, _parent, _) = tokio::join!(load("good"), load("deaf"), load("parent"), uncooperative);
            host.stop().await.ok();
        }
    });
}

/// A program in Go that knows nothing of Amphi, but for a contract that was put into its file. None where Go is not
/// installed, which a machine of ours must have.
fn uncooperative() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let built = build_uncooperative();
        let is_ours = std::env::var("CI").is_ok_and(|value| value == "true");
        assert!(built.is_some() || !is_ours, "the program in Go was not built");
        built
    });
    built.as_deref()
}

fn build_uncooperative() -> Option<PathBuf> {
    let run = |command: &mut std::process::Command| command.status().is_ok_and(|status| status.success());
    let file = |name: &str| Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/uncooperative/main.go");
    let (bare, program, contract) = (file("uncooperative.go"), file("uncooperative"), file("uncooperative.wit"));
    if !run(std::process::Command::new("go").arg("build").arg("-o").arg(&bare).arg(source)) {
        return None;
    }
    let world = amphi_wit::World::from_text("w.wit", "package w:w; world w { export f: func(); }", None).unwrap();
    std::fs::write(&contract, world.to_section().unwrap()).unwrap();
    let section = format!(".amphi.wit={}", contract.display());
    run(std::process::Command::new("objcopy").args(["--add-section", &section]).arg(bare).arg(&program))
        .then_some(program)
}

fn doomed_host(folder: &Path, uncooperative: Option<&Path>, word: &str) -> Child {
    let mut host = Command::new(std::env::current_exe().unwrap());
    if let Some(program) = uncooperative {
        host.env(UNCOOPERATIVE, program);
    }
    host.args(["hostile::killed::a_doomed_host", "--exact", "--ignored", "--nocapture"])
        .env(WORD, word)
        .env("TMPDIR", folder)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

async fn kill_one(folder: &Path, uncooperative: Option<&Path>, moment: Duration, word: &str) {
    let mut host = doomed_host(folder, uncooperative, word);
    // It has begun when the harness says so.
    let mut first = [0];
    host.stdout.take().unwrap().read_exact(&mut first).await.unwrap();
    assert!(tokio::time::timeout(moment, host.wait()).await.is_err(), "it ended by itself");
    host.kill().await.unwrap();
}

#[test]
fn leaves_nothing_behind() {
    let uncooperative = uncooperative();
    block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let random = RandomState::new();
        let moments: Vec<u64> = (0..MOMENTS).map(|moment| random.hash_one(moment) % LATEST_MICROS).collect();
        let mut started = 0;
        for (round, moments) in moments.chunks(AT_ONCE).enumerate() {
            let word = format!("amphi-test-doomed-{}-{round}", std::process::id());
            let kill = |moment: &u64| kill_one(folder.path(), uncooperative, Duration::from_micros(*moment), &word);
            let hosts = moments.iter().map(kill);
            futures_util::future::join_all(hosts).await;
            eventually("no process of a killed host is left", || processes_with(&word).is_empty()).await;
            started += usize::from(std::fs::read_dir(folder.path()).unwrap().next().is_some());
        }
        assert!(started > 0, "every host was killed before it had made a folder");

        let next = Command::new(std::env::current_exe().unwrap())
            .args(["hostile::killed::a_next_host", "--exact", "--ignored"])
            .env("TMPDIR", folder.path())
            .stdout(Stdio::null())
            .status();
        assert!(next.await.unwrap().success());
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.path()).collect();
        assert!(left.is_empty(), "{left:?}");
    });
}

/// A process that knows of no host, and ignores every signal that it can ignore.
#[test]
fn takes_what_does_not_cooperate_with_it() {
    let Some(program) = uncooperative() else { return };
    block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let word = format!("amphi-test-uncooperative-{}", std::process::id());
        let is_there =
            || processes_with(&word).iter().any(|it| it.join("exe").read_link().is_ok_and(|it| it == program));
        let mut host = doomed_host(folder.path(), Some(program), &word);
        eventually("the process runs", is_there).await;
        host.kill().await.unwrap();
        eventually("no process of the host is left", || processes_with(&word).is_empty()).await;
    });
}

/// A host of the same user, later. Run by the test above, where the folders are.
#[test]
#[ignore = "it needs the folders that killed hosts left"]
fn a_next_host() {
    block_on(async {
        let host = Bench::Native.host(Fixture::Other).await;
        host.stop().await.unwrap();
    });
}
