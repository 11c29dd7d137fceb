//! The answering side with values: for who has the proto, and no generated code.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use amphi_protocol::Value;
use futures_util::future::BoxFuture;
use tonic::{Code, Status};

use super::server::{RawHandler, RawRequest, RawResponses, single};
use crate::proto::{self, Codec, Function};

/// Answers the calls of a plugin with values of the derived WIT, as a [`RawHandler`].
///
/// It knows the methods of a [`Codec`] that have one message each way; any other is `Unimplemented` for the plugin.
///
/// ```
/// use amphi_go_plugin::grpc::{MessageLimits, RawService, ValueHandler};
/// use amphi_go_plugin::proto::{Codec, Mapping, Options, Schema};
/// use amphi_protocol::Value;
///
/// # fn main() -> Result<(), amphi_go_plugin::proto::Error> {
/// let schema = Schema::from_text(
///     "adder.proto",
///     r#"syntax = "proto3"; package example;
///        message Numbers { int64 a = 1; int64 b = 2; }
///        message Sum { int64 sum = 1; }
///        service Adder { rpc Add(Numbers) returns (Sum); }"#,
/// )?;
/// let codec = Codec::new(&schema, &Mapping::derive(&schema, &Options::default())?)?;
/// let adder = ValueHandler::new(codec, |function, arguments| async move {
///     assert_eq!(function.proto_name(), "example.Adder/Add");
///     let sum = match &arguments[..] {
///         [Value::Record(fields)] => fields.iter().map(|(_, it)| if let Value::S64(it) = it { *it } else { 0 }).sum(),
///         _ => 0i64,
///     };
///     Ok(Some(Value::record([("sum", sum.into())])))
/// });
/// // `Broker::serve` takes it.
/// let service = RawService::new(adder, MessageLimits::default());
/// # Ok(())
/// # }
/// ```
pub struct ValueHandler<F> {
    codec: Codec,
    answer: Arc<F>,
}

impl<F, A> ValueHandler<F>
where
    F: Fn(Function, Vec<Value>) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Option<Value>, proto::Status>> + Send + 'static,
{
    /// Has each call answered by a function: it is given the method and the arguments, and gives the answer, none where the
    /// method answers with a message without fields.
    ///
    /// Its future is dropped where the plugin cancels the call.
    pub fn new(codec: Codec, answer: F) -> Self {
        Self { codec, answer: Arc::new(answer) }
    }
}

impl<F, A> RawHandler for ValueHandler<F>
where
    F: Fn(Function, Vec<Value>) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Option<Value>, proto::Status>> + Send + 'static,
{
    fn call(&self, call: RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>> {
        let known = self.codec.functions().iter().find(|function| function.proto_name() == call.method);
        let known = known.filter(|function| !function.is_client_streaming() && !function.is_server_streaming());
        let (function, answer) = (known.cloned(), Arc::clone(&self.answer));
        Box::pin(async move {
            let function = function.ok_or_else(|| Status::unimplemented(call.method.clone()))?;
            let message = call.message().await?;
            let arguments = function.decode_arguments(&message);
            let arguments = arguments.map_err(|error| Status::invalid_argument(error.to_string()))?;
            let returned = match answer(function.clone(), arguments).await {
                Ok(answer) => Value::ok(answer),
                Err(status) => Function::failure(&status),
            };
            match function.encode_return(&returned) {
                Ok(Ok(message)) => Ok(single(message.into())),
                Ok(Err(status)) => Err(to_grpc(&status)),
                Err(error) => {
                    let method = function.proto_name();
                    tracing::error!(method, %error, "what the host answers its plugin is of another type");
                    Err(Status::internal("the host's answer is of another type"))
                }
            }
        })
    }
}

fn to_grpc(status: &proto::Status) -> Status {
    let (code, details) = (Code::from_i32(status.code.number()), status.details_to_grpc());
    Status::with_details(code, status.message.as_str(), details.into())
}

impl<F> fmt::Debug for ValueHandler<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValueHandler").field("functions", &self.codec.functions().len()).finish_non_exhaustive()
    }
}
