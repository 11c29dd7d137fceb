//! From values of WIT.

use amphi_protocol::limits::MAX_TYPE_DEPTH;
use amphi_protocol::{Field, List, Name, Type as WitType, Value as WitValue};

use super::{gob_type, interface};
use crate::gob::error::Error;
use crate::gob::infer::Typed;
use crate::gob::names::exported;
use crate::gob::value::{Struct, Value};

/// Makes a gob value of a WIT value and its type.
///
/// # Errors
///
/// [`Error::Mismatch`] with the path to the part that is not of the type: the caller is at fault.
/// [`Error::Unsupported`] for a type that Go has nothing like, and for a `none` in a list.
pub fn to_gob(value: &WitValue, ty: &WitType) -> Result<Typed, Error> {
    let gob = gob_type(ty)?;
    let value = match value {
        // A pointer that is nil cannot be sent by itself. Its zero is what Go sees of it anyway.
        WitValue::Option(None) => convert(&super::zero(optional(ty))?, optional(ty), 0)?,
        value => convert(value, ty, 0)?,
    };
    Ok(Typed { ty: gob, value })
}

fn optional(ty: &WitType) -> &WitType {
    match ty {
        WitType::Option(inner) => optional(inner),
        ty => ty,
    }
}

pub(super) fn convert(value: &WitValue, ty: &WitType, depth: usize) -> Result<Value, Error> {
    if depth >= MAX_TYPE_DEPTH {
        return Err(Error::over("depth of a value", depth as u64 + 1, MAX_TYPE_DEPTH));
    }
    Ok(match (ty, value) {
        (WitType::Bool, WitValue::Bool(it)) => Value::Bool(*it),
        (WitType::S8, WitValue::S8(it)) => Value::Int((*it).into()),
        (WitType::S16, WitValue::S16(it)) => Value::Int((*it).into()),
        (WitType::S32, WitValue::S32(it)) => Value::Int((*it).into()),
        (WitType::S64, WitValue::S64(it)) => Value::Int(*it),
        (WitType::U8, WitValue::U8(it)) => Value::Uint((*it).into()),
        (WitType::U16, WitValue::U16(it)) => Value::Uint((*it).into()),
        (WitType::U32, WitValue::U32(it)) => Value::Uint((*it).into()),
        (WitType::U64, WitValue::U64(it)) => Value::Uint(*it),
        (WitType::F32, WitValue::F32(it)) => Value::Float((*it).into()),
        (WitType::F64, WitValue::F64(it)) => Value::Float(*it),
        (WitType::Char, WitValue::Char(it)) => Value::Int(u32::from(*it).into()),
        (WitType::String, WitValue::String(it)) => Value::String(it.clone()),
        (WitType::Enum(names), WitValue::Enum(case)) => {
            let number = names.iter().position(|name| name == case).ok_or_else(|| Error::mismatch(ty, case))?;
            Value::Int(i64::try_from(number).map_err(|_| Error::unsupported(ty))?)
        }
        (WitType::Flags(names), WitValue::Flags(set)) => {
            Value::Uint(bits(names, set).ok_or_else(|| mismatch(ty, value))?)
        }
        (WitType::List(element), WitValue::List(list)) => match &**element {
            WitType::Tuple(pair) => match &**pair {
                [key, value] => map(list, key, value, depth)?,
                _ => return Err(Error::unsupported(ty)),
            },
            WitType::U8 => match list {
                List::U8(bytes) => Value::Bytes(bytes.clone()),
                list if list.is_empty() => Value::Bytes(Vec::new()),
                _ => return Err(mismatch(ty, value)),
            },
            element => Value::Slice(items(list, element, depth)?),
        },
        (WitType::FixedList(element, length), WitValue::List(list)) if list.len() as u64 == u64::from(*length) => {
            Value::Array(items(list, element, depth)?)
        }
        (WitType::Map(key, element), WitValue::List(list)) => map(list, key, element, depth)?,
        (WitType::Record(fields), WitValue::Record(values)) => record(values, fields, ty, depth)?,
        (WitType::Option(inner), WitValue::Option(Some(value))) => convert(value, inner, depth + 1)?,
        (WitType::Option(_), WitValue::Option(None)) => {
            return Err(Error::unsupported("none that is no field of a record"));
        }
        (WitType::Variant(cases), WitValue::Variant(case, payload)) => {
            interface::to(case, payload.as_deref(), cases, ty, depth)?
        }
        (ty, value) => return Err(mismatch(ty, value)),
    })
}

