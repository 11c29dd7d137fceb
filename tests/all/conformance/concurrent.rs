//! Async functions: several calls in one instance.

use std::time::Duration;

use amphi_host::{CallContext, EndCause, Error, Host, PluginConfig, Value};
use futures_util::future::join_all;

use crate::bench::concurrent::Concurrent;
use crate::bench::{Bench, Fixture, Gates, builder, within};

pub struct Loaded {
    pub host: Host,
    pub plugin: Concurrent,
    pub gates: Gates,
}

pub async fn load(bench: Bench) -> Loaded {
    load_with(bench, |_| {}).await
}

pub async fn load_with(bench: Bench, change: impl FnOnce(&mut PluginConfig)) -> Loaded {
    let loaded = alone(bench, change).await;
    loaded.gates.plugin.set(loaded.plugin.clone()).unwrap();
    loaded
}

/// A plugin that calls none back.
async fn alone(bench: Bench, change: impl FnOnce(&mut PluginConfig)) -> Loaded {
    let mut config = bench.config(Fixture::Concurrent);
    change(&mut config);
    let host = builder().plugin("concurrent", config).build().await.unwrap();
    let gates = Gates::default();
    let plugin = host.load_with::<Concurrent>("concurrent", gates.clone()).await.unwrap();
    Loaded { host, plugin, gates }
}

/// Asks until it is so.
pub async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    let asking = async {
        while !is_so().await {
            tokio::task::yield_now().await;
        }
    };
    within(Duration::from_secs(20), asking).await;
}

/// Calls that wait stand beside each other, and are answered in whatever order the host opens.
pub async fn async_calls_interleave(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let beside = plugin.beside();
    let b = async {
        let ticket = beside.wait("bb").await.unwrap();
        gates.open("a");
        ticket
    };
    let order = async {
        gates.entered("a").await;
        gates.entered("bb").await;
        // A sync function and one that does not wait are answered in the meantime.
        assert_eq!(beside.count().await.unwrap(), 1);
        assert_eq!(beside.echo(&[]).await.unwrap(), []);
        gates.open("bb");
    };
    // The first ends only after the second.
    let (a, b, ()) = tokio::join!(beside.wait("a"), b, order);
    assert_eq!((a.unwrap().name.as_str(), b.number), ("a", 2));
}

/// One call waits for several imports at once.
pub async fn one_call_waits_for_several_imports(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let beside = plugin.beside();
    let names = ["x".to_string(), "yy".to_string(), "zzz".to_string()];
    let call = beside.wait_all(&names);
    let order = async {
        for name in ["x", "yy", "zzz"] {
            gates.entered(name).await;
        }
        for (opened, name) in (1..).zip(["zzz", "x", "yy"]) {
            gates.open(name);
            // The host's answers may overtake each other: each has to have come before the next is sent.
            if opened < 3 {
                until(async || beside.tickets().await.unwrap() == opened).await;
            }
        }
    };
    let (tickets, ()) = tokio::join!(call, order);
    let numbers: Vec<_> = tickets.unwrap().iter().map(|ticket| ticket.number).collect();
    assert_eq!(numbers, [3, 1, 2]);
}

/// The world's own async function, one after the other inside.
pub async fn imports_follow_each_other(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    gates.open("ab");
    gates.open("ab");
    assert_eq!(plugin.twice("ab").await.unwrap(), (2, 2));
}

/// Two hundred calls at once, each with its own answer.
pub async fn many_async_calls_at_once(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let beside = plugin.beside();
    let names: Vec<String> = (1..=200).map(|length| "n".repeat(length)).collect();
    let calls = names.iter().map(|name| beside.wait(name));
    let order = async {
        for name in names.iter().rev() {
            gates.entered(name).await;
            gates.open(name);
        }
    };
    let (tickets, ()) = tokio::join!(join_all(calls), order);
    for (ticket, name) in tickets.into_iter().zip(&names) {
        assert_eq!(ticket.unwrap().name, *name);
    }
}

/// Values, without types known at build time.
pub async fn async_functions_are_called_with_values(bench: Bench) {
    let Loaded { host, gates, .. } = load(bench).await;
    let handle = host.plugin("concurrent").unwrap();
    gates.open("abc");
    let ticket = handle.call("wait", &["abc".into()]).await.unwrap();
    assert_eq!(ticket, Some(Value::record([("name", "abc".into()), ("number", Value::U32(3))])));
    let function = handle.info().interface.exports.find("wait").unwrap();
    assert!(handle.info().interface.exports.get(function).unwrap().is_async);
}

/// An instance that waits for an async import can be called from there: it is not blocked.
pub async fn an_async_import_may_call_back(bench: Bench) {
    let Loaded { plugin, .. } = load(bench).await;
    assert_eq!(plugin.beside().back(3).await.unwrap(), 1);
    // And a chain of such calls is as long as any other.
    assert!(matches!(plugin.beside().back(100).await, Err(Error::Ended { .. })));
}

