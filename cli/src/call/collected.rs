//! Streams and futures inside of a result: read to their end, and put as lists and values where they stood.

use std::cell::Cell;
use std::io;

use amphi_host::{Error, FutureReader, List, StreamFailure, StreamHandle, StreamReader, Type, Value};
use futures_util::StreamExt as _;
use futures_util::future::{LocalBoxFuture, try_join_all};
use tokio::io::AsyncBufReadExt as _;

/// Why not everything could be read.
#[derive(Debug)]
pub(super) enum Stop {
    /// A stream or a future broke off.
    Lost(Error),
    /// It is more than [`MAX_COLLECTED_BYTES`].
    TooMuch,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Lost(error)
    }
}

/// Waits for everything that is in a value. All are read at once: a plugin writes them in its own order.
pub(super) async fn all(mut value: Value, ty: &Type) -> Result<Value, Stop> {
    let room = Cell::new(MAX_COLLECTED_BYTES);
    fill(&mut value, ty, &room).await?;
    Ok(value)
}

/// Puts what they give in the places of the streams and futures in a value, to any depth.
fn fill<'v>(value: &'v mut Value, ty: &'v Type, room: &'v Cell<usize>) -> LocalBoxFuture<'v, Result<(), Stop>> {
    let mut open = Vec::new();
    find(value, ty, &mut open);
    Box::pin(async move { try_join_all(open.into_iter().map(|open| open.close(room))).await.map(|_| ()) })
}

/// A stream or a future, and the place that what it gives will have.
struct Open<'v> {
    place: &'v mut Value,
    payload: Option<&'v Type>,
}

impl Open<'_> {
    async fn close(self, room: &Cell<usize>) -> Result<(), Stop> {
        let given = match &*self.place {
            Value::Stream(stream) if self.payload == Some(&Type::U8) => bytes(stream, room).await?,
            Value::Stream(stream) => elements(stream, self.payload, room).await?,
            Value::Future(future) => {
                let value = FutureReader::from_handle_as(future, self.payload).ok_or_else(taken)?.await?;
                taken_in(value, self.payload, room).await?
            }
            _ => return Ok(()),
        };
        *self.place = given;
        Ok(())
    }
}

async fn bytes(stream: &StreamHandle, room: &Cell<usize>) -> Result<Value, Stop> {
    let mut stream = StreamReader::<u8>::from_handle(stream).ok_or_else(taken)?;
    let mut bytes = Vec::new();
    loop {
        let chunk = stream.fill_buf().await.map_err(failure)?;
        let count = chunk.len();
        if count == 0 {
            return Ok(bytes.into());
        }
        take(room, count)?;
        bytes.extend_from_slice(chunk);
        stream.consume(count);
    }
}

async fn elements(stream: &StreamHandle, payload: Option<&Type>, room: &Cell<usize>) -> Result<Value, Stop> {
    let mut stream = StreamReader::from_handle_as(stream, payload).ok_or_else(taken)?;
    let mut elements = Vec::new();
    while let Some(element) = stream.next().await {
        elements.push(taken_in(element?, payload, room).await?);
    }
    Ok(Value::list(elements))
}

/// What came, with what is in it.
async fn taken_in(mut value: Value, ty: Option<&Type>, room: &Cell<usize>) -> Result<Value, Stop> {
    take(room, size(&value))?;
    if let Some(ty) = ty {
        fill(&mut value, ty, room).await?;
    }
    Ok(value)
}

/// The failure of a stream, which was read as a reader of bytes.
pub(super) fn failure(error: io::Error) -> Error {
    let other = |error: io::Error| Error::Stream { failure: StreamFailure::Source { reason: error.to_string() } };
    error.downcast().unwrap_or_else(other)
}

fn taken() -> Stop {
    Stop::Lost(Error::Stream { failure: StreamFailure::ReaderGone })
}

/// Accounts for memory.
fn take(room: &Cell<usize>, bytes: usize) -> Result<(), Stop> {
    room.set(room.get().checked_sub(bytes).ok_or(Stop::TooMuch)?);
    Ok(())
}

/// What a value takes in memory, or somewhat more.
fn size(value: &Value) -> usize {
    let within = |payload: &Option<Box<Value>>| payload.as_deref().map_or(0, size);
    let more = match value {
        Value::String(text) => text.len(),
        Value::List(List::Values(items)) | Value::Tuple(items) => items.iter().map(size).sum(),
        Value::List(numbers) => numbers.len().saturating_mul(size_of::<u64>()),
        Value::Record(fields) => fields.iter().map(|(name, value)| size_of_val(name) + size(value)).sum(),
        Value::Flags(names) => names.iter().map(size_of_val).sum(),
        Value::Variant(_, payload) | Value::Option(payload) | Value::Result(Ok(payload) | Err(payload)) => {
            within(payload)
        }
        _ => 0,
    };
    size_of::<Value>() + more
}

