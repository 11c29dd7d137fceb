//! Deadlines, dropped calls, memory, sizes and numbers.

use std::time::Duration;

use amphi_host::{CallContext, EndCause, Error, State};
use futures_util::FutureExt;

use crate::bench::{Bench, Loaded, eventually};

/// A deadline that fires; nothing depends on how soon.
const SHORT: Duration = Duration::from_millis(150);

async fn with_deadline(bench: Bench, grace: Duration) -> Loaded {
    let change = |config: &mut amphi_host::PluginConfig| {
        config.limits.call_timeout = SHORT;
        config.limits.grace = grace;
    };
    bench.load_with(change).await
}

fn is_late<T: std::fmt::Debug>(answer: Result<T, Error>) {
    match answer.unwrap_err() {
        Error::DeadlineExceeded { .. } => {}
        other => panic!("{other}"),
    }
}

pub async fn a_deadline_ends_a_wait(bench: Bench) {
    let loaded = with_deadline(bench, Duration::from_secs(60)).await;
    is_late(loaded.plugin.behave().count_and_wait().await);
    // The import is answered within the grace: the instance goes on, and keeps what it did.
    loaded.answers.open();
    let counter = loaded.plugin.counter().within(&CallContext::root());
    eventually_answers(&loaded).await;
    assert_eq!(counter.add(0).await.unwrap(), 2);
}

/// Calls until one is answered in time: the one before may still be under way.
async fn eventually_answers(loaded: &Loaded) {
    loop {
        match loaded.plugin.counter().add(0).await {
            Ok(_) => return,
            Err(Error::DeadlineExceeded { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

pub async fn a_deadline_ends_a_spin(bench: Bench) {
    let loaded = with_deadline(bench, SHORT).await;
    let answer = loaded.plugin.behave().spin().await;
    match answer.unwrap_err() {
        Error::DeadlineExceeded { .. } => {}
        // Inline, the caller's thread is the one that spins: the deadline and the end are one.
        Error::Ended { cause, .. } if bench == Bench::Inline => {
            assert!(matches!(*cause, EndCause::Overdue { .. }), "{cause}");
        }
        other => panic!("{other}"),
    }
    let handle = loaded.handle();
    eventually("the instance is ended", || matches!(handle.state(), State::Ended(_))).await;
    let State::Ended(cause) = handle.state() else { unreachable!("it has ended") };
    assert!(matches!(*cause, EndCause::Overdue { .. }), "{cause}");
    assert!(matches!(loaded.plugin.counter().add(1).await, Err(Error::Ended { .. })));
}

pub async fn the_deadline_is_the_callers_too(bench: Bench) {
    let loaded = bench.load().await;
    let soon = CallContext::root().with_timeout(SHORT);
    is_late(loaded.plugin.within(&soon).behave().wait().await);
    loaded.answers.open();
    assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
    // What is left when a call begins may be nothing at all.
    let over = CallContext::root().with_timeout(Duration::ZERO);
    is_late(loaded.plugin.within(&over).counter().add(1).await);
}

pub async fn the_plugin_knows_what_is_left(bench: Bench) {
    let loaded = bench.load().await;
    let left = loaded.plugin.probe().remaining().await.unwrap().expect("there always is a deadline");
    let limit = Duration::from_secs(30);
    assert!(left > 0 && Duration::from_micros(left) <= limit, "{left} us");
    let shorter = CallContext::root().with_timeout(Duration::from_secs(10));
    let left = loaded.plugin.within(&shorter).probe().remaining().await.unwrap().unwrap();
    assert!(left > 0 && left <= 10_000_000, "{left} us");
    assert!(!loaded.plugin.probe().is_cancelled().await.unwrap());
}

pub async fn a_dropped_call_keeps_the_state(bench: Bench) {
    let loaded = bench.load().await;
    let behave = loaded.plugin.behave();
    {
        let mut call = Box::pin(behave.count_and_wait());
        assert!(call.as_mut().now_or_never().is_none());
        tokio::select! {
            answer = &mut call => panic!("{answer:?}"),
            () = loaded.answers.entered() => {}
        }
    }
    // It goes on without its caller, and then the next one has its turn.
    loaded.answers.open();
    assert_eq!(loaded.plugin.counter().add(0).await.unwrap(), 2);
}

pub async fn a_dropped_call_is_noticed(bench: Bench) {
    let loaded = bench.load().await;
    let behave = loaded.plugin.behave();
    let mut call = Box::pin(behave.spin_until_cancelled());
    assert!(call.as_mut().now_or_never().is_none());
    // The call is on its way: a second one cannot overtake it.
    drop(call);
    assert_eq!(behave.cancelled().await.unwrap(), 1);
}

pub async fn memory_is_limited(bench: Bench) {
    let loaded = bench.load_with(|config| config.limits.memory = 64 << 20).await;
    let behave = loaded.plugin.behave();
    assert_eq!(behave.allocate(1 << 20).await.unwrap(), 1 << 20);
    match behave.allocate(256 << 20).await.unwrap_err() {
        Error::Ended { cause, .. } => {
            assert!(matches!(*cause, EndCause::OutOfMemory { limit } if limit == 64 << 20), "{cause:?}");
        }
        other => panic!("{other}"),
    }
    assert_eq!(bench.load().await.plugin.behave().allocate(1 << 20).await.unwrap(), 1 << 20);
}

pub async fn messages_are_limited(bench: Bench) {
    let loaded = bench.load_with(|config| config.limits.message_size = 64 << 10).await;
    let echo = loaded.plugin.echo();
    assert_eq!(echo.echo_bytes(&[7; 60 << 10]).await.unwrap().len(), 60 << 10);
    match echo.echo_bytes(&[7; 65 << 10]).await.unwrap_err() {
        Error::OverLimit { limit, allowed, .. } => {
            assert_eq!((limit, allowed), ("limits.message_size", 64 << 10));
        }
        other => panic!("{other}"),
    }
    // The plugin never saw it.
    assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
}

pub async fn calls_in_flight_are_limited(bench: Bench) {
    let loaded = bench.load_with(|config| config.limits.in_flight = 4).await;
    let behave = loaded.plugin.behave();
    let calls = (0..4).map(|_| behave.wait());
    let fifth = async {
        loaded.answers.entered().await;
        let answer = loaded.plugin.counter().add(1).await;
        for _ in 0..4 {
            loaded.answers.open();
        }
        answer
    };
    let (four, fifth) = futures_util::future::join(futures_util::future::join_all(calls), fifth).await;
    match fifth.unwrap_err() {
        Error::OverLimit { limit, allowed, .. } => assert_eq!((limit, allowed), ("limits.in_flight", 4)),
        other => panic!("{other}"),
    }
    assert!(four.into_iter().all(|answer| answer.unwrap() == 7));
    assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
}
