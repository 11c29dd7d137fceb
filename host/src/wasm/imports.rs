//! Host imports in a component's linker: typed or dynamic, awaited or answered at once.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use amphi_protocol::Name;
use futures_util::FutureExt;
use wasmtime::StoreContextMut;
use wasmtime::component::{Linker, LinkerInstance, Val};

use super::store::Data;
use super::values;
use crate::call_context::CallContext;
use crate::config::Execution;
use crate::error::Error;
use crate::imports::{DynamicFunction, ImportError, WasmImportFunction};

/// Host imports, typed, on their way into a linker.
pub(crate) struct ImportLinker {
    pub(super) linker: Linker<Data>,
    pub(super) plugin: Name,
    pub(super) execution: Execution,
}

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

impl ImportLinker {
    pub(crate) fn func<F: WasmImportFunction<T>, T: Send + Sync + 'static>(
        &mut self,
        interface: Option<&'static str>,
        name: &'static str,
        target: &Arc<T>,
    ) -> Result<(), Error> {
        let target = target.clone();
        let label = full_name(interface, name);
        let execution = self.execution;
        self.define(interface, |instance| match execution {
            Execution::Yielding => instance.func_wrap_async(name, move |store: StoreContextMut<'_, Data>, params| {
                let (target, label, context) = (target.clone(), label.clone(), store.data().import_context());
                Box::new(async move {
                    let result = answer(&label, async { F::call(&target, &context, params).await }).await?;
                    Ok(F::ret(result))
                })
            }),
            Execution::Inline => instance.func_wrap(name, move |store: StoreContextMut<'_, Data>, params| {
                let context = store.data().import_context();
                let result = at_once(&label, answer(&label, async { F::call(&target, &context, params).await }))?;
                Ok(F::ret(result))
            }),
        })
    }

    pub(crate) fn func_dynamic(&mut self, function: &Arc<DynamicFunction>) -> Result<(), Error> {
        let signature = &function.signature;
        let interface = signature.interface.clone();
        let name = signature.name.clone();
        let label = full_name(interface.as_deref(), &name);
        let function = function.clone();
        let execution = self.execution;
        self.define(interface.as_deref(), |instance| match execution {
            Execution::Yielding => instance.func_new_async(&name, move |store, _ty, params, results| {
                let (function, label, context) = (function.clone(), label.clone(), store.data().import_context());
                Box::new(async move {
                    answer(&label, answer_dynamic(&function, context, params, results)).await?;
                    Ok(())
                })
            }),
            Execution::Inline => instance.func_new(&name, move |store, _ty, params, results| {
                let context = store.data().import_context();
                at_once(&label, answer(&label, answer_dynamic(&function, context, params, results)))?;
                Ok(())
            }),
        })
    }

    fn define(
        &mut self,
        interface: Option<&str>,
        define: impl FnOnce(&mut LinkerInstance<'_, Data>) -> wasmtime::Result<()>,
    ) -> Result<(), Error> {
        let defined = match interface {
            Some(interface) => self.linker.instance(interface).and_then(|mut instance| define(&mut instance)),
            None => define(&mut self.linker.root()),
        };
        defined.map_err(|source| Error::Component {
            plugin: self.plugin.to_string(),
            step: "linked",
            source: source.into_boxed_dyn_error(),
        })
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
    function: &DynamicFunction,
    context: CallContext,
    params: &[Val],
    results: &mut [Val],
) -> Result<(), ImportError> {
    let signature = &function.signature;
    let args = params.iter().zip(&signature.params).map(|(val, param)| values::from_val(val, &param.ty));
    let args = args.collect::<Result<_, _>>()?;
    let result = function.call(context, args).await?;
    match (result, &signature.result, results) {
        (None, None, []) => Ok(()),
        (Some(value), Some(ty), [slot]) => {
            *slot = values::to_val(&value, ty)?;
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
