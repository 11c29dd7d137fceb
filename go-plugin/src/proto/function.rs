//! How a function of the WIT is called over gRPC.

use amphi_protocol::{List, Param, Type, Value};

use super::error::Error;
use super::mapping::Role;
use super::message::Message;
use super::status::Status;

/// A method of a service, which is a function of the WIT: what to send where, and what comes back.
///
/// | streams | WIT |
/// |---|---|
/// | none | `func(request: Q) -> result<R, status>` |
/// | of the client | `async func(requests: stream<Q>) -> result<R, status>` |
/// | of the server | `async func(request: Q) -> result<stream<result<R, status>>, status>` |
/// | of both | `async func(requests: stream<Q>) -> result<stream<result<R, status>>, status>` |
///
/// A single message without fields is left out: `func() -> result<_, status>`. A stream of the server that fails has the
/// status as its last element.
#[derive(Clone, Debug)]
pub struct Function {
    pub(super) path: String,
    pub(super) interface: String,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) request: Message,
    pub(super) response: Message,
    pub(super) client_streaming: bool,
    pub(super) server_streaming: bool,
}

impl Function {
    /// The path of HTTP/2: `/tfplugin5.Provider/GetSchema`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The name in the proto: `tfplugin5.Provider/GetSchema`.
    pub fn proto_name(&self) -> &str {
        self.path.trim_start_matches('/')
    }

    /// The interface of the WIT, in full: `proto:tfplugin5/provider`.
    pub fn interface(&self) -> &str {
        &self.interface
    }

    /// The name of the function in its interface.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The interface and the name in one: `proto:tfplugin5/provider#get-schema`.
    pub fn full_name(&self) -> String {
        format!("{}#{}", self.interface, self.name)
    }

    /// Who offers it.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The message that is sent, or those.
    pub fn request(&self) -> &Message {
        &self.request
    }

    /// The message that comes back, or those.
    pub fn response(&self) -> &Message {
        &self.response
    }

    /// Whether the caller sends a stream.
    pub fn is_client_streaming(&self) -> bool {
        self.client_streaming
    }

    /// Whether a stream comes back.
    pub fn is_server_streaming(&self) -> bool {
        self.server_streaming
    }

    /// The parameters in the WIT: one, or none where a single request has no field.
    pub fn params(&self) -> Vec<Param> {
        match (self.client_streaming, self.request.is_empty()) {
            (true, _) => vec![Param { name: "requests".into(), ty: Type::stream(Some(self.request.ty())) }],
            (false, true) => Vec::new(),
            (false, false) => vec![Param { name: "request".into(), ty: self.request.ty() }],
        }
    }

    /// The result in the WIT.
    pub fn result(&self) -> Type {
        let message = (!self.response.is_empty() || self.server_streaming).then(|| self.response.ty());
        let ok = match (self.server_streaming, message) {
            (true, message) => Some(Type::stream(Some(Type::result(message, Some(Status::ty()))))),
            (false, message) => message,
        };
        Type::result(ok, Some(Status::ty()))
    }

    /// Writes the single request of a call from its arguments. For a stream, each element is encoded with
    /// [`request`](Self::request).
    ///
    /// # Errors
    ///
    /// Another number of arguments, a stream, or a value that does not fit: the caller is at fault.
    pub fn encode_arguments(&self, arguments: &[Value]) -> Result<Vec<u8>, Error> {
        match (self.client_streaming, self.request.is_empty(), arguments) {
            (false, true, []) => Ok(Vec::new()),
            (false, false, [request]) => self.request.encode(request),
            _ => Err(self.misused(arguments.len())),
        }
    }

    /// Reads the single request of a call into its arguments, on the side that serves it.
    ///
    /// # Errors
    ///
    /// Bytes that are no request: the peer is at fault. [`Error::Arguments`] for a stream.
    pub fn decode_arguments(&self, bytes: &[u8]) -> Result<Vec<Value>, Error> {
        if self.client_streaming {
            return Err(self.misused(1));
        }
        let request = self.request.decode(bytes)?;
        Ok(if self.request.is_empty() { Vec::new() } else { vec![request] })
    }

    /// Reads the arguments of a call from protobuf's JSON of its request; no text stands for `{}`.
    ///
    /// # Errors
    ///
    /// As [`Message::value_from_json`]; [`Error::Arguments`] for a stream.
    pub fn arguments_from_json(&self, text: &str) -> Result<Vec<Value>, Error> {
        if self.client_streaming {
            return Err(self.misused(1));
        }
        let text = if text.trim().is_empty() { "{}" } else { text };
        let request = self.request.value_from_json(text)?;
        Ok(if self.request.is_empty() { Vec::new() } else { vec![request] })
    }

