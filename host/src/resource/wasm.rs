//! How resources enter and leave a component.
//!
//! The handles of a component are wasmtime's, which checks that they are neither forged nor stale; here stands only which
//! number of the host's each of them has.

#![expect(
    unsafe_code,
    reason = "wasmtime's traits for what crosses are unsafe, and only its own handles may implement them"
)]

use std::mem::MaybeUninit;
use std::sync::Arc;

use amphi_protocol::{Handle, Resource};
use wasmtime::component::__internal::{CanonicalAbiInfo, InstanceType, InterfaceType, LiftContext, LowerContext};
use wasmtime::component::{ComponentType, GuestTaskId, Lift, Lower, ResourceAny, ResourceDynamic};

use super::HandleProblem;
use super::host::{HostBorrow, HostOwned};
use super::plugin::{PluginBorrow, PluginOwned};
use super::scope::with_active;
use super::table::Resources;

/// Lends a type the implementations of one of wasmtime's handles.
macro_rules! like {
    ([$($generics:tt)*] $name:ty, $twin:ty, $lower:expr, $lift:expr) => {
        // SAFETY: everything, the layout included, is the twin's own.
        unsafe impl<$($generics)*> ComponentType for $name {
            type Lower = <$twin as ComponentType>::Lower;

            const ABI: CanonicalAbiInfo = <$twin as ComponentType>::ABI;

            const MAY_REQUIRE_REALLOC: bool = <$twin as ComponentType>::MAY_REQUIRE_REALLOC;

            fn typecheck(ty: &InterfaceType, types: &InstanceType<'_>) -> wasmtime::Result<()> {
                <$twin as ComponentType>::typecheck(ty, types)
            }
        }

        // SAFETY: as above.
        unsafe impl<$($generics)*> Lower for $name {
            fn linear_lower_to_flat<U>(
                &self,
                cx: &mut LowerContext<'_, U>,
                ty: InterfaceType,
                dst: &mut MaybeUninit<Self::Lower>,
            ) -> wasmtime::Result<()> {
                ($lower)(self, task_of(cx))?.linear_lower_to_flat(cx, ty, dst)
            }

            fn linear_lower_to_memory<U>(
                &self,
                cx: &mut LowerContext<'_, U>,
                ty: InterfaceType,
                offset: usize,
            ) -> wasmtime::Result<()> {
                ($lower)(self, task_of(cx))?.linear_lower_to_memory(cx, ty, offset)
            }
        }

        // SAFETY: as above.
        unsafe impl<$($generics)*> Lift for $name {
            fn linear_lift_from_flat(
                cx: &mut LiftContext<'_>,
                ty: InterfaceType,
                src: &Self::Lower,
            ) -> wasmtime::Result<Self> {
                ($lift)(<$twin as Lift>::linear_lift_from_flat(cx, ty, src)?)
            }

            fn linear_lift_from_memory(
                cx: &mut LiftContext<'_>,
                ty: InterfaceType,
                bytes: &[u8],
            ) -> wasmtime::Result<Self> {
                ($lift)(<$twin as Lift>::linear_lift_from_memory(cx, ty, bytes)?)
            }
        }
    };
}

like!(
    [] PluginOwned,
    ResourceAny,
    |owned: &PluginOwned, _| {
        let resources = active()?;
        let number = owned.holding.number();
        let any = resources.any(number).ok_or(HandleProblem::Gone)?;
        resources.let_go(number);
        Ok::<_, wasmtime::Error>(any)
    },
    |any| {
        let resources = active()?;
        let number = resources.hold_any(any);
        Ok(PluginOwned::new(&resources, number))
    }
);

like!(
    [] PluginBorrow,
    ResourceAny,
    |lent: &PluginBorrow, _| {
        Ok::<_, wasmtime::Error>(active()?.any(lent.holding.number()).ok_or(HandleProblem::Gone)?)
    },
    |_| Err(HandleProblem::Foreign.into())
);

like!(
    [const KIND: u32] HostOwned<KIND>,
    ResourceDynamic,
    |owned: &HostOwned<KIND>, _| {
        let number = active()?.give(KIND, &owned.value)?;
        Ok::<_, wasmtime::Error>(ResourceDynamic::new_own(rep(number)?, KIND))
    },
    |lifted: ResourceDynamic| {
        let value = active()?.take_back(kind_of::<KIND>(&lifted)?, u64::from(lifted.rep()))?;
        Ok(HostOwned { value })
    }
);

