//! What a gRPC plugin offers: calls, streams, versions, logs, its raw session.

use amphi_go_plugin::grpc::{MessageLimits, RawHandler, RawRequest, RawResponses, RawService, single};
use amphi_protocol::{StreamHandle, TraceContext};
use futures_util::future::BoxFuture;
use futures_util::{SinkExt, StreamExt};

use super::*;
use crate::call_context::CallContext;
use crate::stream::StreamReader;

fn kv() -> Option<GoTest> {
    Some(GoTest::new(KV)?.version(1, GoVersion::grpc([proto("grpc-kv.proto")])))
}

fn probe() -> Option<GoTest> {
    Some(GoTest::new(PROBE)?.version(1, GoVersion::grpc([proto("probe.proto")])))
}

fn put(key: &str, value: &[u8]) -> Value {
    Value::record([("key", key.into()), ("value", bytes(value))])
}

fn get(key: &str) -> Value {
    Value::record([("key", key.into())])
}

/// The code of `err(status)`.
fn code(returned: &Value) -> &str {
    let Value::Result(Err(Some(status))) = returned else { panic!("{returned:?}") };
    let Value::Record(fields) = &**status else { panic!("{status:?}") };
    let Value::Enum(code) = &fields[0].1 else { panic!("{status:?}") };
    code
}

#[tokio::test]
async fn a_plugin_is_called_by_its_wit_and_by_its_proto_with_tls_and_mux_or_without() {
    for (auto_mtls, multiplex) in [(true, false), (false, false), (true, true), (false, true)] {
        let Some(mut test) = kv() else { return };
        (test.go().auto_mtls, test.go().multiplex) = (auto_mtls, multiplex);
        let (host, plugin) = test.load().await.unwrap();
        assert_eq!(plugin.call("put", &[put("a", b"hi")]).await.unwrap(), Some(Value::ok(None)));
        for name in ["get", "kv.get", "proto:proto/kv#get", "proto.KV/Get"] {
            let got = plugin.call(name, &[get("a")]).await.unwrap().unwrap();
            let expected = Value::record([("value", bytes(b"hi\n\nWritten from plugin-go-grpc"))]);
            assert_eq!(got, Value::ok(Some(expected)), "{name}");
        }
        // The plugin's own error is a value.
        assert_eq!(code(&plugin.call("get", &[get("b")]).await.unwrap().unwrap()), "unknown");
        plugin.health().await.unwrap();
        assert!(matches!(plugin.call("gte", &[]).await, Err(Error::UnknownFunction { .. })));
        assert!(matches!(plugin.call("get", &[Value::U8(1)]).await, Err(Error::Arguments { .. })));
        let process = plugin.info().process_id.unwrap();
        host.stop().await.unwrap();
        assert!(!is_alive(process));
    }
}

mod store {
    crate::bindings!({ path: "../go-plugin/testdata/proto/golden/grpc-kv.wit", crate: crate });
}

#[tokio::test]
async fn a_typed_client_is_that_of_the_derived_wit() {
    let Some(test) = kv() else { return };
    let host = test.host().await;
    let store = host.load::<store::Proto>("go").await.unwrap();
    let request = store::proto::proto::types::PutRequest { key: "t".into(), value: b"typed".to_vec() };
    store.kv().put(request).await.unwrap().unwrap();
    host.stop().await.unwrap();
}

mod streamer {
    crate::bindings!({ path: "../go-plugin/testdata/proto/golden/streamer.wit", crate: crate });
}

#[tokio::test]
async fn a_typed_client_has_streams() {
    use streamer::proto::proto::types::{ConfigureRequest, WriteRequestChunk};
    let Some(test) = GoTest::new(STREAMING) else { return };
    let test = test.version(1, GoVersion::grpc([proto("streamer.proto")]));
    let host = test.host().await;
    let plugin = host.load::<streamer::Proto>("go").await.unwrap();
    let path = test.folder.path().join("file").to_str().unwrap().to_string();
    plugin.streamer_service().configure(ConfigureRequest { path, chunk_size: 100 }).await.unwrap().unwrap();
    let chunk = WriteRequestChunk { bytes_to_write: b"typed".to_vec() };
    let chunks = StreamReader::from_stream(futures_util::stream::iter([Ok(chunk)]));
    plugin.streamer_service().write(chunks).await.unwrap().unwrap();
    let mut read = plugin.streamer_service().read().await.unwrap().unwrap();
    assert_eq!(read.next().await.unwrap().unwrap().unwrap().read_bytes, b"typed");
    assert!(read.next().await.is_none());
    host.stop().await.unwrap();
}

