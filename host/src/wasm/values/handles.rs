//! What of a value stands in a store: handles to resources, streams and futures.

use amphi_protocol::{Handle, Side, Type, Value};
use wasmtime::component::{ResourceAny, ResourceDynamic, Val};
use wasmtime::{AsContextMut, StoreContextMut};

use super::super::store::Data;
use super::super::streams;
use crate::resource::{lift_value, lower_value};

/// Where values come into a component.
#[derive(Default)]
pub(in super::super) struct Lowering<'a> {
    store: Option<StoreContextMut<'a, Data>>,
    /// Whether streams come into it too.
    streams: bool,
    /// Handles to what of the host's is lent: they are to be taken out of the store after the call.
    lent: Vec<ResourceAny>,
}

impl<'a> Lowering<'a> {
    /// Into a store, with streams.
    pub(in super::super) fn of(store: StoreContextMut<'a, Data>) -> Self {
        Self { store: Some(store), streams: true, lent: Vec::new() }
    }

    /// Into a store whose calls run one at a time.
    pub(in super::super) fn without_streams(store: StoreContextMut<'a, Data>) -> Self {
        Self { store: Some(store), streams: false, lent: Vec::new() }
    }

    /// What was lent.
    pub(in super::super) fn into_lent(self) -> Vec<ResourceAny> {
        self.lent
    }

    pub(super) fn stream(&mut self, value: &Value, ty: &Type) -> Option<Val> {
        let store = self.store.as_mut().filter(|_| self.streams)?;
        streams::lower(store, value, ty)
    }

    /// The component's handle for one that was checked: of its own, or of the host's under its number.
    pub(super) fn handle(&mut self, handle: &Handle, ty: &Type) -> Option<ResourceAny> {
        let (Type::Own(resource) | Type::Borrow(resource)) = ty else { return None };
        if resource.side == Side::Export {
            return lower_value(handle);
        }
        let store = self.store.as_mut()?;
        let kind = store.data().instance.resources.offered().kind_of(resource)?;
        let rep = u32::try_from(handle.number()).ok()?;
        // One that is lent is one that the host owns, as far as the store goes.
        let any = ResourceDynamic::new_own(rep, kind).try_into_resource_any(store.as_context_mut()).ok()?;
        if matches!(ty, Type::Borrow(_)) {
            self.lent.push(any);
        }
        Some(any)
    }
}

/// Takes what was lent out of the store again.
pub(in super::super) fn take_out(lent: Vec<ResourceAny>, mut store: StoreContextMut<'_, Data>) {
    for any in lent {
        // It has no destructor; where the guest ended in the middle, its store ends too.
        any.try_into_resource_dynamic(store.as_context_mut()).ok();
    }
}

/// Takes hold of a handle that a component gives or lends.
pub(in super::super) fn lift(store: &mut StoreContextMut<'_, Data>, any: ResourceAny, ty: &Type) -> Option<Handle> {
    let owned = matches!(ty, Type::Own(_));
    let (Type::Own(resource) | Type::Borrow(resource)) = ty else { return None };
    if resource.side == Side::Export {
        return if owned { lift_value(any, resource) } else { None };
    }
    let dynamic = any.try_into_resource_dynamic(store.as_context_mut()).ok()?;
    let resources = &store.data().instance.resources;
    resources.receive(dynamic.ty(), u64::from(dynamic.rep()), owned).ok()
}
