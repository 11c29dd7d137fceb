use super::*;

fn to_val(value: &Value, ty: &Type) -> Result<Val, Error> {
    super::to_val(value, ty, &mut Lowering::default())
}

fn from_val(val: &Val, ty: &Type) -> Result<Value, Error> {
    super::from_val(val, ty, &mut |_, _| None)
}

fn everything() -> (Type, Value) {
    let ty = Type::record([
        ("point", Type::record([("x", Type::S32), ("y", Type::S32)])),
        ("color", Type::enumeration(["red", "green"])),
        ("perms", Type::flags(["read", "write", "exec"])),
        ("shape", Type::variant([("circle", Some(Type::F64)), ("nothing", None)])),
        ("maybe", Type::option(Type::String)),
        ("bytes", Type::list(Type::U8)),
        ("names", Type::list(Type::String)),
        ("pair", Type::tuple([Type::U8, Type::Char])),
        ("outcome", Type::result(Some(Type::U8), None)),
    ]);
    let value = Value::record([
        ("point", Value::record([("x", Value::S32(-1)), ("y", Value::S32(2))])),
        ("color", Value::enumeration("green")),
        ("perms", Value::flags(["read", "exec"])),
        ("shape", Value::variant("circle", Some(Value::F64(1.5)))),
        ("maybe", Value::option(Some("text".into()))),
        ("bytes", Value::from(vec![1u8, 2, 3])),
        ("names", Value::list(["a".into(), "b".into()])),
        ("pair", Value::Tuple(vec![Value::U8(7), Value::Char('ä')])),
        ("outcome", Value::err(None)),
    ]);
    (ty, value)
}

#[test]
fn every_kind_of_value_goes_there_and_back() {
    let (ty, value) = everything();
    let val = to_val(&value, &ty).unwrap();
    assert_eq!(from_val(&val, &ty).unwrap(), value);
}

#[test]
fn a_wrong_value_is_refused_with_its_place() {
    let (ty, _) = everything();
    let Type::Record(fields) = &ty else { unreachable!() };
    for field in fields.iter() {
        let wrong = Value::Tuple(vec![Value::Bool(true)]);
        assert!(matches!(to_val(&wrong, &field.ty), Err(Error::TypeMismatch { .. })), "{}", field.name);
    }
    let tree = Value::List(List::Values(vec![Value::U8(1)]));
    assert!(to_val(&tree, &Type::list(Type::U8)).is_err());
    let empty = Value::List(List::Values(Vec::new()));
    assert!(matches!(to_val(&empty, &Type::list(Type::U8)), Ok(Val::List(items)) if items.is_empty()));
    assert!(to_val(&Value::enumeration("blue"), &Type::enumeration(["red"])).is_err());
    assert!(to_val(&Value::variant("nothing", Some(Value::U8(1))), &Type::variant([("nothing", None)])).is_err());
}

#[test]
fn fields_are_found_in_any_order() {
    let ty = Type::record([("x", Type::U8), ("y", Type::U8)]);
    let turned = Value::record([("y", Value::U8(2)), ("x", Value::U8(1))]);
    let straight = Value::record([("x", Value::U8(1)), ("y", Value::U8(2))]);
    assert_eq!(from_val(&to_val(&turned, &ty).unwrap(), &ty).unwrap(), straight);
}
