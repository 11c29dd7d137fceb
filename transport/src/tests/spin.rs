//! A lane whose callers read their own answers does what any lane does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use amphi_protocol::{Call, CallId, Cancel, FunctionIndex, Level, Log, Message, Outcome, Return};
use futures_util::future::join_all;

use super::{LIMIT, Mirror, Pair, call, closed, connect, connect_to, echo, hello, lost, next, plugin};
use crate::{Accepted, CallHead, CallLane, Error, LaneLimits, LaneOptions, Wait};

fn spinning(path: &std::path::Path, tls: Option<crate::HostTls>) -> LaneOptions {
    LaneOptions { wait: Wait::Spinning, ..LaneOptions::new(path, tls, hello()) }
}

async fn calls_in_turn(lane: &CallLane<u32>) {
    for number in 0..500_u32 {
        assert_eq!(call(lane, &number.to_le_bytes()).await.unwrap(), number.to_le_bytes());
    }
    assert_eq!(lane.in_flight(), 0);
}

/// Answers come whoever reads them, one caller after the other and several at once.
async fn calls_are_answered(secure: bool) {
    let pair = Pair::new();
    let plugin = plugin(secure.then(|| pair.plugin_tls()), LIMIT, echo);
    let lane = connect(spinning(&plugin.path, secure.then(|| pair.host_tls()))).await.unwrap();
    let lane = Arc::new(lane);
    calls_in_turn(&lane).await;
    let large = vec![3; 4 << 20];
    assert!(call(&lane, &large).await.unwrap() == large);
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let lane = Arc::clone(&lane);
        callers.spawn(async move { calls_in_turn_of_many(&lane).await });
    }
    while let Some(done) = callers.join_next().await {
        done.unwrap();
    }
    for answer in join_all((0..100).map(|_| call(&lane, b"many"))).await {
        assert_eq!(answer.unwrap(), b"many");
    }
    assert_eq!(lane.in_flight(), 0);
    drop(lane);
    plugin.join().unwrap();
}

async fn calls_in_turn_of_many(lane: &CallLane<u32>) {
    for number in 0..200_u32 {
        assert_eq!(call(lane, &number.to_le_bytes()).await.unwrap(), number.to_le_bytes());
    }
}

#[tokio::test]
async fn calls_are_answered_on_one_thread() {
    calls_are_answered(false).await;
    calls_are_answered(true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn calls_are_answered_on_several_threads() {
    calls_are_answered(false).await;
    calls_are_answered(true).await;
}

/// A caller that never has to sleep does not keep its thread for itself.
#[tokio::test]
async fn other_tasks_get_their_turns() {
    let plugin = plugin(None, LIMIT, echo);
    let options = LaneOptions { wait: Wait::Adaptive, ..LaneOptions::new(&*plugin.path, None, hello()) };
    let lane = connect(options).await.unwrap();
    let turns = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&turns);
    let mut others = tokio::task::JoinSet::<()>::new();
    others.spawn(async move {
        loop {
            counted.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
        }
    });
    calls_in_turn(&lane).await;
    drop(others);
    let turns = turns.load(Ordering::Relaxed);
    assert!(turns >= 500 / 16, "{turns} turns beside 500 calls");
}

#[tokio::test]
async fn an_import_in_the_middle_is_answered() {
    let plugin = plugin(None, LIMIT, |mut accepted: Accepted| {
        let (Message::Call(outer), _) = next(&mut accepted).unwrap() else { panic!("a call first") };
        let import = Message::Call(Call {
            id: CallId(1),
            function: 4,
            timeout_micros: None,
            parent: Some(outer.id),
            chain: Vec::new(),
            trace: None,
        });
        accepted.sender.send(|out| import.encode(out)).unwrap();
        let (Message::Return(inner), _) = next(&mut accepted).unwrap() else { panic!("an answer next") };
        assert_eq!(inner, Return { id: CallId(1), outcome: Outcome::Done });
        let answer = Message::Return(Return { id: outer.id, outcome: Outcome::Done });
        accepted.sender.send(|out| answer.encode(out)).unwrap();
        echo(accepted)
    });
    let handler = Arc::new(Mirror { hold: true, ..Mirror::default() });
    let lane = connect_to(spinning(&plugin.path, None), Arc::clone(&handler)).await.unwrap();
    // Made by a task that runs on the caller's only thread.
    let import = async {
        loop {
            let held = handler.held.lock().unwrap().pop();
            match held {
                Some(reply) => return reply.done(|_| {}).await.unwrap(),
                None => tokio::task::yield_now().await,
            }
        }
    };
    let (outer, ()) = futures_util::future::join(call(&lane, b"x"), import).await;
    assert_eq!(outer.unwrap(), b"");
    assert_eq!(call(&lane, b"y").await.unwrap(), b"y");
}

/// Ends the plugin as soon as it has a call, many times: sometimes the leader sees it, sometimes the reader's task.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_of_a_plugin_is_noticed_by_whoever_reads() {
    for round in 0..100 {
        let pair = Pair::new();
        let secure = round % 2 == 0;
        let plugin = plugin(secure.then(|| pair.plugin_tls()), LIMIT, |mut accepted: Accepted| {
            next(&mut accepted).unwrap();
        });
        let lane = connect(spinning(&plugin.path, secure.then(|| pair.host_tls()))).await.unwrap();
        let cause = lost(call(&lane, b"x").await);
        assert!(matches!(*cause, Error::PeerClosed { .. }), "{cause:?}");
        assert!(Arc::ptr_eq(&cause, &closed(&lane).await));
        assert!(Arc::ptr_eq(&cause, &lost(call(&lane, b"late").await)));
        plugin.join().unwrap();
    }
}

