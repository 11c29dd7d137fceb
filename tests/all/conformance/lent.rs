//! Borrows inside of other types that async functions are lent: for as long as each call is under way, beside others.

use std::time::Duration;

use amphi_host::{Error, HandleProblem, PluginHandle, Value};

use super::concurrent::{Loaded, load, until};
use crate::bench::concurrent::concurrent::suite::gate::{Key, Labelled, Way};
use crate::bench::concurrent::exports::concurrent::suite::desk::{Pick, Pinned, Slip};
use crate::bench::{Bench, Gates, within};

fn is_lent<T>(given: &Result<T, Error>) -> bool {
    matches!(given, Err(Error::Handle { problem: HandleProblem::Lent, .. }))
}

/// Several calls are lent the same of the plugin's resources, and end in another order than they began.
pub async fn async_calls_are_lent_resources_inside_of_other_types(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let desk = plugin.desk();
    let slip = async |name: &str| Slip::new(&desk, name).await.unwrap();
    let (a, b, c) = (slip("a").await, slip("b").await, slip("c").await);
    let pinned = |note: &str, slip: &Slip| Pinned { slip: slip.borrow(), note: note.into() };
    let first = desk.read("first", vec![a.borrow(), b.borrow(), a.borrow()], vec![pinned("x", &b)], Pick::Nothing);
    let second = desk.read("second", Vec::new(), vec![pinned("y", &a), pinned("z", &a)], Pick::One(b.borrow()));
    let third = desk.read("third", vec![b.borrow()], Vec::new(), Pick::Pinned(pinned("w", &a)));
    let (mut first, mut second, mut third) = (Box::pin(first), Box::pin(second), Box::pin(third));
    let all_wait = async {
        for gate in ["first", "second", "third"] {
            gates.entered(gate).await;
        }
    };
    tokio::select! {
        ended = &mut first => panic!("{ended:?}"),
        ended = &mut second => panic!("{ended:?}"),
        ended = &mut third => panic!("{ended:?}"),
        () = all_wait => {}
    }
    // One that is lent to a call under way cannot be given away; which is the end of the host's, but not of the call's.
    let given = desk.join(b, &c).await;
    assert!(is_lent(&given), "{given:?}");
    assert_eq!(desk.slips().await.unwrap(), 3);
    for gate in ["third", "first"] {
        gates.open(gate);
    }
    assert_eq!(third.await.unwrap(), ["b", "w: a"]);
    assert_eq!(first.await.unwrap(), ["a", "b", "a", "x: b"]);
    let given = desk.join(a, &c).await;
    assert!(is_lent(&given), "{given:?}");
    gates.open("second");
    assert_eq!(second.await.unwrap(), ["y: a", "z: a", "b"]);
    // With the last call all that was lent is gone.
    until(async || desk.slips().await.unwrap() == 1).await;
    let lent = desk.read("last", vec![c.borrow()], vec![pinned("v", &c)], Pick::Nothing);
    gates.open("last");
    assert_eq!(lent.await.unwrap(), ["c", "v: c"]);
    gates.open("cd");
    let joined = desk.join(c, &slip("d").await).await.unwrap();
    assert_eq!(joined.name().await.unwrap(), "cd");
}

/// The host's own are there for as long as a call is lent them, also where the host drops or gives them meanwhile.
pub async fn a_host_lends_to_async_calls_inside_of_other_types(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let desk = plugin.desk();
    let slip = Slip::new(&desk, "slip").await.unwrap();
    let (one, other) = (gates.key("one"), gates.key("other"));
    let labelled = |label: &str, key: &Key| Labelled { key: key.borrow(), label: label.into() };
    let between = |key| ("-".to_string(), key);
    let first = desk.test("first", labelled("x", &one), Way::By(other.borrow()), between(None), Err("none".into()));
    let way = Way::Labelled(labelled("z", &one));
    let second = desk.test("second", labelled("y", &one), way, between(Some(other.borrow())), Ok(one.borrow()));
    let third = desk.match_("third", (slip.borrow(), Some(one.borrow())));
    let order = async {
        for gate in ["first", "second", "third"] {
            gates.entered(gate).await;
        }
        // Nothing of a call that ends beside them is taken from them.
        gates.open("fourth");
        let fourth = desk.test("fourth", labelled("w", &one), Way::Closed, between(None), Ok(other.borrow())).await;
        assert_eq!(fourth.unwrap(), ["w: one", "-", "other"]);
        drop(other);
        desk.keep(one).await.unwrap();
        assert_eq!(gates.keys(), 2);
        for gate in ["third", "second", "first"] {
            gates.open(gate);
        }
    };
    let (first, second, third, ()) = tokio::join!(first, second, third, order);
    assert_eq!(first.unwrap(), ["x: one", "other", "-", "none"]);
    assert_eq!(second.unwrap(), ["y: one", "z: one", "-", "other", "one"]);
    assert_eq!(third.unwrap(), ["slip", "one"]);
    until(async || gates.keys() == 1).await;
    drop(desk.give().await.unwrap().unwrap());
    until(async || gates.keys() == 0).await;
}

