//! Peers that speak yamux, and then break every rule above it, or speak nothing at all.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

use super::within;
use crate::gob::{Encoder, Type, Typed, Value};
use crate::multiplex::Violation;
use crate::multiplex::testing::{data, frame};
use crate::netrpc::{EndCause, Error, Options, Service, ServiceFuture, Session};

/// What the host's side makes of a peer that answers with these bytes and then closes, or stays.
async fn open(bytes: &[u8], stays: bool) -> Result<Session, Error> {
    let (host, mut peer) = duplex(1 << 16);
    let opening = Session::open(host, Options::new().call_timeout(Duration::from_millis(200)));
    let speaking = async {
        peer.write_all(bytes).await.ok();
        if stays {
            let mut sink = vec![0; 4096];
            while peer.read(&mut sink).await.is_ok_and(|count| count > 0) {}
        }
        drop(peer);
    };
    within(async { tokio::join!(opening, speaking).0 }).await
}

#[tokio::test]
async fn a_peer_that_says_nothing_is_given_up() {
    let silent = open(&[], true).await.unwrap_err();
    assert!(matches!(silent, Error::TimedOut { .. }), "{silent}");
    let gone = open(&[], false).await.unwrap_err();
    assert!(matches!(gone, Error::Ended(EndCause::PeerClosed)), "{gone}");
}

#[tokio::test]
async fn a_peer_that_speaks_something_else_is_told_apart() {
    let http = open(b"HTTP/1.1 400 Bad Request\r\n\r\n", true).await.unwrap_err();
    let version = Violation::Version { got: b'H' };
    assert!(matches!(http, Error::Ended(EndCause::Violation(got)) if got == version), "{http}");
}

/// The answer to a call of `Control`, as Go recorded it: the definition of `Response`, a header, an empty struct.
fn answer(sequence: u8) -> Vec<u8> {
    let mut bytes = vec![
        0x3a, 0xff, 0x81, 3, 1, 1, 8, b'R', b'e', b's', b'p', b'o', b'n', b's', b'e', 1, 0xff, 0x82, 0, 1, 3, 1, 0x0d,
    ];
    bytes.extend_from_slice(b"ServiceMethod");
    bytes.extend_from_slice(&[1, 0x0c, 0, 1, 3]);
    bytes.extend_from_slice(b"Seq");
    bytes.extend_from_slice(&[1, 6, 0, 1, 5]);
    bytes.extend_from_slice(b"Error");
    bytes.extend_from_slice(&[1, 0x0c, 0, 0, 0]);
    match sequence {
        0 => bytes.extend_from_slice(&[3, 0xff, 0x82, 0]),
        number => bytes.extend_from_slice(&[5, 0xff, 0x82, 2, number, 0]),
    }
    bytes.extend_from_slice(&[0x0a, 0xff, 0x83, 3, 1, 2, 0xff, 0x84, 0, 0, 0, 3, 0xff, 0x84, 0]);
    bytes
}

/// Reads until the host has said this.
pub(super) async fn hear(peer: &mut DuplexStream, what: &[u8]) {
    let (mut heard, mut buffer) = (Vec::new(), vec![0; 4096]);
    while !heard.windows(what.len()).any(|part| part == what) {
        let count = peer.read(&mut buffer).await.unwrap();
        assert!(count > 0, "the host has closed the connection");
        heard.extend_from_slice(&buffer[..count]);
    }
}

/// A session whose peer has answered the first ping, and is this test from then on.
pub(super) async fn session() -> (Session, DuplexStream) {
    session_with(|options| options).await
}

pub(super) async fn session_with(change: fn(Options) -> Options) -> (Session, DuplexStream) {
    let (host, mut peer) = duplex(1 << 20);
    let options = Options::new().call_timeout(Duration::from_secs(5)).broker_timeout(Duration::from_millis(100));
    let opening = Session::open(host, change(options.keep_alive(None)));
    let speaking = async {
        hear(&mut peer, b"Control.Ping").await;
        peer.write_all(&data(1, &answer(0))).await.unwrap();
        peer
    };
    let (session, peer) = within(async { tokio::join!(opening, speaking) }).await;
    (session.unwrap(), peer)
}

#[tokio::test]
async fn an_answer_that_is_no_gob_ends_the_object_alone() {
    for bytes in [&[3, 2, 0, 9][..], &[0xf8; 9], &[2, 0, 0, 2, 0, 0], &[1]] {
        let (session, mut peer) = session().await;
        peer.write_all(&data(1, bytes)).await.unwrap();
        if bytes == [1] {
            // The end in the middle of a message.
            peer.write_all(&frame(1, 4, 1, 0, &[])).await.unwrap();
        }
        let error = within(session.ping()).await.unwrap_err();
        assert!(matches!(error, Error::Malformed(_) | Error::Disconnected { partial: true }), "{error}");
        // It stays so.
        let error = within(session.ping()).await.unwrap_err();
        assert!(matches!(error, Error::Malformed(_) | Error::Disconnected { partial: true }), "{error}");
    }
}

