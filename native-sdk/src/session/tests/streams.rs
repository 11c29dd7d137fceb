//! Streams and futures between an author's code and its host.

use std::task::Context;

use amphi_protocol::limits::{MAX_PASSED_STREAMS, STREAM_FRAME_BYTES, STREAM_WINDOW_BYTES};
use amphi_protocol::{Frames, StreamFailure, pass, stream_frames, stream_items, wire};
use amphi_transport::{SlotWriter, stream_slot};

use super::*;
use crate::stream::{FutureReader, StreamReader, StreamResult, new_future, new_stream};

const UPPER: u32 = 0;
const SUM: u32 = 1;
const COUNT_UP: u32 = 2;
const FIRST_OF: u32 = 3;
const LATER: u32 = 4;
const UNWRITTEN: u32 = 5;
const AWAIT: u32 = 6;
const SAME: u32 = 7;
const WRITTEN_UNTIL_DROPPED: u32 = 8;
const MANY: u32 = 9;
const BY_IMPORT: u32 = 10;
const READ_ONE_AND_GIVE_BACK: u32 = 11;

static WRITTEN: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

static STREAMING: Plugin = Plugin {
    name: "streams",
    version: "0.0.0",
    interface: &[],
    functions: &[
        Async(|input, out| call_async(input, out, upper)),
        Async(|input, out| {
            call_async(input, out, async |mut numbers: StreamReader<u32>| {
                let mut sum = 0_u64;
                while let Some(number) = numbers.next().await {
                    sum += u64::from(number);
                }
                sum
            })
        }),
        // A function that is not async makes a stream as well.
        Sync(|input, out| call(input, out, count_up)),
        Async(|input, out| call_async(input, out, async |mut texts: StreamReader<String>| texts.next().await)),
        Async(|input, out| {
            call_async(input, out, async |value: u32| {
                let (writer, reader) = new_future(|| 0_u32);
                spawn_local(async move { writer.write(value).await.unwrap() });
                reader
            })
        }),
        Sync(|input, out| call(input, out, |(): ()| new_future(|| 77_u32).1)),
        Async(|input, out| call_async(input, out, async |later: FutureReader<String>| later.await)),
        Async(|input, out| call_async(input, out, async |bytes: StreamReader<u8>| bytes)),
        Sync(|input, out| {
            call(input, out, |(): ()| {
                let (mut writer, reader) = new_stream::<u8>();
                spawn_local(async move {
                    while writer.write_all(vec![1; 1000]).await.is_empty() {
                        WRITTEN.fetch_add(1000, Ordering::SeqCst);
                    }
                });
                reader
            })
        }),
        Sync(|input, out| call(input, out, |count: u32| (0..count).map(|_| new_stream::<u8>().1).collect::<Vec<_>>())),
        Async(|input, out| {
            call_async(input, out, async |(): ()| {
                let (mut writer, reader) = new_stream::<String>();
                let write = async move { writer.write_all(vec!["to".into(), "the host".into()]).await.len() };
                let import = import_async::<StreamReader<String>>(7, move |out| reader.encode(out));
                let (left, answer) = futures_util::join!(write, import);
                (u32::try_from(left).unwrap(), answer.collect().await)
            })
        }),
        Async(|input, out| {
            call_async(input, out, async |mut texts: StreamReader<String>| {
                texts.next().await.unwrap();
                texts
            })
        }),
    ],
};

async fn upper(mut bytes: StreamReader<u8>) -> StreamReader<u8> {
    let (mut writer, reader) = new_stream();
    spawn_local(async move {
        loop {
            let (result, mut read) = bytes.read(Vec::with_capacity(10_000)).await;
            read.make_ascii_uppercase();
            if result == StreamResult::Dropped || !writer.write_all(read).await.is_empty() {
                return;
            }
        }
    });
    reader
}

fn count_up(to: u32) -> StreamReader<u32> {
    let (mut writer, reader) = new_stream();
    spawn_local(async move {
        for number in 0..to {
            if writer.write_one(number).await.is_some() {
                return;
            }
        }
    });
    reader
}

