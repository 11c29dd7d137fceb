//! A dynamic value inside a Rust type. What serde has no form for goes under names that no Rust type has.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeTuple, SerializeTupleStruct, Serializer};

use crate::gob::error::Error;
use crate::gob::value::{Interface, Opaque, OpaqueKind, Struct, Value};

/// Through [`to_value`](super::to_value) it stays what it is; another format sees it as plain data.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(it) => serializer.serialize_bool(*it),
            Self::Int(it) => serializer.serialize_i64(*it),
            Self::Uint(it) => serializer.serialize_u64(*it),
            Self::Float(it) => serializer.serialize_f64(*it),
            Self::String(it) => serializer.serialize_str(it),
            Self::Bytes(it) => serializer.serialize_bytes(it),
            Self::Slice(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Array(items) => {
                let mut list = serializer.serialize_tuple(items.len())?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Map(pairs) => {
                let mut map = serializer.serialize_map(Some(pairs.len()))?;
                pairs.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
            Self::Complex(re, im) => tagged(serializer, COMPLEX, re, im),
            Self::NonUtf8(bytes) => tagged(serializer, TEXT, &(), &Bytes(bytes)),
            Self::Interface(None) => serializer.serialize_unit_struct(NIL),
            Self::Interface(Some(it)) => tagged(serializer, INTERFACE, &*it.name, &it.value),
            Self::Opaque(it) => {
                let kind = match it.kind {
                    OpaqueKind::Gob => "gob",
                    OpaqueKind::Binary => "binary",
                    OpaqueKind::Text => "text",
                };
                tagged(serializer, OPAQUE, kind, &Bytes(&it.bytes))
            }
            Self::Struct(it) => tagged(serializer, STRUCT, &*it.name, &FieldMap(it)),
        }
    }
}

struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

struct FieldMap<'a>(&'a Struct);

impl Serialize for FieldMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.fields.iter().map(|(name, value)| (&**name, value)))
    }
}

fn tagged<S: Serializer>(
    serializer: S,
    tag: &'static str,
    one: &(impl Serialize + ?Sized),
    other: &(impl Serialize + ?Sized),
) -> Result<S::Ok, S::Error> {
    let mut pair = serializer.serialize_tuple_struct(tag, 2)?;
    pair.serialize_field(one)?;
    pair.serialize_field(other)?;
    pair.end()
}

/// Makes of a tagged pair what it was; a tuple struct of any other name is an array.
pub(super) fn untag(name: &str, items: Vec<Value>) -> Result<Value, Error> {
    let pair = match name {
        COMPLEX | TEXT | INTERFACE | OPAQUE | STRUCT => <[Value; 2]>::try_from(items),
        _ => Err(items),
    };
    Ok(match (name, pair) {
        (_, Err(items)) => Value::Array(items),
        (COMPLEX, Ok([Value::Float(re), Value::Float(im)])) => Value::Complex(re, im),
        (TEXT, Ok([_, Value::Bytes(bytes)])) => Value::NonUtf8(bytes),
        (INTERFACE, Ok([Value::String(name), value])) => {
            Value::Interface(Some(Box::new(Interface { name: name.into(), value })))
        }
        (OPAQUE, Ok([Value::String(kind), Value::Bytes(bytes)])) => {
            let kind = match kind.as_str() {
                "binary" => OpaqueKind::Binary,
                "text" => OpaqueKind::Text,
                _ => OpaqueKind::Gob,
            };
            Value::Opaque(Opaque { kind, bytes })
        }
        (STRUCT, Ok([Value::String(name), Value::Map(pairs)])) => {
            let fields = pairs.into_iter().filter_map(|(key, value)| match key {
                Value::String(key) => Some((key.into(), value)),
                _ => None,
            });
            Value::Struct(Struct { name: name.into(), fields: fields.collect() })
        }
        (name, Ok(_)) => return Err(Error::Custom(format!("a type with the reserved name {name}"))),
    })
}

pub(super) const NIL: &str = "$amphi::gob::nil";
const COMPLEX: &str = "$amphi::gob::complex";
const TEXT: &str = "$amphi::gob::text";
const INTERFACE: &str = "$amphi::gob::interface";
const OPAQUE: &str = "$amphi::gob::opaque";
const STRUCT: &str = "$amphi::gob::struct";
