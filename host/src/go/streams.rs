//! Calls with streams: those of WIT are messages of gRPC, in either direction and both at once.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use amphi_go_plugin::grpc::{Error as GrpcError, Messages, RawClient, Session};
use amphi_go_plugin::proto::{self, Message, Status};
use amphi_protocol::{StreamFailure, StreamHandle, Type, Value};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use tokio::sync::oneshot;
use tonic::Request;

use super::call::Call;
use super::grpc::late;
use super::in_flight::Ticket;
use crate::error::Error;
use crate::stream::{Elements, feed, frame_body};

/// Calls a method with a stream.
///
/// The deadline is that of the call: a client's stream must end, and a server's begin, within it. What the plugin streams
/// after that takes as long as it takes. Of a call with both, the stream is there at once: a failure is its last element.
pub(super) async fn call(call: Call<'_>, session: &Session, method: &proto::Function) -> Result<Option<Value>, Error> {
    match (method.is_client_streaming(), method.is_server_streaming()) {
        (false, _) => from_server(call, session, method).await,
        (true, false) => from_client(call, session, method).await,
        (true, true) => both(&call, session, method).await.map(|frames| {
            let frames = feed(with_ticket(frames, call.ticket));
            Some(Value::ok(Some(Value::Stream(StreamHandle::new(frames)))))
        }),
    }
}

async fn from_server(call: Call<'_>, session: &Session, method: &proto::Function) -> Result<Option<Value>, Error> {
    let request = call.request(call.encode(method)?);
    let asked = session.client().server_streaming(method.path(), request);
    let answer = tokio::time::timeout_at(call.deadline.into(), asked).await.unwrap_or_else(|_| Err(late()));
    match answer {
        Ok(messages) => {
            let frames = feed(with_ticket(elements(messages, method.clone()), call.ticket));
            Ok(Some(Value::ok(Some(Value::Stream(StreamHandle::new(frames))))))
        }
        Err(error) => call.explain(error).await.map(|status| Some(proto::Function::failure(&status))),
    }
}

async fn from_client(call: Call<'_>, session: &Session, method: &proto::Function) -> Result<Option<Value>, Error> {
    let (requests, broken) = requests(&call, method)?;
    let mut request = call.request(requests);
    request.set_timeout(call.deadline.saturating_duration_since(std::time::Instant::now()));
    let asked = session.client().client_streaming(method.path(), request);
    let answer = tokio::select! {
        biased;
        failure = broken.wait() => return Err(Error::Stream { failure }),
        answer = tokio::time::timeout_at(call.deadline.into(), asked) => answer.unwrap_or_else(|_| Err(late())),
    };
    call.returned(method, answer.map(tonic::Response::into_inner)).await
}

/// A call with both streams, which a task makes: the plugin may begin to answer only when it has read.
async fn both(
    call: &Call<'_>,
    session: &Session,
    method: &proto::Function,
) -> Result<impl Stream<Item = Frame> + Send + use<>, Error> {
    let (requests, broken) = requests(call, method)?;
    let request = call.request(requests);
    let exchange = Exchange { client: session.client().clone(), request, broken, method: method.clone() };
    Ok(exchange.frames())
}

/// A call with both streams, before it begins.
struct Exchange {
    client: RawClient,
    request: Request<Requests>,
    broken: Broken,
    method: proto::Function,
}

impl Exchange {
    fn frames(self) -> impl Stream<Item = Frame> + Send {
        let Self { client, request, broken, method } = self;
        let path = method.path().to_string();
        let begun = async move {
            let answers = match client.streaming(&path, request).await {
                Ok(messages) => elements(messages, method).left_stream(),
                Err(error) => {
                    let element = type_of(&method);
                    futures_util::stream::iter([last(error, &element)]).right_stream()
                }
            };
            answers.boxed()
        };
        // A stream of the host's that breaks off ends the call, whatever the plugin says of it.
        let broken = futures_util::stream::once(async move { Err(broken.wait().await) });
        until_broken(futures_util::stream::once(begun).flatten().boxed(), broken.boxed())
    }
}

/// The body of a frame.
type Frame = Result<Vec<u8>, StreamFailure>;

