//! Peers that break the rules of HTTP/2, or wear them out, while a call is under way.
//!
//! The peer is a well-behaved one, with a proxy before it that says what no peer should once it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{FutureExt, StreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::sync::{Mutex, oneshot};
use tonic::Request;

use super::messages::number;
use super::peer::{Peer, framed, well_and};
use super::{PATIENCE, soon};
use crate::grpc::{EndCause, Error, Messages, Session};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PUSH_PROMISE: u8 = 5;
const PING: u8 = 6;
const GO_AWAY: u8 = 7;
const WINDOW_UPDATE: u8 = 8;
const CONTINUATION: u8 = 9;

const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

/// A frame of HTTP/2.
fn frame(kind: u8, flags: u8, stream: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), body].concat()
}

/// What the peer does once it is told to.
struct Turn {
    /// What it says, by the number of the stream on which a call is under way.
    says: Box<dyn Fn(u32) -> Vec<u8> + Send>,
    /// How often it says it.
    times: usize,
    /// Whether it reads on what the host says.
    listens: bool,
}

impl Turn {
    fn new(says: impl Fn(u32) -> Vec<u8> + Send + 'static) -> Self {
        Self { says: Box::new(says), times: 1, listens: true }
    }
}

/// A session with a call that has begun and does not end, and the way to have its peer change its manners.
struct Under {
    session: Session,
    call: Messages,
    turn: oneshot::Sender<Turn>,
    /// Bytes that the host has taken since.
    taken: Arc<AtomicUsize>,
    _peers: [Peer; 2],
}

async fn under_way() -> Under {
    let inner = Peer::grpc(|call| {
        async move {
                well_and(&call, "x/Hang", || Box::pin(stream::once(async { Ok(number(1)) }).chain(stream::pending())))
            }
            .boxed()
    });
    let (turn, turns) = oneshot::channel();
    let (turns, taken) = (Arc::new(Mutex::new(Some(turns))), Arc::new(AtomicUsize::new(0)));
    let (path, counter) = (inner.socket(), Arc::clone(&taken));
    let proxy = Peer::new(move |host| {
        let (path, turns, taken) = (path.clone(), Arc::clone(&turns), Arc::clone(&counter));
        async move {
            let turns = turns.lock().await.take().expect("one connection");
            proxy(host, UnixStream::connect(path).await.unwrap(), turns, &taken).await;
        }
    });
    let session = proxy.open(|_| {}).await.unwrap();
    let mut call = soon(session.client().server_streaming("x/Hang", Request::new(Bytes::new()))).await.unwrap();
    assert_eq!(soon(call.next()).await.unwrap(), Some(number(1)));
    Under { session, call, turn, taken, _peers: [proxy, inner] }
}

