//! From a draft to the value.

use amphi_protocol::{List, Name, Value};

use super::draft::{Draft, Slot, empty_list};
use super::{Decoder, case_of};
use crate::proto::error::Error;
use crate::proto::plan::{
    EMPTY, FieldPlan, Item, Member, MessageId, MessagePlan, NODES, OneofPlan, Presence, Scalar, Shape, TreeShape,
};

/// The nodes of a recursive message so far; each has its place before its children have theirs.
type Nodes = Vec<Value>;

impl Decoder<'_> {
    /// The value of a message where it is used.
    pub(super) fn value_of(&mut self, id: MessageId, draft: Draft) -> Result<Value, Error> {
        let plans = self.plans;
        let Some(plan) = plans.message(id) else { return Ok(Value::Bool(false)) };
        self.charge(size_of::<Value>())?;
        match &plan.shape {
            Shape::Wrapper => {
                let slot = draft.slots.into_iter().next().unwrap_or(Slot::Unset);
                match plan.wrapped() {
                    Some(field) => self.one(&field.item, slot, &mut Nodes::new()),
                    None => Ok(Value::Bool(false)),
                }
            }
            Shape::Empty { .. } => Ok(Value::enumeration(EMPTY)),
            Shape::Record { .. } => self.record(plan, draft, &mut Nodes::new()),
            Shape::Tree(tree) => {
                let mut nodes = Nodes::new();
                self.node(plan, tree, draft, &mut nodes)?;
                Ok(Value::record([(NODES, Value::List(List::Values(nodes)))]))
            }
        }
    }

    /// Adds a node and, after it, all that it contains; gives its index.
    fn node(&mut self, plan: &MessagePlan, tree: &TreeShape, draft: Draft, nodes: &mut Nodes) -> Result<u32, Error> {
        self.charge(2 * size_of::<Value>())?;
        let index = nodes.len();
        nodes.push(Value::Bool(false));
        let record = self.record(plan, draft, nodes)?;
        let node = match &tree.any_node {
            Some(_) => Value::Variant(tree.name.clone(), Some(Box::new(record))),
            None => record,
        };
        if let Some(place) = nodes.get_mut(index) {
            *place = node;
        }
        u32::try_from(index).map_err(|_| Error::bytes("it has more nodes than 32 bits count"))
    }

    fn record(&mut self, plan: &MessagePlan, draft: Draft, nodes: &mut Nodes) -> Result<Value, Error> {
        self.charge(plan.members.len().saturating_mul(size_of::<(Name, Value)>()))?;
        let mut fields = Vec::with_capacity(plan.members.len());
        for (member, slot) in plan.members.iter().zip(draft.slots) {
            let value = match member {
                Member::Field(field) => self.field_of(field, slot, nodes),
                Member::Oneof(oneof) => self.oneof_of(oneof, slot, nodes),
            };
            fields.push((member.name().clone(), value.map_err(|error| error.under(member.name()))?));
        }
        Ok(Value::Record(fields))
    }

    fn field_of(&mut self, field: &FieldPlan, slot: Slot, nodes: &mut Nodes) -> Result<Value, Error> {
        match (field.presence, slot) {
            (Presence::Optional, Slot::Unset) => Ok(Value::Option(None)),
            (Presence::Required, Slot::Unset) => Err(Error::bytes("a required field is missing")),
            (Presence::Optional, slot) => {
                self.charge(size_of::<Value>())?;
                Ok(Value::option(Some(self.one(&field.item, slot, nodes)?)))
            }
            (Presence::Repeated { .. }, slot) => self.many(&field.item, slot, nodes),
            (Presence::Map { .. }, slot) => self.map_of(&field.item, slot, nodes),
            (_, slot) => self.one(&field.item, slot, nodes),
        }
    }

    fn oneof_of(&mut self, oneof: &OneofPlan, slot: Slot, nodes: &mut Nodes) -> Result<Value, Error> {
        let Slot::Case(case, slot) = slot else { return Ok(Value::Option(None)) };
        let Some(case) = oneof.cases.get(case) else { return Ok(Value::Option(None)) };
        self.charge(2 * size_of::<Value>())?;
        let payload = match case.item {
            Item::Message { id, .. } if self.plans.message(id).is_some_and(MessagePlan::is_empty) => None,
            _ => Some(Box::new(self.one(&case.item, *slot, nodes).map_err(|error| error.under(&case.name))?)),
        };
        Ok(Value::option(Some(Value::Variant(case.name.clone(), payload))))
    }

    fn many(&mut self, item: &Item, slot: Slot, nodes: &mut Nodes) -> Result<Value, Error> {
        let drafts = match slot {
            Slot::List(list) => return Ok(Value::List(list)),
            Slot::Messages(drafts) => drafts,
            _ => {
                let wrapped = match item {
                    Item::Message { id, .. } => self.plans.message(*id).and_then(MessagePlan::wrapped),
                    _ => None,
                };
                return Ok(Value::List(empty_list(wrapped.map_or(item, |field| &field.item))));
            }
        };
        self.charge(drafts.len().saturating_mul(size_of::<Value>()))?;
        let mut values = Vec::with_capacity(drafts.len());
        for (position, draft) in drafts.into_iter().enumerate() {
            let value = self.one(item, Slot::Message(draft), nodes);
            values.push(value.map_err(|error| error.under(&format!("[{position}]")))?);
        }
        // Wrappers of numbers, and the indices of nodes, are packed as any number is.
        Ok(Value::list(values))
    }

    fn map_of(&mut self, item: &Item, slot: Slot, nodes: &mut Nodes) -> Result<Value, Error> {
        let Slot::Map(entries) = slot else { return Ok(Value::List(List::Values(Vec::new()))) };
        self.charge(entries.len().saturating_mul(3 * size_of::<Value>()))?;
        let mut pairs = Vec::with_capacity(entries.len());
        for (key, slot) in entries {
            let value = self.one(item, slot, nodes).map_err(|error| error.under(&format!("[{key:?}]")))?;
            pairs.push(Value::Tuple(vec![key.into_value(), value]));
        }
        Ok(Value::List(List::Values(pairs)))
    }

    /// What one item is, or what it is when it was left out.
    fn one(&mut self, item: &Item, slot: Slot, nodes: &mut Nodes) -> Result<Value, Error> {
        let plans = self.plans;
        match (item, slot) {
            (Item::Scalar(_) | Item::Enum(_), Slot::Value(value)) => Ok(value),
            (Item::Scalar(scalar), _) => Ok(default_of(*scalar)),
            (Item::Enum(position), _) => {
                Ok(plans.enumeration(*position).map_or(Value::S32(0), |it| case_of(it, it.default)))
            }
            (Item::Message { id, .. }, slot) => {
                let draft = self.draft_of(*id, slot)?;
                self.value_of(*id, draft)
            }
            (Item::Child { id, .. }, slot) => {
                let draft = self.draft_of(*id, slot)?;
                let Some(plan) = plans.message(*id) else { return Ok(Value::U32(0)) };
                let Shape::Tree(tree) = &plan.shape else { return Ok(Value::U32(0)) };
                self.node(plan, tree, draft, nodes).map(Value::U32)
            }
        }
    }

    fn draft_of(&mut self, id: MessageId, slot: Slot) -> Result<Draft, Error> {
        if let Slot::Message(draft) = slot { Ok(draft) } else { self.draft(id) }
    }
}

fn default_of(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Bool => Value::Bool(false),
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => Value::S32(0),
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => Value::S64(0),
        Scalar::Uint32 | Scalar::Fixed32 => Value::U32(0),
        Scalar::Uint64 | Scalar::Fixed64 => Value::U64(0),
        Scalar::Float => Value::F32(0.0),
        Scalar::Double => Value::F64(0.0),
        Scalar::String => Value::String(String::new()),
        Scalar::Bytes => Value::List(List::U8(Vec::new())),
    }
}
