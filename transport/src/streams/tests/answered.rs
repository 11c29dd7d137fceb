//! Streams whose frames give something, which are answered.

use std::sync::Mutex;

use amphi_protocol::limits::MAX_PASSED_STREAMS;
use amphi_protocol::{Frame, FrameSource, Frames, Passed, Receipt, StreamAcceptor as _, StreamFailure};
use futures_util::AsyncWrite;

use super::passages::{Lane, is_gone, next};
use super::*;
use crate::error::Error;

/// What a frame gives, and whether that was taken: dropped, it was not.
struct Told(Arc<Mutex<Vec<bool>>>, bool);

impl Receipt for Told {
    fn taken(mut self: Box<Self>) {
        self.1 = true;
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        self.0.lock().unwrap().push(self.1);
    }
}

/// Frames that are answered, each of one byte, with the streams that they pass.
struct Giving {
    passed: Vec<Vec<Passed>>,
    told: Arc<Mutex<Vec<bool>>>,
}

impl FrameSource for Giving {
    fn poll_frame(&mut self, _context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        Poll::Ready(self.passed.pop().map(|passed| {
            let receipt = Box::new(Told(Arc::clone(&self.told), false));
            Ok(Frame::giving(vec![1], passed, Some(receipt)))
        }))
    }

    fn is_answered(&self) -> bool {
        true
    }
}

fn give(lane: &Lane, number: u64, passed: Vec<Vec<Passed>>) -> Arc<Mutex<Vec<bool>>> {
    let told = Arc::default();
    let frames = Box::new(Giving { passed, told: Arc::clone(&told) });
    lane.feeder.pass(vec![Passed { number, frames }]).unwrap();
    told
}

fn none(count: usize) -> Vec<Vec<Passed>> {
    std::iter::repeat_with(Vec::new).take(count).collect()
}

fn told(told: &Mutex<Vec<bool>>) -> Vec<bool> {
    told.lock().unwrap().clone()
}

#[test]
fn what_a_frame_gives_is_the_readers_once_it_has_taken_it() {
    let mut lane = Lane::new();
    let answers = give(&lane, 7, none(2));
    let mut frames = lane.reader.accept(7).unwrap();
    lane.turn();
    assert!(told(&answers).is_empty(), "nobody has taken the first");
    assert_eq!(next(&mut frames), Poll::Ready(Some(Ok(vec![1]))));
    assert_eq!(next(&mut frames), Poll::Pending, "the second waits for the answer");
    lane.turn();
    assert_eq!(told(&answers), [true]);
    assert_eq!(next(&mut frames), Poll::Ready(Some(Ok(vec![1]))));
    lane.turn();
    assert_eq!(told(&answers), [true, true]);
    assert_eq!(next(&mut frames), Poll::Ready(None), "a clean end");
}

#[test]
fn what_is_not_taken_is_the_feeders() {
    let mut lane = Lane::new();
    let answers = give(&lane, 7, none(5));
    let mut frames = lane.reader.accept(7).unwrap();
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Ready(Some(Ok(vec![1]))));
    // Taken and dropped at once: the answer is there before the reset.
    drop(frames);
    lane.turn();
    assert_eq!(told(&answers), [true], "the first alone was ever sent");
    let answers = give(&lane, 8, none(5));
    let frames = lane.reader.accept(8).unwrap();
    lane.turn();
    drop(frames);
    lane.turn();
    assert_eq!(told(&answers), [false]);
    let answers = give(&lane, 9, none(5));
    let frames = lane.reader.accept(9).unwrap();
    lane.turn();
    drop(lane);
    assert_eq!(told(&answers), [false], "with the session");
    drop(frames);
}

