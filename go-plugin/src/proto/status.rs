//! The status of gRPC: the error of every derived function.

use amphi_protocol::{Type, Value};
use prost::Message as _;
use prost_reflect::prost_types;

use super::error::Error;

/// The types that the derived WIT has for the status; no message gets one of these names.
pub(super) const TYPE_NAMES: [&str; 3] = ["status", "status-code", "status-detail"];

/// Those types as WIT text.
pub(super) const WIT: &str = "    /// How a call failed, as gRPC says it.
    record status {
        code: status-code,
        /// For people.
        message: string,
        details: list<status-detail>,
    }

    /// The codes of gRPC but for `ok`, with their numbers from 1 in this order.
    enum status-code {
        cancelled,
        unknown,
        invalid-argument,
        deadline-exceeded,
        not-found,
        already-exists,
        permission-denied,
        resource-exhausted,
        failed-precondition,
        aborted,
        out-of-range,
        unimplemented,
        internal,
        unavailable,
        data-loss,
        unauthenticated,
    }

    /// A message that says more, as `google.protobuf.Any`.
    record status-detail {
        type-url: string,
        value: list<u8>,
    }
";

/// How a call failed: the `err` of every derived function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The code.
    pub code: StatusCode,
    /// What happened, for people; the peer's own words.
    pub message: String,
    /// Messages that say more.
    pub details: Vec<StatusDetail>,
}

/// A message that says more about a failure: a `google.protobuf.Any`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusDetail {
    /// The type, such as `type.googleapis.com/google.rpc.BadRequest`.
    pub type_url: String,
    /// The message, encoded.
    pub value: Vec<u8>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $number:literal, $name:literal;)*) => {
        /// The codes of gRPC, but for `OK`, which is no failure.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(i32)]
        pub enum StatusCode {
            $($(#[$doc])* $code = $number,)*
        }

        impl StatusCode {
            /// The code of a number; one that gRPC does not have, or `OK`, is [`Unknown`](Self::Unknown), as gRPC's own
            /// clients take it.
            pub fn from_number(number: i32) -> Self {
                match number {
                    $($number => Self::$code,)*
                    _ => Self::Unknown,
                }
            }

            /// The number on the wire, from 1 to 16.
            pub fn number(self) -> i32 {
                match self {
                    $(Self::$code => $number,)*
                }
            }

            /// The case of the WIT's `status-code`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$code),)*
                    _ => None,
                }
            }

            const NAMES: [&'static str; 16] = [$($name),*];
        }
    };
}

codes! {
    /// The caller gave up.
    Cancelled = 1, "cancelled";
    /// The code is one that nobody knows.
    Unknown = 2, "unknown";
    /// An argument is wrong whatever the state.
    InvalidArgument = 3, "invalid-argument";
    /// The time ran out.
    DeadlineExceeded = 4, "deadline-exceeded";
    /// What was asked for is not there.
    NotFound = 5, "not-found";
    /// What was to be made is there.
    AlreadyExists = 6, "already-exists";
    /// The caller may not.
    PermissionDenied = 7, "permission-denied";
    /// Something is used up.
    ResourceExhausted = 8, "resource-exhausted";
    /// The state does not allow it.
    FailedPrecondition = 9, "failed-precondition";
    /// Something else came between.
    Aborted = 10, "aborted";
    /// Past the end.
    OutOfRange = 11, "out-of-range";
    /// There is no such method.
    Unimplemented = 12, "unimplemented";
    /// The peer is broken.
    Internal = 13, "internal";
    /// The peer cannot be reached now.
    Unavailable = 14, "unavailable";
    /// Data is lost for good.
    DataLoss = 15, "data-loss";
    /// The caller did not say who it is.
    Unauthenticated = 16, "unauthenticated";
}

