//! Streams and futures of resources, and of streams and futures, both ways.

use std::io::Cursor;
use std::time::Duration;

use amphi_host::{Error, FutureReader, Host, StreamFailure, StreamReader, Type, Value};
use amphi_protocol::limits::MAX_HANDLES;
use futures_util::{StreamExt, TryStreamExt, stream};
use tokio::io::AsyncReadExt;

use crate::bench::nested::Nested;
use crate::bench::nested::exports::nested::suite::documents::{self, Doc};
use crate::bench::nested::exports::nested::suite::pipes::Parcel;
use crate::bench::{Bench, Fixture, Pails, eventually, name_of, within};

/// How long any wait may take before the test has failed.
const LIMIT: Duration = Duration::from_secs(120);

async fn soon<R>(future: impl Future<Output = R>) -> R {
    within(LIMIT, future).await
}

struct Loaded {
    host: Host,
    plugin: Nested,
    pails: Pails,
}

async fn load(bench: Bench) -> Loaded {
    let host = bench.host(Fixture::Nested).await;
    let pails = Pails::default();
    let plugin = host.load_with::<Nested>("nested", pails.clone()).await.unwrap();
    Loaded { host, plugin, pails }
}

impl Loaded {
    fn documents(&self) -> documents::Client {
        self.plugin.documents()
    }

    /// Waits until the plugin has so many documents.
    async fn live(&self, count: u32) {
        let documents = self.documents();
        let counted = async {
            while documents.live().await.unwrap() != count {
                tokio::task::yield_now().await;
            }
        };
        soon(counted).await;
    }
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_string).to_vec()
}

fn bytes(text: &str) -> StreamReader<u8> {
    StreamReader::from_reader(Cursor::new(text.as_bytes().to_vec()))
}

async fn text(mut stream: StreamReader<u8>) -> String {
    let mut text = String::new();
    soon(stream.read_to_string(&mut text)).await.unwrap();
    text
}

fn stream_of<T: Send + 'static>(items: Vec<T>) -> StreamReader<T> {
    StreamReader::from_stream(stream::iter(items.into_iter().map(Ok)))
}

async fn all<T>(stream: impl futures_util::Stream<Item = Result<T, Error>>) -> Vec<T> {
    soon(stream.try_collect()).await.unwrap()
}

pub async fn a_stream_gives_resources_of_the_plugin(bench: Bench) {
    let loaded = load(bench).await;
    let documents = loaded.documents();
    let docs = all(soon(documents.make(&texts(["a", "b", "c"]))).await.unwrap()).await;
    let mut read = Vec::new();
    for doc in &docs {
        read.push(soon(doc.text()).await.unwrap());
    }
    assert_eq!(read, ["a", "b", "c"]);
    assert_eq!(documents.live().await.unwrap(), 3);
    let entries = all(soon(documents.entries(&texts(["x", "", "z"]))).await.unwrap()).await;
    assert_eq!(entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["x", "", "z"]);
    let of = |index: usize| entries[index].doc.as_ref();
    assert_eq!(soon(of(0).unwrap().text()).await.unwrap(), "x");
    assert!(of(1).is_none());
    assert_eq!(soon(of(2).unwrap().text()).await.unwrap(), "z");
    drop((docs, entries));
    loaded.live(0).await;
}

pub async fn a_stream_gives_resources_back(bench: Bench) {
    let loaded = load(bench).await;
    let documents = loaded.documents();
    let (a, b) = (Doc::new(&documents, "a").await.unwrap(), Doc::new(&documents, "b").await.unwrap());
    assert_eq!(soon(documents.join(stream_of(vec![a, b]))).await.unwrap(), "ab");
    loaded.live(0).await;
    // Through the host, and not all of it is read.
    let docs = soon(documents.make(&texts(["c", "d", "e"]))).await.unwrap();
    let first = soon(documents.first(docs)).await.unwrap().unwrap();
    assert_eq!(soon(first.text()).await.unwrap(), "c");
    loaded.live(1).await;
    drop(first);
    loaded.live(0).await;
}

pub async fn a_stream_gives_resources_of_the_host(bench: Bench) {
    let loaded = load(bench).await;
    let user = loaded.plugin.user();
    assert_eq!(soon(user.names(loaded.pails.buckets(&["a", "b", "c"]))).await.unwrap(), ["a", "b", "c"]);
    eventually("the plugin has dropped them", || loaded.pails.live() == 0).await;
    let made = all(soon(user.make(&texts(["d", "e"]))).await.unwrap()).await;
    assert_eq!(made.iter().map(name_of).collect::<Vec<_>>(), ["d", "e"]);
    assert_eq!(loaded.pails.live(), 2);
    drop(made);
    assert_eq!(loaded.pails.live(), 0);
    assert_eq!(soon(user.tour(&texts(["f", "g"]))).await.unwrap(), ["f", "g"]);
    eventually("every bucket is dropped", || loaded.pails.live() == 0).await;
}

