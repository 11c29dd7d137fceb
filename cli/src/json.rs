//! Values as JSON, for scripts. `docs/cli.md` has the mapping.

use amphi_host::{List, Value};
use serde_json::{Map, Number, Value as Json, json};

/// Gives a value's JSON.
pub(crate) fn of(value: &Value) -> Json {
    match value {
        Value::Bool(value) => json!(value),
        Value::S8(value) => json!(value),
        Value::U8(value) => json!(value),
        Value::S16(value) => json!(value),
        Value::U16(value) => json!(value),
        Value::S32(value) => json!(value),
        Value::U32(value) => json!(value),
        Value::S64(value) => json!(value),
        Value::U64(value) => json!(value),
        Value::F32(value) => single(*value),
        Value::F64(value) => double(*value),
        Value::Char(value) => json!(value),
        Value::String(value) => json!(value),
        Value::List(list) => list_of(list),
        Value::Tuple(values) => values.iter().map(of).collect(),
        Value::Record(fields) => object(fields.iter().map(|(name, value)| (&**name, of(value)))),
        Value::Variant(name, None) | Value::Enum(name) => json!(&**name),
        Value::Variant(name, Some(payload)) => object([(&**name, of(payload))]),
        Value::Flags(names) => names.iter().map(|name| json!(&**name)).collect(),
        Value::Option(inner) => option(inner.as_deref()),
        Value::Result(Ok(payload)) => object([("ok", payload.as_deref().map_or(Json::Null, of))]),
        Value::Result(Err(payload)) => object([("err", payload.as_deref().map_or(Json::Null, of))]),
        Value::Handle(handle) => object([("handle", json!(handle.number()))]),
        Value::Stream(_) | Value::Future(_) => object([(value.kind(), Json::Null)]),
    }
}

/// Gives an option's JSON. Where there is an option within, `null` would mean two things.
fn option(inner: Option<&Value>) -> Json {
    match inner {
        None => Json::Null,
        Some(nested @ Value::Option(_)) => object([("some", of(nested))]),
        Some(value) => of(value),
    }
}

fn object<'n>(fields: impl IntoIterator<Item = (&'n str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect::<Map<_, _>>())
}

fn list_of(list: &List) -> Json {
    match list {
        List::S8(items) => json!(items),
        List::U8(items) => json!(items),
        List::S16(items) => json!(items),
        List::U16(items) => json!(items),
        List::S32(items) => json!(items),
        List::U32(items) => json!(items),
        List::S64(items) => json!(items),
        List::U64(items) => json!(items),
        List::F32(items) => items.iter().map(|item| single(*item)).collect(),
        List::F64(items) => items.iter().map(|item| double(*item)).collect(),
        List::Values(items) => items.iter().map(of).collect(),
    }
}

/// JSON has no number that is none, and no infinite one: they are named as WAVE names them.
fn double(value: f64) -> Json {
    match Number::from_f64(value) {
        Some(number) => Json::Number(number),
        None if value.is_nan() => json!("nan"),
        None => json!(if value > 0.0 { "inf" } else { "-inf" }),
    }
}

/// The shortest digits that mean this number: as a double it would have more.
fn single(value: f32) -> Json {
    value.to_string().parse().map_or_else(|_| double(f64::from(value)), double)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_json() {
        let some = |value| Value::option(Some(value));
        for (value, expected) in [
            (Value::U64(u64::MAX), json!(u64::MAX)),
            (Value::F32(0.1), json!(0.1)),
            (Value::F32(f32::NEG_INFINITY), json!("-inf")),
            (Value::F64(f64::NAN), json!("nan")),
            (Value::Char('☃'), json!("☃")),
            (vec![1_u8, 2].into(), json!([1, 2])),
            (Value::list(["a".into()]), json!(["a"])),
            (Value::Tuple(vec![1_u8.into(), "a".into()]), json!([1, "a"])),
            (Value::record([("a", 1_u8.into())]), json!({"a": 1})),
            (Value::variant("circle", Some(1.5_f64.into())), json!({"circle": 1.5})),
            (Value::variant("empty", None), json!("empty")),
            (Value::enumeration("red"), json!("red")),
            (Value::flags(["read"]), json!(["read"])),
            (Value::option(None), json!(null)),
            (some(1_u8.into()), json!(1)),
            (some(Value::option(None)), json!({"some": null})),
            (some(some(1_u8.into())), json!({"some": 1})),
            (Value::ok(None), json!({"ok": null})),
            (Value::err(Some("no".into())), json!({"err": "no"})),
        ] {
            assert_eq!(of(&value), expected, "{value:?}");
        }
    }
}
