//! From the messages of a stream to values.
//!
//! A value may span messages: where an interface holds a type that was not defined yet, Go ends the message with the
//! definition, and the value goes on in the next. So the decoder keeps what it has of a value, level by level, and needs
//! neither recursion nor a second look at any byte.

mod level;

use std::collections::HashMap;
use std::sync::Arc;

use super::descriptor::WireType;
use super::error::Error;
use super::limits::{MAX_DEPTH, MAX_TYPE_BYTES, MAX_TYPES, MAX_VALUE_BYTES};
use super::ty;
use super::value::{Opaque, Struct, Value};
use super::wire::Cursor;
use level::{Level, Wanted};

/// Reads one stream. What it has read of types counts for the whole stream.
///
/// After an error the stream is of no more use: nobody knows where the next value begins.
#[derive(Debug)]
pub struct Decoder {
    types: HashMap<i64, Arc<WireType>>,
    /// Bytes of memory that definitions may still take.
    type_budget: usize,
    /// Bytes of memory that a value may take.
    value_bytes: usize,
    /// The value that is being read, from the outside in; empty between values.
    levels: Vec<Level>,
    budget: usize,
}

impl Decoder {
    /// At the beginning of a stream.
    pub fn new() -> Self {
        Self::with_value_bytes(MAX_VALUE_BYTES)
    }

    /// With a bound of its own on the bytes of memory that one value may take.
    pub fn with_value_bytes(value_bytes: usize) -> Self {
        Self {
            types: HashMap::new(),
            type_budget: MAX_TYPE_BYTES,
            value_bytes,
            levels: Vec::new(),
            budget: value_bytes,
        }
    }

    /// Takes the next message, without its length; gives a value if one is complete now.
    ///
    /// # Errors
    ///
    /// Bytes that are no gob, or a value over a bound. The peer is at fault.
    pub fn message(&mut self, message: &[u8]) -> Result<Option<Value>, Error> {
        let mut input = Cursor::new(message);
        let value = if self.levels.is_empty() { self.begin(&mut input) } else { self.go_on(&mut input, None) }?;
        if input.is_empty() { Ok(value) } else { Err(Error::malformed("bytes behind a value", input.remaining())) }
    }

    /// Whether a value was begun and is not complete.
    pub fn is_partial(&self) -> bool {
        !self.levels.is_empty()
    }

    fn begin(&mut self, input: &mut Cursor<'_>) -> Result<Option<Value>, Error> {
        let id = input.int()?;
        if id < 0 {
            self.define(id, input)?;
            return Ok(None);
        }
        self.budget = self.value_bytes;
        let finished = self.single(id, input)?;
        self.go_on(input, finished)
    }

    fn define(&mut self, negated: i64, input: &mut Cursor<'_>) -> Result<(), Error> {
        let id = negated.checked_neg().filter(|id| *id >= ty::LOWEST_DEFINED);
        let id = id.ok_or_else(|| Error::malformed("the number of a defined type", negated))?;
        if self.types.len() >= MAX_TYPES {
            return Err(Error::over("types of a stream", self.types.len() as u64 + 1, MAX_TYPES));
        }
        let budget = &mut self.type_budget;
        charge(budget, size_of::<WireType>())?;
        let defined = WireType::read(input, &mut |bytes| charge(budget, bytes))?;
        match self.types.insert(id, Arc::new(defined)) {
            None => Ok(()),
            Some(_) => Err(Error::malformed("a type that is defined twice", id)),
        }
    }

    /// Works until the value is complete, or the message ends behind a definition.
    fn go_on(&mut self, input: &mut Cursor<'_>, mut finished: Option<Value>) -> Result<Option<Value>, Error> {
        loop {
            let Some(level) = self.levels.last_mut() else { return Ok(finished) };
            if let Some(value) = finished.take() {
                level.give(value)?;
            }
            match level.next(input)? {
                Wanted::Done(value) => {
                    self.levels.pop();
                    finished = Some(value);
                }
                Wanted::Value(id) => finished = self.start(id, input)?,
                Wanted::TypeSequence => {
                    let Some(id) = self.type_sequence(input)? else { return Ok(None) };
                    // The length of what follows: Go's decoder goes by the value as well.
                    input.uint()?;
                    if let Some(level) = self.levels.last_mut() {
                        level.has_type();
                    }
                    finished = self.single(id, input)?;
                }
            }
        }
    }

