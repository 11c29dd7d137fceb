//! Plugins of several instances: shared, pooled, and new for each call.

use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use amphi_host::config::InstanceUse;
use amphi_host::{CallContext, EndCause, Error, Host, ImportError, PluginConfig, PluginHandle, State};
use futures_util::future::{join, join_all};

use crate::bench::relay::{Relay, RelayImports};
use crate::bench::{Bench, Fixture, Loaded, builder, eventually};

fn several(usage: InstanceUse, instances: u32) -> impl FnOnce(&mut PluginConfig) {
    move |config| {
        config.instance = usage;
        config.instances = Some(instances);
    }
}

/// Does something while calls wait at the gate, then lets them go.
async fn while_waiting<T, R>(
    loaded: &Loaded,
    calls: impl IntoIterator<Item = impl Future<Output = T>>,
    at_gate: usize,
    then: impl Future<Output = R>,
) -> (Vec<T>, R) {
    let calls = calls.into_iter().collect::<Vec<_>>();
    let count = calls.len();
    let then = async {
        for _ in 0..at_gate {
            loaded.answers.entered().await;
        }
        let done = then.await;
        (0..count).for_each(|_| loaded.answers.open());
        done
    };
    join(join_all(calls), then).await
}

pub async fn a_fresh_instance_knows_nothing(bench: Bench) {
    let loaded = bench.load_with(|config| config.instance = InstanceUse::Fresh).await;
    for _ in 0..6 {
        assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
        let add = loaded.handle().call("conformance:suite/counter#add", &[5_i64.into()]).await;
        assert_eq!(add.unwrap(), Some(5_i64.into()));
    }
    assert_eq!(loaded.plugin.answer("olleh").await.unwrap(), "hello!");
    let wrong = loaded.handle().call("anser", &[]).await;
    assert!(matches!(wrong, Err(Error::UnknownFunction { .. })), "{wrong:?}");
    eventually("the instances end", || loaded.handle().instances().is_empty()).await;
}

pub async fn fresh_instances_run_side_by_side(bench: Bench) {
    let loaded = bench.load_with(several(InstanceUse::Fresh, 3)).await;
    let behave = loaded.plugin.behave();
    let calls = (0..7).map(|_| behave.count_and_wait());
    let (counts, there) = while_waiting(&loaded, calls, 3, async { loaded.handle().instances().len() }).await;
    assert_eq!(there, 3);
    assert!(counts.into_iter().all(|count| count.unwrap() == 2));
}

pub async fn a_pooled_instance_is_used_again(bench: Bench) {
    let loaded = bench.load_with(|config| config.instance = InstanceUse::Pooled).await;
    for expected in 1..=5 {
        assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), expected);
    }
    assert_eq!(loaded.handle().instances().len(), 1);
}

pub async fn a_pooled_instance_has_one_call_at_a_time(bench: Bench) {
    let loaded = bench.load_with(several(InstanceUse::Pooled, 2)).await;
    let behave = loaded.plugin.behave();
    let calls = (0..6).map(|_| behave.count_and_wait());
    let (counts, there) = while_waiting(&loaded, calls, 2, async { loaded.handle().instances().len() }).await;
    assert_eq!(there, 2);
    // Each call of an instance found what the ones before had left, and none saw another's half.
    let mut counts: Vec<_> = counts.into_iter().map(Result::unwrap).collect();
    counts.sort_unstable();
    assert!(counts.iter().all(|count| count % 2 == 0), "{counts:?}");
    assert_eq!(loaded.handle().instances().len(), 2);
}

pub async fn shared_instances_share_the_calls(bench: Bench) {
    let loaded = bench.load_with(several(InstanceUse::Shared, 3)).await;
    assert_eq!(loaded.handle().instances().len(), 3);
    let behave = loaded.plugin.behave();
    let calls = (0..6).map(|_| behave.count_and_wait());
    let (counts, ()) = while_waiting(&loaded, calls, 3, async {}).await;
    let mut counts: Vec<_> = counts.into_iter().map(Result::unwrap).collect();
    counts.sort_unstable();
    assert_eq!(counts, [2, 2, 2, 4, 4, 4]);
}