like!(
    [const KIND: u32] HostBorrow<KIND>,
    ResourceDynamic,
    |lent: &HostBorrow<KIND>, task| {
        let number = active()?.lend(KIND, &lent.value, task)?;
        Ok::<_, wasmtime::Error>(ResourceDynamic::new_borrow(rep(number)?, KIND))
    },
    |lifted: ResourceDynamic| {
        let value = active()?.find(kind_of::<KIND>(&lifted)?, u64::from(lifted.rep()))?;
        Ok(HostBorrow { value })
    }
);

/// The guest's task for which something is lowered, where several run beside each other.
fn task_of<T: 'static>(cx: &mut LowerContext<'_, T>) -> Option<GuestTaskId> {
    if !active().ok()?.is_concurrent() {
        return None;
    }
    // The last one is the task that the host began.
    cx.store.async_call_stack().ok()?.last()
}

fn active() -> Result<Arc<Resources>, HandleProblem> {
    with_active(|active| Arc::clone(&active.resources)).ok_or(HandleProblem::Foreign)
}

fn rep(number: u64) -> Result<u32, HandleProblem> {
    u32::try_from(number).map_err(|_| HandleProblem::TooMany)
}

fn kind_of<const KIND: u32>(lifted: &ResourceDynamic) -> Result<u32, HandleProblem> {
    if lifted.ty() == KIND { Ok(KIND) } else { Err(HandleProblem::OtherType) }
}

/// The component's handle for a value, which was checked.
pub(crate) fn lower_value(handle: &Handle) -> Option<ResourceAny> {
    active().ok()?.any(handle.number())
}

/// Takes hold of a handle that a component gave.
pub(crate) fn lift_value(any: ResourceAny, resource: &Resource) -> Option<Handle> {
    let resources = active().ok()?;
    let number = resources.hold_any(any);
    Some(super::value::held(&resources, number, resource))
}

/// Lends a generated type the implementations of what stands behind it.
#[doc(hidden)]
#[macro_export]
macro_rules! __wasm_resource {
    ($name:ident, $inner:ty) => {
        const _: () = {
            use $crate::__rt::wasmtime::Result;
            use $crate::__rt::wasmtime::component::__internal as internal;
            use $crate::__rt::wasmtime::component::{ComponentType, Lift, Lower};

            // SAFETY: everything, the layout included, is the inner type's own.
            unsafe impl ComponentType for $name {
                type Lower = <$inner as ComponentType>::Lower;

                const ABI: internal::CanonicalAbiInfo = <$inner as ComponentType>::ABI;

                const MAY_REQUIRE_REALLOC: bool = <$inner as ComponentType>::MAY_REQUIRE_REALLOC;

                fn typecheck(ty: &internal::InterfaceType, types: &internal::InstanceType<'_>) -> Result<()> {
                    <$inner as ComponentType>::typecheck(ty, types)
                }
            }

            // SAFETY: as above.
            unsafe impl Lower for $name {
                fn linear_lower_to_flat<U>(
                    &self,
                    cx: &mut internal::LowerContext<'_, U>,
                    ty: internal::InterfaceType,
                    dst: &mut ::core::mem::MaybeUninit<Self::Lower>,
                ) -> Result<()> {
                    Lower::linear_lower_to_flat(&self.resource, cx, ty, dst)
                }

                fn linear_lower_to_memory<U>(
                    &self,
                    cx: &mut internal::LowerContext<'_, U>,
                    ty: internal::InterfaceType,
                    offset: usize,
                ) -> Result<()> {
                    Lower::linear_lower_to_memory(&self.resource, cx, ty, offset)
                }
            }

            // SAFETY: as above.
            unsafe impl Lift for $name {
                fn linear_lift_from_flat(
                    cx: &mut internal::LiftContext<'_>,
                    ty: internal::InterfaceType,
                    src: &Self::Lower,
                ) -> Result<Self> {
                    <$inner as Lift>::linear_lift_from_flat(cx, ty, src).map(|resource| Self { resource })
                }

                fn linear_lift_from_memory(
                    cx: &mut internal::LiftContext<'_>,
                    ty: internal::InterfaceType,
                    bytes: &[u8],
                ) -> Result<Self> {
                    <$inner as Lift>::linear_lift_from_memory(cx, ty, bytes).map(|resource| Self { resource })
                }
            }
        };
    };
}
