//! Streams between values, messages and the frames behind their numbers.

use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use crate::limits::STREAM_FRAME_BYTES;
use crate::{
    Decode, Error, Frame, FrameSource, Frames, List, PassedStreams, Reader, Receipt, StreamFailure, StreamHandle, Type,
    Value, collect_passed, decode_value, encode_value, pass, pass_on, stream_frames, stream_items,
};

/// A source of one frame.
struct Once(Option<Vec<u8>>);

impl FrameSource for Once {
    fn poll_frame(&mut self, _context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        Poll::Ready(self.0.take().map(|body| Ok(body.into())))
    }
}

fn once(body: &[u8]) -> Frames {
    Box::new(Once(Some(body.to_vec())))
}

fn next(frames: &mut Frames) -> Option<Vec<u8>> {
    match frames.poll_frame(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Some(frame)) => Some(frame.unwrap().into_parts().0),
        _ => None,
    }
}

fn items<T: Decode>(body: &[u8]) -> Result<Vec<T>, StreamFailure> {
    stream_items(body.to_vec().into())
}

#[test]
fn a_stream_is_a_number_that_its_receiver_finds_once() {
    let ty = Type::record([("body", Type::stream(Some(Type::U8))), ("status", Type::future(Some(Type::U32)))]);
    let value = Value::record([
        ("body", Value::Stream(StreamHandle::new(once(b"abc")))),
        ("status", Value::Future(StreamHandle::new(once(&[80])))),
    ]);
    let mut bytes = Vec::new();
    let (encoded, passed) = collect_passed(|| encode_value(&value, &ty, &mut bytes));
    encoded.unwrap();
    assert_eq!(passed.len(), 2);
    assert_ne!(passed[0].number, passed[1].number);
    let streams = PassedStreams::new(passed);
    let decode = || decode_value(&ty, &mut Reader::new(&bytes).with_streams(&streams));
    let Value::Record(fields) = decode().unwrap() else { panic!("a record") };
    let [(_, Value::Stream(body)), (_, Value::Future(status))] = fields.as_slice() else { panic!("{fields:?}") };
    assert_eq!(next(&mut body.take().unwrap()), Some(b"abc".to_vec()));
    assert_eq!(next(&mut status.take().unwrap()), Some(vec![80]));
    assert!(body.take().is_none(), "it can be taken once");
    assert!(matches!(decode(), Err(Error::UnknownStream { .. })));
    // Neither can it be sent once more.
    let (again, _) = collect_passed(|| encode_value(&value, &ty, &mut Vec::new()));
    assert!(matches!(again, Err(Error::TypeMismatch { .. })), "{again:?}");
}

#[test]
fn without_a_session_there_is_no_stream() {
    assert_eq!(pass(once(b"")), 0);
    let ty = Type::stream(None);
    let streams = PassedStreams::new(Vec::new());
    for bytes in [[0], [5]] {
        let decoded = decode_value(&ty, &mut Reader::new(&bytes).with_streams(&streams));
        assert_eq!(decoded, Err(Error::UnknownStream { number: bytes[0].into() }));
        assert_eq!(decode_value(&ty, &mut Reader::new(&bytes)), decoded);
    }
}

#[test]
fn collections_nest_and_are_passed_on() {
    let ((inner, number), outer) = collect_passed(|| {
        let number = pass(once(b"outer"));
        (collect_passed(|| pass(once(b"inner"))), number)
    });
    assert_eq!(outer.iter().map(|passed| passed.number).collect::<Vec<_>>(), [number]);
    let (inner_number, inner) = inner;
    let ((), again) = collect_passed(|| pass_on(inner));
    assert_eq!(again.iter().map(|passed| passed.number).collect::<Vec<_>>(), [inner_number]);
}

#[test]
fn elements_are_spread_over_frames_and_come_back() {
    let texts: Vec<String> = (0..500).map(|index| "x".repeat(index)).chain(["y".repeat(200_000)]).collect();
    let frames = stream_frames(&texts);
    assert!(frames.len() > 3);
    assert_eq!(frames.iter().filter(|frame| frame.len() > STREAM_FRAME_BYTES).count(), 1, "the element that is longer");
    assert_eq!(frames.iter().flat_map(|frame| items::<String>(frame).unwrap()).collect::<Vec<_>>(), texts);
    assert_eq!(stream_frames(&vec![7u8; STREAM_FRAME_BYTES]), [vec![7; STREAM_FRAME_BYTES]]);
    assert_eq!(items::<()>(&stream_frames(&[(), ()])[0]), Ok(vec![(), ()]));
    for malformed in [&[][..], &[0], &[1], &[1, 5, 0], &[2, 0]] {
        assert!(matches!(items::<bool>(malformed), Err(StreamFailure::Malformed(_))), "{malformed:?}");
    }
    assert!(matches!(items::<u8>(&[]), Err(StreamFailure::Malformed(_))));
}

/// Remembers whether a frame was taken; dropped, that it was not.
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

#[test]
fn a_frame_passes_streams_and_says_whether_it_was_taken() {
    let told = Arc::default();
    let ty = Type::list(Type::stream(Some(Type::U8)));
    let frame = |body: Option<Vec<u8>>| {
        let value = Value::list([Value::Stream(StreamHandle::new(once(b"inner")))]);
        let mut encoded = Vec::new();
        let (done, passed) = collect_passed(|| encode_value(&value, &ty, &mut encoded));
        done.unwrap();
        Frame::giving(body.unwrap_or(encoded), passed, Some(Box::new(Told(Arc::clone(&told), false))))
    };
    let decoded = frame(None).decode(|input| decode_value(&ty, input)).unwrap();
    let Value::List(List::Values(items)) = decoded else { panic!() };
    let [Value::Stream(inner)] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!(next(&mut inner.take().unwrap()), Some(b"inner".to_vec()));
    // One that does not decode was not taken, and neither was one that is dropped.
    assert!(matches!(frame(Some(vec![1])).decode(|input| decode_value(&ty, input)), Err(StreamFailure::Malformed(_))));
    drop(frame(None));
    assert_eq!(*told.lock().unwrap(), [true, false, false]);
}
