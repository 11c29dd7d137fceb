//! What a net/rpc plugin offers.

use super::events::Events;
use super::*;
use crate::config::{GoObject, Nothing};
use crate::end::EndCause;

pub(super) fn tester() -> Option<GoTest> {
    let mut object = GoObject { nothing: Nothing::Struct, ..GoObject::default() };
    object.methods = BTreeMap::from([("fail-hard".into(), "Fail".into())]);
    let version = netrpc_wit("tester").with(|version| {
        version.objects.insert("echo".into(), object);
    });
    Some(GoTest::new(TESTER)?.version(1, version))
}

#[tokio::test]
async fn the_basic_example_greets_with_tls_and_without() {
    for auto_mtls in [true, false] {
        let Some(mut test) = GoTest::new(BASIC).map(|test| test.version(1, netrpc_wit("basic"))) else { return };
        test.go().auto_mtls = auto_mtls;
        let (host, plugin) = test.load().await.unwrap();
        assert_eq!(plugin.call("greet", &[]).await.unwrap(), Some("Hello!".into()));
        plugin.health().await.unwrap();
        let process = plugin.info().process_id.unwrap();
        plugin.stop().await.unwrap();
        assert!(!is_alive(process));
        assert!(matches!(plugin.call("greet", &[]).await, Err(Error::Ended { .. })));
        drop(host);
    }
}

#[tokio::test]
async fn the_store_keeps_what_a_map_says() {
    let kv_netrpc = || GoTest::new(KV_NETRPC).map(|test| test.version(1, netrpc_wit("store")));
    let Some(test) = kv_netrpc() else { return };
    let (host, plugin) = test.load().await.unwrap();
    let Some(Value::Result(Err(Some(missing)))) = plugin.call("kv.get", &["a".into()]).await.unwrap() else {
        panic!("it has it")
    };
    assert!(matches!(&*missing, Value::String(text) if text.contains("no such file")), "{missing:?}");
    host.stop().await.unwrap();
}

#[tokio::test]
async fn structs_errors_and_objects_are_those_of_go() {
    let Some(test) = tester() else { return };
    let (host, plugin) = test.load().await.unwrap();
    let message = Value::record([
        ("text", "hi".into()),
        ("data", bytes(b"\x01\x02")),
        ("count", 7i64.into()),
        ("labels", Value::List(List::from_values(vec![Value::Tuple(vec!["k".into(), "v".into()])]))),
        ("user-ID", "u".into()),
    ]);
    assert_eq!(plugin.call("echo", std::slice::from_ref(&message)).await.unwrap(), Some(message));
    // The object is dispensed once, and keeps its state.
    for count in 1i64..3 {
        assert_eq!(plugin.call("count", &[]).await.unwrap(), Some(count.into()));
    }
    assert_eq!(plugin.call("fail", &["no".into()]).await.unwrap(), Some(Value::err(Some("no".into()))));
    let failed = plugin.call("fail-hard", &["no".into()]).await;
    assert!(matches!(&failed, Err(Error::Failed { message, .. }) if message == "no"), "{failed:?}");
    assert_eq!(plugin.call("print", &["out\n".into(), "err\n".into()]).await.unwrap(), Some(8i64.into()));
    eventually("what it prints comes", || {
        test.written.text().contains("out\n") && test.written.text().contains("err\n")
    })
    .await;
    let raw = host.go_plugin("go").unwrap();
    let object = raw.netrpc().unwrap().dispense("echo").await.unwrap();
    let size: i64 = object.call("Plugin.Count", &()).await.unwrap_or(1);
    assert_eq!(size, 1);
    host.stop().await.unwrap();
}

#[tokio::test]
async fn lines_of_its_log_are_events_of_the_host() {
    let Some(test) = tester() else { return };
    let (events, _guard) = Events::listen();
    let (host, plugin) = test.load().await.unwrap();
    plugin.call("log", &["taken note".into()]).await.unwrap();
    events.come(tracing::Level::INFO, "tester", &["message=taken note ", "plugin=go ", "number=7 "]).await;
    // A line of text is no event: it goes where stderr goes.
    assert!(!test.written.text().contains("taken note"));
    host.stop().await.unwrap();
}

#[tokio::test]
async fn a_slow_call_is_given_up_and_runs_on() {
    let Some(test) = tester() else { return };
    let test = test.with(|config| config.limits.call_timeout = Duration::from_millis(300));
    let (host, plugin) = test.load().await.unwrap();
    let late = plugin.call("wait", &[60_000i64.into()]).await;
    assert!(matches!(late, Err(Error::DeadlineExceeded { .. })), "{late:?}");
    assert_eq!(plugin.call("size", &[bytes(b"abc")]).await.unwrap(), Some(3i64.into()));
    host.stop().await.unwrap();
}

#[tokio::test]
async fn a_panic_is_the_end_with_its_whole_report() {
    let Some(test) = tester() else { return };
    let (_host, plugin) = test.load().await.unwrap();
    let ended = plugin.call("panic", &["out of luck".into()]).await;
    let Err(Error::Ended { cause, .. }) = ended else { panic!("{ended:?}") };
    let EndCause::Panicked { message, stderr } = &*cause else { panic!("{cause}") };
    assert_eq!(message, "panic: out of luck");
    assert_eq!(stderr[0], "panic: out of luck");
    assert!(stderr.iter().any(|line| line.starts_with("goroutine ")), "{cause}");
    assert!(stderr.iter().any(|line| line.contains("main.(*Echo).Panic")), "{cause}");
}

#[tokio::test]
async fn an_exit_is_the_end_with_its_status() {
    let Some(test) = tester() else { return };
    let (_host, plugin) = test.load().await.unwrap();
    let ended = plugin.call("exit", &[3i64.into()]).await;
    let Err(Error::Ended { cause, .. }) = ended else { panic!("{ended:?}") };
    assert!(matches!(&*cause, EndCause::Exited { code: 3, .. }), "{cause}");
}
