//! Values that are known at run time only, to and from wasmtime's own.
//!
//! A wrong value is refused here, before the store is entered: wasmtime would refuse it in the middle.

mod handles;

use amphi_protocol::limits::MAX_DECODED_BYTES;
use amphi_protocol::{Error, Handle, List, Name, Type, Value, encode_value, measure};
use wasmtime::component::{ResourceAny, Val};

use super::streams;
pub(super) use handles::{Lowering, lift, take_out};

/// Takes hold of a handle.
type Lift<'a> = dyn FnMut(ResourceAny, &Type) -> Option<Handle> + 'a;

/// Bytes that the result of a dynamic call may take while it is wasmtime's: the same as a decoder may take natively.
/// Each element of a list takes 40 there, so a list of bytes longer than some 6 MiB needs a typed call.
pub(super) const DYNAMIC_LIFTED_BYTES: u64 = MAX_DECODED_BYTES as u64;

/// Makes wasmtime's value of a type.
///
/// # Errors
///
/// The value is not of the type: the path to the part that does not fit.
pub(super) fn to_val(value: &Value, ty: &Type, lowering: &mut Lowering<'_>) -> Result<Val, Error> {
    convert(value, ty, lowering).ok_or_else(|| mismatch(value, ty))
}

/// Makes our value of a type. What it takes is bounded: wasmtime charged the same elements to the hostcall fuel.
///
/// # Errors
///
/// The value is not of the type, which a component whose interface was compared never gives.
pub(super) fn from_val(val: &Val, ty: &Type, lift: &mut Lift<'_>) -> Result<Value, Error> {
    revert(val, ty, lift).ok_or_else(|| Error::TypeMismatch {
        expected: ty.to_string(),
        got: "a value of another type".into(),
        at: None,
    })
}

/// Bytes of a value's encoding, but for the few that lengths and cases take.
pub(super) fn size(value: &Value) -> u64 {
    match value {
        Value::Bool(_) | Value::S8(_) | Value::U8(_) | Value::Enum(_) => 1,
        // Integers are varints; these are their widths in memory, as good a measure as any.
        Value::S16(_) | Value::U16(_) => 2,
        Value::S32(_) | Value::U32(_) | Value::F32(_) | Value::Char(_) => 4,
        Value::S64(_) | Value::U64(_) | Value::F64(_) | Value::Handle(_) | Value::Stream(_) | Value::Future(_) => 8,
        Value::String(text) => text.len() as u64,
        Value::List(list) => size_of_list(list),
        Value::Tuple(items) => items.iter().map(size).sum(),
        Value::Record(fields) => fields.iter().map(|(_, value)| size(value)).sum(),
        Value::Flags(names) => names.len().div_ceil(8) as u64,
        Value::Variant(_, payload) | Value::Option(payload) | Value::Result(Ok(payload) | Err(payload)) => {
            1 + payload.as_deref().map_or(0, size)
        }
    }
}

fn size_of_list(list: &List) -> u64 {
    let width = match list {
        List::S8(_) | List::U8(_) => 1,
        List::S16(_) | List::U16(_) => 2,
        List::S32(_) | List::U32(_) | List::F32(_) => 4,
        List::S64(_) | List::U64(_) | List::F64(_) => 8,
        List::Values(items) => return items.iter().map(size).sum(),
    };
    (list.len() as u64).saturating_mul(width)
}

/// The codec knows best what is wrong with a value.
fn mismatch(value: &Value, ty: &Type) -> Error {
    match measure(|| encode_value(value, ty, &mut Vec::new())) {
        Err(error) => error,
        Ok(()) => Error::TypeMismatch { expected: ty.to_string(), got: value.kind().into(), at: None },
    }
}

