//! Streams and futures between two ends of a lane.

use amphi_protocol::limits::{MAX_PASSED_STREAMS, STREAM_FRAME_BYTES, STREAM_WINDOW_BYTES};
use amphi_protocol::{Error as ProtocolError, Frames, Passed, StreamAcceptor as _, StreamFailure};
use futures_util::AsyncWrite;

use super::*;
use crate::error::Error;

/// Two ends that agree on a stream lane, and a clock that is moved by hand.
pub(super) struct Lane {
    pub(super) one: Mux<Socket, usize>,
    pub(super) other: Mux<Socket, usize>,
    pub(super) feeder: Arc<Passing>,
    pub(super) reader: SessionStreams,
    pub(super) now: Instant,
}

impl Lane {
    pub(super) fn new() -> Self {
        let (one, other) = UnixStream::pair().unwrap();
        let feeder = Arc::new(Passing::new(true, || {}));
        let reader = Arc::new(Passing::new(true, || {}));
        Self {
            one: end_with(Mode::Client, one, &feeder),
            other: end_with(Mode::Server, other, &reader),
            feeder,
            reader: SessionStreams::new(reader),
            now: Instant::now(),
        }
    }

    /// Polls both ends until nothing moves.
    pub(super) fn turn(&mut self) {
        for _ in 0..100 {
            let mut context = Context::from_waker(Waker::noop());
            assert!(self.one.poll(&mut context, self.now, &mut |_| {}).is_pending());
            assert!(self.other.poll(&mut context, self.now, &mut |_| {}).is_pending());
        }
    }

    /// Has a stream fed under a number.
    pub(super) fn pass(&self, number: u64) -> SlotWriter {
        let (writer, frames) = stream_slot();
        self.feeder.pass(vec![Passed { number, frames: Box::new(frames) }]).unwrap();
        writer
    }
}

pub(super) fn next(frames: &mut Frames) -> Poll<Option<Result<Vec<u8>, StreamFailure>>> {
    let came = frames.poll_frame(&mut Context::from_waker(Waker::noop()));
    came.map(|frame| frame.map(|frame| frame.map(|frame| frame.into_parts().0)))
}

fn has_room(writer: &SlotWriter) -> bool {
    writer.poll_room(&mut Context::from_waker(Waker::noop())) == Poll::Ready(Ok(()))
}

pub(super) fn is_gone(writer: &SlotWriter) -> bool {
    writer.poll_gone(&mut Context::from_waker(Waker::noop())).is_ready()
}

#[test]
fn frames_and_the_clean_end_arrive_whichever_is_first() {
    for stream_first in [true, false] {
        let mut lane = Lane::new();
        let mut writer = lane.pass(7);
        writer.put(vec![1, 2]);
        let early = (!stream_first).then(|| lane.reader.accept(7).unwrap());
        lane.turn();
        let mut frames = early.unwrap_or_else(|| lane.reader.accept(7).unwrap());
        lane.turn();
        assert_eq!(next(&mut frames), Poll::Ready(Some(Ok(vec![1, 2]))));
        assert_eq!(next(&mut frames), Poll::Pending);
        writer.put(vec![9; STREAM_FRAME_BYTES]);
        lane.turn();
        writer.finish();
        lane.turn();
        assert_eq!(next(&mut frames), Poll::Ready(Some(Ok(vec![9; STREAM_FRAME_BYTES]))));
        lane.turn();
        assert_eq!(next(&mut frames), Poll::Ready(None));
    }
}

#[test]
fn a_stream_that_is_given_up_is_no_clean_end() {
    let mut lane = Lane::new();
    let mut writer = lane.pass(7);
    let mut frames = lane.reader.accept(7).unwrap();
    writer.put(vec![1]);
    lane.turn();
    drop(writer);
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Ready(Some(Ok(vec![1]))));
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Ready(Some(Err(StreamFailure::Broken))));
    // Also one that never had a frame.
    drop(lane.pass(8));
    let mut frames = lane.reader.accept(8).unwrap();
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Ready(Some(Err(StreamFailure::Broken))));
}