/// A stream or a future, as the host encodes and decodes them.
struct Raw(Mutex<Option<Frames>>);

impl Encode for Raw {
    fn encode(&self, out: &mut Vec<u8>) {
        wire::write_u64(pass(self.0.lock().unwrap().take().unwrap()), out);
    }
}

impl Decode for Raw {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        Ok(Self(Mutex::new(Some(input.accept_stream()?))))
    }
}

fn raw() -> (SlotWriter, Raw) {
    let (writer, reader) = stream_slot();
    (writer, Raw(Mutex::new(Some(Box::new(reader)))))
}

async fn take(frames: &mut Frames) -> Option<Result<Vec<u8>, StreamFailure>> {
    let frame = std::future::poll_fn(|context| frames.poll_frame(context));
    let frame = tokio::time::timeout(LIMIT, frame).await.unwrap();
    frame.map(|frame| frame.map(|frame| frame.into_parts().0))
}

/// Everything to the clean end.
async fn all<T: Decode>(raw: Raw) -> Vec<T> {
    let mut frames = raw.0.into_inner().unwrap().unwrap();
    let mut items = Vec::new();
    while let Some(frame) = take(&mut frames).await {
        items.extend(stream_items::<T>(frame.unwrap().into()).unwrap());
    }
    items
}

