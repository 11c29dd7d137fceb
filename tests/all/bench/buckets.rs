//! The host's side of the resources that the tests use: buckets that are counted.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use amphi_host::{CallContext, Host as AmphiHost, ImportError, PluginConfig};
use tokio::sync::Semaphore;

use super::resources::conformance::resources::kv::{self, Bucket, BucketBorrow, Pair};
use super::resources::conformance::resources::loans::{self, Spot, View};
use super::resources::{Resources, exports};
use super::{Bench, Fixture, builder};

/// Makes buckets, and knows how many there are.
#[derive(Clone, Default)]
pub struct Buckets {
    pub live: Arc<AtomicUsize>,
    slow: Arc<Slow>,
}

/// Where one waits for the bucket of the name `slow`.
struct Slow {
    asked: Semaphore,
    ready: Semaphore,
}

impl Default for Slow {
    fn default() -> Self {
        Self { asked: Semaphore::new(0), ready: Semaphore::new(0) }
    }
}

/// A bucket of the host.
pub struct Contents {
    name: String,
    values: Mutex<BTreeMap<String, String>>,
    live: Arc<AtomicUsize>,
}

impl Buckets {
    pub fn live(&self) -> usize {
        self.live.load(Ordering::SeqCst)
    }

    /// Waits until the slow bucket is asked for.
    pub async fn asked(&self) {
        self.slow.asked.acquire().await.unwrap().forget();
    }

    /// Lets go of the slow bucket, once.
    pub fn ready(&self) {
        self.slow.ready.add_permits(1);
    }

    pub fn bucket(&self, name: &str) -> Bucket {
        self.live.fetch_add(1, Ordering::SeqCst);
        Bucket::new(Contents { name: name.into(), values: Mutex::default(), live: Arc::clone(&self.live) })
    }
}

impl Contents {
    pub fn get(&self, key: &str) -> Option<String> {
        self.values.lock().unwrap().get(key).cloned()
    }

    pub fn set(&self, key: &str, value: &str) {
        self.values.lock().unwrap().insert(key.into(), value.into());
    }
}

impl Drop for Contents {
    fn drop(&mut self) {
        self.live.fetch_sub(1, Ordering::SeqCst);
    }
}

impl kv::HostBucket for Contents {
    async fn name(&self, _cx: &CallContext) -> Result<String, ImportError> {
        Ok(self.name.clone())
    }

    async fn get(&self, _cx: &CallContext, key: String) -> Result<Option<String>, ImportError> {
        Ok(Self::get(self, &key))
    }

    async fn set(&self, _cx: &CallContext, key: String, value: String) -> Result<(), ImportError> {
        Self::set(self, &key, &value);
        Ok(())
    }
}

impl kv::Host for Buckets {
    type Bucket = Contents;

    async fn new_bucket(&self, _cx: &CallContext, name: String) -> Result<Bucket, ImportError> {
        Ok(self.bucket(&name))
    }

    async fn bucket_merge(&self, _cx: &CallContext, a: Bucket, b: BucketBorrow) -> Result<Bucket, ImportError> {
        let (from, to) = (b.value::<Contents>()?, a.value::<Contents>()?);
        let values = from.values.lock().unwrap().clone();
        to.values.lock().unwrap().extend(values);
        Ok(a)
    }

    async fn open(&self, _cx: &CallContext, name: String) -> Result<Result<Bucket, String>, ImportError> {
        if name == "slow" {
            self.slow.asked.add_permits(1);
            self.slow.ready.acquire().await?.forget();
        }
        Ok(if name.is_empty() { Err("a bucket has a name".to_string()) } else { Ok(self.bucket(&name)) })
    }

    async fn split(&self, _cx: &CallContext, bucket: Bucket) -> Result<Pair, ImportError> {
        let right = self.bucket(&format!("{}, too", bucket.value::<Contents>()?.name));
        Ok(Pair { left: bucket, right: Some(right) })
    }

    async fn close(&self, _cx: &CallContext, bucket: Bucket) -> Result<(), ImportError> {
        drop(bucket);
        Ok(())
    }
}

impl loans::Host for Buckets {
    async fn names(&self, _cx: &CallContext, of: Vec<BucketBorrow>) -> Result<Vec<String>, ImportError> {
        of.iter().map(name).collect()
    }

    async fn read(&self, _cx: &CallContext, of: Vec<View>) -> Result<Vec<Option<String>>, ImportError> {
        of.iter().map(|view| Ok(view.bucket.value::<Contents>()?.get(&view.key))).collect()
    }

    async fn locate(&self, _cx: &CallContext, of: Spot) -> Result<String, ImportError> {
        match of {
            Spot::Nowhere => Ok("nowhere".to_string()),
            Spot::At(bucket) => name(&bucket),
            Spot::Inside(view) => Ok(format!("{} of {}", view.key, name(&view.bucket)?)),
        }
    }

    async fn weigh(
        &self,
        _cx: &CallContext,
        (first, between, last): (BucketBorrow, String, Option<BucketBorrow>),
    ) -> Result<String, ImportError> {
        let last = last.as_ref().map(name).transpose()?;
        Ok(format!("{}{between}{}", name(&first)?, last.unwrap_or_default()))
    }

    async fn check(&self, _cx: &CallContext, of: Result<BucketBorrow, String>) -> Result<String, ImportError> {
        match of {
            Ok(bucket) => name(&bucket),
            Err(error) => Ok(error),
        }
    }
}

fn name(bucket: &BucketBorrow) -> Result<String, ImportError> {
    Ok(bucket.value::<Contents>()?.name.clone())
}

/// The plugin with resources, loaded.
pub struct WithResources {
    pub host: AmphiHost,
    pub plugin: Resources,
    pub buckets: Buckets,
}

impl WithResources {
    pub async fn load(bench: Bench) -> Self {
        Self::load_with(bench, |_| {}).await
    }

    /// With some settings changed.
    pub async fn load_with(bench: Bench, change: impl FnOnce(&mut PluginConfig)) -> Self {
        let mut config = bench.config(Fixture::Resources);
        change(&mut config);
        let host = builder().plugin("resources", config).build().await.unwrap();
        let buckets = Buckets::default();
        let plugin = host.load_with::<Resources>("resources", buckets.clone()).await.unwrap();
        Self { host, plugin, buckets }
    }

    pub fn documents(&self) -> exports::conformance::resources::documents::Client {
        self.plugin.documents()
    }
}
