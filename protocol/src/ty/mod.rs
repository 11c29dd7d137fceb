//! The types of WIT, structurally: two types with the same shape are the same type.

mod display;

use std::sync::Arc;

use crate::resource::Resource;

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
    /// `own<R>`: the resource itself, which goes to who receives it.
    Own(Arc<Resource>),
    /// `borrow<R>`: the resource, lent for the time of a call.
    Borrow(Arc<Resource>),
    /// `stream<T>`, or `stream`.
    Stream(Option<Arc<Self>>),
    /// `future<T>`, or `future`.
    Future(Option<Arc<Self>>),
    /// `list<T, N>`.
    FixedList(Arc<Self>, u32),
    /// `map<K, V>`.
    Map(Arc<Self>, Arc<Self>),
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

    /// Makes `list<element, length>`.
    pub fn fixed_list(element: Self, length: u32) -> Self {
        Self::FixedList(Arc::new(element), length)
    }

    /// Makes `map<key, value>`.
    pub fn map(key: Self, value: Self) -> Self {
        Self::Map(Arc::new(key), Arc::new(value))
    }

    /// Makes `own<resource>`.
    pub fn own(resource: Resource) -> Self {
        Self::Own(Arc::new(resource))
    }

    /// Makes `borrow<resource>`.
    pub fn borrow(resource: Resource) -> Self {
        Self::Borrow(Arc::new(resource))
    }

    /// Makes `stream<element>`.
    pub fn stream(element: Option<Self>) -> Self {
        Self::Stream(element.map(Arc::new))
    }

    /// Makes `future<payload>`.
    pub fn future(payload: Option<Self>) -> Self {
        Self::Future(payload.map(Arc::new))
    }

    /// Whether the type itself or any part of it is one that `wanted` accepts.
    pub fn contains(&self, wanted: &impl Fn(&Self) -> bool) -> bool {
        let optional = |part: &Option<Self>| part.as_ref().is_some_and(|part| part.contains(wanted));
        wanted(self)
            || match self {
                Self::List(inner) | Self::Option(inner) | Self::FixedList(inner, _) => inner.contains(wanted),
                Self::Tuple(items) => items.iter().any(|item| item.contains(wanted)),
                Self::Record(fields) => fields.iter().any(|field| field.ty.contains(wanted)),
                Self::Variant(cases) => cases.iter().any(|case| optional(&case.ty)),
                Self::Result(sides) => optional(&sides.ok) || optional(&sides.err),
                Self::Map(key, value) => key.contains(wanted) || value.contains(wanted),
                Self::Stream(inner) | Self::Future(inner) => inner.as_ref().is_some_and(|inner| inner.contains(wanted)),
                _ => false,
            }
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
