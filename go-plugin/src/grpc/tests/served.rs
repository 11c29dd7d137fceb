//! A plugin that means harm to what the host serves to it: it harms its own connection.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::BoxFuture;
use futures_util::{FutureExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tonic::Status;

use amphi_transport::SocketFolder;

use super::peer::{Peer, well_and};
use super::{PATIENCE, soon};
use crate::grpc::{MessageLimits, RawHandler, RawRequest, RawResponses, RawService, Served, Session};

/// Never answers, and knows how many calls are under way at most.
#[derive(Clone, Default)]
struct Busy {
    calls: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

struct Under(Arc<AtomicUsize>);

impl Drop for Under {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl RawHandler for Busy {
    fn call(&self, _: RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>> {
        let calls = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(calls, Ordering::SeqCst);
        let under = Under(Arc::clone(&self.calls));
        async move {
            std::future::pending::<()>().await;
            drop(under);
            Err(Status::internal("it never answers"))
        }
        .boxed()
    }
}

struct Serving {
    session: Session,
    busy: Busy,
    socket: PathBuf,
    _served: Served,
    _folder: SocketFolder,
    _peer: Peer,
}

async fn serving() -> Serving {
    let peer = Peer::grpc(|call| {
        async move { well_and(&call, "plugin.GRPCBroker/StartStream", || Box::pin(stream::pending())) }.boxed()
    });
    let (folder, busy) = (SocketFolder::create().unwrap(), Busy::default());
    let place = folder.path().to_path_buf();
    let session = peer.open(|options| options.broker.folder = Some(place)).await.unwrap();
    let service = RawService::new(busy.clone(), MessageLimits::default());
    let served = soon(session.broker().serve(session.broker().next_id(), service)).await.unwrap();
    let socket = socket_below(folder.path()).expect("there is a socket");
    Serving { session, busy, socket, _served: served, _folder: folder, _peer: peer }
}

fn socket_below(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    entries.map(|entry| entry.path()).find_map(|path| match path.is_dir() {
        true => socket_below(&path),
        false => path.ends_with("broker").then_some(path),
    })
}

/// The beginning of HTTP/2, with settings of nothing.
fn begun() -> Vec<u8> {
    [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".as_slice(), &[0, 0, 0, 4, 0, 0, 0, 0, 0]].concat()
}

/// A call without a body yet: `POST http /`.
fn call(stream: u32) -> Vec<u8> {
    [&[0, 0, 3, 1, 4][..], &stream.to_be_bytes(), &[0x83, 0x86, 0x84]].concat()
}

fn reset(stream: u32) -> Vec<u8> {
    [&[0, 0, 4, 3, 0][..], &stream.to_be_bytes(), &[0, 0, 0, 8]].concat()
}

/// Says this, and hears all that the host says until it closes, or has said nothing more.
async fn say(socket: &Path, words: impl Iterator<Item = Vec<u8>>) {
    let (mut from_host, mut to_host) = UnixStream::connect(socket).await.unwrap().into_split();
    let listening = async {
        let mut sink = vec![0; 1 << 16];
        while from_host.read(&mut sink).await.is_ok_and(|count| count > 0) {}
    };
    let speaking = async {
        for word in words {
            if to_host.write_all(&word).await.is_err() {
                return;
            }
        }
        to_host.shutdown().await.ok();
    };
    soon(async { tokio::join!(speaking, listening) }).await;
}

#[tokio::test]
async fn calls_that_are_begun_and_reset_without_end_are_bounded() {
    let serving = serving().await;
    let resets = (0..20_000_u32).map(|number| [call(2 * number + 1), reset(2 * number + 1)].concat());
    say(&serving.socket, std::iter::once(begun()).chain(resets)).await;
    assert!(serving.busy.most.load(Ordering::SeqCst) <= 256, "{}", serving.busy.most.load(Ordering::SeqCst));
    soon(serving.session.health(PATIENCE)).await.unwrap();
}

#[tokio::test]
async fn calls_without_end_are_bounded() {
    let serving = serving().await;
    let calls = (0..20_000_u32).map(|number| call(2 * number + 1));
    say(&serving.socket, std::iter::once(begun()).chain(calls)).await;
    let most = serving.busy.most.load(Ordering::SeqCst);
    assert!(most > 0 && most <= 256, "{most}");
    soon(serving.session.health(PATIENCE)).await.unwrap();
}

#[tokio::test]
async fn nonsense_ends_its_connection_alone() {
    let serving = serving().await;
    for words in [vec![0xff; 4096], b"GET / HTTP/1.1\r\n\r\n".to_vec(), [begun(), vec![0xff; 4096]].concat()] {
        say(&serving.socket, std::iter::once(words)).await;
    }
    // More than may be there at once, which say nothing.
    let mut silent = Vec::new();
    for _ in 0..40 {
        silent.push(UnixStream::connect(&serving.socket).await.unwrap());
    }
    soon(serving.session.health(PATIENCE)).await.unwrap();
    drop(silent);
    say(&serving.socket, [begun(), call(1)].into_iter()).await;
    assert_eq!(serving.busy.most.load(Ordering::SeqCst), 1);
}
