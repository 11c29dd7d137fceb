//! The types that values in `amphi.toml` have: how each is written, read and merged.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Backend, Execution, GoDialect, InstanceUse, Latency, Nothing, Tls, size};

/// A value that a key can have.
pub(super) trait Setting: Sized {
    /// What should stand there, for an error.
    const EXPECTED: &'static str;

    /// Reads the value.
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong>;

    /// Lets `over` win over what held so far.
    fn merge(&mut self, over: Self) {
        *self = over;
    }

    /// The default as it would stand in the file; none if the key has no default.
    #[cfg(test)]
    fn example(&self) -> Option<String>;

    /// The JSON Schema of the value.
    #[cfg(test)]
    fn schema() -> serde_json::Value;
}

/// Why a value cannot be read.
pub(super) enum Wrong {
    /// It is of another type.
    Type(&'static str),
    /// It is of the right type and makes no sense.
    Value { got: String, reason: String },
    /// A part of it is wrong.
    Part { part: String, span: Range<usize>, expected: &'static str, wrong: Box<Self> },
    /// It is a table and has an unknown key.
    Key { key: String, span: Range<usize>, known: &'static [&'static str] },
}

impl Wrong {
    pub(super) fn type_of(value: &DeValue<'_>) -> Self {
        Self::Type(match value {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a float",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        })
    }

    pub(super) fn value(got: impl std::fmt::Debug, reason: impl Into<String>) -> Self {
        Self::Value { got: shorten(&format!("{got:?}")), reason: reason.into() }
    }
}

/// Text from a file as it goes into an error: not longer than a line.
pub(super) fn shorten(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

const MAX_SHOWN: usize = 80;

pub(super) fn text<'v>(value: &'v DeValue<'_>) -> Result<&'v str, Wrong> {
    value.as_str().ok_or_else(|| Wrong::type_of(value))
}

/// A whole number of a certain width.
fn number<N: TryFrom<i128>>(value: &DeValue<'_>) -> Result<N, Wrong> {
    let integer = value.as_integer().ok_or_else(|| Wrong::type_of(value))?;
    let wrong = |reason| Wrong::Value { got: shorten(&integer.to_string()), reason };
    let wide = i128::from_str_radix(integer.as_str(), integer.radix()).map_err(|_| wrong("it is too large".into()))?;
    N::try_from(wide).map_err(|_| wrong(if wide < 0 { "it is negative".into() } else { "it is too large".into() }))
}

/// One of a few words.
fn choice<T: Copy>(value: &DeValue<'_>, choices: &[(&'static str, T)]) -> Result<T, Wrong> {
    let word = text(value)?;
    choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice).ok_or_else(|| {
        let nearest = super::nearest(word, choices.iter().map(|(name, _)| *name));
        let hint = nearest.map(|name| format!(", did you mean \"{name}\"?")).unwrap_or_default();
        Wrong::value(word, format!("there is no such choice{hint}"))
    })
}

/// A list of values of one type.
fn list<T: Setting>(value: &DeValue<'_>) -> Result<Vec<T>, Wrong> {
    let list = value.as_array().ok_or_else(|| Wrong::type_of(value))?;
    list.iter().enumerate().map(|(index, element)| part(format!("[{index}]"), element)).collect()
}

/// A value inside another one.
pub(super) fn part<T: Setting>(part: String, value: &Spanned<DeValue<'_>>) -> Result<T, Wrong> {
    T::read(value.get_ref()).map_err(|wrong| Wrong::Part {
        part,
        span: value.span(),
        expected: T::EXPECTED,
        wrong: Box::new(wrong),
    })
}

pub(super) fn table<'v, 'i>(value: &'v DeValue<'i>) -> Result<&'v DeTable<'i>, Wrong> {
    value.as_table().ok_or_else(|| Wrong::type_of(value))
}

impl Setting for String {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        text(value).map(Self::from)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some(format!("{self:?}"))
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "string" })
    }
}

impl Setting for Option<PathBuf> {
    const EXPECTED: &'static str = PathBuf::EXPECTED;

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        PathBuf::read(value).map(Some)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        None
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        PathBuf::schema()
    }
}

impl Setting for PathBuf {
    const EXPECTED: &'static str = "a path";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        text(value).map(Self::from)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        None
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "string", "minLength": 1 })
    }
}

