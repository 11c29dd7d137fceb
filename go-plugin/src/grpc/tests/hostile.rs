//! Peers that mean harm: typed errors, in bounded time.

use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::{FutureExt, StreamExt, stream};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use prost::Message;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tonic::body::Body;
use tonic::{Code, Status};
use tower::ServiceExt;

use amphi_protocol::handshake::Address;
use amphi_transport::{Identity, SocketFolder};

use super::messages::{Number, Text, call, number, text};
use super::{PATIENCE, soon};
use crate::grpc::wire::{
    ConnInfo, FileDescriptors, FileHead, Knock, ReflectionRequest, ReflectionResponse, ServiceName, Services, encode,
};
use crate::grpc::{
    EndCause, Error, InFolder, MessageLimits, RawHandler, RawRequest, RawResponses, RawService, Session,
    SessionOptions, single,
};
use crate::tls::Tls;

/// A peer that does with each connection what it is made for.
struct Peer {
    folder: SocketFolder,
    serving: JoinHandle<()>,
}

impl Peer {
    fn new<F: Future<Output = ()> + Send + 'static>(serve: impl Fn(UnixStream) -> F + Send + 'static) -> Self {
        let folder = SocketFolder::create().unwrap();
        let listener = UnixListener::bind(folder.path().join("s")).unwrap();
        #[expect(clippy::disallowed_methods, reason = "aborted on drop")]
        let serving = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(serve(stream));
            }
        });
        Self { folder, serving }
    }

    /// A peer that speaks HTTP/2 and gRPC, and answers as the handler does.
    fn grpc(answer: fn(RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>>) -> Self {
        Self::new(move |stream| async move {
            let service = RawService::new(Answers(answer), MessageLimits::default())
                .map_request(|request: http::Request<hyper::body::Incoming>| request.map(Body::new));
            hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
                .await
                .ok();
        })
    }

    fn options(&self) -> SessionOptions {
        SessionOptions::new(Address::Unix(self.folder.path().join("s"))).with(|options| {
            options.timeout = PATIENCE;
            options.broker.wait = Duration::from_millis(300);
        })
    }

    async fn open(&self, change: impl FnOnce(&mut SessionOptions)) -> Result<Session, Error> {
        soon(Session::open(self.options().with(change))).await
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

struct Answers(fn(RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>>);

impl RawHandler for Answers {
    fn call(&self, call: RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>> {
        (self.0)(call)
    }
}

fn one(message: Bytes) -> Result<RawResponses, Status> {
    Ok(single(message))
}

/// Says that it is well, and answers one more method with a stream.
fn well_and(call: &RawRequest, method: &str, answers: impl FnOnce() -> RawResponses) -> Result<RawResponses, Status> {
    match call.method.as_str() {
        "grpc.health.v1.Health/Check" => one(number(1)),
        it if it == method => Ok(answers()),
        it => Err(Status::unimplemented(it)),
    }
}

#[tokio::test]
async fn one_that_never_answers() {
    let peer = Peer::new(|stream| async move {
        std::future::pending::<()>().await;
        drop(stream);
    });
    let tls = Tls::mutual(&Identity::generate().unwrap(), Identity::generate().unwrap().der()).unwrap();
    for (is_mux, tls) in [(false, None), (true, None), (false, Some(tls.clone())), (true, Some(tls))] {
        let opened = peer
            .open(|options| {
                options.timeout = Duration::from_millis(100);
                options.multiplex = is_mux;
                options.tls = tls;
            })
            .await;
        assert!(matches!(opened, Err(Error::TimedOut { .. })), "{opened:?}");
    }
}

#[tokio::test]
async fn one_that_closes_or_babbles() {
    let says: [&'static [u8]; 5] = [
        b"",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        &[0xff; 4096],
        // An HTTP/2 SETTINGS frame whose length is no multiple of six.
        &[0, 0, 5, 4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5],
        // A yamux go-away.
        &[0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ];
    let tls = Tls::mutual(&Identity::generate().unwrap(), Identity::generate().unwrap().der()).unwrap();
    for bytes in says {
        for (is_mux, tls) in [(false, None), (true, None), (false, Some(tls.clone())), (true, Some(tls.clone()))] {
            let peer = Peer::new(move |mut stream| async move {
                stream.write_all(bytes).await.ok();
                let mut heard = [0; 256];
                let heard = stream.read(&mut heard).await;
                drop(heard);
                if !bytes.is_empty() {
                    tokio::io::copy(&mut stream, &mut tokio::io::sink()).await.ok();
                }
            });
            let opened = peer
                .open(|options| {
                    options.timeout = Duration::from_millis(500);
                    options.multiplex = is_mux;
                    options.tls = tls;
                })
                .await;
            assert!(opened.is_err(), "{bytes:?}");
        }
    }
}

#[tokio::test]
async fn nobody_listens() {
    let folder = SocketFolder::create().unwrap();
    let options = SessionOptions::new(Address::Unix(folder.path().join("s")));
    assert!(matches!(soon(Session::open(options)).await, Err(Error::Connect { .. })));
}

#[tokio::test]
async fn one_without_any_service_is_alive() {
    let peer = Peer::grpc(|call| async move { Err(Status::unimplemented(call.method)) }.boxed());
    let session = peer.open(|_| {}).await.unwrap();
    soon(session.drained()).await;
    assert_eq!(session.reflect(PATIENCE).await.unwrap_err().code(), Some(Code::Unimplemented));
    assert_eq!(session.shutdown(PATIENCE).await.unwrap_err().code(), Some(Code::Unimplemented));
    let no_broker = soon(session.broker().dial_client(1)).await.unwrap_err();
    assert!(matches!(no_broker, Error::NoBroker { .. } | Error::UnknownId { .. }), "{no_broker:?}");
    let no_broker = soon(session.broker().dial_client(1)).await.unwrap_err();
    assert!(matches!(no_broker, Error::NoBroker { .. }), "{no_broker:?}");
}

#[tokio::test]
async fn one_that_is_not_serving_or_answers_nonsense() {
    let peer = Peer::grpc(|_| async { one(number(2)) }.boxed());
    assert!(matches!(peer.open(|_| {}).await, Err(Error::NotServing { status: 2 })));
    let peer = Peer::grpc(|_| async { one(Bytes::from_static(&[0xff; 20])) }.boxed());
    assert!(matches!(peer.open(|_| {}).await, Err(Error::Malformed { .. })));
    let peer = Peer::grpc(|_| async { Ok(Box::pin(stream::empty()) as RawResponses) }.boxed());
    assert!(matches!(peer.open(|_| {}).await, Err(Error::NoAnswer { .. })));
}

#[tokio::test]
async fn one_that_floods_its_output() {
    // Without end, with every channel there is, and some nonsense at last.
    let peer = Peer::grpc(|call| {
        async move {
            well_and(&call, "plugin.GRPCStdio/StreamStdio", || {
                let piece =
                    |number: u64| [Number { value: number % 5 }.encode_to_vec(), vec![0x12, 3, 1, 2, 3]].concat();
                Box::pin(stream::iter(0..).map(move |number| Ok(piece(number).into())))
            })
        }
        .boxed()
    });
    let (sink, mut printed) = mpsc::channel(1);
    let session = peer.open(|options| options.stdio = Some(sink)).await.unwrap();
    for _ in 0..100 {
        assert_eq!(soon(printed.recv()).await.unwrap().bytes, vec![1, 2, 3]);
    }
    soon(session.health(PATIENCE)).await.unwrap();
    // Drained without anybody, the session can still be used, and ends at once.
    drop(printed);
    soon(session.health(PATIENCE)).await.unwrap();
    drop(session);

    let peer = Peer::grpc(|call| {
        async move {
            well_and(&call, "plugin.GRPCStdio/StreamStdio", || {
                Box::pin(stream::iter([Ok(Bytes::from(vec![7; 2 << 20])), Ok(Bytes::from_static(b"\xff\xff"))]))
            })
        }
        .boxed()
    });
    let session = peer.open(|_| {}).await.unwrap();
    soon(session.drained()).await;
    soon(session.health(PATIENCE)).await.unwrap();
}

#[tokio::test]
async fn a_broker_that_announces_without_end() {
    let peer = Peer::grpc(|call| {
        async move {
            well_and(&call, "plugin.GRPCBroker/StartStream", || {
                let info = |id: u32| match id % 4 {
                    0 => ConnInfo { service_id: id, network: "unix".into(), address: "/nowhere".into(), knock: None },
                    1 => ConnInfo { service_id: id, network: "carrier pigeon".into(), ..ConnInfo::default() },
                    2 => ConnInfo {
                        service_id: id,
                        knock: Some(Knock { knock: true, ..Knock::default() }),
                        ..ConnInfo::default()
                    },
                    _ => ConnInfo {
                        service_id: id,
                        knock: Some(Knock { ack: true, ..Knock::default() }),
                        ..ConnInfo::default()
                    },
                };
                Box::pin(stream::iter(0_u32..1 << 20).map(move |id| Ok(encode(&info(id)))))
            })
        }
        .boxed()
    });
    let session = peer.open(|options| options.broker.ids = 8).await.unwrap();
    for id in 0..8 {
        let dialled = soon(session.broker().dial_client(id)).await.unwrap_err();
        let is_typed = matches!(
            dialled,
            Error::Connect { .. } | Error::Address { .. } | Error::UnknownId { .. } | Error::NoBroker { .. }
        );
        assert!(is_typed, "{id}: {dialled:?}");
    }
    soon(session.health(PATIENCE)).await.unwrap();
}

#[tokio::test]
async fn a_broker_that_leads_elsewhere() {
    // A socket of the host's that is none of the plugin's business.
    let peer = Peer::grpc(|call| {
        async move {
            well_and(&call, "plugin.GRPCBroker/StartStream", || {
                let at = |id, network: &str, address: &str| {
                    let (network, address) = (network.to_string(), address.to_string());
                    Ok(encode(&ConnInfo { service_id: id, network, address, knock: None }))
                };
                let places =
                    [at(1, "unix", "/var/run/docker.sock"), at(2, "tcp", "127.0.0.1:22"), at(3, "unix", "../s")];
                Box::pin(stream::iter(places))
            })
        }
        .boxed()
    });
    let folder = peer.folder.path().to_path_buf();
    let session = peer.open(|it| it.broker.translator = Some(std::sync::Arc::new(InFolder(folder)))).await.unwrap();
    for id in 1..=3 {
        let dialled = soon(session.broker().dial_client(id)).await.unwrap_err();
        // The talk of this broker ends at once: what it announced may be gone before it is asked for.
        assert!(matches!(dialled, Error::Address { .. } | Error::NoBroker { .. }), "{dialled:?}");
    }
}

#[tokio::test]
async fn a_reflection_without_end() {
    let peer = Peer::grpc(|call| {
        async move {
            if call.method == "grpc.health.v1.Health/Check" {
                return one(number(1));
            }
            // One service, whose file imports another, which imports another.
            let asked = call.messages.into_inner().message().await?.unwrap();
            let asked = ReflectionRequest::decode(asked).unwrap().file_by_filename.unwrap_or_default();
            let next = asked.parse().map_or(1, |number: u64| number + 1);
            let file = FileHead { name: asked, dependencies: vec![next.to_string(), "same".into()] };
            let files = Some(FileDescriptors { files: vec![encode(&file)] });
            let services = Some(Services { services: vec![ServiceName { name: "x.Y".into() }] });
            one(encode(&ReflectionResponse { files, services, error: None }))
        }
        .boxed()
    });
    let session = peer.open(|_| {}).await.unwrap();
    let read = soon(session.reflect(PATIENCE)).await;
    assert!(matches!(read, Err(Error::TooMuch { what: "files", .. })), "{read:?}");
    let slow = soon(session.reflect(Duration::ZERO)).await;
    assert!(matches!(slow, Err(Error::TimedOut { .. })));
}

#[tokio::test]
async fn one_that_ends_in_the_middle() {
    let inner = Peer::grpc(|call| {
        async move { well_and(&call, "x/Y", || Box::pin(stream::iter(0..).map(|_| Ok(text("more"))))) }.boxed()
    });
    for bytes in (0..120).step_by(3).chain([200, 500, 5000, 1 << 16]) {
        ends_after(bytes, inner.folder.path().join("s")).await;
    }
}

/// A proxy before a well-behaved peer, which closes after so many bytes of its answers.
async fn ends_after(bytes: u64, path: PathBuf) {
    let peer = Peer::new(move |mut stream| {
        let path = path.clone();
        async move {
            let mut inner = UnixStream::connect(path).await.unwrap();
            let (from, mut to) = inner.split();
            let (mut heard, mut said) = stream.split();
            let mut from = from.take(bytes);
            tokio::select! {
                _ = tokio::io::copy(&mut from, &mut said) => {}
                _ = tokio::io::copy(&mut heard, &mut to) => {}
            }
        }
    });
    let session = match peer.open(|_| {}).await {
        Ok(session) => session,
        Err(Error::Ended(_) | Error::Connect { .. }) => return,
        Err(error) => panic!("{bytes}: {error:?}"),
    };
    let ended = async {
        let mut more = session.client().server_streaming("x/Y", tonic::Request::new(Bytes::new())).await?;
        while more.next().await?.is_some() {}
        Ok(())
    };
    let ended: Result<(), Error> = soon(ended).await;
    assert!(matches!(ended, Err(Error::Ended(_))), "{bytes}: {ended:?}");
    assert!(matches!(*soon(session.closed()).await, EndCause::PeerClosed | EndCause::Io(_)));
    let late = call::<Text>(session.client(), "x/Y", text("")).await;
    assert!(matches!(late, Err(Error::Ended(_))), "{late:?}");
}
