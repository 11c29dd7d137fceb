//! Handles in values that are known at run time only.

use std::sync::Arc;

#[cfg(feature = "native")]
use amphi_protocol::{Error as CodecError, List, ResultType, Side};
use amphi_protocol::{Function, Handle, InstanceId, Resource, Type, Value, visit_handles};

use super::HandleProblem;
use super::plugin::Holding;
use super::scope::Passed;
use super::table::Resources;

/// Checks every handle among arguments, before anything is sent, and tells what passes with them.
pub(crate) fn pass_values(
    resources: &Arc<Resources>,
    function: &Function,
    args: &[Value],
) -> Result<Passed, HandleProblem> {
    let (mut moved, mut borrowed) = (Vec::new(), Vec::new());
    let mut check = |handle: &Handle, ty: &Type| {
        let holding = holding_of(handle).ok_or(HandleProblem::Foreign)?;
        match ty {
            Type::Own(resource) => {
                holding.give(resources, Some(resource))?;
                moved.push(holding);
            }
            Type::Borrow(resource) => {
                holding.lend(resources, Some(resource))?;
                borrowed.push(holding.number());
            }
            _ => {}
        }
        Ok(())
    };
    let checked =
        args.iter().zip(&function.params).try_for_each(|(arg, param)| visit_handles(arg, &param.ty, &mut check));
    let both = moved.iter().any(|holding| borrowed.contains(&holding.number()));
    // Dropped, it takes everything back.
    let passed = Passed::of(resources, moved);
    checked?;
    if both { Err(HandleProblem::Lent) } else { Ok(passed) }
}

fn holding_of(handle: &Handle) -> Option<Arc<Holding>> {
    handle.keeper().map(Arc::clone).and_then(|keeper| keeper.downcast().ok())
}

/// As [`home_of`](super::home_of), of values.
pub(crate) fn home_of_values(function: &Function, args: &[Value]) -> Option<InstanceId> {
    let mut look =
        |handle: &Handle, _: &Type| holding_of(handle).and_then(|holding| holding.home()).map_or(Ok(()), Err);
    args.iter().zip(&function.params).try_for_each(|(arg, param)| visit_handles(arg, &param.ty, &mut look)).err()
}

/// As [`settle`](super::settle), of a value.
pub(crate) fn settle_values(home: InstanceId, result: &Value, ty: &Type) {
    let mut settle = |handle: &Handle, _: &Type| {
        if let Some(holding) = holding_of(handle) {
            holding.settle(home);
        }
        Ok::<_, std::convert::Infallible>(())
    };
    // It cannot fail.
    visit_handles(result, ty, &mut settle).ok();
}

/// Takes hold of what a result gives.
#[cfg(feature = "native")]
pub(crate) fn adopt(resources: &Arc<Resources>, value: &mut Value, ty: &Type) -> Result<(), CodecError> {
    visit_mut(value, ty, &mut |handle, resource| {
        let number = handle.number();
        if resource.side == Side::Import {
            return Err(CodecError::UnknownHandle { handle: number });
        }
        // A component's handles are held from when they are lifted.
        if handle.keeper().is_none() {
            resources.hold(number)?;
            *handle = Handle::kept(number, Holding::new(resources, number, Some(resource.clone())));
        }
        Ok(())
    })
}

/// The handle of a resource that is held already.
#[cfg(feature = "wasm")]
pub(super) fn held(resources: &Arc<Resources>, number: u64, resource: &Resource) -> Handle {
    Handle::kept(number, Holding::new(resources, number, Some(resource.clone())))
}

#[cfg(feature = "native")]
type Adopt<'a> = dyn FnMut(&mut Handle, &Resource) -> Result<(), CodecError> + 'a;

#[cfg(feature = "native")]
fn visit_mut(value: &mut Value, ty: &Type, adopt: &mut Adopt<'_>) -> Result<(), CodecError> {
    match (ty, value) {
        (Type::Own(resource) | Type::Borrow(resource), Value::Handle(handle)) => adopt(handle, resource),
        (Type::List(element), Value::List(List::Values(items))) => {
            items.iter_mut().try_for_each(|item| visit_mut(item, element, adopt))
        }
        (Type::Tuple(types), Value::Tuple(items)) => {
            items.iter_mut().zip(types.iter()).try_for_each(|(item, ty)| visit_mut(item, ty, adopt))
        }
        (Type::Record(fields), Value::Record(values)) => {
            values.iter_mut().zip(fields.iter()).try_for_each(|((_, value), field)| visit_mut(value, &field.ty, adopt))
        }
        (Type::Variant(cases), Value::Variant(name, Some(payload))) => {
            let ty = cases.iter().find(|case| case.name == *name).and_then(|case| case.ty.as_ref());
            ty.map_or(Ok(()), |ty| visit_mut(payload, ty, adopt))
        }
        (Type::Option(inner), Value::Option(Some(payload))) => visit_mut(payload, inner, adopt),
        (Type::Result(sides), Value::Result(outcome)) => match (side_of(sides, outcome.is_ok()), outcome) {
            (Some(ty), Ok(Some(payload)) | Err(Some(payload))) => visit_mut(payload, ty, adopt),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

#[cfg(feature = "native")]
fn side_of(sides: &ResultType, ok: bool) -> Option<&Type> {
    if ok { sides.ok.as_ref() } else { sides.err.as_ref() }
}