/// Ends one instance while a call is in another.
async fn one_ends(bench: Bench, usage: InstanceUse) {
    let loaded = bench.load_with(several(usage, 2)).await;
    let behave = loaded.plugin.behave();
    let (waited, ended) = while_waiting(&loaded, [behave.wait()], 1, behave.panic("one of two")).await;
    let Err(Error::Ended { cause, .. }) = ended else { panic!("{ended:?}") };
    assert!(cause.to_string().contains("one of two"), "{cause}");
    // The other one lives, and so does the plugin.
    assert!(waited.into_iter().all(|answer| answer.unwrap() == 7));
    let handle = loaded.handle();
    assert_eq!(handle.state(), State::Ready);
    handle.health().await.unwrap();
    let calls = (0..4).map(|_| behave.wait());
    let (answers, there) = while_waiting(&loaded, calls, 2, async { handle.instances().len() }).await;
    assert!(answers.into_iter().all(|answer| answer.unwrap() == 7));
    assert_eq!(there, 2);
}

pub async fn an_instance_that_ends_is_replaced(bench: Bench) {
    one_ends(bench, InstanceUse::Pooled).await;
    one_ends(bench, InstanceUse::Shared).await;
    one_ends(bench, InstanceUse::Fresh).await;
}

pub async fn a_pool_has_a_bounded_queue(bench: Bench) {
    let loaded = bench
        .load_with(|config| {
            several(InstanceUse::Pooled, 1)(config);
            config.limits.in_flight = 2;
        })
        .await;
    let behave = loaded.plugin.behave();
    let too_many = async {
        match behave.wait().await.unwrap_err() {
            Error::OverLimit { limit: "limits.in_flight", allowed: 2, got: 3, .. } => {}
            other => panic!("{other}"),
        }
    };
    let (answers, ()) = while_waiting(&loaded, [behave.wait(), behave.wait()], 1, too_many).await;
    assert!(answers.into_iter().all(|answer| answer.unwrap() == 7));
}

pub async fn a_wait_for_an_instance_counts_against_the_deadline(bench: Bench) {
    let loaded = bench.load_with(several(InstanceUse::Pooled, 1)).await;
    let behave = loaded.plugin.behave();
    let hasty = loaded.plugin.within(&CallContext::root().with_timeout(Duration::from_millis(40)));
    let late = async {
        let answer = hasty.counter().add(1).await;
        assert!(matches!(answer, Err(Error::DeadlineExceeded { .. })), "{answer:?}");
    };
    while_waiting(&loaded, [behave.wait()], 1, late).await;
    // It left the queue.
    assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
}

pub async fn a_dropped_call_keeps_its_instance_until_it_ends(bench: Bench) {
    let loaded = bench.load_with(several(InstanceUse::Pooled, 1)).await;
    let behave = loaded.plugin.behave();
    let dropped = async {
        tokio::select! {
            biased;
            answer = behave.count_and_wait() => panic!("{answer:?}"),
            () = loaded.answers.entered() => {}
        }
    };
    dropped.await;
    let next = async {
        let count = loaded.plugin.counter();
        let (count, ()) = join(count.add(0), async { loaded.answers.open() }).await;
        count
    };
    // The one that nobody waits for came to its end first.
    assert_eq!(next.await.unwrap(), 2);
}

pub async fn several_instances_are_stopped_together(bench: Bench) {
    for usage in [InstanceUse::Shared, InstanceUse::Pooled, InstanceUse::Fresh] {
        let loaded = bench.load_with(several(usage, 2)).await;
        let (handle, behave) = (loaded.handle(), loaded.plugin.behave());
        let calls = (0..3).map(|_| behave.wait());
        let (answers, ()) = while_waiting(&loaded, calls, 2, async { handle.stop().await.unwrap() }).await;
        for answer in answers {
            let Err(Error::Ended { cause, .. }) = answer else { panic!("{usage:?}: {answer:?}") };
            assert_eq!(*cause, EndCause::Stopped);
        }
        assert!(matches!(handle.state(), State::Ended(cause) if *cause == EndCause::Stopped));
        assert!(handle.instances().is_empty());
        let answer = behave.wait().await;
        assert!(matches!(answer, Err(Error::Ended { .. })), "{answer:?}");
        assert!(matches!(handle.health().await, Err(Error::Ended { .. })));
        handle.stop().await.unwrap();
    }
}

/// Calls its own plugin again.
#[derive(Clone, Default)]
struct Back(Arc<OnceLock<Relay>>);