#[tokio::test]
async fn a_plugin_that_breaks_the_protocol_loses_the_lane() {
    let plugin = plugin(None, LIMIT, |mut accepted: Accepted| {
        next(&mut accepted).unwrap();
        accepted.sender.send(|out| Message::Hello(hello()).encode(out)).unwrap();
        // Whatever comes after it is nobody's any more.
        next(&mut accepted).unwrap_err()
    });
    let lane = connect(spinning(&plugin.path, None)).await.unwrap();
    let cause = lost(call(&lane, b"x").await);
    assert!(matches!(*cause, Error::UnexpectedMessage { .. }), "{cause:?}");
    plugin.join().unwrap();
}

#[tokio::test]
async fn what_comes_between_calls_is_read_too() {
    let plugin = plugin(None, LIMIT, |mut accepted: Accepted| {
        for _ in 0..20 {
            let (Message::Call(call), _) = next(&mut accepted).unwrap() else { panic!("a call") };
            let answer = Message::Return(Return { id: call.id, outcome: Outcome::Done });
            accepted.sender.send(|out| answer.encode(out)).unwrap();
            let log = Message::Log(Log {
                level: Level::Info,
                target: "test".to_string(),
                message: "afterwards".to_string(),
                fields: Vec::new(),
                call: None,
            });
            accepted.sender.send(|out| log.encode(out)).unwrap();
        }
        echo(accepted)
    });
    let handler = Arc::new(Mirror::default());
    let lane = connect_to(spinning(&plugin.path, None), Arc::clone(&handler)).await.unwrap();
    for count in 1..=20 {
        call(&lane, b"").await.unwrap();
        let begun = Instant::now();
        while handler.logs.lock().unwrap().len() < count {
            assert!(begun.elapsed() < LIMIT, "the line after call {count} was never read");
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_is_cancelled() {
    let plugin = plugin(None, LIMIT, |mut accepted: Accepted| {
        let (Message::Call(call), _) = next(&mut accepted).unwrap() else { panic!("a call first") };
        let (cancel, _) = next(&mut accepted).unwrap();
        assert_eq!(cancel, Message::Cancel(Cancel { id: call.id }));
        let answer = Message::Return(Return { id: call.id, outcome: Outcome::Done });
        accepted.sender.send(|out| answer.encode(out)).unwrap();
        echo(accepted)
    });
    let mut options = spinning(&plugin.path, None);
    options.limits = LaneLimits { in_flight: 1, ..LaneLimits::default() };
    let lane = connect(options).await.unwrap();
    let id = lane.next_id();
    let head = CallHead { id, function: FunctionIndex(0), timeout: None, chain: Vec::new(), trace: None, scope: 1 };
    // Nobody waits for the answer longer than the caller wants to.
    let dropped = tokio::time::timeout(Duration::from_millis(5), lane.call(head, |_| {}, |_| Ok(())));
    dropped.await.unwrap_err();
    tokio::time::timeout(LIMIT, lane.settled(id)).await.unwrap();
    assert_eq!(call(&lane, b"again").await.unwrap(), b"again");
}