async fn put<T: Encode>(writer: &mut SlotWriter, items: &[T]) {
    for frame in stream_frames(items) {
        let room = std::future::poll_fn(|context: &mut Context<'_>| writer.poll_room(context));
        tokio::time::timeout(LIMIT, room).await.unwrap().unwrap();
        writer.put(frame);
    }
}

async fn streaming() -> Fixture {
    start_as(&STREAMING, true, false, Hello { features: vec![Hello::STREAM_LANE.to_string()], ..hello() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_go_through_a_plugin() {
    let fixture = streaming().await;
    let (mut writer, reader) = raw();
    let back: Raw = fixture.call(UPPER, reader).await.unwrap();
    let text = b"some text, ".repeat(200_000);
    let write = async {
        put(&mut writer, &text).await;
        writer.finish();
    };
    let ((), back) = tokio::join!(write, all::<u8>(back));
    assert!(back == text.to_ascii_uppercase());
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test(flavor = "multi_thread")]
async fn values_go_in_and_out() {
    let fixture = streaming().await;
    let (mut writer, reader) = raw();
    let numbers: Vec<u32> = (0..100_000).collect();
    let write = async {
        put(&mut writer, &numbers).await;
        writer.finish();
    };
    let (sum, ()) = tokio::join!(fixture.call::<_, u64>(SUM, reader), write);
    assert_eq!(sum.unwrap(), numbers.iter().copied().map(u64::from).sum());
    let counted: Raw = fixture.call(COUNT_UP, 5_000_u32).await.unwrap();
    assert_eq!(all::<u32>(counted).await, (0..5_000).collect::<Vec<_>>());
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test(flavor = "multi_thread")]
async fn either_end_sees_the_other_go() {
    let fixture = streaming().await;
    // The plugin drops its reader.
    let (mut writer, reader) = raw();
    put(&mut writer, &["first".to_string()]).await;
    assert_eq!(fixture.call::<_, Option<String>>(FIRST_OF, reader).await.unwrap(), Some("first".to_string()));
    tokio::time::timeout(LIMIT, std::future::poll_fn(|context| writer.poll_gone(context))).await.unwrap();
    // The host drops its own; nothing is written into the void for ever, nor far ahead.
    let endless: Raw = fixture.call(WRITTEN_UNTIL_DROPPED, ()).await.unwrap();
    let mut frames = endless.0.into_inner().unwrap().unwrap();
    assert!(!take(&mut frames).await.unwrap().unwrap().is_empty());
    drop(frames);
    fixture.lane.health().await.unwrap();
    let written = WRITTEN.load(Ordering::SeqCst);
    assert!(written < 2 * STREAM_WINDOW_BYTES + 4 * STREAM_FRAME_BYTES, "{written}");
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test(flavor = "multi_thread")]
async fn futures_give_their_value_or_the_default() {
    let fixture = streaming().await;
    let later: Raw = fixture.call(LATER, 300_u32).await.unwrap();
    let unwritten: Raw = fixture.call(UNWRITTEN, ()).await.unwrap();
    for (raw, expected) in [(later, 300_u32), (unwritten, 77)] {
        let mut frames = raw.0.into_inner().unwrap().unwrap();
        let mut body = Vec::new();
        expected.encode(&mut body);
        assert_eq!(take(&mut frames).await, Some(Ok(body)));
        assert_eq!(take(&mut frames).await, None);
    }
    let (mut writer, reader) = raw();
    let write = async {
        let mut body = Vec::new();
        "at last".to_string().encode(&mut body);
        writer.put(body);
        writer.finish();
    };
    let (awaited, ()) = tokio::join!(fixture.call::<_, String>(AWAIT, reader), write);
    assert_eq!(awaited.unwrap(), "at last");
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_from_the_host_goes_back_to_it() {
    let fixture = streaming().await;
    let (mut writer, reader) = raw();
    let back: Raw = fixture.call(SAME, reader).await.unwrap();
    put(&mut writer, b"there and back").await;
    writer.finish();
    assert_eq!(all::<u8>(back).await, b"there and back");
    // Also after some of it was read, with a failure at its end.
    let (mut writer, reader) = raw();
    put(&mut writer, &["a".to_string(), "b".to_string(), "c".to_string()]).await;
    let back: Raw = fixture.call(READ_ONE_AND_GIVE_BACK, reader).await.unwrap();
    let mut frames = back.0.into_inner().unwrap().unwrap();
    let rest = take(&mut frames).await.unwrap().unwrap();
    assert_eq!(stream_items::<String>(rest.into()).unwrap(), ["b", "c"]);
    drop(writer);
    assert_eq!(take(&mut frames).await, Some(Err(StreamFailure::Broken)));
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_takes_and_gives_streams() {
    let mut fixture = streaming().await;
    let Fixture { lane, imports, .. } = &mut fixture;
    let head = CallHead {
        id: lane.next_id(),
        function: FunctionIndex(BY_IMPORT),
        timeout: None,
        chain: Vec::new(),
        trace: None,
        scope: 0,
    };
    let call = lane.call(head, |_| (), <(u32, Vec<String>)>::decode);
    let streams = lane.streams();
    let host = async {
        let (_, args, _, reply) = imports.recv().await.unwrap();
        let given = Raw::decode(&mut Reader::new(&args).with_streams(&streams)).unwrap();
        let texts = all::<String>(given).await;
        let (mut writer, reader) = raw();
        reply.done(|out| reader.encode(out)).await.unwrap();
        put(&mut writer, &texts).await;
        writer.finish();
    };
    let all = async { tokio::join!(call, host) };
    let (answer, ()) = tokio::time::timeout(LIMIT, all).await.unwrap();
    assert_eq!(answer.unwrap(), (0, vec!["to".to_string(), "the host".to_string()]));
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_streams_are_a_failure_of_the_call() {
    let fixture = streaming().await;
    let limit = u32::try_from(MAX_PASSED_STREAMS).unwrap();
    assert_eq!(kind(fixture.call::<_, Vec<Raw>>(MANY, limit + 1).await.map(|_| ())), FailureKind::OverLimit);
    assert_eq!(fixture.call::<_, Vec<Raw>>(MANY, limit).await.unwrap().len(), MAX_PASSED_STREAMS);
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_the_host_breaks_is_no_clean_end() {
    let fixture = streaming().await;
    let (writer, reader) = raw();
    let (broken, ()) = tokio::join!(fixture.call::<_, u64>(SUM, reader), async { drop(writer) });
    assert_eq!(kind(broken), FailureKind::Panicked);
    assert_eq!(fixture.end(), Ended::Panicked);
    let fixture = streaming().await;
    let (mut writer, reader) = raw();
    writer.put(vec![5, 1, 2]);
    assert_eq!(kind(fixture.call::<_, u64>(SUM, reader).await), FailureKind::Panicked);
    assert_eq!(fixture.end(), Ended::Panicked);
}
