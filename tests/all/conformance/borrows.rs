//! Borrows inside of other types: of what the plugin has and of what the host has, given by either.

use amphi_host::{Error, Handle, HandleProblem, Value};

use crate::bench::resources::conformance::resources::loans::{Spot, View};
use crate::bench::resources::exports::conformance::resources::documents::Doc;
use crate::bench::resources::exports::conformance::resources::lending::{Choice, Shown};
use crate::bench::{Bench, Contents, WithResources};

pub async fn a_plugin_is_lent_its_resources_inside_of_other_types(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let (documents, lending) = (loaded.documents(), loaded.plugin.lending());
    let (a, b) = (Doc::new(&documents, "a").await.unwrap(), Doc::new(&documents, "b").await.unwrap());
    assert_eq!(lending.texts(vec![a.borrow(), b.borrow(), a.borrow()]).await.unwrap(), ["a", "b", "a"]);
    assert!(lending.texts(Vec::new()).await.unwrap().is_empty());
    let shown = |name: &str, doc: &Doc| Shown { name: name.into(), doc: doc.borrow() };
    assert_eq!(lending.show(vec![shown("x", &a), shown("y", &b)]).await.unwrap(), ["x: a", "y: b"]);
    assert_eq!(lending.choose(Choice::Nothing).await.unwrap(), "nothing");
    assert_eq!(lending.choose(Choice::One(b.borrow())).await.unwrap(), "b");
    assert_eq!(lending.choose(Choice::Named(shown("z", &a))).await.unwrap(), "z: a");
    assert_eq!(lending.chain((a.borrow(), "-".into(), Some(b.borrow()))).await.unwrap(), "a-b");
    assert_eq!(lending.chain((a.borrow(), "-".into(), None)).await.unwrap(), "a-");
    assert_eq!(lending.either(Ok(b.borrow())).await.unwrap(), "b");
    assert_eq!(lending.either(Err("neither".into())).await.unwrap(), "neither");
    // Lent, they are still the host's; given, the other one is not.
    assert_eq!(lending.fold(shown("lent", &a), b).await.unwrap(), "lent: a, b");
    assert_eq!(documents.live().await.unwrap(), 1);
    a.append("nother").await.unwrap();
    assert_eq!(lending.texts(vec![a.borrow()]).await.unwrap(), ["another"]);
    drop(a);
    assert_eq!(documents.live().await.unwrap(), 0);
}

pub async fn a_plugin_lends_inside_of_other_types(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let seen = loaded.plugin.lending().tour().await.unwrap();
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
    assert_eq!(seen, expected);
    crate::bench::eventually("every bucket is dropped", || loaded.buckets.live() == 0).await;
}

pub async fn a_host_lends_inside_of_other_types(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let lending = loaded.plugin.lending();
    let (one, other) = (loaded.buckets.bucket("one"), loaded.buckets.bucket("other"));
    other.value::<Contents>().unwrap().set("key", "inside");
    let view = |key: &str| View { bucket: one.borrow(), key: key.into() };
    assert_eq!(lending.look(view("key"), Some(other.borrow())).await.unwrap(), "inside");
    assert_eq!(lending.look(view("key"), None).await.unwrap(), "\"key\"");
    assert_eq!(lending.locate(Spot::Nowhere).await.unwrap(), "nowhere");
    assert_eq!(lending.locate(Spot::At(other.borrow())).await.unwrap(), "other");
    assert_eq!(lending.locate(Spot::Inside(view("k"))).await.unwrap(), "k of one");
    assert_eq!(lending.check(Ok(one.borrow())).await.unwrap(), "one");
    assert_eq!(lending.check(Err("none".into())).await.unwrap(), "none");
    let doc = Doc::new(&loaded.documents(), "text").await.unwrap();
    assert_eq!(lending.both((doc.borrow(), one.borrow())).await.unwrap(), "text in one");
    // Nothing of it has outlived its call.
    assert_eq!(loaded.buckets.live(), 2);
    drop((one, other));
    assert_eq!(loaded.buckets.live(), 0);
}

