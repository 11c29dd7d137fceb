//! The types of WIT, structurally: two types with the same shape are the same type.

use std::fmt;
use std::sync::Arc;

/// A name in kebab case, as WIT spells it, cheap to clone.
pub type Name = Arc<str>;

/// A WIT value type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each primitive is the WIT type of the same name")]
pub enum Type {
    Bool,
    S8,
    U8,
    S16,
    U16,
    S32,
    U32,
    S64,
    U64,
    F32,
    F64,
    Char,
    String,
    /// `list<T>`.
    List(Arc<Self>),
    /// `tuple<A, B, …>`.
    Tuple(Arc<[Self]>),
    /// `record { a: A, … }`, fields in the order of the WIT.
    Record(Arc<[Field]>),
    /// `variant { a(A), b, … }`, cases in the order of the WIT.
    Variant(Arc<[Case]>),
    /// `enum { a, b, … }`.
    Enum(Arc<[Name]>),
    /// `flags { a, b, … }`.
    Flags(Arc<[Name]>),
    /// `option<T>`.
    Option(Arc<Self>),
    /// `result<T, E>`, each side optional.
    Result(Arc<ResultType>),
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The name in kebab case.
    pub name: Name,
    /// The type.
    pub ty: Type,
}

/// A case of a variant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Case {
    /// The name in kebab case.
    pub name: Name,
    /// The payload, if the case has one.
    pub ty: Option<Type>,
}

/// The two sides of a `result`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResultType {
    /// The payload of success, if any.
    pub ok: Option<Type>,
    /// The payload of failure, if any.
    pub err: Option<Type>,
}

impl Type {
    /// Makes `list<element>`.
    pub fn list(element: Self) -> Self {
        Self::List(Arc::new(element))
    }

    /// Makes `option<inner>`.
    pub fn option(inner: Self) -> Self {
        Self::Option(Arc::new(inner))
    }

    /// Makes `tuple<…>`.
    pub fn tuple(items: impl IntoIterator<Item = Self>) -> Self {
        Self::Tuple(items.into_iter().collect())
    }

    /// Makes `result<ok, err>`.
    pub fn result(ok: Option<Self>, err: Option<Self>) -> Self {
        Self::Result(Arc::new(ResultType { ok, err }))
    }

    /// Makes a record of named fields.
    pub fn record<'a>(fields: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Record(fields.into_iter().map(|(name, ty)| Field { name: name.into(), ty }).collect())
    }

    /// Makes a variant of named cases.
    pub fn variant<'a>(cases: impl IntoIterator<Item = (&'a str, Option<Self>)>) -> Self {
        Self::Variant(cases.into_iter().map(|(name, ty)| Case { name: name.into(), ty }).collect())
    }

    /// Makes an enum of named cases.
    pub fn enumeration<'a>(cases: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Enum(cases.into_iter().map(Name::from).collect())
    }

    /// Makes a set of named flags.
    pub fn flags<'a>(flags: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Flags(flags.into_iter().map(Name::from).collect())
    }
}

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
        }
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
