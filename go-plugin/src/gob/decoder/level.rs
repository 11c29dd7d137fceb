//! What the decoder has of a value, at one level of its nesting.

use std::sync::Arc;

use crate::gob::Name;
use crate::gob::descriptor::WireType;
use crate::gob::error::Error;
use crate::gob::value::{Interface, Struct, Value};
use crate::gob::wire::Cursor;

/// A value that is being put together.
#[derive(Debug)]
pub(super) enum Level {
    Struct { ty: Arc<WireType>, next: usize, value: Struct },
    List { element: i64, left: Count, items: Vec<Value>, is_array: bool },
    Map { key: i64, element: i64, left: Count, held: Option<Value>, pairs: Vec<(Value, Value)> },
    Interface { stage: Stage },
}

/// How many elements are to come. No memory is taken for them before they do: each takes a byte at least of what is to
/// come, perhaps in later messages.
#[derive(Debug)]
pub(super) enum Count {
    /// The count itself is to come; an array's must be this one.
    Unread(Option<usize>),
    Left(u64),
}

#[derive(Debug)]
pub(super) enum Stage {
    Name,
    Type(Name),
    Value(Name),
    Done(Option<Box<Interface>>),
}

/// What a level needs next.
pub(super) enum Wanted {
    /// A value of this type.
    Value(i64),
    /// Definitions, and the number of a type.
    TypeSequence,
    /// Nothing more.
    Done(Value),
}

impl Level {
    pub(super) fn structure(ty: Arc<WireType>, value: Struct) -> Self {
        Self::Struct { ty, next: 0, value }
    }

    pub(super) fn slice(element: i64) -> Self {
        Self::List { element, left: Count::Unread(None), items: Vec::new(), is_array: false }
    }

    pub(super) fn array(element: i64, length: usize) -> Self {
        Self::List { element, left: Count::Unread(Some(length)), items: Vec::new(), is_array: true }
    }

    pub(super) fn map(key: i64, element: i64) -> Self {
        Self::Map { key, element, left: Count::Unread(None), held: None, pairs: Vec::new() }
    }

    pub(super) fn interface() -> Self {
        Self::Interface { stage: Stage::Name }
    }

    /// Says what is needed next.
    pub(super) fn next(&mut self, input: &mut Cursor<'_>) -> Result<Wanted, Error> {
        match self {
            Self::Struct { ty, next, value } => {
                let delta = input.uint()?;
                if delta == 0 {
                    return Ok(Wanted::Done(Value::Struct(std::mem::take(value))));
                }
                let WireType::Struct { fields, .. } = &**ty else { return Err(misplaced()) };
                let field = usize::try_from(delta).ok().and_then(|delta| next.checked_add(delta - 1));
                let found = field.and_then(|field| Some((field, fields.get(field)?)));
                let (field, (name, id)) = found.ok_or_else(|| Error::malformed("a field number", delta))?;
                *next = field + 1;
                value.fields.push((name.clone(), Value::Bool(false)));
                Ok(Wanted::Value(*id))
            }
            Self::List { left: Count::Unread(length), .. } => {
                let length = *length;
                let count = input.uint()?;
                if length.is_some_and(|length| length as u64 != count) {
                    return Err(Error::malformed("the length of an array", count));
                }
                if let Self::List { left, .. } = self {
                    *left = Count::Left(count);
                }
                self.next(input)
            }
            Self::List { left: Count::Left(0), items, is_array, .. } => {
                let items = std::mem::take(items);
                Ok(Wanted::Done(if *is_array { Value::Array(items) } else { Value::Slice(items) }))
            }
            Self::List { element, left: Count::Left(left), .. } => {
                *left -= 1;
                Ok(Wanted::Value(*element))
            }
            Self::Map { left, key, element, held, pairs } => match left {
                Count::Unread(_) => {
                    *left = Count::Left(input.uint()?);
                    self.next(input)
                }
                Count::Left(_) if held.is_some() => Ok(Wanted::Value(*element)),
                Count::Left(0) => Ok(Wanted::Done(Value::Map(std::mem::take(pairs)))),
                Count::Left(left) => {
                    *left -= 1;
                    Ok(Wanted::Value(*key))
                }
            },
            Self::Interface { stage } => next_of_interface(stage, input),
        }
    }

    /// Takes the value that was wanted.
    pub(super) fn give(&mut self, given: Value) -> Result<(), Error> {
        match self {
            Self::Struct { value, .. } => match value.fields.last_mut() {
                Some((_, slot)) => *slot = given,
                None => return Err(misplaced()),
            },
            Self::List { items, .. } => items.push(given),
            Self::Map { held, pairs, .. } => match held.take() {
                None => *held = Some(given),
                Some(key) => pairs.push((key, given)),
            },
            Self::Interface { stage } => match std::mem::replace(stage, Stage::Name) {
                Stage::Value(name) => *stage = Stage::Done(Some(Box::new(Interface { name, value: given }))),
                _ => return Err(misplaced()),
            },
        }
        Ok(())
    }

    /// The type in an interface is known now.
    pub(super) fn has_type(&mut self) {
        if let Self::Interface { stage } = self
            && let Stage::Type(name) = stage
        {
            *stage = Stage::Value(name.clone());
        }
    }
}

fn next_of_interface(stage: &mut Stage, input: &mut Cursor<'_>) -> Result<Wanted, Error> {
    match stage {
        Stage::Name => {
            let name = input.name("the name of a type in an interface")?;
            *stage = if name.is_empty() { Stage::Done(None) } else { Stage::Type(name.into()) };
            next_of_interface(stage, input)
        }
        Stage::Type(_) => Ok(Wanted::TypeSequence),
        Stage::Done(value) => Ok(Wanted::Done(Value::Interface(value.take()))),
        Stage::Value(_) => Err(misplaced()),
    }
}

/// A level was asked for something it cannot have been waiting for.
fn misplaced() -> Error {
    Error::malformed("the order of a value", "a part without a place")
}
