//! Connections beside the main one, with the plugin of our own.

use std::time::Duration;

use amphi_protocol::Value;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
use prost::Message;
use tonic::client::Grpc;
use tonic::{Code, Request, Status};

use super::go::{GoPlugin, Plugin, Setup};
use super::messages::{Number, Text, call, number, text};
use super::soon;
use crate::grpc::{
    Broker, Channel, Error, MessageLimits, RawCodec, RawHandler, RawRequest, RawResponses, RawService, ValueHandler,
    single,
};
use crate::proto::{self, Codec, Mapping, Options, Schema, StatusCode};

/// Answers a question by its own name, or passes it on to what the plugin serves.
pub(super) struct Host {
    name: String,
    broker: Option<Broker>,
}

impl RawHandler for Host {
    fn call(&self, call: RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>> {
        let (name, broker) = (self.name.clone(), self.broker.clone());
        async move {
            if call.method != "amphi.test.Host/Ask" {
                return Err(Status::unimplemented(call.method));
            }
            let question = Text::decode(call.message().await?).unwrap().value;
            let answer = match broker {
                Some(broker) => {
                    let channel =
                        broker.dial(question.parse().unwrap()).await.map_err(|it| Status::unknown(it.to_string()))?;
                    ask(channel, &name).await?
                }
                None => name,
            };
            Ok(single(text(&answer)))
        }
        .boxed()
    }
}

pub(super) fn host(name: &str, broker: Option<&Broker>) -> RawService<Host> {
    RawService::new(Host { name: name.to_string(), broker: broker.cloned() }, MessageLimits::default())
}

/// Asks what the plugin serves, which shouts.
async fn ask(channel: Channel, question: &str) -> Result<String, Status> {
    let mut grpc = Grpc::new(channel);
    grpc.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
    let path = http::uri::PathAndQuery::from_static("/amphi.test.Inner/Ask");
    let answer = grpc.unary(Request::new(text(question)), path, RawCodec).await?;
    Ok(Text::decode(answer.into_inner()).unwrap().value)
}

#[tokio::test]
async fn both_directions_and_nested() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Probe, setup).await else { return };
        let session = plugin.session().await;
        let broker = session.broker();
        for round in 0..3 {
            let name = format!("host {round}");
            let served = broker.serve(broker.next_id(), host(&name, None)).await.unwrap();
            let answer: Text =
                soon(call(session.client(), "amphi.test.Probe/CallBack", number(served.id()))).await.unwrap();
            assert_eq!(answer.value, name);

            let offered: Number = call(session.client(), "amphi.test.Probe/Offer", Bytes::new()).await.unwrap();
            let channel = soon(broker.dial(u32::try_from(offered.value).unwrap())).await.unwrap();
            assert_eq!(soon(ask(channel.clone(), "hush")).await.unwrap(), "HUSH");
            assert_eq!(soon(ask(channel, "hush again")).await.unwrap(), "HUSH AGAIN");

            let nested = broker.serve(broker.next_id(), host(&name, Some(broker))).await.unwrap();
            let answer: Text =
                soon(call(session.client(), "amphi.test.Probe/Nested", number(nested.id()))).await.unwrap();
            assert_eq!(answer.value, name.to_uppercase(), "{setup:?}");
        }
        plugin.end(&session).await;
    }
}