    /// Reads definitions until a type is named; none if the message ends before.
    fn type_sequence(&mut self, input: &mut Cursor<'_>) -> Result<Option<i64>, Error> {
        while !input.is_empty() {
            let id = input.int()?;
            if id >= 0 {
                return Ok(Some(id));
            }
            self.define(id, input)?;
            // Within an interface the length of what follows may stand here, unless a message ends.
            if !input.is_empty() {
                input.uint()?;
            }
        }
        Ok(None)
    }

    /// A value that stands by itself. What is no struct has a zero before it.
    fn single(&mut self, id: i64, input: &mut Cursor<'_>) -> Result<Option<Value>, Error> {
        let is_struct = self.types.get(&id).is_some_and(|ty| matches!(**ty, WireType::Struct { .. }));
        if !is_struct {
            let delta = input.uint()?;
            if delta != 0 {
                return Err(Error::malformed("a value that is no struct and has fields", delta));
            }
        }
        self.start(id, input)
    }

    /// Reads a value, or begins a level for it.
    fn start(&mut self, id: i64, input: &mut Cursor<'_>) -> Result<Option<Value>, Error> {
        charge(&mut self.budget, size_of::<Value>())?;
        Ok(Some(match id {
            ty::BOOL => match input.uint()? {
                0 => Value::Bool(false),
                1 => Value::Bool(true),
                other => return Err(Error::malformed("a bool", other)),
            },
            ty::INT => Value::Int(input.int()?),
            ty::UINT => Value::Uint(input.uint()?),
            ty::FLOAT => Value::Float(input.float()?),
            ty::COMPLEX => Value::Complex(input.float()?, input.float()?),
            ty::BYTES => Value::Bytes(self.bytes(input, "bytes")?),
            ty::STRING => match String::from_utf8(self.bytes(input, "a string")?) {
                Ok(text) => Value::String(text),
                Err(error) => Value::NonUtf8(error.into_bytes()),
            },
            ty::INTERFACE => {
                self.push(Level::interface())?;
                return Ok(None);
            }
            id => return self.start_defined(id, input),
        }))
    }

    fn start_defined(&mut self, id: i64, input: &mut Cursor<'_>) -> Result<Option<Value>, Error> {
        let ty = Arc::clone(self.types.get(&id).ok_or(Error::UnknownType { id })?);
        let level = match &*ty {
            WireType::Opaque(kind) => {
                let bytes = self.bytes(input, "an opaque value")?;
                return Ok(Some(Value::Opaque(Opaque { kind: *kind, bytes })));
            }
            WireType::Slice { element } => Level::slice(*element),
            WireType::Array { element, length } => Level::array(*element, *length),
            WireType::Map { key, element } => Level::map(*key, *element),
            WireType::Struct { name, .. } => {
                Level::structure(Arc::clone(&ty), Struct { name: name.clone(), fields: Vec::new() })
            }
        };
        self.push(level)?;
        Ok(None)
    }

    fn push(&mut self, level: Level) -> Result<(), Error> {
        if self.levels.len() >= MAX_DEPTH {
            return Err(Error::over("depth of a value", self.levels.len() as u64 + 1, MAX_DEPTH));
        }
        charge(&mut self.budget, size_of::<Level>())?;
        self.levels.push(level);
        Ok(())
    }

    fn bytes(&mut self, input: &mut Cursor<'_>, what: &'static str) -> Result<Vec<u8>, Error> {
        let bytes = input.bytes(what)?;
        charge(&mut self.budget, bytes.len())?;
        Ok(bytes.to_vec())
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

/// Accounts for memory before it is used.
fn charge(budget: &mut usize, bytes: usize) -> Result<(), Error> {
    *budget = budget.checked_sub(bytes).ok_or(Error::over("memory in bytes", bytes as u64, *budget))?;
    Ok(())
}
