//! Resources: of the plugin and of the host, in every place where one may stand.

use amphi_host::config::InstanceUse;
use amphi_host::{Error, HandleProblem, Host, Value};
use futures_util::future::join_all;

use crate::bench::resources::Resources;
use crate::bench::resources::exports::conformance::resources::documents::{Checked, Doc, Entry, Found};
use crate::bench::{Bench, Buckets, Contents, Fixture, WithResources, builder, eventually};

pub async fn a_resource_is_made_used_and_dropped(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let documents = loaded.documents();
    let doc = Doc::new(&documents, "one").await.unwrap();
    doc.append(" two").await.unwrap();
    assert_eq!(doc.text().await.unwrap(), "one two");
    let short = Doc::new(&documents, "a").await.unwrap();
    assert!(doc.longer(&short).await.unwrap());
    assert!(!short.longer(&doc).await.unwrap());
    assert!(!doc.longer(&doc).await.unwrap());
    assert_eq!(documents.live().await.unwrap(), 2);
    drop(doc);
    // A drop comes before every call that is made after it.
    assert_eq!(documents.live().await.unwrap(), 1);
    assert_eq!(short.text().await.unwrap(), "a");
}

pub async fn constructors_and_statics_may_fail(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let documents = loaded.documents();
    assert_eq!(Doc::parse(&documents, "").await.unwrap().unwrap_err(), "it is empty");
    assert_eq!(Doc::parse(&documents, "text").await.unwrap().unwrap().text().await.unwrap(), "text");
    assert_eq!(Checked::new(&documents, "bad").await.unwrap().unwrap_err(), "bad");
    assert!(Checked::new(&documents, "good").await.unwrap().unwrap().is_good().await.unwrap());
}

pub async fn a_resource_may_be_given_back(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let documents = loaded.documents();
    let (a, b) = (Doc::new(&documents, "a").await.unwrap(), Doc::new(&documents, "b").await.unwrap());
    let joined = Doc::join(&documents, a, b).await.unwrap();
    assert_eq!(joined.text().await.unwrap(), "ab");
    assert_eq!(documents.live().await.unwrap(), 1);
}

pub async fn resources_stand_inside_of_other_types(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let documents = loaded.documents();
    assert!(matches!(documents.find(&[]).await.unwrap(), Found::Nothing));
    let Found::One(one) = documents.find(&["x".into()]).await.unwrap() else { panic!("there is one") };
    assert_eq!(one.text().await.unwrap(), "x");
    let names = ["a".to_string(), "b".to_string(), "c".to_string()];
    let Found::Several(several) = documents.find(&names).await.unwrap() else { panic!("there are several") };
    for (entry, name) in several.iter().zip(&names) {
        assert_eq!((&entry.name, &entry.doc.text().await.unwrap()), (name, name));
    }
    assert_eq!(documents.live().await.unwrap(), 4);
    let first = documents.store(several).await.unwrap().unwrap();
    assert_eq!(first.text().await.unwrap(), "a");
    documents.clear().await.unwrap();
    assert_eq!(documents.live().await.unwrap(), 2);
    assert_eq!(documents.all((Some(one), Err(first))).await.unwrap(), "xa");
    assert_eq!(documents.live().await.unwrap(), 0);
    assert!(documents.store(Vec::<Entry>::new()).await.unwrap().is_none());
}

pub async fn a_plugin_uses_resources_of_its_host(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let seen = loaded.plugin.user().tour().await.unwrap();
    assert_eq!(seen, ["value", "None", "a bucket has a name", "first", "of it", "first", "first, too"]);
    eventually("every bucket is dropped", || loaded.buckets.live() == 0).await;
}

pub async fn a_host_lends_and_gives_its_resources(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let user = loaded.plugin.user();
    let bucket = loaded.buckets.bucket("lent");
    bucket.value::<Contents>().unwrap().set("key", "inside");
    assert_eq!(user.visit(&bucket, "key").await.unwrap(), "inside");
    assert_eq!(user.visit(&bucket, "no key").await.unwrap(), "");
    assert_eq!(bucket.value::<Contents>().unwrap().get("visited").as_deref(), Some("no key"));
    user.keep(bucket).await.unwrap();
    user.keep(loaded.buckets.bucket("another")).await.unwrap();
    assert_eq!(loaded.buckets.live(), 2);
    let back = user.give().await.unwrap().unwrap();
    assert_eq!(back.value::<Contents>().unwrap().get("key"), None);
    drop(back);
    let first = user.give().await.unwrap().unwrap();
    assert_eq!(first.value::<Contents>().unwrap().get("key").as_deref(), Some("inside"));
    assert!(user.give().await.unwrap().is_none());
    drop(first);
    assert_eq!(loaded.buckets.live(), 0);
}

