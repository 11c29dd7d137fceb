//! Handles in values that are known at run time only.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;

#[cfg(feature = "wasm")]
use amphi_protocol::Resource;
use amphi_protocol::{
    Error as CodecError, Function, Handle, InstanceId, Side, Type, Value, visit_handles, visit_handles_mut,
};
#[cfg(feature = "native")]
use amphi_protocol::{Reader, decode_value};

use super::HandleProblem;
use super::plugin::Holding;
#[cfg(feature = "native")]
use super::scope::active;
use super::scope::{Passed, with_active};
use super::table::Resources;
#[cfg(feature = "native")]
use crate::stream::own_streams;

/// Checks every handle among arguments, before anything is sent. Tells what passes with them, and what is sent: there the
/// host's own resources stand under their numbers.
pub(crate) fn pass_values<'a>(
    resources: &Arc<Resources>,
    function: &Function,
    args: &'a [Value],
) -> Result<(Passed, Cow<'a, [Value]>), HandleProblem> {
    let types = || function.params.iter().map(|param| &param.ty);
    let (passed, numbers) = pass_parts(resources, args.iter().zip(types()))?;
    if numbers.is_empty() {
        return Ok((passed, Cow::Borrowed(args)));
    }
    let mut args = args.to_vec();
    number(args.iter_mut().zip(types()), numbers);
    Ok((passed, Cow::Owned(args)))
}

/// As above, of one value.
pub(crate) fn pass_value<'a>(
    resources: &Arc<Resources>,
    value: &'a Value,
    ty: &Type,
) -> Result<(Passed, Cow<'a, Value>), HandleProblem> {
    let (passed, numbers) = pass_parts(resources, std::iter::once((value, ty)))?;
    if numbers.is_empty() {
        return Ok((passed, Cow::Borrowed(value)));
    }
    let mut value = value.clone();
    number(std::iter::once((&mut value, ty)), numbers);
    Ok((passed, Cow::Owned(value)))
}

/// Tells what passes, and the numbers under which the host's own resources go, in their order.
fn pass_parts<'a>(
    resources: &Arc<Resources>,
    mut parts: impl Iterator<Item = (&'a Value, &'a Type)>,
) -> Result<(Passed, VecDeque<u64>), HandleProblem> {
    let (mut moved, mut borrowed, mut given, mut lent) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut numbers = VecDeque::new();
    let mut check = |handle: &Handle, ty: &Type| {
        let (Type::Own(resource) | Type::Borrow(resource)) = ty else { return Ok(()) };
        let lends = matches!(ty, Type::Borrow(_));
        if resource.side == Side::Import {
            let (kind, value) = resources.offered().find(handle, resource)?;
            let number = resources.give(kind, value)?;
            if lends {
                lent.push(number)
            } else {
                given.push(number)
            }
            numbers.push_back(number);
            return Ok(());
        }
        let holding = holding_of(handle).ok_or(HandleProblem::Foreign)?;
        if lends {
            borrowed.push(holding.lend(resources, Some(resource))?);
        } else {
            holding.give(resources, Some(resource))?;
            moved.push(holding);
        }
        Ok(())
    };
    let checked = parts.try_for_each(|(value, ty)| visit_handles(value, ty, &mut check));
    // Dropped, it takes everything back.
    let passed = Passed::new(resources, moved, borrowed).with(given, lent);
    checked.map(|()| (passed, numbers))
}

/// Puts the numbers of the host's own resources in their places.
fn number<'a>(parts: impl Iterator<Item = (&'a mut Value, &'a Type)>, mut numbers: VecDeque<u64>) {
    let mut number = |handle: &mut Handle, ty: &Type| {
        if is_hosts(ty) {
            *handle = Handle::bare(numbers.pop_front().unwrap_or_default());
        }
        Ok::<_, std::convert::Infallible>(())
    };
    for (value, ty) in parts {
        // It cannot fail.
        visit_handles_mut(value, ty, &mut number).ok();
    }
}

fn is_hosts(ty: &Type) -> bool {
    matches!(ty, Type::Own(resource) | Type::Borrow(resource) if resource.side == Side::Import)
}

/// Gives the host's own resources in a result of an import to the plugin that stands in the place of the thread.
pub(crate) fn offer(value: &mut Value, ty: &Type) -> Result<(), HandleProblem> {
    visit_handles_mut(value, ty, &mut |handle, ty| {
        let Type::Own(resource) = ty else { return Ok(()) };
        let offered = with_active(|active| {
            let (kind, value) = active.resources.offered().find(handle, resource)?;
            let number = active.resources.give(kind, value)?;
            active.given.push(number);
            Ok(number)
        });
        *handle = Handle::bare(offered.unwrap_or(Err(HandleProblem::Foreign))?);
        Ok(())
    })
}

/// Finds what the host keeps for its own resources in an argument of an import.
pub(crate) fn receive(value: &mut Value, ty: &Type) -> Result<(), CodecError> {
    #[cfg(feature = "native")]
    if let Some(resources) = active() {
        own_streams(&resources, value, ty);
    }
    visit_handles_mut(value, ty, &mut |handle, ty| {
        let unknown = CodecError::UnknownHandle { handle: handle.number() };
        let resources = with_active(|active| Arc::clone(&active.resources)).ok_or(unknown)?;
        *handle = received(&resources, handle.number(), ty)?;
        Ok(())
    })
}

fn received(resources: &Resources, number: u64, ty: &Type) -> Result<Handle, CodecError> {
    let unknown = CodecError::UnknownHandle { handle: number };
    let (Type::Own(resource) | Type::Borrow(resource)) = ty else { return Err(unknown) };
    let kind = resources.offered().kind_of(resource).ok_or(unknown)?;
    resources.receive(kind, number, matches!(ty, Type::Own(_)))
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
    own_streams(resources, value, ty);
    visit_handles_mut(value, ty, &mut |handle, ty| {
        let number = handle.number();
        if is_hosts(ty) {
            *handle = received(resources, number, ty)?;
        } else if let Type::Own(resource) = ty {
            resources.hold(number)?;
            *handle = Handle::kept(number, Holding::new(resources, number, Some((**resource).clone())));
        }
        Ok(())
    })
}

/// Lets go of what a result gives that nobody takes.
#[cfg(feature = "native")]
pub(crate) fn decline(resources: &Resources, ty: &Type, result: &mut Reader<'_>) {
    // What does not decode gives nothing that anybody could know.
    let Ok(value) = decode_value(ty, result) else { return };
    let mut decline = |handle: &Handle, ty: &Type| {
        match ty {
            Type::Own(resource) if resource.side == Side::Export => resources.decline(handle.number()),
            Type::Own(_) => resources.forget(handle.number()),
            _ => {}
        }
        Ok::<_, std::convert::Infallible>(())
    };
    // It cannot fail.
    visit_handles(&value, ty, &mut decline).ok();
}

/// The handle of a resource that is held already.
#[cfg(feature = "wasm")]
pub(super) fn held(resources: &Arc<Resources>, number: u64, resource: &Resource) -> Handle {
    Handle::kept(number, Holding::new(resources, number, Some(resource.clone())))
}
