//! Values and their bytes.

use std::fmt::Debug;

use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};

use crate::limits::MAX_EMPTY_ELEMENTS;
use crate::testing::{arbitrary_type, arbitrary_typed};
use crate::{Decode, Encode, Error, List, Reader, Type, Value, decode_value, encode_value, fuzzing};

fn dynamic(value: &Value, ty: &Type) -> Vec<u8> {
    let mut out = Vec::new();
    encode_value(value, ty, &mut out).unwrap();
    out
}

/// The typed value, the same as a dynamic one, and their bytes: all three agree.
#[track_caller]
fn same<T: Encode + Decode + PartialEq + Debug>(typed: &T, value: &Value, ty: &Type) {
    let bytes = dynamic(value, ty);
    let mut out = Vec::new();
    typed.encode(&mut out);
    assert_eq!(out, bytes, "{ty}");
    let mut input = Reader::new(&bytes);
    assert_eq!(T::decode(&mut input).as_ref(), Ok(typed));
    assert_eq!(input.finish(), Ok(()));
}

proptest! {
    #[test]
    fn values_round_trip((ty, value) in arbitrary_typed(4)) {
        let bytes = dynamic(&value, &ty);
        let mut input = Reader::new(&bytes);
        assert_eq!(decode_value(&ty, &mut input), Ok(value));
        assert_eq!(input.finish(), Ok(()));
    }

    #[test]
    fn truncated_values_are_errors((ty, value) in arbitrary_typed(4), cut in any::<prop::sample::Index>()) {
        let bytes = dynamic(&value, &ty);
        if !bytes.is_empty() {
            let cut = &bytes[..cut.index(bytes.len())];
            assert!(decode_value(&ty, &mut Reader::new(cut)).is_err());
        }
    }

    #[test]
    fn any_bytes_give_an_answer(ty in arbitrary_type(4), bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut input = Vec::new();
        ty.encode(&mut input);
        input.extend_from_slice(&bytes);
        fuzzing::value(&input);
    }

    #[test]
    fn changed_values_give_an_answer(
        (ty, value) in arbitrary_typed(4), at in any::<prop::sample::Index>(), bits in any::<u8>(),
    ) {
        let mut input = Vec::new();
        ty.encode(&mut input);
        encode_value(&value, &ty, &mut input).unwrap();
        let at = at.index(input.len());
        input[at] ^= bits;
        fuzzing::value(&input);
    }

    #[test]
    fn types_round_trip(ty in arbitrary_type(5)) {
        let mut out = Vec::new();
        ty.encode(&mut out);
        let mut input = Reader::new(&out);
        assert_eq!(Type::decode(&mut input), Ok(ty));
        assert_eq!(input.finish(), Ok(()));
    }

    #[test]
    fn scalars_agree(
        a in any::<(bool, i8, u8, i16, u16, i32, u32, i64)>(),
        b in any::<(u64, f32, f64, char, String)>(),
    ) {
        let values = vec![a.0.into(), a.1.into(), a.2.into(), a.3.into(), a.4.into(), a.5.into(), a.6.into(), a.7.into()];
        let types = [Type::Bool, Type::S8, Type::U8, Type::S16, Type::U16, Type::S32, Type::U32, Type::S64];
        same(&a, &Value::Tuple(values), &Type::tuple(types));
        let values = vec![b.0.into(), b.1.into(), b.2.into(), b.3.into(), b.4.clone().into()];
        same(&b, &Value::Tuple(values), &Type::tuple([Type::U64, Type::F32, Type::F64, Type::Char, Type::String]));
    }

    #[test]
    fn number_lists_agree(
        bytes in any::<Vec<u8>>(), signed in any::<Vec<i8>>(), shorts in any::<Vec<i16>>(), words in any::<Vec<u32>>(),
        longs in any::<Vec<i64>>(), floats in any::<Vec<f64>>(),
    ) {
        same(&bytes.clone(), &bytes.into(), &Type::list(Type::U8));
        same(&signed.clone(), &signed.into(), &Type::list(Type::S8));
        same(&shorts.clone(), &shorts.into(), &Type::list(Type::S16));
        same(&words.clone(), &words.into(), &Type::list(Type::U32));
        same(&longs.clone(), &longs.into(), &Type::list(Type::S64));
        same(&floats.clone(), &floats.into(), &Type::list(Type::F64));
    }

    #[test]
    fn compounds_agree(items in any::<Vec<(Option<u16>, Result<String, ()>)>>()) {
        let record = Type::record([
            ("first", Type::option(Type::U16)),
            ("second", Type::result(Some(Type::String), None)),
        ]);
        let value = |(first, second): &(Option<u16>, Result<String, ()>)| {
            let second = match second {
                Ok(text) => Value::ok(Some(text.as_str().into())),
                Err(()) => Value::err(None),
            };
            Value::record([("first", Value::option(first.map(Value::from))), ("second", second)])
        };
        let values = Value::list(items.iter().map(value));
        same(&items, &values, &Type::list(record));
    }
}

#[test]
fn elements_without_bytes_are_bounded() {
    let ty = Type::list(Type::tuple([]));
    let count = |count: usize| {
        let mut out = Vec::new();
        (count as u64).encode(&mut out);
        out
    };
    assert!(decode_value(&ty, &mut Reader::new(&count(MAX_EMPTY_ELEMENTS))).is_ok());
    let over = count(MAX_EMPTY_ELEMENTS + 1);
    assert!(matches!(decode_value(&ty, &mut Reader::new(&over)), Err(Error::OverLimit { .. })));

    // Many such lists within one message use up the budget, static types too.
    let many = 10_000u64;
    let mut bytes = Vec::new();
    many.encode(&mut bytes);
    (0..many).for_each(|_| bytes.extend(count(MAX_EMPTY_ELEMENTS)));
    assert!(matches!(Vec::<Vec<()>>::decode(&mut Reader::new(&bytes)), Err(Error::OverLimit { .. })));
}

