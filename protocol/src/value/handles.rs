//! The handles that are somewhere in a value.

use std::convert::Infallible;

use super::{List, Value};
use crate::resource::Handle;
use crate::stream::StreamHandle;
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
    visit(value, ty, &mut |value, ty| match (ty, value) {
        (Type::Own(_) | Type::Borrow(_), Value::Handle(handle)) => check(handle, ty),
        _ => Ok(()),
    })
}

/// Visits every stream and future of a value, with its type.
pub fn visit_streams(value: &Value, ty: &Type, look: &mut dyn FnMut(&StreamHandle, &Type)) {
    let mut look = |value: &Value, ty: &Type| {
        if let (Type::Stream(_), Value::Stream(stream)) | (Type::Future(_), Value::Future(stream)) = (ty, value) {
            look(stream, ty);
        }
        Ok::<_, Infallible>(())
    };
    // It cannot fail.
    visit(value, ty, &mut look).ok();
}

/// Visits the parts of a value that have no parts.
fn visit<E>(value: &Value, ty: &Type, check: &mut dyn FnMut(&Value, &Type) -> Result<(), E>) -> Result<(), E> {
    match (ty, value) {
        (Type::List(element) | Type::FixedList(element, _), Value::List(List::Values(items))) => {
            items.iter().try_for_each(|item| visit(item, element, check))
        }
        (Type::Tuple(types), Value::Tuple(items)) => {
            items.iter().zip(types.iter()).try_for_each(|(item, ty)| visit(item, ty, check))
        }
        (Type::Record(fields), Value::Record(values)) => fields.iter().try_for_each(|field| {
            let value = values.iter().find(|(name, _)| *name == field.name);
            value.map_or(Ok(()), |(_, value)| visit(value, &field.ty, check))
        }),
        (Type::Variant(cases), Value::Variant(name, Some(payload))) => {
            let ty = cases.iter().find(|case| case.name == *name).and_then(|case| case.ty.as_ref());
            ty.map_or(Ok(()), |ty| visit(payload, ty, check))
        }
        (Type::Option(inner), Value::Option(Some(payload))) => visit(payload, inner, check),
        (Type::Result(sides), Value::Result(outcome)) => match (side_of(sides, outcome.is_ok()), outcome) {
            (Some(ty), Ok(Some(payload)) | Err(Some(payload))) => visit(payload, ty, check),
            _ => Ok(()),
        },
        (ty, leaf) => check(leaf, ty),
    }
}

/// As [`visit_handles`], to change them. Both visit the handles of a value in one order.
///
/// # Errors
///
/// The first that `change` gives.
pub fn visit_handles_mut<E>(
    value: &mut Value,
    ty: &Type,
    change: &mut dyn FnMut(&mut Handle, &Type) -> Result<(), E>,
) -> Result<(), E> {
    match (ty, value) {
        (Type::Own(_) | Type::Borrow(_), Value::Handle(handle)) => change(handle, ty),
        (Type::List(element) | Type::FixedList(element, _), Value::List(List::Values(items))) => {
            items.iter_mut().try_for_each(|item| visit_handles_mut(item, element, change))
        }
        (Type::Tuple(types), Value::Tuple(items)) => {
            items.iter_mut().zip(types.iter()).try_for_each(|(item, ty)| visit_handles_mut(item, ty, change))
        }
        (Type::Record(fields), Value::Record(values)) => fields.iter().try_for_each(|field| {
            let value = values.iter_mut().find(|(name, _)| *name == field.name);
            value.map_or(Ok(()), |(_, value)| visit_handles_mut(value, &field.ty, change))
        }),
        (Type::Variant(cases), Value::Variant(name, Some(payload))) => {
            let ty = cases.iter().find(|case| case.name == *name).and_then(|case| case.ty.as_ref());
            ty.map_or(Ok(()), |ty| visit_handles_mut(payload, ty, change))
        }
        (Type::Option(inner), Value::Option(Some(payload))) => visit_handles_mut(payload, inner, change),
        (Type::Result(sides), Value::Result(outcome)) => match (side_of(sides, outcome.is_ok()), outcome) {
            (Some(ty), Ok(Some(payload)) | Err(Some(payload))) => visit_handles_mut(payload, ty, change),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn side_of(sides: &ResultType, ok: bool) -> Option<&Type> {
    if ok { sides.ok.as_ref() } else { sides.err.as_ref() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::{Resource, Side};

    #[test]
    fn every_place_is_visited_in_one_order() {
        let doc = Resource { side: Side::Export, interface: None, name: "doc".into() };
        let (own, lent) = (Type::own(doc.clone()), Type::borrow(doc));
        let ty = Type::record([
            ("list", Type::list(lent.clone())),
            ("fixed", Type::FixedList(own.clone().into(), 2)),
            ("pair", Type::tuple([Type::U8, lent.clone()])),
            ("case", Type::variant([("none", None), ("one", Some(own.clone()))])),
            ("maybe", Type::option(lent)),
            ("outcome", Type::result(Some(Type::U8), Some(own))),
        ]);
        let handle = |number| Value::Handle(Handle::bare(number));
        // The fields of a value stand in any order.
        let mut value = Value::record([
            ("outcome", Value::err(Some(handle(8)))),
            ("maybe", Value::option(Some(handle(7)))),
            ("case", Value::variant("one", Some(handle(6)))),
            ("pair", Value::Tuple(vec![Value::U8(0), handle(5)])),
            ("fixed", Value::list([handle(3), handle(4)])),
            ("list", Value::list([handle(1), handle(2)])),
        ]);
        let mut seen = Vec::new();
        let mut see = |handle: &Handle, _: &Type| {
            seen.push(handle.number());
            Ok::<(), ()>(())
        };
        visit_handles(&value, &ty, &mut see).unwrap();
        assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7, 8]);
        let mut next = 10;
        let mut renumber = |handle: &mut Handle, _: &Type| {
            next += 1;
            *handle = Handle::bare(next);
            Ok::<(), ()>(())
        };
        visit_handles_mut(&mut value, &ty, &mut renumber).unwrap();
        seen.clear();
        let mut see = |handle: &Handle, _: &Type| {
            seen.push(handle.number());
            Ok::<(), ()>(())
        };
        visit_handles(&value, &ty, &mut see).unwrap();
        assert_eq!(seen, [11, 12, 13, 14, 15, 16, 17, 18]);
        let mut refuse = |_: &Handle, _: &Type| Err(());
        assert!(visit_handles(&value, &ty, &mut refuse).is_err());
    }
}
