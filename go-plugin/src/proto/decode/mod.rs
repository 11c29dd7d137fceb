//! From bytes that a peer sent to a value.
//!
//! Two steps, because a message may come in pieces that are merged: bytes to a draft, whose slots are the members of
//! the record, and the draft to the value. Everything is charged to one budget before it is there.

mod draft;
mod finish;

use amphi_protocol::limits::MAX_DECODED_BYTES;
use amphi_protocol::{List, Value};
use prost::bytes::Buf as _;
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
    decoder.message(id, &mut draft, &mut &*bytes, Place { depth: 0, group: None })?;
    decoder.value_of(id, draft)
}

struct Decoder<'p> {
    plans: &'p Plans,
    /// Bytes of memory that may still be taken.
    budget: usize,
}

/// Where a message begins and ends.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    /// The number of the group that it is, which ends by itself.
    group: Option<u32>,
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

    /// Merges the fields of a message into its draft.
    fn message(&mut self, id: MessageId, draft: &mut Draft, input: &mut &[u8], place: Place) -> Result<(), Error> {
        if place.depth > MAX_DEPTH {
            return Err(Error::bytes(format!("messages nest more than {MAX_DEPTH} deep")));
        }
        let Some(plan) = self.plans.message(id) else { return Ok(()) };
        while !input.is_empty() {
            let (number, wire) = decode_key(input).map_err(wrong)?;
            if wire == WireType::EndGroup {
                let is_ours = place.group == Some(number);
                return if is_ours {
                    Ok(())
                } else {
                    Err(Error::bytes(format!("a group {number} ends that never began")))
                };
            }
            match plan.field(number) {
                None => skip_field(wire, number, input, DecodeContext::default()).map_err(wrong)?,
                Some((member, case, field)) => {
                    let Some(slot) = draft.slots.get_mut(member) else { continue };
                    let slot = if field.presence == Presence::Case { slot.case(case) } else { slot };
                    self.field(field, slot, wire, input, place.depth).map_err(|error| error.under(&field.name))?;
                }
            }
        }
        match place.group {
            None => Ok(()),
            Some(number) => Err(Error::bytes(format!("group {number} does not end"))),
        }
    }

    fn field(
        &mut self,
        field: &FieldPlan,
        slot: &mut Slot,
        wire: WireType,
        input: &mut &[u8],
        depth: usize,
    ) -> Result<(), Error> {
        match field.presence {
            Presence::Repeated { .. } => self.element(&field.item, field.number, slot, wire, input, depth),
            Presence::Map { key } => self.entry(key, &field.item, slot, wire, input, depth),
            _ => self.single(&field.item, field.number, slot, wire, input, depth),
        }
    }

    /// Reads a field that is there once: a later one replaces an earlier one, a message is merged into it.
    fn single(
        &mut self,
        item: &Item,
        number: u32,
        slot: &mut Slot,
        wire: WireType,
        input: &mut &[u8],
        depth: usize,
    ) -> Result<(), Error> {
        match item {
            Item::Scalar(scalar) => *slot = Slot::Value(self.scalar(*scalar, wire, input)?),
            Item::Enum(position) => *slot = Slot::Value(self.enumeration(*position, wire, input)?),
            Item::Message { id, group } | Item::Child { id, group } => {
                if !matches!(slot, Slot::Message(_)) {
                    *slot = Slot::Message(self.draft(*id)?);
                }
                if let Slot::Message(draft) = slot {
                    self.nested(*id, *group, number, draft, wire, input, depth)?;
                }
            }
        }
        Ok(())
    }

    /// Reads one more of a repeated field, or many that are packed.
    fn element(
        &mut self,
        item: &Item,
        number: u32,
        slot: &mut Slot,
        wire: WireType,
        input: &mut &[u8],
        depth: usize,
    ) -> Result<(), Error> {
        if let Item::Message { id, group } | Item::Child { id, group } = item {
            let mut draft = self.draft(*id)?;
            let place = slot.messages();
            self.nested(*id, *group, number, &mut draft, wire, input, depth)
                .map_err(|error| error.under(&format!("[{place}]")))?;
            slot.push_message(draft);
            return Ok(());
        }
        let is_packable = !matches!(item, Item::Scalar(Scalar::String | Scalar::Bytes));
        if !(is_packable && wire == WireType::LengthDelimited) {
            return self.push(item, slot, wire, input);
        }
        let mut packed = take(input)?;
        while !packed.is_empty() {
            self.push(item, slot, packed_wire(item), &mut packed)?;
        }
        Ok(())
    }

    fn push(&mut self, item: &Item, slot: &mut Slot, wire: WireType, input: &mut &[u8]) -> Result<(), Error> {
        let value = match item {
            Item::Enum(position) => self.enumeration(*position, wire, input)?,
            Item::Scalar(scalar) => self.scalar(*scalar, wire, input)?,
            Item::Message { .. } | Item::Child { .. } => return Ok(()),
        };
        // The memory of a list doubles when it is full.
        self.charge(2 * size_of::<Value>())?;
        slot.push(item, value);
        Ok(())
    }

    /// Reads an entry of a map; a later one replaces an earlier one with the same key.
    fn entry(
        &mut self,
        key: Scalar,
        item: &Item,
        slot: &mut Slot,
        wire: WireType,
        input: &mut &[u8],
        depth: usize,
    ) -> Result<(), Error> {
        expect(wire, WireType::LengthDelimited)?;
        if depth >= MAX_DEPTH {
            return Err(Error::bytes(format!("messages nest more than {MAX_DEPTH} deep")));
        }
        let mut entry = take(input)?;
        let (mut own_key, mut value) = (Key::default_of(key), Slot::Unset);
        while !entry.is_empty() {
            match decode_key(&mut entry).map_err(wrong)? {
                (1, wire) => {
                    let read = self.scalar(key, wire, &mut entry).map_err(|error| error.under("key"))?;
                    own_key = Key::of(read).unwrap_or(own_key);
                }
                (2, wire) => self.single(item, 2, &mut value, wire, &mut entry, depth + 1)?,
                (number, wire) => skip_field(wire, number, &mut entry, DecodeContext::default()).map_err(wrong)?,
            }
        }
        self.charge(2 * (size_of::<Key>() + size_of::<Slot>()))?;
        slot.insert(own_key, value);
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "where a message stands is all of it")]
    fn nested(
        &mut self,
        id: MessageId,
        group: bool,
        number: u32,
        draft: &mut Draft,
        wire: WireType,
        input: &mut &[u8],
        depth: usize,
    ) -> Result<(), Error> {
        if group {
            expect(wire, WireType::StartGroup)?;
            return self.message(id, draft, input, Place { depth: depth + 1, group: Some(number) });
        }
        expect(wire, WireType::LengthDelimited)?;
        let mut nested = take(input)?;
        self.message(id, draft, &mut nested, Place { depth: depth + 1, group: None })
    }

    fn enumeration(&mut self, position: usize, wire: WireType, input: &mut &[u8]) -> Result<Value, Error> {
        let mut number = 0;
        prost::encoding::int32::merge(wire, &mut number, input, DecodeContext::default()).map_err(wrong)?;
        self.charge(size_of::<Value>())?;
        Ok(self.plans.enumeration(position).map_or(Value::S32(number), |plan| case_of(plan, number)))
    }

    fn scalar(&mut self, scalar: Scalar, wire: WireType, input: &mut &[u8]) -> Result<Value, Error> {
        use prost::encoding as wire_of;
        macro_rules! read {
            ($kind:ident) => {{
                let mut value = Default::default();
                wire_of::$kind::merge(wire, &mut value, input, DecodeContext::default()).map_err(wrong)?;
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
                expect(wire, WireType::LengthDelimited)?;
                let bytes = take(input)?;
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

/// Takes as many bytes as the length before them says.
fn take<'i>(input: &mut &'i [u8]) -> Result<&'i [u8], Error> {
    let length = decode_varint(input).map_err(wrong)?;
    let taken = usize::try_from(length).ok().and_then(|length| input.split_at_checked(length));
    let (taken, rest) =
        taken.ok_or_else(|| Error::bytes(format!("{length} bytes are announced, {} are there", input.remaining())))?;
    *input = rest;
    Ok(taken)
}

fn packed_wire(item: &Item) -> WireType {
    match item {
        Item::Scalar(Scalar::Fixed32 | Scalar::Sfixed32 | Scalar::Float) => WireType::ThirtyTwoBit,
        Item::Scalar(Scalar::Fixed64 | Scalar::Sfixed64 | Scalar::Double) => WireType::SixtyFourBit,
        _ => WireType::Varint,
    }
}

fn expect(got: WireType, expected: WireType) -> Result<(), Error> {
    if got == expected { Ok(()) } else { Err(Error::bytes(format!("wire type {got:?} where {expected:?} belongs"))) }
}

fn wrong(error: prost::DecodeError) -> Error {
    let text = error.to_string();
    Error::bytes(text.trim_start_matches("failed to decode Protobuf message: "))
}