#[test]
fn announced_lengths_cost_nothing() {
    for length in [1u64 << 20, 1 << 40, u64::MAX] {
        let mut bytes = Vec::new();
        length.encode(&mut bytes);
        bytes.extend_from_slice(&[0; 20]);
        assert!(String::decode(&mut Reader::new(&bytes)).is_err());
        assert!(Vec::<u64>::decode(&mut Reader::new(&bytes)).is_err());
        assert!(Vec::<Vec<String>>::decode(&mut Reader::new(&bytes)).is_err());
        assert!(decode_value(&Type::list(Type::String), &mut Reader::new(&bytes)).is_err());
        assert!(Type::decode(&mut Reader::new(&[&[14], bytes.as_slice()].concat())).is_err());
    }
}

#[test]
fn small_input_does_not_become_large_memory() {
    // A megabyte of empty strings is 24 MiB of values at least.
    let mut bytes = Vec::new();
    (1u64 << 20).encode(&mut bytes);
    bytes.resize(bytes.len() + (1 << 20), 0);
    let mut input = Reader::with_budget(&bytes, 8 << 20);
    assert!(matches!(Vec::<String>::decode(&mut input), Err(Error::OverLimit { .. })));
    let mut input = Reader::with_budget(&bytes, 8 << 20);
    assert!(matches!(decode_value(&Type::list(Type::String), &mut input), Err(Error::OverLimit { .. })));
    assert_eq!(Vec::<String>::decode(&mut Reader::new(&bytes)).unwrap().len(), 1 << 20);
}

#[test]
fn values_of_another_type_are_refused_where_they_differ() {
    let ty = Type::record([("a", Type::list(Type::record([("b", Type::U8)])))]);
    let value = Value::record([("a", Value::list([Value::record([("b", 7u16.into())])]))]);
    let error = encode_value(&value, &ty, &mut Vec::new()).unwrap_err();
    assert_eq!(error, Error::TypeMismatch { expected: "u8".into(), got: "u16".into(), at: Some("a[0].b".into()) });
    for (value, ty) in [
        (Value::List(List::Values(vec![1u8.into()])), Type::list(Type::U8)),
        (Value::list([Value::from(1u8)]), Type::list(Type::U16)),
        (Value::enumeration("c"), Type::enumeration(["a", "b"])),
        (Value::flags(["c"]), Type::flags(["a", "b"])),
        (Value::variant("a", None), Type::variant([("a", Some(Type::U8))])),
        (Value::variant("a", Some(1u8.into())), Type::variant([("a", None)])),
        (Value::Tuple(vec![]), Type::tuple([Type::U8])),
        (Value::record([("x", 1u8.into())]), Type::record([("y", Type::U8)])),
        (Value::option(Some(1u8.into())), Type::option(Type::U16)),
    ] {
        assert!(matches!(encode_value(&value, &ty, &mut Vec::new()), Err(Error::TypeMismatch { .. })), "{ty}");
    }
    // An empty list says nothing of its elements.
    encode_value(&Value::list([]), &Type::list(Type::U8), &mut Vec::new()).unwrap();
}

#[test]
fn bytes_that_mean_no_value_are_refused() {
    for (ty, bytes) in [
        (Type::Bool, &[2][..]),
        (Type::Char, &[0xff]),
        (Type::Char, &[0xed, 0xa0, 0x80]),
        (Type::String, &[2, 0xc3, 0x28]),
        (Type::U8, &[]),
        (Type::U16, &[252, 0, 0, 1, 0]),
        (Type::enumeration(["a"]), &[1]),
        (Type::variant([("a", None)]), &[251, 0xff, 0xff]),
        (Type::flags(["a", "b"]), &[4]),
        (Type::option(Type::U8), &[2, 0]),
        (Type::result(None, None), &[2]),
    ] {
        assert!(decode_value(&ty, &mut Reader::new(bytes)).is_err(), "{ty}");
    }
}

/// Floats keep their bits, those of every NaN too.
#[test]
fn floats_are_bits() {
    for bits in [0x7fc0_0001u32, 0xffff_ffff, 0x7f80_0001, 0x8000_0000] {
        for ty in [Type::F32, Type::list(Type::F32)] {
            let value = match ty {
                Type::F32 => Value::F32(f32::from_bits(bits)),
                _ => vec![f32::from_bits(bits)].into(),
            };
            let bytes = dynamic(&value, &ty);
            assert!(bytes.ends_with(&bits.to_le_bytes()), "{bytes:x?}");
            let back = match decode_value(&ty, &mut Reader::new(&bytes)).unwrap() {
                Value::F32(float) => float,
                Value::List(List::F32(floats)) => floats[0],
                other => panic!("{other:?}"),
            };
            assert_eq!(back.to_bits(), bits);
        }
    }
}

#[test]
fn deep_types_are_refused() {
    let bytes = [vec![13; 100_000], vec![0]].concat();
    assert!(matches!(Type::decode(&mut Reader::new(&bytes)), Err(Error::OverLimit { what: "type depth", .. })));
}

/// The strategies themselves: without them the tests above would say little.
#[test]
fn the_strategies_reach_every_kind() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kinds = std::collections::BTreeSet::new();
    let strategy = prop_oneof![arbitrary_typed(1), arbitrary_typed(4)];
    for _ in 0..2000 {
        kinds.insert(strategy.new_tree(&mut runner).unwrap().current().1.kind());
    }
    assert_eq!(kinds.len(), 13 + 11 + 8, "{kinds:?}");
}
