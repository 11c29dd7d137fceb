//! Resources that are not what they seem.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use amphi_host::{CallContext, EndCause, Error, HostResource, Value};

use super::{BOUND, Neighbour, host, imports_with, load_in, no_process_is_left};
use crate::bench::{block_on, eventually, within};

/// Has the plugin give resources as often as asked, and tells what came.
async fn make(fault: &str, times: usize) -> Vec<Result<Option<Value>, Error>> {
    let host = host(fault).await;
    let neighbour = Neighbour::load(&host).await;
    let handle = load_in(&host).await.unwrap();
    let mut made = Vec::new();
    for _ in 0..times {
        made.push(within(BOUND, handle.call("make", &[])).await);
    }
    neighbour.answers().await;
    within(BOUND, handle.stop()).await.unwrap();
    no_process_is_left(fault).await;
    made
}

#[test]
fn it_gives_a_resource_that_is_none() {
    block_on(async {
        let made = make("session/handle-of-nothing", 1).await;
        assert!(matches!(made.as_slice(), [Err(Error::Result { .. })]), "{made:?}");
    });
}

#[test]
fn it_gives_a_resource_that_the_host_holds_already() {
    block_on(async {
        let made = make("session/handle-twice", 2).await;
        assert!(matches!(made.as_slice(), [Ok(Some(Value::Handle(_))), Err(Error::Result { .. })]), "{made:?}");
    });
}

/// Has the plugin give several that are not what they seem, and then a good one: what was good among the first is dropped
/// before that.
fn gives_badly(fault: &str) {
    block_on(async {
        let host = host(fault).await;
        let neighbour = Neighbour::load(&host).await;
        let handle = load_in(&host).await.unwrap();
        let bad = within(BOUND, handle.call("several", &[])).await;
        assert!(matches!(bad, Err(Error::Result { .. })), "{bad:?}");
        let good = within(BOUND, handle.call("make", &[])).await;
        assert!(matches!(good, Ok(Some(Value::Handle(_)))), "{good:?}");
        neighbour.answers().await;
        within(BOUND, handle.stop()).await.unwrap();
        no_process_is_left(fault).await;
    });
}

#[test]
fn it_gives_a_resource_that_is_none_beside_a_good_one() {
    gives_badly("handles/of-nothing");
}

#[test]
fn it_gives_a_resource_twice_at_once() {
    gives_badly("handles/twice-at-once");
}

/// A result that comes too late names what the host holds, and something else: that alone is dropped.
#[test]
fn a_late_result_takes_nothing_from_the_host() {
    block_on(async {
        let host = host("handles/late").await;
        let handle = load_in(&host).await.unwrap();
        let held = within(BOUND, handle.call("make", &[])).await.unwrap();
        let soon = CallContext::root().with_timeout(Duration::from_millis(50));
        let late = within(BOUND, handle.call_in(&soon, "several", &[])).await;
        assert!(matches!(late, Err(Error::DeadlineExceeded { .. })), "{late:?}");
        let other = within(BOUND, handle.call("make", &[])).await.unwrap();
        // Only now.
        drop(held);
        assert!(within(BOUND, handle.call("make", &[])).await.unwrap().is_some());
        drop(other);
        within(BOUND, handle.stop()).await.unwrap();
        no_process_is_left("handles/late").await;
    });
}

/// Has the plugin pass jars of its host that are not its to pass: it ends of it, and nothing else does.
fn passes_badly(fault: &str, opened: u64) {
    block_on(async {
        let host = host(fault).await;
        let neighbour = Neighbour::load(&host).await;
        let (made, dropped) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (count, drops) = (Arc::clone(&made), Arc::clone(&dropped));
        let jar = HostResource::new(Some("store"), "jar", move |_| {
            drops.fetch_add(1, Ordering::SeqCst);
        });
        let own = jar.value(4711);
        let imports = imports_with(&jar, move || count.fetch_add(1, Ordering::SeqCst));
        let handle = within(BOUND, host.load_dynamic("fault", imports)).await.unwrap();
        let answer = within(BOUND, handle.call("poke", &[1_u32.into()])).await;
        let Err(Error::Ended { cause, .. }) = answer else { panic!("{answer:?}") };
        assert!(matches!(*cause, EndCause::ImportFailed { .. }), "{cause:?}");
        neighbour.answers().await;
        // Every one that it had is dropped, once; what the host has itself is not.
        eventually("the jars are dropped", || dropped.load(Ordering::SeqCst) == opened).await;
        assert_eq!(made.load(Ordering::SeqCst), opened);
        assert_eq!(jar.rep(&own), Ok(4711));
        no_process_is_left(fault).await;
    });
}

#[test]
fn it_lends_a_resource_that_is_none() {
    passes_badly("handles/lend-forged", 0);
}

#[test]
fn it_lends_a_resource_that_it_gave_back() {
    passes_badly("handles/lend-stale", 1);
}

#[test]
fn it_gives_a_resource_back_twice() {
    passes_badly("handles/give-twice", 2);
}

/// What a plugin drops again was dropped once, and nothing else goes with it.
#[test]
fn it_drops_a_resource_twice() {
    block_on(async {
        let host = host("handles/drop-twice").await;
        let neighbour = Neighbour::load(&host).await;
        let (made, dropped) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (count, drops) = (Arc::clone(&made), Arc::clone(&dropped));
        let jar = HostResource::new(Some("store"), "jar", move |_| {
            drops.fetch_add(1, Ordering::SeqCst);
        });
        let imports = imports_with(&jar, move || count.fetch_add(1, Ordering::SeqCst));
        let handle = within(BOUND, host.load_dynamic("fault", imports)).await.unwrap();
        let answer = within(BOUND, handle.call("poke", &[1_u32.into()])).await;
        assert!(matches!(answer, Ok(Some(Value::U32(42)))), "{answer:?}");
        let so_far = || (made.load(Ordering::SeqCst), dropped.load(Ordering::SeqCst));
        assert_eq!(so_far(), (2, 1));
        neighbour.answers().await;
        within(BOUND, handle.stop()).await.unwrap();
        eventually("the other jar is dropped", || so_far() == (2, 2)).await;
        no_process_is_left("handles/drop-twice").await;
    });
}
