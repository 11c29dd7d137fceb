//! A message while its fields come in.

use std::collections::BTreeMap;

use amphi_protocol::{List, Value};

use crate::proto::plan::{Item, Scalar};

/// A slot for each member of the record.
pub(super) struct Draft {
    pub(super) slots: Vec<Slot>,
}

pub(super) enum Slot {
    Unset,
    Value(Value),
    Message(Draft),
    /// A repeated field of numbers and other values.
    List(List),
    /// A repeated field of messages.
    Messages(Vec<Draft>),
    Map(BTreeMap<Key, Self>),
    /// The case of a oneof that came last.
    Case(usize, Box<Self>),
}

/// The key of a map, in an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Bool(bool),
    S32(i32),
    S64(i64),
    U32(u32),
    U64(u64),
    String(String),
}

impl Draft {
    pub(super) fn new(members: usize) -> Self {
        Self { slots: (0..members).map(|_| Slot::Unset).collect() }
    }
}

impl Slot {
    /// The slot of a case of a oneof; another case that was there is gone.
    pub(super) fn case(&mut self, case: usize) -> &mut Self {
        if !matches!(self, Self::Case(earlier, _) if *earlier == case) {
            *self = Self::Case(case, Box::new(Self::Unset));
        }
        match self {
            Self::Case(_, slot) => slot,
            other => other,
        }
    }

    /// How many messages of a repeated field are there.
    pub(super) fn messages(&self) -> usize {
        if let Self::Messages(drafts) = self { drafts.len() } else { 0 }
    }

    pub(super) fn push_message(&mut self, draft: Draft) {
        match self {
            Self::Messages(drafts) => drafts.push(draft),
            other => *other = Self::Messages(vec![draft]),
        }
    }

    pub(super) fn push(&mut self, item: &Item, value: Value) {
        match self {
            Self::List(list) => push(list, value),
            other => {
                let mut list = empty_list(item);
                push(&mut list, value);
                *other = Self::List(list);
            }
        }
    }

    pub(super) fn insert(&mut self, key: Key, value: Self) {
        match self {
            Self::Map(entries) => drop(entries.insert(key, value)),
            other => *other = Self::Map(BTreeMap::from([(key, value)])),
        }
    }
}

impl Key {
    pub(super) fn default_of(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Bool => Self::Bool(false),
            Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => Self::S32(0),
            Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => Self::S64(0),
            Scalar::Uint32 | Scalar::Fixed32 => Self::U32(0),
            Scalar::Uint64 | Scalar::Fixed64 => Self::U64(0),
            // Protobuf has no maps by numbers with fractions or by bytes.
            Scalar::Float | Scalar::Double | Scalar::String | Scalar::Bytes => Self::String(String::new()),
        }
    }

    pub(super) fn of(value: Value) -> Option<Self> {
        Some(match value {
            Value::Bool(it) => Self::Bool(it),
            Value::S32(it) => Self::S32(it),
            Value::S64(it) => Self::S64(it),
            Value::U32(it) => Self::U32(it),
            Value::U64(it) => Self::U64(it),
            Value::String(it) => Self::String(it),
            _ => return None,
        })
    }

    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Bool(it) => Value::Bool(it),
            Self::S32(it) => Value::S32(it),
            Self::S64(it) => Value::S64(it),
            Self::U32(it) => Value::U32(it),
            Self::U64(it) => Value::U64(it),
            Self::String(it) => Value::String(it),
        }
    }
}

/// The list of no elements, packed as a list of this type is.
pub(super) fn empty_list(item: &Item) -> List {
    match item {
        Item::Scalar(scalar) => match scalar {
            Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => List::S32(Vec::new()),
            Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => List::S64(Vec::new()),
            Scalar::Uint32 | Scalar::Fixed32 => List::U32(Vec::new()),
            Scalar::Uint64 | Scalar::Fixed64 => List::U64(Vec::new()),
            Scalar::Float => List::F32(Vec::new()),
            Scalar::Double => List::F64(Vec::new()),
            Scalar::Bool | Scalar::String | Scalar::Bytes => List::Values(Vec::new()),
        },
        Item::Child { .. } => List::U32(Vec::new()),
        Item::Enum(_) | Item::Message { .. } => List::Values(Vec::new()),
    }
}

fn push(list: &mut List, value: Value) {
    match (list, value) {
        (List::S32(items), Value::S32(it)) => items.push(it),
        (List::S64(items), Value::S64(it)) => items.push(it),
        (List::U32(items), Value::U32(it)) => items.push(it),
        (List::U64(items), Value::U64(it)) => items.push(it),
        (List::F32(items), Value::F32(it)) => items.push(it),
        (List::F64(items), Value::F64(it)) => items.push(it),
        (List::Values(items), it) => items.push(it),
        // One item makes values of one type.
        _ => {}
    }
}
