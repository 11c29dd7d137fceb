//! Streams of the interface between a host and a plugin.

use amphi_protocol::limits::STREAM_FRAME_BYTES;
use amphi_protocol::{Encode, Frames, Reader, StreamFailure, collect_passed, pass};

use super::*;
use crate::{SlotWriter, stream_slot};

/// A plugin that answers a call with a stream by a stream of the same frames.
fn mirror(mut accepted: Accepted) -> Error {
    loop {
        match next(&mut accepted) {
            Ok((Message::Call(call), args)) => {
                let streams = accepted.sender.streams();
                let frames = Reader::new(&args).with_streams(&streams).accept_stream().unwrap();
                let (result, passed) = collect_passed(|| {
                    let mut result = Vec::new();
                    pass(frames).encode(&mut result);
                    result
                });
                accepted.sender.pass(passed).unwrap();
                answer(&accepted, call.id, &result).unwrap();
            }
            Ok(_) => {}
            Err(error) => return error,
        }
    }
}

/// Calls the mirror; gives what to write, and what comes back.
async fn begin(lane: &CallLane<u32>) -> Result<(SlotWriter, Frames), CallError> {
    let (writer, frames) = stream_slot();
    let head = CallHead {
        id: lane.next_id(),
        function: FunctionIndex(0),
        timeout: None,
        chain: Vec::new(),
        trace: None,
        scope: 1,
    };
    let call = lane.call(head, |out| pass(Box::new(frames)).encode(out), |input| input.accept_stream());
    Ok((writer, tokio::time::timeout(LIMIT, call).await.unwrap()?))
}

async fn take(frames: &mut Frames) -> Option<Result<Vec<u8>, StreamFailure>> {
    let frame = std::future::poll_fn(|context| frames.poll_frame(context));
    let frame = tokio::time::timeout(LIMIT, frame).await.unwrap();
    frame.map(|frame| frame.map(|frame| frame.into_parts().0))
}

async fn put(writer: &mut SlotWriter, frame: Vec<u8>) {
    tokio::time::timeout(LIMIT, std::future::poll_fn(|context| writer.poll_room(context))).await.unwrap().unwrap();
    writer.put(frame);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_goes_through_a_plugin_and_back() {
    const FRAMES: usize = 1000;
    for secure in [false, true] {
        let pair = Pair::new();
        let plugin = plugin_with(streaming_hello(), secure.then(|| pair.plugin_tls()), LIMIT, mirror);
        let options = LaneOptions::new(&plugin.path, secure.then(|| pair.host_tls()), streaming_hello());
        let lane = connect(options).await.unwrap();
        let (mut writer, mut frames) = begin(&lane).await.unwrap();
        let write = async {
            for index in 0..FRAMES {
                put(&mut writer, vec![u8::try_from(index % 251).unwrap(); STREAM_FRAME_BYTES]).await;
            }
            writer.finish();
        };
        let read = async {
            for index in 0..FRAMES {
                let frame = take(&mut frames).await.unwrap().unwrap();
                assert!(frame == vec![u8::try_from(index % 251).unwrap(); STREAM_FRAME_BYTES], "{index}");
            }
            assert_eq!(take(&mut frames).await, None);
        };
        tokio::join!(write, read);
        drop(lane);
        assert!(matches!(plugin.join(), Ok(Error::PeerClosed { .. })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn either_end_sees_the_other_go() {
    let plugin = plugin_with(streaming_hello(), None, LIMIT, mirror);
    let lane = connect(LaneOptions::new(&plugin.path, None, streaming_hello())).await.unwrap();
    // The reader, through both hops.
    let (writer, frames) = begin(&lane).await.unwrap();
    drop(frames);
    tokio::time::timeout(LIMIT, std::future::poll_fn(|context| writer.poll_gone(context))).await.unwrap();
    // The writer.
    let (mut writer, mut frames) = begin(&lane).await.unwrap();
    put(&mut writer, vec![1]).await;
    assert_eq!(take(&mut frames).await, Some(Ok(vec![1])));
    drop(writer);
    assert_eq!(take(&mut frames).await, Some(Err(StreamFailure::Broken)));
    // The session.
    let (_writer, mut frames) = begin(&lane).await.unwrap();
    lane.close();
    assert_eq!(take(&mut frames).await, Some(Err(StreamFailure::SessionEnded)));
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_come_and_go_without_end_and_not_too_many_at_a_time() {
    let plugin = plugin_with(streaming_hello(), None, LIMIT, mirror);
    let lane = connect(LaneOptions::new(&plugin.path, None, streaming_hello())).await.unwrap();
    for _ in 0..300 {
        let (mut writer, mut frames) = begin(&lane).await.unwrap();
        put(&mut writer, vec![1]).await;
        writer.finish();
        assert_eq!(take(&mut frames).await, Some(Ok(vec![1])));
        assert_eq!(take(&mut frames).await, None);
    }
    let mut open = Vec::new();
    let refused = loop {
        match begin(&lane).await {
            Ok(both) => open.push(both),
            Err(refused) => break refused,
        }
    };
    assert!(matches!(refused, CallError::Arguments(amphi_protocol::Error::OverLimit { .. })), "{refused:?}");
    assert_eq!(open.len(), amphi_protocol::limits::MAX_PASSED_STREAMS);
    assert_eq!(lane.in_flight(), 0);
}

#[tokio::test]
async fn without_the_lane_no_stream_is_passed() {
    let plugin = plugin(None, LIMIT, mirror);
    let lane = connect(LaneOptions::new(&plugin.path, None, hello())).await.unwrap();
    let refused = begin(&lane).await.map(|_| ());
    assert!(matches!(refused, Err(CallError::Arguments(amphi_protocol::Error::OverLimit { limit: 0, .. }))));
}
