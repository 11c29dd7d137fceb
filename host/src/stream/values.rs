//! Streams and futures of values: their type is known at run time only.
//!
//! The frames are those of static types: the bytes themselves for `stream<u8>`, a list for every other stream, the value
//! for a future. What has no type is a stream or a future of empty tuples.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use amphi_protocol::limits::{MAX_EMPTY_ELEMENTS, STREAM_FRAME_BYTES};
use amphi_protocol::{
    Error as CodecError, Frame, Frames, LateFrames, List, StreamFailure, StreamHandle, Type, Value, encode_value, wire,
};
use futures_util::{Stream, StreamExt, TryStreamExt};

use super::chunks::Chunks;
use super::feed::{failure, feed, feed_giving};
use super::frame::{give_value, read_value};
use super::future::{FutureReader, first_frame};
use super::reader::StreamReader;
use crate::error::Error;
use crate::resource::active;

/// With elements whose type is known at run time.
///
/// ```no_run
/// # async fn run(plugin: std::sync::Arc<dyn amphi_host::PluginHandle>) -> Result<(), Box<dyn std::error::Error>> {
/// use amphi_host::{StreamReader, Type, Value};
/// use futures_util::StreamExt;
///
/// // count: async func(to: u32) -> stream<u64>
/// if let Some(Value::Stream(handle)) = plugin.call("count", &[Value::U32(3)]).await? {
///     let mut numbers = StreamReader::from_handle_as(&handle, Some(&Type::U64)).ok_or("somebody has it")?;
///     while let Some(number) = numbers.next().await {
///         assert!(matches!(number?, Value::U64(1..=3)));
///     }
/// }
/// # Ok(())
/// # }
/// ```
impl StreamReader<Value> {
    /// Takes a stream out of a [`Value`] whose elements are of a type, or of none; none if somebody has it already.
    pub fn from_handle_as(handle: &StreamHandle, payload: Option<&Type>) -> Option<Self> {
        let elements = Elements::new(handle.take()?, payload);
        Some(Self::from_stream(elements.map_err(|failure| Error::Stream { failure })))
    }

    /// Makes it a part of a [`Value`]. An element of another type ends the stream, and the plugin learns of that.
    ///
    /// Must be called within a tokio runtime.
    pub fn into_handle_as(self, payload: Option<&Type>) -> StreamHandle {
        if payload.is_some_and(|ty| ty.contains(&is_given)) {
            return StreamHandle::late(Giving(move |ty: &Type| {
                let (target, list) = (active(), Type::list(payload_of(ty)));
                feed_giving(
                    self.map(move |item| give_value(target.as_ref(), &Value::list([item.map_err(failure)?]), &list)),
                )
            }));
        }
        let payload = payload.cloned();
        let frames = Chunks::new(self).flat_map(move |chunk| {
            let mut frames = Vec::new();
            match chunk {
                Ok(items) => push_frames(&items, payload.as_ref(), &mut frames),
                Err(error) => frames.push(Err(failure(error))),
            }
            futures_util::stream::iter(frames)
        });
        StreamHandle::new(feed(frames))
    }
}

/// With a value whose type is known at run time.
impl FutureReader<Value> {
    /// Takes a future out of a [`Value`] whose value is of a type, or of none; none if somebody has it already.
    pub fn from_handle_as(handle: &StreamHandle, payload: Option<&Type>) -> Option<Self> {
        let (frames, ty) = (handle.take()?, type_of(payload));
        Some(Self::from_future(async move {
            let value = first_frame(frames).await.and_then(|frame| read_value(frame, &ty));
            value.map_err(|failure| Error::Stream { failure })
        }))
    }

    /// Makes it a part of a [`Value`]. A value of another type is none, and the plugin learns of that.
    ///
    /// Must be called within a tokio runtime.
    pub fn into_handle_as(self, payload: Option<&Type>) -> StreamHandle {
        if payload.is_some_and(|ty| ty.contains(&is_given)) {
            return StreamHandle::late(Giving(move |ty: &Type| {
                let (target, ty) = (active(), payload_of(ty));
                feed_giving(futures_util::stream::once(async move {
                    give_value(target.as_ref(), &self.await.map_err(failure)?, &ty)
                }))
            }));
        }
        let ty = type_of(payload);
        StreamHandle::new(feed(futures_util::stream::once(async move {
            let value = self.await.map_err(failure)?;
            let mut body = Vec::new();
            encode_value(&value, &ty, &mut body).map_err(misfit)?;
            Ok(body)
        })))
    }
}

