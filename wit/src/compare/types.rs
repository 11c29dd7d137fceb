//! Whether one type may stand for another.

use amphi_protocol::{Resource, Type};

use super::version;

/// Types fit if they are the same, but for the versions of the interfaces that their resources are from.
pub(super) fn fits(expected: &Type, found: &Type) -> bool {
    if expected == found {
        return true;
    }
    match (expected, found) {
        (Type::Own(a), Type::Own(b)) | (Type::Borrow(a), Type::Borrow(b)) => same_resource(a, b),
        (Type::List(a), Type::List(b)) | (Type::Option(a), Type::Option(b)) => fits(a, b),
        (Type::FixedList(a, n), Type::FixedList(b, m)) => n == m && fits(a, b),
        (Type::Map(key_a, a), Type::Map(key_b, b)) => fits(key_a, key_b) && fits(a, b),
        (Type::Stream(a), Type::Stream(b)) | (Type::Future(a), Type::Future(b)) => {
            optional_fits(a.as_deref(), b.as_deref())
        }
        (Type::Result(a), Type::Result(b)) => {
            optional_fits(a.ok.as_ref(), b.ok.as_ref()) && optional_fits(a.err.as_ref(), b.err.as_ref())
        }
        (Type::Tuple(a), Type::Tuple(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| fits(a, b)),
        (Type::Record(a), Type::Record(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.name == b.name && fits(&a.ty, &b.ty))
        }
        (Type::Variant(a), Type::Variant(b)) => {
            let case = |(a, b): (&amphi_protocol::Case, &amphi_protocol::Case)| {
                a.name == b.name && optional_fits(a.ty.as_ref(), b.ty.as_ref())
            };
            a.len() == b.len() && a.iter().zip(b.iter()).all(case)
        }
        _ => false,
    }
}

/// Whether two resources are the same, of one interface or of compatible versions of it.
pub(super) fn same_resource(expected: &Resource, found: &Resource) -> bool {
    let interfaces = match (expected.interface.as_deref(), found.interface.as_deref()) {
        (Some(a), Some(b)) => a == b || version::compatible(a, b).is_some(),
        (a, b) => a == b,
    };
    interfaces && expected.side == found.side && expected.name == found.name
}

fn optional_fits(expected: Option<&Type>, found: Option<&Type>) -> bool {
    match (expected, found) {
        (Some(expected), Some(found)) => fits(expected, found),
        (expected, found) => expected.is_none() && found.is_none(),
    }
}
