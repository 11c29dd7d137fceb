//! Host imports in a component's linker: typed or dynamic, awaited or answered at once.

use std::any::{Any, TypeId};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use amphi_protocol::{Error as CodecError, Function, Name, ResourceIndex, Type, Value};
use futures_util::FutureExt;
use wasmtime::component::{Linker, LinkerInstance, ResourceType, Val};
use wasmtime::{AsContextMut, StoreContextMut};

use super::dynamic::{no_value, uncarried_stream};
use super::store::{Data, import_context};
use super::values::{self, Lowering};
use crate::call_context::CallContext;
use crate::config::Execution;
use crate::error::Error;
use crate::imports::{DynamicFunction, ImportError, WasmImportFunction};
use crate::resource::offer;

/// The host imports of one instance, typed, on their way into a linker and a store.
///
/// A linker knows them by their places only. So what is linked once serves every instance whose host offers the same
/// functions, whoever answers them there.
pub(crate) struct ImportLinker {
    plugin: Name,
    offers: Vec<Offer>,
    resources: Vec<OfferedResource>,
}

/// One import that the host offers.
struct Offer {
    interface: Option<Name>,
    name: Name,
    label: Name,
    /// Its static types.
    kind: TypeId,
    is_async: bool,
    define: Define,
    target: Target,
    /// Why no component can call it.
    refused: Option<String>,
}

/// One resource that the host offers.
struct OfferedResource {
    interface: Option<Name>,
    name: Name,
    /// Which one it is, with its number.
    label: Name,
    index: ResourceIndex,
}

/// Who answers an import.
pub(super) type Target = Arc<dyn Any + Send + Sync>;

/// Puts a function into a linker.
type Define = fn(&mut LinkerInstance<'_, Data>, &str, Place, Execution) -> wasmtime::Result<()>;

/// A host import that failed: it ends the instance that called it.
#[derive(Debug, thiserror::Error)]
#[error("the host's {function} failed: {message}")]
pub(super) struct ImportFailure {
    pub(super) function: Name,
    pub(super) message: String,
}

impl ImportFailure {
    pub(super) fn new(function: &Name, message: impl Into<String>) -> Self {
        Self { function: function.clone(), message: message.into() }
    }

    /// A component that runs inline would have to wait.
    pub(super) fn would_wait(function: &Name) -> Self {
        Self::new(function, "it has to wait, which takes `execution = \"yielding\"` in the plugin's [wasm] table")
    }
}

/// An import as the linker has it: where its target stands in the store, and what it is called.
#[derive(Clone)]
struct Place {
    index: usize,
    label: Name,
    is_async: bool,
}

impl Place {
    /// The target of a call that begins now, and its context. `blocks` says whether the guest can do nothing until then.
    fn open<T: Send + Sync + 'static>(
        &self,
        store: &mut StoreContextMut<'_, Data>,
        blocks: bool,
    ) -> (Result<Arc<T>, ImportFailure>, CallContext) {
        (self.target(store.data()), import_context(store, blocks))
    }

    /// A call with values that begins now.
    fn asked(
        &self,
        store: &mut StoreContextMut<'_, Data>,
        blocks: bool,
        params: &[Val],
    ) -> Result<Asked, ImportFailure> {
        let (function, context) = self.open::<DynamicFunction>(store, blocks);
        let function = function?;
        let params = params.iter().zip(&function.signature.params);
        let args = params.map(|(val, param)| {
            values::from_val(val, &param.ty, &mut |any, ty| values::lift(store, any, ty))
                .map_err(|error| ImportFailure::new(&self.label, error.to_string()))
        });
        let args = args.collect::<Result<_, _>>()?;
        Ok(Asked { function, context, args })
    }

    fn target<T: Send + Sync + 'static>(&self, data: &Data) -> Result<Arc<T>, ImportFailure> {
        let target = data.imports.get(self.index).cloned();
        let target = target.and_then(|target| target.downcast().ok());
        target.ok_or_else(|| ImportFailure::new(&self.label, "the host offered another function at load"))
    }
}

/// A call of a dynamic import, with its arguments.
struct Asked {
    function: Arc<DynamicFunction>,
    context: CallContext,
    args: Vec<Value>,
}

