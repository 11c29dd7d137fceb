//! Values with their type: the same bytes as static types give.

use super::{Decode, Encode, Reader, wire};
use crate::error::Error;
use crate::limits::MAX_EMPTY_ELEMENTS;
use crate::resource::Handle;
use crate::stream::{StreamHandle, is_measured, pass};
use crate::ty::{Case, Field, Name, ResultType, Type};
use crate::value::{List, Value};

/// Appends a value of a type.
///
/// On an error `out` holds a part of the value; the caller drops it.
///
/// # Errors
///
/// [`Error::TypeMismatch`] with the path to the part that does not fit: the caller is at fault.
pub fn encode_value(value: &Value, ty: &Type, out: &mut Vec<u8>) -> Result<(), Error> {
    match (ty, value) {
        (Type::Bool, Value::Bool(it)) => it.encode(out),
        (Type::S8, Value::S8(it)) => it.encode(out),
        (Type::U8, Value::U8(it)) => it.encode(out),
        (Type::S16, Value::S16(it)) => it.encode(out),
        (Type::U16, Value::U16(it)) => it.encode(out),
        (Type::S32, Value::S32(it)) => it.encode(out),
        (Type::U32, Value::U32(it)) => it.encode(out),
        (Type::S64, Value::S64(it)) => it.encode(out),
        (Type::U64, Value::U64(it)) => it.encode(out),
        (Type::F32, Value::F32(it)) => it.encode(out),
        (Type::F64, Value::F64(it)) => it.encode(out),
        (Type::Char, Value::Char(it)) => it.encode(out),
        (Type::String, Value::String(it)) => it.encode(out),
        (Type::List(element), Value::List(items)) => return encode_list(items, element, out),
        (Type::Tuple(types), Value::Tuple(items)) => return encode_tuple(items, types, out),
        (Type::Record(fields), Value::Record(values)) => return encode_record(values, fields, out),
        (Type::Variant(cases), Value::Variant(case, payload)) => {
            return encode_variant(case, payload.as_deref(), cases, out);
        }
        (Type::Enum(names), Value::Enum(name)) => wire::write_u32(case_index(names.iter(), name, ty)?, out),
        (Type::Flags(names), Value::Flags(set)) => return encode_flags(set, names, ty, out),
        (Type::Option(inner), Value::Option(payload)) => {
            out.push(u8::from(payload.is_some()));
            if let Some(payload) = payload {
                return encode_value(payload, inner, out).map_err(|error| under(error, "some"));
            }
        }
        (Type::Result(sides), Value::Result(outcome)) => return encode_result(outcome, sides, out),
        (Type::Own(_) | Type::Borrow(_), Value::Handle(handle)) => handle.number().encode(out),
        (Type::Stream(_), Value::Stream(stream)) | (Type::Future(_), Value::Future(stream)) => {
            let taken = || mismatch(ty, "one that was taken already");
            if is_measured() {
                return if stream.is_taken() { Err(taken()) } else { Ok(()) };
            }
            pass(stream.take_to_pass(ty).ok_or_else(taken)?).encode(out);
        }
        (Type::FixedList(element, length), Value::List(items)) if items.len() as u64 == u64::from(*length) => {
            return encode_elements(items, element, out);
        }
        (Type::Map(key, value), Value::List(items)) => return encode_map(items, key, value, out),
        (ty, value) => return Err(mismatch(ty, value.kind())),
    }
    Ok(())
}

fn encode_list(items: &List, element: &Type, out: &mut Vec<u8>) -> Result<(), Error> {
    wire::write_u64(items.len() as u64, out);
    encode_elements(items, element, out)
}

/// A map is a list of its pairs.
fn encode_map(items: &List, key: &Type, value: &Type, out: &mut Vec<u8>) -> Result<(), Error> {
    encode_list(items, &Type::tuple([key.clone(), value.clone()]), out)
}

