//! What a real plugin sent in a session, changed at any place.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use serde::Serialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::net::UnixStream;

use super::hostile::hear;
use super::launch::{Process, TESTER};
use super::within;
use crate::netrpc::{Methods, Options, Session};
use crate::recorded::{damage, hex, unhex};

#[derive(Serialize)]
struct Callback {
    #[serde(rename = "ID")]
    id: u32,
}

fn options() -> Options {
    Options::new().call_timeout(Duration::from_millis(30)).broker_timeout(Duration::from_millis(30)).keep_alive(None)
}

/// Uses a session for a bit of everything; what becomes of it is not looked at.
async fn use_it(session: Session) {
    if let Ok(echo) = session.dispense("echo").await {
        drop(echo.call::<_, i64>("Plugin.Count", &()).await);
        drop(echo.call::<_, ()>("Plugin.Fail", "no").await);
        let serving = session.broker().serve(Methods::new());
        drop(echo.call::<_, i64>("Plugin.CallHost", &Callback { id: serving.id().0 }).await);
    }
    drop(session.ping().await);
    drop(session.quit().await);
    session.close().await;
}

/// The bytes that were recorded by the test below.
fn recorded() -> Vec<u8> {
    unhex(include_str!("../../../testdata/netrpc/recorded.hex"))
}

#[tokio::test]
#[ignore = "writes the recording"]
async fn record() {
    let plugin = Process::start(TESTER).await.unwrap();
    let (mut from_plugin, mut to_plugin) = UnixStream::connect(&plugin.socket).await.unwrap().into_split();
    let (host, middle) = duplex(1 << 16);
    let (mut from_host, mut to_host) = tokio::io::split(middle);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let recorder = Arc::clone(&heard);
    let there = async { tokio::io::copy(&mut from_host, &mut to_plugin).await };
    let back = async {
        let mut buffer = vec![0; 4096];
        loop {
            match from_plugin.read(&mut buffer).await {
                Ok(count) if count > 0 => {
                    recorder.lock().unwrap().extend_from_slice(&buffer[..count]);
                    to_host.write_all(&buffer[..count]).await.ok();
                }
                _ => return,
            }
        }
    };
    let using = async { use_it(Session::open(host, Options::new().keep_alive(None)).await.unwrap()).await };
    within(async {
        tokio::select! {
            _ = async { tokio::join!(there, back) } => {}
            () = using => {}
        }
    })
    .await;
    let lines: Vec<String> = heard.lock().unwrap().chunks(60).map(hex).collect();
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/netrpc/recorded.hex"), lines.join("\n") + "\n")
        .unwrap();
}

#[tokio::test]
#[ignore = "writes the recording"]
async fn record_the_log() {
    let mut plugin = Process::start(TESTER).await.unwrap();
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    within(echo.call::<_, ()>("Plugin.Log", "said")).await.unwrap();
    within(echo.call::<_, ()>("Plugin.Panic", "by intention")).await.unwrap_err();
    let (_, said) = plugin.ended().await;
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/recorded/hclog.txt"), said).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_changed_recording_ends_no_host(damages in proptest::collection::vec(damage(), 1..4)) {
        let mut bytes = recorded();
        damages.iter().for_each(|damage| damage.apply(&mut bytes));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (host, mut peer) = duplex(1 << 20);
            let using = async {
                if let Ok(session) = Session::open(host, options()).await {
                    use_it(session).await;
                }
            };
            let speaking = async {
                hear(&mut peer, b"Control.Ping").await;
                // The host may have ended the session in the middle.
                peer.write_all(&bytes).await.ok();
                let mut sink = vec![0; 4096];
                while peer.read(&mut sink).await.is_ok_and(|count| count > 0) {}
            };
            within(async { tokio::join!(using, speaking) }).await;
        });
    }
}
