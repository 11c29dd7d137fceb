//! Results with resources in them that nobody takes: they are let go of.

use std::time::Duration;

use amphi_host::{CallContext, Error, HandleProblem};

use crate::bench::resources::exports::conformance::resources::documents::{Client as Documents, Doc};
use crate::bench::{Bench, WithResources, eventually, within};

/// The call is dropped while the plugin waits for its host; what it gives after that comes to nobody.
pub async fn a_result_that_nobody_waits_for_is_let_go_of(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let handle = loaded.host.plugin("resources").unwrap();
    for typed in [true, false] {
        let call = async {
            match typed {
                true => loaded.plugin.lending().fetch("slow").await.map(drop),
                false => handle.call("fetch", &["slow".into()]).await.map(drop),
            }
        };
        tokio::select! {
            ended = call => panic!("{ended:?}"),
            () = loaded.buckets.asked() => {}
        }
        loaded.buckets.ready();
        all_are_gone(&loaded).await;
    }
    // The instance has lost nothing else by it.
    let fetched = loaded.plugin.lending().fetch("bucket").await.unwrap();
    assert_eq!((fetched.docs.len(), loaded.buckets.live()), (2, 1));
}

/// The same of a call whose deadline passed.
pub async fn a_result_after_the_deadline_is_let_go_of(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let handle = loaded.host.plugin("resources").unwrap();
    for typed in [true, false] {
        let soon = CallContext::root().with_timeout(Duration::from_millis(50));
        let late = match typed {
            true => loaded.plugin.within(&soon).lending().fetch("slow").await.map(drop),
            false => handle.call_in(&soon, "fetch", &["slow".into()]).await.map(drop),
        };
        assert!(matches!(late, Err(Error::DeadlineExceeded { .. })), "{late:?}");
        loaded.buckets.asked().await;
        loaded.buckets.ready();
        all_are_gone(&loaded).await;
    }
}

/// A result that is refused for its size leaves nothing with the host. In a component it stays until that ends: it is never
/// lifted.
pub async fn a_result_that_is_too_large_is_let_go_of(bench: Bench) {
    let loaded = WithResources::load_with(bench, |config| config.limits.message_size = 4 << 10).await;
    let documents = loaded.documents();
    let refused = documents.flood(5_000).await;
    assert!(matches!(refused, Err(Error::OverLimit { .. })), "{:?}", refused.map(|docs| docs.len()));
    match bench.is_native() {
        true => none_live(&documents).await,
        false => assert_eq!(documents.live().await.unwrap(), 5_000),
    }
    assert_eq!(documents.flood(10).await.unwrap().len(), 10);
}

/// What a call is lent stays lent until the call has ended, also where nobody waits for it any more.
pub async fn what_is_lent_is_not_given_away(bench: Bench) {
    let loaded = WithResources::load(bench).await;
    let (documents, lending) = (loaded.documents(), loaded.plugin.lending());
    let doc = Doc::new(&documents, "lent").await.unwrap();
    let lent = doc.borrow();
    let other = Doc::new(&documents, "other").await.unwrap();
    let slow = lending.fetch("slow");
    let waits = lending.texts(vec![lent]);
    let gives = async {
        loaded.buckets.asked().await;
        // By now the other call has lent it, and waits for its turn.
        let given = Doc::join(&documents, other, doc).await;
        assert!(matches!(given, Err(Error::Handle { problem: HandleProblem::Lent, .. })), "{given:?}");
        loaded.buckets.ready();
    };
    let (fetched, texts, ()) = tokio::join!(slow, waits, gives);
    assert_eq!(texts.unwrap(), ["lent"]);
    drop(fetched.unwrap());
    all_are_gone(&loaded).await;
}

async fn all_are_gone(loaded: &WithResources) {
    none_live(&loaded.documents()).await;
    eventually("the host has its buckets back", || loaded.buckets.live() == 0).await;
}

async fn none_live(documents: &Documents) {
    let all_gone = async { while documents.live().await.unwrap() > 0 {} };
    within(Duration::from_secs(20), all_gone).await;
}