/// Finds every stream and future, each with its type.
fn find<'v>(value: &'v mut Value, ty: &'v Type, open: &mut Vec<Open<'v>>) {
    match (ty, value) {
        (Type::Stream(payload) | Type::Future(payload), place @ (Value::Stream(_) | Value::Future(_))) => {
            open.push(Open { place, payload: payload.as_deref() });
        }
        (Type::List(element) | Type::FixedList(element, _), Value::List(List::Values(items))) => {
            items.iter_mut().for_each(|item| find(item, element, open));
        }
        (Type::Map(key, value), Value::List(List::Values(pairs))) => {
            for pair in pairs {
                if let Value::Tuple(pair) = pair {
                    pair.iter_mut().zip([&**key, &**value]).for_each(|(part, ty)| find(part, ty, open));
                }
            }
        }
        (Type::Tuple(types), Value::Tuple(items)) => {
            items.iter_mut().zip(types.iter()).for_each(|(item, ty)| find(item, ty, open));
        }
        (Type::Record(fields), Value::Record(values)) => {
            for (name, value) in values {
                if let Some(field) = fields.iter().find(|field| field.name == *name) {
                    find(value, &field.ty, open);
                }
            }
        }
        (Type::Variant(cases), Value::Variant(name, Some(payload))) => {
            let case = cases.iter().find(|case| case.name == *name);
            if let Some(ty) = case.and_then(|case| case.ty.as_ref()) {
                find(payload, ty, open);
            }
        }
        (Type::Option(inner), Value::Option(Some(payload))) => find(payload, inner, open),
        (Type::Result(sides), Value::Result(outcome)) => {
            let (ty, payload) = match outcome {
                Ok(payload) => (&sides.ok, payload),
                Err(payload) => (&sides.err, payload),
            };
            if let (Some(ty), Some(payload)) = (ty, payload) {
                find(payload, ty, open);
            }
        }
        _ => {}
    }
}

/// Memory that everything inside of one result may take: as much as a message may have bytes. What is more is a stream of
/// its own, and written as it comes.
pub(super) const MAX_COLLECTED_BYTES: usize = 64 << 20;

#[cfg(test)]
mod tests {
    use amphi_host::StreamReader;
    use futures_util::stream;

    use super::*;

    fn numbers(values: impl IntoIterator<Item = u32, IntoIter: Send + 'static>) -> Value {
        let values = values.into_iter().map(|number| Ok(Value::U32(number)));
        Value::Stream(StreamReader::from_stream(stream::iter(values)).into_handle_as(Some(&Type::U32)))
    }

    #[tokio::test]
    async fn streams_become_lists_wherever_they_are() {
        let of = Type::stream(Some(Type::U32));
        let later = Type::future(Some(Type::String));
        let ty = Type::record([
            ("list", Type::list(of.clone())),
            ("map", Type::map(Type::String, of.clone())),
            ("case", Type::variant([("none", None), ("one", Some(of.clone()))])),
            ("maybe", Type::option(Type::tuple([Type::U8, later]))),
            ("outcome", Type::result(None, Some(of.clone()))),
            ("empty", of),
        ]);
        let future = FutureReader::from_future(std::future::ready(Ok("late".into())));
        let value = Value::record([
            ("list", Value::list([numbers([1, 2]), numbers([3])])),
            ("map", Value::list([Value::Tuple(vec!["a".into(), numbers([4])])])),
            ("case", Value::variant("one", Some(numbers([5])))),
            (
                "maybe",
                Value::option(Some(Value::Tuple(vec![
                    Value::U8(6),
                    Value::Future(future.into_handle_as(Some(&Type::String))),
                ]))),
            ),
            ("outcome", Value::err(Some(numbers([7])))),
            ("empty", numbers([])),
        ]);
        let all = all(value, &ty).await.unwrap();
        let text = amphi_wit::wave::display(&all).to_string();
        let expected = "{list: [[1, 2], [3]], map: [(\"a\", [4])], case: one([5]), maybe: some((6, \"late\")), \
                        outcome: err([7]), empty: []}";
        assert_eq!(text, expected);
    }

    #[tokio::test]
    async fn what_comes_may_have_streams_in_it() {
        let ty = Type::tuple([Type::stream(Some(Type::U32))]);
        let came = Value::Tuple(vec![numbers([1, 2])]);
        let filled = taken_in(came, Some(&ty), &Cell::new(MAX_COLLECTED_BYTES)).await.unwrap();
        assert_eq!(amphi_wit::wave::display(&filled).to_string(), "([1, 2])");
    }

    #[tokio::test]
    async fn what_does_not_end_is_too_much() {
        let ty = Type::option(Type::stream(Some(Type::U32)));
        let endless = Value::option(Some(numbers(0..)));
        assert!(matches!(all(endless, &ty).await, Err(Stop::TooMuch)));
        let ty = Type::option(Type::stream(Some(Type::U8)));
        let endless = StreamReader::from_reader(tokio::io::repeat(7)).into_handle();
        assert!(matches!(all(Value::option(Some(Value::Stream(endless))), &ty).await, Err(Stop::TooMuch)));
    }

    #[tokio::test]
    async fn what_breaks_off_is_no_list() {
        let ty = Type::tuple([Type::stream(Some(Type::U32))]);
        let broken = stream::iter([Ok(Value::U32(1)), Err(Error::Stream { failure: StreamFailure::Broken })]);
        let broken = Value::Stream(StreamReader::from_stream(broken).into_handle_as(Some(&Type::U32)));
        assert!(matches!(all(Value::Tuple(vec![broken]), &ty).await, Err(Stop::Lost(_))));
    }
}