/// The frames of the first stream, unless the second has one to end it.
fn until_broken(
    frames: futures_util::stream::BoxStream<'static, Frame>,
    broken: futures_util::stream::BoxStream<'static, Frame>,
) -> impl Stream<Item = Frame> + Send {
    futures_util::stream::unfold(Some((frames, broken)), |open| async {
        let (mut frames, mut broken) = open?;
        tokio::select! {
            biased;
            Some(failure) = broken.next() => Some((failure, None)),
            frame = frames.next() => frame.map(|frame| (frame, Some((frames, broken)))),
        }
    })
}

/// The answers of the plugin as the frames of the function's stream; a status that is none of success is the last.
fn elements(messages: Messages, method: proto::Function) -> impl Stream<Item = Frame> + Send {
    let element = type_of(&method);
    futures_util::stream::unfold(Some((messages, method, element)), |open| async {
        let (mut messages, method, element) = open?;
        match messages.next().await {
            Ok(Some(message)) => {
                let decoded = method.decode_element(&message).map_err(|error| source(&error));
                let framed = decoded.and_then(|value| frame_body(&[value], &element).map_err(|error| source(&error)));
                let is_well = framed.is_ok();
                Some((framed, is_well.then_some((messages, method, element))))
            }
            Ok(None) => None,
            Err(error) => Some((last(error, &element), None)),
        }
    })
}

/// The type of what the function's stream carries.
fn type_of(method: &proto::Function) -> Type {
    Type::result(Some(method.response().ty()), Some(Status::ty()))
}

/// The last frame of a stream that failed.
fn last(error: GrpcError, element: &Type) -> Frame {
    match error {
        GrpcError::Status { code, message, details, .. } => {
            let status = Status::from_grpc(i32::from(code), &message, &details);
            frame_body(&[proto::Function::failure(&status)], element).map_err(|error| source(&error))
        }
        GrpcError::Ended(_) => Err(StreamFailure::SessionEnded),
        other => Err(source(&other)),
    }
}

fn source(error: &dyn std::error::Error) -> StreamFailure {
    StreamFailure::Source { reason: crate::native::chain(error) }
}

/// Keeps the call's place for as long as its stream is there.
fn with_ticket(frames: impl Stream<Item = Frame> + Send, ticket: Ticket) -> impl Stream<Item = Frame> + Send {
    frames.inspect(move |_| {
        let _held = &ticket;
    })
}

/// The messages of a stream that the host gives, and the way to learn that it broke off.
fn requests(call: &Call<'_>, method: &proto::Function) -> Result<(Requests, Broken), Error> {
    let given = match call.args {
        [Value::Stream(handle)] => handle.take(),
        _ => None,
    };
    let frames =
        given.ok_or_else(|| call.plugin.arguments(call.function, "its stream was given before".to_string()))?;
    let (failed, broken) = oneshot::channel();
    let elements = Elements::new(frames, Some(&method.request().ty()));
    let limit = usize::try_from(call.plugin.limits.message_size).unwrap_or(usize::MAX);
    Ok((Requests { elements, message: method.request().clone(), limit, failed: Some(failed) }, Broken(broken)))
}

/// The messages that go to the plugin. One that cannot be sent is the last, and the call does not end well.
struct Requests {
    elements: Elements,
    message: Message,
    limit: usize,
    /// None once it is told.
    failed: Option<oneshot::Sender<StreamFailure>>,
}

impl Stream for Requests {
    type Item = Bytes;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        if self.failed.is_none() {
            return Poll::Pending;
        }
        let Some(element) = ready!(self.elements.poll_next_unpin(context)) else { return Poll::Ready(None) };
        let encoded = element.and_then(|value| self.message.encode(&value).map_err(|error| source(&error)));
        let failure = match encoded {
            Ok(bytes) if bytes.len() <= self.limit => return Poll::Ready(Some(bytes.into())),
            Ok(bytes) => {
                let reason = format!("a message of {} bytes is over limits.message_size, {}", bytes.len(), self.limit);
                StreamFailure::Source { reason }
            }
            Err(failure) => failure,
        };
        if let Some(failed) = self.failed.take() {
            // The call may be over.
            failed.send(failure).ok();
        }
        // Not the end, which the plugin would take for a good one: whoever is told drops the call.
        Poll::Pending
    }
}

/// Tells that the host's stream broke off.
struct Broken(oneshot::Receiver<StreamFailure>);

impl Broken {
    /// Waits for the failure; for ever if there is none.
    async fn wait(self) -> StreamFailure {
        match self.0.await {
            Ok(failure) => failure,
            Err(_) => std::future::pending().await,
        }
    }
}