fn convert(value: &Value, ty: &Type, lowering: &mut Lowering<'_>) -> Option<Val> {
    Some(match (ty, value) {
        (Type::Own(_) | Type::Borrow(_), Value::Handle(handle)) => Val::Resource(lowering.handle(handle, ty)?),
        (Type::Stream(_) | Type::Future(_), _) => lowering.stream(value, ty)?,
        (Type::Bool, Value::Bool(it)) => Val::Bool(*it),
        (Type::S8, Value::S8(it)) => Val::S8(*it),
        (Type::U8, Value::U8(it)) => Val::U8(*it),
        (Type::S16, Value::S16(it)) => Val::S16(*it),
        (Type::U16, Value::U16(it)) => Val::U16(*it),
        (Type::S32, Value::S32(it)) => Val::S32(*it),
        (Type::U32, Value::U32(it)) => Val::U32(*it),
        (Type::S64, Value::S64(it)) => Val::S64(*it),
        (Type::U64, Value::U64(it)) => Val::U64(*it),
        (Type::F32, Value::F32(it)) => Val::Float32(*it),
        (Type::F64, Value::F64(it)) => Val::Float64(*it),
        (Type::Char, Value::Char(it)) => Val::Char(*it),
        (Type::String, Value::String(it)) => Val::String(it.clone()),
        (Type::List(element), Value::List(items)) => Val::List(convert_list(items, element, lowering)?),
        (Type::FixedList(element, length), Value::List(items)) if items.len() as u64 == u64::from(*length) => {
            Val::FixedLengthList(convert_list(items, element, lowering)?)
        }
        (Type::Tuple(types), Value::Tuple(items)) if types.len() == items.len() => Val::Tuple(
            items.iter().zip(types.iter()).map(|(item, ty)| convert(item, ty, lowering)).collect::<Option<_>>()?,
        ),
        (Type::Record(fields), Value::Record(values)) if fields.len() == values.len() => {
            Val::Record(fields.iter().enumerate().map(|at| convert_field(at, values, lowering)).collect::<Option<_>>()?)
        }
        (Type::Variant(cases), Value::Variant(name, payload)) => {
            let case = cases.iter().find(|case| case.name == *name)?;
            Val::Variant(name.to_string(), convert_payload(payload.as_deref(), case.ty.as_ref(), lowering)?)
        }
        (Type::Enum(names), Value::Enum(name)) if names.contains(name) => Val::Enum(name.to_string()),
        (Type::Flags(names), Value::Flags(set)) if set.iter().all(|flag| names.contains(flag)) => {
            Val::Flags(set.iter().map(Name::to_string).collect())
        }
        (Type::Option(inner), Value::Option(payload)) => Val::Option(
            payload
                .as_deref()
                .map(|payload| convert(payload, inner, lowering).map(Box::new).ok_or(()))
                .transpose()
                .ok()?,
        ),
        (Type::Result(sides), Value::Result(outcome)) => Val::Result(match outcome {
            Ok(payload) => Ok(convert_payload(payload.as_deref(), sides.ok.as_ref(), lowering)?),
            Err(payload) => Err(convert_payload(payload.as_deref(), sides.err.as_ref(), lowering)?),
        }),
        _ => return None,
    })
}

/// In the order of the WIT, which is nearly always the order of the value.
fn convert_field(
    (at, field): (usize, &amphi_protocol::Field),
    values: &[(Name, Value)],
    lowering: &mut Lowering<'_>,
) -> Option<(String, Val)> {
    let (_, value) = values
        .get(at)
        .filter(|(name, _)| *name == field.name)
        .or_else(|| values.iter().find(|(name, _)| *name == field.name))?;
    Some((field.name.to_string(), convert(value, &field.ty, lowering)?))
}

/// None if it does not fit, else the payload if there is one.
fn convert_payload(
    payload: Option<&Value>,
    ty: Option<&Type>,
    lowering: &mut Lowering<'_>,
) -> Option<Option<Box<Val>>> {
    match (payload, ty) {
        (None, None) => Some(None),
        (Some(payload), Some(ty)) => Some(Some(Box::new(convert(payload, ty, lowering)?))),
        _ => None,
    }
}

fn convert_list(items: &List, element: &Type, lowering: &mut Lowering<'_>) -> Option<Vec<Val>> {
    macro_rules! unpack {
        ($items:ident, $case:ident) => {
            Some($items.iter().map(|item| Val::$case(*item)).collect())
        };
    }
    match (element, items) {
        (Type::S8, List::S8(items)) => unpack!(items, S8),
        (Type::U8, List::U8(items)) => unpack!(items, U8),
        (Type::S16, List::S16(items)) => unpack!(items, S16),
        (Type::U16, List::U16(items)) => unpack!(items, U16),
        (Type::S32, List::S32(items)) => unpack!(items, S32),
        (Type::U32, List::U32(items)) => unpack!(items, U32),
        (Type::S64, List::S64(items)) => unpack!(items, S64),
        (Type::U64, List::U64(items)) => unpack!(items, U64),
        (Type::F32, List::F32(items)) => unpack!(items, Float32),
        (Type::F64, List::F64(items)) => unpack!(items, Float64),
        (_, List::Values(items)) if items.is_empty() => Some(Vec::new()),
        // Numbers are packed; a tree of them is refused as the codec refuses it.
        (element, List::Values(items)) if pack(element, &[]).is_none() => {
            items.iter().map(|item| convert(item, element, lowering)).collect()
        }
        _ => None,
    }
}

