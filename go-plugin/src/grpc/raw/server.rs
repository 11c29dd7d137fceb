//! The answering side: any method of what the host serves to a plugin.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::Stream;
use futures_util::future::BoxFuture;
use tonic::body::Body;
use tonic::codec::Streaming;
use tonic::{Request, Response, Status};

use super::codec::RawCodec;
use crate::grpc::options::MessageLimits;

/// Answers the calls of a plugin, with encoded messages.
///
/// All four kinds of methods are one on the wire: a stream of requests, and a stream of answers. A unary method takes
/// the first of the one and gives one of the other.
pub trait RawHandler: Send + Sync + 'static {
    /// Answers one call.
    ///
    /// Dropping the future means that the plugin has cancelled the call.
    fn call(&self, call: RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>>;
}

/// A call of a plugin.
#[derive(Debug)]
pub struct RawRequest {
    /// The method as `package.Service/Method`.
    pub method: String,
    /// The messages, with the metadata of the call. Each is within the limits of the session.
    pub messages: Request<Streaming<Bytes>>,
}

impl RawRequest {
    /// The message of a method that takes one. Dropping the future drops the call.
    ///
    /// # Errors
    ///
    /// The plugin sends none, or breaks off.
    pub async fn message(self) -> Result<Bytes, Status> {
        let message = self.messages.into_inner().message().await?;
        message.ok_or_else(|| Status::invalid_argument("the call has no message"))
    }
}

/// The answers to a call.
pub type RawResponses = Pin<Box<dyn Stream<Item = Result<Bytes, Status>> + Send>>;

/// The answer of a method that gives one message.
pub fn single(message: Bytes) -> RawResponses {
    Box::pin(futures_util::stream::iter([Ok(message)]))
}

/// A [`RawHandler`] as a service, as [`Broker::serve`](crate::grpc::Broker::serve) takes it.
pub struct RawService<H> {
    handler: Arc<H>,
    limits: MessageLimits,
}

impl<H: RawHandler> RawService<H> {
    /// Serves with a handler, within limits.
    pub fn new(handler: H, limits: MessageLimits) -> Self {
        Self { handler: Arc::new(handler), limits }
    }
}

impl<H> Clone for RawService<H> {
    fn clone(&self) -> Self {
        Self { handler: Arc::clone(&self.handler), limits: self.limits }
    }
}

impl<H> fmt::Debug for RawService<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawService").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl<H: RawHandler> tower::Service<http::Request<Body>> for RawService<H> {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let method = request.uri().path().trim_start_matches('/').to_string();
        let answering = Answering { handler: Arc::clone(&self.handler), method };
        let mut grpc = tonic::server::Grpc::new(RawCodec)
            .max_decoding_message_size(self.limits.decoding_bytes)
            .max_encoding_message_size(self.limits.encoding_bytes);
        Box::pin(async move { Ok(grpc.streaming(answering, request).await) })
    }
}

/// One call on its way to the handler.
struct Answering<H> {
    handler: Arc<H>,
    method: String,
}

impl<H: RawHandler> tonic::server::StreamingService<Bytes> for Answering<H> {
    type Response = Bytes;
    type ResponseStream = RawResponses;
    type Future = BoxFuture<'static, Result<Response<RawResponses>, Status>>;

    fn call(&mut self, messages: Request<Streaming<Bytes>>) -> Self::Future {
        let answer = self.handler.call(RawRequest { method: std::mem::take(&mut self.method), messages });
        Box::pin(async move { answer.await.map(Response::new) })
    }
}
