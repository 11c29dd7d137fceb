//! From Rust types to values, with serde.

mod compound;
mod value;

use serde::Serialize;
use serde::ser::{Impossible, Serializer};

use super::error::Error;
use super::names::exported;
use super::value::{Struct, Value};
use compound::{Fields, Items, Pairs, Tagged};

/// Makes a value of anything that serde can serialise.
///
/// | Rust | gob |
/// |---|---|
/// | integers | signed or unsigned, as in Rust; `char` is a `rune` |
/// | `Vec<T>`, slices | a slice; of `u8` a `[]byte` |
/// | tuples and arrays | an array: all elements have one type |
/// | maps | a map |
/// | structs | a struct. `foo_bar` is the field `FooBar`; a name that begins with a capital stays as it is |
/// | `Option` | the value, or no field at all: gob cannot tell no pointer from one to zero |
/// | `()` | an empty struct |
/// | enums without payloads | the name of the variant as a string |
/// | [`Value`] | itself, which is how an interface is sent |
///
/// Go's spelling of abbreviations (`UserID`) needs `#[serde(rename = "UserID")]`.
///
/// # Errors
///
/// [`Error::Unsupported`] for an enum with payloads, a number of 128 bits that does not fit 64, and a `None` that is no
/// field.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, Error> {
    value.serialize(Gob)?.whole()
}

/// What a part of a Rust type becomes.
pub(super) enum Part {
    /// A `u8`: with others in a list it becomes a part of a `[]byte`.
    Byte(u8),
    /// A `None`.
    Nothing,
    Whole(Value),
}

impl Part {
    fn whole(self) -> Result<Value, Error> {
        match self {
            Self::Byte(byte) => Ok(Value::Uint(byte.into())),
            Self::Whole(value) => Ok(value),
            Self::Nothing => Err(Error::unsupported("nil pointer that is no field of a struct")),
        }
    }
}

/// The serializer: it has no state.
pub(super) struct Gob;

macro_rules! numbers {
    ($($method:ident: $ty:ty => $case:ident),* $(,)?) => {$(
        fn $method(self, value: $ty) -> Result<Part, Error> {
            Ok(Part::Whole(Value::$case(value.into())))
        }
    )*};
}

impl Serializer for Gob {
    type Ok = Part;
    type Error = Error;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Tagged;
    type SerializeTupleVariant = Impossible<Part, Error>;
    type SerializeMap = Pairs;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Impossible<Part, Error>;

    numbers! {
        serialize_bool: bool => Bool,
        serialize_i8: i8 => Int,
        serialize_i16: i16 => Int,
        serialize_i32: i32 => Int,
        serialize_i64: i64 => Int,
        serialize_u16: u16 => Uint,
        serialize_u32: u32 => Uint,
        serialize_u64: u64 => Uint,
        serialize_f32: f32 => Float,
        serialize_f64: f64 => Float,
        serialize_str: &str => String,
        serialize_bytes: &[u8] => Bytes,
    }

    fn serialize_u8(self, value: u8) -> Result<Part, Error> {
        Ok(Part::Byte(value))
    }

    fn serialize_i128(self, value: i128) -> Result<Part, Error> {
        let value = i64::try_from(value).map_err(|_| Error::unsupported("number of 128 bits"))?;
        self.serialize_i64(value)
    }

    fn serialize_u128(self, value: u128) -> Result<Part, Error> {
        let value = u64::try_from(value).map_err(|_| Error::unsupported("number of 128 bits"))?;
        self.serialize_u64(value)
    }

    fn serialize_char(self, value: char) -> Result<Part, Error> {
        self.serialize_i64(u32::from(value).into())
    }

    fn serialize_none(self) -> Result<Part, Error> {
        Ok(Part::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Part, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Part, Error> {
        Ok(Part::Whole(Value::Struct(Struct::default())))
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<Part, Error> {
        Ok(Part::Whole(match name {
            value::NIL => Value::nil(),
            name => Value::structure(name, []),
        }))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Part, Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Part, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: &T,
    ) -> Result<Part, Error> {
        Err(payload(name, variant))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Error> {
        Ok(Items::slice())
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, Error> {
        Ok(Items::array())
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Tagged, Error> {
        Ok(Tagged::new(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(payload(name, variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Pairs, Error> {
        Ok(Pairs::default())
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields, Error> {
        Ok(Fields::new(name))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(payload(name, variant))
    }
}

fn payload(name: &str, variant: &str) -> Error {
    Error::unsupported(format!("enum with a payload: {name}::{variant}"))
}

/// The Go field for a field of a Rust struct.
fn field_name(name: &str) -> String {
    if name.starts_with(char::is_uppercase) { name.to_string() } else { exported(name) }
}
