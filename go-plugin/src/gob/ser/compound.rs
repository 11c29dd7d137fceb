//! Lists, maps and structs while serde goes through them.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct};

use super::{Gob, Part, field_name, value};
use crate::gob::Name;
use crate::gob::error::Error;
use crate::gob::value::{Struct, Value};

/// The elements of a list.
pub(in crate::gob) struct Items {
    items: Vec<Value>,
    /// The elements so far if they are bytes, and a slice is made of them.
    bytes: Vec<u8>,
    is_array: bool,
}

impl Items {
    pub(super) fn slice() -> Self {
        Self { items: Vec::new(), bytes: Vec::new(), is_array: false }
    }

    pub(super) fn array() -> Self {
        Self { items: Vec::new(), bytes: Vec::new(), is_array: true }
    }

    fn add<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        match item.serialize(Gob)? {
            Part::Byte(byte) if !self.is_array && self.items.is_empty() => self.bytes.push(byte),
            part => {
                self.items.extend(self.bytes.drain(..).map(|byte| Value::Uint(byte.into())));
                self.items.push(part.whole()?);
            }
        }
        Ok(())
    }

    fn finish(self) -> Value {
        match self {
            Self { items, is_array: true, .. } => Value::Array(items),
            Self { bytes, .. } if !bytes.is_empty() => Value::Bytes(bytes),
            Self { items, .. } => Value::Slice(items),
        }
    }
}

impl SerializeSeq for Items {
    type Ok = Part;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        self.add(item)
    }

    fn end(self) -> Result<Part, Error> {
        Ok(Part::Whole(self.finish()))
    }
}

impl SerializeTuple for Items {
    type Ok = Part;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        self.add(item)
    }

    fn end(self) -> Result<Part, Error> {
        Ok(Part::Whole(self.finish()))
    }
}

/// A tuple struct: an array, or a value that serde has no form for, under a name of ours.
pub(in crate::gob) struct Tagged {
    name: &'static str,
    items: Items,
}

impl Tagged {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, items: Items::array() }
    }
}

impl SerializeTupleStruct for Tagged {
    type Ok = Part;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        self.items.add(item)
    }

    fn end(self) -> Result<Part, Error> {
        value::untag(self.name, self.items.items).map(Part::Whole)
    }
}

/// The pairs of a map.
#[derive(Default)]
pub(in crate::gob) struct Pairs {
    pairs: Vec<(Value, Value)>,
    key: Option<Value>,
}

impl SerializeMap for Pairs {
    type Ok = Part;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key = Some(key.serialize(Gob)?.whole()?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = self.key.take().ok_or_else(|| Error::Custom("a map's value without a key".to_string()))?;
        self.pairs.push((key, value.serialize(Gob)?.whole()?));
        Ok(())
    }

    fn end(self) -> Result<Part, Error> {
        Ok(Part::Whole(Value::Map(self.pairs)))
    }
}

/// The fields of a struct.
pub(in crate::gob) struct Fields {
    name: &'static str,
    fields: Vec<(Name, Value)>,
}

impl Fields {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, fields: Vec::new() }
    }
}

impl SerializeStruct for Fields {
    type Ok = Part;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, field: &T) -> Result<(), Error> {
        match field.serialize(Gob).map_err(|error| error.under(name))? {
            Part::Nothing => {}
            part => self.fields.push((field_name(name).into(), part.whole()?)),
        }
        Ok(())
    }

    fn end(self) -> Result<Part, Error> {
        Ok(Part::Whole(Value::Struct(Struct { name: self.name.into(), fields: self.fields })))
    }
}
