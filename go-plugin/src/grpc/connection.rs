//! One HTTP/2 connection, whose end is its session's.
//!
//! tonic's channel would make a lost connection again in silence, and has tasks that nobody stops.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::uri::{Authority, Scheme};
use hyper::body::Incoming;
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::task::JoinSet;
use tonic::body::Body;

use super::answer::{Readable, readable};
use super::connect::{CONNECTION_WINDOW_BYTES, HEADER_BYTES, STREAM_WINDOW_BYTES};
use super::error::Error;
use super::io::Watched;

/// A connection that ends with its last clone. It is not made again.
#[derive(Clone, Debug)]
pub(super) struct Connection {
    send: SendRequest<Body>,
    /// Drives the connection, and ends it on drop.
    _driver: Arc<JoinSet<()>>,
}

impl Connection {
    /// Begins HTTP/2. The plugin is not waited for.
    pub(super) async fn open(io: Watched) -> Result<Self, Error> {
        let mut builder = Builder::new(TokioExecutor::new());
        builder
            .max_header_list_size(HEADER_BYTES)
            .initial_stream_window_size(STREAM_WINDOW_BYTES)
            .initial_connection_window_size(CONNECTION_WINDOW_BYTES);
        let (send, connection) = builder
            .handshake(TokioIo::new(io))
            .await
            .map_err(|error| Error::Connect { address: AUTHORITY.to_string(), source: std::io::Error::other(error) })?;
        let mut driver = JoinSet::new();
        driver.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ends");
            }
        });
        Ok(Self { send, _driver: Arc::new(driver) })
    }

    /// Whether the plugin takes no call on it any more.
    pub(super) fn is_closed(&self) -> bool {
        self.send.is_closed()
    }
}

impl tower::Service<http::Request<Body>> for Connection {
    type Response = http::Response<Readable<Incoming>>;
    type Error = hyper::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, hyper::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), hyper::Error>> {
        self.send.poll_ready(context)
    }

    fn call(&mut self, mut request: http::Request<Body>) -> Self::Future {
        let mut uri = std::mem::take(request.uri_mut()).into_parts();
        uri.scheme = Some(Scheme::HTTP);
        uri.authority = Some(Authority::from_static(AUTHORITY));
        // All three parts are there: a path always is.
        *request.uri_mut() = http::Uri::from_parts(uri).unwrap_or_default();
        let answer = self.send.send_request(request);
        Box::pin(async move { Ok(readable(answer.await?)) })
    }
}

/// What requests are addressed to. Go's servers look at none of it.
const AUTHORITY: &str = "localhost";
