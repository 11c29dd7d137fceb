//! How sessions begin and end, and what plugins write.

use std::time::Duration;

use serde::Serialize;

use super::launch::{Heard, Process, TESTER};
use super::within;
use crate::hclog::{Event, Level, LogReader};
use crate::netrpc::{EndCause, Error, KeepAlive, Options, Session};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Output<'a> {
    stdout: &'a str,
    stderr: &'a str,
}

#[tokio::test]
async fn output_arrives_exactly() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let (stdout, stderr) = (Heard::default(), Heard::default());
    let options = Options::new().stdout(stdout.sink()).stderr(stderr.sink());
    let session = within(plugin.session(options)).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let output = Output { stdout: "one\ntwo", stderr: "three" };
    within(echo.call::<_, i64>("Plugin.Print", &output)).await.unwrap();
    assert_eq!(stdout.wait_for(7).await, b"one\ntwo");
    assert_eq!(stderr.wait_for(5).await, b"three");
    // More than pipes and windows hold is read, whoever listens.
    let length = 4_usize << 20;
    within(echo.call::<_, i64>("Plugin.Flood", &i64::try_from(length).unwrap())).await.unwrap();
    assert_eq!(stdout.wait_for(length + 7).await.len(), length + 7);
}

#[tokio::test]
async fn a_plugin_quits_and_says_its_last_words() {
    let Some(mut plugin) = Process::start(TESTER).await else { return };
    let stdout = Heard::default();
    let session = within(plugin.session(Options::new().stdout(stdout.sink()))).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let output = Output { stdout: "last", stderr: "" };
    within(echo.call::<_, i64>("Plugin.Print", &output)).await.unwrap();
    // Go copies it by a goroutine that no exit waits for.
    assert_eq!(stdout.wait_for(4).await, b"last");
    within(session.quit()).await.unwrap();
    let (code, _) = plugin.ended().await;
    assert_eq!(code, Some(0));
    assert!(matches!(within(session.closed()).await, EndCause::PeerClosed));
    let after = within(echo.call::<_, i64>("Plugin.Count", &())).await.unwrap_err();
    assert!(matches!(after, Error::Ended(EndCause::PeerClosed)), "{after}");
    assert!(matches!(within(session.ping()).await, Err(Error::Ended(_))));
    assert!(matches!(within(session.broker().dial(crate::netrpc::BrokerId(99))).await, Err(Error::Ended(_))));
}

#[tokio::test]
async fn all_that_waits_fails_with_one_cause_when_the_plugin_dies() {
    let Some(mut plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let (one, other) = (session.dispense("echo").await.unwrap(), session.dispense("echo").await.unwrap());
    let waiting = session.broker().next_id();
    let (first, second, accepted, _) = within(async {
        tokio::join!(
            one.call::<_, bool>("Plugin.Wait", &60_000),
            other.call::<_, bool>("Plugin.Wait", &60_000),
            session.broker().accept(waiting),
            one.call::<_, ()>("Plugin.Panic", "by intention"),
        )
    })
    .await;
    for error in [first.unwrap_err(), second.unwrap_err(), accepted.unwrap_err()] {
        assert!(matches!(error, Error::Ended(EndCause::PeerClosed)), "{error}");
    }
    let (code, said) = plugin.ended().await;
    assert_eq!(code, Some(2));
    assert!(said.contains("panic: by intention"), "{said}");
}

#[tokio::test]
async fn the_log_and_the_panic_of_a_real_plugin_are_read() {
    let Some(mut plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    within(echo.call::<_, ()>("Plugin.Log", "said")).await.unwrap();
    within(echo.call::<_, ()>("Plugin.Panic", "by intention")).await.unwrap_err();
    let (_, said) = plugin.ended().await;
    let mut reader = LogReader::new();
    said.lines().for_each(|line| reader.push(line.as_bytes()));
    reader.finish();
    let events: Vec<Event> = std::iter::from_fn(|| reader.next_event()).collect();
    let logged = events.iter().find_map(|event| match event {
        Event::Record(record) if record.message == "said" => Some(record),
        _ => None,
    });
    let logged = logged.unwrap_or_else(|| panic!("{events:?}"));
    assert_eq!((logged.level, logged.module.as_deref()), (Level::Info, Some("tester")));
    assert_eq!(logged.fields, [("list".into(), r#"["a","b"]"#.into()), ("number".into(), "7".into())]);
    let Some(Event::Crash(crash)) = events.last() else { panic!("{events:?}") };
    assert_eq!(crash.headline, "panic: by intention");
    assert!(crash.has_stack && crash.report.contains("main.(*Echo).Panic"), "{crash:?}");
}

#[tokio::test]
async fn a_session_that_is_dropped_ends_all_of_it_and_leaves_the_plugin() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let waiting = tokio::time::timeout(Duration::from_millis(50), echo.call::<_, bool>("Plugin.Wait", &60_000));
    assert!(waiting.await.is_err());
    drop(session);
    let after = within(echo.call::<_, i64>("Plugin.Count", &())).await.unwrap_err();
    assert!(matches!(after, Error::Ended(EndCause::Closed)), "{after}");
    // It serves whoever comes next.
    let next = within(plugin.session(Options::new())).await.unwrap();
    within(next.ping()).await.unwrap();
    within(next.close()).await;
}

#[tokio::test]
async fn a_connection_may_keep_what_is_written_until_it_is_flushed() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let socket = tokio::net::UnixStream::connect(&plugin.socket).await.unwrap();
    let session = within(Session::open(tokio::io::BufStream::new(socket), Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    assert_eq!(within(echo.call::<_, i64>("Plugin.Size", &vec![1_u8; 300_000])).await.unwrap(), 300_000);
}

#[tokio::test]
async fn a_client_that_is_dropped_leaves_the_session() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    // More than there are places at a time: each gives its place back.
    for _ in 0..600 {
        let echo = within(session.dispense("echo")).await.unwrap();
        assert_eq!(within(echo.call::<_, i64>("Plugin.Count", &())).await.unwrap(), 1);
    }
    within(session.ping()).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn a_plugin_that_is_stopped_is_noticed() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let keep_alive = KeepAlive { interval: Duration::from_millis(50), timeout: Duration::from_millis(200) };
    let session = within(plugin.session(Options::new().keep_alive(Some(keep_alive)))).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let pid = plugin.child.id().unwrap().to_string();
    let stopped = std::process::Command::new("kill").args(["-STOP", &pid]).status().unwrap();
    assert!(stopped.success());
    let cause = within(session.closed()).await;
    assert!(matches!(cause, EndCause::Unresponsive { .. }), "{cause}");
    let after = within(echo.call::<_, i64>("Plugin.Count", &())).await.unwrap_err();
    assert!(matches!(after, Error::Ended(EndCause::Unresponsive { .. })), "{after}");
}
