//! Strategies for messages of any descriptor, with protobuf's own reflection.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, Value};

/// A message with any of its fields, nesting at most so deep. Required fields are always there.
pub(super) fn message(descriptor: &MessageDescriptor, depth: u32) -> BoxedStrategy<DynamicMessage> {
    let extensions: Vec<_> = descriptor.extensions().collect();
    let fields: Vec<_> = descriptor.fields().collect();
    let values: Vec<_> = fields.iter().map(|field| maybe_field(field, depth)).collect();
    let more: Vec<_> = extensions
        .iter()
        .map(|extension| {
            let single = single(&extension.kind(), depth);
            let value = if extension.is_list() { vec(single, 0..4).prop_map(Value::List).boxed() } else { single };
            proptest::option::of(value).boxed()
        })
        .collect();
    let descriptor = descriptor.clone();
    (values, more)
        .prop_map(move |(values, more)| {
            let mut message = DynamicMessage::new(descriptor.clone());
            for (field, value) in fields.iter().zip(values) {
                if let Some(value) = value {
                    message.set_field(field, value);
                }
            }
            for (extension, value) in extensions.iter().zip(more) {
                if let Some(value) = value {
                    message.set_extension(extension, value);
                }
            }
            message
        })
        .boxed()
}

fn maybe_field(field: &FieldDescriptor, depth: u32) -> BoxedStrategy<Option<Value>> {
    if field.is_required() {
        return single(&field.kind(), depth).prop_map(Some).boxed();
    }
    let is_message = matches!(field.kind(), Kind::Message(ref it) if !it.is_map_entry() || holds_messages(it));
    if is_message && depth == 0 {
        return Just(None).boxed();
    }
    let value = if field.is_map() {
        map(field, depth)
    } else if field.is_list() {
        vec(single(&field.kind(), depth), 0..4).prop_map(Value::List).boxed()
    } else {
        single(&field.kind(), depth)
    };
    proptest::option::of(value).boxed()
}

fn holds_messages(entry: &MessageDescriptor) -> bool {
    matches!(entry.map_entry_value_field().kind(), Kind::Message(_))
}

fn map(field: &FieldDescriptor, depth: u32) -> BoxedStrategy<Value> {
    let entry = field.kind().as_message().unwrap().clone();
    let value = single(&entry.map_entry_value_field().kind(), depth);
    macro_rules! keyed {
        ($ty:ty, $case:ident) => {
            btree_map(any::<$ty>(), value, 0..4)
                .prop_map(|map| Value::Map(map.into_iter().map(|(key, value)| (MapKey::$case(key), value)).collect()))
                .boxed()
        };
    }
    match entry.map_entry_key_field().kind() {
        Kind::Bool => keyed!(bool, Bool),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => keyed!(i32, I32),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => keyed!(i64, I64),
        Kind::Uint32 | Kind::Fixed32 => keyed!(u32, U32),
        Kind::Uint64 | Kind::Fixed64 => keyed!(u64, U64),
        _ => keyed!(String, String),
    }
}

fn single(kind: &Kind, depth: u32) -> BoxedStrategy<Value> {
    match kind {
        Kind::Double => any::<f64>().prop_map(Value::F64).boxed(),
        Kind::Float => any::<f32>().prop_map(Value::F32).boxed(),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => any::<i32>().prop_map(Value::I32).boxed(),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => any::<i64>().prop_map(Value::I64).boxed(),
        Kind::Uint32 | Kind::Fixed32 => any::<u32>().prop_map(Value::U32).boxed(),
        Kind::Uint64 | Kind::Fixed64 => any::<u64>().prop_map(Value::U64).boxed(),
        Kind::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Kind::String => ".{0,8}".prop_map(Value::String).boxed(),
        Kind::Bytes => vec(any::<u8>(), 0..8).prop_map(|bytes| Value::Bytes(bytes.into())).boxed(),
        Kind::Message(message_descriptor) => {
            message(message_descriptor, depth.saturating_sub(1)).prop_map(Value::Message).boxed()
        }
        Kind::Enum(descriptor) => {
            let known: Vec<i32> = descriptor.values().map(|value| value.number()).collect();
            prop_oneof![3 => proptest::sample::select(known), 1 => any::<i32>()].prop_map(Value::EnumNumber).boxed()
        }
    }
}
