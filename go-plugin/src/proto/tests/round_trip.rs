//! Bytes to a value and back, for any message of every construct, against protobuf's own reflection.

use amphi_protocol::{Reader, Value, decode_value, encode_value};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};
use prost::Message as _;
use prost_reflect::{DynamicMessage, MessageDescriptor, ReflectMessage as _};

use super::super::Message;
use super::{ALL, codec, messages};

/// Messages that are equal have equal bytes of this: NaN is not equal to itself, and maps have no order.
pub(super) fn canonical(message: &DynamicMessage) -> String {
    let mut lines: Vec<String> =
        message.fields().map(|(field, value)| format!("{} {}", field.number(), shown(value))).collect();
    lines.extend(message.extensions().map(|(field, value)| format!("{} {}", field.number(), shown(value))));
    format!("{{{}}}", lines.join(", "))
}

fn shown(value: &prost_reflect::Value) -> String {
    use prost_reflect::Value as V;
    match value {
        V::F32(it) => format!("{:08x}", it.to_bits()),
        V::F64(it) => format!("{:016x}", it.to_bits()),
        V::Message(it) => canonical(it),
        V::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        V::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| format!("{key:?}: {}", shown(value))).collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        other => format!("{other:?}"),
    }
}

fn round_trip(message: &Message, original: &DynamicMessage) -> Result<(), TestCaseError> {
    let bytes = original.encode_to_vec();
    // Reflection loses the sign of a zero where presence is not told.
    let original = &DynamicMessage::decode(original.descriptor(), bytes.as_slice()).unwrap();
    let value = message.decode(&bytes).map_err(|error| TestCaseError::fail(format!("{error}")))?;
    // The value has the type that the WIT says.
    let (ty, mut wire) = (message.ty(), Vec::new());
    encode_value(&value, &ty, &mut wire).map_err(|error| TestCaseError::fail(format!("{error}")))?;
    let again = message.encode(&value).map_err(|error| TestCaseError::fail(format!("{error}")))?;
    let back = DynamicMessage::decode(original.descriptor(), again.as_slice()).unwrap();
    prop_assert_eq!(canonical(original), canonical(&back));
    // What crosses Amphi's own wire is the same value, to the last empty list.
    let crossed = decode_value(&ty, &mut Reader::new(&wire)).unwrap();
    prop_assert_eq!(message.encode(&crossed).unwrap(), again.clone());
    prop_assert_eq!(format!("{crossed:?}"), format!("{value:?}"));
    // The value's bytes are one and the same.
    let value_again: Value = message.decode(&again).unwrap();
    prop_assert_eq!(message.encode(&value_again).unwrap(), again);
    Ok(())
}

fn try_all(proto: &str, cases: u32, depth: u32) {
    let codec = codec(proto);
    let mut seen = std::collections::HashSet::new();
    for function in codec.functions() {
        for message in [function.request(), function.response()] {
            if seen.insert(message.full_name().to_string()) {
                let descriptor: MessageDescriptor = message.descriptor();
                let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
                let outcome =
                    runner.run(&messages::message(&descriptor, depth), |original| round_trip(message, &original));
                match outcome {
                    Ok(()) => {}
                    // The whole message says less than its fields.
                    Err(TestError::Fail(reason, it)) => panic!("{}: {reason}\n{}", message.full_name(), canonical(&it)),
                    Err(TestError::Abort(reason)) => panic!("{}: {reason}", message.full_name()),
                }
            }
        }
    }
}

#[test]
fn every_construct_of_proto3_is_exact() {
    try_all("constructs/proto3.proto", 64, 4);
}

#[test]
fn every_construct_of_proto2_is_exact() {
    try_all("constructs/proto2.proto", 128, 4);
}

#[test]
fn messages_that_contain_themselves_are_exact() {
    try_all("constructs/recursive.proto", 64, 4);
}

#[test]
fn real_protos_are_exact() {
    for (proto, _) in ALL.iter().filter(|(proto, _)| proto.starts_with("hashicorp")) {
        try_all(proto, 12, 4);
    }
}
