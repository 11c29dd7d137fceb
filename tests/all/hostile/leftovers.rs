//! However a process comes to its end, neither it nor its socket stays behind.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use amphi_host::{Host, PluginHandle};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use super::{BOUND, host, load_in};
use crate::bench::{block_on, eventually, within};

/// A process with its folder.
struct Left {
    process: Pid,
    folder: PathBuf,
}

impl Left {
    fn of(handle: &dyn PluginHandle) -> Self {
        let id = handle.info().process_id.unwrap();
        let environment = std::fs::read(format!("/proc/{id}/environ")).unwrap();
        let variable = b"PLUGIN_UNIX_SOCKET_DIR=";
        let folder = environment.split(|byte| *byte == 0).find_map(|line| line.strip_prefix(variable)).unwrap();
        let folder = PathBuf::from(String::from_utf8(folder.to_vec()).unwrap());
        assert!(folder.is_dir());
        Self { process: Pid::from_raw(i32::try_from(id).unwrap()).unwrap(), folder }
    }

    async fn is_gone(&self) {
        eventually("the process is gone", || test_kill_process(self.process).is_err()).await;
        eventually("the folder is gone", || !Path::new(&self.folder).exists()).await;
    }
}

async fn loaded(fault: &str) -> (Host, Arc<dyn PluginHandle>) {
    let host = host(fault).await;
    let handle = load_in(&host).await.unwrap();
    (host, handle)
}

#[test]
fn of_one_that_is_stopped() {
    block_on(async {
        let (_host, handle) = loaded("").await;
        let left = Left::of(&*handle);
        handle.stop().await.unwrap();
        left.is_gone().await;
    });
}

#[test]
fn of_one_that_does_not_stop_when_asked() {
    block_on(async {
        // It waits for a first call, whatever else is said.
        let (_host, handle) = loaded("session/never").await;
        let left = Left::of(&*handle);
        within(BOUND, handle.stop()).await.unwrap();
        left.is_gone().await;
    });
}

#[test]
fn of_one_that_is_killed() {
    block_on(async {
        let (_host, handle) = loaded("").await;
        let left = Left::of(&*handle);
        kill_process(left.process, Signal::KILL).unwrap();
        left.is_gone().await;
    });
}

#[test]
fn of_one_whose_host_is_dropped() {
    block_on(async {
        let (host, handle) = loaded("").await;
        let left = Left::of(&*handle);
        drop(handle);
        drop(host);
        left.is_gone().await;
    });
}

#[test]
fn of_one_whose_load_is_abandoned() {
    block_on(async {
        let host = host("line/silent").await;
        let load = host.load_dynamic("fault", super::imports());
        let soon = std::time::Duration::from_millis(300);
        assert!(tokio::time::timeout(soon, load).await.is_err(), "a silent process was loaded");
        super::no_process_is_left("line/silent").await;
    });
}
