//! Differences between two signatures, as facts and as text.

use std::fmt;

use amphi_protocol::{Function, Name, Side, Type};

use super::types::fits;

use super::change::{self, Change};

/// A plugin that does not fit, with every reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incompatible {
    /// The reasons, exports first. Never empty.
    pub differences: Vec<Difference>,
}

/// One reason why a plugin does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Who offers the function.
    pub side: Side,
    /// The function's full name, or that of a resource.
    pub function: String,
    /// What differs.
    pub mismatch: Mismatch,
}

/// What differs between the function that is expected and the one that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// There is no such function.
    Missing {
        /// The nearest name there is.
        nearest: Option<String>,
    },
    /// There is no such resource type.
    MissingResource,
    /// One is `async func`, the other is not.
    Async {
        /// Whether the expected one is.
        expected: bool,
    },
    /// The number of parameters differs.
    ParameterCount {
        /// How many are expected.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A parameter has another name, so its meaning may differ.
    ParameterName {
        /// The expected name.
        expected: Name,
        /// The name it has.
        found: Name,
    },
    /// A parameter has another type.
    Parameter {
        /// Its name.
        name: Name,
        /// The expected type.
        expected: Type,
        /// The type it has.
        found: Type,
    },
    /// The result has another type.
    Result {
        /// The expected type.
        expected: Option<Type>,
        /// The type it has.
        found: Option<Type>,
    },
}

pub(super) fn of_signatures(expected: &Function, found: &Function) -> Vec<Mismatch> {
    let mut all = Vec::new();
    if expected.is_async != found.is_async {
        all.push(Mismatch::Async { expected: expected.is_async });
    }
    if expected.params.len() != found.params.len() {
        all.push(Mismatch::ParameterCount { expected: expected.params.len(), found: found.params.len() });
    }
    for (expected, found) in expected.params.iter().zip(&found.params) {
        if expected.name != found.name {
            all.push(Mismatch::ParameterName { expected: expected.name.clone(), found: found.name.clone() });
        } else if !fits(&expected.ty, &found.ty) {
            all.push(Mismatch::Parameter {
                name: expected.name.clone(),
                expected: expected.ty.clone(),
                found: found.ty.clone(),
            });
        }
    }
    let same = match (&expected.result, &found.result) {
        (Some(expected), Some(found)) => fits(expected, found),
        (expected, found) => expected.is_none() && found.is_none(),
    };
    if !same {
        all.push(Mismatch::Result { expected: expected.result.clone(), found: found.result.clone() });
    }
    all
}

impl std::error::Error for Incompatible {}

/// Writes one difference per line after a first line that counts them.
impl fmt::Display for Incompatible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.differences.len() {
            1 => f.write_str("the plugin does not fit the host's interface:")?,
            count => write!(f, "the plugin does not fit the host's interface in {count} places:")?,
        }
        for difference in &self.differences {
            write!(f, "\n  {difference}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wants, has) = match self.side {
            Side::Export => ("the host expects", "the plugin has"),
            Side::Import => ("the plugin imports", "the host offers"),
        };
        let function = &self.function;
        match &self.mismatch {
            Mismatch::Missing { nearest } => {
                write!(f, "{wants} {function}, {has} no such function")?;
                match nearest {
                    Some(nearest) => write!(f, " (the nearest is {nearest})"),
                    None => Ok(()),
                }
            }
            Mismatch::MissingResource => write!(f, "{wants} the resource {function}, {has} no such resource"),
            _ => {
                for (position, Change { place, expected, found }) in self.changes().iter().enumerate() {
                    let (line, comma) =
                        (if position > 0 { "\n  " } else { "" }, if place.is_empty() { "" } else { ", " });
                    write!(f, "{line}{function}{comma}{place}: {wants} {expected}, {has} {found}")?;
                }
                Ok(())
            }
        }
    }
}

impl Difference {
    /// Every place in the function where it differs: a parameter of another record type is told by its fields.
    pub fn changes(&self) -> Vec<Change> {
        match &self.mismatch {
            Mismatch::Missing { .. } => vec![Change::new("", "this function", "no such function")],
            Mismatch::MissingResource => vec![Change::new("", "this resource", "no such resource")],
            Mismatch::Async { expected } => {
                let kind = |is_async| if is_async { "an async function" } else { "a sync one" };
                vec![Change::new("", kind(*expected), kind(!*expected))]
            }
            Mismatch::ParameterCount { expected, found } => {
                vec![Change::new("", format!("{expected} parameters"), found.to_string())]
            }
            Mismatch::ParameterName { expected, found } => {
                vec![Change::new("", format!("the parameter {expected}"), format!("{found} in its place"))]
            }
            Mismatch::Parameter { name, expected, found } => {
                change::changes(&format!("parameter {name}"), expected, found)
            }
            Mismatch::Result { expected: Some(expected), found: Some(found) } => {
                change::changes("result", expected, found)
            }
            Mismatch::Result { expected, found } => {
                let (expected, found) = (expected.as_ref(), found.as_ref());
                vec![Change::new("result", change::of_optional(expected), change::of_optional(found))]
            }
        }
    }
}