fn encode_elements(items: &List, element: &Type, out: &mut Vec<u8>) -> Result<(), Error> {
    match (element, items) {
        (Type::S8, List::S8(items)) => i8::encode_elements(items, out),
        (Type::U8, List::U8(items)) => u8::encode_elements(items, out),
        (Type::S16, List::S16(items)) => i16::encode_elements(items, out),
        (Type::U16, List::U16(items)) => u16::encode_elements(items, out),
        (Type::S32, List::S32(items)) => i32::encode_elements(items, out),
        (Type::U32, List::U32(items)) => u32::encode_elements(items, out),
        (Type::S64, List::S64(items)) => i64::encode_elements(items, out),
        (Type::U64, List::U64(items)) => u64::encode_elements(items, out),
        (Type::F32, List::F32(items)) => f32::encode_elements(items, out),
        (Type::F64, List::F64(items)) => f64::encode_elements(items, out),
        (_, List::Values(items)) if items.is_empty() || !is_number(element) => {
            for (position, item) in items.iter().enumerate() {
                encode_value(item, element, out).map_err(|error| under(error, &format!("[{position}]")))?;
            }
        }
        (element, items) => {
            return Err(Error::TypeMismatch {
                expected: format!("list<{element}>"),
                got: Value::List(items.clone()).kind().to_string(),
                at: None,
            });
        }
    }
    Ok(())
}

fn encode_tuple(items: &[Value], types: &[Type], out: &mut Vec<u8>) -> Result<(), Error> {
    if items.len() != types.len() {
        return Err(mismatch(&Type::Tuple(types.into()), &format!("a tuple of {}", items.len())));
    }
    for (position, (item, ty)) in items.iter().zip(types).enumerate() {
        encode_value(item, ty, out).map_err(|error| under(error, &position.to_string()))?;
    }
    Ok(())
}

fn encode_record(values: &[(Name, Value)], fields: &[Field], out: &mut Vec<u8>) -> Result<(), Error> {
    if values.len() != fields.len() {
        return Err(mismatch(&Type::Record(fields.into()), &format!("a record of {} fields", values.len())));
    }
    for (position, field) in fields.iter().enumerate() {
        // The order of the WIT is the common case; any other order is found by name.
        let value = values
            .get(position)
            .filter(|(name, _)| *name == field.name)
            .or_else(|| values.iter().find(|(name, _)| *name == field.name))
            .map(|(_, value)| value)
            .ok_or_else(|| mismatch(&Type::Record(fields.into()), &format!("a record without {}", field.name)))?;
        encode_value(value, &field.ty, out).map_err(|error| under(error, &field.name))?;
    }
    Ok(())
}

fn encode_variant(case: &Name, payload: Option<&Value>, cases: &[Case], out: &mut Vec<u8>) -> Result<(), Error> {
    let index = case_index(cases.iter().map(|case| &case.name), case, &Type::Variant(cases.into()))?;
    wire::write_u32(index, out);
    let ty = usize::try_from(index).ok().and_then(|index| cases.get(index)).and_then(|case| case.ty.as_ref());
    encode_payload(payload, ty, case, out)
}

fn encode_result(
    outcome: &Result<Option<Box<Value>>, Option<Box<Value>>>,
    sides: &ResultType,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    out.push(u8::from(outcome.is_err()));
    match outcome {
        Ok(payload) => encode_payload(payload.as_deref(), sides.ok.as_ref(), "ok", out),
        Err(payload) => encode_payload(payload.as_deref(), sides.err.as_ref(), "err", out),
    }
}

fn encode_payload(payload: Option<&Value>, ty: Option<&Type>, case: &str, out: &mut Vec<u8>) -> Result<(), Error> {
    match (payload, ty) {
        (None, None) => Ok(()),
        (Some(payload), Some(ty)) => encode_value(payload, ty, out).map_err(|error| under(error, case)),
        (None, Some(ty)) => Err(under(mismatch(ty, "no payload"), case)),
        (Some(payload), None) => Err(Error::TypeMismatch {
            expected: "no payload".into(),
            got: payload.kind().into(),
            at: Some(case.into()),
        }),
    }
}