    /// Makes what the function returns of the single response that came: `ok(…)`.
    ///
    /// # Errors
    ///
    /// Bytes that are no response: the peer is at fault.
    pub fn decode_return(&self, bytes: &[u8]) -> Result<Value, Error> {
        let response = self.response.decode(bytes)?;
        Ok(Value::ok((!self.response.is_empty()).then_some(response)))
    }

    /// Makes the bytes of the single response of what the function returned, or the status that is sent instead.
    ///
    /// # Errors
    ///
    /// A value of another type: who returned it is at fault.
    pub fn encode_return(&self, returned: &Value) -> Result<Result<Vec<u8>, Status>, Error> {
        match returned {
            Value::Result(Ok(None)) if self.response.is_empty() => Ok(Ok(Vec::new())),
            Value::Result(Ok(Some(response))) if !self.response.is_empty() => self.response.encode(response).map(Ok),
            Value::Result(Err(Some(status))) => Status::from_value(status).map(Err),
            other => Err(Error::value("a result", other.kind()).of(self.response.full_name())),
        }
    }

    /// Makes an element of the stream that the function returns of a response that came: `ok(…)`.
    ///
    /// # Errors
    ///
    /// Bytes that are no response: the peer is at fault.
    pub fn decode_element(&self, bytes: &[u8]) -> Result<Value, Error> {
        Ok(Value::ok(Some(self.response.decode(bytes)?)))
    }

    /// Makes the bytes of a response of an element of the stream that the function returned, or the status that ends it.
    ///
    /// # Errors
    ///
    /// A value of another type: who wrote it is at fault.
    pub fn encode_element(&self, element: &Value) -> Result<Result<Vec<u8>, Status>, Error> {
        match element {
            Value::Result(Ok(Some(response))) => self.response.encode(response).map(Ok),
            Value::Result(Err(Some(status))) => Status::from_value(status).map(Err),
            other => Err(Error::value("a result", other.kind()).of(self.response.full_name())),
        }
    }

    /// What the function returns, or the last element of its stream, when the call failed: `err(…)`.
    pub fn failure(status: &Status) -> Value {
        Value::err(Some(status.to_value()))
    }

    /// Writes what the function returned, of a single response, as protobuf's JSON: the response, or `Err` with the status.
    ///
    /// # Errors
    ///
    /// As [`Message::value_to_json`].
    pub fn return_to_json(&self, returned: &Value) -> Result<Result<String, Status>, Error> {
        match returned {
            Value::Result(Ok(None)) if self.response.is_empty() => Ok(Ok("{}".to_string())),
            Value::Result(Ok(Some(response))) => self.response.value_to_json(response).map(Ok),
            Value::Result(Err(Some(status))) => Status::from_value(status).map(Err),
            other => Err(Error::value("a result", other.kind()).of(self.response.full_name())),
        }
    }

    /// Whether this is what a person calls the function.
    pub(super) fn answers_to(&self, asked: &str) -> bool {
        let (service, method) = self.proto_name().split_once('/').unwrap_or_default();
        let short = service.rsplit('.').next().unwrap_or_default();
        let own = self.interface.split('@').next().unwrap_or_default();
        let own_short = own.rsplit('/').next().unwrap_or_default();
        if let Some((interface, name)) = asked.split_once('#').or_else(|| asked.rsplit_once('.')) {
            let is_interface = [self.interface.as_str(), own, own_short].contains(&interface);
            if is_interface && name == self.name {
                return true;
            }
        }
        match asked.trim_start_matches('/').rsplit_once('/') {
            Some((asked, name)) => name == method && [service, short].contains(&asked),
            None => asked == self.name || asked == method,
        }
    }

    fn misused(&self, got: usize) -> Error {
        let expected = match (self.client_streaming, self.request.is_empty()) {
            (true, _) => "a stream of requests",
            (false, true) => "no argument",
            (false, false) => "one argument, the request",
        };
        Error::Arguments {
            function: self.proto_name().to_string(),
            expected: expected.to_string(),
            got: got.to_string(),
        }
    }
}

/// The elements of a list of values; none of another list.
pub(super) fn elements(value: &Value) -> &[Value] {
    match value {
        Value::List(List::Values(values)) => values,
        _ => &[],
    }
}