#[test]
fn a_reader_that_goes_away_is_seen_by_the_feeder() {
    let mut lane = Lane::new();
    let (mut silent, mut writing) = (lane.pass(7), lane.pass(8));
    let frames = (lane.reader.accept(7).unwrap(), lane.reader.accept(8).unwrap());
    lane.turn();
    writing.put(vec![1]);
    lane.turn();
    assert!(!is_gone(&silent) && !is_gone(&writing));
    drop(frames);
    lane.turn();
    assert!(is_gone(&silent) && is_gone(&writing));
    silent.put(vec![1]);
    lane.turn();
    // The numbers are free again on both sides.
    let many: Vec<_> = (100..100 + MAX_PASSED_STREAMS as u64).map(|number| lane.pass(number)).collect();
    lane.turn();
    drop(many);
}

#[test]
fn a_reader_that_does_not_read_holds_its_feeder_back() {
    let mut lane = Lane::new();
    let mut writer = lane.pass(7);
    let mut frames = lane.reader.accept(7).unwrap();
    let mut sent = 0;
    lane.turn();
    while has_room(&writer) {
        writer.put(vec![5; STREAM_FRAME_BYTES]);
        sent += STREAM_FRAME_BYTES;
        assert!(sent < 2 * STREAM_WINDOW_BYTES, "the window holds back");
        lane.turn();
    }
    // Others are not held back.
    let mut second = lane.pass(8);
    let mut others = lane.reader.accept(8).unwrap();
    second.put(vec![1]);
    lane.turn();
    assert_eq!(next(&mut others), Poll::Ready(Some(Ok(vec![1]))));
    // All of it is there in the end.
    writer.finish();
    let mut got = 0;
    loop {
        lane.turn();
        match next(&mut frames) {
            Poll::Ready(Some(Ok(frame))) => got += frame.len(),
            Poll::Ready(None) => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(got, sent);
}

#[test]
fn large_frames_share_a_bound() {
    let mut lane = Lane::new();
    let mut writers: Vec<_> = (1..=5).map(|number| lane.pass(number)).collect();
    writers.iter_mut().for_each(|writer| writer.put(vec![3; FRAME_BYTES]));
    let mut readers: Vec<_> = (1..=5).map(|number| lane.reader.accept(number).unwrap()).collect();
    lane.turn();
    let came = |readers: &mut Vec<Frames>| {
        let before = readers.len();
        readers.retain_mut(|reader| !matches!(next(reader), Poll::Ready(Some(Ok(_)))));
        before - readers.len()
    };
    assert_eq!(came(&mut readers), 2, "as many as may be held");
    lane.turn();
    assert_eq!(came(&mut readers), 2);
    lane.turn();
    assert_eq!(came(&mut readers), 1);
}

#[test]
fn neither_half_is_waited_for_without_end() {
    let mut lane = Lane::new();
    let writer = lane.pass(7);
    let mut frames = lane.reader.accept(8).unwrap();
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Pending);
    assert_eq!(lane.other.next_due(), Some(lane.now + WAIT));
    lane.now += WAIT;
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Ready(Some(Err(StreamFailure::Missing { after: WAIT }))));
    assert!(is_gone(&writer), "nobody asked for it");
    assert_eq!(lane.other.next_due(), None);
}

#[test]
fn too_many_streams_are_refused_before_they_are_passed() {
    let lane = Lane::new();
    let passed = |count: u64| {
        let passed = |number| Passed { number, frames: Box::new(stream_slot().1) as Frames };
        (1..=count).map(passed).collect::<Vec<_>>()
    };
    let limit = MAX_PASSED_STREAMS as u64;
    let refused = lane.feeder.pass(passed(limit + 1));
    assert!(matches!(refused, Err(ProtocolError::OverLimit { got, .. }) if got == limit + 1));
    lane.feeder.pass(passed(limit)).unwrap();
    assert!(matches!(lane.feeder.pass(passed(1)), Err(ProtocolError::OverLimit { .. })));
    // A message with too many numbers, or with one twice.
    let accepted: Vec<_> = (1..=limit).map(|number| lane.reader.accept(number).unwrap()).collect();
    assert!(matches!(lane.reader.accept(1000), Err(ProtocolError::OverLimit { .. })));
    assert!(matches!(lane.reader.accept(1), Err(ProtocolError::UnknownStream { number: 1 })));
    drop(accepted);
    // A peer without the lane.
    let without = Passing::new(false, || {});
    assert!(matches!(without.pass(passed(1)), Err(ProtocolError::OverLimit { limit: 0, .. })));
    let without = SessionStreams::new(Arc::new(without));
    assert!(matches!(without.accept(1), Err(ProtocolError::UnknownStream { .. })));
}