/// The elements behind frames.
pub(crate) struct Elements {
    /// None once it has ended.
    frames: Option<Frames>,
    /// A list of the elements' type: the body of a frame is one, but for bytes.
    list: Type,
    /// What has come and was not read. Numbers become values one at a time, for as values they take many times the room.
    items: Box<dyn Iterator<Item = Value> + Send>,
}

impl Elements {
    /// Reads elements of a type.
    pub(crate) fn new(frames: Frames, payload: Option<&Type>) -> Self {
        Self { frames: Some(frames), list: Type::list(type_of(payload)), items: Box::new(std::iter::empty()) }
    }

    fn read(&self, frame: Frame) -> Result<List, StreamFailure> {
        let list = match &self.list {
            Type::List(element) if **element == Type::U8 => List::U8(frame.into_parts().0),
            list => match read_value(frame, list)? {
                Value::List(list) => list,
                _ => List::Values(Vec::new()),
            },
        };
        if list.is_empty() {
            return Err(StreamFailure::Malformed(CodecError::Truncated { needed: 1, left: 0 }));
        }
        Ok(list)
    }
}

impl Stream for Elements {
    type Item = Result<Value, StreamFailure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(frames) = &mut self.frames else { return Poll::Ready(None) };
            let frame = ready!(frames.poll_frame(context));
            match frame.map(|frame| frame.and_then(|frame| self.read(frame))) {
                Some(Ok(list)) => self.items = values(list),
                ended => {
                    self.frames = None;
                    return Poll::Ready(ended.and_then(Result::err).map(Err));
                }
            }
        }
    }
}

/// Encodes elements as the bodies of frames, up to one that is not of the type.
fn push_frames(items: &[Value], payload: Option<&Type>, frames: &mut Vec<Result<Vec<u8>, StreamFailure>>) {
    let ty = type_of(payload);
    // Halves that are still too long are halved again, and so are those that do not fit; the first is on top.
    let mut waiting: VecDeque<&[Value]> = items.chunks(MAX_EMPTY_ELEMENTS).collect();
    while let Some(items) = waiting.pop_front() {
        let body = frame_body(items, &ty);
        let is_whole = items.len() < 2 || body.as_ref().is_ok_and(|body| body.len() <= STREAM_FRAME_BYTES);
        match items.split_at_checked(items.len() / 2) {
            Some((first, second)) if !is_whole => {
                waiting.push_front(second);
                waiting.push_front(first);
            }
            _ => {
                let has_failed = body.is_err();
                frames.push(body.map_err(misfit));
                if has_failed {
                    return;
                }
            }
        }
    }
}

/// The body of a frame with elements.
pub(crate) fn frame_body(items: &[Value], ty: &Type) -> Result<Vec<u8>, CodecError> {
    let mut body = Vec::new();
    match ty {
        Type::U8 => {
            for item in items {
                // A byte is itself, in a frame as everywhere.
                encode_value(item, ty, &mut body)?;
            }
        }
        // They are packed.
        Type::S8 | Type::S16 | Type::U16 | Type::S32 | Type::U32 | Type::S64 | Type::U64 | Type::F32 | Type::F64 => {
            encode_value(&Value::list(items.iter().cloned()), &Type::list(ty.clone()), &mut body)?;
        }
        _ => {
            wire::write_u64(items.len() as u64, &mut body);
            for item in items {
                encode_value(item, ty, &mut body)?;
            }
        }
    }
    Ok(body)
}

/// The type that stands for none.
fn type_of(payload: Option<&Type>) -> Type {
    payload.cloned().unwrap_or_else(|| Type::tuple([]))
}

/// Whether a value is more than its bytes: it gives a resource, or passes a stream.
pub(super) fn is_given(ty: &Type) -> bool {
    matches!(ty, Type::Own(_) | Type::Stream(_) | Type::Future(_))
}

/// The type of what a stream or a future brings.
fn payload_of(ty: &Type) -> Type {
    match ty {
        Type::Stream(payload) | Type::Future(payload) => type_of(payload.as_deref()),
        other => other.clone(),
    }
}

/// A stream or a future of values that are given to whoever gets it.
struct Giving<F>(F);

impl<F: FnOnce(&Type) -> Frames + Send> LateFrames for Giving<F> {
    /// Nobody has resources of a host but its plugins: this end reads none.
    fn read(self: Box<Self>) -> Frames {
        let failure = StreamFailure::Source { reason: "it was made for a plugin".to_string() };
        feed(futures_util::stream::iter([Err(failure)]))
    }

    fn pass(self: Box<Self>, ty: &Type) -> Frames {
        (self.0)(ty)
    }
}

/// What a host writes that is not of the type.
fn misfit(error: CodecError) -> StreamFailure {
    StreamFailure::Source { reason: error.to_string() }
}

