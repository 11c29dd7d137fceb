//! From values to Rust types, with serde.

mod access;
mod zero;

use serde::de::value::SeqDeserializer;
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::error::Error;
use super::limits::Budget;
use super::value::{Opaque, Struct, Value};
use access::{FieldMap, Fields, Pairs};

/// Makes a Rust type of a value.
///
/// Fields are found by name, however it is spelled (`FooBar` is `foo_bar`), the exact spelling first. One that did not
/// come is zero, which is how gob sends a zero: no `#[serde(default)]` is needed, and `#[serde(alias)]` does not work.
/// A field that the type does not have is skipped. What an interface holds stands for itself. A variant of an enum is
/// found by its name in a string, or by its number in an integer.
///
/// # Errors
///
/// The value does not fit the type: the peer's program and the type disagree.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    T::deserialize(Reader(value, &Budget::new()))
}

struct Reader<'b>(Value, &'b Budget);

impl Reader<'_> {
    /// What is in an interface, however deep.
    fn inner(self) -> Value {
        let mut value = self.0;
        while let Value::Interface(Some(interface)) = value {
            value = interface.value;
        }
        value
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let budget = self.1;
        match self.inner() {
            Value::Bool(it) => visitor.visit_bool(it),
            Value::Int(it) => visitor.visit_i64(it),
            Value::Uint(it) => visitor.visit_u64(it),
            Value::Float(it) => visitor.visit_f64(it),
            Value::Complex(re, im) => visitor.visit_seq(SeqDeserializer::new([re, im].into_iter())),
            Value::Bytes(it) | Value::NonUtf8(it) | Value::Opaque(Opaque { bytes: it, .. }) => {
                visitor.visit_byte_buf(it)
            }
            Value::String(it) => visitor.visit_string(it),
            Value::Slice(items) | Value::Array(items) => {
                visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(|item| Self(item, budget))))
            }
            Value::Map(pairs) => visitor.visit_map(Pairs::new(pairs, budget)),
            Value::Struct(it) => visitor.visit_map(FieldMap::new(it.fields, budget)),
            Value::Interface(_) => visitor.visit_unit(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Interface(None) => visitor.visit_none(),
            value => visitor.visit_some(Self(value, self.1)),
        }
    }

    /// Bytes are a list of numbers too.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let budget = self.1;
        match self.inner() {
            Value::Bytes(bytes) => visitor.visit_seq(SeqDeserializer::new(bytes.into_iter())),
            value => Self(value, budget).deserialize_any(visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    /// A rune is a number.
    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let budget = self.1;
        match self.inner() {
            Value::Int(it) => {
                let found = u32::try_from(it).ok().and_then(char::from_u32);
                visitor.visit_char(found.ok_or_else(|| Error::mismatch("a character", it))?)
            }
            value => Self(value, budget).deserialize_any(visitor),
        }
    }

    /// Nothing is what an empty struct says, and a nil interface.
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.inner() {
            Value::Struct(_) | Value::Interface(_) => visitor.visit_unit(),
            value => Err(Error::mismatch("nothing", value.kind())),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let budget = self.1;
        match self.inner() {
            Value::Struct(Struct { fields: values, .. }) => visitor.visit_map(Fields::new(fields, values, budget)),
            value => Self(value, budget).deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.inner() {
            Value::String(variant) => visitor.visit_enum(variant.into_deserializer()),
            Value::Int(number) => visitor.visit_enum(variant(number)?.into_deserializer()),
            Value::Uint(number) => visitor.visit_enum(variant(number)?.into_deserializer()),
            value => Err(Error::mismatch(name, value.kind())),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 str string bytes byte_buf map identifier
    }
}

impl IntoDeserializer<'_, Error> for Reader<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn variant<N: Copy + ToString + TryInto<u32>>(number: N) -> Result<u32, Error> {
    number.try_into().map_err(|_| Error::mismatch("the number of a variant", number.to_string()))
}
