//! The end that the host wants: in order, or by dropping.

use futures_util::FutureExt;
use rustix::process::{Pid, Signal, kill_process};

use super::plugin::Own;
use super::*;
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::{PluginHandle, State};

/// A plugin that is given a moment at each step.
async fn hasty() -> Arc<super::super::Plugin> {
    let mut own = Own::new();
    own.config.native.stop.ask = Duration::from_millis(100);
    own.config.native.stop.term = Duration::from_millis(100);
    own.load().await.unwrap()
}

fn pid(plugin: &dyn PluginHandle) -> String {
    plugin.info().process_id.unwrap().to_string()
}

fn folder_of(pid: &str) -> PathBuf {
    let environ = std::fs::read(format!("/proc/{pid}/environ")).unwrap();
    let environ = String::from_utf8(environ).unwrap();
    let folder = environ.split('\0').find_map(|line| line.strip_prefix("PLUGIN_UNIX_SOCKET_DIR=")).unwrap();
    assert!(Path::new(folder).exists());
    folder.into()
}

#[tokio::test]
async fn a_stopped_plugin_is_gone_and_stays_so() {
    let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
    let (pid, folder) = (pid(&*plugin), folder_of(&pid(&*plugin)));
    plugin.stop().await.unwrap();
    assert_eq!(plugin.state(), State::Ended(Arc::new(EndCause::Stopped)));
    assert!(!is_alive(&pid));
    assert!(!folder.exists());
    plugin.stop().await.unwrap();
    let gone = plugin.call("echo", &["hi".into()]).await;
    assert!(matches!(gone, Err(Error::Ended { cause, .. }) if *cause == EndCause::Stopped));
}

#[tokio::test]
async fn a_busy_plugin_is_made_to_stop_and_its_call_fails() {
    let plugin: Arc<dyn PluginHandle> = hasty().await;
    let pid = pid(&*plugin);
    let (called, stopped) = futures_util::future::join(plugin.call("hang", &[]), plugin.stop()).await;
    stopped.unwrap();
    assert!(matches!(called, Err(Error::Ended { cause, .. }) if *cause == EndCause::Stopped));
    assert!(!is_alive(&pid));
}

#[tokio::test]
async fn a_frozen_plugin_is_killed() {
    let plugin: Arc<dyn PluginHandle> = hasty().await;
    let pid = pid(&*plugin);
    kill_process(Pid::from_raw(pid.parse().unwrap()).unwrap(), Signal::STOP).unwrap();
    eventually("it is frozen", || state(&pid) == Some('T')).await;
    let silent = plugin.health().await;
    assert!(matches!(silent, Err(Error::Unresponsive { .. })), "{silent:?}");
    plugin.stop().await.unwrap();
    assert!(!is_alive(&pid));
}

#[tokio::test]
async fn processes_of_the_plugin_go_with_it() {
    for stop in [true, false] {
        let plugin: Arc<dyn PluginHandle> = hasty().await;
        let child = plugin.call("fork", &[]).await.unwrap();
        let Some(crate::Value::String(child)) = child else { panic!("{child:?}") };
        assert!(is_alive(&child));
        if stop {
            plugin.stop().await.unwrap();
        }
        drop(plugin);
        eventually("the child is gone", || !is_alive(&child)).await;
    }
}

#[tokio::test]
async fn a_dropped_stop_goes_on() {
    let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
    let mut stop = plugin.stop();
    assert!((&mut stop).now_or_never().is_none());
    drop(stop);
    eventually("it ends", || matches!(plugin.state(), State::Ended(_))).await;
}

#[tokio::test]
async fn a_dropped_handle_leaves_nothing() {
    let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
    let (pid, folder) = (pid(&*plugin), folder_of(&pid(&*plugin)));
    drop(plugin);
    assert!(!folder.exists());
    eventually("the process is gone", || !is_alive(&pid)).await;
}

#[test]
fn a_runtime_that_shuts_down_takes_its_plugins_with_it() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let plugin: Arc<dyn PluginHandle> = first.block_on(Own::new().load()).unwrap();
    let pid = pid(&*plugin);
    drop(first);
    runtime().block_on(async {
        let gone = plugin.call("echo", &["hi".into()]).await;
        assert!(matches!(gone, Err(Error::Ended { cause, .. }) if *cause == EndCause::Stopped));
        eventually("the process is gone", || !is_alive(&pid)).await;
    });
}
