//! What the examples do not exercise: every kind of method, large messages, output, ends of every kind.

use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use prost::Message;
use tokio::sync::mpsc;
use tonic::{Code, Request};

use super::go::{GoPlugin, Plugin, Setup};
use super::messages::{Blob, Number, Text, blob, call, number, text};
use super::{PATIENCE, soon};
use crate::grpc::{EndCause, Error, MessageLimits, RawCodec, Session, SessionOptions, StdioStream};
use crate::tls::{self, Tls};

async fn probe(setup: Setup) -> Option<(GoPlugin, Session)> {
    let mut plugin = GoPlugin::start(Plugin::Probe, setup).await?;
    let session = plugin.session().await;
    Some((plugin, session))
}

#[tokio::test]
async fn every_kind_of_method() {
    for setup in Setup::ALL {
        let Some((plugin, session)) = probe(setup).await else { return };
        let client = session.client();
        let mut count = client.server_streaming("amphi.test.Probe/Count", Request::new(number(1000))).await.unwrap();
        for expected in 0..1000 {
            let got = Number::decode(count.next().await.unwrap().unwrap()).unwrap();
            assert_eq!(got.value, expected);
        }
        assert_eq!(count.next().await.unwrap(), None);
        let numbers = stream::iter((1..=100).map(number));
        let sum = client.client_streaming("amphi.test.Probe/Sum", Request::new(numbers)).await.unwrap();
        assert_eq!(Number::decode(sum.into_inner()).unwrap().value, 5050);
        let (says, said) = mpsc::channel::<Bytes>(1);
        let said = stream::unfold(said, |mut said| async move { said.recv().await.map(|word| (word, said)) });
        says.send(text("one")).await.unwrap();
        let mut chat = client.streaming("amphi.test.Probe/Chat", Request::new(said)).await.unwrap();
        for word in ["two", "three", ""] {
            let answer = Text::decode(soon(chat.next()).await.unwrap().unwrap()).unwrap().value;
            assert!(answer.ends_with('!'), "{answer}");
            if !word.is_empty() {
                says.send(text(word)).await.unwrap();
            }
        }
        drop(says);
        assert_eq!(soon(chat.next()).await.unwrap_err().code(), Some(Code::Aborted));
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn a_channel_of_tonics() {
    for setup in Setup::ALL {
        let Some((plugin, session)) = probe(setup).await else { return };
        let mut grpc = tonic::client::Grpc::new(session.channel());
        soon(grpc.ready()).await.unwrap();
        let path = http::uri::PathAndQuery::from_static("/amphi.test.Probe/Echo");
        let echo = soon(grpc.unary(Request::new(text("by tonic")), path, RawCodec)).await.unwrap();
        assert_eq!(Text::decode(echo.into_inner()).unwrap().value, "by tonic");
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn errors_have_code_message_and_details() {
    let Some((_plugin, session)) = probe(Setup::PLAIN).await else { return };
    let failed = call::<Text>(session.client(), "amphi.test.Probe/Fail", text("not now")).await;
    let Err(Error::Status { code, message, details, .. }) = failed else { panic!("{failed:?}") };
    assert_eq!((code, message.as_str()), (Code::FailedPrecondition, "not now"));
    assert!(details.windows(10).any(|it| it == b"the detail"));
    let unknown = call::<Text>(session.client(), "amphi.test.Probe/Nothing", text("")).await;
    assert_eq!(unknown.unwrap_err().code(), Some(Code::Unimplemented));
    for name in ["", "x", "a/b/c", "a b/c", "/"] {
        assert!(
            matches!(call::<Text>(session.client(), name, text("")).await, Err(Error::MethodName { .. })),
            "{name}"
        );
    }
}

#[tokio::test]
async fn large_messages() {
    for setup in Setup::ALL {
        let Some((plugin, session)) = probe(setup).await else { return };
        let large: Bytes = (0..8_u32 << 20).map(|it| (it % 251) as u8).collect();
        let got: Blob = soon(call(session.client(), "amphi.test.Probe/Echo", blob(large.clone()))).await.unwrap();
        assert!(got.value == large);
        let small = MessageLimits { decoding_bytes: 1 << 20, encoding_bytes: 16 << 20 };
        let client = session.client().with_limits(small);
        let refused = soon(call::<Blob>(&client, "amphi.test.Probe/Echo", blob(large.clone()))).await;
        assert_eq!(refused.unwrap_err().code(), Some(Code::OutOfRange));
        let client = client.with_limits(MessageLimits { decoding_bytes: 16 << 20, encoding_bytes: 1 << 20 });
        let refused = soon(call::<Blob>(&client, "amphi.test.Probe/Echo", blob(large))).await;
        assert!(matches!(refused, Err(Error::MessageTooLarge { .. })), "{refused:?}");
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn streams_of_small_messages_that_nobody_reads_wait() {
    for setup in [Setup::PLAIN, Setup { is_tls: false, is_mux: true }] {
        let Some((plugin, session)) = probe(setup).await else { return };
        let count = || session.client().server_streaming("amphi.test.Probe/Count", Request::new(number(u32::MAX)));
        let mut unread = Vec::new();
        for _ in 0..8 {
            let mut stream = soon(count()).await.unwrap();
            soon(stream.next()).await.unwrap();
            unread.push(stream);
        }
        // All of them are as full as they can be by the time that one has given far more than that.
        let mut read = soon(count()).await.unwrap();
        for expected in 0..100_000 {
            let got = Number::decode(soon(read.next()).await.unwrap().unwrap()).unwrap();
            assert_eq!(got.value, expected);
        }
        for stream in &mut unread {
            for expected in 1..20_000 {
                let got = Number::decode(soon(stream.next()).await.unwrap().unwrap()).unwrap();
                assert_eq!(got.value, expected);
            }
        }
        drop((unread, read));
        session.health(PATIENCE).await.unwrap();
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn what_is_printed_arrives() {
    for setup in Setup::ALL {
        let Some(mut plugin) = GoPlugin::start(Plugin::Probe, setup).await else { return };
        let (sink, mut printed) = mpsc::channel(4);
        let session = plugin.open(|options| options.stdio = Some(sink)).await.unwrap();
        let line = "a line\nwithout an end: \u{1f980}";
        call::<Text>(session.client(), "amphi.test.Probe/Print", text(line)).await.unwrap();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        while out.len() < line.len() || err.len() < line.len() {
            let piece = soon(printed.recv()).await.unwrap();
            match piece.stream {
                StdioStream::Stdout => out.extend_from_slice(&piece.bytes),
                StdioStream::Stderr => err.extend_from_slice(&piece.bytes),
            }
        }
        assert_eq!(out, line.as_bytes());
        assert_eq!(err, line.to_uppercase().as_bytes());
        // One that is not read stops the plugin's print, and nothing else.
        let flood = session.client().unary("amphi.test.Probe/Flood", Request::new(number(8192)));
        tokio::pin!(flood);
        assert!(tokio::time::timeout(Duration::from_millis(200), &mut flood).await.is_err());
        session.health(PATIENCE).await.unwrap();
        drop(printed);
        soon(flood).await.unwrap();
        plugin.end(&session).await;
    }
}

#[tokio::test]
async fn output_without_a_sink_is_drained() {
    let Some((plugin, session)) = probe(Setup::PLAIN).await else { return };
    soon(call::<Text>(session.client(), "amphi.test.Probe/Flood", number(8192))).await.unwrap();
    plugin.end(&session).await;
}

#[tokio::test]
async fn the_end_of_the_plugin_is_seen() {
    for setup in Setup::ALL {
        let Some((mut plugin, session)) = probe(setup).await else { return };
        let hang = session.client().unary("amphi.test.Probe/Hang", Request::new(Bytes::new()));
        tokio::pin!(hang);
        assert!(tokio::time::timeout(Duration::from_millis(50), &mut hang).await.is_err());
        let exit = soon(call::<Text>(session.client(), "amphi.test.Probe/Exit", number(3))).await;
        assert!(matches!(exit, Err(Error::Ended(_))), "{exit:?}");
        assert!(matches!(soon(hang).await, Err(Error::Ended(_))));
        assert!(matches!(*soon(session.closed()).await, EndCause::PeerClosed), "{:?}", session.end_cause());
        let late = soon(call::<Text>(session.client(), "amphi.test.Probe/Echo", text(""))).await;
        assert!(matches!(late, Err(Error::Ended(_))), "{late:?}");
        assert!(matches!(session.broker().dial_client(1).await, Err(Error::Ended(_))));
        soon(session.drained()).await;
        assert_eq!(soon(plugin.child.wait()).await.unwrap().code(), Some(3));
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_stopped_plugin_stops_nobody() {
    for setup in Setup::ALL {
        let Some((mut plugin, session)) = probe(setup).await else { return };
        plugin.stop().await;
        let short = Duration::from_millis(200);
        assert!(matches!(soon(session.health(short)).await, Err(Error::TimedOut { .. })));
        assert!(matches!(soon(session.shutdown(short)).await, Err(Error::TimedOut { .. })));
        plugin.child.kill().await.unwrap();
        soon(session.closed()).await;
    }
}

#[tokio::test]
async fn a_dropped_call_is_cancelled_in_the_plugin() {
    let Some(mut plugin) = GoPlugin::start(Plugin::Probe, Setup::PLAIN).await else { return };
    let (sink, mut printed) = mpsc::channel(4);
    let session = plugin.open(|options| options.stdio = Some(sink)).await.unwrap();
    let mut request = Request::new(Bytes::new());
    request.set_timeout(PATIENCE);
    let hang = session.client().unary("amphi.test.Probe/Hang", request);
    assert!(tokio::time::timeout(Duration::from_millis(50), hang).await.is_err());
    assert_eq!(soon(printed.recv()).await.unwrap().bytes, "cancelled");
    let mut request = Request::new(Bytes::new());
    request.set_timeout(Duration::from_millis(50));
    let late = soon(session.client().unary("amphi.test.Probe/Hang", request)).await;
    assert_eq!(late.unwrap_err().code(), Some(Code::DeadlineExceeded));
}

#[tokio::test]
async fn a_dropped_session_leaves_the_plugin_to_the_next() {
    for setup in Setup::ALL.into_iter().filter(|setup| !setup.is_mux) {
        let Some(mut plugin) = GoPlugin::start(Plugin::Probe, setup).await else { return };
        let tls = plugin.options.tls.clone();
        let first = plugin.session().await;
        let (channel, client) = (first.channel(), first.client().clone());
        drop(first);
        assert!(matches!(call::<Text>(&client, "amphi.test.Probe/Echo", text("")).await, Err(Error::Ended(_))));
        drop(channel);
        let second = plugin.open(|options| options.tls = tls).await.unwrap();
        call::<Text>(second.client(), "amphi.test.Probe/Echo", text("")).await.unwrap();
        plugin.end(&second).await;
    }
}

#[tokio::test]
async fn certificates_are_held_to() {
    let setup = Setup { is_tls: true, is_mux: false };
    let Some(mut plugin) = GoPlugin::start(Plugin::Probe, setup).await else { return };
    let theirs = plugin.certificate.clone().unwrap();
    let open = |plugin: &GoPlugin, tls: Option<Tls>| {
        let options = SessionOptions::new(plugin.options.address.clone());
        Session::open(options.with(|options| options.tls = tls))
    };
    // Another host's certificate.
    let stranger = amphi_transport::Identity::generate().unwrap();
    for _ in 0..20 {
        let refused = soon(open(&plugin, Some(Tls::mutual(&stranger, &theirs).unwrap()))).await.unwrap_err();
        let Error::Ended(cause) = refused else { panic!("{refused:?}") };
        assert!(matches!(&*cause, EndCause::Tls(tls::Error::CertificateRefused { .. })), "{cause:?}");
    }
    // Another plugin's certificate.
    let wrong = soon(open(&plugin, Some(Tls::mutual(&plugin.identity, stranger.der()).unwrap()))).await.unwrap_err();
    assert!(matches!(wrong, Error::Tls(tls::Error::WrongCertificate)), "{wrong:?}");
    // No TLS where the plugin wants it.
    assert!(soon(open(&plugin, None)).await.is_err());
    let session = plugin.session().await;
    plugin.end(&session).await;
}
