//! From a value to the bytes of a message.
//!
//! The same value always gives the same bytes: fields stand in the order of the record, maps in that of the value.

mod scalar;
mod walk;

use std::collections::HashSet;

use amphi_protocol::{List, Name, Value};
use prost::encoding::{WireType, encode_key, encode_varint};

use super::decode::MAX_DEPTH;
use super::error::{Error, TreeFault};
use super::plan::{
    EMPTY, EnumPlan, FieldPlan, Item, Member, MessageId, MessagePlan, NODES, OneofPlan, Plans, Presence, Scalar, Shape,
    UNRECOGNIZED,
};
use walk::Walk;

/// Appends the bytes of a message.
pub(super) fn encode(plans: &Plans, id: MessageId, value: &Value, out: &mut Vec<u8>) -> Result<(), Error> {
    Encoder { plans, depth: 0 }.message(id, value, out)
}

struct Encoder<'p> {
    plans: &'p Plans,
    depth: usize,
}

impl Encoder<'_> {
    /// Appends a message as it is where it is used.
    fn message(&mut self, id: MessageId, value: &Value, out: &mut Vec<u8>) -> Result<(), Error> {
        let plans = self.plans;
        let Some(plan) = plans.message(id) else { return Ok(()) };
        match (&plan.shape, value) {
            (Shape::Wrapper, value) => match plan.wrapped() {
                Some(field) => self.field(field, value, &mut Walk::default(), out),
                None => Ok(()),
            },
            (Shape::Empty { .. }, Value::Enum(case)) if &**case == EMPTY => Ok(()),
            (Shape::Empty { .. }, other) => Err(Error::value(EMPTY, other.kind())),
            (Shape::Record { .. }, value) => self.record(plan, value, &mut Walk::default(), out),
            (Shape::Tree(_), value) => self.tree(id, value, out),
        }
    }

    fn tree(&mut self, id: MessageId, value: &Value, out: &mut Vec<u8>) -> Result<(), Error> {
        let nodes = match value {
            Value::Record(fields) => match fields.as_slice() {
                [(name, Value::List(List::Values(nodes)))] if &**name == NODES => nodes,
                [(name, Value::List(list))] if &**name == NODES && list.is_empty() => {
                    return Err(Error::tree(0, TreeFault::OutOfRange).under(NODES));
                }
                _ => return Err(Error::value("a record with `nodes`", "another record")),
            },
            other => return Err(Error::value("a record with `nodes`", other.kind())),
        };
        let mut walk = Walk::over(nodes);
        self.node(id, 0, &mut walk, out)?;
        match walk.unreached() {
            Some(node) => Err(Error::tree(node, TreeFault::Unreachable).under(NODES)),
            None => Ok(()),
        }
    }

    /// Appends the message of a node and of all that it contains.
    fn node(&mut self, id: MessageId, index: u32, walk: &mut Walk<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let plans = self.plans;
        let Some(plan) = plans.message(id) else { return Ok(()) };
        let Shape::Tree(tree) = &plan.shape else { return Ok(()) };
        let record = walk.enter(tree, index)?;
        self.record(plan, record, walk, out).map_err(|error| error.under(&format!("{NODES}[{index}]")))?;
        walk.leave(index);
        Ok(())
    }

    fn record(
        &mut self,
        plan: &MessagePlan,
        value: &Value,
        walk: &mut Walk<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let Value::Record(values) = value else { return Err(Error::value("a record", value.kind())) };
        if values.len() != plan.members.len() {
            let (expected, got) = (plan.members.len(), values.len());
            return Err(Error::value(format!("a record of {expected} fields"), format!("one of {got}")));
        }
        for (position, member) in plan.members.iter().enumerate() {
            let value = member_value(values, position, member.name())?;
            let written = match member {
                Member::Field(field) => self.field(field, value, walk, out),
                Member::Oneof(oneof) => self.oneof(oneof, value, walk, out),
            };
            written.map_err(|error| error.under(member.name()))?;
        }
        Ok(())
    }

    fn field(&mut self, field: &FieldPlan, value: &Value, walk: &mut Walk<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        match (field.presence, value) {
            (Presence::Optional, Value::Option(None)) => Ok(()),
            (Presence::Optional, Value::Option(Some(value))) => self.item(&field.item, field.number, value, walk, out),
            (Presence::Optional, other) => Err(Error::value("an option", other.kind())),
            (Presence::Repeated { packed }, Value::List(list)) => self.list(field, packed, list, walk, out),
            (Presence::Map { key }, Value::List(list)) => self.map(field, key, list, walk, out),
            (Presence::Repeated { .. } | Presence::Map { .. }, other) => Err(Error::value("a list", other.kind())),
            (Presence::Implicit, value) if self.is_default(&field.item, value) => Ok(()),
            (_, value) => self.item(&field.item, field.number, value, walk, out),
        }
    }

    fn oneof(&mut self, oneof: &OneofPlan, value: &Value, walk: &mut Walk<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let (case, payload) = match value {
            Value::Option(None) => return Ok(()),
            Value::Option(Some(value)) => match &**value {
                Value::Variant(case, payload) => (case, payload),
                other => return Err(Error::value("a variant", other.kind())),
            },
            other => return Err(Error::value("an option of a variant", other.kind())),
        };
        let plan = oneof.cases.iter().find(|plan| plan.name == *case);
        let plan = plan.ok_or_else(|| {
            let cases: Vec<&str> = oneof.cases.iter().map(|case| &*case.name).collect();
            Error::value(format!("one of {}", cases.join(", ")), format!("case {case}"))
        })?;
        let is_empty =
            matches!(plan.item, Item::Message { id, .. } if self.plans.message(id).is_some_and(MessagePlan::is_empty));
        let written = match payload {
            Some(payload) if !is_empty => self.item(&plan.item, plan.number, payload, walk, out),
            None if is_empty => self.item(&plan.item, plan.number, &Value::enumeration(EMPTY), walk, out),
            Some(payload) => Err(Error::value("no payload", payload.kind())),
            None => Err(Error::value("a payload", "none")),
        };
        written.map_err(|error| error.under(case))
    }

    fn list(
        &mut self,
        field: &FieldPlan,
        packed: bool,
        list: &List,
        walk: &mut Walk<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        if list.is_empty() {
            return Ok(());
        }
        match &field.item {
            Item::Scalar(scalar) => scalar::write_list(*scalar, field.number, packed, list, out),
            Item::Enum(position) => {
                let numbers = values(list)?.iter().enumerate().map(|(at, value)| {
                    self.number_of(*position, value).map_err(|error| error.under(&format!("[{at}]")))
                });
                let numbers = List::S32(numbers.collect::<Result<_, _>>()?);
                scalar::write_list(Scalar::Int32, field.number, packed, &numbers, out)
            }
            Item::Message { id, .. } => {
                let wrapped = self.plans.message(*id).and_then(MessagePlan::wrapped);
                let unpacked = wrapped.map(|_| scalar::unpacked(list));
                let values = unpacked.as_deref().map_or_else(|| values(list), Ok)?;
                for (at, value) in values.iter().enumerate() {
                    let written = self.item(&field.item, field.number, value, walk, out);
                    written.map_err(|error| error.under(&format!("[{at}]")))?;
                }
                Ok(())
            }
            Item::Child { .. } => {
                let List::U32(indices) = list else { return Err(Error::value("list<u32>", "another list")) };
                for (at, index) in indices.iter().enumerate() {
                    let written = self.item(&field.item, field.number, &Value::U32(*index), walk, out);
                    written.map_err(|error| error.under(&format!("[{at}]")))?;
                }
                Ok(())
            }
        }
    }

    fn map(
        &mut self,
        field: &FieldPlan,
        key: Scalar,
        list: &List,
        walk: &mut Walk<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let mut keys = HashSet::new();
        for (at, pair) in values(list)?.iter().enumerate() {
            let step = || format!("[{at}]");
            let Value::Tuple(pair) = pair else { return Err(Error::value("a tuple", pair.kind()).under(&step())) };
            let [own_key, value] = pair.as_slice() else {
                return Err(Error::value("a tuple of a key and a value", "another tuple").under(&step()));
            };
            let mut entry = Vec::new();
            scalar::write(key, 1, own_key, &mut entry).map_err(|error| error.under("key").under(&step()))?;
            if !keys.insert(entry.clone()) {
                return Err(Error::value("each key once", "a key that stands before").under(&step()));
            }
            self.item(&field.item, 2, value, walk, &mut entry).map_err(|error| error.under(&step()))?;
            write_nested(field.number, &entry, out);
        }
        Ok(())
    }

    /// Appends a field that is there, with its key.
    fn item(
        &mut self,
        item: &Item,
        number: u32,
        value: &Value,
        walk: &mut Walk<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let (id, group) = match item {
            Item::Scalar(scalar) => return scalar::write(*scalar, number, value, out),
            Item::Enum(position) => {
                prost::encoding::int32::encode(number, &self.number_of(*position, value)?, out);
                return Ok(());
            }
            Item::Message { id, group } | Item::Child { id, group } => (*id, *group),
        };
        if self.depth >= MAX_DEPTH {
            return Err(Error::value(format!("messages that nest at most {MAX_DEPTH} deep"), "deeper ones"));
        }
        self.depth += 1;
        let mut nested = Vec::new();
        match (item, value) {
            (Item::Child { .. }, Value::U32(index)) => self.node(id, *index, walk, &mut nested)?,
            (Item::Child { .. }, other) => return Err(Error::value("the index of a node, u32", other.kind())),
            _ => self.message(id, value, &mut nested)?,
        }
        self.depth -= 1;
        if group {
            encode_key(number, WireType::StartGroup, out);
            out.extend_from_slice(&nested);
            encode_key(number, WireType::EndGroup, out);
        } else {
            write_nested(number, &nested, out);
        }
        Ok(())
    }

    fn number_of(&self, position: usize, value: &Value) -> Result<i32, Error> {
        let plan = self.plans.enumeration(position);
        match (value, plan) {
            (Value::Variant(case, payload), Some(plan)) => enum_number(plan, case, payload.as_deref()),
            (other, _) => Err(Error::value("a case of an enum", other.kind())),
        }
    }

    /// Whether a value is what is not written where presence is not told.
    fn is_default(&self, item: &Item, value: &Value) -> bool {
        match (item, value) {
            (Item::Enum(position), value) => self.number_of(*position, value).is_ok_and(|number| number == 0),
            (_, Value::Bool(it)) => !it,
            (_, Value::S32(it)) => *it == 0,
            (_, Value::S64(it)) => *it == 0,
            (_, Value::U32(it)) => *it == 0,
            (_, Value::U64(it)) => *it == 0,
            // A zero with a sign is another number.
            (_, Value::F32(it)) => it.to_bits() == 0,
            (_, Value::F64(it)) => it.to_bits() == 0,
            (Item::Scalar(Scalar::String), Value::String(it)) => it.is_empty(),
            (Item::Scalar(Scalar::Bytes), Value::List(it)) => it.is_empty(),
            _ => false,
        }
    }
}

