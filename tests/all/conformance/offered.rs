//! Resources that a host offers without static types.

use std::sync::Arc;

use amphi_host::{Error, HandleProblem, Host, HostResource, PluginHandle, Value};

use crate::bench::{Bench, Contents, Fixture, Shelf, WithResources, eventually};

struct Loaded {
    _host: Host,
    handle: Arc<dyn PluginHandle>,
    shelf: Arc<Shelf>,
    bucket: HostResource,
}

impl Loaded {
    async fn new(bench: Bench) -> Self {
        let host = bench.host(Fixture::Resources).await;
        let shelf = Arc::<Shelf>::default();
        let bucket = shelf.resource();
        let handle = host.load_dynamic("resources", shelf.imports(&bucket)).await.unwrap();
        Self { _host: host, handle, shelf, bucket }
    }

    async fn call(&self, function: &str, args: &[Value]) -> Option<Value> {
        self.handle.call(function, args).await.unwrap()
    }
}

fn texts(all: &[&str]) -> Option<Value> {
    Some(Value::list(all.iter().map(|text| Value::from(*text)).collect::<Vec<_>>()))
}

/// A plugin makes, uses, lends, gives and drops them, and cannot tell.
pub async fn a_host_offers_resources_without_types(bench: Bench) {
    let loaded = Loaded::new(bench).await;
    let seen = loaded.call("conformance:resources/user#tour", &[]).await;
    assert_eq!(seen, texts(&["value", "None", "a bucket has a name", "first", "of it", "first", "first, too"]));
    let seen = loaded.call("conformance:resources/lending#tour", &[]).await;
    let expected = [
        "first",
        "second",
        "first",
        "Some(\"value\")",
        "None",
        "nowhere",
        "second",
        "key of first",
        "first and second",
        "first alone",
        "second",
        "none",
        "first",
    ];
    assert_eq!(seen, texts(&expected));
    // Each drop has reached the host, once.
    eventually("every bucket is dropped", || loaded.shelf.live() == 0).await;
}

/// The host gives and lends them to the plugin, wherever they stand.
pub async fn a_host_passes_its_resources_as_values(bench: Bench) {
    let loaded = Loaded::new(bench).await;
    let make = |name: &str| {
        let rep = loaded.shelf.add(name);
        (rep, loaded.bucket.value(rep))
    };
    let ((one_rep, one), (two_rep, two)) = (make("one"), make("two"));
    loaded.shelf.set(two_rep, "key", "inside");
    assert_eq!(loaded.call("visit", &[one.clone(), "key".into()]).await, Some("".into()));
    assert_eq!(loaded.shelf.get(one_rep, "visited").as_deref(), Some("key"));
    let view = Value::record([("bucket", one.clone()), ("key", "key".into())]);
    let looked = loaded.call("look", &[view.clone(), Value::option(Some(two.clone()))]).await;
    assert_eq!(looked, Some("inside".into()));
    let located = loaded.call("locate", &[Value::variant("inside", Some(view))]).await;
    assert_eq!(located, Some("key of one".into()));
    let doc = loaded.call("[constructor]doc", &["text".into()]).await.unwrap();
    let both = loaded.call("both", &[Value::Tuple(vec![doc, one.clone()])]).await;
    assert_eq!(both, Some("text in one".into()));

    loaded.call("keep", &[one]).await;
    loaded.call("keep", std::slice::from_ref(&two)).await;
    let Some(Value::Option(Some(back))) = loaded.call("give", &[]).await else { panic!("it gives one back") };
    assert_eq!(loaded.bucket.rep(&back), Ok(two_rep));
    drop((back, two));
    eventually("one is left", || loaded.shelf.live() == 1).await;
    loaded.call("release", &[]).await;
    eventually("none is left", || loaded.shelf.live() == 0).await;
}

pub async fn a_value_that_is_no_resource_of_the_host_is_refused(bench: Bench) {
    let loaded = Loaded::new(bench).await;
    let doc = loaded.call("[constructor]doc", &["a plugin's".into()]).await.unwrap();
    let other = HostResource::new(Some("conformance:resources/kv@1.0.0"), "other", |_| {});
    let forged = Value::Handle(amphi_host::Handle::bare(1));
    let wrong = [
        (doc.clone(), HandleProblem::OtherType),
        (other.value(1), HandleProblem::OtherType),
        (forged, HandleProblem::Foreign),
    ];
    for (wrong, expected) in wrong {
        assert_eq!(loaded.bucket.rep(&wrong), Err(HandleProblem::OtherType));
        let refused = loaded.handle.call("visit", &[wrong, "key".into()]).await;
        assert!(matches!(&refused, Err(Error::Handle { problem, .. }) if *problem == expected), "{refused:?}");
    }
    // A bucket is no document either, and nothing else has happened.
    let rep = loaded.shelf.add("one");
    let bucket = loaded.bucket.value(rep);
    let refused = loaded.handle.call("doc.text", std::slice::from_ref(&bucket)).await;
    assert!(matches!(refused, Err(Error::Handle { .. })), "{refused:?}");
    assert_eq!(loaded.call("doc.text", &[doc]).await, Some("a plugin's".into()));
    drop(bucket);
    assert_eq!(loaded.shelf.live(), 0);
}

pub async fn resources_without_types_end_with_the_instance(bench: Bench) {
    let loaded = Loaded::new(bench).await;
    loaded.call("hoard", &[50_u32.into()]).await;
    let kept = loaded.bucket.value(loaded.shelf.add("kept"));
    loaded.call("keep", std::slice::from_ref(&kept)).await;
    assert_eq!(loaded.shelf.live(), 51);
    loaded.handle.stop().await.unwrap();
    eventually("the host has its own back", || loaded.shelf.live() == 1).await;
    drop(kept);
    assert_eq!(loaded.shelf.live(), 0);
}

/// What a plugin gives back of a host with static types is an opaque value, which it can be given again.
pub async fn a_resource_of_a_typed_host_is_a_value(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let handle = loaded.host.plugin("resources").unwrap();
    let fetched = handle.call("fetch", &["bucket".into()]).await.unwrap();
    let Some(Value::Record(fields)) = fetched else { panic!("{fetched:?}") };
    let bucket = fields.first().map(|(_, bucket)| bucket.clone()).unwrap();
    assert_eq!(handle.call("visit", &[bucket.clone(), "key".into()]).await.unwrap(), Some("".into()));
    handle.call("keep", std::slice::from_ref(&bucket)).await.unwrap();
    let typed = loaded.plugin.user().give().await.unwrap().unwrap();
    assert_eq!(typed.value::<Contents>().unwrap().get("visited").as_deref(), Some("key"));
    assert_eq!(loaded.buckets.live(), 1);
    drop((typed, bucket, fields));
    eventually("the bucket is dropped", || loaded.buckets.live() == 0).await;
    while loaded.documents().live().await.unwrap() > 0 {}
}
