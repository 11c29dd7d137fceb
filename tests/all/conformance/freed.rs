//! What either side has of the other's is freed: in a loop, and however an instance ends.

use std::sync::Arc;
use std::time::Duration;

use amphi_host::{CallContext, EndCause, Error};

use super::concurrent::until;
use crate::bench::resources::conformance::resources::loans::View;
use crate::bench::resources::exports::conformance::resources::documents::Doc;
use crate::bench::resources::exports::conformance::resources::lending::Fetched;
use crate::bench::{Bench, WithResources, eventually};

/// Resources that a plugin keeps of its host.
const KEPT: usize = 100;

/// More than either table may have at a time, so that one that leaks is full before the end.
const MANY: u32 = 10_001;

/// One by one, of either side, and lent: no table grows.
pub async fn what_is_made_in_a_loop_does_not_pile_up(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let (documents, user, lending) = (loaded.documents(), loaded.plugin.user(), loaded.plugin.lending());
    for _ in 0..MANY {
        // A bucket for the plugin and back, and two documents.
        assert_eq!(lending.fetch("bucket").await.unwrap().docs.len(), 2);
    }
    until(async || documents.live().await.unwrap() == 0).await;
    let lent = loaded.buckets.bucket("lent");
    for _ in 0..MANY / 2 + 1 {
        let view = View { bucket: lent.borrow(), key: "key".into() };
        lending.look(view, Some(lent.borrow())).await.unwrap();
    }
    eventually("the given are dropped", || loaded.buckets.live() == 1).await;
    // The plugin's own loop, with what it makes in its host.
    for _ in 0..2 {
        user.hoard(6_000).await.unwrap();
        user.release().await.unwrap();
    }
    eventually("the hoards are dropped", || loaded.buckets.live() == 1).await;
    // There is as much room as ever.
    assert_eq!(documents.flood(9_000).await.unwrap().len(), 9_000);
}

/// A plugin that keeps resources of its host, and one of the plugin's that the host keeps.
async fn with_some(bench: Bench, change: impl FnOnce(&mut amphi_host::PluginConfig)) -> (WithResources, Doc) {
    let loaded = WithResources::load_with(bench, change).await;
    loaded.plugin.user().hoard(u32::try_from(KEPT).unwrap()).await.unwrap();
    let doc = Doc::new(&loaded.documents(), "kept").await.unwrap();
    assert_eq!(loaded.buckets.live(), KEPT);
    (loaded, doc)
}

async fn all_is_freed(loaded: WithResources, doc: Doc) -> Arc<EndCause> {
    eventually("the host has its buckets back", || loaded.buckets.live() == 0).await;
    let Err(Error::Ended { cause, .. }) = loaded.documents().live().await else { panic!("it goes on") };
    let gone = doc.text().await;
    assert!(matches!(gone, Err(Error::Ended { .. } | Error::Handle { .. })), "{gone:?}");
    drop(doc);
    // Given now, nothing stays with it.
    let refused = loaded.plugin.user().keep(loaded.buckets.bucket("late")).await;
    assert!(refused.is_err());
    assert_eq!(loaded.buckets.live(), 0);
    cause
}

pub async fn everything_is_freed_by_a_panic(bench: Bench) {
    let (loaded, doc) = with_some(bench, |_| {}).await;
    drop(Doc::new(&loaded.documents(), "panic").await.unwrap());
    until(async || loaded.documents().live().await.is_err()).await;
    all_is_freed(loaded, doc).await;
}

/// The call waits for its host for longer than it and the grace allow, with a bucket lent to it.
pub async fn everything_is_freed_by_a_deadline(bench: Bench) {
    let (loaded, doc) = with_some(bench, |config| config.limits.grace = Duration::from_millis(20)).await;
    let hasty = loaded.plugin.within(&CallContext::root().with_timeout(Duration::from_millis(50)));
    let late = hasty.lending().fetch("slow").await;
    assert!(matches!(late, Err(Error::DeadlineExceeded { .. })), "{late:?}");
    until(async || loaded.documents().live().await.is_err()).await;
    let cause = all_is_freed(loaded, doc).await;
    assert!(matches!(*cause, EndCause::Overdue { .. }), "{cause:?}");
}

/// Everything that the host has of the plugin is dropped while calls are under way, in the plugin and in the host.
pub async fn everything_is_freed_with_the_host(bench: Bench) {
    let (loaded, doc) = with_some(bench, |_| {}).await;
    let buckets = loaded.buckets.clone();
    let lent = buckets.bucket("lent");
    let fetch = async { loaded.plugin.lending().fetch("slow").await };
    let lend = async { loaded.plugin.user().visit(&lent, "key").await };
    tokio::select! {
        biased;
        ended = fetch => panic!("{:?}", ended.map(|fetched: Fetched| fetched.docs.len())),
        // It waits behind the other one.
        ended = lend => panic!("{ended:?}"),
        () = buckets.asked() => {}
    }
    drop((loaded, doc, lent));
    eventually("the host has its buckets back", || buckets.live() == 0).await;
}

pub async fn everything_is_freed_by_a_kill(bench: Bench) {
    let (loaded, doc) = with_some(bench, |_| {}).await;
    let process = loaded.host.plugin("resources").unwrap().info().process_id.unwrap();
    let process = rustix::process::Pid::from_raw(i32::try_from(process).unwrap()).unwrap();
    let kill = async {
        loaded.buckets.asked().await;
        rustix::process::kill_process(process, rustix::process::Signal::KILL).unwrap();
    };
    let lending = loaded.plugin.lending();
    let (ended, ()) = tokio::join!(lending.fetch("slow"), kill);
    assert!(matches!(ended, Err(Error::Ended { .. })), "{:?}", ended.map(|fetched| fetched.docs.len()));
    let cause = all_is_freed(loaded, doc).await;
    assert!(matches!(*cause, EndCause::Signalled { signal: 9, .. }), "{cause:?}");
}

/// A resource outlives the call that made it, and so the deadline of that call too; its methods have one of their own.
pub async fn a_resource_keeps_no_deadline(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let made = async || loop {
        let soon = CallContext::root().with_timeout(Duration::from_millis(300));
        if let Ok(doc) = Doc::new(&loaded.plugin.within(&soon).documents(), "kept").await {
            return (soon, doc);
        }
    };
    let (soon, doc) = made().await;
    until(async || soon.remaining() == Some(Duration::ZERO)).await;
    assert_eq!(doc.text().await.unwrap(), "kept");
    // Unless they are called in the name of such a call.
    let late = doc.within(&soon).text().await;
    assert!(matches!(late, Err(Error::DeadlineExceeded { .. } | Error::Ended { .. })), "{late:?}");
}