/// Its own too, to functions of the host that wait; several calls of it at once.
pub async fn a_plugin_lends_to_async_imports_inside_of_other_types(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let desk = plugin.desk();
    assert_eq!(desk.lend(&[]).await.unwrap(), ["closed", "none"]);
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (two, one) = (names(&["a", "b"]), names(&["c"]));
    let order = async {
        // Each is lent to two functions at once.
        for gate in ["a", "a", "c", "c"] {
            gates.entered(gate).await;
        }
        assert_eq!(gates.keys(), 3);
        for gate in ["c", "c", "c", "b", "a", "a", "a"] {
            gates.open(gate);
        }
    };
    let (first, second, ()) = tokio::join!(desk.lend(&two), desk.lend(&one), order);
    assert_eq!(first.unwrap(), ["of a", "of b", "a", "of a", "b", "a"]);
    assert_eq!(second.unwrap(), ["of c", "c", "c", "c", "c"]);
    until(async || gates.keys() == 0).await;
}

/// `slips` as the function `read` is lent them.
fn lent(gate: &str, slips: &[Value]) -> [Value; 4] {
    let pinned = |slip: &Value| Value::record([("slip", slip.clone()), ("note", "x".into())]);
    let all_pinned = Value::list(slips.iter().map(pinned).collect::<Vec<_>>());
    let pick = slips
        .first()
        .map_or_else(|| Value::variant("nothing", None), |slip| Value::variant("pinned", Some(pinned(slip))));
    [gate.into(), Value::list(slips.to_vec()), all_pinned, pick]
}

pub async fn values_are_lent_to_async_calls_inside_of_others(bench: Bench) {
    let Loaded { host, gates, .. } = load(bench).await;
    let handle = host.plugin("concurrent").unwrap();
    let slip = async |name: &str| handle.call("[constructor]slip", &[name.into()]).await.unwrap().unwrap();
    let (a, b) = (slip("a").await, slip("b").await);
    let (all, one) = (lent("all", &[a.clone(), b.clone()]), lent("one", std::slice::from_ref(&b)));
    let order = async {
        gates.entered("all").await;
        gates.entered("one").await;
        gates.open("all");
    };
    let (mut all, mut one) = (Box::pin(handle.call("read", &all)), Box::pin(handle.call("read", &one)));
    let read = tokio::select! {
        ended = &mut one => panic!("{ended:?}"),
        (read, ()) = async { tokio::join!(&mut all, order) } => read.unwrap(),
    };
    assert_eq!(read, Some(texts(&["a", "b", "x: a", "x: b", "x: a"])));
    // The first is the host's again, and the second is lent still.
    let given = handle.call("join", &[b.clone(), a.clone()]).await;
    assert!(is_lent(&given), "{given:?}");
    gates.open("one");
    assert_eq!(one.await.unwrap(), Some(texts(&["b", "x: b", "x: b"])));
    assert_eq!(joined(&gates, &*handle, &b, &a).await.unwrap(), "ba");
}

/// A call that nobody waits for has what it is lent for as long as it runs on, and no longer: a process drops it at once.
pub async fn what_is_lent_to_a_dropped_async_call_comes_back(bench: Bench) {
    let Loaded { host, gates, .. } = load(bench).await;
    let handle = host.plugin("concurrent").unwrap();
    let slip = async |name: &str| handle.call("[constructor]slip", &[name.into()]).await.unwrap().unwrap();
    for _ in 0..20 {
        let (a, b) = (slip("a").await, slip("b").await);
        let args = lent("gate", &[a.clone(), b.clone()]);
        tokio::select! {
            ended = handle.call("read", &args) => panic!("{ended:?}"),
            () = gates.entered("gate") => {}
        }
        if !bench.is_native() {
            let given = handle.call("join", &[a.clone(), b.clone()]).await;
            assert!(is_lent(&given), "{given:?}");
            gates.open("gate");
        }
        let name = async {
            loop {
                match joined(&gates, &*handle, &a, &b).await {
                    given if is_lent(&given) && !bench.is_native() => {}
                    name => break name.unwrap(),
                }
            }
        };
        assert_eq!(within(Duration::from_secs(20), name).await, "ab");
    }
}

async fn joined(gates: &Gates, handle: &dyn PluginHandle, a: &Value, b: &Value) -> Result<String, Error> {
    gates.open("ab");
    gates.open("ba");
    let joined = handle.call("join", &[a.clone(), b.clone()]).await?.unwrap();
    match handle.call("slip.name", &[joined]).await? {
        Some(Value::String(name)) => Ok(name),
        other => panic!("{other:?} is no name"),
    }
}

fn texts(all: &[&str]) -> Value {
    Value::list(all.iter().map(|text| Value::from(*text)).collect::<Vec<_>>())
}
