//! What a peer may send, and what a host's own code may get wrong.

use std::sync::LazyLock;

use amphi_protocol::{List, Value};
use proptest::prelude::*;
use prost::Message as _;
use prost_reflect::DynamicMessage;

use super::super::{Error, Schema, TreeBuilder, TreeFault};
use super::{codec, codec_of};

const NESTED: &str = r#"syntax = "proto3"; package t;
    message M { M inner = 1; repeated int32 packed = 2; repeated E nothings = 3; string text = 4; map<string, M> by = 5; }
    message E {}
    service S { rpc Call(M) returns (M); }"#;

fn place_of(error: &Error) -> &str {
    match error {
        Error::Bytes { at, .. } | Error::Value { at, .. } | Error::Tree { at, .. } => at,
        other => panic!("{other:?}"),
    }
}

#[test]
fn messages_that_nest_without_end_are_refused() {
    let message = codec_of(NESTED).message("t.M").unwrap();
    let nest = |depth: usize| {
        let mut bytes = Vec::new();
        for _ in 0..depth {
            let mut outer = vec![0x0a];
            prost::encoding::encode_varint(bytes.len() as u64, &mut outer);
            outer.extend_from_slice(&bytes);
            bytes = outer;
        }
        bytes
    };
    let deepest = message.decode(&nest(100)).unwrap();
    assert_eq!(message.encode(&deepest).unwrap(), nest(100));
    assert!(matches!(message.decode(&nest(101)), Err(Error::Bytes { .. })));
    assert!(matches!(message.decode(&nest(20_000)), Err(Error::Bytes { .. })));
}

#[test]
fn a_value_that_nests_without_end_is_refused() {
    let message = codec_of(NESTED).message("t.M").unwrap();
    let mut tree = TreeBuilder::new();
    let node = |inner: Option<u32>| {
        Value::record([
            ("inner", Value::option(inner.map(Value::U32))),
            ("packed", Value::List(List::S32(vec![]))),
            ("nothings", Value::List(List::Values(vec![]))),
            ("text", "".into()),
            ("by", Value::List(List::Values(vec![]))),
        ])
    };
    for index in 0..100_000 {
        tree.add(node((index < 99_999).then_some(index + 1)));
    }
    assert!(matches!(message.encode(&tree.finish()), Err(Error::Value { .. })));
}

#[test]
fn a_small_message_cannot_become_a_large_value() {
    let message = codec_of(NESTED).message("t.M").unwrap();
    // Two bytes each become a value of many.
    let empties = [0x1a, 0x00].repeat(8 << 20);
    let error = message.decode(&empties).unwrap_err();
    assert!(matches!(error, Error::Bytes { .. }), "{error}");
    // Packed numbers take four bytes for one.
    let mut packed = vec![0x12];
    prost::encoding::encode_varint(16 << 20, &mut packed);
    packed.extend(std::iter::repeat_n(1u8, 16 << 20));
    assert!(message.decode(&packed).is_ok());
}

#[test]
fn malformed_bytes_are_told_with_their_place() {
    let message = codec_of(NESTED).message("t.M").unwrap();
    // inner { text: two bytes that are no text }
    let error = message.decode(&[0x0a, 0x04, 0x22, 0x02, 0xff, 0xfe]).unwrap_err();
    assert_eq!(place_of(&error), "inner.text");
    // by { key "k", value { inner: longer than what is left } }
    let error = message.decode(&[0x2a, 0x07, 0x0a, 0x01, b'k', 0x12, 0x02, 0x0a, 0x7f]).unwrap_err();
    assert_eq!(place_of(&error), "by.inner");
    // A field of the wrong kind.
    assert_eq!(place_of(&message.decode(&[0x20, 0x01]).unwrap_err()), "text");
    // A group that nothing began, and one that does not end.
    assert!(message.decode(&[0x0c]).is_err());
    assert!(message.decode(&[0x7b]).is_err());
}

#[test]
fn a_required_field_must_be_there() {
    let message = codec_of(
        r#"syntax = "proto2"; package t;
        message M { optional N n = 1; }
        message N { required int32 x = 1; }
        service S { rpc Call(M) returns (M); }"#,
    )
    .message("t.M")
    .unwrap();
    assert!(message.decode(&[]).is_ok());
    assert_eq!(place_of(&message.decode(&[0x0a, 0x00]).unwrap_err()), "n.x");
    assert!(message.decode(&[0x0a, 0x02, 0x08, 0x00]).is_ok());
}