/// The plugin does not look into it; where it took one out, the rest follows.
pub async fn a_stream_of_resources_goes_back_as_it_came(bench: Bench) {
    let loaded = load(bench).await;
    let user = loaded.plugin.user();
    let back = all(soon(user.echo(loaded.pails.buckets(&["a", "b"]))).await.unwrap()).await;
    assert_eq!(back.iter().map(name_of).collect::<Vec<_>>(), ["a", "b"]);
    let rest = all(soon(user.rest(loaded.pails.buckets(&["c", "d", "e"]))).await.unwrap()).await;
    assert_eq!(rest.iter().map(name_of).collect::<Vec<_>>(), ["d", "e"]);
    drop((back, rest));
    eventually("every bucket is dropped", || loaded.pails.live() == 0).await;
}

pub async fn resources_in_futures(bench: Bench) {
    let loaded = load(bench).await;
    let documents = loaded.documents();
    let doc = soon(soon(documents.later("later")).await.unwrap().into_future()).await.unwrap();
    assert_eq!(soon(doc.text()).await.unwrap(), "later");
    assert_eq!(soon(documents.soon(FutureReader::from_future(async { Ok(doc) }))).await.unwrap(), "later");
    loaded.live(0).await;
    // As it came.
    let doc = soon(documents.later("again")).await.unwrap();
    assert_eq!(soon(documents.soon(doc)).await.unwrap(), "again");
    // Nobody waits for it.
    drop(soon(documents.later("never")).await.unwrap());
    loaded.live(0).await;
}

/// What is on its way when nobody reads any more is its sender's, and what was taken and not used is let go of.
pub async fn a_resource_that_nobody_takes_is_dropped(bench: Bench) {
    let loaded = load(bench).await;
    let documents = loaded.documents();
    for _ in 0..20 {
        let mut endless = soon(documents.endless()).await.unwrap();
        for number in 0..3 {
            let doc = soon(endless.next()).await.unwrap().unwrap();
            assert_eq!(soon(doc.text()).await.unwrap(), number.to_string());
        }
        drop(endless);
        drop(soon(documents.endless()).await.unwrap());
    }
    loaded.live(0).await;
    // The other way: the host's are given, and its own go back.
    for _ in 0..20 {
        let docs = soon(documents.make(&texts(["a", "b", "c"]))).await.unwrap();
        soon(documents.ignore(docs)).await.unwrap();
    }
    loaded.live(0).await;
    let user = loaded.plugin.user();
    for _ in 0..20 {
        let pails = loaded.pails.clone();
        let endless = StreamReader::from_stream(stream::iter(0..).map(move |_| Ok(pails.bucket("on its way"))));
        let mut back = soon(user.echo(endless)).await.unwrap();
        soon(back.next()).await.unwrap().unwrap();
    }
    eventually("every bucket is dropped", || loaded.pails.live() == 0).await;
}