#[test]
fn with_the_lane_every_stream_ends() {
    let mut lane = Lane::new();
    let (_first, _second) = (lane.pass(1), lane.pass(2));
    let mut known = lane.reader.accept(1).unwrap();
    let mut missing = lane.reader.accept(3).unwrap();
    lane.turn();
    let mut queued = lane.reader.accept(4).unwrap();
    drop(lane.other);
    let mut late = lane.reader.accept(5).unwrap();
    for frames in [&mut known, &mut missing, &mut queued, &mut late] {
        assert_eq!(next(frames), Poll::Ready(Some(Err(StreamFailure::SessionEnded))));
    }
}

/// A peer that opens streams with these bytes, each ended in an orderly way if `close` says so; gives why the lane ended.
fn hostile(streams: &[Vec<u8>], close: bool, accept: bool) -> Option<Error> {
    let (one, other) = UnixStream::pair().unwrap();
    let passing = Arc::new(Passing::new(true, || {}));
    let mut victim = end_with(Mode::Server, other, &passing);
    let streams_of_victim = SessionStreams::new(Arc::clone(&passing));
    let _readers = accept.then(|| (1..=3).map(|number| streams_of_victim.accept(number)).collect::<Vec<_>>());
    one.set_nonblocking(true).unwrap();
    let pipe = pipe::Pipe::new(Socket(one), Link::new(None), FrameReader::new(FRAME_BYTES));
    let mut connection = yamux::Connection::new(pipe.clone(), yamux::Config::default(), Mode::Client);
    let mut context = Context::from_waker(Waker::noop());
    let mut open = Vec::new();
    for bytes in streams {
        let Poll::Ready(Ok(mut stream)) = connection.poll_new_outbound(&mut context) else { panic!("no stream") };
        assert!(std::pin::Pin::new(&mut stream).poll_write(&mut context, bytes).is_ready());
        if close {
            assert!(std::pin::Pin::new(&mut stream).poll_close(&mut context).is_ready());
        }
        open.push(stream);
    }
    for _ in 0..50 {
        pipe.begin_turn();
        drop(connection.poll_next_inbound(&mut context));
        pipe.drain(&mut context).ok();
        if let Poll::Ready(error) = victim.poll(&mut context, Instant::now(), &mut |_| {}) {
            return Some(error);
        }
    }
    None
}

fn opened(number: u64, rest: &[u8]) -> Vec<u8> {
    [&[PASSED], &number.to_le_bytes()[..], rest].concat()
}

#[test]
fn a_peer_that_breaks_the_rules_loses_the_session() {
    let within: Vec<_> = (1..=MAX_PASSED_STREAMS as u64).map(|number| opened(number, &[])).collect();
    assert!(hostile(&within, false, false).is_none());
    let many: Vec<_> = (1..=MAX_PASSED_STREAMS as u64 + 1).map(|number| opened(number, &[])).collect();
    assert!(matches!(hostile(&many, false, false), Some(Error::TooManyStreams { limit: MAX_PASSED_STREAMS })));
    let twice = [opened(1, &[]), opened(1, &[])];
    assert!(matches!(hostile(&twice, false, false), Some(Error::UnexpectedMessage { .. })));
    assert!(matches!(hostile(&[opened(0, &[])], false, false), Some(Error::UnexpectedMessage { .. })));
    let too_long = opened(1, &u32::try_from(FRAME_BYTES + 1).unwrap().to_le_bytes());
    assert!(matches!(hostile(&[too_long], false, true), Some(Error::Protocol(ProtocolError::OverLimit { .. }))));
    let cut_off = opened(1, &[2, 0, 0, 0, 9]);
    assert!(matches!(hostile(&[cut_off], true, true), Some(Error::PeerClosed { partial: true })));
    assert!(matches!(hostile(&[vec![PASSED, 1]], true, true), Some(Error::PeerClosed { partial: true })));
    assert!(matches!(hostile(&[vec![3, 1, 1, 1, 1, 1]], true, true), Some(Error::UnexpectedMessage { .. })));
}
