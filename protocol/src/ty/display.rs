//! Types as text.

use std::fmt;

use super::{Name, Type};

/// Writes the type as WIT would spell it in place: `list<record { width: u32 }>`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("bool"),
            Self::S8 => f.write_str("s8"),
            Self::U8 => f.write_str("u8"),
            Self::S16 => f.write_str("s16"),
            Self::U16 => f.write_str("u16"),
            Self::S32 => f.write_str("s32"),
            Self::U32 => f.write_str("u32"),
            Self::S64 => f.write_str("s64"),
            Self::U64 => f.write_str("u64"),
            Self::F32 => f.write_str("f32"),
            Self::F64 => f.write_str("f64"),
            Self::Char => f.write_str("char"),
            Self::String => f.write_str("string"),
            Self::List(element) => write!(f, "list<{element}>"),
            Self::Option(inner) => write!(f, "option<{inner}>"),
            Self::Tuple(items) => {
                f.write_str("tuple<")?;
                separated(f, items.iter(), |f, ty| write!(f, "{ty}"))?;
                f.write_str(">")
            }
            Self::Record(fields) => {
                f.write_str("record { ")?;
                separated(f, fields.iter(), |f, field| write!(f, "{}: {}", field.name, field.ty))?;
                f.write_str(" }")
            }
            Self::Variant(cases) => {
                f.write_str("variant { ")?;
                separated(f, cases.iter(), |f, case| match &case.ty {
                    Some(ty) => write!(f, "{}({ty})", case.name),
                    None => f.write_str(&case.name),
                })?;
                f.write_str(" }")
            }
            Self::Enum(names) => named_set(f, "enum", names),
            Self::Flags(names) => named_set(f, "flags", names),
            Self::Result(sides) => match (&sides.ok, &sides.err) {
                (None, None) => f.write_str("result"),
                (Some(ok), None) => write!(f, "result<{ok}>"),
                (None, Some(err)) => write!(f, "result<_, {err}>"),
                (Some(ok), Some(err)) => write!(f, "result<{ok}, {err}>"),
            },
            Self::Own(resource) => f.write_str(&resource.name),
            Self::Borrow(resource) => write!(f, "borrow<{}>", resource.name),
            Self::Stream(element) => with_payload(f, "stream", element.as_deref()),
            Self::Future(payload) => with_payload(f, "future", payload.as_deref()),
            Self::FixedList(element, length) => write!(f, "list<{element}, {length}>"),
            Self::Map(key, value) => write!(f, "map<{key}, {value}>"),
        }
    }
}

fn with_payload(f: &mut fmt::Formatter<'_>, keyword: &str, payload: Option<&Type>) -> fmt::Result {
    match payload {
        Some(payload) => write!(f, "{keyword}<{payload}>"),
        None => f.write_str(keyword),
    }
}

fn named_set(f: &mut fmt::Formatter<'_>, keyword: &str, names: &[Name]) -> fmt::Result {
    write!(f, "{keyword} {{ ")?;
    separated(f, names.iter(), |f, name| f.write_str(name))?;
    f.write_str(" }")
}

fn separated<T>(
    f: &mut fmt::Formatter<'_>,
    items: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut fmt::Formatter<'_>, T) -> fmt::Result,
) -> fmt::Result {
    for (position, item) in items.enumerate() {
        if position > 0 {
            f.write_str(", ")?;
        }
        write(f, item)?;
    }
    Ok(())
}
