//! The host's side of the resources that the tests use: buckets that are counted.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use amphi_host::{CallContext, Host as AmphiHost, ImportError};

use super::resources::conformance::resources::kv::{self, Bucket, BucketBorrow, Pair};
use super::resources::{Resources, exports};
use super::{Bench, Fixture};

/// Makes buckets, and knows how many there are.
#[derive(Clone, Default)]
pub struct Buckets {
    pub live: Arc<AtomicUsize>,
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

/// The plugin with resources, loaded.
pub struct WithResources {
    pub host: AmphiHost,
    pub plugin: Resources,
    pub buckets: Buckets,
}

impl WithResources {
    pub async fn load(bench: Bench) -> Self {
        let host = bench.host(Fixture::Resources).await;
        let buckets = Buckets::default();
        let plugin = host.load_with::<Resources>("resources", buckets.clone()).await.unwrap();
        Self { host, plugin, buckets }
    }

    pub fn documents(&self) -> exports::conformance::resources::documents::Client {
        self.plugin.documents()
    }
}