fn record(values: &[(Name, WitValue)], fields: &[Field], ty: &WitType, depth: usize) -> Result<Value, Error> {
    if values.len() != fields.len() {
        return Err(Error::mismatch(ty, format!("a record of {} fields", values.len())));
    }
    let mut converted = Vec::with_capacity(fields.len());
    for field in fields {
        let found = values.iter().find(|(name, _)| *name == field.name);
        let (_, value) = found.ok_or_else(|| Error::mismatch(ty, format!("a record without {}", field.name)))?;
        if is_none(value) {
            continue;
        }
        let value = convert(value, &field.ty, depth + 1).map_err(|error| error.under(&field.name))?;
        converted.push((exported(&field.name).into(), value));
    }
    Ok(Value::Struct(Struct { name: "".into(), fields: converted }))
}

fn is_none(value: &WitValue) -> bool {
    match value {
        WitValue::Option(None) => true,
        WitValue::Option(Some(inner)) => is_none(inner),
        _ => false,
    }
}

/// The elements of a list, which are packed if they are numbers.
fn items(list: &List, element: &WitType, depth: usize) -> Result<Vec<Value>, Error> {
    macro_rules! packed {
        ($items:expr, $case:ident) => {
            $items.iter().map(|item| Value::$case((*item).into())).collect()
        };
    }
    Ok(match (element, list) {
        (WitType::S8, List::S8(items)) => packed!(items, Int),
        (WitType::S16, List::S16(items)) => packed!(items, Int),
        (WitType::S32, List::S32(items)) => packed!(items, Int),
        (WitType::S64, List::S64(items)) => packed!(items, Int),
        (WitType::U8, List::U8(items)) => packed!(items, Uint),
        (WitType::U16, List::U16(items)) => packed!(items, Uint),
        (WitType::U32, List::U32(items)) => packed!(items, Uint),
        (WitType::U64, List::U64(items)) => packed!(items, Uint),
        (WitType::F32, List::F32(items)) => packed!(items, Float),
        (WitType::F64, List::F64(items)) => packed!(items, Float),
        (element, List::Values(values)) => {
            let convert = |(position, value): (usize, &WitValue)| {
                convert(value, element, depth + 1).map_err(|error| error.under(&format!("[{position}]")))
            };
            values.iter().enumerate().map(convert).collect::<Result<_, _>>()?
        }
        (element, list) => {
            return Err(Error::mismatch(format!("list<{element}>"), WitValue::List(list.clone()).kind()));
        }
    })
}

fn map(list: &List, key: &WitType, element: &WitType, depth: usize) -> Result<Value, Error> {
    let List::Values(pairs) = list else {
        return Err(Error::mismatch("a list of pairs", WitValue::List(list.clone()).kind()));
    };
    let mut converted = Vec::with_capacity(pairs.len());
    for (position, pair) in pairs.iter().enumerate() {
        let at = |error: Error| error.under(&format!("[{position}]"));
        match pair {
            WitValue::Tuple(items) => match items.as_slice() {
                [held, value] => {
                    let held = convert(held, key, depth + 1).map_err(at)?;
                    converted.push((held, convert(value, element, depth + 1).map_err(at)?));
                }
                _ => return Err(at(Error::mismatch("a pair", pair.kind()))),
            },
            other => return Err(at(Error::mismatch("a pair", other.kind()))),
        }
    }
    Ok(Value::Map(converted))
}

/// None if a flag is unknown.
fn bits(names: &[Name], set: &[Name]) -> Option<u64> {
    set.iter().try_fold(0, |bits, flag| {
        let number = names.iter().position(|name| name == flag)?;
        Some(bits | 1_u64.checked_shl(u32::try_from(number).ok()?)?)
    })
}

fn mismatch(ty: &WitType, value: &WitValue) -> Error {
    Error::mismatch(ty, value.kind())
}
