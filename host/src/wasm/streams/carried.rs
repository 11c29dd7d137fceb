//! The streams and futures of the host's code as types that wasmtime carries.

#![expect(
    unsafe_code,
    reason = "wasmtime's traits for what crosses are unsafe, and only its own ends of streams may implement them"
)]

use std::mem::MaybeUninit;

use amphi_protocol::{Decode, Encode};
use wasmtime::AsContextMut;
use wasmtime::component::__internal::{CanonicalAbiInfo, InstanceType, InterfaceType, LiftContext, LowerContext};
use wasmtime::component::{self, ComponentType, Lift, Lower};

use super::{fed, given};
use crate::stream::{FutureReader, StreamReader};

/// Lends a type the implementations of wasmtime's own.
macro_rules! like {
    ($name:ident, $twin:ident, $lower:path, $lift:path) => {
        // SAFETY: everything, the layout included, is the twin's own.
        unsafe impl<T: ComponentType> ComponentType for $name<T> {
            type Lower = <component::$twin<T> as ComponentType>::Lower;

            const ABI: CanonicalAbiInfo = <component::$twin<T> as ComponentType>::ABI;

            const MAY_REQUIRE_REALLOC: bool = <component::$twin<T> as ComponentType>::MAY_REQUIRE_REALLOC;

            fn typecheck(ty: &InterfaceType, types: &InstanceType<'_>) -> wasmtime::Result<()> {
                <component::$twin<T> as ComponentType>::typecheck(ty, types)
            }
        }

        // SAFETY: as above.
        unsafe impl<T: Lower + Lift + Encode + Decode + Send + Sync + 'static> Lower for $name<T> {
            fn linear_lower_to_flat<U>(
                &self,
                cx: &mut LowerContext<'_, U>,
                ty: InterfaceType,
                dst: &mut MaybeUninit<Self::Lower>,
            ) -> wasmtime::Result<()> {
                $lower(cx.store.as_context_mut(), self)?.linear_lower_to_flat(cx, ty, dst)
            }

            fn linear_lower_to_memory<U>(
                &self,
                cx: &mut LowerContext<'_, U>,
                ty: InterfaceType,
                offset: usize,
            ) -> wasmtime::Result<()> {
                $lower(cx.store.as_context_mut(), self)?.linear_lower_to_memory(cx, ty, offset)
            }
        }

        // SAFETY: as above.
        unsafe impl<T: Lift + Encode + Send + Sync + 'static> Lift for $name<T> {
            fn linear_lift_from_flat(
                cx: &mut LiftContext<'_>,
                ty: InterfaceType,
                src: &Self::Lower,
            ) -> wasmtime::Result<Self> {
                $lift(component::$twin::<T>::linear_lift_from_flat(cx, ty, src)?)
            }

            fn linear_lift_from_memory(
                cx: &mut LiftContext<'_>,
                ty: InterfaceType,
                bytes: &[u8],
            ) -> wasmtime::Result<Self> {
                $lift(component::$twin::<T>::linear_lift_from_memory(cx, ty, bytes)?)
            }
        }
    };
}

like!(StreamReader, StreamReader, fed::stream, given::stream);
like!(FutureReader, FutureReader, fed::future, given::future);
