//! Types as bytes, for interfaces that travel: a tag, then what the type is made of.

use std::sync::Arc;

use super::{Decode, Encode, Reader, wire};
use crate::error::Error;
use crate::limits::MAX_TYPE_DEPTH;
use crate::resource::{Resource, Side};
use crate::ty::{Case, Field, Name, ResultType, Type};

/// The primitives in the order of their tags, from 0.
const PRIMITIVES: [Type; 13] = [
    Type::Bool,
    Type::S8,
    Type::U8,
    Type::S16,
    Type::U16,
    Type::S32,
    Type::U32,
    Type::S64,
    Type::U64,
    Type::F32,
    Type::F64,
    Type::Char,
    Type::String,
];
const LIST: u8 = 13;
const TUPLE: u8 = 14;
const RECORD: u8 = 15;
const VARIANT: u8 = 16;
const ENUM: u8 = 17;
const FLAGS: u8 = 18;
const OPTION: u8 = 19;
const RESULT: u8 = 20;
const OWN: u8 = 21;
const BORROW: u8 = 22;
const STREAM: u8 = 23;
const FUTURE: u8 = 24;
const FIXED_LIST: u8 = 25;
const MAP: u8 = 26;

/// Bytes of memory that a type with parts takes besides them: its counters and what it points to.
const SHARED_BYTES: usize = 48;

impl Encode for Type {
    fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::List(element) => {
                out.push(LIST);
                element.encode(out);
            }
            Self::Tuple(items) => {
                out.push(TUPLE);
                items.encode(out);
            }
            Self::Record(fields) => {
                out.push(RECORD);
                fields.encode(out);
            }
            Self::Variant(cases) => {
                out.push(VARIANT);
                cases.encode(out);
            }
            Self::Enum(names) => {
                out.push(ENUM);
                names.encode(out);
            }
            Self::Flags(names) => {
                out.push(FLAGS);
                names.encode(out);
            }
            Self::Option(inner) => {
                out.push(OPTION);
                inner.encode(out);
            }
            Self::Result(sides) => {
                out.push(RESULT);
                sides.ok.encode(out);
                sides.err.encode(out);
            }
            Self::Own(resource) => {
                out.push(OWN);
                resource.encode(out);
            }
            Self::Borrow(resource) => {
                out.push(BORROW);
                resource.encode(out);
            }
            Self::Stream(element) => {
                out.push(STREAM);
                element.as_deref().encode(out);
            }
            Self::Future(payload) => {
                out.push(FUTURE);
                payload.as_deref().encode(out);
            }
            Self::FixedList(element, length) => {
                out.push(FIXED_LIST);
                element.encode(out);
                length.encode(out);
            }
            Self::Map(key, value) => {
                out.push(MAP);
                key.encode(out);
                value.encode(out);
            }
            primitive => {
                let tag = (0u8..).zip(&PRIMITIVES).find(|(_, known)| *known == primitive);
                debug_assert!(tag.is_some(), "every type without parts is listed");
                out.extend(tag.map(|(tag, _)| tag));
            }
        }
    }
}

impl Decode for Type {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        decode_nested(input, MAX_TYPE_DEPTH)
    }
}

fn decode_nested(input: &mut Reader<'_>, depth: usize) -> Result<Type, Error> {
    let depth = depth.checked_sub(1).ok_or(Error::OverLimit {
        what: "type depth",
        got: MAX_TYPE_DEPTH as u64 + 1,
        limit: MAX_TYPE_DEPTH as u64,
    })?;
    let tag = wire::read_u8(input)?;
    if let Some(primitive) = PRIMITIVES.get(usize::from(tag)) {
        return Ok(primitive.clone());
    }
    input.charge(SHARED_BYTES)?;
    match tag {
        LIST => Ok(Type::list(decode_nested(input, depth)?)),
        TUPLE => Ok(Type::Tuple(sequence(input, |input| decode_nested(input, depth))?)),
        RECORD => Ok(Type::Record(sequence(input, |input| {
            Ok(Field { name: Name::decode(input)?, ty: decode_nested(input, depth)? })
        })?)),
        VARIANT => Ok(Type::Variant(sequence(input, |input| {
            Ok(Case { name: Name::decode(input)?, ty: optional(input, depth)? })
        })?)),
        ENUM => Ok(Type::Enum(sequence(input, Name::decode)?)),
        FLAGS => Ok(Type::Flags(sequence(input, Name::decode)?)),
        OPTION => Ok(Type::option(decode_nested(input, depth)?)),
        RESULT => Ok(Type::Result(Arc::new(ResultType { ok: optional(input, depth)?, err: optional(input, depth)? }))),
        OWN => Ok(Type::own(Resource::decode(input)?)),
        BORROW => Ok(Type::borrow(Resource::decode(input)?)),
        STREAM => Ok(Type::stream(optional(input, depth)?)),
        FUTURE => Ok(Type::future(optional(input, depth)?)),
        FIXED_LIST => Ok(Type::fixed_list(decode_nested(input, depth)?, wire::read_u32(input)?)),
        MAP => Ok(Type::map(decode_nested(input, depth)?, decode_nested(input, depth)?)),
        other => Err(Error::UnknownCase { got: u32::from(other), cases: usize::from(MAP) + 1 }),
    }
}

fn optional(input: &mut Reader<'_>, depth: usize) -> Result<Option<Type>, Error> {
    wire::read_bool(input)?.then(|| decode_nested(input, depth)).transpose()
}

fn sequence<T>(
    input: &mut Reader<'_>,
    mut item: impl FnMut(&mut Reader<'_>) -> Result<T, Error>,
) -> Result<Arc<[T]>, Error> {
    let count = input.length()?;
    input.charge_elements(count, size_of::<T>())?;
    (0..count).map(|_| item(input)).collect()
}

impl Encode for Resource {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.side == Side::Import));
        self.interface.encode(out);
        self.name.encode(out);
    }
}

impl Decode for Resource {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        let side = if wire::read_bool(input)? { Side::Import } else { Side::Export };
        Ok(Self { side, interface: Option::decode(input)?, name: Name::decode(input)? })
    }
}

impl Encode for Field {
    fn encode(&self, out: &mut Vec<u8>) {
        self.name.encode(out);
        self.ty.encode(out);
    }
}

impl Encode for Case {
    fn encode(&self, out: &mut Vec<u8>) {
        self.name.encode(out);
        self.ty.encode(out);
    }
}
