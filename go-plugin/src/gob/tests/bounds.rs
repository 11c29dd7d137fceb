//! Whatever comes ends in a value or an error, in bounded time and memory.

use proptest::prelude::*;

use super::recorded::streams;
use super::{decode, encode, hex};
use crate::fuzzing;
use crate::gob::limits::{MAX_DEPTH, MAX_TYPES};
use crate::gob::wire::{write_bytes, write_int, write_uint};
use crate::gob::{Decoder, Error, Interface, MessageReader, Opaque, OpaqueKind, Typed, Value, messages};
use crate::recorded::damage;

fn arbitrary_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        any::<u64>().prop_map(Value::Uint),
        any::<f64>().prop_filter("NaN is not itself", |it| !it.is_nan()).prop_map(Value::Float),
        ".{0,20}".prop_map(Value::String),
        proptest::collection::vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
        Just(Value::nil()),
        Just(Value::Complex(1.0, -0.5)),
        Just(Value::Opaque(Opaque { kind: OpaqueKind::Binary, bytes: vec![1, 2] })),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            // Elements of one type: of one value.
            (inner.clone(), 1..4_usize).prop_map(|(item, count)| Value::Slice(vec![item; count])),
            (inner.clone(), 1..4_usize).prop_map(|(item, count)| Value::Array(vec![item; count])),
            (inner.clone(), inner.clone()).prop_map(|(key, item)| Value::Map(vec![(key, item)])),
            inner.clone().prop_map(|value| Value::Interface(Some(Box::new(Interface { name: "a/b.T".into(), value })))),
            proptest::collection::vec(inner, 0..5).prop_map(|fields| {
                let names = ["A", "B", "C", "D", "E"];
                // What is omitted does not come back.
                let kept = names.into_iter().zip(fields).filter(|(_, field)| !field.is_omitted());
                Value::structure("S", kept)
            }),
        ]
    })
}

proptest! {
    #[test]
    fn values_come_back(values in proptest::collection::vec(arbitrary_value(), 1..4)) {
        let stream = encode(&values)?;
        prop_assert_eq!(decode(&stream)?, values);
    }

    #[test]
    fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut decoder = Decoder::with_value_bytes(1 << 20);
        // As a stream, and as one message.
        for message in messages(&bytes).flatten() {
            if decoder.message(message).is_err() {
                break;
            }
        }
        drop(Decoder::new().message(&bytes));
    }

    #[test]
    fn a_damaged_stream_ends(
        which in any::<proptest::sample::Index>(),
        damages in proptest::collection::vec(damage(), 1..4),
        cut: u8,
    ) {
        let streams = streams();
        let mut stream = which.get(&streams).1.clone();
        damages.iter().for_each(|damage| damage.apply(&mut stream));
        drop(decode(&stream));
        fuzzing::gob(&[&[cut], stream.as_slice()].concat());
    }

    #[test]
    fn a_cut_stream_is_no_whole_one(which in any::<proptest::sample::Index>(), at in any::<proptest::sample::Index>()) {
        let streams = streams();
        let (_, stream) = which.get(&streams);
        let whole = decode(stream)?;
        match decode(&stream[..at.index(stream.len())]) {
            Ok(values) => prop_assert!(values.len() < whole.len() && whole.starts_with(&values)),
            Err(error) => prop_assert!(matches!(error, Error::Truncated { .. }), "{}", error),
        }
    }

    #[test]
    fn pieces_of_any_size_are_put_together(which in any::<proptest::sample::Index>(), size in 1..50_usize) {
        let streams = streams();
        let (_, stream) = which.get(&streams);
        let (mut reader, mut decoder, mut values) = (MessageReader::new(1 << 20), Decoder::new(), Vec::new());
        for piece in stream.chunks(size) {
            reader.push(piece);
            while let Some(message) = reader.next_message()? {
                values.extend(decoder.message(message)?);
            }
        }
        prop_assert!(!reader.is_partial());
        prop_assert_eq!(values, decode(stream)?);
    }
}

/// One message with its length.
fn message(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write_bytes(body, &mut out);
    out
}

#[test]
fn a_length_that_is_a_lie_costs_nothing() {
    // A string of 2^40 bytes, a slice of 2^40 strings, an array of 2^60 elements.
    let mut text = vec![0x0c, 0];
    write_uint(1 << 40, &mut text);
    assert!(matches!(decode(&message(&text)), Err(Error::Truncated { .. })));
    let slice = hex("0cff87020102ff8800010c0000");
    let mut value = Vec::new();
    write_int(68, &mut value);
    value.push(0);
    write_uint(1 << 40, &mut value);
    assert!(decode(&[slice, message(&value)].concat()).is_err());
    let mut reader = MessageReader::new(1000);
    reader.push(&hex("fe03e9"));
    assert!(matches!(reader.next_message(), Err(Error::OverLimit { limit: 1000, got: 1001, .. })));
}

#[test]
fn a_value_of_nothing_but_depth_is_refused() {
    // An interface that holds an interface that holds …
    let mut value = Vec::new();
    write_int(8, &mut value);
    value.push(0);
    for _ in 0..=MAX_DEPTH {
        write_bytes(b"i", &mut value);
        write_int(8, &mut value);
        value.extend_from_slice(&[1, 0]);
    }
    assert!(matches!(decode(&message(&value)), Err(Error::OverLimit { .. })));
    let mut deep = Value::nil();
    for _ in 0..=MAX_DEPTH {
        deep = Value::Slice(vec![deep]);
    }
    assert!(matches!(Typed::of(deep), Err(Error::OverLimit { .. })));
}

#[test]
fn types_without_end_are_refused() {
    let mut decoder = Decoder::new();
    let definition = |id: i64| {
        let mut body = Vec::new();
        write_int(-id, &mut body);
        body.extend_from_slice(&hex("020102ff8800010c0000"));
        body
    };
    for id in 0..i64::try_from(MAX_TYPES).unwrap() {
        assert_eq!(decoder.message(&definition(65 + id)), Ok(None));
    }
    assert!(matches!(decoder.message(&definition(10_000)), Err(Error::OverLimit { .. })));
    assert!(matches!(Decoder::new().message(&definition(16)), Err(Error::Malformed { .. })));
}

#[test]
fn memory_is_bounded_by_what_the_caller_allows() {
    // A slice of empty structs, a byte each.
    let mut stream = hex("0aff81030102ff82000000").to_vec();
    let mut body = Vec::new();
    write_int(-66, &mut body);
    body.extend_from_slice(&hex("020102ff840001ff820000"));
    stream.extend(message(&body));
    let mut value = Vec::new();
    write_int(66, &mut value);
    value.push(0);
    write_uint(100_000, &mut value);
    value.resize(value.len() + 100_000, 0);
    stream.extend(message(&value));
    let mut decoder = Decoder::with_value_bytes(1 << 20);
    let last = messages(&stream).map(|message| decoder.message(message.unwrap())).last().unwrap();
    assert!(matches!(last, Err(Error::OverLimit { .. })), "{last:?}");
    assert!(decode(&stream).is_ok());
}

#[test]
fn an_unknown_type_and_bytes_behind_a_value_are_refused() {
    assert_eq!(decode(&hex("03ff8200")), Err(Error::UnknownType { id: 65 }));
    assert!(matches!(decode(&hex("0402000100")), Err(Error::Malformed { .. })));
    assert!(matches!(decode(&hex("03020002")), Err(Error::Malformed { .. })));
    let twice = hex("0aff81030102ff82000000").repeat(2);
    assert!(matches!(decode(&twice), Err(Error::Malformed { .. })));
}
