//! Answers that are no answers of gRPC: an error for each, and the session goes on.

use bytes::Bytes;
use tonic::{Code, Request};

use super::messages::number;
use super::peer::{Peer, Said, framed};
use super::{PATIENCE, soon};
use crate::grpc::{Error, MessageLimits, RawCodec};

/// Bytes of a message that the host takes in these tests.
const LIMIT: u32 = 1 << 20;

const OK: [(&str, &str); 1] = [("grpc-status", "0")];

fn answered(bytes: impl Into<Bytes>, trailers: &[(&'static str, &str)]) -> http::Response<Said> {
    let mut answer = http::Response::new(Said::new(bytes, trailers));
    answer.headers_mut().insert("content-type", http::HeaderValue::from_static("application/grpc"));
    answer
}

fn with(mut answer: http::Response<Said>, name: &'static str, value: &'static str) -> http::Response<Said> {
    answer.headers_mut().insert(name, http::HeaderValue::from_static(value));
    answer
}

/// What stands behind each path.
fn answer(path: &str) -> http::Response<Said> {
    let message = framed(0, 2, &number(1));
    match path {
        "/grpc.health.v1.Health/Check" => answered(message, &OK),
        // The message.
        "/x/TooLong" => answered(framed(0, LIMIT + 1, b"x"), &OK),
        "/x/FarTooLong" => answered(framed(0, u32::MAX, b"x"), &OK),
        "/x/Cut" => answered(framed(0, 100, b"only this"), &[]),
        "/x/CutPrefix" => answered(vec![0, 0, 0], &[]),
        "/x/CutWell" => answered(framed(0, 100, b"only this"), &OK),
        "/x/Flag" => answered(framed(7, 2, &number(1)), &OK),
        "/x/Compressed" => answered(framed(1, 2, &number(1)), &OK),
        "/x/UnknownEncoding" => with(answered(framed(1, 2, &number(1)), &OK), "grpc-encoding", "origami"),
        "/x/Gzip" => with(answered(framed(1, 2, &number(1)), &OK), "grpc-encoding", "gzip"),
        // What stands around it.
        "/x/NoTrailers" => answered(message, &[]),
        "/x/NothingAtAll" => answered(Bytes::new(), &[]),
        "/x/NoNumber" => answered(message, &[("grpc-status", "fine")]),
        "/x/NoCode" => answered(message, &[("grpc-status", "4711")]),
        "/x/Details" => answered(
            Bytes::new(),
            &[("grpc-status", "9"), ("grpc-message", "%zz%f"), ("grpc-status-details-bin", "!!!")],
        ),
        "/x/Web" => with(http::Response::new(Said::new("<html>", &[])), "content-type", "text/html"),
        "/x/Gateway" => {
            let mut answer = http::Response::new(Said::default());
            *answer.status_mut() = http::StatusCode::BAD_GATEWAY;
            answer
        }
        "/x/Many" => answered(framed(0, 2, &number(1)).repeat(10_000), &OK),
        _ => answered(Bytes::new(), &[("grpc-status", "12")]),
    }
}

#[tokio::test]
async fn each_is_an_error_of_its_call_alone() {
    let peer = Peer::http(answer);
    let limits = MessageLimits { decoding_bytes: LIMIT as usize, encoding_bytes: LIMIT as usize };
    let session = peer.open(|options| options.limits = limits).await.unwrap();
    let mut wrong = Vec::new();
    for (method, expected) in [
        ("x/TooLong", Code::OutOfRange),
        ("x/FarTooLong", Code::OutOfRange),
        ("x/Cut", Code::Internal),
        ("x/CutPrefix", Code::Internal),
        ("x/Flag", Code::Internal),
        ("x/Compressed", Code::Internal),
        ("x/UnknownEncoding", Code::Unimplemented),
        ("x/Gzip", Code::Unimplemented),
        ("x/NoTrailers", Code::Unknown),
        ("x/NothingAtAll", Code::Unknown),
        ("x/NoNumber", Code::Unknown),
        ("x/NoCode", Code::Unknown),
        ("x/Details", Code::FailedPrecondition),
        ("x/Web", Code::Internal),
        ("x/Gateway", Code::Unavailable),
    ] {
        let failed = soon(session.client().unary(method, Request::new(Bytes::new()))).await;
        let code = failed.as_ref().err().and_then(Error::code);
        // As a stream, it ends with the same.
        let streamed = soon(async {
            let mut answers = session.client().server_streaming(method, Request::new(Bytes::new())).await?;
            while answers.next().await?.is_some() {}
            Ok::<_, Error>(())
        });
        let streamed = streamed.await;
        let streamed_code = streamed.as_ref().err().and_then(Error::code);
        if (code, streamed_code) != (Some(expected), Some(expected)) {
            wrong.push(format!("{method}: {failed:?} {streamed:?}"));
        }
        soon(session.health(PATIENCE)).await.unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // A plugin that breaks a message off and is content with that has not answered.
    let cut = soon(session.client().unary("x/CutWell", Request::new(Bytes::new()))).await;
    assert!(matches!(cut, Err(Error::NoAnswer { .. })), "{cut:?}");
    // One answer is one, whatever follows it.
    let first = soon(session.client().unary("x/Many", Request::new(Bytes::new()))).await.unwrap();
    assert_eq!(first.into_inner(), number(1));
}

#[tokio::test]
async fn a_channel_of_tonics_is_spared_what_it_cannot_read() {
    let peer = Peer::http(answer);
    let session = peer.open(|_| {}).await.unwrap();
    let mut grpc = tonic::client::Grpc::new(session.channel());
    soon(grpc.ready()).await.unwrap();
    let path = http::uri::PathAndQuery::from_static("/x/Details");
    let failed = soon(grpc.unary(Request::new(Bytes::new()), path, RawCodec)).await.unwrap_err();
    assert_eq!((failed.code(), failed.details()), (Code::FailedPrecondition, &b""[..]));
}
