//! WIT values.

use amphi_protocol::{List, Type, Value as WitValue};
use proptest::prelude::*;

use super::{decode, recorded::streams};
use crate::gob::wit::{from_gob, go_name, gob_type, to_gob, zero};
use crate::gob::{Encoder, Error, Value};

fn round_trip(value: &WitValue, ty: &Type) -> Result<WitValue, Error> {
    let mut out = Vec::new();
    Encoder::new().encode(&to_gob(value, ty)?, &mut out)?;
    from_gob(decode(&out)?.remove(0), ty)
}

fn page() -> Type {
    Type::record([
        ("width", Type::U32),
        ("page-title", Type::String),
        ("user-ID", Type::String),
        ("data", Type::list(Type::U8)),
        ("sizes", Type::list(Type::S16)),
        ("ratios", Type::list(Type::F32)),
        ("octets", Type::fixed_list(Type::U8, 3)),
        ("labels", Type::map(Type::String, Type::S64)),
        ("pairs", Type::list(Type::tuple([Type::U8, Type::Bool]))),
        ("parent", Type::option(Type::record([("x", Type::S64)]))),
        ("color", Type::enumeration(["red", "green"])),
        ("modes", Type::flags(["a", "b", "c"])),
        ("any", any_type()),
        ("sign", Type::Char),
    ])
}

fn any_type() -> Type {
    Type::variant([
        ("nothing", None),
        ("int", Some(Type::S64)),
        ("number", Some(Type::S64)),
        ("text", Some(Type::String)),
        ("bytes", Some(Type::list(Type::U8))),
        ("held", Some(Type::record([("name", Type::String)]))),
    ])
}

fn full() -> WitValue {
    WitValue::record([
        ("width", 80u32.into()),
        ("page-title", "t".into()),
        ("user-ID", "me".into()),
        ("data", vec![1u8, 2].into()),
        ("sizes", vec![-1i16, 300].into()),
        ("ratios", vec![0.5f32].into()),
        ("octets", vec![7u8, 0, 9].into()),
        ("labels", WitValue::list([WitValue::Tuple(vec!["k".into(), 5i64.into()])])),
        ("pairs", WitValue::list([WitValue::Tuple(vec![1u8.into(), true.into()])])),
        ("parent", WitValue::option(Some(WitValue::record([("x", 9i64.into())])))),
        ("color", WitValue::enumeration("green")),
        ("modes", WitValue::flags(["a", "c"])),
        ("any", WitValue::variant("text", Some("x".into()))),
        ("sign", '€'.into()),
    ])
}

#[test]
fn a_record_comes_back() {
    assert_eq!(round_trip(&full(), &page()), Ok(full()));
    let empty = zero(&page()).unwrap();
    assert_eq!(round_trip(&empty, &page()), Ok(empty));
    let Value::Struct(sent) = to_gob(&full(), &page()).unwrap().value else { panic!("no struct") };
    assert_eq!(sent.field("UserID"), Some(&Value::String("me".into())));
    assert_eq!(sent.field("PageTitle"), Some(&Value::String("t".into())));
}

#[test]
fn names_are_found_however_go_spells_them() {
    let ty = Type::record([("user-id", Type::String), ("x", Type::S8)]);
    let came = Value::structure("T", [("UserID", Value::String("me".into())), ("Other", Value::Bool(true))]);
    assert_eq!(from_gob(came, &ty), Ok(WitValue::record([("user-id", "me".into()), ("x", 0i8.into())])));
    assert_eq!(go_name("get-user-ID2"), "GetUserID2");
}