fn values(list: List) -> Box<dyn Iterator<Item = Value> + Send> {
    macro_rules! unpack {
        ($($case:ident),*) => {
            match list {
                $(List::$case(items) => Box::new(items.into_iter().map(Value::$case)),)*
                List::Values(items) => Box::new(items.into_iter()),
            }
        };
    }
    unpack!(S8, U8, S16, U16, S32, U32, S64, U64, F32, F64)
}

#[cfg(test)]
mod tests {
    use amphi_protocol::{FrameSource, stream_frames};

    use super::*;

    struct Fixed(VecDeque<Vec<u8>>);

    impl FrameSource for Fixed {
        fn poll_frame(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
            Poll::Ready(self.0.pop_front().map(|body| Ok(body.into())))
        }
    }

    async fn read(frames: VecDeque<Vec<u8>>, ty: Option<&Type>) -> Vec<Result<Value, StreamFailure>> {
        Elements::new(Box::new(Fixed(frames)), ty).collect().await
    }

    fn written(items: &[Value], ty: Option<&Type>) -> Vec<Result<Vec<u8>, StreamFailure>> {
        let mut frames = Vec::new();
        push_frames(items, ty, &mut frames);
        frames
    }

    async fn agree<T: amphi_protocol::Encode>(items: &[T], values: Vec<Value>, ty: Option<&Type>) {
        let frames = stream_frames(items);
        assert_eq!(written(&values, ty), frames.iter().cloned().map(Ok).collect::<Vec<_>>());
        assert_eq!(read(frames, ty).await, values.into_iter().map(Ok).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn static_types_and_values_have_the_same_frames() {
        let texts = ["a".to_string(), "b".repeat(70_000), "c".to_string()];
        agree(&texts, texts.iter().cloned().map(Value::String).collect(), Some(&Type::String)).await;
        agree(&[1u32, 2], vec![Value::U32(1), Value::U32(2)], Some(&Type::U32)).await;
        agree(&[7u8, 8], vec![Value::U8(7), Value::U8(8)], Some(&Type::U8)).await;
        agree(&[(), ()], vec![Value::Tuple(Vec::new()); 2], None).await;
        let long = [vec![1u8; 50_000], vec![2u8; 50_000]];
        let values = long.iter().cloned().map(Value::from).collect();
        agree(&long, values, Some(&Type::list(Type::U8))).await;
    }

    #[tokio::test]
    async fn what_is_of_another_type_is_the_last() {
        let frames = written(&["a".into(), "b".into(), Value::U8(3), "c".into()], Some(&Type::String));
        assert!(matches!(&frames[..], [Ok(_), Err(StreamFailure::Source { .. })]), "{frames:?}");
        let frames = written(&[Value::U16(1), Value::U8(2)], Some(&Type::U16));
        assert!(matches!(&frames[..], [Ok(_), Err(StreamFailure::Source { .. })]), "{frames:?}");
        for body in [vec![9], vec![0], vec![], vec![1, 1, 7, 8]] {
            let read = read(VecDeque::from([body, vec![1, 1, 7]]), Some(&Type::String)).await;
            assert!(matches!(read[..], [Err(StreamFailure::Malformed(_))]), "{read:?}");
        }
        // The number of a stream that nobody passed.
        let nested = Type::stream(Some(Type::U8));
        let read = read(VecDeque::from([vec![1, 1]]), Some(&nested)).await;
        assert!(matches!(read[..], [Err(StreamFailure::Malformed(_))]), "{read:?}");
    }

    #[tokio::test]
    async fn futures_of_values() {
        let of = |body: &[u8], ty: Option<&Type>| {
            let handle = StreamHandle::new(Box::new(Fixed(VecDeque::from([body.to_vec()]))));
            let future = FutureReader::from_handle_as(&handle, ty).unwrap();
            assert!(FutureReader::from_handle_as(&handle, ty).is_none(), "it can be taken once");
            future
        };
        assert_eq!(of(&[80], Some(&Type::U32)).await.unwrap(), Value::U32(80));
        assert_eq!(of(&[], None).await.unwrap(), Value::Tuple(Vec::new()));
        of(&[80, 1], Some(&Type::U32)).await.unwrap_err();
        let back = of(&[80], Some(&Type::U32)).into_handle_as(Some(&Type::U32));
        assert_eq!(FutureReader::<u32>::from_handle(&back).unwrap().await.unwrap(), 80);
        let wrong = of(&[80], Some(&Type::U32)).into_handle_as(Some(&Type::String));
        let failed = FutureReader::<String>::from_handle(&wrong).unwrap().await.unwrap_err();
        assert!(matches!(failed, Error::Stream { failure: StreamFailure::Source { .. } }), "{failed}");
    }
}
