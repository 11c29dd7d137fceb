//! The types of a gob stream.

use std::fmt;
use std::sync::Arc;

use super::Name;
use super::value::OpaqueKind;

/// The type of a [`Value`](super::Value), as an encoder needs it.
///
/// A type that came from a peer may be recursive, so a decoder has no `Type`: it goes by the stream's definitions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the type of the value with the same name")]
pub enum Type {
    Bool,
    Int,
    Uint,
    Float,
    Complex,
    Bytes,
    String,
    Interface,
    Slice(Arc<Self>),
    /// An array and its length.
    Array(Arc<Self>, usize),
    /// Keys and elements.
    Map(Arc<Self>, Arc<Self>),
    Struct(Arc<StructType>),
    Opaque(OpaqueKind),
}

/// The type of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StructType {
    /// The name of the Go type, for messages alone.
    pub name: Name,
    /// The fields. Go takes them by name, skips what it does not know, and leaves out of its own struct what is missing.
    pub fields: Vec<(Name, Type)>,
}

impl Type {
    /// A slice. One of bytes is [`Type::Bytes`].
    pub fn slice(element: Self) -> Self {
        Self::Slice(Arc::new(element))
    }

    /// A map.
    pub fn map(key: Self, element: Self) -> Self {
        Self::Map(Arc::new(key), Arc::new(element))
    }

    /// A struct of named fields.
    pub fn structure<'a>(name: &str, fields: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let fields = fields.into_iter().map(|(name, ty)| (name.into(), ty)).collect();
        Self::Struct(Arc::new(StructType { name: name.into(), fields }))
    }

    /// The number that every gob stream gives it, if it is one of those that need no definition.
    pub(super) fn built_in(&self) -> Option<i64> {
        Some(match self {
            Self::Bool => BOOL,
            Self::Int => INT,
            Self::Uint => UINT,
            Self::Float => FLOAT,
            Self::Bytes => BYTES,
            Self::String => STRING,
            Self::Complex => COMPLEX,
            Self::Interface => INTERFACE,
            _ => return None,
        })
    }

    /// The type that Go registers under a name by itself: those of the basic types and of slices of them.
    pub(super) fn of_basic_name(name: &str) -> Option<Self> {
        Some(match name {
            "bool" => Self::Bool,
            "int" | "int8" | "int16" | "int32" | "int64" => Self::Int,
            "uint" | "uint8" | "uint16" | "uint32" | "uint64" | "uintptr" => Self::Uint,
            "float32" | "float64" => Self::Float,
            "complex64" | "complex128" => Self::Complex,
            "string" => Self::String,
            "[]uint8" | "[]byte" => Self::Bytes,
            _ => Self::slice(Self::of_basic_name(name.strip_prefix("[]").filter(|name| !name.starts_with('['))?)?),
        })
    }
}

/// In Go's words.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("bool"),
            Self::Int => f.write_str("int"),
            Self::Uint => f.write_str("uint"),
            Self::Float => f.write_str("float"),
            Self::Complex => f.write_str("complex"),
            Self::Bytes => f.write_str("[]byte"),
            Self::String => f.write_str("string"),
            Self::Interface => f.write_str("interface"),
            Self::Slice(element) => write!(f, "[]{element}"),
            Self::Array(element, length) => write!(f, "[{length}]{element}"),
            Self::Map(key, element) => write!(f, "map[{key}]{element}"),
            Self::Struct(ty) if ty.name.is_empty() => f.write_str("struct"),
            Self::Struct(ty) => write!(f, "struct {}", ty.name),
            Self::Opaque(_) => f.write_str("type with an encoding of its own"),
        }
    }
}

pub(super) const BOOL: i64 = 1;
pub(super) const INT: i64 = 2;
pub(super) const UINT: i64 = 3;
pub(super) const FLOAT: i64 = 4;
pub(super) const BYTES: i64 = 5;
pub(super) const STRING: i64 = 6;
pub(super) const COMPLEX: i64 = 7;
pub(super) const INTERFACE: i64 = 8;

/// The first number of a defined type. Go keeps 1 to 63 for its own, and counts from 65.
pub(super) const FIRST_DEFINED: i64 = 65;

/// The lowest number that a peer may define: those below are built in.
pub(super) const LOWEST_DEFINED: i64 = 64;