pub async fn lent_values_stand_inside_of_others(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let handle = loaded.host.plugin("resources").unwrap();
    let doc = |text: &str| {
        let (handle, text) = (handle.clone(), Value::from(text));
        async move { handle.call("[constructor]doc", &[text]).await.unwrap().unwrap() }
    };
    let (a, b) = (doc("a").await, doc("b").await);
    let shown = |name: &str, doc: &Value| Value::record([("name", name.into()), ("doc", doc.clone())]);
    let call = async |function: &str, arg: Value| handle.call(function, &[arg]).await.unwrap().unwrap();
    let texts = call("texts", Value::list([a.clone(), b.clone()])).await;
    assert_eq!(texts, Value::list(["a".into(), "b".into()]));
    let shows = call("show", Value::list([shown("x", &a), shown("y", &b)])).await;
    assert_eq!(shows, Value::list(["x: a".into(), "y: b".into()]));
    assert_eq!(call("choose", Value::variant("one", Some(b.clone()))).await, "b".into());
    assert_eq!(call("choose", Value::variant("named", Some(shown("z", &a)))).await, "z: a".into());
    let chain = Value::Tuple(vec![a.clone(), "-".into(), Value::option(Some(b.clone()))]);
    assert_eq!(call("chain", chain).await, "a-b".into());
    assert_eq!(call("either", Value::ok(Some(a.clone()))).await, "a".into());

    // One that is lent somewhere in a value cannot be given away with it.
    let at_once = handle.call("fold", &[shown("lent", &a), a.clone()]).await;
    assert!(matches!(at_once, Err(Error::Handle { problem: HandleProblem::Lent, .. })), "{at_once:?}");
    assert_eq!(handle.call("fold", &[shown("lent", &a), b]).await.unwrap(), Some("lent: a, b".into()));
    assert_eq!(loaded.documents().live().await.unwrap(), 1);
}

/// A handle that is wrong is found wherever it stands, before anything reaches the plugin.
pub async fn wrong_handles_are_found_inside_of_other_types(bench: Bench) {
    let (loaded, other) = (WithResources::load(bench).await, WithResources::load(bench).await);
    let (documents, lending) = (loaded.documents(), loaded.plugin.lending());
    let doc = Doc::new(&documents, "good").await.unwrap();
    let foreign = Doc::new(&other.documents(), "the other's").await.unwrap();
    let stale = Doc::new(&documents, "stale").await.unwrap();
    let lent = stale.borrow();
    drop(Doc::join(&documents, Doc::new(&documents, "").await.unwrap(), stale).await.unwrap());

    let refused = lending.texts(vec![doc.borrow(), foreign.borrow()]).await;
    assert!(matches!(refused, Err(Error::Handle { problem: HandleProblem::Foreign, .. })), "{refused:?}");
    let refused = lending.show(vec![Shown { name: "x".into(), doc: lent }]).await;
    assert!(matches!(refused, Err(Error::Handle { problem: HandleProblem::Gone, .. })), "{refused:?}");
    let lent_and_given = lending.fold(Shown { name: "x".into(), doc: doc.borrow() }, doc).await;
    assert!(matches!(lent_and_given, Err(Error::Handle { problem: HandleProblem::Lent, .. })), "{lent_and_given:?}");

    let handle = loaded.host.plugin("resources").unwrap();
    let value = async |function: &str, text: &str| handle.call(function, &[text.into()]).await.unwrap().unwrap();
    let good = value("[constructor]doc", "good").await;
    let Value::Result(Ok(Some(checked))) = value("[constructor]checked", "good").await else { panic!("it is good") };
    let forged = Value::Handle(Handle::bare(1));
    for (wrong, expected) in [(forged, HandleProblem::Foreign), (*checked, HandleProblem::OtherType)] {
        let refused = handle.call("texts", &[Value::list([good.clone(), wrong])]).await;
        assert!(matches!(&refused, Err(Error::Handle { problem, .. }) if *problem == expected), "{refused:?}");
    }
    // Whatever was refused harmed nobody: neither the others in it, nor either instance.
    assert_eq!(handle.call("texts", &[Value::list([good])]).await.unwrap(), Some(Value::list(["good".into()])));
    assert_eq!(foreign.text().await.unwrap(), "the other's");
}
