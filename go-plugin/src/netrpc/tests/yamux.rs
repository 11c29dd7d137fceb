//! Peers that break the rules of yamux: each ends its session, with the rule as the cause, and nothing else.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, split};

use super::hostile::{hear, session, session_with};
use super::within;
use crate::multiplex::Violation;
use crate::multiplex::testing::{ACK, DATA, GO_AWAY, PING, SYN, breaches, data, frame};
use crate::netrpc::{BrokerId, EndCause, Error, KeepAlive};

#[tokio::test]
async fn every_breach_is_the_cause_of_the_end() {
    for (bytes, violation) in breaches() {
        let (session, mut peer) = session().await;
        // The host may have closed the connection before all was written.
        peer.write_all(&bytes).await.ok();
        let cause = within(session.closed()).await;
        assert!(matches!(cause, EndCause::Violation(got) if got == violation), "{violation}: {cause:?}");
        let late = within(session.ping()).await.unwrap_err();
        assert!(matches!(late, Error::Ended(EndCause::Violation(_)) | Error::Disconnected { .. }), "{late:?}");
    }
}

#[tokio::test]
async fn what_waits_fails_with_the_rule_that_was_broken() {
    let (session, mut peer) = session().await;
    let breaking = async {
        hear(&mut peer, b"Control.Ping").await;
        peer.write_all(&data(8, b"x")).await.unwrap();
    };
    let (pinged, accepted, ()) =
        within(async { tokio::join!(session.ping(), session.broker().accept(BrokerId(1)), breaking) }).await;
    for error in [pinged.unwrap_err(), accepted.unwrap_err()] {
        let expected = Violation::NeverOpened { stream: 8 };
        assert!(matches!(&error, Error::Ended(EndCause::Violation(got)) if *got == expected), "{error:?}");
    }
}

#[tokio::test]
async fn bytes_that_nobody_reads_end_with_the_window() {
    let (session, mut peer) = session().await;
    // A stream of a number that nobody accepts: it is parked, and what follows the number stays where it is.
    let full = vec![1; 256 << 10];
    peer.write_all(&frame(DATA, SYN, 2, 256 << 10, &full)).await.unwrap();
    peer.write_all(&data(2, b"x")).await.unwrap();
    let cause = within(session.closed()).await;
    let overrun = Violation::WindowOverrun { stream: 2, bytes: 1, credit: 0 };
    assert!(matches!(cause, EndCause::Violation(got) if got == overrun), "{cause:?}");
}

#[tokio::test]
async fn a_peer_that_says_why_it_goes_is_quoted() {
    for code in [1, 2, 77] {
        let (session, mut peer) = session().await;
        peer.write_all(&frame(GO_AWAY, 0, 0, code, &[])).await.unwrap();
        let cause = within(session.closed()).await;
        assert!(matches!(cause, EndCause::GoAway { code: got } if got == code), "{cause:?}");
    }
    let (session, mut peer) = session().await;
    peer.write_all(&frame(GO_AWAY, 0, 0, 0, &[])).await.unwrap();
    assert!(matches!(within(session.closed()).await, EndCause::PeerClosed));
}

#[tokio::test]
async fn a_frame_that_is_cut_off_is_the_end_of_the_peer() {
    for bytes in [&frame(PING, SYN, 0, 1, &[])[..7], &data(1, b"12345678")[..15]] {
        let (session, mut peer) = session().await;
        peer.write_all(bytes).await.unwrap();
        drop(peer);
        assert!(matches!(within(session.closed()).await, EndCause::PeerClosed));
    }
}

/// So many that they fill whatever lies between, many times over.
const MANY_PINGS: usize = 200_000;

#[tokio::test]
async fn a_flood_of_pings_is_answered_and_keeps_no_call_waiting() {
    let (session, peer) = session().await;
    let (mut from_host, mut to_host) = split(peer);
    let ping = frame(PING, SYN, 0, 5, &[]);
    let pong = frame(PING, ACK, 0, 5, &[]);
    let flooding = async {
        for _ in 0..MANY_PINGS / 1000 {
            to_host.write_all(&ping.repeat(1000)).await.unwrap();
        }
        // The answer to the call, which has been asked long since.
        to_host.write_all(&data(1, &[5, 0xff, 0x82, 2, 1, 0, 3, 0xff, 0x84, 0])).await.unwrap();
    };
    let reading = async {
        let (mut pongs, mut heard, mut buffer) = (0, Vec::new(), vec![0; 1 << 16]);
        while pongs < MANY_PINGS {
            let count = from_host.read(&mut buffer).await.unwrap();
            heard.extend_from_slice(&buffer[..count]);
            while let Some(at) = heard.windows(12).position(|part| part == pong) {
                // Many stand behind each other, but for the call.
                let run = heard[at..].chunks_exact(12).take_while(|part| *part == pong).count();
                pongs += run;
                heard.drain(..at + 12 * run);
            }
        }
    };
    let (pinged, (), ()) = within(async { tokio::join!(session.ping(), flooding, reading) }).await;
    pinged.unwrap();
}

#[tokio::test]
async fn a_flood_of_pings_whose_answers_are_not_read_stops_itself() {
    const IMPATIENT: KeepAlive = KeepAlive { interval: Duration::from_millis(50), timeout: Duration::from_millis(300) };
    let (session, peer) = session_with(|options| options.keep_alive(Some(IMPATIENT))).await;
    let (_from_host, mut to_host) = split(peer);
    let pings = frame(PING, SYN, 0, 5, &[]).repeat(1000);
    let mut taken = 0;
    let flooding = async {
        while to_host.write_all(&pings).await.is_ok() {
            taken += pings.len();
        }
        std::future::pending::<()>().await;
    };
    let cause = within(async {
        tokio::select! {
            cause = session.closed() => cause,
            () = flooding => unreachable!("it never ends"),
        }
    })
    .await;
    assert!(matches!(cause, EndCause::Unresponsive { .. }), "{cause:?}");
    // Both directions of the connection hold a megabyte, and the host 64 KiB for each.
    assert!(taken <= 4 << 20, "{taken}");
}

#[tokio::test]
async fn an_answer_that_is_begun_and_never_ended_costs_its_call_alone() {
    let (session, mut peer) = session().await;
    let begun = async {
        hear(&mut peer, b"Control.Ping").await;
        // The length of a megabyte, and a byte of it.
        peer.write_all(&data(1, &[0xfd, 0x10, 0, 0, 7])).await.unwrap();
    };
    let pinging = tokio::time::timeout(Duration::from_millis(300), session.ping());
    let (pinged, ()) = within(async { tokio::join!(pinging, begun) }).await;
    assert!(pinged.is_err(), "it is answered");
}
