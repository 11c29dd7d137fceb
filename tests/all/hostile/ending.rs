//! Every process can be stopped, whatever it does about it, within the times that `native.stop` gives.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use amphi_host::{Output, PluginHandle, State};
use rustix::process::{Pid, Signal, kill_process};

use super::{BOUND, Neighbour, config, host, imports, load_in};
use crate::bench::{Bench, Fixture, block_on, builder, eventually, within};

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

/// What an end may take: the times of `native.stop` here are 2.6 s together, and a busy machine has the rest.
const BUDGET: Duration = Duration::from_secs(15);

async fn stops(handle: &dyn PluginHandle) {
    within(BUDGET, handle.stop()).await.unwrap();
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

/// Makes a test of each process that is told to end while it does something else: its name.
macro_rules! ends {
    ($($name:ident($fault:literal),)*) => {$(
        #[test]
        fn $name() {
            block_on(async {
                let word = concat!("amphi-test-", stringify!($name));
                let handle = loaded(concat!("family/", $fault), word).await;
                stops(&*handle).await;
                eventually("all are gone", || processes_with(word).is_empty()).await;
            });
        }
    )*};
}

ends! {
    a_process_that_floods_its_pipes("chatter"),
    a_process_that_floods_its_pipes_and_takes_no_hint("deaf-chatter"),
    a_process_that_floods_its_connection("torrent"),
    a_process_that_floods_its_connection_and_takes_no_hint("deaf-torrent"),
    a_process_that_hangs_up_and_lives_on("deaf-to-goodbye"),
    a_process_with_children_that_takes_no_hint("deaf-child"),
}

/// A sink that takes nothing until its other end is dropped.
struct Stuck {
    entered: SyncSender<()>,
    free: Mutex<Receiver<()>>,
}

impl Write for Stuck {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.entered.try_send(()).ok();
        self.free.lock().unwrap().recv().ok();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The pipes fill, the plugin stands still in the middle of a line, and that is all.
fn a_stuck_sink(fault: &str, word: &str) {
    let (entered, was_entered) = sync_channel(1);
    let (keep, free) = sync_channel(1);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let sink = Output::writer(Stuck { entered, free: Mutex::new(free) });
        let host = builder()
            .plugin("fault", config(&format!("{fault} {word}")))
            .plugin("neighbour", Bench::Native.config(Fixture::Other))
            .plugin_output("fault", sink)
            .build()
            .await
            .unwrap();
        let neighbour = Neighbour::load(&host).await;
        let handle = load_in(&host).await.unwrap();
        eventually("the sink is stuck", || was_entered.try_recv().is_ok()).await;
        neighbour.answers().await;
        stops(&*handle).await;
        neighbour.answers().await;
        eventually("all are gone", || processes_with(word).is_empty()).await;
    });
    drop(keep);
}

#[test]
fn a_process_whose_output_nobody_takes() {
    a_stuck_sink("family/chatter", "amphi-test-untaken");
}

#[test]
fn a_process_whose_output_nobody_takes_and_that_takes_no_hint() {
    a_stuck_sink("family/deaf-chatter", "amphi-test-untaken-deaf");
}

/// It cannot even be loaded in time, and its last words are there all the same.
#[test]
fn a_start_whose_output_nobody_takes() {
    let (entered, _was_entered) = sync_channel(1);
    let (keep, free) = sync_channel(1);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let sink = Output::writer(Stuck { entered, free: Mutex::new(free) });
        let host = builder().plugin("fault", config("line/exit")).plugin_output("fault", sink).build().await.unwrap();
        let error = within(BUDGET, host.load_dynamic("fault", imports())).await.err().unwrap();
        let amphi_host::Error::Start { failure, .. } = error else { panic!("{error}") };
        assert_eq!(failure.stderr, ["the disk is on fire"]);
    });
    drop(keep);
}