/// One that waits for an import that is not async can answer nothing, and is not asked.
pub async fn a_sync_import_may_not_call_back(bench: Bench) {
    let Loaded { plugin, .. } = load(bench).await;
    assert_eq!(plugin.beside().back_alone().await.unwrap(), 0);
    assert_eq!(plugin.beside().count().await.unwrap(), 1);
}

/// Two plugins that answer each other.
async fn two(bench: Bench) -> (Loaded, Loaded) {
    let (one, other) = (alone(bench, |_| {}).await, alone(bench, |_| {}).await);
    assert!(one.gates.plugin.set(other.plugin.clone()).is_ok() && other.gates.plugin.set(one.plugin.clone()).is_ok());
    (one, other)
}

/// A call may come back to where it began, and again, as long as whatever waits for it is async.
pub async fn async_calls_come_back_through_another(bench: Bench) {
    let (one, other) = two(bench).await;
    // To the other, back here, and there; the last one counts.
    assert_eq!(one.plugin.beside().back(3).await.unwrap(), 1);
    assert_eq!(one.plugin.beside().back(2).await.unwrap(), 1);
    assert_eq!((one.plugin.beside().count().await.unwrap(), other.plugin.beside().count().await.unwrap()), (2, 2));
}

/// It may not where one in the middle of the chain can answer nothing, however async the others are.
pub async fn a_sync_import_is_not_come_back_to_through_another(bench: Bench) {
    let (one, other) = two(bench).await;
    assert_eq!(one.plugin.beside().back_alone().await.unwrap(), 0);
    // Both live, and none of them has counted.
    assert_eq!((one.plugin.beside().count().await.unwrap(), other.plugin.beside().count().await.unwrap()), (1, 1));
}

/// A function that is not async holds up the others, and nothing else happens to them.
pub async fn a_sync_import_holds_the_instance(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let beside = plugin.beside();
    let alone = beside.wait_alone("alone");
    let order = async {
        gates.entered("alone").await;
        let count = beside.count();
        tokio::pin!(count);
        let begun = tokio::time::timeout(Duration::from_millis(50), &mut count).await;
        assert!(begun.is_err(), "answered while the instance was held up");
        gates.open("alone");
        assert_eq!(count.await.unwrap(), 1);
    };
    let (ticket, ()) = tokio::join!(alone, order);
    assert_eq!(ticket.unwrap().number, 5);
}

/// What a plugin goes on with after it has answered.
pub async fn a_plugin_goes_on_after_its_answer(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let beside = plugin.beside();
    beside.later("after").await.unwrap();
    gates.entered("after").await;
    assert_eq!(beside.count().await.unwrap(), 1);
    gates.open("after");
    until(async || beside.count().await.unwrap() > 2).await;
}

/// A call that waits for too long ends with its deadline; the others go on.
pub async fn a_late_async_call_does_not_end_the_others(bench: Bench) {
    let Loaded { plugin, gates, .. } = load_with(bench, |config| {
        config.limits.call_timeout = Duration::from_secs(30);
        config.limits.grace = Duration::from_secs(30);
    })
    .await;
    let hurried = plugin.within(&CallContext::root().with_timeout(Duration::from_millis(50)));
    let patient = plugin.beside();
    let (other, late) = tokio::join!(
        async {
            gates.entered("patient").await;
            gates.entered("late").await;
            gates.left("late").await;
            gates.open("patient");
        },
        async { tokio::join!(patient.wait("patient"), async { hurried.beside().wait("late").await }) }
    );
    let ((), (patient, late)) = (other, late);
    assert!(matches!(late, Err(Error::DeadlineExceeded { .. })), "{late:?}");
    assert_eq!(patient.unwrap().number, 7);
}

/// A call that does not end after its grace ends the instance, waiting or computing.
pub async fn an_overdue_async_call_ends_the_instance(bench: Bench) {
    for stall in [false, true] {
        let Loaded { plugin, .. } = load_with(bench, |config| {
            config.limits.call_timeout = Duration::from_millis(100);
            config.limits.grace = Duration::from_millis(50);
        })
        .await;
        if stall && bench.is_native() {
            // Natively the function is dropped at its deadline: see the differences.
            assert!(matches!(plugin.endings().stall().await, Err(Error::DeadlineExceeded { .. })));
            assert_eq!(plugin.beside().count().await.unwrap(), 1);
            continue;
        }
        let late = if stall { plugin.endings().stall().await } else { plugin.endings().spin().await };
        assert!(matches!(late, Err(Error::DeadlineExceeded { .. })), "{late:?}");
        until(async || matches!(plugin.beside().count().await, Err(Error::Ended { .. }))).await;
        let Err(Error::Ended { cause, .. }) = plugin.beside().count().await else { panic!("it goes on") };
        assert!(matches!(*cause, EndCause::Overdue { .. }), "{cause:?}");
    }
}