fn encode_flags(set: &[Name], names: &[Name], ty: &Type, out: &mut Vec<u8>) -> Result<(), Error> {
    let start = out.len();
    out.resize(start + names.len().div_ceil(8), 0);
    for flag in set {
        let bit = names.iter().position(|name| name == flag).ok_or_else(|| mismatch(ty, flag))?;
        if let Some(byte) = out.get_mut(start + bit / 8) {
            *byte |= 1 << (bit % 8);
        }
    }
    Ok(())
}

/// Reads a value of a type.
///
/// # Errors
///
/// Bytes that mean no value of the type, or more than the limits allow: the peer is at fault.
pub fn decode_value(ty: &Type, input: &mut Reader<'_>) -> Result<Value, Error> {
    Ok(match ty {
        Type::Bool => Value::Bool(bool::decode(input)?),
        Type::S8 => Value::S8(i8::decode(input)?),
        Type::U8 => Value::U8(u8::decode(input)?),
        Type::S16 => Value::S16(i16::decode(input)?),
        Type::U16 => Value::U16(u16::decode(input)?),
        Type::S32 => Value::S32(i32::decode(input)?),
        Type::U32 => Value::U32(u32::decode(input)?),
        Type::S64 => Value::S64(i64::decode(input)?),
        Type::U64 => Value::U64(u64::decode(input)?),
        Type::F32 => Value::F32(f32::decode(input)?),
        Type::F64 => Value::F64(f64::decode(input)?),
        Type::Char => Value::Char(char::decode(input)?),
        Type::String => Value::String(String::decode(input)?),
        Type::List(element) => {
            let count = input.length()?;
            Value::List(decode_elements(element, count, input)?)
        }
        Type::FixedList(element, length) => {
            let count = fixed_length(*length, input)?;
            Value::List(decode_elements(element, count, input)?)
        }
        Type::Map(key, value) => {
            let count = input.length()?;
            Value::List(decode_elements(&Type::tuple([Type::clone(key), Type::clone(value)]), count, input)?)
        }
        Type::Tuple(types) => {
            input.charge_elements(types.len(), size_of::<Value>())?;
            Value::Tuple(types.iter().map(|ty| decode_value(ty, input)).collect::<Result<_, _>>()?)
        }
        Type::Record(fields) => {
            input.charge_elements(fields.len(), size_of::<(Name, Value)>())?;
            let field = |field: &Field| Ok((field.name.clone(), decode_value(&field.ty, input)?));
            Value::Record(fields.iter().map(field).collect::<Result<_, _>>()?)
        }
        Type::Variant(cases) => {
            let case = decode_case(cases, input)?;
            Value::Variant(case.name.clone(), decode_payload(case.ty.as_ref(), input)?)
        }
        Type::Enum(names) => Value::Enum(decode_case(names, input)?.clone()),
        Type::Flags(names) => Value::Flags(decode_flags(names, input)?),
        Type::Option(inner) => match wire::read_bool(input)? {
            false => Value::Option(None),
            true => Value::Option(decode_payload(Some(&**inner), input)?),
        },
        Type::Result(sides) => match wire::read_bool(input)? {
            false => Value::Result(Ok(decode_payload(sides.ok.as_ref(), input)?)),
            true => Value::Result(Err(decode_payload(sides.err.as_ref(), input)?)),
        },
        Type::Own(_) | Type::Borrow(_) => Value::Handle(Handle::bare(wire::read_u64(input)?)),
        Type::Stream(_) => Value::Stream(StreamHandle::new(input.accept_stream()?)),
        Type::Future(_) => Value::Future(StreamHandle::new(input.accept_stream()?)),
    })
}

