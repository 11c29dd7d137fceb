//! The calling side.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use http::uri::PathAndQuery;
use tonic::client::Grpc;
use tonic::codec::Streaming;
use tonic::metadata::MetadataMap;
use tonic::{Request, Response, Status};

use super::codec::RawCodec;
use crate::grpc::connection::Connection;
use crate::grpc::end::End;
use crate::grpc::error::Error;
use crate::grpc::options::MessageLimits;

/// Calls methods by their names, with encoded messages, in the limits of the session.
///
/// A method is named `package.Service/Method`. Metadata and a timeout go with the [`Request`]
/// ([`Request::set_timeout`]); the timeout is sent to the plugin and holds here too, for a stream until its first
/// answer. Dropping a future or a stream cancels the call in the plugin. Cheap to clone.
#[derive(Clone, Debug)]
pub struct RawClient {
    connection: Connection,
    limits: MessageLimits,
    end: Arc<End>,
}

impl RawClient {
    pub(in crate::grpc) fn new(connection: Connection, limits: MessageLimits, end: Arc<End>) -> Self {
        Self { connection, limits, end }
    }

    /// Calls a unary method.
    ///
    /// # Errors
    ///
    /// [`Error::Status`] if the plugin answers with an error, [`Error::NoAnswer`] if with nothing;
    /// [`Error::MessageTooLarge`] if nothing was sent; [`Error::Ended`] if the session is over.
    pub async fn unary(&self, method: &str, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.fits(request.get_ref())?;
        let timeout = timeout(request.metadata());
        let (mut grpc, path) = self.ready(method).await?;
        within(method, timeout, async {
            let answer = grpc.server_streaming(request, path, RawCodec).await;
            self.single(method, answer).await
        })
        .await
    }

    /// Calls a method that answers with a stream.
    ///
    /// # Errors
    ///
    /// As of [`unary`](Self::unary); later ones come with the messages.
    pub async fn server_streaming(&self, method: &str, request: Request<Bytes>) -> Result<Messages, Error> {
        self.fits(request.get_ref())?;
        let timeout = timeout(request.metadata());
        let (mut grpc, path) = self.ready(method).await?;
        within(method, timeout, async {
            let answer = grpc.server_streaming(request, path, RawCodec).await;
            self.messages(method, answer).await
        })
        .await
    }

    /// Calls a method that takes a stream. The end of the stream is the end of the request; a message over the limit breaks
    /// the call off.
    ///
    /// # Errors
    ///
    /// As of [`unary`](Self::unary).
    pub async fn client_streaming<S>(&self, method: &str, request: Request<S>) -> Result<Response<Bytes>, Error>
    where
        S: Stream<Item = Bytes> + Send + 'static,
    {
        let timeout = timeout(request.metadata());
        let (mut grpc, path) = self.ready(method).await?;
        within(method, timeout, async {
            let answer = grpc.streaming(request, path, RawCodec).await;
            self.single(method, answer).await
        })
        .await
    }

    /// Calls a method that takes a stream and answers with one. Gives its answers once the plugin begins them: many
    /// plugins do so with their first message.
    ///
    /// # Errors
    ///
    /// As of [`unary`](Self::unary); later ones come with the messages.
    pub async fn streaming<S>(&self, method: &str, request: Request<S>) -> Result<Messages, Error>
    where
        S: Stream<Item = Bytes> + Send + 'static,
    {
        let timeout = timeout(request.metadata());
        let (mut grpc, path) = self.ready(method).await?;
        within(method, timeout, async {
            let answer = grpc.streaming(request, path, RawCodec).await;
            self.messages(method, answer).await
        })
        .await
    }

    /// The same within other limits.
    pub fn with_limits(&self, limits: MessageLimits) -> Self {
        Self { limits, ..self.clone() }
    }

    /// Waits until the connection takes a call.
    async fn ready(&self, method: &str) -> Result<(Grpc<Connection>, PathAndQuery), Error> {
        let path = path(method)?;
        self.end.check()?;
        let mut grpc = Grpc::new(self.connection.clone())
            .max_decoding_message_size(self.limits.decoding_bytes)
            .max_encoding_message_size(self.limits.encoding_bytes);
        match grpc.ready().await {
            Ok(()) => Ok((grpc, path)),
            Err(error) => Err(self.lost(method, Status::from_error(Box::new(error))).await),
        }
    }

    fn fits(&self, message: &Bytes) -> Result<(), Error> {
        let (bytes, limit) = (message.len(), self.limits.encoding_bytes);
        if bytes > limit { Err(Error::MessageTooLarge { bytes, limit }) } else { Ok(()) }
    }

