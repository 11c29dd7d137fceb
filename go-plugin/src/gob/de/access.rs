//! Structs and maps while serde goes through them.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess};

use super::Reader;
use super::zero::Zero;
use crate::gob::Name;
use crate::gob::error::Error;
use crate::gob::limits::Budget;
use crate::gob::names::{alike, exported};
use crate::gob::value::Value;

/// A struct for a Rust struct: each of its fields once, with a zero where nothing came.
pub(super) struct Fields<'b> {
    budget: &'b Budget,
    wanted: std::slice::Iter<'static, &'static str>,
    came: Vec<(Name, Value)>,
    /// The field whose value is next.
    field: &'static str,
}

impl<'b> Fields<'b> {
    pub(super) fn new(wanted: &'static [&'static str], came: Vec<(Name, Value)>, budget: &'b Budget) -> Self {
        Self { budget, wanted: wanted.iter(), came, field: "" }
    }

    fn take(&mut self) -> Option<Value> {
        let spelled = exported(self.field);
        let exact = |name: &str| name == self.field || name == spelled;
        let position = self.came.iter().position(|(name, _)| exact(name));
        let position = position.or_else(|| self.came.iter().position(|(name, _)| alike(name, self.field)))?;
        Some(self.came.swap_remove(position).1)
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(field) = self.wanted.next() else { return Ok(None) };
        self.field = field;
        let name: StrDeserializer<'_, Error> = (*field).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let field = self.field;
        let read = match self.take() {
            Some(value) => seed.deserialize(Reader(value, self.budget)),
            None => seed.deserialize(Zero(self.budget)),
        };
        read.map_err(|error| error.under(field))
    }
}

/// A struct for something that wants no particular fields.
pub(super) struct FieldMap<'b> {
    budget: &'b Budget,
    fields: std::vec::IntoIter<(Name, Value)>,
    value: Option<Value>,
}

impl<'b> FieldMap<'b> {
    pub(super) fn new(fields: Vec<(Name, Value)>, budget: &'b Budget) -> Self {
        Self { budget, fields: fields.into_iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for FieldMap<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((name, value)) = self.fields.next() else { return Ok(None) };
        self.value = Some(value);
        let name: StrDeserializer<'_, Error> = (*name).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Reader(self.value.take().unwrap_or(Value::nil()), self.budget))
    }
}

/// A map.
pub(super) struct Pairs<'b> {
    budget: &'b Budget,
    pairs: std::vec::IntoIter<(Value, Value)>,
    value: Option<Value>,
}

impl<'b> Pairs<'b> {
    pub(super) fn new(pairs: Vec<(Value, Value)>, budget: &'b Budget) -> Self {
        Self { budget, pairs: pairs.into_iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Pairs<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.pairs.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Reader(key, self.budget)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Reader(self.value.take().unwrap_or(Value::nil()), self.budget))
    }
}
