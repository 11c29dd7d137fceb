//! Values whose type is known only at run time.

use super::Name;

/// A value of a gob stream.
///
/// gob has one integer type of each kind and one float type: the width is a matter of the two programs.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `bool`.
    Bool(bool),
    /// Every signed integer of Go, `rune` included.
    Int(i64),
    /// Every unsigned integer of Go.
    Uint(u64),
    /// `float32` and `float64`.
    Float(f64),
    /// A complex number: the real part and the imaginary one.
    Complex(f64, f64),
    /// `[]byte`.
    Bytes(Vec<u8>),
    /// `string`.
    String(String),
    /// A `string` that is not UTF-8, as Go allows.
    NonUtf8(Vec<u8>),
    /// A slice of anything but bytes.
    Slice(Vec<Self>),
    /// An array, of bytes too.
    Array(Vec<Self>),
    /// A map, in the order in which it came.
    Map(Vec<(Self, Self)>),
    /// A struct.
    Struct(Struct),
    /// What an interface holds; nothing if it is nil.
    Interface(Option<Box<Interface>>),
    /// What a Go type's own encoder made.
    Opaque(Opaque),
}

/// A struct: only the fields that are not zero, in the order of the type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The name of the Go type, for messages alone. May be empty.
    pub name: Name,
    /// Names as Go has them, beginning with a capital letter.
    pub fields: Vec<(Name, Value)>,
}

/// A value in an interface.
#[derive(Clone, Debug, PartialEq)]
pub struct Interface {
    /// The name under which Go registered the concrete type: `string`, `[]uint8`, `some/package.Type`.
    pub name: Name,
    /// The value.
    pub value: Value,
}

/// Bytes that only a Go type's own code understands, such as a `time.Time`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opaque {
    /// Which of Go's interfaces the type implements.
    pub kind: OpaqueKind,
    /// What it made.
    pub bytes: Vec<u8>,
}

/// How a Go type encodes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OpaqueKind {
    /// `gob.GobEncoder`.
    Gob,
    /// `encoding.BinaryMarshaler`.
    Binary,
    /// `encoding.TextMarshaler`.
    Text,
}

impl Value {
    /// What kind of value this is, in Go's words, for error messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Uint(_) => "uint",
            Self::Float(_) => "float",
            Self::Complex(..) => "complex",
            Self::Bytes(_) => "[]byte",
            Self::String(_) => "string",
            Self::NonUtf8(_) => "string that is not UTF-8",
            Self::Slice(_) => "slice",
            Self::Array(_) => "array",
            Self::Map(_) => "map",
            Self::Struct(_) => "struct",
            Self::Interface(None) => "nil interface",
            Self::Interface(Some(_)) => "interface",
            Self::Opaque(_) => "type with an encoding of its own",
        }
    }

    /// A nil interface, which is what a Go method with an `interface{}` argument that it does not use takes.
    pub fn nil() -> Self {
        Self::Interface(None)
    }

    /// A value in an interface, under the name of its Go type.
    pub fn interface(name: &str, value: Self) -> Self {
        Self::Interface(Some(Box::new(Interface { name: name.into(), value })))
    }

    /// A struct of named fields. The names are Go's.
    pub fn structure<'a>(name: &str, fields: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.into(), value)).collect();
        Self::Struct(Struct { name: name.into(), fields })
    }

    /// Whether gob leaves it out of a struct. Structs, arrays and opaque values are never left out.
    pub(super) fn is_omitted(&self) -> bool {
        match self {
            Self::Bool(it) => !it,
            Self::Int(it) => *it == 0,
            Self::Uint(it) => *it == 0,
            Self::Float(it) => *it == 0.0,
            Self::Complex(re, im) => *re == 0.0 && *im == 0.0,
            Self::Bytes(it) | Self::NonUtf8(it) => it.is_empty(),
            Self::String(it) => it.is_empty(),
            Self::Slice(it) => it.is_empty(),
            Self::Map(it) => it.is_empty(),
            Self::Interface(it) => it.is_none(),
            Self::Array(_) | Self::Struct(_) | Self::Opaque(_) => false,
        }
    }
}

impl Struct {
    /// The value of a field, if it is there and not zero.
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(field, _)| **field == *name).map(|(_, value)| value)
    }
}
