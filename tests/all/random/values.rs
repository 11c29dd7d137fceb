//! Values with resources, streams and futures: filled from plain ones, and made plain again.
//!
//! A plain value has a tuple of a number in the place of a resource, a list in that of a stream, a tuple in that of a future.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Context, Poll};

use amphi_host::{Error, List, PluginHandle, Resource, StreamFailure, StreamHandle, Type, Value};
use amphi_protocol::{Case, Field, Frame, FrameSource, Frames, Reader, Side, decode_value, encode_value};

use super::tokens::Tokens;

/// The type of plain values.
pub fn plain(ty: &Type) -> Type {
    let optional = |ty: Option<&Type>| ty.map(plain);
    match ty {
        Type::Own(_) | Type::Borrow(_) => Type::tuple([Type::U32]),
        Type::Stream(element) => Type::list(payload(element.as_deref())),
        Type::Future(value) => Type::tuple([payload(value.as_deref())]),
        Type::List(element) => Type::list(plain(element)),
        Type::Option(inner) => Type::option(plain(inner)),
        Type::Tuple(items) => Type::tuple(items.iter().map(plain)),
        Type::Record(fields) => {
            Type::Record(fields.iter().map(|field| Field { name: field.name.clone(), ty: plain(&field.ty) }).collect())
        }
        Type::Variant(cases) => Type::Variant(
            cases.iter().map(|case| Case { name: case.name.clone(), ty: optional(case.ty.as_ref()) }).collect(),
        ),
        Type::Result(sides) => Type::result(optional(sides.ok.as_ref()), optional(sides.err.as_ref())),
        other => other.clone(),
    }
}

/// Nothing is a tuple of nothing.
fn payload(ty: Option<&Type>) -> Type {
    ty.map_or_else(|| Type::tuple([]), plain)
}

/// Makes the resources, streams and futures that a plain value stands for.
pub async fn filled(handle: &dyn PluginHandle, tokens: &Tokens, value: Value, ty: &Type) -> Result<Value, Error> {
    let mut found = Vec::new();
    let value = replaced(value, ty, &mut |part, ty| {
        found.push((part.clone(), ty.clone()));
        part
    });
    let mut made = VecDeque::new();
    for (part, ty) in found {
        made.push_back(match (&ty, part) {
            (Type::Own(resource) | Type::Borrow(resource), Value::Tuple(number)) if resource.side == Side::Import => {
                let [Value::U32(number)] = *number else { panic!("{number:?} is no number") };
                tokens.make(resource, number)
            }
            (Type::Own(resource) | Type::Borrow(resource), Value::Tuple(number)) => {
                handle.call(&of(resource, "[constructor]", ""), &number).await?.unwrap()
            }
            (Type::Stream(element), Value::List(list)) => Value::Stream(stream(list, &payload(element.as_deref()))),
            (Type::Future(inner), value) => {
                let body = bytes(&value, &Type::tuple([payload(inner.as_deref())]));
                Value::Future(StreamHandle::new(Box::new(Bodies([body].into()))))
            }
            (ty, part) => panic!("{part:?} cannot stand for {ty}"),
        });
    }
    Ok(replaced(value, ty, &mut |_, _| made.pop_front().unwrap()))
}

/// Asks resources for their numbers, and reads streams and futures to their ends.
pub async fn emptied(handle: &dyn PluginHandle, tokens: &Tokens, value: Value, ty: &Type) -> Result<Value, Error> {
    let mut found = Vec::new();
    let value = replaced(value, ty, &mut |part, ty| {
        found.push((part.clone(), ty.clone()));
        part
    });
    let mut read = VecDeque::new();
    for (part, ty) in found {
        read.push_back(match (&ty, part) {
            (Type::Own(resource), part @ Value::Handle(_)) if resource.side == Side::Import => {
                Value::Tuple(vec![tokens.number(resource, &part).into()])
            }
            (Type::Own(resource), part @ Value::Handle(_)) => {
                Value::Tuple(handle.call(&of(resource, "[method]", ".number"), &[part]).await?.into_iter().collect())
            }
            (Type::Stream(element), Value::Stream(frames)) => elements(&frames, &payload(element.as_deref())).await?,
            (Type::Future(inner), Value::Future(frames)) => {
                let ty = Type::tuple([payload(inner.as_deref())]);
                let body = next(&mut frames.take().unwrap()).await?.expect("a future has a value");
                decode_value(&ty, &mut Reader::new(&body)).unwrap()
            }
            (ty, part) => panic!("{part:?} is not of {ty}"),
        });
    }
    Ok(replaced(value, ty, &mut |_, _| read.pop_front().unwrap()))
}

/// What a function gives back for a value: tuples of their numbers in the place of tokens that it is lent.
pub fn seen(tokens: &Tokens, value: Value, ty: &Type) -> Value {
    replaced(value, ty, &mut |part, ty| match ty {
        Type::Borrow(resource) => Value::Tuple(vec![tokens.number(resource, &part).into()]),
        _ => part,
    })
}