pub async fn a_resource_belongs_to_its_instance(bench: Bench) {
    let (one, other) = (WithResources::load(bench).await, WithResources::load(bench).await);
    let (of_one, of_other) = (one.documents(), other.documents());
    let doc = Doc::new(&of_one, "one's").await.unwrap();
    let foreign = Doc::new(&of_other, "the other's").await.unwrap();
    let refused = doc.longer(&foreign).await;
    assert!(matches!(refused, Err(Error::Handle { problem: HandleProblem::Foreign, .. })), "{refused:?}");
    let refused = of_one.store(vec![Entry { name: "x".into(), doc: foreign }]).await;
    assert!(matches!(refused, Err(Error::Handle { problem: HandleProblem::Foreign, .. })), "{refused:?}");
    // What was refused was dropped where it belongs, and nothing else happened.
    assert_eq!(of_other.live().await.unwrap(), 0);
    assert_eq!(doc.text().await.unwrap(), "one's");
}

pub async fn a_resource_is_not_lent_and_given_at_once(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let documents = loaded.documents();
    let handle = loaded.host.plugin("resources").unwrap();
    let doc = handle.call("doc", &["dynamic".into()]).await.unwrap().unwrap();
    let twice = handle.call("doc.join", &[doc.clone(), doc.clone()]).await;
    assert!(matches!(twice, Err(Error::Handle { problem: HandleProblem::Gone, .. })), "{twice:?}");
    // It is still there.
    assert_eq!(handle.call("doc.text", std::slice::from_ref(&doc)).await.unwrap(), Some("dynamic".into()));
    drop(doc);
    assert_eq!(documents.live().await.unwrap(), 0);
}

pub async fn resources_are_opaque_values(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let documents = loaded.documents();
    let handle = loaded.host.plugin("resources").unwrap();
    let doc = handle.call("conformance:resources/documents#doc", &["text".into()]).await.unwrap().unwrap();
    assert_eq!(doc.kind(), "resource");
    assert_eq!(handle.call("doc.text", std::slice::from_ref(&doc)).await.unwrap(), Some("text".into()));
    let names = Value::list(["a".into(), "b".into()]);
    let found = handle.call("find", &[names]).await.unwrap().unwrap();
    let Value::Variant(case, Some(entries)) = found else { panic!("{found:?}") };
    assert_eq!(&*case, "several");
    let first = handle.call("store", &[*entries]).await.unwrap().unwrap();
    let Value::Option(Some(first)) = first else { panic!("{first:?}") };
    assert_eq!(handle.call("doc.text", &[(*first).clone()]).await.unwrap(), Some("a".into()));
    handle.call("clear", &[]).await.unwrap();
    assert_eq!(documents.live().await.unwrap(), 2);

    // Given away, it is gone, whoever still has it.
    let all = Value::Tuple(vec![Value::option(Some(doc.clone())), Value::ok(Some((*first).clone()))]);
    assert_eq!(handle.call("all", &[all]).await.unwrap(), Some("texta".into()));
    let stale = handle.call("doc.text", &[doc]).await;
    assert!(matches!(stale, Err(Error::Handle { problem: HandleProblem::Gone, .. })), "{stale:?}");
    assert_eq!(documents.live().await.unwrap(), 0);

    // Neither a number nor a resource of another type will do.
    let checked = handle.call("checked", &["good".into()]).await.unwrap().unwrap();
    let Value::Result(Ok(Some(checked))) = checked else { panic!("{checked:?}") };
    let wrong = handle.call("doc.text", &[*checked]).await;
    assert!(matches!(wrong, Err(Error::Handle { problem: HandleProblem::OtherType, .. })), "{wrong:?}");
    let forged = Value::Handle(amphi_host::Handle::bare(1));
    let forged = handle.call("doc.text", &[forged]).await;
    assert!(matches!(forged, Err(Error::Handle { problem: HandleProblem::Foreign, .. })), "{forged:?}");
    assert!(matches!(handle.call("doc.text", &[1_u64.into()]).await, Err(Error::Arguments { .. })));
}

pub async fn resources_are_limited(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let documents = loaded.documents();
    let many = documents.flood(9_000).await.unwrap();
    let refused = documents.flood(2_000).await;
    assert!(matches!(refused, Err(Error::OverLimit { .. })), "{:?}", refused.map(|docs| docs.len()));
    // What was refused is not kept.
    eventually_live(&documents, 9_000).await;
    drop(many);
    eventually_live(&documents, 0).await;
    assert_eq!(documents.flood(9_000).await.unwrap().len(), 9_000);
}

