//! Streams and objects by number, in both directions.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::launch::{Process, TESTER};
use super::within;
use crate::gob::Value;
use crate::netrpc::{BrokerId, Error, Methods, Options, Service, ServiceFuture};

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Pair {
    a: i64,
    b: i64,
}

#[derive(Serialize)]
struct Callback {
    #[serde(rename = "ID")]
    id: u32,
    #[serde(rename = "Pair")]
    pair: Pair,
}

fn adder() -> Methods {
    Methods::new().method("Plugin.Add", |pair: Pair| async move {
        match pair {
            Pair { a: 13, .. } => Err("unlucky".to_string()),
            Pair { a: 14, .. } => panic!("a host's method panics"),
            Pair { a, b } => Ok(a + b),
        }
    })
}

#[tokio::test]
async fn the_plugin_calls_an_object_of_the_host() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    for (pair, expected) in [
        (Pair { a: 1, b: 2 }, Ok(3)),
        (Pair { a: 13, b: 0 }, Err("unlucky")),
        (Pair { a: 14, b: 0 }, Err("rpc: the host's method panicked")),
        (Pair { a: 0, b: 0 }, Ok(0)),
    ] {
        let mut serving = session.broker().serve(adder());
        let args = Callback { id: serving.id().0, pair };
        let got = within(echo.call::<_, i64>("Plugin.CallHost", &args)).await;
        match (got, expected) {
            (Ok(got), Ok(expected)) => assert_eq!(got, expected),
            (Err(Error::Remote { message, .. }), Err(expected)) => assert_eq!(message, expected),
            (got, _) => panic!("{got:?}"),
        }
        // The plugin closes its client after the call.
        within(serving.ended()).await.unwrap();
    }
}

#[tokio::test]
async fn a_method_that_the_host_does_not_have_is_an_error() {
    struct Nothing;
    impl Service for Nothing {
        fn call<'a>(&'a self, method: &'a str, _: Value) -> ServiceFuture<'a> {
            Box::pin(async move { Err(format!("rpc: can't find method {method}")) })
        }
    }
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let serving = session.broker().serve(Nothing);
    let args = Callback { id: serving.id().0, pair: Pair { a: 1, b: 1 } };
    let error = within(echo.call::<_, i64>("Plugin.CallHost", &args)).await.unwrap_err();
    assert!(matches!(&error, Error::Remote { message, .. } if message.contains("Plugin.Add")), "{error}");
    serving.detach();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn callbacks_run_side_by_side() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let calls = (0..50_i64).map(|a| {
        let (echo, broker) = (echo.clone(), session.broker().clone());
        async move {
            let serving = broker.serve(Methods::new().method("Plugin.Add", |pair: Pair| async move { Ok(pair.a * 2) }));
            let args = Callback { id: serving.id().0, pair: Pair { a, b: 0 } };
            assert_eq!(echo.call::<_, i64>("Plugin.CallHost", &args).await.unwrap(), a * 2);
        }
    });
    within(futures_util::future::join_all(calls)).await;
}

#[tokio::test]
async fn the_host_dials_an_object_of_the_plugin_once() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let id = BrokerId(within(echo.call("Plugin.Offer", &())).await.unwrap());
    let adder = within(session.broker().client(id)).await.unwrap();
    let sum: i64 = within(adder.call("Plugin.Add", &Pair { a: 20, b: 1 })).await.unwrap();
    assert_eq!(sum, 21);
    // Dialled again, it would lock the plugin's broker up.
    let again = within(session.broker().dial(id)).await.unwrap_err();
    assert!(matches!(again, Error::UsedId(used) if used == id), "{again}");
    within(session.dispense("echo")).await.unwrap();
}

#[tokio::test]
async fn bytes_cross_as_the_application_likes() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let id = BrokerId(within(echo.call("Plugin.OfferStream", &())).await.unwrap());
    let mut stream = within(session.broker().dial(id)).await.unwrap();
    stream.write_all(b"hello").await.unwrap();
    let mut capitals = [0; 5];
    within(stream.read_exact(&mut capitals)).await.unwrap();
    assert_eq!(&capitals, b"HELLO");
    // A second end is not sent: Go would end the session for it.
    stream.shutdown().await.unwrap();
    stream.shutdown().await.unwrap();
    let mut rest = Vec::new();
    within(stream.read_to_end(&mut rest)).await.unwrap();
    drop(stream);
    within(session.ping()).await.unwrap();
}

#[tokio::test]
async fn what_was_written_before_a_stream_is_dropped_arrives() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let id = session.broker().next_id();
    let broker = session.broker().clone();
    let (length, ()) = within(async {
        tokio::join!(echo.call::<_, i64>("Plugin.ReadStream", &id.0), async {
            let mut stream = broker.accept(id).await.unwrap();
            stream.write_all(&vec![1; 1 << 20]).await.unwrap();
        })
    })
    .await;
    assert_eq!(length.unwrap(), 1 << 20);
}

#[tokio::test]
async fn nobody_waits_for_ever_for_a_number() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let options = Options::new().broker_timeout(Duration::from_millis(50));
    let session = Arc::new(within(plugin.session(options)).await.unwrap());
    let broker = session.broker();
    let id = broker.next_id();
    let late = within(broker.accept(id)).await.unwrap_err();
    assert!(matches!(late, Error::TimedOut { .. }), "{late}");
    let (one, other) = within(async { tokio::join!(broker.accept(id), broker.accept(id)) }).await;
    assert!(matches!(one, Err(Error::TimedOut { .. })) && matches!(other, Err(Error::UsedId(_))));
    let mut serving = broker.serve(adder());
    assert!(matches!(within(serving.ended()).await, Err(Error::TimedOut { .. })));
    within(session.ping()).await.unwrap();
}