/// `google.rpc.Status`, as the trailer `grpc-status-details-bin` has it.
#[derive(Clone, PartialEq, prost::Message)]
struct RpcStatus {
    #[prost(int32, tag = "1")]
    code: i32,
    #[prost(string, tag = "2")]
    message: String,
    #[prost(message, repeated, tag = "3")]
    details: Vec<prost_types::Any>,
}

impl Status {
    /// Makes a status of what gRPC has: the number and text, and the bytes of the trailer `grpc-status-details-bin`
    /// after base64, or none. Details that are malformed are left out: the failure itself must be told.
    pub fn from_grpc(code: i32, message: &str, details: &[u8]) -> Self {
        let details = if details.len() > MAX_DETAILS_BYTES { &[] } else { details };
        let details = RpcStatus::decode(details).map(|status| status.details).unwrap_or_default();
        let details = details.into_iter().map(|any| StatusDetail { type_url: any.type_url, value: any.value });
        let (code, message) = (StatusCode::from_number(code), message.to_string());
        Self { code, message, details: details.collect() }
    }

    /// Gives the bytes of the trailer `grpc-status-details-bin` before base64; none if there is no detail.
    pub fn details_to_grpc(&self) -> Vec<u8> {
        if self.details.is_empty() {
            return Vec::new();
        }
        let detail = |it: &StatusDetail| prost_types::Any { type_url: it.type_url.clone(), value: it.value.clone() };
        let details = self.details.iter().map(detail).collect();
        RpcStatus { code: self.code.number(), message: self.message.clone(), details }.encode_to_vec()
    }

    /// The WIT type `status`.
    pub fn ty() -> Type {
        let detail = Type::record([("type-url", Type::String), ("value", Type::list(Type::U8))]);
        Type::record([
            ("code", Type::enumeration(StatusCode::NAMES)),
            ("message", Type::String),
            ("details", Type::list(detail)),
        ])
    }

    /// The status as a value of [`ty`](Self::ty).
    pub fn to_value(&self) -> Value {
        let details = self.details.iter().map(|detail| {
            Value::record([("type-url", detail.type_url.as_str().into()), ("value", detail.value.clone().into())])
        });
        Value::record([
            ("code", Value::enumeration(self.code.name())),
            ("message", self.message.as_str().into()),
            ("details", Value::list(details)),
        ])
    }

    /// Reads a value of [`ty`](Self::ty), such as a plugin returned.
    ///
    /// # Errors
    ///
    /// A value of another type.
    pub fn from_value(value: &Value) -> Result<Self, Error> {
        let wrong = || Error::value("a status", value.kind()).of("google.rpc.Status");
        let code = match field(value, "code") {
            Some(Value::Enum(name)) => StatusCode::from_name(name).ok_or_else(wrong)?,
            _ => return Err(wrong()),
        };
        let Some(Value::String(message)) = field(value, "message") else { return Err(wrong()) };
        let Some(Value::List(details)) = field(value, "details") else { return Err(wrong()) };
        let details = match details {
            amphi_protocol::List::Values(details) => details.as_slice(),
            numbers if numbers.is_empty() => &[],
            _ => return Err(wrong()),
        };
        let details = details.iter().map(|detail| match (field(detail, "type-url"), field(detail, "value")) {
            (Some(Value::String(type_url)), Some(Value::List(value))) => {
                let value = match value {
                    amphi_protocol::List::U8(bytes) => bytes.clone(),
                    empty if empty.is_empty() => Vec::new(),
                    _ => return Err(wrong()),
                };
                Ok(StatusDetail { type_url: type_url.clone(), value })
            }
            _ => Err(wrong()),
        });
        Ok(Self { code, message: message.clone(), details: details.collect::<Result<_, _>>()? })
    }
}

fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Record(fields) => fields.iter().find(|(own, _)| &**own == name).map(|(_, value)| value),
        _ => None,
    }
}

/// Bytes of the details of a status. gRPC allows 8 KiB of trailers by default; stops a peer that was allowed more.
const MAX_DETAILS_BYTES: usize = 1 << 20;
