//! What a real plugin sent in a session, damaged in any way.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tonic::Request;

use super::broker::host;
use super::go::{GoPlugin, Plugin, Setup};
use super::messages::{Blob, Number, Text, blob, call, number, text};
use super::peer::Peer;
use super::soon;
use crate::fuzzing;
use crate::grpc::{Error, MessageLimits, Session, SessionOptions};
use crate::recorded::{Damage, damage, hex, unhex};

/// A piece of what the plugin sent, and how much the host had sent before it.
#[derive(Clone, Debug)]
struct Piece {
    after: usize,
    bytes: Vec<u8>,
}

const RECORDINGS: [(&str, bool); 2] = [
    (include_str!("../../../testdata/recorded/grpc.txt"), false),
    (include_str!("../../../testdata/recorded/grpc-mux.txt"), true),
];

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for line in text.lines() {
        let (after, bytes) = line.split_once(' ').unwrap();
        pieces.push(Piece { after: after.parse().unwrap(), bytes: unhex(bytes) });
    }
    pieces
}

/// Uses a session for a bit of everything, and gives how many of five things came about.
async fn use_it(session: &Session, patience: Duration) -> usize {
    let (client, broker) = (session.client(), session.broker());
    let echo = within(patience, call::<Blob>(client, "amphi.test.Probe/Echo", blob(&b"hello"[..]))).await;
    let print = within(patience, call::<Text>(client, "amphi.test.Probe/Print", text("printed\n"))).await;
    let fail = within(patience, call::<Text>(client, "amphi.test.Probe/Fail", text("no"))).await;
    let count = within(patience, async {
        let mut count = client.server_streaming("amphi.test.Probe/Count", Request::new(number(20))).await?;
        let mut came = 0;
        while count.next().await?.is_some() {
            came += 1;
        }
        Ok(came)
    });
    let count = count.await;
    let offer = within(patience, call::<Number>(client, "amphi.test.Probe/Offer", Bytes::new())).await;
    if let Some(Ok(offered)) = &offer {
        // Where it leads is there no more when the recording is replayed.
        let id = u32::try_from(offered.value).unwrap_or(u32::MAX);
        drop(within(patience, broker.dial_client(id)).await);
    }
    if let Some(Ok(served)) = within(patience, broker.serve(broker.next_id(), host("host", None))).await {
        drop(within(patience, call::<Text>(client, "amphi.test.Probe/CallBack", number(served.id()))).await);
    }
    session.shutdown(patience).await.ok();
    [
        echo.is_some_and(|it| it.is_ok()),
        print.is_some_and(|it| it.is_ok()),
        matches!(fail, Some(Err(Error::Status { .. }))),
        matches!(count, Some(Ok(20))),
        offer.is_some_and(|it| it.is_ok()),
    ]
    .into_iter()
    .filter(|done| *done)
    .count()
}

async fn within<T>(patience: Duration, work: impl Future<Output = Result<T, Error>>) -> Option<Result<T, Error>> {
    tokio::time::timeout(patience, work).await.ok()
}

#[tokio::test]
#[ignore = "writes the recordings"]
async fn record() {
    for (setup, name) in [(Setup::PLAIN, "grpc"), (Setup { is_tls: false, is_mux: true }, "grpc-mux")] {
        let plugin = GoPlugin::start(Plugin::Probe, setup).await.unwrap();
        let amphi_protocol::handshake::Address::Unix(socket) = plugin.options.address.clone() else { panic!() };
        let heard = Arc::new(Mutex::new(Vec::new()));
        let recorder = Arc::clone(&heard);
        let proxy = Peer::new(move |host| record_one(host, socket.clone(), Arc::clone(&recorder)));
        let session = proxy.open(|options| options.multiplex = setup.is_mux).await.unwrap();
        assert_eq!(soon(use_it(&session, super::PATIENCE)).await, 5);
        let pieces: Vec<Piece> = std::mem::take(&mut heard.lock().unwrap());
        let lines: Vec<String> = pieces.iter().map(|it| format!("{} {}", it.after, hex(&it.bytes))).collect();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/recorded");
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(format!("{folder}/{name}.txt"), lines.join("\n") + "\n").unwrap();
    }
}

