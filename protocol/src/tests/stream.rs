//! Streams between values, messages and the frames behind their numbers.

use std::task::{Context, Poll, Waker};

use crate::limits::STREAM_FRAME_BYTES;
use crate::{
    Error, FrameSource, Frames, PassedStreams, Reader, StreamFailure, StreamHandle, Type, Value, collect_passed,
    decode_value, encode_value, pass, pass_on, stream_frames, stream_items,
};

/// A source of one frame.
struct Once(Option<Vec<u8>>);

impl FrameSource for Once {
    fn poll_frame(&mut self, _context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, StreamFailure>>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

fn once(body: &[u8]) -> Frames {
    Box::new(Once(Some(body.to_vec())))
}

fn next(frames: &mut Frames) -> Option<Vec<u8>> {
    match frames.poll_frame(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Some(frame)) => Some(frame.unwrap()),
        _ => None,
    }
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
    assert_eq!(frames.iter().flat_map(|frame| stream_items::<String>(frame).unwrap()).collect::<Vec<_>>(), texts);
    assert_eq!(stream_frames(&vec![7u8; STREAM_FRAME_BYTES]), [vec![7; STREAM_FRAME_BYTES]]);
    assert_eq!(stream_items::<()>(&stream_frames(&[(), ()])[0]), Ok(vec![(), ()]));
    for malformed in [&[][..], &[0], &[1], &[1, 5, 0], &[2, 0]] {
        assert!(matches!(stream_items::<bool>(malformed), Err(StreamFailure::Malformed(_))), "{malformed:?}");
    }
    assert!(matches!(stream_items::<u8>(&[]), Err(StreamFailure::Malformed(_))));
}