/// The elements of a fixed-length list take a byte each, or count as empty ones.
fn fixed_length(length: u32, input: &Reader<'_>) -> Result<usize, Error> {
    let left = input.remaining().max(MAX_EMPTY_ELEMENTS);
    usize::try_from(length).ok().filter(|length| *length <= left).ok_or(Error::OverLimit {
        what: "length",
        got: u64::from(length),
        limit: left as u64,
    })
}

fn decode_elements(element: &Type, count: usize, input: &mut Reader<'_>) -> Result<List, Error> {
    Ok(match element {
        Type::S8 => List::S8(i8::decode_elements(count, input)?),
        Type::U8 => List::U8(u8::decode_elements(count, input)?),
        Type::S16 => List::S16(i16::decode_elements(count, input)?),
        Type::U16 => List::U16(u16::decode_elements(count, input)?),
        Type::S32 => List::S32(i32::decode_elements(count, input)?),
        Type::U32 => List::U32(u32::decode_elements(count, input)?),
        Type::S64 => List::S64(i64::decode_elements(count, input)?),
        Type::U64 => List::U64(u64::decode_elements(count, input)?),
        Type::F32 => List::F32(f32::decode_elements(count, input)?),
        Type::F64 => List::F64(f64::decode_elements(count, input)?),
        element => {
            input.charge_elements(count, size_of::<Value>())?;
            List::Values((0..count).map(|_| decode_value(element, input)).collect::<Result<_, _>>()?)
        }
    })
}

fn decode_payload(ty: Option<&Type>, input: &mut Reader<'_>) -> Result<Option<Box<Value>>, Error> {
    let Some(ty) = ty else { return Ok(None) };
    input.charge(size_of::<Value>())?;
    Ok(Some(Box::new(decode_value(ty, input)?)))
}

fn decode_case<'t, T>(cases: &'t [T], input: &mut Reader<'_>) -> Result<&'t T, Error> {
    let got = wire::read_u32(input)?;
    let unknown = Error::UnknownCase { got, cases: cases.len() };
    usize::try_from(got).ok().and_then(|index| cases.get(index)).ok_or(unknown)
}

fn decode_flags(names: &[Name], input: &mut Reader<'_>) -> Result<Vec<Name>, Error> {
    let bytes = input.take(names.len().div_ceil(8))?;
    let is_set = |bit: usize| bytes.get(bit / 8).is_some_and(|byte| byte & (1 << (bit % 8)) != 0);
    if (names.len()..bytes.len() * 8).any(is_set) {
        return Err(Error::Malformed {
            what: "flags",
            detail: format!("a bit is set above the {} flags", names.len()),
        });
    }
    input.charge_elements(names.len(), size_of::<Name>())?;
    Ok(names.iter().enumerate().filter(|(bit, _)| is_set(*bit)).map(|(_, name)| name.clone()).collect())
}

fn case_index<'a>(names: impl Iterator<Item = &'a Name>, name: &Name, ty: &Type) -> Result<u32, Error> {
    names
        .zip(0u32..)
        .find(|(known, _)| *known == name)
        .map(|(_, index)| index)
        .ok_or_else(|| mismatch(ty, &format!("case {name}")))
}

fn is_number(ty: &Type) -> bool {
    matches!(
        ty,
        Type::S8
            | Type::U8
            | Type::S16
            | Type::U16
            | Type::S32
            | Type::U32
            | Type::S64
            | Type::U64
            | Type::F32
            | Type::F64
    )
}

fn mismatch(expected: &Type, got: &str) -> Error {
    Error::TypeMismatch { expected: expected.to_string(), got: got.to_string(), at: None }
}

/// Puts a step in front of the path to the part that does not fit.
fn under(error: Error, step: &str) -> Error {
    match error {
        Error::TypeMismatch { expected, got, at } => {
            let at = match at {
                None => step.to_string(),
                Some(at) if at.starts_with('[') => format!("{step}{at}"),
                Some(at) => format!("{step}.{at}"),
            };
            Error::TypeMismatch { expected, got, at: Some(at) }
        }
        other => other,
    }
}