fn revert(val: &Val, ty: &Type, lift: &mut Lift<'_>) -> Option<Value> {
    Some(match (ty, val) {
        (Type::Own(_) | Type::Borrow(_), Val::Resource(any)) => Value::Handle(lift(*any, ty)?),
        (Type::Stream(_) | Type::Future(_), _) => streams::lift(val, ty)?,
        (Type::Bool, Val::Bool(it)) => Value::Bool(*it),
        (Type::S8, Val::S8(it)) => Value::S8(*it),
        (Type::U8, Val::U8(it)) => Value::U8(*it),
        (Type::S16, Val::S16(it)) => Value::S16(*it),
        (Type::U16, Val::U16(it)) => Value::U16(*it),
        (Type::S32, Val::S32(it)) => Value::S32(*it),
        (Type::U32, Val::U32(it)) => Value::U32(*it),
        (Type::S64, Val::S64(it)) => Value::S64(*it),
        (Type::U64, Val::U64(it)) => Value::U64(*it),
        (Type::F32, Val::Float32(it)) => Value::F32(*it),
        (Type::F64, Val::Float64(it)) => Value::F64(*it),
        (Type::Char, Val::Char(it)) => Value::Char(*it),
        (Type::String, Val::String(it)) => Value::String(it.clone()),
        (Type::List(element), Val::List(items)) | (Type::FixedList(element, _), Val::FixedLengthList(items)) => {
            Value::List(match pack(element, items) {
                Some(packed) => packed?,
                None => List::Values(items.iter().map(|item| revert(item, element, lift)).collect::<Option<_>>()?),
            })
        }
        (Type::Tuple(types), Val::Tuple(items)) if types.len() == items.len() => Value::Tuple(
            items.iter().zip(types.iter()).map(|(item, ty)| revert(item, ty, lift)).collect::<Option<_>>()?,
        ),
        (Type::Record(fields), Val::Record(values)) if fields.len() == values.len() => Value::Record(
            fields
                .iter()
                .zip(values)
                .map(|(field, (name, val))| {
                    (*field.name == **name).then_some(())?;
                    Some((field.name.clone(), revert(val, &field.ty, lift)?))
                })
                .collect::<Option<_>>()?,
        ),
        (Type::Variant(cases), Val::Variant(name, payload)) => {
            let case = cases.iter().find(|case| *case.name == **name)?;
            Value::Variant(case.name.clone(), revert_payload(payload.as_deref(), case.ty.as_ref(), lift)?)
        }
        (Type::Enum(names), Val::Enum(name)) => Value::Enum(find(names, name)?),
        (Type::Flags(names), Val::Flags(set)) => {
            Value::Flags(set.iter().map(|flag| find(names, flag)).collect::<Option<_>>()?)
        }
        (Type::Option(inner), Val::Option(payload)) => match payload {
            None => Value::Option(None),
            Some(payload) => Value::Option(Some(Box::new(revert(payload, inner, lift)?))),
        },
        (Type::Result(sides), Val::Result(outcome)) => Value::Result(match outcome {
            Ok(payload) => Ok(revert_payload(payload.as_deref(), sides.ok.as_ref(), lift)?),
            Err(payload) => Err(revert_payload(payload.as_deref(), sides.err.as_ref(), lift)?),
        }),
        _ => return None,
    })
}

fn find(names: &[Name], name: &str) -> Option<Name> {
    names.iter().find(|known| ***known == *name).cloned()
}

fn revert_payload(payload: Option<&Val>, ty: Option<&Type>, lift: &mut Lift<'_>) -> Option<Option<Box<Value>>> {
    match (payload, ty) {
        (None, None) => Some(None),
        (Some(payload), Some(ty)) => Some(Some(Box::new(revert(payload, ty, lift)?))),
        _ => None,
    }
}

/// Packs numbers; none for elements that are not numbers, and none inside for other values among them.
fn pack(element: &Type, items: &[Val]) -> Option<Option<List>> {
    macro_rules! pack {
        ($val:ident, $case:ident) => {{
            let number = |item: &Val| if let Val::$val(number) = item { Some(*number) } else { None };
            Some(items.iter().map(number).collect::<Option<Vec<_>>>().map(List::$case))
        }};
    }
    match element {
        Type::S8 => pack!(S8, S8),
        Type::U8 => pack!(U8, U8),
        Type::S16 => pack!(S16, S16),
        Type::U16 => pack!(U16, U16),
        Type::S32 => pack!(S32, S32),
        Type::U32 => pack!(U32, U32),
        Type::S64 => pack!(S64, S64),
        Type::U64 => pack!(U64, U64),
        Type::F32 => pack!(Float32, F32),
        Type::F64 => pack!(Float64, F64),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