#[tokio::test]
async fn versions_choose_dialect_and_interface() {
    let both =
        |test: GoTest| test.version(2, netrpc_wit("store")).version(3, GoVersion::grpc([proto("grpc-kv.proto")]));
    let Some(test) = GoTest::new(NEGOTIATED).map(both) else { return };
    let (host, plugin) = test.load().await.unwrap();
    let session = host.go_plugin("go").unwrap();
    assert_eq!((session.version(), session.dialect()), (3, GoDialect::Grpc));
    assert_eq!(plugin.call("put", &[put("n", b"3")]).await.unwrap(), Some(Value::ok(None)));
    host.stop().await.unwrap();

    let test = GoTest::new(NEGOTIATED).unwrap().version(2, netrpc_wit("store"));
    let (host, plugin) = test.load().await.unwrap();
    assert_eq!(host.go_plugin("go").unwrap().dialect(), GoDialect::NetRpc);
    let any = |case: &str, value: Value| Value::Variant(case.into(), Some(Box::new(value)));
    let pair = |key: &str, value: Value| Value::Tuple(vec![key.into(), value]);
    let args = vec![pair("key", any("string", "n".into())), pair("value", any("bytes", bytes(b"2")))];
    let put = plugin.call("put", &[Value::List(List::from_values(args))]).await.unwrap();
    assert_eq!(put, Some(Value::ok(None)));
    let Some(Value::Result(Ok(Some(got)))) = plugin.call("get", &["n".into()]).await.unwrap() else {
        panic!("{put:?}")
    };
    assert_eq!(*got, bytes(b"2\n\nWritten from plugin version 2\nRead by plugin version 2\n"));
    host.stop().await.unwrap();
}

async fn numbers(stream: &Value) -> Vec<Value> {
    let Value::Result(Ok(Some(stream))) = stream else { panic!("{stream:?}") };
    let Value::Stream(handle) = &**stream else { panic!("{stream:?}") };
    let stream = StreamReader::<Result<u32, Status>>::from_handle(handle).unwrap();
    stream.map(|item| item.unwrap().map_or_else(|status| Value::U8(status.code), Value::U32)).collect().await
}

/// The `status` of every derived WIT, as far as its code.
#[derive(Debug)]
struct Status {
    code: u8,
}

impl amphi_protocol::Decode for Status {
    fn decode(input: &mut amphi_protocol::Reader<'_>) -> Result<Self, amphi_protocol::Error> {
        let code = u8::decode(input)?;
        String::decode(input)?;
        Vec::<(String, Vec<u8>)>::decode(input)?;
        Ok(Self { code })
    }
}

#[tokio::test]
async fn a_call_carries_its_trace_and_a_raw_one_what_it_is_given() {
    let Some(test) = probe() else { return };
    let (host, plugin) = test.load().await.unwrap();
    let said = |text: &str| Some(Value::ok(Some(text.into())));
    let context = CallContext::root().with_trace(TraceContext { trace: [0xab; 16], span: [0xcd; 8], flags: 1 });
    let parent = format!("00-{}-{}-01", "ab".repeat(16), "cd".repeat(8));
    let seen = plugin.call_in(&context, "metadata", &["traceparent".into()]).await.unwrap();
    assert_eq!(seen, said(&parent));
    assert_eq!(plugin.call("metadata", &["traceparent".into()]).await.unwrap(), said(""));

    let function = GoSession::function(&*plugin, "metadata").unwrap();
    let asked = function.encode_arguments(&["x-own".into()]).unwrap();
    let mut request = tonic::Request::new(bytes::Bytes::from(asked));
    request.metadata_mut().insert("x-own", "mine".parse().unwrap());
    let session = host.go_plugin("go").unwrap();
    let answer = session.grpc().unwrap().client().unary(function.path(), request).await.unwrap();
    assert_eq!(Some(function.decode_return(&answer.into_inner()).unwrap()), said("mine"));
    host.stop().await.unwrap();
}

