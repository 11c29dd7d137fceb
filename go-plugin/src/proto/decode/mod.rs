//! From bytes that a peer sent to a value.
//!
//! Two steps, because a message may come in pieces that are merged: bytes to a draft, whose slots are the members of
//! the record, and the draft to the value. Everything is charged to one budget before it is there.

mod draft;
mod finish;

use amphi_protocol::limits::MAX_DECODED_BYTES;
use amphi_protocol::{List, Value};
use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, skip_field};

use super::error::Error;
use super::plan::{EnumPlan, FieldPlan, Item, MessageId, Plans, Presence, Scalar, UNRECOGNIZED};
use draft::{Draft, Key, Slot};

/// Messages within messages that are read: the bound that protobuf's C++ has by default. Go allows 10,000, which nobody
/// sends; stops a peer that would end the stack.
pub(super) const MAX_DEPTH: usize = 100;

/// Reads a message. Fields that the proto does not have are left out: WIT has no place for them.
pub(super) fn decode(plans: &Plans, id: MessageId, bytes: &[u8]) -> Result<Value, Error> {
    let mut decoder = Decoder { plans, budget: MAX_DECODED_BYTES };
    let mut draft = decoder.draft(id)?;
    decoder.message(id, &mut draft, &mut Source::new(bytes, 0), None)?;
    decoder.value_of(id, draft)
}

struct Decoder<'p> {
    plans: &'p Plans,
    /// Bytes of memory that may still be taken.
    budget: usize,
}

/// The bytes of a message that are left, and the key of the field that was last begun.
struct Source<'i> {
    left: &'i [u8],
    depth: usize,
    number: u32,
    wire: WireType,
}

impl<'i> Source<'i> {
    fn new(left: &'i [u8], depth: usize) -> Self {
        Self { left, depth, number: 0, wire: WireType::Varint }
    }

    /// Reads the key of the next field; false at the end.
    fn begin(&mut self) -> Result<bool, Error> {
        if self.left.is_empty() {
            return Ok(false);
        }
        (self.number, self.wire) = decode_key(&mut self.left).map_err(wrong)?;
        Ok(true)
    }

    fn skip(&mut self) -> Result<(), Error> {
        skip_field(self.wire, self.number, &mut self.left, DecodeContext::default()).map_err(wrong)
    }

    fn expect(&self, expected: WireType) -> Result<(), Error> {
        let got = self.wire;
        if got == expected {
            Ok(())
        } else {
            Err(Error::bytes(format!("wire type {got:?} where {expected:?} belongs")))
        }
    }

    /// Takes as many bytes as the length before them says.
    fn take(&mut self) -> Result<&'i [u8], Error> {
        self.expect(WireType::LengthDelimited)?;
        let length = decode_varint(&mut self.left).map_err(wrong)?;
        let there = self.left.len();
        let taken = usize::try_from(length).ok().and_then(|length| self.left.split_at_checked(length));
        let (taken, rest) =
            taken.ok_or_else(|| Error::bytes(format!("{length} bytes are announced, {there} are there")))?;
        self.left = rest;
        Ok(taken)
    }

    /// Takes a message within this one.
    fn nested(&mut self) -> Result<Self, Error> {
        Ok(Self::new(self.take()?, self.depth + 1))
    }
}