#[tokio::test]
async fn answers_to_nothing_are_thrown_away() {
    let (session, mut peer) = session().await;
    // The number of a call that was never made, and that of one that was answered already.
    for sequence in [99, 98] {
        peer.write_all(&data(1, &[5, 0xff, 0x82, 2, sequence, 0, 3, 0xff, 0x84, 0])).await.unwrap();
    }
    peer.write_all(&data(1, &[3, 0xff, 0x82, 0, 3, 0xff, 0x84, 0])).await.unwrap();
    let answering = async {
        hear(&mut peer, b"Control.Ping").await;
        peer.write_all(&data(1, &[5, 0xff, 0x82, 2, 1, 0, 3, 0xff, 0x84, 0])).await.unwrap();
    };
    let (pinged, ()) = within(async { tokio::join!(session.ping(), answering) }).await;
    pinged.unwrap();
}

#[tokio::test]
async fn streams_without_a_number_and_with_the_same_one_hold_up_nobody() {
    let (session, mut peer) = session().await;
    // Two of the number 5, one that says half a number, and three hundred that say nothing.
    for stream in [2, 4] {
        peer.write_all(&frame(0, 1, stream, 4, &5_u32.to_le_bytes())).await.unwrap();
    }
    peer.write_all(&frame(0, 1, 6, 2, &[9, 9])).await.unwrap();
    for stream in 0..300 {
        peer.write_all(&frame(1, 1, 8 + 2 * stream, 0, &[])).await.unwrap();
    }
    let mut accepted = within(session.broker().accept(crate::netrpc::BrokerId(5))).await.unwrap();
    peer.write_all(&data(2, b"hello")).await.unwrap();
    let mut hello = [0; 5];
    within(accepted.read_exact(&mut hello)).await.unwrap();
    assert_eq!(&hello, b"hello");
    // The others' time is up soon, and their places are free again.
    let late = within(session.broker().accept(crate::netrpc::BrokerId(5))).await;
    assert!(matches!(late, Err(Error::TimedOut { .. })), "{late:?}");
}

#[tokio::test]
async fn a_wrong_acknowledgement_is_refused() {
    let (session, mut peer) = session().await;
    let dialling = session.broker().dial(crate::netrpc::BrokerId(3));
    let answering = async {
        // The host's fourth stream.
        hear(&mut peer, &[3, 0, 0, 0]).await;
        peer.write_all(&data(7, &4_u32.to_le_bytes())).await.unwrap();
    };
    let (dialled, ()) = within(async { tokio::join!(dialling, answering) }).await;
    assert!(matches!(dialled, Err(Error::WrongId { .. })), "{dialled:?}");
}

/// Never answers, and knows how many calls came.
#[derive(Clone, Default)]
struct Busy(Arc<AtomicUsize>);

impl Service for Busy {
    fn call<'a>(&'a self, _: &'a str, _: Value) -> ServiceFuture<'a> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn calls_of_the_host_without_end_wait_for_those_before_them() {
    let (session, mut peer) = session().await;
    let busy = Busy::default();
    let serving = session.broker().serve(busy.clone());
    let id = serving.id().0.to_le_bytes();
    peer.write_all(&frame(0, 1, 2, 4, &id)).await.unwrap();
    let (mut encoder, mut calls) = (Encoder::new(), Vec::new());
    let header = Type::structure("Request", [("ServiceMethod", Type::String), ("Seq", Type::Uint)]);
    for number in 1..2000 {
        let method = ("ServiceMethod", Value::String("Plugin.Add".into()));
        let request = Value::structure("", [method, ("Seq", Value::Uint(number))]);
        let request = Typed { ty: header.clone(), value: request };
        let body = Typed { ty: Type::Bool, value: Value::Bool(true) };
        encoder.encode_all([&request, &body], &mut calls).unwrap();
    }
    for part in calls.chunks(1 << 10) {
        peer.write_all(&data(2, part)).await.unwrap();
    }
    // As many as run at a time, and no more however long it is waited.
    within(async {
        while busy.0.load(Ordering::SeqCst) < 256 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let answering = async {
        hear(&mut peer, b"Control.Ping").await;
        peer.write_all(&data(1, &[5, 0xff, 0x82, 2, 1, 0, 3, 0xff, 0x84, 0])).await.unwrap();
    };
    let (pinged, ()) = within(async { tokio::join!(session.ping(), answering) }).await;
    pinged.unwrap();
    assert_eq!(busy.0.load(Ordering::SeqCst), 256);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever frames come, the host's side ends or goes on, and never panics.
    #[test]
    fn any_frames_end_no_host(
        frames in proptest::collection::vec(
            (0..4_u8, 0..16_u16, prop_oneof![0..12_u32, any::<u32>()], proptest::collection::vec(any::<u8>(), 0..30)),
            0..30,
        ),
        tail in proptest::collection::vec(any::<u8>(), 0..30),
    ) {
        let mut bytes = Vec::new();
        for (kind, flags, stream, body) in frames {
            let body = if kind == 0 { body } else { Vec::new() };
            bytes.extend(frame(kind, flags, stream, u32::try_from(body.len()).unwrap(), &body));
        }
        bytes.extend(tail);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (session, mut peer) = session().await;
            // The host may have ended the session in the middle.
            peer.write_all(&bytes).await.ok();
            drop(peer);
            within(session.closed()).await;
        });
    }
}
