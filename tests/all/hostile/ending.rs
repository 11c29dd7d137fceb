//! Every process can be stopped, whatever it does about it, within the times that `native.stop` gives.

use std::path::PathBuf;
use std::sync::Arc;

use amphi_host::{PluginHandle, State};
use rustix::process::{Pid, Signal, kill_process};

use super::{BOUND, host, load_in};
use crate::bench::{block_on, eventually, within};

/// A loaded plugin whose processes have a word of their own among their arguments.
async fn loaded(fault: &str, word: &str) -> Arc<dyn PluginHandle> {
    let host = host(&format!("{fault} {word}")).await;
    load_in(&host).await.unwrap()
}

fn pid(handle: &dyn PluginHandle) -> Pid {
    Pid::from_raw(i32::try_from(handle.info().process_id.unwrap()).unwrap()).unwrap()
}

/// Every living process with an argument.
pub fn processes_with(argument: &str) -> Vec<PathBuf> {
    let Ok(processes) = std::fs::read_dir("/proc") else { return Vec::new() };
    let has = |folder: &PathBuf| {
        let arguments = std::fs::read(folder.join("cmdline")).unwrap_or_default();
        arguments.split(|byte| *byte == 0).any(|word| word == argument.as_bytes())
    };
    processes.flatten().map(|entry| entry.path()).filter(has).collect()
}

async fn stops(handle: &dyn PluginHandle) {
    within(BOUND, handle.stop()).await.unwrap();
    assert!(matches!(handle.state(), State::Ended(_)));
}

#[test]
fn a_stopped_process() {
    block_on(async {
        let handle = loaded("family/child", "amphi-test-stopped").await;
        kill_process(pid(&*handle), Signal::STOP).unwrap();
        stops(&*handle).await;
        eventually("all are gone", || processes_with("amphi-test-stopped").is_empty()).await;
    });
}

#[test]
fn a_process_that_takes_no_hint() {
    block_on(async {
        let handle = loaded("family/deaf", "amphi-test-deaf").await;
        stops(&*handle).await;
        eventually("all are gone", || processes_with("amphi-test-deaf").is_empty()).await;
    });
}

#[test]
fn children_go_with_their_plugin() {
    block_on(async {
        let handle = loaded("family/child", "amphi-test-children").await;
        // A process has its arguments a moment after it has begun.
        eventually("both are there", || processes_with("amphi-test-children").len() == 2).await;
        stops(&*handle).await;
        eventually("all are gone", || processes_with("amphi-test-children").is_empty()).await;
    });
}

/// A child in a group of its own holds the pipes; nobody waits for it.
#[test]
fn a_child_that_holds_the_pipes() {
    block_on(async {
        let handle = loaded("family/apart", "amphi-test-apart").await;
        stops(&*handle).await;
        for left in processes_with("amphi-test-apart") {
            let id = left.file_name().unwrap().to_str().unwrap().parse().unwrap();
            kill_process(Pid::from_raw(id).unwrap(), Signal::KILL).unwrap();
        }
    });
}

#[test]
fn a_plugin_that_is_stopped_by_many() {
    block_on(async {
        let handle = loaded("family/deaf", "amphi-test-many").await;
        let all = (0..8).map(|_| handle.stop());
        for stopped in within(BOUND, futures_util::future::join_all(all)).await {
            stopped.unwrap();
        }
    });
}

#[test]
fn a_plugin_that_nobody_waits_for() {
    block_on(async {
        let handle = loaded("family/deaf", "amphi-test-dropped").await;
        // Asked to stop by a future that is dropped, then dropped itself, without anybody who waits.
        drop(futures_util::poll!(handle.stop()));
        drop(handle);
        eventually("all are gone", || processes_with("amphi-test-dropped").is_empty()).await;
    });
}
