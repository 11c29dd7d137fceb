//! What nobody should send. Each comes to a typed error, within its time, and leaves nothing behind.

/// Makes a test of each fault in answer to a call after which the session cannot go on: what the faults' names begin with,
/// then each test's name, its fault, and the end that must be told.
macro_rules! ends {
    ($prefix:literal, $($name:ident($fault:literal): $cause:pat,)*) => {$(
        #[test]
        fn $name() {
            crate::bench::block_on(async {
                let fault = concat!($prefix, $fault);
                let (answer, handle) = super::poke(fault).await;
                match answer {
                    Err(Error::Ended { cause, .. }) => assert!(matches!(*cause, $cause), "{cause:?}"),
                    other => panic!("{other:?}"),
                }
                // The next call fails at once, and the same way.
                let next = handle.call("poke", &[1_u32.into()]).await;
                assert!(matches!(next, Err(Error::Ended { .. })), "{next:?}");
                super::no_process_is_left(fault).await;
            });
        }
    )*};
}

/// The same of each fault that spoils one call at most: its name, its fault, and the answer.
macro_rules! survives {
    ($prefix:literal, $($name:ident($fault:literal): $answer:pat,)*) => {$(
        #[test]
        fn $name() {
            crate::bench::block_on(async {
                let fault = concat!($prefix, $fault);
                let (answer, handle) = super::poke(fault).await;
                assert!(matches!(answer, $answer), "{answer:?}");
                crate::bench::within(super::BOUND, handle.stop()).await.unwrap();
                super::no_process_is_left(fault).await;
            });
        }
    )*};
}

mod component;
mod configuration;
mod connection;
mod ending;
mod executable;
mod flood;
mod flow;
#[cfg(target_os = "linux")]
mod folders;
mod handshake;
mod integrity;
mod killed;
mod leftovers;
mod resources;
mod session;
mod streams;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use amphi_host::config::Tls;
use amphi_host::{
    Backend, DynamicImports, Error, Host, HostResource, NoImports, PluginConfig, PluginHandle, StartFailure, Type,
    Value,
};

use crate::bench::{Bench, Fixture, builder, eventually, within};

/// How long a start may take; a fault that is waited out takes that long.
const START_TIMEOUT: Duration = Duration::from_millis(1500);

/// What anything here may take, on a machine that is busy with other tests.
const BOUND: Duration = Duration::from_secs(45);

/// The process that breaks the protocol, told how, and a neighbour that must not notice.
async fn host(fault: &str) -> Host {
    builder()
        .plugin("fault", config(fault))
        .plugin("neighbour", Bench::Native.config(Fixture::Other))
        .build()
        .await
        .unwrap()
}

fn config(fault: &str) -> PluginConfig {
    let mut config = PluginConfig::new(Fixture::Fault.path(Backend::Native), Backend::Native);
    config.permissions.args = fault.split_whitespace().map(str::to_string).collect();
    config.native.tls = if fault.contains("/plain/") { Tls::Off } else { Tls::Auto };
    config.native.start_timeout = START_TIMEOUT;
    config.native.stop.ask = Duration::from_millis(100);
    config.native.stop.term = Duration::from_millis(500);
    config
}

/// What a host answers to the process: nothing, ever, but for jars that nobody counts.
fn imports() -> DynamicImports {
    imports_with(&HostResource::new(Some("store"), "jar", |_| {}), || 0)
}

/// The same with jars that somebody counts: each that is opened is told by its number.
fn imports_with(jar: &HostResource, open: impl Fn() -> u64 + Send + Sync + 'static) -> DynamicImports {
    let wait = |_, _| std::future::pending();
    let opened = jar.clone();
    let open = move |_, _| std::future::ready(Ok(Some(opened.value(open()))));
    let nothing = |_, _| std::future::ready(Ok(None));
    let shelf = Type::record([("jars", Type::list(jar.own()))]);
    DynamicImports::new()
        .func(None, "wait", [("bytes", Type::list(Type::U8))], None, wait)
        .and_then(|imports| imports.resource(jar))
        .and_then(|imports| imports.func(Some("store"), "open", [], Some(jar.own()), open))
        .and_then(|imports| imports.func(Some("store"), "close", [("of", shelf)], None, nothing))
        .and_then(|imports| imports.func(Some("store"), "look", [("at", Type::list(jar.borrow()))], None, nothing))
        .unwrap()
}

async fn load_in(host: &Host) -> Result<Arc<dyn PluginHandle>, Error> {
    within(BOUND, host.load_dynamic("fault", imports())).await
}

async fn load(fault: &str) -> Result<Arc<dyn PluginHandle>, Error> {
    let host = host(fault).await;
    let neighbour = Neighbour::load(&host).await;
    let loaded = load_in(&host).await;
    neighbour.answers().await;
    loaded
}

/// Has the plugin break the protocol in answer to a call, and gives what the caller gets.
async fn poke(fault: &str) -> (Result<Option<Value>, Error>, Arc<dyn PluginHandle>) {
    let host = host(fault).await;
    let neighbour = Neighbour::load(&host).await;
    let handle = load_in(&host).await.unwrap();
    let soon = amphi_host::CallContext::root().with_timeout(Duration::from_secs(5));
    let answer = within(BOUND, handle.call_in(&soon, "poke", &[1_u32.into()])).await;
    neighbour.answers().await;
    (answer, handle)
}

/// Another plugin of the same host, which has done nothing wrong.
struct Neighbour(Arc<dyn PluginHandle>);

impl Neighbour {
    async fn load(host: &Host) -> Self {
        Self(within(BOUND, host.load_dynamic("neighbour", NoImports)).await.unwrap())
    }

    async fn answers(&self) {
        let sum = within(BOUND, self.0.call("add", &[1_u32.into()])).await.unwrap();
        assert!(matches!(sum, Some(Value::S64(_))), "{sum:?}");
    }
}

/// Runs a test as somebody who may not do everything, even where the tests run as root.
#[cfg(target_os = "linux")]
fn unprivileged<T: Send>(test: impl FnOnce() -> T + Send) -> T {
    use rustix::thread::{CapabilitySet, CapabilitySets, set_capabilities};

    let none = CapabilitySet::empty();
    std::thread::scope(|scope| {
        // Of one thread, and of those that it starts.
        let thread = scope.spawn(move || {
            set_capabilities(None, CapabilitySets { effective: none, permitted: none, inheritable: none }).unwrap();
            test()
        });
        thread.join().unwrap()
    })
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