#[test]
fn unknown_fields_are_left_out_and_unknown_numbers_of_enums_kept() {
    let codec = codec("constructs/proto3.proto");
    let message = codec.message("constructs.three.Scalars").unwrap();
    // 16: a number that Color does not name. 9999: a field that Scalars does not have.
    let mut bytes = Vec::new();
    prost::encoding::int32::encode(16, &77, &mut bytes);
    let known = bytes.clone();
    prost::encoding::string::encode(9999, &"unknown".to_string(), &mut bytes);
    let value = message.decode(&bytes).unwrap();
    assert_eq!(message.encode(&value).unwrap(), known);
    let Value::Record(fields) = value else { panic!("a record") };
    let color = fields.iter().find(|(name, _)| &**name == "a-color").map(|(_, value)| value.clone());
    assert_eq!(color, Some(Value::variant("unrecognized", Some(Value::S32(77)))));
}

#[test]
fn a_zero_with_a_sign_is_kept() {
    let message = codec("constructs/proto3.proto").message("constructs.three.Scalars").unwrap();
    let mut bytes = Vec::new();
    prost::encoding::double::encode(1, &-0.0, &mut bytes);
    assert_eq!(message.encode(&message.decode(&bytes).unwrap()).unwrap(), bytes);
}

#[test]
fn pieces_of_a_message_are_merged_as_protobuf_does() {
    let codec = codec("constructs/proto3.proto");
    let message = codec.message("constructs.three.Choices").unwrap();
    // message { x: 1 }, message { deeper { name: "a" } }: one message. Then number: 5 takes its place.
    let pieces = [0x32, 0x02, 0x08, 0x01, 0x32, 0x05, 0x12, 0x03, 0x0a, 0x01, b'a'];
    let whole = [0x32, 0x07, 0x08, 0x01, 0x12, 0x03, 0x0a, 0x01, b'a'];
    assert_eq!(message.encode(&message.decode(&pieces).unwrap()).unwrap(), whole);
    let replaced = [pieces.as_slice(), &[0x08, 0x05]].concat();
    assert_eq!(message.encode(&message.decode(&replaced).unwrap()).unwrap(), [0x08, 0x05]);
}

#[test]
fn nodes_that_are_no_tree_are_refused() {
    let message = codec_of(
        r#"syntax = "proto3"; package t;
        message A { string name = 1; repeated A inner = 2; B other = 3; }
        message B { A back = 1; }
        service S { rpc Call(A) returns (A); }"#,
    )
    .message("t.A")
    .unwrap();
    let a = |inner: Vec<u32>, other: Option<u32>| {
        let fields = [("name", "n".into()), ("inner", inner.into()), ("other", Value::option(other.map(Value::U32)))];
        Value::variant("a", Some(Value::record(fields)))
    };
    let b =
        |back: Option<u32>| Value::variant("b", Some(Value::record([("back", Value::option(back.map(Value::U32)))])));
    let fault = |nodes: Vec<Value>| {
        let value = Value::record([("nodes", Value::List(List::Values(nodes)))]);
        match message.encode(&value) {
            Ok(_) => None,
            Err(Error::Tree { node, fault, .. }) => Some((node, fault)),
            Err(other) => panic!("{other:?}"),
        }
    };
    assert_eq!(fault(vec![a(vec![1], Some(2)), a(vec![], None), b(None)]), None);
    // The order of the nodes is free, but for the root.
    assert_eq!(fault(vec![a(vec![2, 1], None), a(vec![], None), a(vec![], None)]), None);
    assert_eq!(fault(vec![]), Some((0, TreeFault::OutOfRange)));
    assert_eq!(fault(vec![a(vec![9], None)]), Some((9, TreeFault::OutOfRange)));
    assert_eq!(fault(vec![a(vec![0], None)]), Some((0, TreeFault::Cycle)));
    assert_eq!(fault(vec![a(vec![], Some(1)), b(Some(0))]), Some((0, TreeFault::Cycle)));
    assert_eq!(fault(vec![a(vec![1, 1], None), a(vec![], None)]), Some((1, TreeFault::Shared)));
    assert_eq!(fault(vec![a(vec![], None), a(vec![], None)]), Some((1, TreeFault::Unreachable)));
    assert_eq!(fault(vec![a(vec![1], None), b(None)]), Some((1, TreeFault::WrongKind)));
    assert_eq!(fault(vec![b(None)]), Some((0, TreeFault::WrongKind)));
}