#[tokio::test]
async fn streams_go_both_ways() {
    let Some(test) = probe() else { return };
    let (host, plugin) = test.load().await.unwrap();
    let counted = plugin.call("count", &[3u32.into()]).await.unwrap().unwrap();
    assert_eq!(numbers(&counted).await, [Value::U32(0), Value::U32(1), Value::U32(2)]);

    let given = || StreamReader::from_stream(futures_util::stream::iter([Ok(40u32), Ok(2)]));
    let sum = plugin.call("sum", &[Value::Stream(given().into_handle())]).await.unwrap().unwrap();
    assert_eq!(sum, Value::ok(Some(42u32.into())));

    // Each answer comes before the next word is written.
    let (mut words, reader) = StreamReader::<String>::channel();
    let chat = plugin.call("chat", &[Value::Stream(reader.into_handle())]).await.unwrap().unwrap();
    let Value::Result(Ok(Some(chat))) = chat else { panic!("{chat:?}") };
    let Value::Stream(handle) = *chat else { panic!("{chat:?}") };
    let mut answers = StreamReader::<Result<String, Status>>::from_handle(&handle).unwrap();
    for word in ["a", "b"] {
        words.send(word.to_string()).await.unwrap();
        assert_eq!(answers.next().await.unwrap().unwrap().unwrap(), format!("{word}!"));
    }
    words.close().await.unwrap();
    // `aborted` is the tenth code.
    assert_eq!(answers.next().await.unwrap().unwrap().unwrap_err().code, 9);
    assert!(answers.next().await.is_none());
    host.stop().await.unwrap();
}

#[tokio::test]
async fn a_stream_that_breaks_off_breaks_the_call() {
    let Some(test) = probe() else { return };
    let (host, plugin) = test.load().await.unwrap();
    let broken = || StreamReader::<u32>::from_stream(futures_util::stream::iter([Ok(1), Err(broken())])).into_handle();
    let summed = plugin.call("sum", &[Value::Stream(broken())]).await;
    assert!(matches!(summed, Err(Error::Stream { .. })), "{summed:?}");
    let given = broken();
    drop(given.take());
    let again = plugin.call("sum", &[Value::Stream(given)]).await;
    assert!(matches!(again, Err(Error::Arguments { .. })), "{again:?}");
    host.stop().await.unwrap();
}

fn broken() -> Error {
    Error::Stream { failure: amphi_protocol::StreamFailure::Broken }
}

#[tokio::test]
async fn the_streaming_example_reads_and_writes() {
    let Some(test) = GoTest::new(STREAMING) else { return };
    let test = test.version(1, GoVersion::grpc([proto("streamer.proto")]));
    let (host, plugin) = test.load().await.unwrap();
    let path = test.folder.path().join("file");
    let setup = Value::record([("path", path.to_str().unwrap().into()), ("chunk-size", 4i64.into())]);
    assert_eq!(plugin.call("configure", &[setup]).await.unwrap(), Some(Value::ok(None)));
    // It ends a client's stream without an answer.
    let chunks = futures_util::stream::iter([Ok((b"hello ".to_vec(),)), Ok((b"world".to_vec(),))]);
    let handle: StreamHandle = StreamReader::from_stream(chunks).into_handle();
    assert_eq!(plugin.call("write", &[Value::Stream(handle)]).await.unwrap(), Some(Value::ok(None)));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "hello world");
    let read = plugin.call("read", &[]).await.unwrap().unwrap();
    let Value::Result(Ok(Some(read))) = read else { panic!("{read:?}") };
    let Value::Stream(handle) = *read else { panic!("{read:?}") };
    let chunks = StreamReader::<Result<(Vec<u8>,), Status>>::from_handle(&handle).unwrap();
    let chunks: Vec<_> = chunks.map(|chunk| chunk.unwrap().unwrap().0).collect().await;
    assert_eq!(chunks.concat(), b"hello world");
    assert_eq!(chunks.len(), 3);
    host.stop().await.unwrap();
}

