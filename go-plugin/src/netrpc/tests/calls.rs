//! Calls of objects in real plugins.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::join_all;
use serde::{Deserialize, Serialize};

use super::launch::{BASIC, KV, Process, TESTER};
use super::within;
use crate::gob::{Type, Typed, Value};
use crate::netrpc::{Error, Options};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Message {
    text: String,
    data: Vec<u8>,
    count: i64,
    labels: HashMap<String, String>,
    #[serde(rename = "UserID")]
    user_id: String,
}

#[tokio::test]
async fn the_basic_example_greets() {
    let Some(plugin) = Process::start(BASIC).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let greeter = within(session.dispense("greeter")).await.unwrap();
    let greeting: String = within(greeter.call("Plugin.Greet", &Value::nil())).await.unwrap();
    assert_eq!(greeting, "Hello!");
    within(session.ping()).await.unwrap();
    let unknown = within(session.dispense("nothing")).await.unwrap_err();
    assert!(
        matches!(&unknown, Error::Remote { message, .. } if message == "unknown plugin type: nothing"),
        "{unknown}"
    );
}

#[tokio::test]
async fn the_kv_example_keeps_what_it_is_given() {
    let Some(plugin) = Process::start(KV).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let store = within(session.dispense("kv")).await.unwrap();
    let args: HashMap<&str, Value> = [
        ("key", Value::interface("string", Value::String("greeting".into()))),
        ("value", Value::interface("[]uint8", Value::Bytes(b"hello".to_vec()))),
    ]
    .into();
    let nothing: Option<()> = within(store.call("Plugin.Put", &args)).await.unwrap();
    assert_eq!(nothing, None);
    let kept: Vec<u8> = within(store.call("Plugin.Get", "greeting")).await.unwrap();
    assert_eq!(kept, b"hello\n\nWritten from plugin-go-netrpc");
    let missing = within(store.call::<_, Vec<u8>>("Plugin.Get", "missing")).await.unwrap_err();
    assert!(matches!(missing, Error::Remote { .. }), "{missing}");
}

#[tokio::test]
async fn a_struct_goes_there_and_back() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let message = Message {
        text: "a".into(),
        data: vec![0, 255],
        count: -7,
        labels: [("k".to_string(), "v".to_string())].into(),
        user_id: "me".into(),
    };
    for sent in [message.clone(), Message::default(), Message { labels: HashMap::new(), ..message }] {
        let came: Message = within(echo.call("Plugin.Echo", &sent)).await.unwrap();
        assert_eq!(came, sent);
    }
}

#[tokio::test]
async fn several_objects_keep_their_own_state() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let (one, other) = within(async { tokio::join!(session.dispense("echo"), session.dispense("echo")) }).await;
    let (one, other) = (one.unwrap(), other.unwrap());
    for count in 1..=3_i64 {
        assert_eq!(within(one.call::<_, i64>("Plugin.Count", &())).await.unwrap(), count);
    }
    assert_eq!(within(other.call::<_, i64>("Plugin.Count", &())).await.unwrap(), 1);
    let broken = within(session.dispense("broken")).await.unwrap_err();
    assert!(matches!(broken, Error::Remote { .. }), "{broken}");
}

#[tokio::test]
async fn errors_are_the_plugins_own_words() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let message = |error: Error| match error {
        Error::Remote { message, .. } => message,
        other => panic!("{other}"),
    };
    let failed = within(echo.call::<_, ()>("Plugin.Fail", "no \u{fc}")).await.unwrap_err();
    assert_eq!(message(failed), "no \u{fc}");
    let unknown = within(echo.call::<_, ()>("Plugin.Nothing", "x")).await.unwrap_err();
    assert!(message(unknown).starts_with("rpc: can't find method"));
    // What cannot be sent harms nothing, and neither does an answer of another type.
    let refused = within(echo.call::<_, ()>("Plugin.Fail", &Err::<(), u8>(1))).await.unwrap_err();
    assert!(matches!(refused, Error::Arguments { .. }), "{refused}");
    let typed = Typed { ty: Type::Int, value: Value::String("no".into()) };
    let refused = within(echo.call_value("Plugin.Big", typed)).await.unwrap_err();
    assert!(matches!(refused, Error::Arguments { .. }), "{refused}");
    let wrong = within(echo.call::<_, String>("Plugin.Count", &())).await.unwrap_err();
    assert!(matches!(wrong, Error::Answer { .. }), "{wrong}");
    assert_eq!(within(echo.call::<_, i64>("Plugin.Count", &())).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_messages_cross_both_ways() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    // Larger than yamux's largest frame, and many of them, so that windows would have grown if they could.
    for length in [1_usize << 20, 8 << 20, 8 << 20, 8 << 20, 32 << 20] {
        let args = Typed { ty: Type::Int, value: Value::Int(i64::try_from(length).unwrap()) };
        let Value::Bytes(came) = within(echo.call_value("Plugin.Big", args)).await.unwrap() else { panic!("no bytes") };
        assert_eq!(came.len(), length);
        assert!(came.iter().zip(0_usize..).all(|(byte, at)| usize::from(*byte) == at & 0xff));
        let args = Typed { ty: Type::Bytes, value: Value::Bytes(came) };
        let size = within(echo.call_value("Plugin.Size", args)).await.unwrap();
        assert_eq!(size, Value::Int(i64::try_from(length).unwrap()));
    }
    let small = within(plugin.session(Options::new().message_bytes(100_000))).await.unwrap();
    let echo = within(small.dispense("echo")).await.unwrap();
    let refused = within(echo.call::<_, Vec<u8>>("Plugin.Big", &200_000)).await.unwrap_err();
    assert!(matches!(refused, Error::Malformed(_)), "{refused}");
    // Only this object's connection has ended.
    within(small.ping()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_run_side_by_side() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    // The long one is asked first, and is not in the way.
    let long = echo.call::<_, bool>("Plugin.Wait", &1000);
    let short = join_all((0..300_i64).map(|count| {
        let echo = echo.clone();
        async move {
            let sent = Message { count, data: vec![7; 5000], ..Message::default() };
            assert_eq!(echo.call::<_, Message>("Plugin.Echo", &sent).await.unwrap(), sent);
        }
    }));
    let order = std::sync::Mutex::new(Vec::new());
    within(async {
        tokio::join!(
            async {
                assert!(long.await.unwrap());
                order.lock().unwrap().push("long");
            },
            async {
                short.await;
                order.lock().unwrap().push("short");
            }
        )
    })
    .await;
    assert_eq!(*order.lock().unwrap(), ["short", "long"]);
}

#[tokio::test]
async fn a_call_that_is_forgotten_harms_nothing() {
    let Some(plugin) = Process::start(TESTER).await else { return };
    let session = within(plugin.session(Options::new())).await.unwrap();
    let echo = within(session.dispense("echo")).await.unwrap();
    let hasty = echo.with_timeout(Duration::from_millis(20));
    let late = within(hasty.call::<_, bool>("Plugin.Wait", &200)).await.unwrap_err();
    assert!(matches!(late, Error::TimedOut { .. }), "{late}");
    let dropped = tokio::time::timeout(Duration::from_millis(1), echo.call::<_, bool>("Plugin.Wait", &100)).await;
    assert!(dropped.is_err());
    // Their answers come in between, and are nobody's.
    assert!(within(echo.call::<_, bool>("Plugin.Wait", &400)).await.unwrap());
    assert_eq!(within(echo.call::<_, i64>("Plugin.Count", &())).await.unwrap(), 1);
}
