//! The elements of a stream as values: what stands between a stream of WIT and the messages of gRPC.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use amphi_protocol::{
    Error as CodecError, Frame, Frames, List, StreamFailure, Type, Value, decode_value, encode_value,
};
use futures_util::Stream;

/// The elements that frames carry.
pub(super) struct Elements {
    frames: Frames,
    /// A list of the elements' type: the body of a frame is one.
    list: Type,
    items: std::vec::IntoIter<Value>,
}

impl Elements {
    /// Reads elements of a type.
    pub(super) fn new(frames: Frames, element: Type) -> Self {
        Self { frames, list: Type::list(element), items: Vec::new().into_iter() }
    }

    fn read(&self, frame: Frame) -> Result<Vec<Value>, StreamFailure> {
        if self.list == Type::list(Type::U8) {
            // Bytes are themselves.
            return Ok(frame.body().iter().copied().map(Value::U8).collect());
        }
        match frame.decode(|input| decode_value(&self.list, input))? {
            Value::List(list) => Ok(values(list)),
            _ => Ok(Vec::new()),
        }
    }
}

impl Stream for Elements {
    type Item = Result<Value, StreamFailure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.frames.poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(failure)) => return Poll::Ready(Some(Err(failure))),
                Some(Ok(frame)) => match self.read(frame) {
                    Ok(items) => self.items = items.into_iter(),
                    Err(failure) => return Poll::Ready(Some(Err(failure))),
                },
            }
        }
    }
}

/// The body of a frame with one element.
pub(super) fn frame(element: Value, ty: &Type) -> Result<Vec<u8>, CodecError> {
    let mut body = Vec::new();
    encode_value(&Value::List(List::from_values(vec![element])), &Type::list(ty.clone()), &mut body)?;
    Ok(body)
}

fn values(list: List) -> Vec<Value> {
    macro_rules! unpack {
        ($list:expr, $($case:ident),*) => {
            match $list {
                $(List::$case(items) => items.into_iter().map(Value::$case).collect(),)*
                List::Values(items) => items,
            }
        };
    }
    unpack!(list, S8, U8, S16, U16, S32, U32, S64, U64, F32, F64)
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use amphi_protocol::{FrameSource, stream_frames};
    use futures_util::StreamExt;

    use super::*;

    struct Fixed(VecDeque<Vec<u8>>);

    impl FrameSource for Fixed {
        fn poll_frame(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
            Poll::Ready(self.0.pop_front().map(|body| Ok(body.into())))
        }
    }

    async fn read(frames: VecDeque<Vec<u8>>, ty: Type) -> Vec<Result<Value, StreamFailure>> {
        Elements::new(Box::new(Fixed(frames)), ty).collect().await
    }

    #[tokio::test]
    async fn static_types_and_values_have_the_same_frames() {
        let texts = read(stream_frames(&["a".to_string(), "b".to_string()]), Type::String).await;
        assert_eq!(texts, [Ok(Value::from("a")), Ok(Value::from("b"))]);
        let numbers = read(stream_frames(&[1u32, 2]), Type::U32).await;
        assert_eq!(numbers, [Ok(Value::U32(1)), Ok(Value::U32(2))]);
        assert_eq!(read(stream_frames(&[7u8]), Type::U8).await, [Ok(Value::U8(7))]);
        assert_eq!(frame(Value::from("a"), &Type::String).unwrap(), stream_frames(&["a".to_string()])[0]);
        assert!(matches!(read(VecDeque::from([vec![9]]), Type::String).await[..], [Err(StreamFailure::Malformed(_))]));
    }
}