/// Answers `proto.AddHelper/Sum` with 7, whatever it is asked.
struct Seven;

impl RawHandler for Seven {
    fn call(&self, call: RawRequest) -> BoxFuture<'static, Result<RawResponses, tonic::Status>> {
        assert_eq!(call.method, "proto.AddHelper/Sum");
        Box::pin(std::future::ready(Ok(single(bytes::Bytes::from_static(&[0x08, 7])))))
    }
}

#[tokio::test]
async fn the_raw_session_has_the_broker() {
    let Some(test) = GoTest::new(BIDIRECTIONAL) else { return };
    let test = test.version(1, GoVersion::grpc([proto("bidirectional-kv.proto")]));
    let (host, plugin) = test.load().await.unwrap();
    let session = host.go_plugin("go").unwrap();
    assert!(session.netrpc().is_none());
    let broker = session.grpc().unwrap().broker();
    let id = broker.next_id();
    let serving = broker.serve(id, RawService::new(Seven, MessageLimits::default())).await.unwrap();
    let request = Value::record([("add-server", id.into()), ("key", "k".into()), ("value", 3i64.into())]);
    assert_eq!(plugin.call("put", &[request]).await.unwrap(), Some(Value::ok(None)));
    let got = plugin.call("counter.get", &[get("k")]).await.unwrap();
    assert_eq!(got, Some(Value::ok(Some(Value::record([("value", 7i64.into())])))));
    drop(serving);
    host.stop().await.unwrap();
}

/// Waits until the plugin says that a call of `hang` is cancelled. It does so without the end of a line.
async fn sees_the_cancel(test: &GoTest, plugin: &dyn PluginHandle) {
    let give_up = Instant::now() + Duration::from_secs(20);
    while !test.written.text().contains("cancelled") {
        assert!(Instant::now() < give_up, "the call is cancelled");
        plugin.call("print", &["\n".into()]).await.unwrap();
    }
}

#[tokio::test]
async fn limits_hold_and_the_plugin_lives_on() {
    let Some(test) = probe() else { return };
    let test = test.with(|config| {
        config.limits.message_size = 100;
        config.limits.in_flight = 1;
        config.limits.call_timeout = Duration::from_millis(300);
    });
    let (host, plugin) = test.load().await.unwrap();
    let large = plugin.call("echo", &[bytes(&[0; 200])]).await;
    assert!(matches!(large, Err(Error::OverLimit { limit: "limits.message_size", .. })), "{large:?}");

    let hanging = plugin.call("hang", &[]);
    let beside = async {
        tokio::task::yield_now().await;
        plugin.call("echo", &[bytes(b"x")]).await
    };
    let (hung, beside) = tokio::join!(hanging, beside);
    assert!(matches!(hung, Err(Error::DeadlineExceeded { .. })), "{hung:?}");
    assert!(matches!(beside, Err(Error::OverLimit { limit: "limits.in_flight", .. })), "{beside:?}");
    // The call was cancelled in the plugin, which says so.
    sees_the_cancel(&test, &*plugin).await;
    let short = CallContext::root().with_timeout(Duration::from_secs(9));
    let echoed = plugin.call_in(&short, "echo", &[bytes(b"x")]).await.unwrap();
    assert_eq!(echoed, Some(Value::ok(Some(bytes(b"x")))));
    host.stop().await.unwrap();
}

#[tokio::test]
async fn a_dropped_call_is_cancelled_and_a_failure_is_a_value() {
    let Some(test) = probe() else { return };
    let (host, plugin) = test.load().await.unwrap();
    let abandoned = tokio::time::timeout(Duration::from_millis(200), plugin.call("hang", &[])).await;
    assert!(abandoned.is_err());
    sees_the_cancel(&test, &*plugin).await;
    let failed = plugin.call("fail", &["no".into()]).await.unwrap().unwrap();
    assert_eq!(code(&failed), "failed-precondition");
    assert_eq!(plugin.call("print", &["hello\n".into()]).await.unwrap(), Some(Value::ok(None)));
    eventually("what it prints comes", || {
        test.written.text().contains("hello\n") && test.written.text().contains("HELLO\n")
    })
    .await;
    host.stop().await.unwrap();
}
