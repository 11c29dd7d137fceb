//! Long frames on the stream lane, and whoever else comes to the plugin's socket.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::sync_channel;

use amphi_protocol::limits::MAX_CALL_LANE_BYTES;
use amphi_protocol::{Cancel, Goodbye};
use futures_util::future::join_all;

use super::*;

const LONG: usize = 3 * MAX_CALL_LANE_BYTES + 7;

fn options(path: &std::path::Path, tls: Option<HostTls>) -> LaneOptions {
    LaneOptions::new(path, tls, streaming_hello())
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|index| u8::try_from(index % 251).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn long_calls_and_answers_cross_it_both_ways_at_once() {
    for secure in [false, true] {
        let pair = Pair::new();
        let plugin = plugin_with(streaming_hello(), secure.then(|| pair.plugin_tls()), LIMIT, echo);
        let lane = connect(options(&plugin.path, secure.then(|| pair.host_tls()))).await.unwrap();
        let lengths = [LONG, 5 << 20, MAX_CALL_LANE_BYTES, 10, 33 << 20, MAX_CALL_LANE_BYTES + 1];
        let calls = lengths.map(|length| {
            let lane = &lane;
            async move { assert!(call(lane, &bytes(length)).await.unwrap() == bytes(length), "{length}") }
        });
        join_all(calls).await;
        drop(lane);
        assert!(matches!(plugin.join(), Ok(Error::PeerClosed { partial: false })));
    }
}

#[tokio::test]
async fn hundreds_of_long_calls_wait_for_their_turn() {
    let pair = Pair::new();
    let plugin = plugin_with(streaming_hello(), Some(pair.plugin_tls()), LIMIT, echo);
    let lane = connect(options(&plugin.path, Some(pair.host_tls()))).await.unwrap();
    let args = bytes(LONG);
    let all = join_all((0..400).map(|_| call(&lane, &args))).await;
    assert!(all.into_iter().all(|result| result.unwrap() == args));
}

#[tokio::test]
async fn small_calls_overtake_a_long_one() {
    let plugin = plugin_with(streaming_hello(), None, LIMIT, |mut accepted| {
        let mut order = Vec::new();
        while order.len() < 2 {
            if let (Message::Call(call), args) = next(&mut accepted)? {
                order.push(args.len());
                answer(&accepted, call.id, &[])?;
            }
        }
        Ok::<_, Error>(order)
    });
    let lane = connect(options(&plugin.path, None)).await.unwrap();
    let args = bytes(20 << 20);
    let mut long = std::pin::pin!(call(&lane, &args));
    assert!(futures_util::poll!(&mut long).is_pending());
    call(&lane, &[9]).await.unwrap();
    long.await.unwrap();
    assert_eq!(plugin.join().unwrap().unwrap(), [1, args.len()]);
}

#[tokio::test]
async fn an_answer_that_needs_the_lane_has_it_opened() {
    let plugin = plugin_with(streaming_hello(), None, LIMIT, |mut accepted| {
        let answered = |accepted: &mut Accepted| {
            if let (Message::Call(call), _) = next(accepted)? {
                answer(accepted, call.id, &bytes(LONG))?;
            }
            Ok::<(), Error>(())
        };
        while answered(&mut accepted).is_ok() {}
    });
    let lane = connect(options(&plugin.path, None)).await.unwrap();
    assert!(call(&lane, &[1]).await.unwrap() == bytes(LONG));
    assert!(call(&lane, &[1]).await.unwrap() == bytes(LONG));
}

#[tokio::test]
async fn without_the_feature_everything_takes_the_call_lane() {
    let plugin = plugin(None, LIMIT, echo);
    let lane = connect(options(&plugin.path, None)).await.unwrap();
    assert!(call(&lane, &bytes(LONG)).await.unwrap() == bytes(LONG));
}

#[tokio::test]
async fn a_long_call_that_nobody_waits_for_is_taken_back_or_cancelled() {
    let (sender, seen) = sync_channel(64);
    let plugin = plugin_with(streaming_hello(), None, LIMIT, move |mut accepted| {
        loop {
            match next(&mut accepted) {
                Ok((Message::Call(call), args)) => {
                    sender.send(format!("call {}", call.id.0)).unwrap();
                    answer(&accepted, call.id, &args).unwrap();
                }
                Ok((Message::Cancel(Cancel { id }), _)) => sender.send(format!("cancel {}", id.0)).unwrap(),
                Ok(_) => {}
                Err(error) => return error,
            }
        }
    });
    let lane = connect(options(&plugin.path, None)).await.unwrap();
    // Call 1 is given up at once, before the lane is there; it is never made.
    {
        let long = bytes(20 << 20);
        let mut long = std::pin::pin!(call(&lane, &long));
        assert!(futures_util::poll!(&mut long).is_pending());
    }
    assert_eq!(call(&lane, &bytes(LONG)).await.unwrap().len(), LONG);
    assert_eq!(seen.try_iter().collect::<Vec<_>>(), ["call 2"]);
    assert_eq!(lane.in_flight(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_turned_away_while_a_session_lasts() {
    let pair = Pair::new();
    let plugin = plugin_with(streaming_hello(), Some(pair.plugin_tls()), LIMIT, echo);
    let lane = connect(options(&plugin.path, Some(pair.host_tls()))).await.unwrap();
    // Silent ones, more than are kept.
    let silent: Vec<_> = (0..40).map(|_| UnixStream::connect(&plugin.path).unwrap()).collect();
    assert_eq!(call(&lane, &[1]).await.unwrap(), [1]);
    // One that talks nonsense.
    let mut nonsense = UnixStream::connect(&plugin.path).unwrap();
    nonsense.set_read_timeout(Some(LIMIT)).unwrap();
    nonsense.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    nonsense.read_to_end(&mut answer).ok();
    // One with another certificate.
    let stranger = HostTls::new(&Identity::generate().unwrap(), pair.plugin.der()).unwrap();
    let refused = connect(options(&plugin.path, Some(stranger))).await;
    assert!(matches!(refused, Err(Error::CertificateRefused { .. } | Error::PeerClosed { .. })), "{refused:?}");
    // The host itself, in another session.
    let hello = Hello { session: [8; 16], ..streaming_hello() };
    let second = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), hello.clone())).await;
    assert!(matches!(second, Err(Error::Refused { .. })), "{second:?}");
    let other = Hello { lane: Lane::Stream, ..hello };
    let second = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), other)).await;
    assert!(matches!(second, Err(Error::Refused { .. })), "{second:?}");
    // Nobody noticed.
    assert!(call(&lane, &bytes(LONG)).await.unwrap() == bytes(LONG));
    assert_eq!(call(&lane, &[2]).await.unwrap(), [2]);
    drop(silent);
    // The lane is there now, and is there once.
    let again = Hello { lane: Lane::Stream, ..streaming_hello() };
    let second = connect(LaneOptions::new(&plugin.path, Some(pair.host_tls()), again)).await;
    assert!(matches!(second, Err(Error::Refused { .. })), "{second:?}");
    assert_eq!(call(&lane, &[3]).await.unwrap(), [3]);
}

#[tokio::test]
async fn a_goodbye_does_not_lose_a_long_answer() {
    let plugin = plugin_with(streaming_hello(), None, LIMIT, |mut accepted| {
        let mut due = None;
        loop {
            match next(&mut accepted)? {
                (Message::Call(call), _) => due = Some(call.id),
                (Message::Goodbye(Goodbye { .. }), _) => break,
                _ => {}
            }
        }
        answer(&accepted, due.unwrap(), &bytes(LONG))?;
        // The lane's opening is news that has to be read.
        while !matches!(next(&mut accepted)?, (Message::OpenLane(_), _)) {}
        accepted.sender.drain_long(LIMIT);
        Ok::<(), Error>(())
    });
    let lane = connect(options(&plugin.path, None)).await.unwrap();
    let mut long = std::pin::pin!(call(&lane, &[1]));
    assert!(futures_util::poll!(&mut long).is_pending());
    lane.goodbye("enough");
    assert!(long.await.unwrap() == bytes(LONG));
    plugin.join().unwrap().unwrap();
}
