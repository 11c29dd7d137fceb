//! Calls that succeed, one and many.

use std::time::Duration;

use futures_util::future::join_all;

use crate::bench::{Bench, within};

pub async fn a_function_without_anything_is_called(bench: Bench) {
    let loaded = bench.load().await;
    loaded.plugin.echo().nothing().await.unwrap();
    loaded.plugin.through_host(true).await.unwrap();
    loaded.plugin.echo().nothing().await.unwrap();
    assert_eq!(loaded.handle().call("nothing", &[]).await.unwrap(), None);
}

pub async fn the_world_has_functions_of_its_own(bench: Bench) {
    let loaded = bench.load().await;
    assert_eq!(loaded.plugin.answer("olleh").await.unwrap(), "hello!");
    let answer = loaded.handle().call("answer", &["esrever".into()]).await.unwrap();
    assert_eq!(answer, Some("reverse!".into()));
}

pub async fn state_is_kept_between_calls(bench: Bench) {
    let loaded = bench.load().await;
    let counter = loaded.plugin.counter();
    for expected in 1..=50 {
        assert_eq!(counter.add(1).await.unwrap(), expected);
    }
    // The handle and the client are the same instance.
    let total = loaded.handle().call("conformance:suite/counter#add", &[5_i64.into()]).await.unwrap();
    assert_eq!(total, Some(55_i64.into()));
    counter.reset().await.unwrap();
    assert_eq!(counter.add(-3).await.unwrap(), -3);
}

pub async fn many_calls_at_once(bench: Bench) {
    let loaded = bench.load().await;
    let counter = loaded.plugin.counter();
    let texts: Vec<_> = (0..64).map(|number| format!("call {number}").repeat(number + 1)).collect();
    let echo = loaded.plugin.echo();
    let echoes = join_all(texts.iter().map(|text| echo.echo_string(text)));
    let counts = join_all((0..64).map(|_| counter.add(1)));
    let (echoes, counts) = futures_util::future::join(echoes, counts).await;
    for (answer, text) in echoes.into_iter().zip(&texts) {
        assert_eq!(&answer.unwrap(), text);
    }
    // Each call saw another count: none ran beside another, none was lost.
    let mut counts: Vec<_> = counts.into_iter().map(Result::unwrap).collect();
    counts.sort_unstable();
    assert_eq!(counts, (1..=64).collect::<Vec<_>>());
}

/// While one call waits in the host, the instance takes no other: it is the author's only thread.
pub async fn calls_wait_their_turn(bench: Bench) {
    let loaded = bench.load().await;
    let (behave, counter) = (loaded.plugin.behave(), loaded.plugin.counter());
    let first = behave.count_and_wait();
    let second = async {
        loaded.answers.entered().await;
        let add = counter.add(100);
        let open = async {
            tokio::task::yield_now().await;
            loaded.answers.open();
        };
        futures_util::future::join(add, open).await.0
    };
    let (first, second) = futures_util::future::join(first, second).await;
    assert_eq!((first.unwrap(), second.unwrap()), (2, 102));
}

pub async fn a_large_argument_and_result(bench: Bench) {
    let loaded = bench.load().await;
    let large: Vec<u8> = (0..8_u32 << 20).map(|number| (number % 251) as u8).collect();
    let call = loaded.plugin.echo();
    let back = within(Duration::from_secs(60), call.echo_bytes(&large)).await.unwrap();
    assert!(back == large, "{} bytes came back", back.len());
    let sum = large.iter().map(|byte| u64::from(*byte)).sum();
    assert_eq!(loaded.plugin.probe().sum(&large).await.unwrap(), (sum, 8 << 20));
    // Small calls go on.
    assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
}

pub async fn a_call_may_be_made_from_another_task(bench: Bench) {
    let loaded = bench.load().await;
    let plugin = loaded.plugin.clone();
    let task = async move { plugin.counter().add(2).await };
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(task);
    assert_eq!(tasks.join_next().await.unwrap().unwrap().unwrap(), 2);
}
