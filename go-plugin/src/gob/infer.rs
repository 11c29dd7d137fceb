//! The type of a value, worked out from the value.

use std::sync::Arc;

use super::error::Error;
use super::limits::MAX_DEPTH;
use super::ty::{StructType, Type};
use super::value::Value;

/// A value with its type, as an encoder sends it.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The type. It may have fields that the value leaves out.
    pub ty: Type,
    /// The value.
    pub value: Value,
}

impl Typed {
    /// Works the type out from the value.
    ///
    /// An empty list or map in a field is left out, as gob leaves out every zero, and so is its field of the type.
    ///
    /// # Errors
    ///
    /// [`Error::Untyped`] for an empty list or map that cannot be left out; [`Error::Mismatch`] for a list or a map whose
    /// elements have no type in common.
    pub fn of(value: Value) -> Result<Self, Error> {
        let ty = infer(&value, 0)?.ok_or(Error::Untyped)?;
        Ok(Self { ty, value })
    }
}

/// None if the value is empty, and its type is not known for that.
pub(super) fn infer(value: &Value, depth: usize) -> Result<Option<Type>, Error> {
    if depth >= MAX_DEPTH {
        return Err(Error::over("depth of a value", depth as u64 + 1, MAX_DEPTH));
    }
    Ok(Some(match value {
        Value::Bool(_) => Type::Bool,
        Value::Int(_) => Type::Int,
        Value::Uint(_) => Type::Uint,
        Value::Float(_) => Type::Float,
        Value::Complex(..) => Type::Complex,
        Value::Bytes(_) => Type::Bytes,
        Value::String(_) | Value::NonUtf8(_) => Type::String,
        Value::Interface(_) => Type::Interface,
        Value::Opaque(opaque) => Type::Opaque(opaque.kind),
        Value::Slice(items) => return Ok(common(items.iter(), depth)?.map(Type::slice)),
        Value::Array(items) => {
            return Ok(common(items.iter(), depth)?.map(|element| Type::Array(Arc::new(element), items.len())));
        }
        Value::Map(pairs) => {
            let keys = common(pairs.iter().map(|(key, _)| key), depth)?;
            let elements = common(pairs.iter().map(|(_, element)| element), depth)?;
            return Ok(keys.zip(elements).map(|(key, element)| Type::map(key, element)));
        }
        Value::Struct(value) => {
            let mut fields = Vec::with_capacity(value.fields.len());
            for (name, field) in &value.fields {
                match infer(field, depth + 1).map_err(|error| error.under(name))? {
                    Some(ty) => fields.push((name.clone(), ty)),
                    None if field.is_omitted() => {}
                    None => return Err(Error::Untyped),
                }
            }
            Type::Struct(Arc::new(StructType { name: value.name.clone(), fields }))
        }
    }))
}

/// The type that all elements have.
fn common<'a>(items: impl Iterator<Item = &'a Value>, depth: usize) -> Result<Option<Type>, Error> {
    let mut common: Option<Type> = None;
    for (position, item) in items.enumerate() {
        let ty = infer(item, depth + 1).map_err(|error| error.under(&format!("[{position}]")))?;
        // An element that says nothing is of the type that the others have.
        let Some(ty) = ty else { continue };
        common = Some(match common {
            None => ty,
            Some(known) if known == ty => known,
            Some(known) => {
                merge(&known, &ty).ok_or_else(|| Error::mismatch(&known, &ty).under(&format!("[{position}]")))?
            }
        });
    }
    Ok(common)
}

/// The type of which values of both are: structs get the fields of both. None if there is no such type.
pub(super) fn merge(one: &Type, other: &Type) -> Option<Type> {
    if one == other {
        return Some(one.clone());
    }
    Some(match (one, other) {
        (Type::Slice(one), Type::Slice(other)) => Type::slice(merge(one, other)?),
        (Type::Array(one, length), Type::Array(other, same)) if length == same => {
            Type::Array(Arc::new(merge(one, other)?), *length)
        }
        (Type::Map(key, element), Type::Map(other_key, other_element)) => {
            Type::map(merge(key, other_key)?, merge(element, other_element)?)
        }
        (Type::Struct(one), Type::Struct(other)) if one.name == other.name => {
            let mut fields = one.fields.clone();
            for (name, ty) in &other.fields {
                match fields.iter_mut().find(|(known, _)| known == name) {
                    Some((_, known)) => *known = merge(known, ty)?,
                    None => fields.push((name.clone(), ty.clone())),
                }
            }
            Type::Struct(Arc::new(StructType { name: one.name.clone(), fields }))
        }
        _ => return None,
    })
}
