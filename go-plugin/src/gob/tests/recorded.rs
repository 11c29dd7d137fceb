//! Streams that Go wrote, and the bytes of go-plugin's own calls.

use super::{decode, encode, hex};
use crate::gob::{Encoder, Type, Typed, Value};

/// The streams of `testdata/go/gob`, by name.
pub(super) fn streams() -> Vec<(&'static str, Vec<u8>)> {
    let recorded = include_str!("../../../testdata/gob/recorded.txt");
    recorded.lines().map(|line| line.split_once('|').unwrap()).map(|(name, text)| (name, hex(text))).collect()
}

fn values(name: &str) -> Vec<Value> {
    let (_, stream) = streams().into_iter().find(|(known, _)| *known == name).unwrap();
    decode(&stream).unwrap()
}

#[test]
fn scalars_are_what_go_sent() {
    assert_eq!(values("bools"), [Value::Bool(true), Value::Bool(false)]);
    let ints = [0, 21, -129, 1 << 62, i64::MIN, -1];
    assert_eq!(values("ints"), ints.map(Value::Int));
    assert_eq!(values("uints"), [0, 127, 128, u64::MAX].map(Value::Uint));
    assert_eq!(values("floats"), [0.0, 17.0, -0.5, 1.25, 1e300].map(Value::Float));
    assert_eq!(values("complexes"), [Value::Complex(1.0, -2.0)]);
    assert_eq!(values("bytes"), [Value::Bytes(b"hi".to_vec()), Value::Bytes(Vec::new())]);
    assert_eq!(values("odd string"), [Value::NonUtf8(vec![0xff, 0xfe])]);
}

#[test]
fn fields_that_are_zero_do_not_come() {
    let values = values("scalars");
    assert_eq!(values[1], Value::structure("Scalars", []));
    assert_eq!(values[2], Value::structure("Scalars", [("Rune", Value::Int('x'.into_i64()))]));
    let Value::Struct(full) = &values[0] else { panic!("{values:?}") };
    assert_eq!(full.fields.len(), 13);
    assert_eq!(full.field("Uint64"), Some(&Value::Uint(u64::MAX)));
}

trait Rune {
    fn into_i64(self) -> i64;
}

impl Rune for char {
    fn into_i64(self) -> i64 {
        u32::from(self).into()
    }
}

#[test]
fn a_value_goes_on_behind_a_definition_inside_it() {
    let values = values("holders");
    let other = Value::structure("Other", [("Values", Value::Slice(vec![Value::Float(1.0), Value::Float(2.0)]))]);
    let held = Value::structure(
        "Held",
        [("Name", Value::String("h".into())), ("More", Value::interface("main.Other", other))],
    );
    let inner = Value::structure("Inner", [("X", Value::Int(5)), ("Y", Value::Int(6))]);
    let list = vec![
        Value::interface("int", Value::Int(1)),
        Value::interface("string", Value::String("two".into())),
        Value::interface("main.Held", Value::structure("Held", [("Name", Value::String("again".into()))])),
        Value::interface("main.Inner", inner),
    ];
    let expected = Value::structure(
        "Holder",
        [
            ("Before", Value::String("b".into())),
            ("Held", Value::interface("main.Held", held)),
            ("List", Value::Slice(list)),
            ("After", Value::Int(3)),
        ],
    );
    assert_eq!(values[0], expected);
    assert_eq!(values.len(), 2);
}

#[test]
fn what_was_read_can_be_sent_and_read_again() {
    for (name, stream) in streams() {
        let values = decode(&stream).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!values.is_empty(), "{name}");
        // Without their type empty lists cannot be sent, and a recursive type is not worked out as one.
        let sent = encode(&values).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(decode(&sent).unwrap(), values, "{name}");
    }
}

#[test]
fn the_bytes_are_those_of_go() {
    let encoded = |ty: Type, value: Value| {
        let mut out = Vec::new();
        Encoder::new().encode(&Typed { ty, value }, &mut out).unwrap();
        out
    };
    assert_eq!(encoded(Type::Bool, Value::Bool(false)), hex("03020000"));
    assert_eq!(encoded(Type::String, Value::String("test".into())), hex("070c000474657374"));
    assert_eq!(encoded(Type::Int, Value::Int(-129)), hex("050400fe0101"));
    assert_eq!(encoded(Type::Uint, Value::Uint(1)), hex("03060001"));
    assert_eq!(encoded(Type::Float, Value::Float(17.0)), hex("050800fe3140"));
    assert_eq!(encoded(Type::Interface, Value::nil()), hex("03100000"));
    let held = Value::interface("string", Value::String("x".into()));
    assert_eq!(encoded(Type::Interface, held), hex("0e100006737472696e670c03000178"));
    let empty = encoded(Type::structure("", []), Value::structure("", []));
    assert_eq!(empty, hex("0aff810301 02ff82000000 03ff8200"));
    let ty = Type::structure("Request", [("ServiceMethod", Type::String), ("Seq", Type::Uint)]);
    let request = [("ServiceMethod", Value::String("Dispenser.Dispense".into())), ("Seq", Value::Uint(0))];
    let definition =
        "2fff81030101075265717565737401ff82000102010d536572766963654d6574686f64010c00010353657101060000 00";
    let header = "17ff82011244697370656e7365722e44697370656e736500";
    assert_eq!(encoded(ty, Value::structure("Request", request)), hex(&format!("{definition}{header}")));
}

#[test]
fn an_interface_in_a_map_is_read() {
    let stream = hex("0eff83040102ff8400010c011000000eff840001016e03696e740402001 8");
    let pair = (Value::String("n".into()), Value::interface("int", Value::Int(12)));
    assert_eq!(decode(&stream).unwrap(), [Value::Map(vec![pair])]);
}