pub fn bytes(value: &Value, ty: &Type) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_value(value, ty, &mut bytes).unwrap_or_else(|error| panic!("{value:?} is no {ty}: {error}"));
    bytes
}

/// The name of a function of a resource.
fn of(resource: &Resource, kind: &str, name: &str) -> String {
    format!("{}#{kind}{}{name}", resource.interface.as_deref().unwrap(), resource.name)
}

/// Replaces every resource, stream and future of a value, or what stands for it, in an order that is always the same.
fn replaced(value: Value, ty: &Type, part: Part<'_>) -> Value {
    match (ty, value) {
        (Type::Own(_) | Type::Borrow(_) | Type::Stream(_) | Type::Future(_), value) => part(value, ty),
        (Type::List(element), Value::List(List::Values(items))) => {
            Value::List(List::Values(items.into_iter().map(|item| replaced(item, element, part)).collect()))
        }
        (Type::Tuple(types), Value::Tuple(items)) => {
            Value::Tuple(items.into_iter().zip(types.iter()).map(|(item, ty)| replaced(item, ty, part)).collect())
        }
        (Type::Record(types), Value::Record(fields)) => {
            let fields = fields.into_iter().zip(types.iter());
            Value::Record(fields.map(|((name, value), field)| (name, replaced(value, &field.ty, part))).collect())
        }
        (Type::Variant(cases), Value::Variant(name, inner)) => {
            let ty = cases.iter().find(|case| case.name == name).and_then(|case| case.ty.as_ref());
            Value::Variant(name, optional(inner, ty, part))
        }
        (Type::Option(ty), Value::Option(inner)) => Value::Option(optional(inner, Some(ty), part)),
        (Type::Result(sides), Value::Result(outcome)) => Value::Result(match outcome {
            Ok(inner) => Ok(optional(inner, sides.ok.as_ref(), part)),
            Err(inner) => Err(optional(inner, sides.err.as_ref(), part)),
        }),
        (_, value) => value,
    }
}

fn optional(value: Option<Box<Value>>, ty: Option<&Type>, part: Part<'_>) -> Option<Box<Value>> {
    let value = value?;
    Some(match ty {
        Some(ty) => Box::new(replaced(*value, ty, part)),
        None => value,
    })
}

type Part<'a> = &'a mut dyn FnMut(Value, &Type) -> Value;

/// Bodies of frames that are there already.
struct Bodies(VecDeque<Vec<u8>>);

impl FrameSource for Bodies {
    fn poll_frame(&mut self, _context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        Poll::Ready(self.0.pop_front().map(|body| Ok(body.into())))
    }
}

/// A stream in frames of a few elements each.
fn stream(list: List, element: &Type) -> StreamHandle {
    let body = |list: List| match list {
        // A frame of bytes is the bytes.
        List::U8(bytes) => bytes,
        list => bytes(&Value::List(list), &Type::list(element.clone())),
    };
    StreamHandle::new(Box::new(Bodies(pieces(list).into_iter().map(body).collect())))
}

/// The elements of a stream as a list.
async fn elements(handle: &StreamHandle, element: &Type) -> Result<Value, Error> {
    let mut frames = handle.take().expect("nobody has it");
    let mut all = List::Values(Vec::new());
    while let Some(body) = next(&mut frames).await? {
        let ty = Type::list(element.clone());
        let piece = match element {
            Type::U8 => List::U8(body),
            _ => match decode_value(&ty, &mut Reader::new(&body)).unwrap() {
                Value::List(list) => list,
                other => panic!("{other:?} is no list"),
            },
        };
        append(&mut all, piece);
    }
    Ok(Value::List(all))
}

async fn next(frames: &mut Frames) -> Result<Option<Vec<u8>>, Error> {
    let frame = poll_fn(|context| frames.poll_frame(context)).await;
    let body = frame.map(|frame| frame.map(|frame| frame.into_parts().0)).transpose();
    body.map_err(|failure| Error::Stream { failure })
}

macro_rules! lists {
    ($($kind:ident)*) => {
        /// A few elements at a time.
        fn pieces(list: List) -> Vec<List> {
            match list {
                $(List::$kind(items) => items.chunks(PIECE).map(|piece| List::$kind(piece.to_vec())).collect(),)*
            }
        }

        fn append(all: &mut List, piece: List) {
            match (all, piece) {
                $((List::$kind(all), List::$kind(piece)) => all.extend(piece),)*
                (all, piece) if all.is_empty() => *all = piece,
                (all, piece) => panic!("{piece:?} does not go with {all:?}"),
            }
        }
    };
}

lists! { S8 U8 S16 U16 S32 U32 S64 U64 F32 F64 Values }

/// Elements of a frame.
const PIECE: usize = 3;
