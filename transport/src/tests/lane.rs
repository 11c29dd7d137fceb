//! The lane between two that behave.

use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use amphi_protocol::{
    Call, CallFailure, CallId, Cancel, FailureKind, FunctionIndex, Level, Log, Message, Outcome, Return,
};

use super::{LIMIT, Mirror, Pair, call, closed, connect, connect_to, echo, failure, hello, lost, next, plugin};
use crate::{Accepted, CallError, CallHead, Error, LaneLimits, LaneOptions};

#[tokio::test]
async fn large_payloads_cross_both_ways_at_once() {
    for secure in [false, true] {
        let pair = Pair::new();
        let plugin = plugin(secure.then(|| pair.plugin_tls()), LIMIT, echo);
        let tls = secure.then(|| pair.host_tls());
        let lane = connect(LaneOptions::new(&plugin.path, tls, hello())).await.unwrap();
        let large: Vec<u8> = (0..8u32 << 20).flat_map(u32::to_le_bytes).take(8 << 20).collect();
        let calls = (0..4).map(|_| call(&lane, &large));
        for result in futures_util::future::join_all(calls).await {
            assert!(result.unwrap() == large);
        }
        drop(lane);
        plugin.join().unwrap();
    }
}

#[tokio::test]
async fn the_plugin_calls_the_host() {
    let pair = Pair::new();
    let plugin = plugin(Some(pair.plugin_tls()), LIMIT, |mut accepted: Accepted| {
        let import = Message::Call(Call {
            id: CallId(1),
            function: 4,
            timeout_micros: None,
            parent: None,
            chain: Vec::new(),
            trace: None,
        });
        let log = Message::Log(Log {
            level: Level::Info,
            target: "test".to_string(),
            message: "asked".to_string(),
            fields: Vec::new(),
            call: None,
        });
        accepted.sender.send(|out| log.encode(out)).unwrap();
        accepted
            .sender
            .send(|out| {
                import.encode(out);
                out.extend_from_slice(b"question");
            })
            .unwrap();
        next(&mut accepted).unwrap()
    });
    let handler = Arc::new(Mirror::default());
    let options = LaneOptions::new(&plugin.path, Some(pair.host_tls()), hello());
    let lane = connect_to(options, Arc::clone(&handler)).await.unwrap();
    closed(&lane).await;
    assert_eq!(
        plugin.join().unwrap(),
        (Message::Return(Return { id: CallId(1), outcome: Outcome::Done }), b"question".to_vec())
    );
    assert_eq!(handler.logs.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn dropping_a_call_sends_a_cancel_and_keeps_its_place() {
    let plugin = plugin(None, LIMIT, |mut accepted: Accepted| {
        let (Message::Call(call), _) = next(&mut accepted).unwrap() else { panic!("a call first") };
        let (cancel, _) = next(&mut accepted).unwrap();
        assert_eq!(cancel, Message::Cancel(Cancel { id: call.id }));
        let answer = Message::Return(Return { id: call.id, outcome: Outcome::Done });
        accepted.sender.send(|out| answer.encode(out)).unwrap();
        echo(accepted)
    });
    let mut options = LaneOptions::new(&plugin.path, None, hello());
    options.limits = LaneLimits { in_flight: 1, ..LaneLimits::default() };
    let lane = connect(options).await.unwrap();
    let id = lane.next_id();
    let head = CallHead { id, function: FunctionIndex(0), timeout: None, chain: Vec::new(), trace: None, scope: 1 };
    {
        let mut first = std::pin::pin!(lane.call(head, |_| {}, |_| Ok(())));
        assert!(futures_util::poll!(&mut first).is_pending());
        // Full: the next one is refused before anything is sent.
        assert!(matches!(call(&lane, b"").await, Err(CallError::Busy { limit: 1 })));
        assert!(lane.is_running(id));
    }
    tokio::time::timeout(LIMIT, lane.settled(id)).await.unwrap();
    assert!(!lane.is_running(id));
    assert_eq!(call(&lane, b"again").await.unwrap(), b"again");
}

#[tokio::test]
async fn a_result_that_nobody_takes_is_handed_over() {
    let plugin = plugin(None, LIMIT, |mut accepted: Accepted| {
        for result in [b"before", b"late__"] {
            let (Message::Call(call), _) = next(&mut accepted).unwrap() else { panic!("a call first") };
            if result == b"late__" {
                // Its caller leaves first.
                next(&mut accepted).unwrap();
            }
            let answer = Message::Return(Return { id: call.id, outcome: Outcome::Done });
            let write = |out: &mut Vec<u8>| {
                answer.encode(out);
                out.extend_from_slice(result);
            };
            accepted.sender.send(write).unwrap();
        }
        echo(accepted)
    });
    let handler = Arc::new(Mirror::default());
    // Nobody reads but the reader's task: an answer does not come while its call is polled.
    let options = LaneOptions { wait: crate::Wait::Asleep, ..LaneOptions::new(&plugin.path, None, hello()) };
    let lane = connect_to(options, Arc::clone(&handler)).await.unwrap();
    for answered in [true, false] {
        let id = lane.next_id();
        let head = CallHead { id, function: FunctionIndex(0), timeout: None, chain: Vec::new(), trace: None, scope: 1 };
        let mut call = Box::pin(lane.call(head, |_| {}, |_| Ok(())));
        assert!(futures_util::poll!(&mut call).is_pending());
        let settled = async {
            while answered && lane.is_running(id) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(LIMIT, settled).await.unwrap();
        drop(call);
        tokio::time::timeout(LIMIT, lane.settled(id)).await.unwrap();
    }
    assert_eq!(*handler.unclaimed.lock().unwrap(), [b"before".to_vec(), b"late__".to_vec()]);
    // What was taken, nobody hands over.
    assert_eq!(call(&lane, b"taken").await.unwrap(), b"taken");
    assert_eq!(handler.unclaimed.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn arguments_that_are_too_large_are_not_sent() {
    let plugin = plugin(None, LIMIT, echo);
    let mut options = LaneOptions::new(&plugin.path, None, hello());
    options.limits.frame_bytes = 1 << 10;
    let lane = connect(options).await.unwrap();
    assert!(matches!(call(&lane, &[0; 2 << 10]).await, Err(CallError::Arguments(_))));
    assert_eq!(call(&lane, b"small").await.unwrap(), b"small");
    assert_eq!(lane.in_flight(), 0);
}

#[tokio::test]
async fn callers_wait_while_the_plugin_does_not_read() {
    let (resume, resumed) = std::sync::mpsc::sync_channel::<()>(1);
    let plugin = plugin(None, LIMIT, move |accepted: Accepted| {
        resumed.recv_timeout(LIMIT).unwrap();
        echo(accepted)
    });
    let mut options = LaneOptions::new(&plugin.path, None, hello());
    options.limits.outbox_bytes = 1 << 20;
    let lane = connect(options).await.unwrap();
    let large = vec![5; 1 << 20];
    let mut calls: Vec<_> = (0..20).map(|_| Box::pin(call(&lane, &large))).collect();
    for call in &mut calls {
        assert!(futures_util::poll!(call).is_pending());
    }
    // What the socket took, what the bound allows, and the rest has not been encoded yet.
    assert!(lane.in_flight() < 6, "{} calls were queued", lane.in_flight());
    resume.send(()).unwrap();
    for result in futures_util::future::join_all(calls).await {
        assert_eq!(result.unwrap().len(), large.len());
    }
}

#[tokio::test]
async fn a_plugin_that_ends_fails_every_call_with_one_cause() {
    let plugin = plugin(None, LIMIT, |mut accepted: Accepted| {
        for _ in 0..10 {
            next(&mut accepted).unwrap();
        }
    });
    let lane = connect(LaneOptions::new(&plugin.path, None, hello())).await.unwrap();
    let results = futures_util::future::join_all((0..10).map(|_| call(&lane, b"x"))).await;
    let causes: Vec<_> = results.into_iter().map(lost).collect();
    assert!(matches!(*causes[0], Error::PeerClosed { .. }));
    assert!(causes.iter().all(|cause| Arc::ptr_eq(cause, &causes[0])));
    assert_eq!(lane.in_flight(), 0);
    plugin.join().unwrap();
}

#[tokio::test]
async fn a_failure_reaches_its_caller() {
    let plugin = plugin(None, LIMIT, |mut accepted: Accepted| {
        let (Message::Call(call), _) = next(&mut accepted).unwrap() else { panic!("a call first") };
        let failure = CallFailure { kind: FailureKind::OverLimit, message: "no".to_string() };
        let answer = Message::Return(Return { id: call.id, outcome: Outcome::Failed(failure) });
        accepted.sender.send(|out| answer.encode(out)).unwrap();
        echo(accepted)
    });
    let lane = connect(LaneOptions::new(&plugin.path, None, hello())).await.unwrap();
    assert_eq!(failure(call(&lane, b"x").await).kind, FailureKind::OverLimit);
    assert_eq!(call(&lane, b"y").await.unwrap(), b"y");
}

#[tokio::test]
async fn silence_is_no_answer_to_a_question_of_health() {
    // An echo that knows nothing of health.
    let plugin = plugin(None, LIMIT, echo);
    let lane = connect(LaneOptions::new(&plugin.path, None, hello())).await.unwrap();
    let asked = tokio::time::timeout(Duration::from_millis(20), lane.health()).await;
    assert!(asked.is_err());
    let mut asked = std::pin::pin!(lane.health());
    assert!(matches!(futures_util::poll!(&mut asked), Poll::Pending));
    lane.close();
    assert!(matches!(asked.await, Err(CallError::Lost(_))));
}
