//! What nobody should send. Each comes to a typed error, within its time, and leaves nothing behind.

mod component;
mod configuration;
mod connection;
mod ending;
mod executable;
mod handshake;
mod integrity;
mod killed;
mod leftovers;
mod session;
mod streams;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use amphi_host::config::Tls;
use amphi_host::{Backend, Error, Host, NoImports, PluginConfig, PluginHandle, StartFailure};

use crate::bench::{Fixture, builder, eventually, within};

/// How long a start may take; a fault that is waited out takes that long.
const START_TIMEOUT: Duration = Duration::from_millis(1500);

/// What anything here may take, on a machine that is busy with other tests.
const BOUND: Duration = Duration::from_secs(45);

/// The process that breaks the protocol, told how.
async fn host(fault: &str) -> Host {
    let mut config = PluginConfig::new(Fixture::Fault.path(Backend::Native), Backend::Native);
    config.permissions.args = fault.split_whitespace().map(str::to_string).collect();
    config.native.tls = if fault.contains("/plain/") { Tls::Off } else { Tls::Auto };
    config.native.start_timeout = START_TIMEOUT;
    config.native.stop.ask = Duration::from_millis(100);
    config.native.stop.term = Duration::from_millis(500);
    builder().plugin("fault", config).build().await.unwrap()
}

async fn load(fault: &str) -> Result<Arc<dyn PluginHandle>, Error> {
    within(BOUND, host(fault).await.load_dynamic("fault", NoImports)).await
}

/// The diagnosis of a start that must fail.
async fn failure(fault: &str) -> StartFailure {
    match load(fault).await {
        Err(Error::Start { failure, .. }) => {
            no_process_is_left(fault).await;
            *failure
        }
        Err(other) => panic!("{fault}: {other}"),
        Ok(_) => panic!("{fault}: it was loaded"),
    }
}

/// Waits until no process of ours has this argument; a host's plugins end with it.
async fn no_process_is_left(fault: &str) {
    let own = std::process::id();
    eventually("no process is left", || processes_with(fault, own).is_empty()).await;
}

/// The children of this process with an argument.
fn processes_with(argument: &str, parent: u32) -> Vec<PathBuf> {
    let Ok(processes) = std::fs::read_dir("/proc") else { return Vec::new() };
    let is_ours = |folder: &PathBuf| {
        let arguments = std::fs::read(folder.join("cmdline")).unwrap_or_default();
        let status = std::fs::read_to_string(folder.join("status")).unwrap_or_default();
        let parent = format!("PPid:\t{parent}\n");
        arguments.split(|byte| *byte == 0).any(|word| word == argument.as_bytes()) && status.contains(&parent)
    };
    processes.flatten().map(|entry| entry.path()).filter(is_ours).collect()
}
