//! Where two types differ: down to the field, the case or the element.

use std::collections::{BTreeMap, BTreeSet};

use amphi_protocol::{Case, Field, Name, Type};

use super::types::fits;
use crate::shown::Shown;

/// One place in a function where what is there is not what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Where: `parameter options, field width`, or nothing for the function as a whole.
    pub place: String,
    /// What is expected there.
    pub expected: String,
    /// What there is.
    pub found: String,
}

impl Change {
    pub(super) fn new(place: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { place: place.into(), expected: expected.into(), found: found.into() }
    }
}

/// Finds where two types differ. What is equal has no changes; of hostile types only the first ones are told.
pub(super) fn changes(place: &str, expected: &Type, found: &Type) -> Vec<Change> {
    let mut search = Search { changes: Vec::new() };
    search.types(place, expected, found);
    search.changes
}

/// A field, a case or a flag.
type Part = (Name, Option<Type>);

struct Search {
    changes: Vec<Change>,
}

impl Search {
    fn add(&mut self, place: &str, expected: impl Into<String>, found: impl Into<String>) {
        if self.changes.len() < MAX_CHANGES {
            self.changes.push(Change::new(place, expected, found));
        }
    }

    fn types(&mut self, place: &str, expected: &Type, found: &Type) {
        if fits(expected, found) || self.changes.len() >= MAX_CHANGES {
            return;
        }
        let within = |part: &str| format!("{place}, {part}");
        match (expected, found) {
            (Type::List(a), Type::List(b)) => self.types(&within("element"), a, b),
            (Type::FixedList(a, n), Type::FixedList(b, m)) if n == m => self.types(&within("element"), a, b),
            (Type::Map(key_a, a), Type::Map(key_b, b)) => {
                self.types(&within("key"), key_a, key_b);
                self.types(&within("value"), a, b);
            }
            (Type::Stream(a), Type::Stream(b)) | (Type::Future(a), Type::Future(b)) => {
                self.optional(&within("payload"), a.as_deref(), b.as_deref());
            }
            (Type::Option(a), Type::Option(b)) => self.types(&within("some"), a, b),
            (Type::Result(a), Type::Result(b)) => {
                self.optional(&within("ok"), a.ok.as_ref(), b.ok.as_ref());
                self.optional(&within("err"), a.err.as_ref(), b.err.as_ref());
            }
            (Type::Tuple(a), Type::Tuple(b)) if a.len() == b.len() => {
                for (number, (a, b)) in a.iter().zip(b.iter()).enumerate() {
                    self.types(&within(&format!("value {}", number + 1)), a, b);
                }
            }
            (Type::Record(a), Type::Record(b)) => {
                self.parts(place, "field", &fields(a), &fields(b));
            }
            (Type::Variant(a), Type::Variant(b)) => {
                self.parts(place, "case", &cases(a), &cases(b));
            }
            (Type::Enum(a), Type::Enum(b)) => self.parts(place, "case", &bare(a), &bare(b)),
            (Type::Flags(a), Type::Flags(b)) => self.parts(place, "flag", &bare(a), &bare(b)),
            _ => self.add(place, Shown::fully(expected).to_string(), Shown::fully(found).to_string()),
        }
    }

    fn optional(&mut self, place: &str, expected: Option<&Type>, found: Option<&Type>) {
        match (expected, found) {
            (Some(expected), Some(found)) => self.types(place, expected, found),
            (None, None) => {}
            (expected, found) => self.add(place, of_optional(expected), of_optional(found)),
        }
    }

    /// Compares parts by their names, then their order, which counts as well.
    fn parts(&mut self, place: &str, what: &str, expected: &[Part], found: &[Part]) {
        let part = |(name, ty): &Part| match ty {
            Some(ty) => format!("{what} {name}: {}", Shown::fully(ty)),
            None => format!("{what} {name}"),
        };
        let none = || format!("no such {what}");
        let names = |parts: &[Part]| parts.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>();
        let (wanted, there) = (names(expected), names(found));
        for missing in expected.iter().filter(|(name, _)| !there.contains(name)) {
            self.add(place, part(missing), none());
        }
        for extra in found.iter().filter(|(name, _)| !wanted.contains(name)) {
            self.add(place, none(), part(extra));
        }
        if wanted == there {
            let order = |parts: &[Part]| parts.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
            let (a, b) = (order(expected), order(found));
            if let Some((a, b)) = a.iter().zip(&b).find(|(a, b)| a != b) {
                self.add(place, format!("the {what} {a} here"), format!("the {what} {b} in its place"));
            }
        }
        let there: BTreeMap<_, _> = found.iter().map(|(name, ty)| (name, ty)).collect();
        for (name, ty) in expected {
            if let Some(other) = there.get(name) {
                self.optional(&format!("{place}, {what} {name}"), ty.as_ref(), other.as_ref());
            }
        }
    }
}

pub(super) fn of_optional(ty: Option<&Type>) -> String {
    ty.map_or("nothing".to_string(), |ty| Shown::fully(ty).to_string())
}

fn fields(fields: &[Field]) -> Vec<Part> {
    fields.iter().map(|field| (field.name.clone(), Some(field.ty.clone()))).collect()
}

fn cases(cases: &[Case]) -> Vec<Part> {
    cases.iter().map(|case| (case.name.clone(), case.ty.clone())).collect()
}

fn bare(names: &[Name]) -> Vec<Part> {
    names.iter().map(|name| (name.clone(), None)).collect()
}

/// Changes of one type that are told: more of them help nobody, and a hostile plugin can have thousands.
const MAX_CHANGES: usize = 16;
