//! What tests stand on: fixtures, a host with answers, and bounded waits.

mod answers;
mod bindings;
mod buckets;
mod events;
mod fixture;
mod gates;
pub mod generated;
mod outside;
mod pails;
mod shelf;
mod wait;

pub use answers::Answers;
pub use bindings::{
    changed, concurrent, conformance, counting, elder, later_documents, nested, newer, next_major, relay, resources,
    streams,
};
pub use buckets::{Buckets, Contents, WithResources};
pub use events::{Events, Seen};
pub use fixture::Fixture;
pub use gates::Gates;
pub use outside::Outside;
pub use pails::{Pails, name as name_of};
pub use shelf::Shelf;
pub use wait::{eventually, within};

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use amphi_host::config::{CacheConfig, Execution, Latency};
use amphi_host::{Backend, Error, Host, HostBuilder, PluginConfig, PluginHandle};

use conformance::Conformance;

/// One way of running a plugin, for a behaviour to be tried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bench {
    /// A process.
    Native,
    /// A process whose callers read their own answers.
    Spin,
    /// A component that yields.
    Wasm,
    /// A component on the caller's thread.
    Inline,
}

/// The suite's plugin, loaded, with everything that is around it.
pub struct Loaded {
    pub host: Host,
    pub plugin: Conformance,
    pub answers: Answers,
}

impl Bench {
    pub fn backend(self) -> Backend {
        match self {
            Self::Native | Self::Spin => Backend::Native,
            Self::Wasm | Self::Inline => Backend::Wasm,
        }
    }

    pub fn is_native(self) -> bool {
        self.backend() == Backend::Native
    }

    /// The configuration of a fixture as this bench runs it.
    pub fn config(self, fixture: Fixture) -> PluginConfig {
        let mut config = PluginConfig::new(fixture.path(self.backend()), self.backend());
        match self {
            Self::Inline => config.wasm.execution = Execution::Inline,
            Self::Spin => config.native.latency = Latency::Spin,
            Self::Native | Self::Wasm => {}
        }
        config
    }

    /// A host that knows one plugin, by the fixture's name.
    pub async fn host(self, fixture: Fixture) -> Host {
        builder().plugin(fixture.name(), self.config(fixture)).build().await.unwrap()
    }

    /// The suite's plugin with every setting at its default.
    pub async fn load(self) -> Loaded {
        self.load_with(|_| {}).await
    }

    /// The suite's plugin with some settings changed.
    pub async fn load_with(self, change: impl FnOnce(&mut PluginConfig)) -> Loaded {
        self.try_load(change).await.unwrap()
    }

    pub async fn try_load(self, change: impl FnOnce(&mut PluginConfig)) -> Result<Loaded, Error> {
        let mut config = self.config(Fixture::Conformance);
        change(&mut config);
        let host = builder().plugin("conformance", config).build().await?;
        let answers = Answers::default();
        let plugin = host.load_with::<Conformance>("conformance", answers.clone()).await?;
        Ok(Loaded { host, plugin, answers })
    }
}

impl Loaded {
    /// The same plugin without its types.
    pub fn handle(&self) -> Arc<dyn PluginHandle> {
        self.host.plugin("conformance").unwrap()
    }
}

/// A host whose compiled components are the tests' own: a second run need not compile them again.
pub fn builder() -> HostBuilder {
    Host::builder().cache(CacheConfig::in_folder(concat!(env!("CARGO_TARGET_TMPDIR"), "/components")))
}

/// Runs a behaviour to its end on a runtime of its own.
pub fn run<F: Future<Output = ()>>(bench: Bench, behaviour: impl FnOnce(Bench) -> F) {
    block_on(behaviour(bench));
}

/// Runs a test to its end on a runtime of its own.
pub fn block_on<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let done = runtime.block_on(within(TEST_TIMEOUT, test));
    runtime.shutdown_timeout(Duration::from_secs(5));
    done
}

/// How long any one test may take. Far more than any does, so that a busy machine fails none.
const TEST_TIMEOUT: Duration = Duration::from_secs(90);