/// Both tables are bounded; what is over is a failure of the stream, and of nothing else.
pub async fn a_stream_gives_more_resources_than_can_be_held(bench: Bench) {
    let loaded = load(bench).await;
    let documents = loaded.documents();
    let mut endless = soon(documents.endless()).await.unwrap();
    let mut held = Vec::new();
    let failure = loop {
        match soon(endless.next()).await {
            Some(Ok(doc)) => held.push(doc),
            Some(Err(Error::Stream { failure })) => break failure,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(held.len(), MAX_HANDLES, "{failure}");
    assert!(soon(endless.next()).await.is_none());
    assert_eq!(soon(held[0].text()).await.unwrap(), "0");
    drop((held, endless));
    loaded.live(0).await;
}

/// What may not be given ends the stream, whose reader cannot go on without.
pub async fn resources_in_streams_are_checked(bench: Bench) {
    let (loaded, other) = (load(bench).await, load(bench).await);
    let documents = loaded.documents();
    let foreign = Doc::new(&other.documents(), "the other's").await.unwrap();
    let refused = soon(documents.join(stream_of(vec![foreign]))).await.unwrap_err();
    assert!(refused.to_string().contains("of the host is lost"), "{refused}");
    // It was dropped where it belongs.
    other.live(0).await;
}

pub async fn streams_in_streams(bench: Bench) {
    let loaded = load(bench).await;
    let pipes = loaded.plugin.pipes();
    let mut contents = soon(pipes.contents(&texts(["one", "", "three"]))).await.unwrap();
    let mut read = Vec::new();
    while let Some(content) = soon(contents.next()).await {
        read.push(text(content.unwrap()).await);
    }
    assert_eq!(read, ["one", "", "three"]);
    let large = "large ".repeat(50_000);
    let given = stream_of(vec![bytes("four"), bytes(&large), bytes("")]);
    assert_eq!(soon(pipes.read(given)).await.unwrap(), ["four", &large, ""]);
    // As they come, and go back.
    let inner = |from: u32| stream_of((from..from + 3).map(|number| number.to_string()).collect::<Vec<_>>());
    let mut back = soon(pipes.echo(stream_of(vec![inner(0), inner(10)]))).await.unwrap();
    let mut read = Vec::new();
    while let Some(texts) = soon(back.next()).await {
        read.push(all(texts.unwrap()).await.join(" "));
    }
    assert_eq!(read, ["0 1 2", "10 11 12"]);
    let mut numbers = Vec::new();
    let mut deep = soon(pipes.deep(3)).await.unwrap();
    while let Some(middle) = soon(deep.next()).await {
        let mut middle = middle.unwrap();
        while let Some(last) = soon(middle.next()).await {
            numbers.extend(all(last.unwrap()).await);
        }
    }
    assert_eq!(numbers, (0..9).collect::<Vec<_>>());
    // Nobody reads what is inside.
    let mut contents = soon(pipes.contents(&texts(["never", "read"]))).await.unwrap();
    drop(soon(contents.next()).await.unwrap().unwrap());
    assert_eq!(text(soon(contents.next()).await.unwrap().unwrap()).await, "read");
}

pub async fn streams_and_futures_in_records_in_streams(bench: Bench) {
    let loaded = load(bench).await;
    let pipes = loaded.plugin.pipes();
    let mut parcels = soon(pipes.parcels(&texts(["a", "bcd"]))).await.unwrap();
    for name in ["a", "bcd"] {
        let parcel = soon(parcels.next()).await.unwrap().unwrap();
        assert_eq!((parcel.name.as_str(), text(parcel.content).await.as_str()), (name, name));
        assert_eq!(soon(parcel.paid.into_future()).await.unwrap() as usize, name.len());
    }
    assert!(soon(parcels.next()).await.is_none());
    let parcel = |name: &str| Parcel {
        name: name.to_string(),
        content: bytes(name),
        paid: FutureReader::from_future(async { Ok(100) }),
    };
    assert_eq!(soon(pipes.weigh(stream_of(vec![parcel("x"), parcel("yz")]))).await.unwrap(), 203);
    // What the plugin gives goes back into it.
    let parcels = soon(pipes.parcels(&texts(["four", "five5"]))).await.unwrap();
    assert_eq!(soon(pipes.weigh(parcels)).await.unwrap(), 18);
}

pub async fn futures_in_futures(bench: Bench) {
    let loaded = load(bench).await;
    let pipes = loaded.plugin.pipes();
    let promise = soon(soon(pipes.promise(7)).await.unwrap().into_future()).await.unwrap();
    assert_eq!(soon(promise.into_future()).await.unwrap(), 7);
    let inner = FutureReader::from_future(async { Ok(8) });
    assert_eq!(soon(pipes.keep(FutureReader::from_future(async { Ok(inner) }))).await.unwrap(), 8);
    let promise = soon(pipes.promise(9)).await.unwrap();
    assert_eq!(soon(pipes.keep(promise)).await.unwrap(), 9);
}

/// A stream of streams does not fail for being read slowly: its writer waits.
pub async fn more_streams_than_may_be_open_wait(bench: Bench) {
    let loaded = load(bench).await;
    let pipes = loaded.plugin.pipes();
    let names: Vec<String> = (0..300).map(|number| number.to_string()).collect();
    let mut contents = soon(pipes.contents(&names)).await.unwrap();
    let mut open = Vec::new();
    while let Ok(next) = tokio::time::timeout(Duration::from_millis(300), contents.next()).await {
        open.push(next.unwrap().unwrap());
    }
    assert!((50..300).contains(&open.len()), "{} are open", open.len());
    let mut read = Vec::new();
    for content in open {
        read.push(text(content).await);
    }
    while let Some(content) = soon(contents.next()).await {
        read.push(text(content.unwrap()).await);
    }
    assert!(read == names, "{read:?}");
    // The other way, with all of them there at once.
    let given = stream_of(names.iter().map(|name| bytes(name)).collect());
    assert!(soon(pipes.read(given)).await.unwrap() == names);
}

/// From one plugin to another, whatever isolates them.
pub async fn streams_of_resources_pass_between_plugins(_bench: Bench) {
    for (from, to) in [(Bench::Native, Bench::Wasm), (Bench::Wasm, Bench::Native), (Bench::Native, Bench::Native)] {
        let (from, to) = (load(from).await, load(to).await);
        let buckets = soon(from.plugin.user().make(&texts(["a", "b"]))).await.unwrap();
        assert_eq!(soon(to.plugin.user().names(buckets)).await.unwrap(), ["a", "b"]);
        eventually("every bucket is dropped", || from.pails.live() == 0).await;
        let contents = soon(from.plugin.pipes().contents(&texts(["c", "d"]))).await.unwrap();
        assert_eq!(soon(to.plugin.pipes().read(contents)).await.unwrap(), ["c", "d"]);
    }
}

/// With a component, they take a typed client.
pub async fn streams_of_resources_and_streams_are_values(bench: Bench) {
    let loaded = load(bench).await;
    let handle = loaded.host.plugin("nested").unwrap();
    let names = Value::list(["a".into(), "b".into()]);
    let called = soon(handle.call("nested:suite/documents@1.0.0#make", std::slice::from_ref(&names))).await;
    if !bench.is_native() {
        let refused = called.unwrap_err().to_string();
        assert!(refused.contains("use a typed client"), "{refused}");
        return;
    }
    let docs = called.unwrap().unwrap();
    // Back to the plugin, which finds its own in it.
    assert_eq!(soon(handle.call("join", std::slice::from_ref(&docs))).await.unwrap(), Some("ab".into()));
    let again = soon(handle.call("join", &[docs])).await.unwrap_err();
    assert!(matches!(again, Error::Arguments { .. }), "{again}");
    let buckets =
        soon(handle.call("nested:suite/user@1.0.0#make", std::slice::from_ref(&names))).await.unwrap().unwrap();
    assert_eq!(soon(handle.call("names", &[buckets])).await.unwrap(), Some(names.clone()));
    let contents = soon(handle.call("contents", std::slice::from_ref(&names))).await.unwrap().unwrap();
    assert_eq!(soon(handle.call("read", &[contents])).await.unwrap(), Some(names.clone()));
    // Element by element, each a value, and back.
    let made = soon(handle.call("nested:suite/documents@1.0.0#make", std::slice::from_ref(&names))).await.unwrap();
    let Some(Value::Stream(made)) = made else { panic!("{made:?}") };
    let exports = &handle.info().interface.exports;
    let signature = exports.get(exports.find("nested:suite/documents@1.0.0#make").unwrap()).unwrap();
    let Some(Type::Stream(payload)) = &signature.result else { panic!("{signature}") };
    let docs = all(StreamReader::from_handle_as(&made, payload.as_deref()).unwrap()).await;
    assert_eq!(soon(handle.call("doc.text", std::slice::from_ref(&docs[1]))).await.unwrap(), Some("b".into()));
    let back = stream_of(docs).into_handle_as(payload.as_deref());
    assert_eq!(soon(handle.call("join", &[Value::Stream(back)])).await.unwrap(), Some("ab".into()));
    loaded.live(0).await;
    // What is made with static types is a value too, and one is read with them.
    let given = loaded.pails.buckets(&["c"]).into_handle();
    assert_eq!(soon(handle.call("names", &[Value::Stream(given)])).await.unwrap(), Some(Value::list(["c".into()])));
    let made =
        soon(handle.call("nested:suite/documents@1.0.0#make", std::slice::from_ref(&names))).await.unwrap().unwrap();
    let Value::Stream(made) = made else { panic!("{made:?}") };
    let docs = all(StreamReader::<Doc>::from_handle(&made).unwrap()).await;
    assert_eq!(docs.len(), 2);
    drop(docs);
    loaded.live(0).await;
    // Nobody looks at it.
    drop(soon(handle.call("nested:suite/documents@1.0.0#make", &[names])).await.unwrap());
    loaded.live(0).await;
    let failed = StreamFailure::Source { reason: "gone".to_string() };
    let broken = StreamReader::<Doc>::from_stream(stream::iter([Err(Error::Stream { failure: failed })]));
    let ended = soon(handle.call("join", &[Value::Stream(broken.into_handle())])).await.unwrap_err();
    assert!(ended.to_string().contains("of the host is lost"), "{ended}");
}