/// Connections that are opened at once are not mixed up.
#[tokio::test]
async fn many_at_once() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Probe, setup).await else { return };
        let session = plugin.session().await;
        let broker = session.broker();
        let callbacks = (0..24).map(|number_of_host| {
            let client = session.client();
            async move {
                let name = format!("host {number_of_host}");
                let served = broker.serve(broker.next_id(), host(&name, None)).await.unwrap();
                let answer = call::<Text>(client, "amphi.test.Probe/CallBack", number(served.id())).await;
                match answer {
                    Ok(answer) => assert_eq!(answer.value, name, "{setup:?}"),
                    Err(error) => panic!("{setup:?}: {name}: {error}"),
                }
            }
        });
        let offers = (0..24).map(|number| {
            let client = session.client();
            async move {
                let offered: Number = call(client, "amphi.test.Probe/Offer", Bytes::new()).await.unwrap();
                let channel = broker.dial(u32::try_from(offered.value).unwrap()).await.unwrap();
                assert_eq!(ask(channel, &format!("word {number}")).await.unwrap(), format!("WORD {number}"));
            }
        });
        soon(async { tokio::join!(join_all(callbacks), join_all(offers)) }).await;
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn unknown_stale_and_taken_ids() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Probe, setup).await else { return };
        let short = Duration::from_millis(300);
        let session = plugin.open(|options| options.broker.wait = short).await.unwrap();
        let broker = session.broker();
        let offered: Number = call(session.client(), "amphi.test.Probe/Offer", Bytes::new()).await.unwrap();
        for unknown in [4711, 4712] {
            let dialled = soon(broker.dial_client(unknown)).await;
            assert!(matches!(dialled, Err(Error::UnknownId { .. } | Error::TimedOut { .. })), "{setup:?}: {dialled:?}");
        }
        let served = broker.serve(9, host("nine", None)).await.unwrap();
        if setup.is_mux {
            assert!(matches!(broker.serve(9, host("nine", None)).await, Err(Error::IdInUse { id: 9 })));
        } else {
            // What was offered is forgotten by now: each wait for an unknown one was as long as it is kept.
            let dialled = soon(broker.dial_client(u32::try_from(offered.value).unwrap())).await;
            assert!(matches!(dialled, Err(Error::UnknownId { .. })), "{dialled:?}");
        }
        // What is served no longer is not reached, and the session lives on.
        drop(served);
        if !setup.is_mux {
            let gone = soon(call::<Text>(session.client(), "amphi.test.Probe/CallBack", number(9))).await;
            assert!(matches!(gone, Err(Error::Status { .. })), "{gone:?}");
        }
        session.health(super::PATIENCE).await.unwrap();
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn the_sockets_of_what_is_served_go_with_it() {
    let Some(mut plugin) = GoPlugin::start(Plugin::Probe, Setup::PLAIN).await else { return };
    let place = amphi_transport::SocketFolder::create().unwrap();
    let session = plugin.open(|options| options.broker.folder = Some(place.path().to_path_buf())).await.unwrap();
    let count = || std::fs::read_dir(place.path()).unwrap().count();
    let served = session.broker().serve(session.broker().next_id(), host("here", None)).await.unwrap();
    let answer: Text = soon(call(session.client(), "amphi.test.Probe/CallBack", number(served.id()))).await.unwrap();
    assert_eq!(answer.value, "here");
    assert!(count() > 0);
    drop(served);
    soon(async {
        while count() > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    plugin.end(&session).await;
}

#[tokio::test]
async fn a_host_answers_with_values() {
    let Some(mut plugin) = GoPlugin::start(Plugin::Probe, Setup::PLAIN).await else { return };
    let session = plugin.session().await;
    let broker = session.broker();
    let asked = async |service: &str, answer: Result<Option<Value>, proto::Status>| {
        let text = format!(
            "syntax = \"proto3\"; package amphi.test; message Text {{ string value = 1; }} \
             service {service} {{ rpc Ask(Text) returns (Text); }}"
        );
        let schema = Schema::from_text("host.proto", &text).unwrap();
        let codec = Codec::new(&schema, &Mapping::derive(&schema, &Options::default()).unwrap()).unwrap();
        let handler = ValueHandler::new(codec, move |function, arguments| {
            assert_eq!(function.proto_name(), "amphi.test.Host/Ask");
            assert_eq!(arguments, [Value::record([("value", "who is there?".into())])]);
            std::future::ready(answer.clone())
        });
        let service = RawService::new(handler, MessageLimits::default());
        let served = broker.serve(broker.next_id(), service).await.unwrap();
        soon(call::<Text>(session.client(), "amphi.test.Probe/CallBack", number(served.id()))).await
    };
    let answered = asked("Host", Ok(Some(Value::record([("value", "a host".into())])))).await.unwrap();
    assert_eq!(answered.value, "a host");
    let status = proto::Status { code: StatusCode::NotFound, message: "nobody".into(), details: Vec::new() };
    let refused = asked("Host", Err(status)).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Status { code: Code::NotFound, message, .. } if message == "nobody"),
        "{refused}"
    );
    // What is of another type is the host's fault, and no method of the proto is nobody's.
    assert_eq!(asked("Host", Ok(Some(Value::U8(1)))).await.unwrap_err().code(), Some(Code::Internal));
    assert_eq!(asked("Other", Ok(None)).await.unwrap_err().code(), Some(Code::Unimplemented));
    plugin.end(&session).await;
}
