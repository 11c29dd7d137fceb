//! The handles that are somewhere in a value.

use super::{List, Value};
use crate::resource::Handle;
use crate::ty::{ResultType, Type};

/// Visits every handle of a value, with its type: `own` or `borrow`. What does not fit its type is for the codec to refuse.
///
/// # Errors
///
/// The first that `check` gives.
pub fn visit_handles<E>(
    value: &Value,
    ty: &Type,
    check: &mut dyn FnMut(&Handle, &Type) -> Result<(), E>,
) -> Result<(), E> {
    match (ty, value) {
        (Type::Own(_) | Type::Borrow(_), Value::Handle(handle)) => check(handle, ty),
        (Type::List(element), Value::List(List::Values(items))) => {
            items.iter().try_for_each(|item| visit_handles(item, element, check))
        }
        (Type::Tuple(types), Value::Tuple(items)) => {
            items.iter().zip(types.iter()).try_for_each(|(item, ty)| visit_handles(item, ty, check))
        }
        (Type::Record(fields), Value::Record(values)) => fields.iter().try_for_each(|field| {
            let value = values.iter().find(|(name, _)| *name == field.name);
            value.map_or(Ok(()), |(_, value)| visit_handles(value, &field.ty, check))
        }),
        (Type::Variant(cases), Value::Variant(name, Some(payload))) => {
            let ty = cases.iter().find(|case| case.name == *name).and_then(|case| case.ty.as_ref());
            ty.map_or(Ok(()), |ty| visit_handles(payload, ty, check))
        }
        (Type::Option(inner), Value::Option(Some(payload))) => visit_handles(payload, inner, check),
        (Type::Result(sides), Value::Result(outcome)) => match (side_of(sides, outcome.is_ok()), outcome) {
            (Some(ty), Ok(Some(payload)) | Err(Some(payload))) => visit_handles(payload, ty, check),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn side_of(sides: &ResultType, ok: bool) -> Option<&Type> {
    if ok { sides.ok.as_ref() } else { sides.err.as_ref() }
}
