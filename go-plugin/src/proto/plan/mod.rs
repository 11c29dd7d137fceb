//! What the codec works from: a proto bound to its names, with a type for each message.

mod bind;
mod types;

use std::collections::HashMap;
use std::sync::Arc;

use amphi_protocol::{Name, Type};
use prost_reflect::{EnumDescriptor, Kind, MessageDescriptor};

pub(super) use bind::{bind, misfit};

/// The case of an enum for numbers that it does not name.
pub(super) const UNRECOGNIZED: &str = "unrecognized";

/// The case of the enum that a message without fields becomes: WIT has no record without fields.
pub(super) const EMPTY: &str = "empty";

/// The field of a recursive message that has its nodes.
pub(super) const NODES: &str = "nodes";

/// Every message and enum that the services reach.
#[derive(Debug, Default)]
pub(super) struct Plans {
    pub(super) messages: Vec<MessagePlan>,
    pub(super) enums: Vec<EnumPlan>,
    pub(super) by_name: HashMap<String, MessageId>,
}

/// The position of a message in its plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct MessageId(pub(super) usize);

#[derive(Debug)]
pub(super) struct MessagePlan {
    pub(super) descriptor: MessageDescriptor,
    pub(super) shape: Shape,
    pub(super) members: Vec<Member>,
    /// Where a field is found by its number: the member, and its case.
    pub(super) places: HashMap<u32, (usize, usize)>,
    /// The type where the message is used; for a recursive one the list of nodes.
    pub(super) ty: Type,
    /// The type of one node, for a recursive message.
    pub(super) node: Option<Type>,
}

/// What a message is in WIT.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// A scalar with a presence of its own: its one field stands for it.
    Wrapper,
    /// An enum with one case.
    Empty { name: Name },
    /// A record.
    Record { name: Name },
    /// A list of nodes.
    Tree(TreeShape),
}

/// A message that contains itself.
#[derive(Clone, Debug)]
pub(super) struct TreeShape {
    /// The record with the list.
    pub(super) name: Name,
    /// The record of one node of this message.
    pub(super) node: Name,
    /// The variant of all nodes, where several messages contain each other.
    pub(super) any_node: Option<Name>,
    /// All messages that may be in the list, in the order of the variant, whose cases have their names.
    pub(super) kinds: Arc<[(MessageId, Name)]>,
}

#[derive(Debug)]
pub(super) enum Member {
    Field(FieldPlan),
    Oneof(OneofPlan),
}

#[derive(Debug)]
pub(super) struct OneofPlan {
    pub(super) proto: String,
    pub(super) name: Name,
    pub(super) ty_name: Name,
    pub(super) cases: Vec<FieldPlan>,
}

/// A field of a record, or a case of a oneof.
#[derive(Debug)]
pub(super) struct FieldPlan {
    pub(super) name: Name,
    pub(super) number: u32,
    pub(super) presence: Presence,
    pub(super) item: Item,
    /// Whether it is an id of the broker; only the documentation differs.
    pub(super) broker: bool,
}

/// How often a field is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// Once; the default is not written.
    Implicit,
    /// Once or not at all.
    Optional,
    /// Once, or the message is malformed.
    Required,
    /// In a oneof.
    Case,
    /// Any number of times.
    Repeated { packed: bool },
    /// Once for each key.
    Map { key: Scalar },
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Scalar(Scalar),
    Enum(usize),
    /// A message, as a group of proto2 or with its length before it.
    Message {
        id: MessageId,
        group: bool,
    },
    /// A message that contains this one: the index of another node.
    Child {
        id: MessageId,
        group: bool,
    },
}

/// A scalar of protobuf, as it is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scalar {
    Bool,
    Int32,
    Sint32,
    Sfixed32,
    Int64,
    Sint64,
    Sfixed64,
    Uint32,
    Fixed32,
    Uint64,
    Fixed64,
    Float,
    Double,
    String,
    Bytes,
}

#[derive(Debug)]
pub(super) struct EnumPlan {
    pub(super) descriptor: EnumDescriptor,
    pub(super) name: Name,
    pub(super) cases: Vec<(i32, Name)>,
    by_number: HashMap<i32, usize>,
    /// The number of a value that is not there.
    pub(super) default: i32,
}

impl Plans {
    pub(super) fn message(&self, id: MessageId) -> Option<&MessagePlan> {
        self.messages.get(id.0)
    }

    pub(super) fn enumeration(&self, position: usize) -> Option<&EnumPlan> {
        self.enums.get(position)
    }
}

impl MessagePlan {
    pub(super) fn full_name(&self) -> &str {
        self.descriptor.full_name()
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self.shape, Shape::Empty { .. })
    }

    /// The field of a wrapper.
    pub(super) fn wrapped(&self) -> Option<&FieldPlan> {
        match (&self.shape, self.members.as_slice()) {
            (Shape::Wrapper, [Member::Field(field)]) => Some(field),
            _ => None,
        }
    }

    /// The member and the field, or the case, with a number.
    pub(super) fn field(&self, number: u32) -> Option<(usize, usize, &FieldPlan)> {
        let (member, case) = *self.places.get(&number)?;
        let field = match self.members.get(member)? {
            Member::Field(field) => field,
            Member::Oneof(oneof) => oneof.cases.get(case)?,
        };
        Some((member, case, field))
    }
}

impl Member {
    pub(super) fn name(&self) -> &Name {
        match self {
            Self::Field(field) => &field.name,
            Self::Oneof(oneof) => &oneof.name,
        }
    }
}

impl EnumPlan {
    pub(super) fn case(&self, number: i32) -> Option<&Name> {
        let position = *self.by_number.get(&number)?;
        self.cases.get(position).map(|(_, name)| name)
    }

    pub(super) fn number(&self, case: &str) -> Option<i32> {
        self.cases.iter().find(|(_, name)| **name == *case).map(|(number, _)| *number)
    }
}

impl Scalar {
    /// The scalar of a kind, if it is one.
    fn of(kind: &Kind) -> Option<Self> {
        Some(match kind {
            Kind::Bool => Self::Bool,
            Kind::Int32 => Self::Int32,
            Kind::Sint32 => Self::Sint32,
            Kind::Sfixed32 => Self::Sfixed32,
            Kind::Int64 => Self::Int64,
            Kind::Sint64 => Self::Sint64,
            Kind::Sfixed64 => Self::Sfixed64,
            Kind::Uint32 => Self::Uint32,
            Kind::Fixed32 => Self::Fixed32,
            Kind::Uint64 => Self::Uint64,
            Kind::Fixed64 => Self::Fixed64,
            Kind::Float => Self::Float,
            Kind::Double => Self::Double,
            Kind::String => Self::String,
            Kind::Bytes => Self::Bytes,
            Kind::Message(_) | Kind::Enum(_) => return None,
        })
    }
}

/// Whether this is one of protobuf's messages that give a scalar a presence of its own.
pub(super) fn is_wrapper(message: &MessageDescriptor) -> bool {
    const WRAPPED: [&str; 9] = ["Bool", "Bytes", "Double", "Float", "Int32", "Int64", "String", "UInt32", "UInt64"];
    let name = message.full_name().strip_prefix("google.protobuf.").and_then(|name| name.strip_suffix("Value"));
    name.is_some_and(|name| WRAPPED.contains(&name))
}