impl ImportLinker {
    pub(super) fn new(plugin: Name) -> Self {
        Self { plugin, offers: Vec::new(), resources: Vec::new() }
    }

    pub(crate) fn func<F: WasmImportFunction<T>, T: Send + Sync + 'static>(
        &mut self,
        interface: Option<&'static str>,
        name: &'static str,
        target: &Arc<T>,
    ) {
        self.offers.push(Offer {
            label: full_name(interface, name),
            interface: interface.map(Name::from),
            name: name.into(),
            kind: TypeId::of::<(F, T)>(),
            is_async: F::IS_ASYNC,
            define: define_typed::<F, T>,
            target: target.clone(),
            refused: None,
        });
    }

    pub(crate) fn func_dynamic(&mut self, function: &Arc<DynamicFunction>) {
        let Function { interface, name, .. } = &function.signature;
        self.offers.push(Offer {
            label: full_name(interface.as_deref(), name),
            interface: interface.clone(),
            name: name.clone(),
            kind: TypeId::of::<DynamicFunction>(),
            is_async: function.signature.is_async,
            define: define_dynamic,
            target: function.clone(),
            refused: uncarried_stream(&function.signature).map(no_value),
        });
    }

    pub(crate) fn resource(&mut self, interface: Option<&str>, name: &str, index: ResourceIndex) {
        self.resources.push(OfferedResource {
            label: format!("{}@{}", full_name(interface, name), index.0).into(),
            interface: interface.map(Name::from),
            name: name.into(),
            index,
        });
    }

    fn define_resource(resource: &OfferedResource, linker: &mut Linker<Data>) -> wasmtime::Result<()> {
        let ty = ResourceType::host_dynamic(resource.index.0);
        let forget = |store: StoreContextMut<'_, Data>, rep: u32| {
            store.data().instance.resources.forget(u64::from(rep));
            Ok(())
        };
        match &resource.interface {
            Some(interface) => linker.instance(interface)?.resource(&resource.name, ty, forget),
            None => linker.root().resource(&resource.name, ty, forget),
        }
    }

    /// Names every function with its static types: what is linked with the same ones is linked alike.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (&Name, TypeId)> {
        let resources = self.resources.iter().map(|resource| (&resource.label, TypeId::of::<OfferedResource>()));
        self.offers.iter().map(|offer| (&offer.label, offer.kind)).chain(resources)
    }

    /// What a store needs for these imports.
    pub(super) fn targets(&self) -> Arc<[Target]> {
        self.offers.iter().map(|offer| offer.target.clone()).collect()
    }

    /// Puts every function into a linker; async ones only where a component can name them.
    pub(super) fn define(
        &self,
        linker: &mut Linker<Data>,
        execution: Execution,
        is_concurrent: bool,
    ) -> Result<(), Error> {
        let unlinked = |source: wasmtime::Error| Error::Component {
            plugin: self.plugin.to_string(),
            step: "linked",
            source: source.into_boxed_dyn_error(),
        };
        self.resources.iter().try_for_each(|resource| Self::define_resource(resource, linker).map_err(unlinked))?;
        let mut offers = self.offers.iter().enumerate().filter(|(_, offer)| is_concurrent || !offer.is_async);
        offers.try_for_each(|(index, offer)| {
            if let Some(reason) = &offer.refused {
                return Err(unlinked(wasmtime::Error::msg(format!("{}: {reason}", offer.label))));
            }
            let place = Place { index, label: offer.label.clone(), is_async: offer.is_async };
            let defined = match &offer.interface {
                Some(interface) => linker
                    .instance(interface)
                    .and_then(|mut instance| (offer.define)(&mut instance, &offer.name, place, execution)),
                None => (offer.define)(&mut linker.root(), &offer.name, place, execution),
            };
            defined.map_err(unlinked)
        })
    }
}