impl Setting for Duration {
    const EXPECTED: &'static str = "a duration such as \"5s\" or \"100ms\"";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = text(value)?;
        humantime::parse_duration(text).map_err(|error| Wrong::value(text, error.to_string()))
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some(format!("\"{}\"", humantime::format_duration(*self)))
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "string", "pattern": "^[0-9]", "examples": ["5s", "100ms"] })
    }
}

/// A size in bytes.
impl Setting for u64 {
    const EXPECTED: &'static str = "a size such as \"64 MiB\", or a number of bytes";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        match value {
            DeValue::Integer(_) => number(value),
            _ => text(value).and_then(|text| size::parse(text).map_err(|reason| Wrong::value(text, reason))),
        }
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some(format!("\"{} MiB\"", self >> 20))
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        let text = serde_json::json!({
            "type": "string", "pattern": "^[0-9]+ *(|B|[KMGT]iB|[kMGT]B)$", "examples": ["64 MiB"]
        });
        serde_json::json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, text] })
    }
}

/// A count or a version.
impl Setting for u32 {
    const EXPECTED: &'static str = "a whole number below 4294967296";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        number(value)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some(self.to_string())
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "integer", "minimum": 0, "maximum": Self::MAX })
    }
}

impl Setting for Option<u32> {
    const EXPECTED: &'static str = u32::EXPECTED;

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        u32::read(value).map(Some)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        None
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        u32::schema()
    }
}

impl Setting for Option<String> {
    const EXPECTED: &'static str = String::EXPECTED;

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        String::read(value).map(Some)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        None
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        String::schema()
    }
}

impl Setting for bool {
    const EXPECTED: &'static str = "true or false";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| Wrong::type_of(value))
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some(self.to_string())
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "boolean" })
    }
}

/// A port.
impl Setting for u16 {
    const EXPECTED: &'static str = "a whole number below 65536";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        number(value)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some(self.to_string())
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "integer", "minimum": 0, "maximum": Self::MAX })
    }
}

impl Setting for Vec<PathBuf> {
    const EXPECTED: &'static str = "a list of paths";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        list(value)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some("[]".into())
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "array", "items": PathBuf::schema() })
    }
}

impl Setting for Vec<String> {
    const EXPECTED: &'static str = "a list of strings";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        list(value)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some(format!("{self:?}"))
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "array", "items": String::schema() })
    }
}

impl Setting for Vec<u32> {
    const EXPECTED: &'static str = "a list of whole numbers";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        list(value)
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some(format!("{self:?}"))
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "array", "items": u32::schema(), "minItems": 1 })
    }
}

impl Setting for BTreeMap<String, String> {
    const EXPECTED: &'static str = "a table of strings";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let entries = table(value)?.iter();
        entries
            .map(|(key, value)| Ok((key.get_ref().to_string(), part(format!(".{}", key.get_ref()), value)?)))
            .collect()
    }

    fn merge(&mut self, over: Self) {
        self.extend(over);
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        Some("{}".into())
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "object", "additionalProperties": String::schema() })
    }
}

/// Gives an enum its words.
macro_rules! choices {
    ($type:ident, $expected:literal, $($name:literal => $variant:ident),+) => {
        impl Setting for $type {
            const EXPECTED: &'static str = $expected;

            fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
                choice(value, &[$(($name, Self::$variant)),+])
            }

            #[cfg(test)]
            fn example(&self) -> Option<String> {
                Some(match self {
                    $(Self::$variant => format!("{:?}", $name)),+
                })
            }

            #[cfg(test)]
            fn schema() -> serde_json::Value {
                serde_json::json!({ "enum": [$($name),+] })
            }
        }
    };
}

choices!(Backend, "\"wasm\" or \"native\"", "wasm" => Wasm, "native" => Native);
choices!(
    InstanceUse, "\"shared\", \"pooled\" or \"fresh\"", "shared" => Shared, "pooled" => Pooled, "fresh" => Fresh
);
choices!(Tls, "\"auto\" or \"off\"", "auto" => Auto, "off" => Off);
choices!(Latency, "\"adaptive\", \"sleep\" or \"spin\"", "adaptive" => Adaptive, "sleep" => Sleep, "spin" => Spin);
choices!(GoDialect, "\"grpc\" or \"netrpc\"", "grpc" => Grpc, "netrpc" => NetRpc);
choices!(Nothing, "\"interface\" or \"struct\"", "interface" => Interface, "struct" => Struct);
choices!(Execution, "\"yielding\" or \"inline\"", "yielding" => Yielding, "inline" => Inline);