#[test]
fn values_that_do_not_fit_are_told_with_their_place() {
    let codec = codec("constructs/proto3.proto");
    let place = |message: &str, value: Value| {
        place_of(&codec.message(message).unwrap().encode(&value).unwrap_err()).to_string()
    };
    let inner = |x: Value, level: Value| {
        let deeper = Value::record([("name", "n".into()), ("level", level)]);
        Value::record([("x", x), ("deeper", Value::option(Some(deeper)))])
    };
    let none = Value::enumeration("none");
    assert_eq!(place("constructs.three.Inner", inner("text".into(), none.clone())), "x");
    assert_eq!(place("constructs.three.Inner", inner(Value::S32(1), none)), "deeper.level");
    assert_eq!(place("constructs.three.Inner", inner(Value::S32(1), Value::variant("no-such", None))), "deeper.level");
    assert_eq!(place("constructs.three.Inner", Value::record([("x", Value::S32(1))])), "");
    let twice = Value::list(
        [1, 1].map(|key| Value::Tuple(vec![Value::S32(key), inner(Value::S32(0), Value::variant("none", None))])),
    );
    let Value::Record(mut maps) = codec.message("constructs.three.Maps").unwrap().decode(&[]).unwrap() else {
        panic!("a record")
    };
    for (name, value) in &mut maps {
        if &**name == "by-int32" {
            *value = twice.clone();
        }
    }
    assert_eq!(place("constructs.three.Maps", Value::Record(maps)), "by-int32[1]");
}

#[test]
fn times_out_of_range_have_no_json() {
    let codec = codec("constructs/proto3.proto");
    for name in ["google.protobuf.Timestamp", "google.protobuf.Duration"] {
        let message = codec.message(name).unwrap();
        for seconds in [i64::MIN, i64::MIN + 1, -62_135_596_801, -1, 0, 253_402_300_800, i64::MAX - 1, i64::MAX] {
            for nanos in [i32::MIN, -1_000_000_000, -1, 0, 999_999_999, 1_000_000_000, i32::MAX] {
                let value = Value::record([("seconds", Value::S64(seconds)), ("nanos", Value::S32(nanos))]);
                // An error or a text, but always one of the two.
                drop(message.value_to_json(&value));
            }
        }
        for text in
            ["\"9999999999999999999s\"", "\"-1\"", "\"0000-00-00T00:00:00Z\"", "\"2024-02-30T25:61:61Z\"", "\"\""]
        {
            assert!(message.value_from_json(text).is_err(), "{name} {text}");
        }
    }
}

/// Any bytes give a value or an error, and what we read reflection reads too.
fn try_bytes(proto: &str, name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let message = codec(proto).message(name).unwrap();
    let read = message.decode(bytes);
    if let Ok(value) = &read {
        message.encode(value).map_err(|error| TestCaseError::fail(error.to_string()))?;
        // JSON cannot say every value, and then says so.
        drop(message.value_to_json(value));
    }
    let reflected = DynamicMessage::decode(message.descriptor(), bytes);
    // Reflection takes a field of a wrong kind for a map, and a message without its required fields.
    prop_assert!(read.is_err() || reflected.is_ok(), "{:?} {:?}", bytes, reflected.err());
    Ok(())
}

static DESCRIPTORS: LazyLock<Vec<u8>> = LazyLock::new(|| super::descriptors::of("constructs/proto2.proto"));

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        try_bytes("constructs/proto3.proto", "constructs.three.All", &bytes)?;
        try_bytes("constructs/proto2.proto", "constructs.two.All", &bytes)?;
        try_bytes("constructs/recursive.proto", "constructs.recursive.Drawer", &bytes)?;
    }

    #[test]
    fn damaged_messages_are_read_or_refused(
        original in super::messages::message(&codec("constructs/proto3.proto").message("constructs.three.All").unwrap().descriptor(), 3),
        at in any::<proptest::sample::Index>(),
        bit in 0..8u8,
    ) {
        let mut bytes = original.encode_to_vec();
        if !bytes.is_empty() {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        try_bytes("constructs/proto3.proto", "constructs.three.All", &bytes)?;
    }

    #[test]
    fn any_descriptors_are_linked_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        drop(Schema::from_descriptor_set(&bytes));
        drop(Schema::from_descriptors(&[&bytes]));
    }

    #[test]
    fn damaged_descriptors_are_linked_or_refused(at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = DESCRIPTORS.clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        crate::fuzzing::descriptors(&bytes);
    }

    #[test]
    fn nested_messages_are_what_their_encoding_means(
        bytes in proptest::collection::vec(prop_oneof![
            // Tags of the fields that there are, short lengths, and anything.
            (1..11_u8, 0..6_u8).prop_map(|(field, kind)| field << 3 | kind),
            0..8_u8,
            any::<u8>(),
        ], 0..80),
    ) {
        crate::fuzzing::message(&bytes);
    }
}
