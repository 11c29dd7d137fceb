//! From a value to text.

use std::fmt::{self, Formatter, Write as _};

use amphi_protocol::{List, Name, Value};

use super::structure::KEYWORDS;

/// A value that is written as WAVE.
#[derive(Clone, Copy, Debug)]
pub struct Display<'v>(&'v Value);

/// Writes a value as WAVE, on one line.
///
/// Every character that could move a terminal's cursor is escaped. Fields that are `none` are left out, as is usual.
/// A NaN loses its payload, which WAVE cannot say.
pub fn display(value: &Value) -> Display<'_> {
    Display(value)
}

impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Bool(value) => write!(f, "{value}"),
            Value::S8(value) => write!(f, "{value}"),
            Value::U8(value) => write!(f, "{value}"),
            Value::S16(value) => write!(f, "{value}"),
            Value::U16(value) => write!(f, "{value}"),
            Value::S32(value) => write!(f, "{value}"),
            Value::U32(value) => write!(f, "{value}"),
            Value::S64(value) => write!(f, "{value}"),
            Value::U64(value) => write!(f, "{value}"),
            Value::F32(value) if value.is_nan() => f.write_str("nan"),
            Value::F32(value) => write!(f, "{value}"),
            Value::F64(value) if value.is_nan() => f.write_str("nan"),
            Value::F64(value) => write!(f, "{value}"),
            Value::Char(value) => quoted(f, '\'', value.encode_utf8(&mut [0; 4])),
            Value::String(value) => quoted(f, '"', value),
            Value::List(list) => write_list(f, list),
            Value::Tuple(values) => between(f, '(', ')', values, |f, value| write!(f, "{}", Self(value))),
            Value::Record(fields) => record(f, fields),
            Value::Variant(name, payload) => {
                case(f, name)?;
                in_parentheses(f, payload.as_deref())
            }
            Value::Enum(name) => case(f, name),
            Value::Flags(names) => between(f, '{', '}', names, |f, name| f.write_str(name)),
            Value::Handle(handle) => write!(f, "#{}", handle.number()),
            // Neither has a form that could be read back.
            Value::Stream(_) | Value::Future(_) => write!(f, "<{}>", self.0.kind()),
            Value::Option(None) => f.write_str("none"),
            Value::Option(inner) => {
                f.write_str("some")?;
                in_parentheses(f, inner.as_deref())
            }
            Value::Result(Ok(payload)) => {
                f.write_str("ok")?;
                in_parentheses(f, payload.as_deref())
            }
            Value::Result(Err(payload)) => {
                f.write_str("err")?;
                in_parentheses(f, payload.as_deref())
            }
        }
    }
}

fn in_parentheses(f: &mut Formatter<'_>, payload: Option<&Value>) -> fmt::Result {
    match payload {
        Some(payload) => write!(f, "({})", Display(payload)),
        None => Ok(()),
    }
}

fn case(f: &mut Formatter<'_>, name: &str) -> fmt::Result {
    if KEYWORDS.contains(&name) {
        f.write_char('%')?;
    }
    f.write_str(name)
}

fn record(f: &mut Formatter<'_>, fields: &[(Name, Value)]) -> fmt::Result {
    let there: Vec<_> = fields.iter().filter(|(_, value)| *value != Value::Option(None)).collect();
    if there.is_empty() {
        return f.write_str("{:}");
    }
    between(f, '{', '}', there, |f, (name, value)| write!(f, "{name}: {}", Display(value)))
}

fn write_list(f: &mut Formatter<'_>, list: &List) -> fmt::Result {
    macro_rules! each {
        ($($case:ident),*) => {
            match list {
                $(List::$case(items) => between(f, '[', ']', items, |f, item| {
                    write!(f, "{}", Display(&Value::$case(*item)))
                }),)*
                List::Values(items) => between(f, '[', ']', items, |f, item| write!(f, "{}", Display(item))),
            }
        };
    }
    each!(S8, U8, S16, U16, S32, U32, S64, U64, F32, F64)
}

fn between<T>(
    f: &mut Formatter<'_>,
    open: char,
    close: char,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut Formatter<'_>, T) -> fmt::Result,
) -> fmt::Result {
    f.write_char(open)?;
    for (position, item) in items.into_iter().enumerate() {
        if position > 0 {
            f.write_str(", ")?;
        }
        write(f, item)?;
    }
    f.write_char(close)
}

/// Writes text between quotes. Rust escapes as WAVE does, but for the zero.
fn quoted(f: &mut Formatter<'_>, quote: char, text: &str) -> fmt::Result {
    f.write_char(quote)?;
    for (position, part) in text.split('\0').enumerate() {
        if position > 0 {
            f.write_str("\\u{0}")?;
        }
        write!(f, "{}", part.escape_debug())?;
    }
    f.write_char(quote)
}
