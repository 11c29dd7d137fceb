//! Peers that are not Go's, for tests that need one that is made to misbehave.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::stream;
use hyper::body::{Body as _, Frame, Incoming};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;
use tonic::Status;
use tonic::body::Body;
use tower::ServiceExt;

use amphi_protocol::handshake::Address;
use amphi_transport::SocketFolder;

use super::messages::number;
use super::{PATIENCE, soon};
use crate::grpc::{Error, MessageLimits, RawHandler, RawRequest, RawResponses, RawService, Session, SessionOptions};

/// A peer that does with each connection what it is made for.
pub(super) struct Peer {
    folder: SocketFolder,
    serving: JoinHandle<()>,
}

impl Peer {
    pub(super) fn new<F: Future<Output = ()> + Send + 'static>(
        serve: impl Fn(UnixStream) -> F + Send + 'static,
    ) -> Self {
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
    pub(super) fn grpc(answer: fn(RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>>) -> Self {
        Self::new(move |stream| async move {
            let service = RawService::new(Answers(answer), MessageLimits::default())
                .map_request(|request: http::Request<Incoming>| request.map(Body::new));
            hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
                .await
                .ok();
        })
    }

    /// A peer that speaks HTTP/2, and answers with anything that can be said in it.
    pub(super) fn http(answer: fn(&str) -> http::Response<Said>) -> Self {
        Self::new(move |stream| async move {
            let service = hyper::service::service_fn(move |request: http::Request<Incoming>| async move {
                // What a host asks with is read to its end, as servers do.
                let (head, body) = request.into_parts();
                let mut body = std::pin::pin!(body);
                while let Some(Ok(_)) = std::future::poll_fn(|context| body.as_mut().poll_frame(context)).await {}
                Ok::<_, Infallible>(answer(head.uri.path()))
            });
            let server = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
            server.serve_connection(TokioIo::new(stream), service).await.ok();
        })
    }

    /// Where its socket is.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn socket(&self) -> PathBuf {
        self.folder.path().join("s")
    }

    pub(super) fn options(&self) -> SessionOptions {
        SessionOptions::new(Address::Unix(self.socket())).with(|options| {
            options.timeout = PATIENCE;
            options.broker.wait = Duration::from_millis(300);
        })
    }

    pub(super) async fn open(&self, change: impl FnOnce(&mut SessionOptions)) -> Result<Session, Error> {
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

pub(super) fn one(message: Bytes) -> Result<RawResponses, Status> {
    Ok(Box::pin(stream::iter([Ok(message)])))
}

/// Says that it is well, and answers one more method with a stream.
pub(super) fn well_and(
    call: &RawRequest,
    method: &str,
    answers: impl FnOnce() -> RawResponses,
) -> Result<RawResponses, Status> {
    match call.method.as_str() {
        "grpc.health.v1.Health/Check" => one(number(1)),
        it if it == method => Ok(answers()),
        it => Err(Status::unimplemented(it)),
    }
}

/// A body, frame by frame.
#[derive(Default)]
pub(super) struct Said(pub(super) VecDeque<Frame<Bytes>>);

impl Said {
    /// Bytes, and then these trailers.
    pub(super) fn new(bytes: impl Into<Bytes>, trailers: &[(&'static str, &str)]) -> Self {
        let mut frames = VecDeque::from([Frame::data(bytes.into())]);
        if !trailers.is_empty() {
            let trailers = trailers.iter().map(|(name, value)| {
                (http::HeaderName::from_static(name), http::HeaderValue::from_bytes(value.as_bytes()).unwrap())
            });
            frames.push_back(Frame::trailers(trailers.collect()));
        }
        Self(frames)
    }
}

impl hyper::body::Body for Said {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

/// A message as gRPC frames it.
pub(super) fn framed(flag: u8, length: u32, body: &[u8]) -> Vec<u8> {
    [&[flag][..], &length.to_be_bytes(), body].concat()
}