impl RelayImports for Back {
    async fn next(&self, cx: &CallContext, depth: u32) -> Result<Result<String, String>, ImportError> {
        let Some(own) = self.0.get() else { return Err(ImportError::new("it is not connected")) };
        match own.within(cx).pass(depth).await {
            Ok(answer) => Ok(answer),
            Err(Error::Reentrant { plugin, .. }) => Ok(Err(format!("{plugin} waits for this"))),
            Err(error) => Err(error.into()),
        }
    }
}

/// A relay of so many instances that calls itself.
async fn circle(bench: Bench, usage: InstanceUse, instances: u32) -> (Host, Relay) {
    let config = bench.config(Fixture::Relay).with(several(usage, instances));
    let host = builder().plugin("relay", config).build().await.unwrap();
    let back = Back::default();
    let relay = host.load_with::<Relay>("relay", back.clone()).await.unwrap();
    assert!(back.0.set(relay.clone()).is_ok());
    (host, relay)
}

/// The guard is by instance: a call back goes to another one, and is refused where all of them wait for it.
pub async fn a_call_back_goes_to_another_instance(bench: Bench) {
    for usage in [InstanceUse::Shared, InstanceUse::Pooled, InstanceUse::Fresh] {
        let (_host, relay) = circle(bench, usage, 2).await;
        assert_eq!(relay.pass(1).await.unwrap().unwrap(), "passed end", "{usage:?}");
        assert_eq!(relay.pass(2).await.unwrap().unwrap_err(), "relay waits for this", "{usage:?}");
        assert_eq!(relay.pass(1).await.unwrap().unwrap(), "passed end", "{usage:?}");
    }
    let (_host, relay) = circle(bench, InstanceUse::Pooled, 1).await;
    assert_eq!(relay.pass(1).await.unwrap().unwrap_err(), "relay waits for this");
}

/// Processes with an argument that no other test gives.
fn processes(mark: &str) -> usize {
    let mark = format!("\0{mark}\0");
    let all = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let lines = all.filter_map(|entry| std::fs::read(entry.path().join("cmdline")).ok());
    lines.filter(|line| String::from_utf8_lossy(line).contains(&mark)).count()
}

async fn marked(bench: Bench, usage: InstanceUse, mark: &str) -> Loaded {
    bench
        .load_with(|config| {
            several(usage, 3)(config);
            config.permissions.args = vec![mark.into(), "last".into()];
        })
        .await
}

/// Never more processes than instances, and none that outlives its plugin.
pub async fn processes_are_counted(bench: Bench) {
    for usage in [InstanceUse::Shared, InstanceUse::Pooled, InstanceUse::Fresh] {
        let mark = format!("{bench:?}-{usage:?}-{}", std::process::id());
        let loaded = marked(bench, usage, &mark).await;
        let (handle, behave) = (loaded.handle(), loaded.plugin.behave());
        let (answers, there) =
            while_waiting(&loaded, (0..9).map(|_| behave.wait()), 3, async { processes(&mark) }).await;
        assert!(answers.into_iter().all(|answer| answer.unwrap() == 7));
        assert_eq!(there, 3, "{usage:?}");
        for _ in 0..8 {
            loaded.plugin.echo().nothing().await.unwrap();
            assert!(processes(&mark) <= 3, "{usage:?}");
        }
        handle.stop().await.unwrap();
        assert_eq!(processes(&mark), 0, "{usage:?}");

        let Loaded { host, plugin, answers } = marked(bench, usage, &mark).await;
        plugin.echo().nothing().await.unwrap();
        drop((host, plugin, answers));
        eventually("the processes end with their plugin", || processes(&mark) == 0).await;
    }
}

/// The processes that a plugin has are in its instances, not in itself.
pub async fn each_instance_is_known(bench: Bench) {
    let loaded = bench.load_with(several(InstanceUse::Shared, 2)).await;
    let handle = loaded.handle();
    let info = handle.info();
    assert_eq!((info.backend, info.process_id), (Some(bench.backend()), None));
    let instances: Vec<Arc<dyn PluginHandle>> = handle.instances();
    let [one, other] = &*instances else { panic!("{}", instances.len()) };
    assert!(one.info().instance != other.info().instance && one.info().instance != info.instance);
    assert_eq!(one.info().process_id.is_some(), bench.is_native());
    // Each is called by itself too.
    one.call("conformance:suite/counter#add", &[1_i64.into()]).await.unwrap();
    let total = other.call("conformance:suite/counter#add", &[1_i64.into()]).await.unwrap();
    assert_eq!(total, Some(1_i64.into()));
}
