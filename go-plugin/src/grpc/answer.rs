//! What stands between HTTP/2 and tonic: answers that it can read.
//!
//! tonic panics where the details of a status are no base64. A plugin must not be able to do that to its host: such
//! details are left out, and the status stays.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::HeaderMap;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tonic::body::Body;

/// A channel to services of the plugin, for clients that tonic generates.
///
/// It connects with its first call, and again where that connection is lost, until the session ends.
#[derive(Clone, Debug)]
pub struct Channel(tonic::transport::Channel);

impl Channel {
    pub(super) fn new(channel: tonic::transport::Channel) -> Self {
        Self(channel)
    }
}

impl tower::Service<http::Request<Body>> for Channel {
    type Response = http::Response<Body>;
    type Error = tonic::transport::Error;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let answer = self.0.call(request);
        Box::pin(async move { Ok(readable(answer.await?).map(Body::new)) })
    }
}

/// The body of an answer whose trailers can be read.
#[derive(Debug)]
pub(super) struct Readable<B>(B);

/// Makes an answer one that can be read.
pub(super) fn readable<B>(mut answer: http::Response<B>) -> http::Response<Readable<B>> {
    leave_out_nonsense(answer.headers_mut());
    answer.map(Readable)
}

fn leave_out_nonsense(headers: &mut HeaderMap) {
    if headers.get(DETAILS).is_some_and(|details| BASE64.decode(details.as_bytes()).is_err()) {
        headers.remove(DETAILS);
        tracing::debug!("the details of a plugin's status are no base64");
    }
}

impl<B: HttpBody<Data = Bytes> + Unpin> HttpBody for Readable<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let mut frame = ready!(Pin::new(&mut self.0).poll_frame(context));
        if let Some(Ok(frame)) = &mut frame
            && let Some(trailers) = frame.trailers_mut()
        {
            leave_out_nonsense(trailers);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

const DETAILS: &str = "grpc-status-details-bin";

/// As tonic reads them: padded or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