#[test]
fn streams_in_a_frame_are_fed_once_it_was_taken() {
    let mut lane = Lane::new();
    let (mut writer, inner) = stream_slot();
    let answers = give(&lane, 7, vec![vec![Passed { number: 8, frames: Box::new(inner) }]]);
    let mut frames = lane.reader.accept(7).unwrap();
    // Longer than a stream would wait for its message.
    lane.turn();
    lane.now += WAIT * 2;
    lane.turn();
    writer.put(vec![9]);
    assert_eq!(next(&mut frames), Poll::Ready(Some(Ok(vec![1]))));
    let mut inner = lane.reader.accept(8).unwrap();
    lane.turn();
    assert_eq!(next(&mut inner), Poll::Ready(Some(Ok(vec![9]))));
    assert_eq!(told(&answers), [true]);
    // Of a frame that nobody takes, they are dropped.
    let (writer, inner) = stream_slot();
    give(&lane, 10, vec![vec![Passed { number: 11, frames: Box::new(inner) }]]);
    lane.turn();
    assert!(!is_gone(&writer));
    drop(lane.reader.accept(10).unwrap());
    lane.turn();
    assert!(is_gone(&writer));
}

#[test]
fn a_frame_waits_until_there_is_room_for_its_streams() {
    let mut lane = Lane::new();
    let writers: Vec<_> = (100..99 + MAX_PASSED_STREAMS as u64).map(|number| lane.pass(number)).collect();
    let two = |first: u64| {
        let (writers, passed): (Vec<_>, Vec<_>) = [first, first + 1]
            .map(|number| {
                let (writer, frames) = stream_slot();
                (writer, Passed { number, frames: Box::new(frames) as Frames })
            })
            .into_iter()
            .unzip();
        (writers, passed)
    };
    let (kept, passed) = two(8);
    give(&lane, 7, vec![passed]);
    let mut frames = lane.reader.accept(7).unwrap();
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Pending, "there is room for none beside the stream itself");
    drop(writers);
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Ready(Some(Ok(vec![1]))));
    lane.turn();
    drop(kept);
    // One that can never go ends the stream.
    let (_kept, passed): (Vec<_>, Vec<_>) = (500..500 + MAX_PASSED_STREAMS as u64 / 2 + 1).map(two).unzip();
    give(&lane, 20, vec![passed.into_iter().flatten().collect()]);
    let mut frames = lane.reader.accept(20).unwrap();
    lane.turn();
    assert_eq!(next(&mut frames), Poll::Ready(Some(Err(StreamFailure::Broken))));
}

/// Why a feeder ended the lane whose peer writes to each of its streams what nothing asks for.
fn answered(frames: Frames, answer: &[u8]) -> Option<Error> {
    let (one, other) = UnixStream::pair().unwrap();
    let passing = Arc::new(Passing::new(true, || {}));
    let mut victim = end_with(Mode::Client, other, &passing);
    passing.pass(vec![Passed { number: 1, frames }]).unwrap();
    one.set_nonblocking(true).unwrap();
    let pipe = pipe::Pipe::new(Socket(one), Link::new(None), FrameReader::new(FRAME_BYTES));
    let mut connection = yamux::Connection::new(pipe.clone(), yamux::Config::default(), Mode::Server);
    let mut context = Context::from_waker(Waker::noop());
    let mut open = Vec::new();
    for _ in 0..50 {
        pipe.begin_turn();
        if let Poll::Ready(Some(Ok(mut stream))) = connection.poll_next_inbound(&mut context) {
            assert!(std::pin::Pin::new(&mut stream).poll_write(&mut context, answer).is_ready());
            open.push(stream);
        }
        pipe.drain(&mut context).ok();
        if let Poll::Ready(error) = victim.poll(&mut context, Instant::now(), &mut |_| {}) {
            return Some(error);
        }
    }
    None
}

#[test]
fn an_answer_that_nothing_asks_for_breaks_the_protocol() {
    let is_refused = |ended: Option<Error>| matches!(ended, Some(Error::UnexpectedMessage { .. }));
    let giving = |count: usize| Box::new(Giving { passed: none(count), told: Arc::default() });
    assert!(answered(giving(2), &[TAKEN]).is_none());
    assert!(
        is_refused(answered(giving(5), &[TAKEN, TAKEN, TAKEN])),
        "one frame was sent, and then there are three answers"
    );
    assert!(is_refused(answered(giving(2), &[9])), "another answer");
    assert!(is_refused(answered(Box::new(stream_slot().1), &[TAKEN])), "no frame was sent");
}
