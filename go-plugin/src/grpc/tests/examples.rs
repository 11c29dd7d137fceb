//! go-plugin's own examples, in every setup.

use futures_util::FutureExt;
use futures_util::stream;
use prost::Message;
use tonic::Request;

use super::go::{GoPlugin, Plugin, Setup};
use super::messages::{Add, Blob, Number, Put, Sum, Text, call, number, text};
use super::{PATIENCE, soon};
use crate::grpc::{Error, MessageLimits, RawHandler, RawRequest, RawResponses, RawService, single};

#[tokio::test]
async fn kv() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Kv, setup).await else { return };
        let session = plugin.session().await;
        let put = Put { key: "hello".into(), value: "world".into() }.encode_to_vec();
        call::<Text>(session.client(), "proto.KV/Put", put.into()).await.unwrap();
        let got: Blob = call(session.client(), "/proto.KV/Get", text("hello")).await.unwrap();
        assert_eq!(got.value, "world\n\nWritten from plugin-go-grpc", "{setup:?}");
        session.health(PATIENCE).await.unwrap();
        let reflection = session.reflect(PATIENCE).await.unwrap();
        for service in ["proto.KV", "plugin.GRPCBroker", "plugin.GRPCStdio", "grpc.health.v1.Health"] {
            assert!(reflection.services.iter().any(|it| it == service), "{service} in {:?}", reflection.services);
        }
        assert!(!reflection.files["proto/kv.proto"].is_empty(), "{:?}", reflection.files.keys());
        assert!(reflection.files.contains_key("google/protobuf/empty.proto"), "{:?}", reflection.files.keys());
        plugin.end(&session).await;
    }
}

/// `AddHelper` of the example.
struct Adds;

impl RawHandler for Adds {
    fn call(&self, call: RawRequest) -> futures_util::future::BoxFuture<'static, Result<RawResponses, tonic::Status>> {
        async move {
            assert_eq!(call.method, "proto.AddHelper/Sum");
            let Sum { a, b } = Sum::decode(call.message().await?).unwrap();
            let sum = Sum { a: a + b, b: 0 }.encode_to_vec();
            Ok(single(sum.into()))
        }
        .boxed()
    }
}

#[tokio::test]
async fn bidirectional() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Bidirectional, setup).await else { return };
        let session = plugin.session().await;
        for total in [5, 10, 15] {
            let id = session.broker().next_id();
            let service = RawService::new(Adds, MessageLimits::default());
            let served = session.broker().serve(id, service).await.unwrap();
            let add = Add { add_server: served.id(), key: "k".into(), value: 5 }.encode_to_vec();
            soon(call::<Text>(session.client(), "proto.Counter/Put", add.into())).await.unwrap();
            let got: Number = call(session.client(), "proto.Counter/Get", text("k")).await.unwrap();
            assert_eq!(got.value, total, "{setup:?}");
        }
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn streaming() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Streaming, setup).await else { return };
        let session = plugin.session().await;
        let client = session.client();
        let configure = Sum { a: 0, b: 7 }.encode_to_vec();
        let configure = [text("file"), configure.into()].concat();
        call::<Text>(client, "proto.StreamerService/Configure", configure.into()).await.unwrap();
        let chunks = stream::iter(["one ", "two ", "three"].map(text));
        // The example answers with nothing, which its own host overlooks.
        let written = client.client_streaming("proto.StreamerService/Write", Request::new(chunks)).await;
        assert!(matches!(written, Err(Error::NoAnswer { .. })), "{written:?}");
        let mut read = client.server_streaming("proto.StreamerService/Read", Request::new(number(0))).await.unwrap();
        let mut got = Vec::new();
        while let Some(chunk) = read.next().await.unwrap() {
            got.extend_from_slice(&Blob::decode(chunk).unwrap().value);
        }
        assert_eq!(got, b"one two three");
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn negotiated() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Negotiated, setup).await else { return };
        let session = plugin.session().await;
        let put = Put { key: "v".into(), value: "x".into() }.encode_to_vec();
        call::<Text>(session.client(), "proto.KV/Put", put.into()).await.unwrap();
        let got: Blob = call(session.client(), "proto.KV/Get", text("v")).await.unwrap();
        assert!(got.value.ends_with(b"Read by plugin version 3\n"));
        plugin.end(&session).await;
    }
}