fn define_typed<F: WasmImportFunction<T>, T: Send + Sync + 'static>(
    instance: &mut LinkerInstance<'_, Data>,
    name: &str,
    place: Place,
    execution: Execution,
) -> wasmtime::Result<()> {
    match execution {
        Execution::Yielding if F::IS_ASYNC => instance.func_wrap_concurrent(name, move |accessor, params| {
            let (target, context) = accessor.with(|mut access| place.open::<T>(&mut access.as_context_mut(), false));
            let label = place.label.clone();
            Box::pin(async move {
                let target = target?;
                let result = answer(&label, async { F::call(&target, &context, params).await }).await?;
                Ok(F::ret(result))
            })
        }),
        Execution::Yielding => instance.func_wrap_async(name, move |mut store: StoreContextMut<'_, Data>, params| {
            let (target, context) = place.open::<T>(&mut store, true);
            let label = place.label.clone();
            Box::new(async move {
                let target = target?;
                let result = answer(&label, async { F::call(&target, &context, params).await }).await?;
                Ok(F::ret(result))
            })
        }),
        Execution::Inline => instance.func_wrap(name, move |mut store: StoreContextMut<'_, Data>, params| {
            let (target, context) = place.open::<T>(&mut store, true);
            let target = target?;
            let result =
                at_once(&place.label, answer(&place.label, async { F::call(&target, &context, params).await }))?;
            Ok(F::ret(result))
        }),
    }
}

fn define_dynamic(
    instance: &mut LinkerInstance<'_, Data>,
    name: &str,
    place: Place,
    execution: Execution,
) -> wasmtime::Result<()> {
    match execution {
        Execution::Yielding if place.is_async => {
            instance.func_new_concurrent(name, move |accessor, _ty, params, results| {
                let asked = accessor.with(|mut access| place.asked(&mut access.as_context_mut(), false, params));
                let label = place.label.clone();
                Box::pin(async move {
                    let to_val = |value: &Value, ty: &Type| {
                        accessor
                            .with(|mut access| values::to_val(value, ty, &mut Lowering::of(access.as_context_mut())))
                    };
                    answer(&label, answer_dynamic(asked?, results, to_val)).await?;
                    Ok(())
                })
            })
        }
        Execution::Yielding => instance.func_new_async(name, move |mut store, _ty, params, results| {
            let asked = place.asked(&mut store, true, params);
            let label = place.label.clone();
            Box::new(async move {
                let to_val = |value: &Value, ty: &Type| values::to_val(value, ty, &mut Lowering::of(store));
                answer(&label, answer_dynamic(asked?, results, to_val)).await?;
                Ok(())
            })
        }),
        Execution::Inline => instance.func_new(name, move |mut store, _ty, params, results| {
            let asked = place.asked(&mut store, true, params)?;
            let to_val = |value: &Value, ty: &Type| values::to_val(value, ty, &mut Lowering::without_streams(store));
            at_once(&place.label, answer(&place.label, answer_dynamic(asked, results, to_val)))?;
            Ok(())
        }),
    }
}

fn full_name(interface: Option<&str>, name: &str) -> Name {
    match interface {
        Some(interface) => format!("{interface}#{name}").into(),
        None => name.into(),
    }
}

/// Runs an import; one that fails or panics ends the instance, never the host.
async fn answer<R>(label: &Name, import: impl Future<Output = Result<R, ImportError>>) -> Result<R, ImportFailure> {
    match AssertUnwindSafe(import).catch_unwind().await {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(error)) => Err(ImportFailure::new(label, error.to_string())),
        Err(panic) => Err(ImportFailure::new(label, format!("it panicked: {}", panic_text(&*panic)))),
    }
}

/// Runs an import that may not wait.
fn at_once<R>(label: &Name, import: impl Future<Output = Result<R, ImportFailure>>) -> Result<R, ImportFailure> {
    import.now_or_never().unwrap_or_else(|| Err(ImportFailure::would_wait(label)))
}

async fn answer_dynamic(
    asked: Asked,
    results: &mut [Val],
    to_val: impl FnOnce(&Value, &Type) -> Result<Val, CodecError>,
) -> Result<(), ImportError> {
    let Asked { function, context, args } = asked;
    let result = function.call(context, args).await?;
    match (result, &function.signature.result, results) {
        (None, None, []) => Ok(()),
        (Some(mut value), Some(ty), [slot]) => {
            offer(&mut value, ty)?;
            *slot = to_val(&value, ty)?;
            Ok(())
        }
        (None, Some(ty), _) => Err(ImportError::new(format!("the import gave no result, expected {ty}"))),
        (Some(value), None, _) => {
            Err(ImportError::new(format!("the import gave a {}, expected no result", value.kind())))
        }
        (_, _, results) => Err(ImportError::new(format!("the component expects {} results", results.len()))),
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}