async fn record_one(mut host: UnixStream, socket: std::path::PathBuf, heard: Arc<Mutex<Vec<Piece>>>) {
    let mut plugin = UnixStream::connect(socket).await.unwrap();
    let (mut to_plugin, mut to_host) = (vec![0; 4096], vec![0; 4096]);
    let mut after = 0;
    loop {
        tokio::select! {
            biased;
            count = host.read(&mut to_plugin) => {
                let Ok(count @ 1..) = count else { return };
                after += count;
                plugin.write_all(&to_plugin[..count]).await.ok();
            }
            count = plugin.read(&mut to_host) => {
                let Ok(count @ 1..) = count else { return };
                heard.lock().unwrap().push(Piece { after, bytes: to_host[..count].to_vec() });
                host.write_all(&to_host[..count]).await.ok();
            }
        }
    }
}

/// Says the pieces, each when the host has said as much as it had when it was recorded, or after a while.
async fn replay(mut host: UnixStream, pieces: Vec<Piece>) {
    let (mut said, mut sink) = (0, vec![0; 4096]);
    for piece in pieces {
        while said < piece.after {
            match tokio::time::timeout(PAUSE, host.read(&mut sink)).await {
                Ok(Ok(count @ 1..)) => said += count,
                Ok(_) => return,
                Err(_) => break,
            }
        }
        if host.write_all(&piece.bytes).await.is_err() {
            return;
        }
    }
    while host.read(&mut sink).await.is_ok_and(|count| count > 0) {}
}

/// How long a host that says less than it did is waited for.
const PAUSE: Duration = Duration::from_millis(20);

fn options(options: SessionOptions, is_mux: bool) -> SessionOptions {
    options.with(|options| {
        options.multiplex = is_mux;
        options.timeout = Duration::from_millis(300);
        options.broker.wait = Duration::from_millis(30);
        options.limits = MessageLimits { decoding_bytes: 1 << 20, encoding_bytes: 1 << 20 };
    })
}

#[tokio::test]
async fn a_recording_is_understood() {
    for (text, is_mux) in RECORDINGS {
        let pieces = pieces(text);
        let peer = Peer::new(move |host| replay(host, pieces.clone()));
        let session = soon(Session::open(options(peer.options(), is_mux))).await.unwrap();
        assert_eq!(soon(use_it(&session, Duration::from_secs(2))).await, 5, "{is_mux}");
    }
}

/// The messages of gRPC in a connection without multiplexing, in their order.
fn messages(pieces: &[Piece]) -> Vec<Vec<u8>> {
    let bytes = pieces.iter().flat_map(|piece| piece.bytes.clone()).collect::<Vec<_>>();
    let (mut rest, mut messages) = (&bytes[..], Vec::new());
    while let Some((head, body)) = rest.split_at_checked(9) {
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize;
        let Some((body, behind)) = body.split_at_checked(length) else { break };
        rest = behind;
        if head[3] == 0 && body.len() > 5 {
            messages.push(body[5..].to_vec());
        }
    }
    messages
}

#[test]
fn messages_of_a_recording_are_answered_however_they_are_damaged() {
    let messages = messages(&pieces(RECORDINGS[0].0));
    assert!(messages.len() > 20, "{}", messages.len());
    for message in &messages {
        for at in 0..message.len() {
            for change in [0, 1, 0x7f, 0x80, 0xff] {
                let mut message = message.clone();
                message[at] ^= change;
                let word = [&[u8::try_from(message.len()).unwrap_or(u8::MAX)][..], &message].concat();
                fuzzing::broker(&word);
                fuzzing::broker(&message[..at]);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_recording_ends_no_host(damages in proptest::collection::vec(damage(), 1..4), which: bool) {
        let (text, is_mux) = RECORDINGS[usize::from(which)];
        let other = pieces(RECORDINGS[usize::from(!which)].0);
        let mut pieces = pieces(text);
        for damage in damages {
            spoil(&mut pieces, &damage, &other);
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let peer = Peer::new(move |host| replay(host, pieces.clone()));
            // Typed, within the time that it has: what becomes of it is not looked at.
            if let Ok(session) = soon(Session::open(options(peer.options(), is_mux))).await {
                soon(use_it(&session, Duration::from_millis(30))).await;
                drop(session);
            }
        });
    }
}

/// Does a damage to one piece, or to the order of them.
fn spoil(pieces: &mut Vec<Piece>, damage: &Damage, other: &[Piece]) {
    match damage {
        Damage::Change { .. } | Damage::Cut { .. } => {
            let at = damage.place().index(pieces.len());
            damage.apply(&mut pieces[at].bytes);
        }
        Damage::Repeat { from, to } => {
            let again = pieces[from.index(pieces.len())].clone();
            pieces.insert(to.index(pieces.len()), again);
        }
        Damage::Splice { from, to } => {
            pieces.truncate(from.index(pieces.len()) + 1);
            pieces.extend_from_slice(&other[to.index(other.len())..]);
        }
    }
}
