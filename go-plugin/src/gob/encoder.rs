//! From values to the messages of a stream.

use std::collections::HashMap;

use super::Name;
use super::descriptor::WireType;
use super::error::Error;
use super::infer::{Typed, infer, merge};
use super::limits::MAX_DEPTH;
use super::ty::{FIRST_DEFINED, Type};
use super::value::{Interface, Struct, Value};
use super::wire::{write_bytes, write_float, write_int, write_uint};

/// Writes one stream. What it has defined counts for the whole stream.
#[derive(Debug)]
pub struct Encoder {
    /// The numbers of the types that were defined.
    defined: HashMap<Type, i64>,
    /// Of every name the widest struct that was sent: values that leave fields out then need no type of their own.
    widest: HashMap<Name, Type>,
    next: i64,
}

impl Encoder {
    /// At the beginning of a stream.
    pub fn new() -> Self {
        Self { defined: HashMap::new(), widest: HashMap::new(), next: FIRST_DEFINED }
    }

    /// Appends a value, and before it the definitions of the types that the peer does not know yet.
    ///
    /// On an error nothing was appended, and the stream goes on.
    ///
    /// # Errors
    ///
    /// The value is not of the type, or has a part that gob cannot carry. The caller is at fault.
    pub fn encode(&mut self, typed: &Typed, out: &mut Vec<u8>) -> Result<(), Error> {
        self.encode_all([typed], out)
    }

