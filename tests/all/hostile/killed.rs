//! A host that is killed leaves no process behind, and the next host removes its folders.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use amphi_host::{Backend, PluginConfig};
use tokio::io::AsyncReadExt;
use tokio::process::Command;

use super::ending::processes_with;
use super::imports;
use crate::bench::{Bench, Fixture, block_on, builder, eventually};

/// What the doomed host gives its plugins as an argument.
const WORD: &str = "AMPHI_TEST_DOOMED";

/// Random moments at which a host is killed.
const MOMENTS: usize = 200;

/// Hosts at a time.
const AT_ONCE: usize = 4;

/// The latest moment: by then a host has loaded, called and stopped its plugins many times.
const LATEST_MICROS: u64 = 150_000;

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
            let host = builder()
                .plugin("good", config(Fixture::Other.path(Backend::Native), &[&word]))
                .plugin("deaf", config(fault.clone(), &["family/deaf", &word]))
                .plugin("parent", config(fault, &["family/child", &word]))
                .build()
                .await
                .unwrap();
            let load = |name| host.load_dynamic(name, imports());
            let (_good, _deaf, _parent) = tokio::join!(load("good"), load("deaf"), load("parent"));
            host.stop().await.ok();
        }
    });
}

async fn kill_one(folder: &Path, moment: Duration, word: &str) {
    let mut host = Command::new(std::env::current_exe().unwrap())
        .args(["hostile::killed::a_doomed_host", "--exact", "--ignored", "--nocapture"])
        .env(WORD, word)
        .env("TMPDIR", folder)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    // It has begun when the harness says so.
    let mut first = [0];
    host.stdout.take().unwrap().read_exact(&mut first).await.unwrap();
    assert!(tokio::time::timeout(moment, host.wait()).await.is_err(), "it ended by itself");
    host.kill().await.unwrap();
}

#[test]
fn leaves_nothing_behind() {
    block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let random = RandomState::new();
        let moments: Vec<u64> = (0..MOMENTS).map(|moment| random.hash_one(moment) % LATEST_MICROS).collect();
        let mut started = 0;
        for (round, moments) in moments.chunks(AT_ONCE).enumerate() {
            let word = format!("amphi-test-doomed-{}-{round}", std::process::id());
            let hosts = moments.iter().map(|moment| kill_one(folder.path(), Duration::from_micros(*moment), &word));
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

/// A host of the same user, later. Run by the test above, where the folders are.
#[test]
#[ignore = "it needs the folders that killed hosts left"]
fn a_next_host() {
    block_on(async {
        let host = Bench::Native.host(Fixture::Other).await;
        host.stop().await.unwrap();
    });
}
