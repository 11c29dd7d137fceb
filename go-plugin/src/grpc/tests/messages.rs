//! The messages of the plugins under test.

use bytes::Bytes;
use prost::Message;
use tonic::Request;

use crate::grpc::{Error, RawClient};

/// The wrapper of a string, and all messages of one string as their first field.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Text {
    #[prost(string, tag = "1")]
    pub(super) value: String,
}

/// The wrapper of an unsigned number, and all messages of one number as their first field.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Number {
    #[prost(uint64, tag = "1")]
    pub(super) value: u64,
}

/// The wrapper of bytes.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Blob {
    #[prost(bytes = "bytes", tag = "1")]
    pub(super) value: Bytes,
}

/// `proto.PutRequest` of the example `grpc`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Put {
    #[prost(string, tag = "1")]
    pub(super) key: String,
    #[prost(bytes = "bytes", tag = "2")]
    pub(super) value: Bytes,
}

/// `proto.PutRequest` of the example `bidirectional`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Add {
    #[prost(uint32, tag = "1")]
    pub(super) add_server: u32,
    #[prost(string, tag = "2")]
    pub(super) key: String,
    #[prost(int64, tag = "3")]
    pub(super) value: i64,
}

/// `proto.SumRequest`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Sum {
    #[prost(int64, tag = "1")]
    pub(super) a: i64,
    #[prost(int64, tag = "2")]
    pub(super) b: i64,
}

pub(super) fn text(value: &str) -> Bytes {
    Text { value: value.to_string() }.encode_to_vec().into()
}

pub(super) fn number(value: u32) -> Bytes {
    Number { value: value.into() }.encode_to_vec().into()
}

pub(super) fn blob(value: impl Into<Bytes>) -> Bytes {
    Blob { value: value.into() }.encode_to_vec().into()
}

/// Calls a unary method with a message, and decodes the answer.
pub(super) async fn call<M: Message + Default>(client: &RawClient, method: &str, message: Bytes) -> Result<M, Error> {
    let answer = client.unary(method, Request::new(message)).await?.into_inner();
    Ok(M::decode(answer).unwrap())
}
