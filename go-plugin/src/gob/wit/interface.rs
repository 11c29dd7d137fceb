//! Variants: what is in an `interface{}`.

use amphi_protocol::{Case, Type as WitType, Value as WitValue};

use super::from::Reading;
use super::to::convert;
use crate::gob::error::Error;
use crate::gob::ty::Type;
use crate::gob::value::{Interface, Value};

pub(super) fn to(
    case: &str,
    payload: Option<&WitValue>,
    cases: &[Case],
    ty: &WitType,
    depth: usize,
) -> Result<Value, Error> {
    let known = cases.iter().find(|known| *known.name == *case).ok_or_else(|| Error::mismatch(ty, case))?;
    match (&known.ty, payload) {
        (None, None) => Ok(Value::nil()),
        (Some(wit), Some(payload)) => {
            let name = go_name(known).ok_or_else(|| Error::unsupported(wit).under(case))?;
            let value = convert(payload, wit, depth + 1).map_err(|error| error.under(case))?;
            Ok(Value::Interface(Some(Box::new(Interface { name: name.into(), value }))))
        }
        (Some(wit), None) => Err(Error::mismatch(wit, "no payload").under(case)),
        (None, Some(payload)) => Err(Error::mismatch("no payload", payload.kind()).under(case)),
    }
}

pub(super) fn from(
    held: Option<Box<Interface>>,
    cases: &[Case],
    ty: &WitType,
    reading: &Reading,
) -> Result<WitValue, Error> {
    let Some(held) = held else {
        let nil = cases.iter().find(|case| case.ty.is_none()).ok_or_else(|| Error::mismatch(ty, "nil"))?;
        return Ok(WitValue::variant(&nil.name, None));
    };
    let Interface { name, value } = *held;
    let named = cases.iter().find(|case| go_name(case).is_some_and(|known| *known == *name));
    if let Some(case) = named
        && let Some(payload) = &case.ty
    {
        let payload = reading.convert(value, payload).map_err(|error| error.under(&case.name))?;
        return Ok(WitValue::variant(&case.name, Some(payload)));
    }
    // Each attempt has a copy: there are few cases, and this is the way of types that have no name here.
    for case in cases {
        if let Some(payload) = &case.ty
            && let Ok(payload) = reading.convert(value.clone(), payload)
        {
            return Ok(WitValue::variant(&case.name, Some(payload)));
        }
    }
    Err(Error::mismatch(ty, format!("{name} in an interface")))
}

/// The name under which Go knows the type of a case's payload.
fn go_name(case: &Case) -> Option<String> {
    let payload = case.ty.as_ref()?;
    let basic = Type::of_basic_name(&case.name);
    if basic.is_some() && basic == super::gob_type(payload).ok() {
        return Some(case.name.to_string());
    }
    basic_name(payload)
}

fn basic_name(ty: &WitType) -> Option<String> {
    let name = match ty {
        WitType::Bool => "bool",
        WitType::S8 => "int8",
        WitType::S16 => "int16",
        WitType::S32 | WitType::Char => "int32",
        WitType::S64 => "int64",
        WitType::U8 => "uint8",
        WitType::U16 => "uint16",
        WitType::U32 => "uint32",
        WitType::U64 => "uint64",
        WitType::F32 => "float32",
        WitType::F64 => "float64",
        WitType::String => "string",
        WitType::List(element) if !matches!(**element, WitType::List(_)) => {
            return basic_name(element).map(|name| format!("[]{name}"));
        }
        _ => return None,
    };
    Some(name.to_string())
}
