//! Streams and futures, both ways.

use std::io::Cursor;
use std::time::Duration;

use amphi_host::{Error, FutureReader, Host, StreamFailure, StreamReader, Type, Value};
use futures_util::{SinkExt, StreamExt, TryStreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::bench::streams::Streams;
use crate::bench::streams::streams::suite::types::Parcel;
use crate::bench::{Bench, Fixture, Outside, eventually, within};

/// How long any wait may take before the test has failed.
const LIMIT: Duration = Duration::from_secs(120);

async fn soon<R>(future: impl Future<Output = R>) -> R {
    within(LIMIT, future).await
}

async fn load(bench: Bench) -> (Host, Streams) {
    let host = bench.host(Fixture::Streams).await;
    let plugin = host.load_with::<Streams>("streams", Outside).await.unwrap();
    (host, plugin)
}

fn bytes(text: &str) -> StreamReader<u8> {
    StreamReader::from_reader(Cursor::new(text.as_bytes().to_vec()))
}

async fn text(mut stream: StreamReader<u8>) -> String {
    let mut text = String::new();
    soon(stream.read_to_string(&mut text)).await.unwrap();
    text
}

/// A reader goes in and a reader comes out, which is many times what goes at once.
pub async fn bytes_go_in_and_come_out(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    for content in ["", "x", &"some text, ".repeat(100_000)] {
        let back = plugin.pipes().upper(bytes(content)).await.unwrap();
        assert!(text(back).await == content.to_uppercase(), "{} bytes", content.len());
    }
    assert_eq!(soon(plugin.pipes().size(bytes(&"y".repeat(1_000_003)))).await.unwrap(), 1_000_003);
    assert_eq!(soon(plugin.pipes().deposit(1_000_003)).await.unwrap(), 1_000_003);
}

/// Elements of other types, one by one and many at once.
pub async fn elements_of_every_kind(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    let pipes = plugin.pipes();
    let counted: Vec<u64> = soon(soon(pipes.count_to(5000)).await.unwrap().try_collect()).await.unwrap();
    assert_eq!(counted, (1..=5000).collect::<Vec<_>>());
    let points: Vec<_> = soon(pipes.points(3).await.unwrap().try_collect()).await.unwrap();
    let points: Vec<_> = points.iter().map(|point| (point.x, point.label.as_str())).collect();
    assert_eq!(points, [(-1, "at 0"), (0, "at 1"), (1, "at 2")]);
    let ticks: Vec<()> = soon(pipes.ticks(7).await.unwrap().try_collect()).await.unwrap();
    assert_eq!(ticks.len(), 7);
    let ticks = StreamReader::from_stream(stream::iter([Ok(()), Ok(()), Ok(())]));
    assert_eq!(soon(pipes.count_ticks(ticks)).await.unwrap(), 3);
    let numbers = StreamReader::from_stream(stream::iter((1..=1000).map(Ok)));
    assert_eq!(soon(pipes.sum(numbers)).await.unwrap(), 500_500);
}

/// What a function that is not async leaves running: on wasm the toolchain takes it up with the next async call.
pub async fn a_task_of_a_sync_function(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    let mut counted = soon(plugin.pipes().count_at_once(2)).await.unwrap();
    if bench.is_native() {
        assert_eq!(soon(counted.next()).await.unwrap().unwrap(), 1);
    } else {
        tokio::time::timeout(Duration::from_millis(200), counted.next()).await.unwrap_err();
        assert_eq!(soon(plugin.pipes().double(1)).await.unwrap(), 2);
        assert_eq!(soon(counted.next()).await.unwrap().unwrap(), 1);
    }
    assert_eq!(soon(counted.next()).await.unwrap().unwrap(), 2);
    assert!(soon(counted.next()).await.is_none());
}

/// What is written by hand comes back through plugin and host, each before the next is written.
pub async fn a_stream_is_written_by_hand(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    let (mut writer, reader) = StreamReader::channel();
    let mut back = soon(plugin.pipes().relay(reader)).await.unwrap();
    for number in 0..10 {
        soon(writer.send(number.to_string())).await.unwrap();
        assert_eq!(soon(back.next()).await.unwrap().unwrap(), format!("{number}!"));
    }
    soon(writer.close()).await.unwrap();
    assert!(soon(back.next()).await.is_none());
}

/// Futures in both directions, ready or not.
pub async fn futures_go_in_and_come_out(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    let (sender, today) = tokio::sync::oneshot::channel();
    let today = FutureReader::from_future(async { Ok(today.await.unwrap_or(0_u32)) });
    let tomorrow = soon(plugin.pipes().tomorrow(today)).await.unwrap();
    sender.send(7).unwrap();
    assert_eq!(soon(tomorrow.into_future()).await.unwrap(), 8);
    assert_eq!(soon(plugin.pipes().double(21)).await.unwrap(), 42);
}

/// In records, options and results, both ways.
pub async fn streams_are_parts_of_other_types(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    let parcel = |name: &str| Parcel {
        name: name.to_string(),
        content: bytes("HAL"),
        paid: FutureReader::from_future(async { Ok(5) }),
    };
    let back = soon(plugin.parcels().readdress(parcel("me"))).await.unwrap().unwrap();
    assert_eq!((back.name.as_str(), text(back.content).await.as_str()), ("ME", "HAL"));
    assert_eq!(soon(back.paid.into_future()).await.unwrap(), 5);
    assert_eq!(soon(plugin.parcels().readdress(parcel(""))).await.unwrap().unwrap_err(), "no name");
    let back = soon(plugin.parcels().exchange(parcel("you"))).await.unwrap().unwrap();
    assert_eq!((back.name.as_str(), text(back.content).await.as_str()), ("for you", "IBM"));
    assert_eq!(soon(back.paid.into_future()).await.unwrap(), 6);
    assert!(soon(plugin.parcels().exchange(parcel(""))).await.unwrap().is_none());
    let file = soon(plugin.pipes().fetch("small")).await.unwrap().unwrap();
    assert_eq!(text(file).await, "a small file");
    assert_eq!(soon(plugin.pipes().fetch("none")).await.unwrap().unwrap_err(), "no file none");
}

/// A writer learns that nobody reads any more, whichever side it is on.
pub async fn a_writer_learns_that_nobody_reads(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    let pipes = plugin.pipes();
    // The plugin writes.
    let mut endless = soon(pipes.endless()).await.unwrap();
    assert_eq!(soon(endless.next()).await.unwrap().unwrap(), 0);
    drop(endless);
    let left = async {
        while !pipes.was_left().await.unwrap() {
            tokio::task::yield_now().await;
        }
    };
    soon(left).await;
    // The host writes.
    let (mut writer, reader) = StreamReader::channel();
    let read = async {
        assert_eq!(soon(pipes.first(reader, 3)).await.unwrap(), b"abc");
    };
    let write = async {
        while writer.write_all(&[b"abc", [0; 1000].as_slice()].concat()).await.is_ok() {}
        assert!(writer.is_reader_gone());
    };
    tokio::join!(read, soon(write));
    // Nobody ever looked.
    let (writer, reader) = StreamReader::<u8>::channel();
    let never = FutureReader::from_future(std::future::pending());
    soon(pipes.ignore(reader, never)).await.unwrap();
    eventually("the host's writer learns of it", || writer.is_reader_gone()).await;
    // A reader that the host drops without a look.
    drop(soon(pipes.count_to(3)).await.unwrap());
    assert_eq!(soon(pipes.double(1)).await.unwrap(), 2);
}

/// A reader that takes its time holds the writer back, on either side.
pub async fn a_slow_reader_holds_the_writer_back(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    // Nobody reads what comes back: the plugin stops to read, and then the host stops to write.
    let (mut writer, reader) = StreamReader::channel();
    let mut back = soon(plugin.pipes().upper(reader)).await.unwrap();
    let mut written = 0;
    while let Ok(more) = tokio::time::timeout(Duration::from_millis(500), writer.write(&[b'a'; 10_000])).await {
        written += more.unwrap();
        assert!(written < 16 << 20, "{written} bytes were taken and nobody reads them");
    }
    soon(plugin.pipes().double(1)).await.unwrap();
    let read = async {
        let mut got = Vec::new();
        back.read_to_end(&mut got).await.unwrap();
        got.len()
    };
    let (got, ()) = soon(async { tokio::join!(read, async { writer.shutdown().await.unwrap() }) }).await;
    assert_eq!(got, written);
}

/// What breaks off does not look like what has ended.
pub async fn an_error_in_the_middle_is_no_clean_end(bench: Bench) {
    let (host, plugin) = load(bench).await;
    // The plugin panics while it writes.
    let mut broken = soon(plugin.pipes().panic_in_the_middle()).await.unwrap();
    let mut got = Vec::new();
    soon(broken.read_to_end(&mut got)).await.unwrap_err();
    assert!(b"half".starts_with(&got));
    drop((host, plugin));
    // The plugin is stopped while it writes.
    let (host, plugin) = load(bench).await;
    let mut endless = soon(plugin.pipes().endless()).await.unwrap();
    soon(endless.next()).await.unwrap().unwrap();
    soon(host.plugin("streams").unwrap().stop()).await.unwrap();
    let last = soon(endless.filter(|item| std::future::ready(item.is_err())).next()).await;
    let Some(Err(Error::Stream { failure })) = last else { panic!("{last:?}") };
    assert_eq!(failure, StreamFailure::SessionEnded);
    // The host's source fails: there is no error that the plugin could be given, so it ends of it.
    let (_host, plugin) = load(bench).await;
    let failing = stream::iter([
        Ok("good".to_string()),
        Err(Error::Stream { failure: StreamFailure::Source { reason: "disk".to_string() } }),
    ]);
    let numbers = StreamReader::from_stream(failing.map_ok(|_| 1_u32));
    let ended = soon(plugin.pipes().sum(numbers)).await.unwrap_err();
    assert!(ended.to_string().contains("of the host is lost"), "{ended}");
}

/// Streams and futures of simple elements are values too.
pub async fn streams_are_values(bench: Bench) {
    let host = bench.host(Fixture::Streams).await;
    let plugin = host.load_with::<Streams>("streams", Outside).await.unwrap();
    let handle = host.plugin("streams").unwrap();
    let loud = [Value::Stream(bytes("loud").into_handle())];
    let Value::Stream(back) = soon(handle.call("upper", &loud)).await.unwrap().unwrap() else { panic!() };
    assert_eq!(text(StreamReader::from_handle(&back).unwrap()).await, "LOUD");
    assert!(StreamReader::<u8>::from_handle(&back).is_none(), "it can be taken once");
    let again = soon(handle.call("size", &[Value::Stream(back)])).await.unwrap_err();
    assert!(matches!(&again, Error::Arguments { .. }), "{again}");
    let today = FutureReader::from_future(async { Ok(1_u32) });
    let today = [Value::Future(today.into_handle())];
    let Value::Future(tomorrow) = soon(handle.call("tomorrow", &today)).await.unwrap().unwrap() else { panic!() };
    assert_eq!(soon(FutureReader::<u32>::from_handle(&tomorrow).unwrap().into_future()).await.unwrap(), 2);
    let parcel = Value::record([
        ("name", "a name".into()),
        ("content", Value::Stream(bytes("inside").into_handle())),
        ("paid", Value::Future(FutureReader::from_future(async { Ok(9_u32) }).into_handle())),
    ]);
    let back = soon(handle.call("readdress", &[parcel])).await.unwrap().unwrap();
    let Value::Result(Ok(Some(parcel))) = back else { panic!("{back:?}") };
    let Value::Record(fields) = *parcel else { panic!() };
    let [(_, Value::String(name)), (_, Value::Stream(content)), (_, Value::Future(paid))] = fields.as_slice() else {
        panic!("{fields:?}")
    };
    assert_eq!(name, "A NAME");
    assert_eq!(text(StreamReader::from_handle(content).unwrap()).await, "inside");
    assert_eq!(soon(FutureReader::<u32>::from_handle(paid).unwrap().into_future()).await.unwrap(), 9);
    soon(plugin.pipes().double(1)).await.unwrap();
}

/// The type that an export of the plugin's interface has in its result.
fn result_of(host: &Host, function: &str) -> Type {
    let handle = host.plugin("streams").unwrap();
    let exports = &handle.info().interface.exports;
    exports.get(exports.find(function).unwrap()).unwrap().result.clone().unwrap()
}

/// Their elements are values too, of a type that is known at run time only.
pub async fn streams_of_values_are_read_and_written(bench: Bench) {
    let (host, _plugin) = load(bench).await;
    let handle = host.plugin("streams").unwrap();
    let (Type::Stream(of_numbers), Type::Future(of_one)) = (result_of(&host, "count-to"), result_of(&host, "tomorrow"))
    else {
        panic!()
    };
    let counted = soon(handle.call("count-to", &[Value::U64(5000)])).await.unwrap().unwrap();
    let Value::Stream(counted) = counted else { panic!("{counted:?}") };
    let numbers = StreamReader::from_handle_as(&counted, of_numbers.as_deref()).unwrap();
    assert!(StreamReader::from_handle_as(&counted, of_numbers.as_deref()).is_none(), "it can be taken once");
    let numbers: Vec<Value> = soon(numbers.try_collect()).await.unwrap();
    assert_eq!(numbers, (1..=5000).map(Value::U64).collect::<Vec<_>>());
    // A stream without a type, and bytes, both ways.
    let ticks = || StreamReader::from_stream(stream::iter([(); 3]).map(|()| Ok(Value::Tuple(Vec::new()))));
    let count = [Value::Stream(ticks().into_handle_as(None))];
    assert_eq!(soon(handle.call("count-ticks", &count)).await.unwrap(), Some(Value::U32(3)));
    let loud = StreamReader::from_stream(stream::iter(*b"loud").map(|byte| Ok(Value::U8(byte))));
    let loud = [Value::Stream(loud.into_handle_as(Some(&Type::U8)))];
    let Some(Value::Stream(back)) = soon(handle.call("upper", &loud)).await.unwrap() else { panic!() };
    let back = StreamReader::from_handle_as(&back, Some(&Type::U8)).unwrap();
    let back: Vec<Value> = soon(back.try_collect()).await.unwrap();
    assert_eq!(back, b"LOUD".map(Value::U8));
    // Strings through the plugin and the host.
    let texts = StreamReader::from_stream(stream::iter(["a", "b"]).map(|text| Ok(Value::from(text))));
    let texts = [Value::Stream(texts.into_handle_as(Some(&Type::String)))];
    let Some(Value::Stream(marked)) = soon(handle.call("relay", &texts)).await.unwrap() else { panic!() };
    let marked = StreamReader::from_handle_as(&marked, Some(&Type::String)).unwrap();
    let marked: Vec<Value> = soon(marked.try_collect()).await.unwrap();
    assert_eq!(marked, ["a!".into(), "b!".into()]);
    let today = FutureReader::from_future(async { Ok(Value::U32(1)) }).into_handle_as(of_one.as_deref());
    let Some(Value::Future(next)) = soon(handle.call("tomorrow", &[Value::Future(today)])).await.unwrap() else {
        panic!()
    };
    let next = FutureReader::from_handle_as(&next, of_one.as_deref()).unwrap();
    assert_eq!(soon(next.into_future()).await.unwrap(), Value::U32(2));
    // What breaks off in the plugin is an error here too.
    let Some(Value::Stream(half)) = soon(handle.call("panic-in-the-middle", &[])).await.unwrap() else { panic!() };
    let half = StreamReader::from_handle_as(&half, Some(&Type::U8)).unwrap();
    let last = soon(half.filter(|item| std::future::ready(item.is_err())).next()).await;
    assert!(matches!(last, Some(Err(Error::Stream { .. }))), "{last:?}");
}

/// A host that writes an element of another type than it said has not ended its stream.
pub async fn a_value_of_another_type_breaks_its_stream(bench: Bench) {
    let (host, _plugin) = load(bench).await;
    let handle = host.plugin("streams").unwrap();
    let mixed = StreamReader::from_stream(stream::iter([Ok(Value::U32(1)), Ok("two".into())]));
    let mixed = [Value::Stream(mixed.into_handle_as(Some(&Type::U32)))];
    let ended = soon(handle.call("sum", &mixed)).await.unwrap_err();
    assert!(ended.to_string().contains("of the host is lost"), "{ended}");
}

/// Elements that wasmtime carries with a static type only.
pub async fn a_stream_of_records_is_a_value(bench: Bench) {
    let (host, _plugin) = load(bench).await;
    let called = soon(host.plugin("streams").unwrap().call("points", &[Value::U32(2)])).await;
    if bench.is_native() {
        let Some(Value::Stream(points)) = called.unwrap() else { panic!() };
        let Type::Stream(of_points) = result_of(&host, "points") else { panic!() };
        let points = StreamReader::from_handle_as(&points, of_points.as_deref()).unwrap();
        let points: Vec<Value> = soon(points.try_collect()).await.unwrap();
        let point = |x: i32, label: &str| Value::record([("x", x.into()), ("label", label.into())]);
        assert_eq!(points, [point(-1, "at 0"), point(0, "at 1")]);
    } else {
        let refused = called.unwrap_err().to_string();
        assert!(refused.contains("use a typed client"), "{refused}");
    }
}

/// A stream in a result would end with its instance.
pub async fn fresh_instances_give_no_streams(bench: Bench) {
    let mut config = bench.config(Fixture::Streams);
    config.instance = amphi_host::config::InstanceUse::Fresh;
    let host = crate::bench::builder().plugin("streams", config).build().await.unwrap();
    let refused = host.load_with::<Streams>("streams", Outside).await.map(drop).unwrap_err();
    assert!(matches!(refused, Error::Unenforceable { field: "instance", .. }), "{refused}");
    assert!(refused.to_string().contains("ends with its instance"), "{refused}");
}

/// A plugin that gives more streams than a host takes ends of it.
pub async fn streams_are_limited(bench: Bench) {
    let (_host, plugin) = load(bench).await;
    let some = soon(plugin.pipes().many(90)).await.unwrap();
    assert_eq!(some.len(), 90);
    let refused = soon(plugin.pipes().many(200)).await.unwrap_err();
    assert!(refused.to_string().contains("streams"), "{refused}");
}