async fn eventually_live(
    documents: &crate::bench::resources::exports::conformance::resources::documents::Client,
    expected: u32,
) {
    for _ in 0..100 {
        if documents.live().await.unwrap() == expected {
            return;
        }
    }
    assert_eq!(documents.live().await.unwrap(), expected);
}

async fn several(bench: Bench, usage: InstanceUse, instances: u32) -> (Host, Resources) {
    let mut config = bench.config(Fixture::Resources);
    config.instance = usage;
    config.instances = Some(instances);
    let host = builder().plugin("resources", config).build().await.unwrap();
    let plugin = host.load_with::<Resources>("resources", Buckets::default()).await.unwrap();
    (host, plugin)
}

/// A resource belongs to one instance, and its methods go there, whichever that is.
pub async fn methods_go_to_the_instance_of_their_resource(bench: Bench) {
    for usage in [InstanceUse::Shared, InstanceUse::Pooled] {
        let (host, plugin) = several(bench, usage, 3).await;
        let documents = plugin.documents();
        let make = (0..9).map(async |number: u32| Doc::new(&documents, &number.to_string()).await.unwrap());
        let docs = join_all(make).await;
        for (number, doc) in docs.iter().enumerate() {
            doc.append("!").await.unwrap();
            assert_eq!(doc.text().await.unwrap(), format!("{number}!"), "{usage:?}");
        }
        let handle = host.plugin("resources").unwrap();
        let dynamic = handle.call("[constructor]doc", &["value".into()]).await.unwrap().unwrap();
        for _ in 0..4 {
            let text = handle.call("[method]doc.text", std::slice::from_ref(&dynamic)).await;
            assert_eq!(text.unwrap(), Some("value".into()), "{usage:?}");
        }
        // At once, and in any order.
        let texts = join_all(docs.iter().rev().map(Doc::text)).await;
        assert!(texts.into_iter().all(|text| text.unwrap().ends_with('!')));
    }
}

/// Two resources of different instances cannot meet in one.
pub async fn resources_of_different_instances_do_not_meet(bench: Bench) {
    let (_host, plugin) = several(bench, InstanceUse::Fresh, 2).await;
    let documents = plugin.documents();
    let a = Doc::new(&documents, "a").await.unwrap();
    let b = Doc::new(&documents, "b").await.unwrap();
    let met = a.longer(&b).await;
    assert!(matches!(met, Err(Error::Handle { problem: HandleProblem::Foreign, .. })), "{met:?}");
    assert_eq!((a.text().await.unwrap(), b.text().await.unwrap()), ("a".to_string(), "b".to_string()));
}

/// A fresh instance stays for as long as its host holds a resource of it, for that resource alone.
pub async fn a_fresh_instance_stays_for_its_resources(bench: Bench) {
    let (host, plugin) = several(bench, InstanceUse::Fresh, 2).await;
    let documents = plugin.documents();
    let handle = host.plugin("resources").unwrap();
    let doc = Doc::new(&documents, "kept").await.unwrap();
    for _ in 0..5 {
        assert_eq!(documents.live().await.unwrap(), 0, "a call without the resource has another instance");
        assert_eq!(doc.text().await.unwrap(), "kept");
    }
    assert_eq!(handle.instances().len(), 1);
    let back = Doc::join(&documents, doc, Doc::new(&documents, "x").await.unwrap()).await;
    assert!(matches!(back, Err(Error::Handle { problem: HandleProblem::Foreign, .. })), "{back:?}");
    eventually("the instances end with their resources", || handle.instances().is_empty()).await;
    // There is room for others again.
    let again = Doc::new(&documents, "again").await.unwrap();
    assert_eq!(again.text().await.unwrap(), "again");
}

pub async fn everything_is_freed_with_the_instance(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let user = loaded.plugin.user();
    user.hoard(100).await.unwrap();
    let doc = Doc::new(&loaded.documents(), "left").await.unwrap();
    assert_eq!(loaded.buckets.live(), 100);
    loaded.host.plugin("resources").unwrap().stop().await.unwrap();
    eventually("the host has its buckets back", || loaded.buckets.live() == 0).await;
    assert!(matches!(doc.text().await, Err(Error::Ended { .. } | Error::Handle { .. })));
}

pub async fn a_destructor_that_panics_ends_the_instance(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let documents = loaded.documents();
    drop(Doc::new(&documents, "panic").await.unwrap());
    let mut last = documents.live().await;
    for _ in 0..100 {
        if last.is_err() {
            break;
        }
        tokio::task::yield_now().await;
        last = documents.live().await;
    }
    assert!(matches!(last, Err(Error::Ended { .. })), "{last:?}");
}