    /// The one answer of a call, with all its metadata.
    async fn single(
        &self,
        method: &str,
        answer: Result<Response<Streaming<Bytes>>, Status>,
    ) -> Result<Response<Bytes>, Error> {
        let (metadata, mut messages, extensions) = self.explain(method, answer).await?.into_parts();
        let answer = self.explain(method, messages.message().await).await?;
        let answer = answer.ok_or_else(|| Error::NoAnswer { method: method.to_string() })?;
        let trailers = self.explain(method, messages.trailers().await).await?;
        let mut metadata = metadata.into_headers();
        metadata.extend(trailers.unwrap_or_default().into_headers());
        Ok(Response::from_parts(MetadataMap::from_headers(metadata), answer, extensions))
    }

    async fn messages(
        &self,
        method: &str,
        answer: Result<Response<Streaming<Bytes>>, Status>,
    ) -> Result<Messages, Error> {
        let (metadata, messages, _) = self.explain(method, answer).await?.into_parts();
        Ok(Messages { client: self.clone(), method: method.to_string(), metadata, messages })
    }

    async fn explain<T>(&self, method: &str, answer: Result<T, Status>) -> Result<T, Error> {
        match answer {
            Ok(answer) => Ok(answer),
            Err(status) => Err(self.lost(method, status).await),
        }
    }

    /// Tells an answer of the plugin from the loss of its connection, which is noticed a moment later.
    async fn lost(&self, method: &str, status: Status) -> Error {
        if std::error::Error::source(&status).is_some() || self.connection.is_closed() {
            let noticed = tokio::time::timeout(NOTICE, self.end.wait()).await;
            if let Ok(cause) = noticed {
                return Error::Ended(cause);
            }
        }
        Error::status(method, &status)
    }
}

/// The messages with which a call answers.
#[derive(Debug)]
pub struct Messages {
    client: RawClient,
    method: String,
    metadata: MetadataMap,
    messages: Streaming<Bytes>,
}

impl Messages {
    /// The next message; none at the end of a call that went well.
    ///
    /// Dropping the future loses nothing; dropping the messages cancels the call.
    ///
    /// # Errors
    ///
    /// [`Error::Status`] if the plugin ends the call with an error; [`Error::Ended`] if the session is over.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        match self.messages.message().await {
            Ok(message) => Ok(message),
            Err(status) => Err(self.client.lost(&self.method, status).await),
        }
    }

    /// The metadata that came before the messages.
    pub fn metadata(&self) -> &MetadataMap {
        &self.metadata
    }

    /// The metadata that came after them; to be asked for at their end.
    ///
    /// # Errors
    ///
    /// As of [`next`](Self::next).
    pub async fn trailers(&mut self) -> Result<Option<MetadataMap>, Error> {
        match self.messages.trailers().await {
            Ok(trailers) => Ok(trailers),
            Err(status) => Err(self.client.lost(&self.method, status).await),
        }
    }
}

/// What a request says of how long it may take: digits and the letter of a unit.
///
/// Source: PROTOCOL-HTTP2.md of gRPC, `Timeout`.
fn timeout(metadata: &MetadataMap) -> Option<Duration> {
    let text = metadata.get("grpc-timeout")?.to_str().ok()?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let count: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(count.saturating_mul(3600))),
        "M" => Some(Duration::from_secs(count.saturating_mul(60))),
        "S" => Some(Duration::from_secs(count)),
        "m" => Some(Duration::from_millis(count)),
        "u" => Some(Duration::from_micros(count)),
        "n" => Some(Duration::from_nanos(count)),
        _ => None,
    }
}

/// Bounds a call, if it is to be bounded.
async fn within<T>(
    method: &str,
    timeout: Option<Duration>,
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let Some(timeout) = timeout else { return call.await };
    let late = |_| Err(Error::status(method, &Status::deadline_exceeded("the plugin has not answered in time")));
    tokio::time::timeout(timeout, call).await.unwrap_or_else(late)
}

/// The path of a method, with or without the slash before it.
fn path(method: &str) -> Result<PathAndQuery, Error> {
    let name = method.strip_prefix('/').unwrap_or(method);
    let is_path = name.split('/').count() == 2 && name.split('/').all(is_name);
    let path = is_path.then(|| PathAndQuery::try_from(format!("/{name}"))).and_then(Result::ok);
    path.ok_or_else(|| Error::MethodName { method: method.to_string() })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

/// How long after a failed call its connection may take to be known as lost.
const NOTICE: Duration = Duration::from_millis(100);