fn enum_number(plan: &EnumPlan, case: &Name, payload: Option<&Value>) -> Result<i32, Error> {
    let known = plan.number(case);
    match (known, payload) {
        (Some(number), None) => Ok(number),
        (None, Some(Value::S32(number))) if &**case == UNRECOGNIZED => Ok(*number),
        _ => {
            let cases: Vec<&str> = plan.cases.iter().map(|(_, name)| &**name).take(SHOWN_CASES).collect();
            Err(Error::value(format!("one of {}, {UNRECOGNIZED}(s32)", cases.join(", ")), format!("case {case}")))
        }
    }
}

/// The value of a member: mostly the records have one order.
fn member_value<'v>(values: &'v [(Name, Value)], position: usize, name: &Name) -> Result<&'v Value, Error> {
    let own = values.get(position).filter(|(own, _)| own == name);
    let found = own.or_else(|| values.iter().find(|(own, _)| own == name));
    found.map(|(_, value)| value).ok_or_else(|| Error::value(format!("a field {name}"), "a record without it"))
}

fn values(list: &List) -> Result<&[Value], Error> {
    match list {
        List::Values(values) => Ok(values),
        numbers if numbers.is_empty() => Ok(&[]),
        _ => Err(Error::value("a list of values", "a list of numbers")),
    }
}

fn write_nested(number: u32, nested: &[u8], out: &mut Vec<u8>) {
    encode_key(number, WireType::LengthDelimited, out);
    encode_varint(nested.len() as u64, out);
    out.extend_from_slice(nested);
}

/// Cases of an enum that an error lists.
const SHOWN_CASES: usize = 20;
