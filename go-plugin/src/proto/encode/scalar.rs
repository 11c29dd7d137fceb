//! Scalars, and lists of them.

use amphi_protocol::{List, Value};
use prost::encoding as wire;
use prost::encoding::{WireType, encode_key, encode_varint};

use crate::proto::error::Error;
use crate::proto::plan::Scalar;

/// Appends a scalar with its key.
pub(super) fn write(scalar: Scalar, number: u32, value: &Value, out: &mut Vec<u8>) -> Result<(), Error> {
    match (scalar, value) {
        (Scalar::Bool, Value::Bool(it)) => wire::bool::encode(number, it, out),
        (Scalar::Int32, Value::S32(it)) => wire::int32::encode(number, it, out),
        (Scalar::Sint32, Value::S32(it)) => wire::sint32::encode(number, it, out),
        (Scalar::Sfixed32, Value::S32(it)) => wire::sfixed32::encode(number, it, out),
        (Scalar::Int64, Value::S64(it)) => wire::int64::encode(number, it, out),
        (Scalar::Sint64, Value::S64(it)) => wire::sint64::encode(number, it, out),
        (Scalar::Sfixed64, Value::S64(it)) => wire::sfixed64::encode(number, it, out),
        (Scalar::Uint32, Value::U32(it)) => wire::uint32::encode(number, it, out),
        (Scalar::Fixed32, Value::U32(it)) => wire::fixed32::encode(number, it, out),
        (Scalar::Uint64, Value::U64(it)) => wire::uint64::encode(number, it, out),
        (Scalar::Fixed64, Value::U64(it)) => wire::fixed64::encode(number, it, out),
        (Scalar::Float, Value::F32(it)) => wire::float::encode(number, it, out),
        (Scalar::Double, Value::F64(it)) => wire::double::encode(number, it, out),
        (Scalar::String, Value::String(it)) => wire::string::encode(number, it, out),
        (Scalar::Bytes, Value::List(List::U8(it))) => bytes(number, it, out),
        (Scalar::Bytes, Value::List(it)) if it.is_empty() => bytes(number, &[], out),
        (scalar, other) => return Err(Error::value(expected(scalar), other.kind())),
    }
    Ok(())
}

/// Appends the elements of a list that is not empty.
pub(super) fn write_list(
    scalar: Scalar,
    number: u32,
    packed: bool,
    list: &List,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    macro_rules! numbers {
        ($($scalar:ident, $list:ident => $kind:ident;)*) => {
            match (scalar, list) {
                $((Scalar::$scalar, List::$list(items)) if packed => wire::$kind::encode_packed(number, items, out),)*
                $((Scalar::$scalar, List::$list(items)) => wire::$kind::encode_repeated(number, items, out),)*
                (Scalar::Bool, List::Values(items)) if packed => {
                    let bools = items.iter().map(|item| if let Value::Bool(it) = item { Ok(*it) } else {
                        Err(Error::value("bool", item.kind()))
                    });
                    wire::bool::encode_packed(number, &bools.collect::<Result<Vec<_>, _>>()?, out);
                }
                (Scalar::Bool | Scalar::String | Scalar::Bytes, List::Values(items)) => {
                    for (at, item) in items.iter().enumerate() {
                        write(scalar, number, item, out).map_err(|error| error.under(&format!("[{at}]")))?;
                    }
                }
                (scalar, list) => {
                    let got = Value::List(list.clone());
                    return Err(Error::value(format!("list<{}>", expected(scalar)), got.kind()));
                }
            }
        };
    }
    numbers! {
        Int32, S32 => int32;
        Sint32, S32 => sint32;
        Sfixed32, S32 => sfixed32;
        Int64, S64 => int64;
        Sint64, S64 => sint64;
        Sfixed64, S64 => sfixed64;
        Uint32, U32 => uint32;
        Fixed32, U32 => fixed32;
        Uint64, U64 => uint64;
        Fixed64, U64 => fixed64;
        Float, F32 => float;
        Double, F64 => double;
    }
    Ok(())
}

/// The elements of any list as values, for wrappers of numbers.
pub(super) fn unpacked(list: &List) -> Vec<Value> {
    match list {
        List::S8(items) => items.iter().copied().map(Value::S8).collect(),
        List::U8(items) => items.iter().copied().map(Value::U8).collect(),
        List::S16(items) => items.iter().copied().map(Value::S16).collect(),
        List::U16(items) => items.iter().copied().map(Value::U16).collect(),
        List::S32(items) => items.iter().copied().map(Value::S32).collect(),
        List::U32(items) => items.iter().copied().map(Value::U32).collect(),
        List::S64(items) => items.iter().copied().map(Value::S64).collect(),
        List::U64(items) => items.iter().copied().map(Value::U64).collect(),
        List::F32(items) => items.iter().copied().map(Value::F32).collect(),
        List::F64(items) => items.iter().copied().map(Value::F64).collect(),
        List::Values(items) => items.clone(),
    }
}

fn bytes(number: u32, value: &[u8], out: &mut Vec<u8>) {
    encode_key(number, WireType::LengthDelimited, out);
    encode_varint(value.len() as u64, out);
    out.extend_from_slice(value);
}

fn expected(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => "s32",
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => "s64",
        Scalar::Uint32 | Scalar::Fixed32 => "u32",
        Scalar::Uint64 | Scalar::Fixed64 => "u64",
        Scalar::Float => "f32",
        Scalar::Double => "f64",
        Scalar::String => "string",
        Scalar::Bytes => "list<u8>",
    }
}
