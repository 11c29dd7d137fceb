//! The messages of go-plugin's own services, of gRPC's health and of its reflection.
//!
//! They are few, small and long finished: structs kept by hand need neither a compiler of protobuf nor a build script.
//! The numbers are those of go-plugin's `internal/plugin/*.proto`, `grpc/health/v1/health.proto` and
//! `grpc/reflection/v1/reflection.proto`.

use bytes::Bytes;
use prost::Message;

use super::error::Error;

/// Decodes an answer.
pub(super) fn decode<M: Message + Default>(method: &'static str, bytes: Bytes) -> Result<M, Error> {
    M::decode(bytes).map_err(|source| Error::Malformed { method, source })
}

/// Encodes a request.
pub(super) fn encode(message: &impl Message) -> Bytes {
    message.encode_to_vec().into()
}

/// What the two brokers tell each other: where an id is listened for, or that its connection comes next.
#[derive(Clone, PartialEq, Message)]
pub(super) struct ConnInfo {
    #[prost(uint32, tag = "1")]
    pub(super) service_id: u32,
    #[prost(string, tag = "2")]
    pub(super) network: String,
    #[prost(string, tag = "3")]
    pub(super) address: String,
    #[prost(message, optional, tag = "4")]
    pub(super) knock: Option<Knock>,
}

/// A knock, or the answer to one.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Knock {
    #[prost(bool, tag = "1")]
    pub(super) knock: bool,
    #[prost(bool, tag = "2")]
    pub(super) ack: bool,
    #[prost(string, tag = "3")]
    pub(super) error: String,
}

/// What the plugin printed.
#[derive(Clone, PartialEq, Message)]
pub(super) struct StdioData {
    /// 1 is stdout, 2 is stderr.
    #[prost(int32, tag = "1")]
    pub(super) channel: i32,
    #[prost(bytes = "bytes", tag = "2")]
    pub(super) data: Bytes,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct HealthCheckRequest {
    #[prost(string, tag = "1")]
    pub(super) service: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct HealthCheckResponse {
    /// 1 is `SERVING`.
    #[prost(int32, tag = "1")]
    pub(super) status: i32,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ReflectionRequest {
    #[prost(string, tag = "1")]
    pub(super) host: String,
    #[prost(string, optional, tag = "3")]
    pub(super) file_by_filename: Option<String>,
    #[prost(string, optional, tag = "4")]
    pub(super) file_containing_symbol: Option<String>,
    #[prost(string, optional, tag = "7")]
    pub(super) list_services: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ReflectionResponse {
    #[prost(message, optional, tag = "4")]
    pub(super) files: Option<FileDescriptors>,
    #[prost(message, optional, tag = "6")]
    pub(super) services: Option<Services>,
    #[prost(message, optional, tag = "7")]
    pub(super) error: Option<ReflectionError>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct FileDescriptors {
    #[prost(bytes = "bytes", repeated, tag = "1")]
    pub(super) files: Vec<Bytes>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Services {
    #[prost(message, repeated, tag = "1")]
    pub(super) services: Vec<ServiceName>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ServiceName {
    #[prost(string, tag = "1")]
    pub(super) name: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ReflectionError {
    #[prost(int32, tag = "1")]
    pub(super) code: i32,
    #[prost(string, tag = "2")]
    pub(super) message: String,
}

/// Of a file of protobuf only what leads to the others: its name, and those it imports.
#[derive(Clone, PartialEq, Message)]
pub(super) struct FileHead {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(string, repeated, tag = "3")]
    pub(super) dependencies: Vec<String>,
}
