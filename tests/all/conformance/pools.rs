//! Resources and async functions where a plugin has several instances, or one that has one call at a time.

use std::time::Duration;

use amphi_host::config::InstanceUse;
use amphi_host::{Error, HandleProblem};
use tokio::sync::Notify;

use super::concurrent::{Loaded, load_with, until};
use crate::bench::concurrent::exports::concurrent::suite::desk::Slip;
use crate::bench::resources::exports::conformance::resources::documents::Doc;
use crate::bench::{Bench, WithResources, within};

async fn concurrent(bench: Bench, usage: InstanceUse, instances: u32) -> Loaded {
    load_with(bench, |config| {
        config.instance = usage;
        config.instances = Some(instances);
    })
    .await
}

async fn one_pooled(bench: Bench) -> WithResources {
    WithResources::load_with(bench, |config| {
        config.instance = InstanceUse::Pooled;
        config.instances = Some(1);
    })
    .await
}

/// A method goes to the instance of its resource and to no other one, not even where that has a call.
pub async fn a_method_waits_while_its_instance_is_busy(bench: Bench) {
    let Loaded { host, plugin, gates, .. } = concurrent(bench, InstanceUse::Pooled, 2).await;
    let desk = plugin.desk();
    let slip = Slip::new(&desk, "a").await.unwrap();
    let order = async {
        gates.entered("a").await;
        // Others have the second instance meanwhile, in which there is no slip.
        assert_eq!(desk.slips().await.unwrap(), 0);
        let name = slip.name();
        tokio::pin!(name);
        let early = tokio::time::timeout(Duration::from_millis(50), &mut name).await;
        assert!(early.is_err(), "two calls at once in an instance of a pool");
        gates.open("a");
        assert_eq!(name.await.unwrap(), "a");
    };
    let (ticket, ()) = tokio::join!(slip.wait(), order);
    assert_eq!(ticket.unwrap().number, 1);
    assert_eq!(host.plugin("concurrent").unwrap().instances().len(), 2);
}

/// Calls that may go anywhere do not overtake one that has to come to an instance.
pub async fn a_method_keeps_its_turn(bench: Bench) {
    let Loaded { plugin, gates, .. } = concurrent(bench, InstanceUse::Pooled, 1).await;
    let (desk, beside) = (plugin.desk(), plugin.beside());
    let slip = Slip::new(&desk, "slip").await.unwrap();
    let named = Notify::new();
    let name = async {
        assert_eq!(slip.name().await.unwrap(), "slip");
        named.notify_one();
    };
    let order = async {
        for gate in ["first", "second"] {
            gates.entered(gate).await;
            gates.open(gate);
        }
        // The third one is behind it.
        named.notified().await;
        gates.entered("third").await;
        gates.open("third");
    };
    let (first, second, (), third, ()) =
        tokio::join!(beside.wait("first"), beside.wait("second"), name, beside.wait("third"), order);
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
}

/// What its methods say once the instance has ended, and what else becomes of it: nothing.
async fn is_gone(loaded: &WithResources, old: Doc) {
    let documents = loaded.documents();
    let gone = |answer: Result<String, Error>| {
        assert!(matches!(answer, Err(Error::Ended { .. } | Error::Handle { .. })), "{answer:?}");
    };
    gone(old.text().await);
    // The next instance gives its own the same numbers. Until the end of the old one is known everywhere, it may get calls.
    let next = async || loop {
        match Doc::new(&documents, "new").await {
            Err(Error::Ended { .. }) => tokio::task::yield_now().await,
            made => break made.unwrap(),
        }
    };
    let new = within(Duration::from_secs(20), next()).await;
    gone(old.text().await);
    let met = new.longer(&old).await;
    assert!(matches!(met, Err(Error::Handle { problem: HandleProblem::Foreign | HandleProblem::Gone, .. })), "{met:?}");
    drop(old);
    assert_eq!((new.text().await.unwrap(), documents.live().await.unwrap()), ("new".to_string(), 1));
}

/// A resource of an instance that was stopped does not come back with the next one.
pub async fn a_resource_ends_with_its_instance(bench: Bench) {
    let loaded = one_pooled(bench).await;
    let old = Doc::new(&loaded.documents(), "old").await.unwrap();
    let handle = loaded.host.plugin("resources").unwrap();
    let value = handle.call("[constructor]doc", &["old".into()]).await.unwrap().unwrap();
    handle.instances().first().unwrap().stop().await.unwrap();
    is_gone(&loaded, old).await;
    let gone = handle.call("[method]doc.text", &[value]).await;
    assert!(matches!(gone, Err(Error::Ended { .. } | Error::Handle { .. })), "{gone:?}");
}

/// The same of one that ended by itself.
pub async fn a_resource_of_a_crashed_instance_is_gone(bench: Bench) {
    let loaded = one_pooled(bench).await;
    let old = Doc::new(&loaded.documents(), "old").await.unwrap();
    drop(Doc::new(&loaded.documents(), "panic").await.unwrap());
    until(async || old.text().await.is_err()).await;
    is_gone(&loaded, old).await;
}

/// An instance that has one call at a time has none beside one that waits for it: that is refused, and not waited for.
pub async fn an_async_call_back_needs_another_instance(bench: Bench) {
    for usage in [InstanceUse::Pooled, InstanceUse::Fresh] {
        let one = concurrent(bench, usage, 1).await;
        assert_eq!(one.plugin.beside().back(0).await.unwrap(), 0, "{usage:?}");
        let two = concurrent(bench, usage, 2).await;
        for _ in 0..2 {
            assert!(two.plugin.beside().back(0).await.unwrap() > 0, "{usage:?}");
            assert_eq!(two.plugin.beside().back(1).await.unwrap(), 0, "{usage:?}");
        }
    }
    // One that is shared has it in the same instance.
    let shared = concurrent(bench, InstanceUse::Shared, 1).await;
    assert_eq!(shared.plugin.beside().back(0).await.unwrap(), 1);
}

/// A method that is called back in the middle of another call: where that is async, it is answered in the same instance,
/// and refused where the instance has one call at a time.
pub async fn a_method_may_be_called_back(bench: Bench) {
    for (usage, instances, expected) in
        [(InstanceUse::Shared, 1, "slip"), (InstanceUse::Shared, 2, "slip"), (InstanceUse::Pooled, 1, "refused")]
    {
        let Loaded { plugin, gates, .. } = concurrent(bench, usage, instances).await;
        let desk = plugin.desk();
        assert!(gates.slip.set(Slip::new(&desk, "slip").await.unwrap()).is_ok());
        for _ in 0..2 {
            desk.turn("slip").await.unwrap();
        }
        assert_eq!(*gates.read.lock().unwrap(), [expected, expected], "{usage:?} {instances}");
    }
}

/// Each of several shared instances has async calls beside each other.
pub async fn async_calls_interleave_in_each_shared_instance(bench: Bench) {
    let Loaded { plugin, gates, .. } = concurrent(bench, InstanceUse::Shared, 2).await;
    let beside = plugin.beside();
    let order = async {
        for gate in ["a", "b", "c", "d"] {
            gates.entered(gate).await;
        }
        // All four stand at their gates, two to an instance, and leave in another order.
        for gate in ["d", "b", "a", "c"] {
            gates.open(gate);
        }
    };
    let (a, b, c, d, ()) = tokio::join!(beside.wait("a"), beside.wait("b"), beside.wait("c"), beside.wait("d"), order);
    for (ticket, name) in [(a, "a"), (b, "b"), (c, "c"), (d, "d")] {
        assert_eq!(ticket.unwrap().name, name);
    }
}
