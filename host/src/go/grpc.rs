//! Calls of a plugin that speaks gRPC, with one message each way. Streams are in `streams`.

use std::time::{Duration, Instant};

use amphi_go_plugin::grpc::{Error as GrpcError, Session};
use amphi_go_plugin::proto::{self, Status};
use amphi_protocol::Value;
use bytes::Bytes;
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::{Code, Extensions, Request};

use super::call::{Call, Unwell};
use super::streams;
use super::surface::Calls;
use crate::artefact::hex;
use crate::error::Error;

/// Calls a method, of whichever kind.
pub(super) async fn call(call: Call<'_>, method: &proto::Function) -> Result<Option<Value>, Error> {
    let Some(session) = call.plugin.session.grpc() else {
        return Err(call.plugin.unreadable(call.function, "the session is one of net/rpc"));
    };
    if method.is_client_streaming() || method.is_server_streaming() {
        return streams::call(call, session, method).await;
    }
    let mut request = call.request(call.encode(method)?);
    request.set_timeout(call.deadline.saturating_duration_since(Instant::now()));
    let asked = session.client().unary(method.path(), request);
    let answer = tokio::time::timeout_at(call.deadline.into(), asked).await;
    call.returned(method, answer.unwrap_or_else(|_| Err(late())).map(tonic::Response::into_inner)).await
}

impl Call<'_> {
    /// The one message of a call.
    pub(super) fn encode(&self, method: &proto::Function) -> Result<Bytes, Error> {
        let encoded = method.encode_arguments(self.args);
        let bytes = encoded.map_err(|error| self.plugin.arguments(self.function, error.to_string()))?;
        self.plugin.check_size(self.function, bytes.len())?;
        Ok(bytes.into())
    }

    /// A request with what goes beside its messages.
    pub(super) fn request<T>(&self, messages: T) -> Request<T> {
        let metadata = match &self.plugin.surface.calls {
            Calls::Grpc { metadata, .. } => metadata.clone(),
            Calls::NetRpc(_) => MetadataMap::new(),
        };
        let mut request = Request::from_parts(metadata, Extensions::default(), messages);
        if let Some(trace) = self.context.trace() {
            let parent = format!("00-{}-{}-{:02x}", hex(&trace.trace), hex(&trace.span), trace.flags);
            if let Ok(parent) = MetadataValue::try_from(parent) {
                request.metadata_mut().insert("traceparent", parent);
            }
        }
        request
    }

    /// What the function returns for the answer that came.
    pub(super) async fn returned(
        &self,
        method: &proto::Function,
        answer: Result<Bytes, GrpcError>,
    ) -> Result<Option<Value>, Error> {
        let message = match answer {
            Ok(message) => message,
            // Some plugins end a call of a client's stream so. Of any other call it is no answer.
            Err(GrpcError::NoAnswer { .. }) if method.is_client_streaming() => Bytes::new(),
            Err(error) => return self.explain(error).await.map(|status| Some(proto::Function::failure(&status))),
        };
        let returned = method.decode_return(&message);
        returned.map(Some).map_err(|error| self.plugin.unreadable(self.function, error))
    }

    /// Tells an answer of the plugin, which is a value, from a call that did not complete.
    pub(super) async fn explain(&self, error: GrpcError) -> Result<Status, Error> {
        let (plugin, function) = (self.plugin, self.function);
        match error {
            GrpcError::Status { code: Code::DeadlineExceeded, .. } if self.is_late() => {
                Err(plugin.late(function, self.timeout))
            }
            GrpcError::Status { code: Code::OutOfRange, message, .. } if message.starts_with(TOO_LARGE) => {
                let allowed = plugin.limits.message_size;
                let numbers = message.split(|c: char| !c.is_ascii_digit());
                let got = numbers.filter_map(|number| number.parse().ok()).find(|got| *got > allowed);
                let got = got.unwrap_or(allowed.saturating_add(1));
                Err(plugin.over_limit(function, "limits.message_size", allowed, got))
            }
            GrpcError::Status { code, message, details, .. } => {
                Ok(Status::from_grpc(i32::from(code), &message, &details))
            }
            GrpcError::MessageTooLarge { bytes, .. } => {
                Err(plugin.over_limit(function, "limits.message_size", plugin.limits.message_size, bytes as u64))
            }
            GrpcError::Ended(_) => Err(plugin.gone().await),
            GrpcError::TimedOut { .. } => Err(plugin.late(function, self.timeout)),
            other => Err(plugin.unreadable(function, other)),
        }
    }

    /// Whether the deadline has passed, or as good as: gRPC's own is rounded.
    fn is_late(&self) -> bool {
        self.deadline.saturating_duration_since(Instant::now()) < ROUNDING
    }
}

/// The status of a call that did not end in time.
pub(super) fn late() -> GrpcError {
    GrpcError::TimedOut { step: "the answer", after: Duration::ZERO }
}

/// Asks the plugin's health service.
pub(super) async fn health(session: &Session, timeout: Duration) -> Result<(), Unwell> {
    session.health(timeout).await.map_err(|error| match error {
        GrpcError::Ended(_) => Unwell::Gone,
        GrpcError::TimedOut { .. } => Unwell::Silent,
        other => Unwell::Says(other.to_string()),
    })
}

/// How tonic's message of an answer over the limit begins.
const TOO_LARGE: &str = "Error, decoded message length too large";

/// What gRPC's deadline may come too early: it is sent in eight digits.
const ROUNDING: Duration = Duration::from_millis(5);
