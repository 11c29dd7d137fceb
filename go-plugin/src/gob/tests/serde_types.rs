//! Rust types through serde.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::recorded::streams;
use super::{decode, encode};
use crate::gob::{Error, Typed, Value, from_value, to_value};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Args {
    width: u32,
    page_title: String,
    data: Vec<u8>,
    parts: Vec<Part>,
    labels: BTreeMap<String, i64>,
    parent: Option<Box<Self>>,
    ratio: f32,
    sign: char,
    mode: Mode,
    pair: (i8, i8),
    #[serde(rename = "UserID")]
    user_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Part {
    x: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
enum Mode {
    #[default]
    Fast,
    Slow,
}

fn round_trip<T: Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    let stream = encode(&[to_value(value).unwrap()]).unwrap();
    from_value(decode(&stream).unwrap().remove(0)).unwrap()
}

#[test]
fn a_struct_comes_back() {
    let args = Args {
        width: 80,
        page_title: "a".into(),
        data: vec![0, 1, 255],
        parts: vec![Part { x: 0 }, Part { x: -3 }],
        labels: [("l".to_string(), 9)].into(),
        parent: Some(Box::new(Args { width: 1, ..Args::default() })),
        ratio: 0.5,
        sign: '€',
        mode: Mode::Slow,
        pair: (1, -1),
        user_id: "me".into(),
    };
    assert_eq!(round_trip(&args), args);
    assert_eq!(round_trip(&Args::default()), Args::default());
    let Value::Struct(sent) = to_value(&args).unwrap() else { panic!("no struct") };
    let names: Vec<&str> = sent.fields.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names[..3], ["Width", "PageTitle", "Data"]);
    assert_eq!(names.last(), Some(&"UserID"));
    assert_eq!(sent.field("Data"), Some(&Value::Bytes(vec![0, 1, 255])));
}

#[test]
fn what_go_sent_is_read() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Compound {
        inner: Inner,
        pointer: Option<Inner>,
        absent: Option<Inner>,
        strings: Vec<String>,
        octets: [u8; 4],
        maps: HashMap<i32, HashMap<String, bool>>,
        empty: Vec<String>,
        user_id: String,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Inner {
        x: i32,
        y: i32,
    }
    let (_, stream) = streams().into_iter().find(|(name, _)| *name == "compound").unwrap();
    let mut values = decode(&stream).unwrap();
    let empty: Compound = from_value(values.pop().unwrap()).unwrap();
    assert_eq!((empty.inner, empty.pointer, empty.octets), (Inner { x: 0, y: 0 }, None, [0; 4]));
    let full: Compound = from_value(values.pop().unwrap()).unwrap();
    assert_eq!(full.pointer, Some(Inner { x: 0, y: 3 }));
    assert_eq!((full.absent, full.strings, full.octets), (None, vec!["".into(), "a".into()], [1, 2, 3, 4]));
    assert_eq!((full.maps[&-1]["t"], full.empty, full.user_id), (true, vec![], "me".to_string()));
}

#[test]
fn interfaces_are_sent_as_values_and_read_as_what_they_hold() {
    let args: HashMap<&str, Value> = [("key", Value::interface("string", Value::String("k".into())))].into();
    let stream = encode(&[to_value(&args).unwrap()]).unwrap();
    let values = decode(&stream).unwrap();
    assert_eq!(values[0], Value::Map(vec![(Value::String("key".into()), args["key"].clone())]));
    let read: HashMap<String, String> = from_value(values[0].clone()).unwrap();
    assert_eq!(read["key"], "k");
    // Every form survives inside a Rust type.
    for (name, stream) in streams() {
        for value in decode(&stream).unwrap() {
            let bytes = matches!(&value, Value::Slice(items) if items.is_empty());
            assert!(bytes || to_value(&value).unwrap() == value, "{name}: {value:?}");
        }
    }
    assert_eq!(from_value::<Option<u8>>(Value::nil()).unwrap(), None);
    from_value::<()>(Value::nil()).unwrap();
}

#[test]
fn what_does_not_fit_is_an_error_that_names_it() {
    let value = Value::structure("Args", [("Parts", Value::Slice(vec![Value::String("no".into())]))]);
    let text = from_value::<Args>(value).unwrap_err().to_string();
    assert!(text.contains("string"), "{text}");
    assert!(from_value::<u8>(Value::Int(256)).is_err());
    assert!(from_value::<u32>(Value::Int(-1)).is_err());
    assert!(matches!(to_value(&u128::MAX), Err(Error::Unsupported { .. })));
    assert!(matches!(to_value(&vec![None::<u8>]), Err(Error::Unsupported { .. })));
    assert!(matches!(to_value(&Err::<u8, u8>(1)), Err(Error::Unsupported { .. })));
    assert_eq!(Typed::of(to_value(&Vec::<String>::new()).unwrap()), Err(Error::Untyped));
    let mixed = Value::Slice(vec![Value::Int(1), Value::Bool(true)]);
    assert!(matches!(Typed::of(mixed), Err(Error::Mismatch { .. })));
}

#[test]
fn zeros_that_did_not_come_are_bounded() {
    #[derive(Debug, Deserialize)]
    struct Wide {
        #[expect(dead_code, reason = "it only takes memory")]
        columns: [u64; 32],
    }
    let rows = Value::Slice(vec![Value::structure("", []); 200_000]);
    assert!(matches!(from_value::<Vec<Wide>>(rows), Err(Error::OverLimit { .. })));
}

#[test]
fn a_struct_of_growing_shapes_defines_few_types() {
    let mut encoder = crate::gob::Encoder::new();
    let mut sizes = Vec::new();
    for round in 0..20_usize {
        let args = Args {
            page_title: if round % 2 == 0 { "a".into() } else { String::new() },
            parts: if round % 3 == 0 { vec![Part { x: 1 }] } else { Vec::new() },
            labels: if round % 5 == 0 { [("l".to_string(), 1)].into() } else { BTreeMap::new() },
            ..Args::default()
        };
        let mut out = Vec::new();
        encoder.encode(&Typed::of(to_value(&args).unwrap()).unwrap(), &mut out).unwrap();
        sizes.push(crate::gob::messages(&out).count());
    }
    // The first value has every field, so that the others need no type of their own.
    assert_eq!(sizes[1..], [1; 19]);
}
