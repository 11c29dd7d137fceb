//! Values whose type is known only at run time.

mod handles;

use crate::resource::Handle;
use crate::stream::StreamHandle;
use crate::ty::Name;

pub use handles::{visit_handles, visit_handles_mut, visit_streams};

/// A WIT value.
///
/// Number lists have a compact form of their own in [`List`], so that a byte string of a megabyte is a
/// megabyte and not a tree.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each primitive is the WIT type of the same name")]
pub enum Value {
    Bool(bool),
    S8(i8),
    U8(u8),
    S16(i16),
    U16(u16),
    S32(i32),
    U32(u32),
    S64(i64),
    U64(u64),
    F32(f32),
    F64(f64),
    Char(char),
    String(String),
    /// A list, one of a fixed length, or a map as a list of pairs.
    List(List),
    Tuple(Vec<Self>),
    /// Every field of the record, in the order of the WIT.
    Record(Vec<(Name, Self)>),
    /// A case and its payload.
    Variant(Name, Option<Box<Self>>),
    Enum(Name),
    /// The flags that are set, in the order of the WIT.
    Flags(Vec<Name>),
    Option(Option<Box<Self>>),
    Result(Result<Option<Box<Self>>, Option<Box<Self>>>),
    /// A resource, owned or lent as its type says.
    Handle(Handle),
    /// A stream, which can be sent or read once.
    Stream(StreamHandle),
    /// A future, which can be sent or read once.
    Future(StreamHandle),
}

/// The elements of a list: numbers packed, anything else as values.
///
/// A list of numbers is always packed: [`encode_value`](crate::encode_value) refuses `Values` for it, and
/// [`List::from_values`] never makes one.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is named after its element type")]
pub enum List {
    S8(Vec<i8>),
    U8(Vec<u8>),
    S16(Vec<i16>),
    U16(Vec<u16>),
    S32(Vec<i32>),
    U32(Vec<u32>),
    S64(Vec<i64>),
    U64(Vec<u64>),
    F32(Vec<f32>),
    F64(Vec<f64>),
    Values(Vec<Value>),
}

impl List {
    /// Packs numbers of one type, and keeps anything else as values.
    ///
    /// An empty input says nothing of its element type and stays `Values`; the codec takes an empty
    /// `Values` for a list of any type.
    pub fn from_values(values: Vec<Value>) -> Self {
        macro_rules! pack {
            ($($case:ident),*) => {
                match values.first() {
                    $(Some(Value::$case(_)) => {
                        let packed: Option<Vec<_>> = values
                            .iter()
                            .map(|value| if let Value::$case(number) = value { Some(*number) } else { None })
                            .collect();
                        packed.map_or(Self::Values(values), Self::$case)
                    })*
                    _ => Self::Values(values),
                }
            };
        }
        pack!(S8, U8, S16, U16, S32, U32, S64, U64, F32, F64)
    }

    /// How many elements the list has.
    pub fn len(&self) -> usize {
        match self {
            Self::S8(items) => items.len(),
            Self::U8(items) => items.len(),
            Self::S16(items) => items.len(),
            Self::U16(items) => items.len(),
            Self::S32(items) => items.len(),
            Self::U32(items) => items.len(),
            Self::S64(items) => items.len(),
            Self::U64(items) => items.len(),
            Self::F32(items) => items.len(),
            Self::F64(items) => items.len(),
            Self::Values(items) => items.len(),
        }
    }

    /// Whether the list has no element.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Value {
    /// What kind of value this is, in WIT's words, for error messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Bool(_) => "bool",
            Self::S8(_) => "s8",
            Self::U8(_) => "u8",
            Self::S16(_) => "s16",
            Self::U16(_) => "u16",
            Self::S32(_) => "s32",
            Self::U32(_) => "u32",
            Self::S64(_) => "s64",
            Self::U64(_) => "u64",
            Self::F32(_) => "f32",
            Self::F64(_) => "f64",
            Self::Char(_) => "char",
            Self::String(_) => "string",
            Self::List(List::S8(_)) => "list<s8>",
            Self::List(List::U8(_)) => "list<u8>",
            Self::List(List::S16(_)) => "list<s16>",
            Self::List(List::U16(_)) => "list<u16>",
            Self::List(List::S32(_)) => "list<s32>",
            Self::List(List::U32(_)) => "list<u32>",
            Self::List(List::S64(_)) => "list<s64>",
            Self::List(List::U64(_)) => "list<u64>",
            Self::List(List::F32(_)) => "list<f32>",
            Self::List(List::F64(_)) => "list<f64>",
            Self::List(List::Values(_)) => "list",
            Self::Tuple(_) => "tuple",
            Self::Record(_) => "record",
            Self::Variant(..) => "variant",
            Self::Enum(_) => "enum",
            Self::Flags(_) => "flags",
            Self::Option(_) => "option",
            Self::Result(_) => "result",
            Self::Handle(_) => "resource",
            Self::Stream(_) => "stream",
            Self::Future(_) => "future",
        }
    }

    /// Makes a list, packed where its elements are numbers.
    pub fn list(values: impl IntoIterator<Item = Self>) -> Self {
        Self::List(List::from_values(values.into_iter().collect()))
    }

    /// Makes a record from its fields, in the order of the WIT.
    pub fn record<'a>(fields: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Record(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// Makes a variant case with a payload, or without one.
    pub fn variant(case: &str, payload: Option<Self>) -> Self {
        Self::Variant(case.into(), payload.map(Box::new))
    }

    /// Makes an enum case.
    pub fn enumeration(case: &str) -> Self {
        Self::Enum(case.into())
    }

    /// Makes a flag set from the names that are set, in the order of the WIT.
    pub fn flags<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Flags(names.into_iter().map(Name::from).collect())
    }

    /// Makes an option.
    pub fn option(inner: Option<Self>) -> Self {
        Self::Option(inner.map(Box::new))
    }

    /// Makes `ok` of a result.
    pub fn ok(payload: Option<Self>) -> Self {
        Self::Result(Ok(payload.map(Box::new)))
    }

    /// Makes `err` of a result.
    pub fn err(payload: Option<Self>) -> Self {
        Self::Result(Err(payload.map(Box::new)))
    }
}

macro_rules! from {
    ($($ty:ty => $case:ident),* $(,)?) => {$(
        impl From<$ty> for Value {
            fn from(value: $ty) -> Self {
                Self::$case(value.into())
            }
        }
    )*};
}

from! {
    bool => Bool, i8 => S8, u8 => U8, i16 => S16, u16 => U16, i32 => S32, u32 => U32, i64 => S64, u64 => U64,
    f32 => F32, f64 => F64, char => Char, String => String, &str => String,
}

macro_rules! from_list {
    ($($ty:ty => $case:ident),* $(,)?) => {$(
        impl From<Vec<$ty>> for Value {
            fn from(items: Vec<$ty>) -> Self {
                Self::List(List::$case(items))
            }
        }
    )*};
}

from_list! {
    i8 => S8, u8 => U8, i16 => S16, u16 => U16, i32 => S32, u32 => U32, i64 => S64, u64 => U64, f32 => F32, f64 => F64,
    Value => Values,
}
