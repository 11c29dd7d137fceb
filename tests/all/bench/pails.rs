//! The host's side of the plugin that moves streams of resources: buckets that are counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use amphi_host::{CallContext, ImportError, StreamReader};
use futures_util::TryStreamExt;

use super::nested::nested::suite::kv::{self, Bucket};

/// Makes buckets, and knows how many there are.
#[derive(Clone, Default)]
pub struct Pails {
    live: Arc<AtomicUsize>,
}

/// A bucket of the host.
pub struct Pail {
    pub name: String,
    live: Arc<AtomicUsize>,
}

impl Pails {
    pub fn live(&self) -> usize {
        self.live.load(Ordering::SeqCst)
    }

    pub fn bucket(&self, name: &str) -> Bucket {
        self.live.fetch_add(1, Ordering::SeqCst);
        Bucket::new(Pail { name: name.into(), live: Arc::clone(&self.live) })
    }

    /// Makes each when it is asked for.
    pub fn buckets(&self, names: &[&str]) -> StreamReader<Bucket> {
        let (own, names): (_, Vec<_>) = (self.clone(), names.iter().map(|name| name.to_string()).collect());
        StreamReader::from_stream(futures_util::stream::iter(names.into_iter().map(move |name| Ok(own.bucket(&name)))))
    }
}

impl Drop for Pail {
    fn drop(&mut self) {
        self.live.fetch_sub(1, Ordering::SeqCst);
    }
}

impl kv::HostBucket for Pail {
    async fn name(&self, _cx: &CallContext) -> Result<String, ImportError> {
        Ok(self.name.clone())
    }
}

impl kv::Host for Pails {
    type Bucket = Pail;

    async fn new_bucket(&self, _cx: &CallContext, name: String) -> Result<Bucket, ImportError> {
        Ok(self.bucket(&name))
    }

    async fn open(&self, _cx: &CallContext, names: Vec<String>) -> Result<StreamReader<Bucket>, ImportError> {
        Ok(self.buckets(&names.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    async fn close(&self, _cx: &CallContext, buckets: StreamReader<Bucket>) -> Result<Vec<String>, ImportError> {
        let names = buckets.and_then(|bucket| async move { Ok(name(&bucket)) }).try_collect().await;
        names.map_err(|error| ImportError::new(error.to_string()))
    }
}

pub fn name(bucket: &Bucket) -> String {
    bucket.value::<Pail>().unwrap().name.clone()
}