impl Decoder<'_> {
    fn charge(&mut self, size: usize) -> Result<(), Error> {
        let left = self.budget.checked_sub(size);
        self.budget =
            left.ok_or_else(|| Error::bytes(format!("it takes more than {MAX_DECODED_BYTES} bytes of memory")))?;
        Ok(())
    }

    fn draft(&mut self, id: MessageId) -> Result<Draft, Error> {
        let members = self.plans.message(id).map_or(0, |plan| plan.members.len());
        self.charge(members.saturating_mul(size_of::<Slot>()).saturating_add(size_of::<Draft>()))?;
        Ok(Draft::new(members))
    }

    /// Merges the fields of a message into its draft; one that is a group ends by itself.
    fn message(
        &mut self,
        id: MessageId,
        draft: &mut Draft,
        source: &mut Source<'_>,
        group: Option<u32>,
    ) -> Result<(), Error> {
        if source.depth > MAX_DEPTH {
            return Err(Error::bytes(format!("messages nest more than {MAX_DEPTH} deep")));
        }
        let Some(plan) = self.plans.message(id) else { return Ok(()) };
        while source.begin()? {
            if source.wire == WireType::EndGroup {
                let number = source.number;
                let unknown = || Error::bytes(format!("a group {number} ends that never began"));
                return if group == Some(number) { Ok(()) } else { Err(unknown()) };
            }
            match plan.field(source.number) {
                None => source.skip()?,
                Some((member, case, field)) => {
                    let Some(slot) = draft.slots.get_mut(member) else { continue };
                    let slot = if field.presence == Presence::Case { slot.case(case) } else { slot };
                    self.field(field, slot, source).map_err(|error| error.under(&field.name))?;
                }
            }
        }
        match group {
            None => Ok(()),
            Some(number) => Err(Error::bytes(format!("group {number} does not end"))),
        }
    }

    fn field(&mut self, field: &FieldPlan, slot: &mut Slot, source: &mut Source<'_>) -> Result<(), Error> {
        match field.presence {
            Presence::Repeated { .. } => self.element(&field.item, slot, source),
            Presence::Map { key } => self.entry(key, &field.item, slot, source),
            _ => self.single(&field.item, slot, source),
        }
    }

    /// Reads a field that is there once: a later one replaces an earlier one, a message is merged into it.
    fn single(&mut self, item: &Item, slot: &mut Slot, source: &mut Source<'_>) -> Result<(), Error> {
        match item {
            Item::Scalar(scalar) => *slot = Slot::Value(self.scalar(*scalar, source)?),
            Item::Enum(position) => *slot = Slot::Value(self.enumeration(*position, source)?),
            Item::Message { id, group } | Item::Child { id, group } => {
                if !matches!(slot, Slot::Message(_)) {
                    *slot = Slot::Message(self.draft(*id)?);
                }
                if let Slot::Message(draft) = slot {
                    self.nested(*id, *group, draft, source)?;
                }
            }
        }
        Ok(())
    }

    /// Reads one more of a repeated field, or many that are packed.
    fn element(&mut self, item: &Item, slot: &mut Slot, source: &mut Source<'_>) -> Result<(), Error> {
        if let Item::Message { id, group } | Item::Child { id, group } = item {
            let mut draft = self.draft(*id)?;
            // The memory of a list doubles when it is full.
            self.charge(2 * size_of::<Draft>())?;
            let place = slot.messages();
            let read = self.nested(*id, *group, &mut draft, source);
            read.map_err(|error| error.under(&format!("[{place}]")))?;
            slot.push_message(draft);
            return Ok(());
        }
        let is_packable = !matches!(item, Item::Scalar(Scalar::String | Scalar::Bytes));
        if !(is_packable && source.wire == WireType::LengthDelimited) {
            return self.push(item, slot, source);
        }
        let mut packed = source.nested()?;
        packed.wire = packed_wire(item);
        while !packed.left.is_empty() {
            self.push(item, slot, &mut packed)?;
        }
        Ok(())
    }

    fn push(&mut self, item: &Item, slot: &mut Slot, source: &mut Source<'_>) -> Result<(), Error> {
        let value = match item {
            Item::Enum(position) => self.enumeration(*position, source)?,
            Item::Scalar(scalar) => self.scalar(*scalar, source)?,
            Item::Message { .. } | Item::Child { .. } => return Ok(()),
        };
        let size = match value {
            Value::S32(_) | Value::U32(_) | Value::F32(_) => size_of::<u32>(),
            Value::S64(_) | Value::U64(_) | Value::F64(_) => size_of::<u64>(),
            _ => size_of::<Value>(),
        };
        self.charge(2 * size)?;
        slot.push(item, value);
        Ok(())
    }

    /// Reads an entry of a map; a later one replaces an earlier one with the same key.
    fn entry(&mut self, key: Scalar, item: &Item, slot: &mut Slot, source: &mut Source<'_>) -> Result<(), Error> {
        let mut entry = source.nested()?;
        if entry.depth > MAX_DEPTH {
            return Err(Error::bytes(format!("messages nest more than {MAX_DEPTH} deep")));
        }
        let (mut own_key, mut value) = (Key::default_of(key), Slot::Unset);
        while entry.begin()? {
            match entry.number {
                1 => {
                    let read = self.scalar(key, &mut entry).map_err(|error| error.under("key"))?;
                    own_key = Key::of(read).unwrap_or(own_key);
                }
                2 => self.single(item, &mut value, &mut entry)?,
                _ => entry.skip()?,
            }
        }
        self.charge(2 * (size_of::<Key>() + size_of::<Slot>()))?;
        slot.insert(own_key, value);
        Ok(())
    }

    fn nested(
        &mut self,
        id: MessageId,
        is_group: bool,
        draft: &mut Draft,
        source: &mut Source<'_>,
    ) -> Result<(), Error> {
        if !is_group {
            return self.message(id, draft, &mut source.nested()?, None);
        }
        source.expect(WireType::StartGroup)?;
        let number = source.number;
        source.depth += 1;
        self.message(id, draft, source, Some(number))?;
        source.depth -= 1;
        Ok(())
    }

    fn enumeration(&mut self, position: usize, source: &mut Source<'_>) -> Result<Value, Error> {
        let mut number = 0;
        prost::encoding::int32::merge(source.wire, &mut number, &mut source.left, DecodeContext::default())
            .map_err(wrong)?;
        self.charge(size_of::<Value>())?;
        Ok(self.plans.enumeration(position).map_or(Value::S32(number), |plan| case_of(plan, number)))
    }

    fn scalar(&mut self, scalar: Scalar, source: &mut Source<'_>) -> Result<Value, Error> {
        use prost::encoding as wire_of;
        macro_rules! read {
            ($kind:ident) => {{
                let mut value = Default::default();
                wire_of::$kind::merge(source.wire, &mut value, &mut source.left, DecodeContext::default())
                    .map_err(wrong)?;
                value
            }};
        }
        Ok(match scalar {
            Scalar::Bool => Value::Bool(read!(bool)),
            Scalar::Int32 => Value::S32(read!(int32)),
            Scalar::Sint32 => Value::S32(read!(sint32)),
            Scalar::Sfixed32 => Value::S32(read!(sfixed32)),
            Scalar::Int64 => Value::S64(read!(int64)),
            Scalar::Sint64 => Value::S64(read!(sint64)),
            Scalar::Sfixed64 => Value::S64(read!(sfixed64)),
            Scalar::Uint32 => Value::U32(read!(uint32)),
            Scalar::Fixed32 => Value::U32(read!(fixed32)),
            Scalar::Uint64 => Value::U64(read!(uint64)),
            Scalar::Fixed64 => Value::U64(read!(fixed64)),
            Scalar::Float => Value::F32(read!(float)),
            Scalar::Double => Value::F64(read!(double)),
            Scalar::String | Scalar::Bytes => {
                let bytes = source.take()?;
                self.charge(bytes.len())?;
                match scalar {
                    Scalar::Bytes => Value::List(List::U8(bytes.to_vec())),
                    _ => Value::String(
                        std::str::from_utf8(bytes)
                            .map_err(|error| Error::bytes(format!("a string is no UTF-8: {error}")))?
                            .into(),
                    ),
                }
            }
        })
    }
}

pub(super) fn case_of(plan: &EnumPlan, number: i32) -> Value {
    match plan.case(number) {
        Some(name) => Value::Variant(name.clone(), None),
        None => Value::variant(UNRECOGNIZED, Some(Value::S32(number))),
    }
}

fn packed_wire(item: &Item) -> WireType {
    match item {
        Item::Scalar(Scalar::Fixed32 | Scalar::Sfixed32 | Scalar::Float) => WireType::ThirtyTwoBit,
        Item::Scalar(Scalar::Fixed64 | Scalar::Sfixed64 | Scalar::Double) => WireType::SixtyFourBit,
        _ => WireType::Varint,
    }
}

fn wrong(error: prost::DecodeError) -> Error {
    let text = error.to_string();
    Error::bytes(text.trim_start_matches("failed to decode Protobuf message: "))
}