#[test]
fn kinds_are_checked() {
    let ty = Type::record([("list", Type::list(Type::S8))]);
    let came = |item| Value::structure("T", [("List", Value::Slice(vec![Value::Int(1), item]))]);
    let error = from_gob(came(Value::Int(200)), &ty).unwrap_err();
    assert_eq!(error.to_string(), "expected s8, got 200 at list[1]");
    let error = from_gob(came(Value::String("a".into())), &ty).unwrap_err();
    assert_eq!(error.to_string(), "expected s8, got string at list[1]");
    for (value, ty) in [
        (Value::Uint(1), Type::S64),
        (Value::Int(1), Type::U64),
        (Value::Int(-1), Type::Char),
        (Value::NonUtf8(vec![0xff]), Type::String),
        (Value::Float(1e300), Type::F32),
        (Value::Int(2), Type::enumeration(["a", "b"])),
        (Value::Uint(8), Type::flags(["a", "b"])),
        (Value::Array(vec![]), Type::fixed_list(Type::U8, 1)),
        (Value::nil(), Type::String),
    ] {
        assert!(matches!(from_gob(value, &ty), Err(Error::Mismatch { .. })), "{ty}");
    }
    for ty in [Type::tuple([Type::U8, Type::U8]), Type::result(None, None), Type::stream(None)] {
        assert!(matches!(gob_type(&Type::list(Type::option(ty))).err(), Some(Error::Unsupported { .. }) | None));
    }
    assert!(matches!(gob_type(&Type::result(None, None)), Err(Error::Unsupported { .. })));
    assert!(matches!(to_gob(&1u8.into(), &Type::U16), Err(Error::Mismatch { .. })));
}

#[test]
fn a_variant_is_an_interface() {
    let ty = any_type();
    for (value, name) in [
        (WitValue::variant("int", Some(5i64.into())), Some("int")),
        (WitValue::variant("number", Some(5i64.into())), Some("int64")),
        (WitValue::variant("bytes", Some(vec![1u8].into())), Some("[]uint8")),
        (WitValue::variant("nothing", None), None),
    ] {
        let Value::Interface(sent) = to_gob(&value, &ty).unwrap().value else { panic!("{value:?}") };
        assert_eq!(sent.map(|sent| sent.name.to_string()).as_deref(), name);
        assert_eq!(round_trip(&value, &ty), Ok(value));
    }
    let held = WitValue::variant("held", Some(WitValue::record([("name", "n".into())])));
    assert!(matches!(to_gob(&held, &ty), Err(Error::Unsupported { .. })));
    let came = Value::interface("main.Held", Value::structure("Held", [("Name", Value::String("n".into()))]));
    assert_eq!(from_gob(came, &ty), Ok(held));
}

#[test]
fn a_missing_pointer_is_none_and_so_is_one_to_zero() {
    let ty = Type::record([("a", Type::option(Type::U8)), ("b", Type::option(any_type()))]);
    let sent = WitValue::record([("a", WitValue::option(Some(0u8.into()))), ("b", WitValue::Option(None))]);
    let came = WitValue::record([("a", WitValue::Option(None)), ("b", WitValue::Option(None))]);
    assert_eq!(round_trip(&sent, &ty), Ok(came));
    let none = to_gob(&WitValue::Option(None), &Type::option(any_type())).unwrap();
    assert_eq!(none.value, Value::nil());
}

#[test]
fn zeros_that_did_not_come_are_bounded() {
    let ty = Type::list(Type::record([("columns", Type::fixed_list(Type::String, 64))]));
    let rows = Value::Slice(vec![Value::structure("", []); 200_000]);
    assert!(matches!(from_gob(rows, &ty), Err(Error::OverLimit { .. })));
}

#[test]
fn an_empty_list_has_its_type() {
    let ty = Type::list(Type::String);
    let empty = WitValue::List(List::Values(Vec::new()));
    assert_eq!(round_trip(&empty, &ty), Ok(empty));
}

proptest! {
    /// Any type and value: what can be sent comes back, as far as gob can tell.
    #[test]
    fn what_can_be_sent_comes_back((ty, value) in amphi_protocol::testing::arbitrary_typed(4)) {
        let Ok(first) = round_trip(&value, &ty) else { return Ok(()) };
        prop_assert_eq!(round_trip(&first, &ty)?, first);
    }

    #[test]
    fn any_value_at_any_type_ends(
        which in any::<proptest::sample::Index>(),
        (ty, _) in amphi_protocol::testing::arbitrary_typed(4),
    ) {
        let streams = streams();
        for value in decode(&which.get(&streams).1)? {
            drop(from_gob(value, &ty));
        }
    }
}
