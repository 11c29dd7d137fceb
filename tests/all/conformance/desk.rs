//! Resources in a world with async functions.

use futures_util::future::join_all;

use super::concurrent::{Loaded, load, until};
use crate::bench::Bench;
use crate::bench::concurrent::exports::concurrent::suite::desk::Slip;

/// A resource is made, waits in its methods, is lent and given back, beside other calls.
pub async fn a_resource_may_wait(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let desk = plugin.desk();
    let (a, b) = (Slip::new(&desk, "a").await.unwrap(), Slip::new(&desk, "b").await.unwrap());
    let order = async {
        gates.entered("a").await;
        gates.entered("b").await;
        assert_eq!(a.name().await.unwrap(), "a");
        gates.open("b");
        gates.open("a");
    };
    let (first, second, ()) = tokio::join!(a.wait(), b.wait(), order);
    assert_eq!((first.unwrap().name, second.unwrap().name), ("a".to_string(), "b".to_string()));
    gates.open("ab");
    let joined = desk.join(a, &b).await.unwrap();
    assert_eq!(joined.name().await.unwrap(), "ab");
    assert_eq!(desk.slips().await.unwrap(), 2);
}

/// Each is dropped in the plugin when its host drops it, while other calls wait.
pub async fn resources_are_dropped_beside_other_calls(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let desk = plugin.desk();
    let waiter = Slip::new(&desk, "w").await.unwrap();
    let waits = waiter.wait();
    let drops = async {
        gates.entered("w").await;
        for round in 0..20 {
            let names: Vec<_> = (0..50).map(|number| format!("{round} {number}")).collect();
            let issued = desk.issue(&names).await.unwrap();
            assert_eq!(issued.len(), 50);
            let read = join_all(issued.iter().map(Slip::name)).await;
            assert_eq!(read.into_iter().collect::<Result<Vec<_>, _>>().unwrap(), names);
        }
        until(async || desk.slips().await.unwrap() == 1).await;
        gates.open("w");
    };
    let (ticket, ()) = tokio::join!(waits, drops);
    assert_eq!(ticket.unwrap().name, "w");
}

/// Its host drops a resource while a call still has it that nobody waits for: the instance goes on, and it is gone after that.
pub async fn a_resource_is_dropped_after_its_last_call(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let desk = plugin.desk();
    let slip = Slip::new(&desk, "s").await.unwrap();
    tokio::select! {
        ended = slip.wait() => panic!("{ended:?}"),
        () = gates.entered("s") => {}
    }
    drop(slip);
    for _ in 0..20 {
        assert!(desk.issue(&[]).await.unwrap().is_empty());
    }
    gates.open("s");
    until(async || desk.slips().await.unwrap() == 0).await;
}

/// The host's own are lent for as long as a call waits, given, and made in the middle of one.
pub async fn resources_of_the_host_outlive_no_call(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let desk = plugin.desk();
    let (long, short) = (gates.key("long"), gates.key("short"));
    let order = async {
        gates.entered("long").await;
        // Many are lent beside it, more than a plugin may hold at a time, and each only for its call.
        for _ in 0..200 {
            gates.open("short");
            assert_eq!(desk.visit(&short).await.unwrap().name, "short");
        }
        gates.open("long");
    };
    let (visited, ()) = tokio::join!(desk.visit(&long), order);
    assert_eq!(visited.unwrap().name, "long");
    desk.turn("w").await.unwrap();
    assert_eq!(plugin.beside().wait("w").await.unwrap().name, "w");
    desk.keep(short).await.unwrap();
    until(async || gates.keys() == 2).await;
    let back = desk.give().await.unwrap().unwrap();
    assert!(desk.give().await.unwrap().is_none());
    drop((back, long));
    until(async || gates.keys() == 0).await;
}

/// With the instance everything of it is gone.
pub async fn resources_end_with_a_concurrent_instance(bench: Bench) {
    let Loaded { host, plugin, gates } = load(bench).await;
    let desk = plugin.desk();
    desk.keep(gates.key("kept")).await.unwrap();
    let slip = Slip::new(&desk, "s").await.unwrap();
    host.plugin("concurrent").unwrap().stop().await.unwrap();
    until(async || gates.keys() == 0).await;
    slip.name().await.unwrap_err();
    drop(slip);
}