    /// Appends several values, or none of them.
    ///
    /// # Errors
    ///
    /// As [`encode`](Self::encode).
    pub fn encode_all<'a>(
        &mut self,
        values: impl IntoIterator<Item = &'a Typed>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let (begin, first) = (out.len(), self.next);
        let written = values.into_iter().try_for_each(|typed| {
            let ty = self.widen(&typed.ty);
            self.write(&ty, &typed.value, out)
        });
        if written.is_err() {
            out.truncate(begin);
            self.defined.retain(|_, id| *id < first);
            self.next = first;
        }
        written
    }

    fn write(&mut self, ty: &Type, value: &Value, out: &mut Vec<u8>) -> Result<(), Error> {
        // Types in interfaces too come before the value: Go's decoder cannot skip one that is defined inside.
        let id = self.define(ty, out)?;
        let mut body = Vec::new();
        write_int(id, &mut body);
        self.write_single(ty, value, &mut body, out, 0)?;
        write_bytes(&body, out);
        Ok(())
    }

    /// Gives the type that has the fields of all types of its name so far.
    fn widen(&mut self, ty: &Type) -> Type {
        let Type::Struct(of) = ty else { return ty.clone() };
        if of.name.is_empty() {
            return ty.clone();
        }
        match self.widest.get(&of.name).map(|widest| (widest, merge(widest, ty))) {
            Some((widest, Some(merged))) if merged == *widest => merged,
            // Of two structs that only share their name, each is sent as it is.
            Some((_, None)) => ty.clone(),
            Some((_, Some(merged))) => {
                self.widest.insert(of.name.clone(), merged.clone());
                merged
            }
            None => {
                self.widest.insert(of.name.clone(), ty.clone());
                ty.clone()
            }
        }
    }

    /// The number of a type; its definition is appended if it has none yet.
    fn define(&mut self, ty: &Type, out: &mut Vec<u8>) -> Result<i64, Error> {
        if let Some(id) = ty.built_in().or_else(|| self.defined.get(ty).copied()) {
            return Ok(id);
        }
        let wire = match ty {
            Type::Slice(element) => WireType::Slice { element: self.define(element, out)? },
            Type::Array(element, length) => WireType::Array { element: self.define(element, out)?, length: *length },
            Type::Map(key, element) => {
                WireType::Map { key: self.define(key, out)?, element: self.define(element, out)? }
            }
            Type::Struct(of) => {
                let mut fields = Vec::with_capacity(of.fields.len());
                for (name, ty) in &of.fields {
                    fields.push((name.clone(), self.define(ty, out)?));
                }
                WireType::Struct { name: of.name.clone(), fields }
            }
            Type::Opaque(kind) => WireType::Opaque(*kind),
            other => return Err(Error::unsupported(other)),
        };
        let id = self.next;
        self.next += 1;
        self.defined.insert(ty.clone(), id);
        let mut body = Vec::new();
        wire.write(id, &mut body);
        write_bytes(&body, out);
        Ok(id)
    }

    /// A value that stands by itself. What is no struct has a zero before it.
    fn write_single(
        &mut self,
        ty: &Type,
        value: &Value,
        body: &mut Vec<u8>,
        definitions: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), Error> {
        if !matches!(ty, Type::Struct(_)) {
            body.push(0);
        }
        self.write_value(ty, value, body, definitions, depth)
    }

    fn write_value(
        &mut self,
        ty: &Type,
        value: &Value,
        body: &mut Vec<u8>,
        definitions: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), Error> {
        if depth >= MAX_DEPTH {
            return Err(Error::over("depth of a value", depth as u64 + 1, MAX_DEPTH));
        }
        match (ty, value) {
            (Type::Bool, Value::Bool(it)) => body.push(u8::from(*it)),
            (Type::Int, Value::Int(it)) => write_int(*it, body),
            (Type::Uint, Value::Uint(it)) => write_uint(*it, body),
            (Type::Float, Value::Float(it)) => write_float(*it, body),
            (Type::Complex, Value::Complex(re, im)) => {
                write_float(*re, body);
                write_float(*im, body);
            }
            (Type::Bytes, Value::Bytes(it)) | (Type::String, Value::NonUtf8(it)) => write_bytes(it, body),
            (Type::String, Value::String(it)) => write_bytes(it.as_bytes(), body),
            (Type::Interface, Value::Interface(None)) => body.push(0),
            (Type::Interface, Value::Interface(Some(it))) => {
                return self.write_interface(it, body, definitions, depth + 1);
            }
            (Type::Opaque(kind), Value::Opaque(it)) if *kind == it.kind => write_bytes(&it.bytes, body),
            (Type::Slice(element), Value::Slice(items)) => {
                return self.write_items(element, items, body, definitions, depth + 1);
            }
            (Type::Array(element, length), Value::Array(items)) if *length == items.len() => {
                return self.write_items(element, items, body, definitions, depth + 1);
            }
            (Type::Map(key, element), Value::Map(pairs)) => {
                write_uint(pairs.len() as u64, body);
                for (held, value) in pairs {
                    self.write_value(key, held, body, definitions, depth + 1)?;
                    self.write_value(element, value, body, definitions, depth + 1)?;
                }
            }
            (Type::Struct(of), Value::Struct(it)) => {
                return self.write_struct(&of.fields, it, body, definitions, depth + 1);
            }
            (ty, value) => return Err(Error::mismatch(ty, value.kind())),
        }
        Ok(())
    }

    fn write_items(
        &mut self,
        element: &Type,
        items: &[Value],
        body: &mut Vec<u8>,
        definitions: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), Error> {
        write_uint(items.len() as u64, body);
        for (position, item) in items.iter().enumerate() {
            self.write_value(element, item, body, definitions, depth)
                .map_err(|error| error.under(&format!("[{position}]")))?;
        }
        Ok(())
    }

    fn write_struct(
        &mut self,
        fields: &[(Name, Type)],
        value: &Struct,
        body: &mut Vec<u8>,
        definitions: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), Error> {
        let (mut next, mut matched) = (0, 0);
        for (position, (name, ty)) in fields.iter().enumerate() {
            // The order of the type is the common case; any other is found by name.
            let in_order = value.fields.get(matched).filter(|(field, _)| field == name);
            let Some((_, field)) = in_order.or_else(|| value.fields.iter().find(|(field, _)| field == name)) else {
                continue;
            };
            matched += 1;
            if field.is_omitted() {
                continue;
            }
            write_uint((position + 1 - next) as u64, body);
            next = position + 1;
            self.write_value(ty, field, body, definitions, depth).map_err(|error| error.under(name))?;
        }
        body.push(0);
        if matched == value.fields.len() {
            return Ok(());
        }
        let is_lost =
            |(name, field): &&(Name, Value)| !field.is_omitted() && !fields.iter().any(|(known, _)| known == name);
        match value.fields.iter().find(is_lost) {
            None => Ok(()),
            Some((name, field)) => Err(Error::mismatch("no such field", field.kind()).under(name)),
        }
    }

    /// A name, a type, and the value with its length before it.
    fn write_interface(
        &mut self,
        interface: &Interface,
        body: &mut Vec<u8>,
        definitions: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), Error> {
        let Interface { name, value } = interface;
        if name.is_empty() {
            return Err(Error::unsupported("value in an interface without the name of its type"));
        }
        let known = Type::of_basic_name(name);
        let ty = match known {
            Some(ty) => ty,
            None => infer(value, depth)?.ok_or(Error::Untyped)?,
        };
        let id = self.define(&ty, definitions)?;
        write_bytes(name.as_bytes(), body);
        write_int(id, body);
        let mut inner = Vec::new();
        self.write_single(&ty, value, &mut inner, definitions, depth)?;
        write_bytes(&inner, body);
        Ok(())
    }
}

impl Default for Encoder {
    fn default() -> Self {
        Self::new()
    }
}