/// Passes on what both say until it is time for the turn.
async fn proxy(mut host: UnixStream, mut inner: UnixStream, mut turn: oneshot::Receiver<Turn>, taken: &AtomicUsize) {
    let (mut to_inner, mut to_host) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    // The host's first words are no frame.
    let mut said = Vec::new();
    let turn = loop {
        tokio::select! {
            count = host.read(&mut to_inner) => {
                let Ok(count @ 1..) = count else { return };
                said.extend_from_slice(&to_inner[..count]);
                inner.write_all(&to_inner[..count]).await.unwrap();
            }
            count = inner.read(&mut to_host) => {
                let Ok(count @ 1..) = count else { return };
                host.write_all(&to_host[..count]).await.unwrap();
            }
            turn = &mut turn => match turn {
                Ok(turn) => break turn,
                Err(_) => return,
            },
        }
    };
    let words = (turn.says)(last_stream(&said[PREFACE_BYTES..]));
    let (mut from_host, mut to_host) = host.split();
    let speaking = async {
        for _ in 0..turn.times {
            if to_host.write_all(&words).await.is_err() {
                break;
            }
            taken.fetch_add(words.len(), Ordering::Relaxed);
        }
        std::future::pending::<()>().await;
    };
    let listening = async {
        if turn.listens {
            tokio::io::copy(&mut from_host, &mut tokio::io::sink()).await.ok();
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = speaking => {}
        () = listening => {}
    }
}

/// `PRI * HTTP/2.0` and what belongs to it.
const PREFACE_BYTES: usize = 24;

/// The stream that was opened last, by the frames of the host.
fn last_stream(mut frames: &[u8]) -> u32 {
    let mut last = 0;
    while let Some((head, rest)) = frames.split_at_checked(9) {
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize;
        if head[3] == HEADERS {
            last = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        }
        frames = rest.get(length..).unwrap_or_default();
    }
    last
}

/// A block of headers that does not fit into a frame: one that is new to HPACK, of so many bytes.
fn long_headers(bytes: usize) -> Vec<u8> {
    let mut block = vec![0, 1, b'x', 0x7f];
    // The length of the value, above the 127 that its first byte stands for, in seven bits each.
    let mut left = bytes - 127;
    while left > 127 {
        block.push(u8::try_from(left % 128).unwrap() | 128);
        left /= 128;
    }
    block.push(u8::try_from(left).unwrap());
    block.resize(block.len() + bytes, b'y');
    block
}

/// A block in as many frames as it takes, ended or not.
fn in_frames(stream: u32, block: &[u8], is_ended: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let pieces = block.len().div_ceil(1 << 14);
    for (at, piece) in block.chunks(1 << 14).enumerate() {
        let kind = if at == 0 { HEADERS } else { CONTINUATION };
        let flags = if is_ended && at + 1 == pieces { END_HEADERS } else { 0 };
        out.extend(frame(kind, flags, stream, piece));
    }
    out
}

/// What is said, by the number of the stream on which a call is under way.
type Words = fn(u32) -> Vec<u8>;

/// What breaks the connection.
const BREACHES: [(&str, Words); 17] = [
    ("nonsense", |_| vec![0xff; 4096]),
    ("HTTP/1.1", |_| b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()),
    ("a frame over the size that was agreed on", |it| frame(DATA, 0, it, &[0; 1 << 15])),
    ("settings of a wrong size", |_| frame(SETTINGS, 0, 0, &[0; 5])),
    ("settings of a stream", |it| frame(SETTINGS, 0, it, &[])),
    ("the acknowledgement of settings that were not sent", |_| frame(SETTINGS, ACK, 0, &[])),
    ("a window of 2 GiB and more", |_| frame(SETTINGS, 0, 0, &[0, 4, 0xff, 0xff, 0xff, 0xff])),
    ("a ping of a wrong size", |_| frame(PING, 0, 0, &[0; 7])),
    ("a promise that nobody wants", |it| frame(PUSH_PROMISE, END_HEADERS, it, &[0, 0, 0, 2, 0x88])),
    ("the body of a call that there is not", |it| frame(DATA, 0, it + 100, b"x")),
    ("the end of a call that there is not", |it| frame(RST_STREAM, 0, it + 100, &[0, 0, 0, 8])),
    ("headers that do not go on", |it| [frame(HEADERS, 0, it, &[0x88]), frame(PING, 0, 0, &[0; 8])].concat()),
    ("a continuation of nothing", |it| frame(CONTINUATION, END_HEADERS, it, &[0x88])),
    ("headers that no table has", |it| frame(HEADERS, END_HEADERS, it, &[0xff, 0xff, 0xff, 0xff, 0x0f])),
    ("headers of two megabytes", |it| in_frames(it, &long_headers(2 << 20), true)),
    ("credit of nothing", |_| frame(WINDOW_UPDATE, 0, 0, &[0; 4])),
    ("credit without end", |_| frame(WINDOW_UPDATE, 0, 0, &[0x7f, 0xff, 0xff, 0xff]).repeat(2)),
];

#[tokio::test]
async fn what_breaks_the_connection_is_the_end_of_it() {
    for (what, says) in BREACHES {
        let Under { session, mut call, turn, _peers, .. } = under_way().await;
        turn.send(Turn::new(says)).ok();
        let cause = soon(session.closed()).await;
        assert!(matches!(&*cause, EndCause::Http2), "{what}: {cause:?}");
        let failed = soon(call.next()).await;
        assert!(matches!(failed, Err(Error::Ended(_))), "{what}: {failed:?}");
        let late = soon(session.health(PATIENCE)).await;
        assert!(matches!(late, Err(Error::Ended(_))), "{what}: {late:?}");
    }
}

#[tokio::test]
async fn a_block_of_headers_without_an_end_has_one() {
    // Of nothing, and of as much as fits.
    for (piece, times) in [(&[][..], 100_000), (&[0x88; 1 << 14], 1000)] {
        let says = move |it| [frame(HEADERS, 0, it, &[]), frame(CONTINUATION, 0, it, piece).repeat(times)].concat();
        let Under { session, mut call, turn, _peers, .. } = under_way().await;
        turn.send(Turn::new(says)).ok();
        let cause = soon(session.closed()).await;
        assert!(matches!(&*cause, EndCause::Http2), "{cause:?}");
        assert!(matches!(soon(call.next()).await, Err(Error::Ended(_))));
    }
}

/// What is answered as long as the peer likes, and harms nothing.
const ANSWERED: [(&str, Words); 4] = [
    ("settings", |_| frame(SETTINGS, 0, 0, &[]).repeat(1000)),
    ("settings that change", |_| {
        let window = |size: u8| frame(SETTINGS, 0, 0, &[0, 4, 0, 0, size, 0]);
        [window(1), window(2)].concat().repeat(500)
    }),
    ("pings", |_| frame(PING, 0, 0, &[7; 8]).repeat(1000)),
    ("bodies of nothing", |it| frame(DATA, 0, it, &[]).repeat(1000)),
];

#[tokio::test]
async fn a_flood_that_is_answered_keeps_no_call_waiting() {
    for (what, flood) in ANSWERED {
        let Under { session, mut call, turn, taken, _peers } = under_way().await;
        turn.send(Turn { times: 100, ..Turn::new(flood) }).ok();
        soon(async {
            while taken.load(Ordering::Relaxed) < 100 * flood(1).len() && session.end_cause().is_none() {
                tokio::task::yield_now().await;
            }
        })
        .await;
        // It is heard on, or ended with its cause: nothing waits.
        let next = soon(async { tokio::time::timeout(Duration::from_millis(100), call.next()).await }).await;
        assert!(!matches!(next, Ok(Ok(_))), "{what}: {next:?}");
        if let Some(cause) = session.end_cause() {
            assert!(matches!(&*cause, EndCause::Http2), "{what}: {cause:?}");
        }
    }
}

#[tokio::test]
async fn a_flood_whose_answers_are_not_read_stops_itself() {
    for (what, flood) in [ANSWERED[0], ANSWERED[2]] {
        let Under { session, call, turn, taken, _peers } = under_way().await;
        turn.send(Turn { times: 100_000, listens: false, ..Turn::new(flood) }).ok();
        let silent = soon(session.health(Duration::from_millis(500))).await;
        assert!(matches!(silent, Err(Error::TimedOut { .. } | Error::Ended(_))), "{what}: {silent:?}");
        // What sockets and buffers hold, of the gigabyte that it has to say.
        let taken = taken.load(Ordering::Relaxed);
        assert!(taken < 8 << 20, "{what}: {taken}");
        drop(call);
    }
}

#[tokio::test]
async fn bytes_that_nobody_reads_end_with_the_window() {
    let Under { session, mut call, turn, taken, _peers } = under_way().await;
    let says = |it| frame(DATA, 0, it, &framed(0, 15_995, &[0; 15_995]));
    turn.send(Turn { times: 10_000, ..Turn::new(says) }).ok();
    // Far more than a window is read and thrown away. What is in the window can be had, and then the call has failed.
    soon(async {
        while taken.load(Ordering::Relaxed) < 100 << 20 && session.end_cause().is_none() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let mut bytes = 0;
    let failed = soon(async {
        loop {
            match call.next().await {
                Ok(Some(message)) => bytes += message.len(),
                other => return other,
            }
        }
    });
    let failed = failed.await;
    assert!(matches!(failed, Err(Error::Status { .. } | Error::Ended(_))), "{failed:?}");
    assert!(bytes <= 1 << 20, "{bytes}");
}

#[tokio::test]
async fn small_pieces_without_end_are_bounded() {
    let Under { session, mut call, turn, taken, _peers } = under_way().await;
    turn.send(Turn { times: 10_000, ..Turn::new(|it| frame(DATA, 0, it, b"x").repeat(1000)) }).ok();
    // More than a window of bytes, each in its frame: the call has failed by then, or all of the session has ended.
    soon(async {
        while taken.load(Ordering::Relaxed) < 4 << 20 && session.end_cause().is_none() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let failed = soon(async {
        loop {
            match call.next().await {
                Ok(Some(_)) => {}
                other => return other,
            }
        }
    })
    .await;
    assert!(matches!(failed, Err(Error::Status { .. } | Error::Ended(_))), "{failed:?}");
}

#[tokio::test]
async fn headers_over_the_limit_fail_their_call() {
    let Under { session, mut call, turn, _peers, .. } = under_way().await;
    turn.send(Turn::new(|it| in_frames(it, &long_headers(300 << 10), true))).ok();
    let failed = soon(call.next()).await.unwrap_err();
    assert!(matches!(failed, Error::Status { .. } | Error::Ended(_)), "{failed:?}");
    drop(session);
}

#[tokio::test]
async fn a_call_that_is_reset_again_and_again_fails_once() {
    for code in [0, 2, 7, 8, 11, 4711_u32] {
        let Under { session, mut call, turn, _peers, .. } = under_way().await;
        let says = move |it| frame(RST_STREAM, 0, it, &code.to_be_bytes()).repeat(10_000);
        turn.send(Turn::new(says)).ok();
        let failed = soon(call.next()).await.unwrap_err();
        assert!(matches!(failed, Error::Status { .. } | Error::Ended(_)), "{code}: {failed:?}");
        drop(session);
    }
}

#[tokio::test]
async fn a_peer_that_says_why_it_goes_is_quoted() {
    // That it goes, with a call under way that it did not take; and that it was offended.
    let Under { session, mut call, turn, _peers, .. } = under_way().await;
    turn.send(Turn::new(|_| frame(GO_AWAY, 0, 0, &[0; 8]))).ok();
    let failed = soon(call.next()).await.unwrap_err();
    assert!(matches!(failed, Error::Status { .. } | Error::Ended(_)), "{failed:?}");
    let late = soon(session.health(PATIENCE)).await.unwrap_err();
    assert!(matches!(late, Error::Status { .. } | Error::Ended(_)), "{late:?}");

    let Under { session, mut call, turn, _peers, .. } = under_way().await;
    turn.send(Turn::new(|_| frame(GO_AWAY, 0, 0, &[0, 0, 0, 0, 0, 0, 0, 11]))).ok();
    let cause = soon(session.closed()).await;
    assert!(matches!(&*cause, EndCause::GoAway { protocol: "HTTP/2", code: 11 }), "{cause:?}");
    let failed = soon(call.next()).await.unwrap_err();
    assert!(matches!(&failed, Error::Ended(cause) if matches!(**cause, EndCause::GoAway { .. })), "{failed:?}");
}
