//! A function that a component exports, resolved once.

use std::any::Any;
use std::sync::OnceLock;

use wasmtime::Store;
use wasmtime::component::{ComponentNamedList, Func, Lift, Lower, TypedFunc};

use super::store::Data;

/// A function of one instance.
pub(super) struct Exported {
    func: Func,
    /// The typed function of the first static types that it was called with; a host rarely has two clients of
    /// different types.
    typed: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl Exported {
    pub(super) fn new(func: Func) -> Self {
        Self { func, typed: OnceLock::new() }
    }

    pub(super) fn func(&self) -> Func {
        self.func
    }

    /// The function with static types, checked the first time.
    pub(super) fn typed<P, R>(&self, store: &Store<Data>) -> wasmtime::Result<TypedFunc<P, R>>
    where
        P: ComponentNamedList + Lower + Send + Sync + 'static,
        R: ComponentNamedList + Lift + Send + Sync + 'static,
    {
        if let Some(known) = self.typed.get().and_then(|typed| typed.downcast_ref::<TypedFunc<P, R>>()) {
            return Ok(*known);
        }
        let typed = self.func.typed::<P, R>(store)?;
        // Another type may hold the place; its functions are then checked at each call.
        self.typed.get_or_init(|| Box::new(typed));
        Ok(typed)
    }
}
