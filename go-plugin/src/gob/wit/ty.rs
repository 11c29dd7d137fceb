//! The gob type of a WIT type.

use std::sync::Arc;

use amphi_protocol::Type as WitType;
use amphi_protocol::limits::MAX_TYPE_DEPTH;

use crate::gob::error::Error;
use crate::gob::names::exported;
use crate::gob::ty::{StructType, Type};

/// Says how a WIT type is sent.
///
/// # Errors
///
/// [`Error::Unsupported`] for a type that Go has nothing like, with the path to it.
pub fn gob_type(ty: &WitType) -> Result<Type, Error> {
    at_depth(ty, 0)
}

fn at_depth(ty: &WitType, depth: usize) -> Result<Type, Error> {
    if depth >= MAX_TYPE_DEPTH {
        return Err(Error::over("depth of a type", depth as u64 + 1, MAX_TYPE_DEPTH));
    }
    let inner = |ty: &WitType| at_depth(ty, depth + 1);
    Ok(match ty {
        WitType::Bool => Type::Bool,
        WitType::S8 | WitType::S16 | WitType::S32 | WitType::S64 | WitType::Char | WitType::Enum(_) => Type::Int,
        WitType::U8 | WitType::U16 | WitType::U32 | WitType::U64 => Type::Uint,
        WitType::F32 | WitType::F64 => Type::Float,
        WitType::String => Type::String,
        WitType::Flags(names) if names.len() <= MAX_FLAGS => Type::Uint,
        WitType::List(element) => match &**element {
            WitType::U8 => Type::Bytes,
            WitType::Tuple(pair) => match &**pair {
                [key, value] => Type::map(inner(key)?, inner(value)?),
                _ => return Err(Error::unsupported(ty)),
            },
            element => Type::slice(inner(element)?),
        },
        WitType::FixedList(element, length) => {
            let length = usize::try_from(*length).map_err(|_| Error::unsupported(ty))?;
            Type::Array(Arc::new(inner(element)?), length)
        }
        WitType::Map(key, value) => Type::map(inner(key)?, inner(value)?),
        WitType::Option(value) => inner(value)?,
        WitType::Variant(_) => Type::Interface,
        WitType::Record(fields) => {
            let mut types = Vec::with_capacity(fields.len());
            for field in fields.iter() {
                let ty = inner(&field.ty).map_err(|error| error.under(&field.name))?;
                types.push((exported(&field.name).into(), ty));
            }
            Type::Struct(Arc::new(StructType { name: "".into(), fields: types }))
        }
        other => return Err(Error::unsupported(other)),
    })
}

/// Flags in one integer of Go.
const MAX_FLAGS: usize = 64;