/// A dropped call is given up in the plugin, with the import that it waits for. A component cannot be told.
pub async fn a_dropped_async_call_is_dropped_in_the_plugin(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let beside = plugin.beside();
    tokio::select! {
        biased;
        ticket = beside.wait("never") => panic!("{ticket:?}"),
        () = gates.entered("never") => {}
    }
    gates.left("never").await;
    assert_eq!(beside.count().await.unwrap(), 1);
}

/// In a component a dropped call runs on, and harms nobody.
pub async fn a_dropped_async_call_runs_on(bench: Bench) {
    let Loaded { plugin, gates, .. } = load(bench).await;
    let beside = plugin.beside();
    tokio::select! {
        biased;
        ticket = beside.wait("late") => panic!("{ticket:?}"),
        () = gates.entered("late") => {}
    }
    assert_eq!(beside.count().await.unwrap(), 1);
    gates.open("late");
    gates.open("ab");
    gates.open("ab");
    assert_eq!(plugin.twice("ab").await.unwrap(), (2, 2));
}

/// Failures are what they are for functions that are not async.
pub async fn async_functions_end_like_others(bench: Bench) {
    let Loaded { plugin, .. } = load(bench).await;
    assert_eq!(plugin.endings().fail("no").await.unwrap(), Err("no".to_string()));
    let waiting = plugin.beside();
    let (waits, panicked) = tokio::join!(waiting.wait("for ever"), async { plugin.endings().panic("out").await });
    for ended in [waits.map(|_| ()), panicked] {
        let Err(Error::Ended { cause, .. }) = ended else { panic!("{ended:?}") };
        assert!(matches!(&*cause, EndCause::Panicked { message, .. } if message == "out"), "{cause:?}");
    }
    let Loaded { plugin, .. } = load(bench).await;
    let Err(Error::Ended { cause, .. }) = plugin.endings().break_().await else { panic!("it answered") };
    assert!(matches!(&*cause, EndCause::ImportFailed { message, .. } if message == "the gate is broken"), "{cause:?}");
}

/// Its own deadline is what an async function sees.
pub async fn an_async_function_knows_its_deadline(bench: Bench) {
    let Loaded { plugin, .. } = load(bench).await;
    let hurried = plugin.within(&CallContext::root().with_timeout(Duration::from_secs(5)));
    let left = hurried.beside().remaining().await.unwrap().unwrap();
    assert!((1..=5_000_000).contains(&left), "{left}");
    let left = plugin.beside().remaining().await.unwrap().unwrap();
    assert!((5_000_001..=30_000_000).contains(&left), "{left}");
}

/// More calls than are allowed are refused, and those under way go on.
pub async fn async_calls_in_flight_are_limited(bench: Bench) {
    let Loaded { plugin, gates, .. } = load_with(bench, |config| config.limits.in_flight = 2).await;
    let beside = plugin.beside();
    let order = async {
        gates.entered("a").await;
        gates.entered("b").await;
        let Err(Error::OverLimit { limit, allowed, .. }) = beside.count().await else { panic!("it was let in") };
        assert_eq!((limit, allowed), ("limits.in_flight", 2));
        gates.open("a");
        gates.open("b");
    };
    let (a, b, ()) = tokio::join!(beside.wait("a"), beside.wait("b"), order);
    assert_eq!((a.unwrap().name, b.unwrap().name), ("a".to_string(), "b".to_string()));
    assert_eq!(beside.count().await.unwrap(), 1);
}

/// A plugin that is stopped lets calls under way end within the grace.
pub async fn a_stop_waits_for_async_calls(bench: Bench) {
    let Loaded { host, plugin, gates, .. } = load(bench).await;
    let beside = plugin.beside();
    let handle = host.plugin("concurrent").unwrap();
    let order = async {
        gates.entered("last").await;
        let stopping = handle.stop();
        tokio::pin!(stopping);
        assert!(tokio::time::timeout(Duration::from_millis(20), &mut stopping).await.is_err());
        gates.open("last");
        stopping.await.unwrap();
    };
    let (last, ()) = tokio::join!(beside.wait("last"), order);
    assert_eq!(last.unwrap().number, 4);
    assert!(matches!(beside.count().await, Err(Error::Ended { .. })));
}

/// The caller's thread cannot wait for an async function.
pub async fn async_functions_do_not_run_inline(bench: Bench) {
    let host = builder().plugin("concurrent", bench.config(Fixture::Concurrent)).build().await.unwrap();
    let refused = host.load_with::<Concurrent>("concurrent", Gates::default()).await.err();
    assert!(matches!(refused, Some(Error::Unenforceable { field, .. }) if field.contains("inline")), "{refused:?}");
}
