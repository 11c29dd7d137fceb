//! Host imports whose types are known at run time only.

use std::sync::Arc;

use amphi_protocol::{
    Function, FunctionIndex, FunctionTable, Param, Reader, Resource, Value, decode_value, encode_value,
};
use futures_util::future::BoxFuture;

#[cfg(feature = "wasm")]
use super::WasmImports;
use super::{HostImports, ImportError};
use crate::call_context::CallContext;
#[cfg(feature = "wasm")]
use crate::error::Error;
use crate::resource::{HostResource, offer, receive};

/// Answers nothing: for a plugin that needs nothing from its host.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoImports;

impl From<NoImports> for DynamicImports {
    fn from(NoImports: NoImports) -> Self {
        Self::new()
    }
}

/// Answers made of closures over [`Value`]s.
///
/// ```
/// use amphi_host::{DynamicImports, Type, Value};
///
/// let imports = DynamicImports::new().func(
///     Some("example:text/progress"),
///     "report",
///     [("done", Type::U64), ("total", Type::U64)],
///     None,
///     |_context, _args| async { Ok(None::<Value>) },
/// )?;
/// # Ok::<(), amphi_host::__rt::CodecError>(())
/// ```
#[derive(Clone, Default)]
pub struct DynamicImports {
    functions: Vec<Arc<DynamicFunction>>,
    resources: Vec<Resource>,
    table: FunctionTable,
}

type Answer =
    Box<dyn Fn(CallContext, Vec<Value>) -> BoxFuture<'static, Result<Option<Value>, ImportError>> + Send + Sync>;

/// One answer with its signature.
pub(crate) struct DynamicFunction {
    pub(crate) signature: Function,
    answer: Answer,
}

impl DynamicFunction {
    /// Answers a call.
    pub(crate) fn call(
        &self,
        context: CallContext,
        args: Vec<Value>,
    ) -> BoxFuture<'static, Result<Option<Value>, ImportError>> {
        (self.answer)(context, args)
    }
}

impl std::fmt::Debug for DynamicImports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.functions.iter().map(|function| function.signature.to_string())).finish()
    }
}

impl DynamicImports {
    /// Answers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a function of an interface (with its version, if the WIT gives it one), or of the world itself.
    ///
    /// # Errors
    ///
    /// The function was added before.
    pub fn func<'a, F, R>(
        self,
        interface: Option<&str>,
        name: &str,
        params: impl IntoIterator<Item = (&'a str, amphi_protocol::Type)>,
        result: Option<amphi_protocol::Type>,
        answer: F,
    ) -> Result<Self, amphi_protocol::Error>
    where
        F: Fn(CallContext, Vec<Value>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Option<Value>, ImportError>> + Send + 'static,
    {
        let params = params.into_iter().map(|(name, ty)| Param { name: name.into(), ty }).collect();
        let interface = interface.map(Into::into);
        self.function(Function { interface, name: name.into(), is_async: false, params, result }, answer)
    }

    /// Adds a function by its signature, such as one of the imports of an [`Interface`](crate::Interface): an async one,
    /// too.
    ///
    /// # Errors
    ///
    /// The function was added before.
    pub fn function<F, R>(mut self, signature: Function, answer: F) -> Result<Self, amphi_protocol::Error>
    where
        F: Fn(CallContext, Vec<Value>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Option<Value>, ImportError>> + Send + 'static,
    {
        self.functions.push(Arc::new(DynamicFunction {
            signature,
            answer: Box::new(move |context, args| Box::pin(answer(context, args))),
        }));
        self.functions.sort_by(|a, b| {
            let key = |f: &DynamicFunction| (f.signature.interface.clone(), f.signature.name.clone());
            key(a).cmp(&key(b))
        });
        self.with_table()
    }

    /// Adds a resource. Its constructor, methods and statics are functions with the names that WIT has for them, such as
    /// `[constructor]bucket`, `[method]bucket.get` and `[static]bucket.merge`; a method's first parameter is `self`.
    ///
    /// # Errors
    ///
    /// The resource was added before.
    pub fn resource(mut self, resource: &HostResource) -> Result<Self, amphi_protocol::Error> {
        self.resources.push(resource.ty().clone());
        self.with_table()
    }

    fn with_table(mut self) -> Result<Self, amphi_protocol::Error> {
        let functions = self.functions.iter().map(|function| function.signature.clone()).collect();
        self.table = FunctionTable::new(functions)?.with_resources(self.resources.clone())?;
        Ok(self)
    }
}

impl HostImports for DynamicImports {
    fn table(&self) -> &FunctionTable {
        &self.table
    }

    fn call<'a>(
        &'a self,
        function: FunctionIndex,
        context: &'a CallContext,
        args: &'a [u8],
    ) -> BoxFuture<'a, Result<Vec<u8>, ImportError>> {
        Box::pin(async move {
            let function = usize::try_from(function.0)
                .ok()
                .and_then(|index| self.functions.get(index))
                .ok_or_else(|| ImportError::new("no such import"))?;
            let params = &function.signature.params;
            let arg = |param: &Param, input: &mut Reader<'_>| {
                let mut value = decode_value(&param.ty, input)?;
                receive(&mut value, &param.ty).map(|()| value)
            };
            let values = context.decode(args, |input| params.iter().map(|param| arg(param, input)).collect())?;
            let result = function.call(context.clone(), values).await?;
            let mut out = Vec::new();
            match (result, &function.signature.result) {
                (None, None) => {}
                (Some(mut value), Some(ty)) => {
                    offer(&mut value, ty)?;
                    context.encode(|| encode_value(&value, ty, &mut out))?;
                }
                (None, Some(ty)) => return Err(ImportError::new(format!("the import gave no result, expected {ty}"))),
                (Some(value), None) => {
                    return Err(ImportError::new(format!("the import gave a {}, expected no result", value.kind())));
                }
            }
            Ok(out)
        })
    }

    #[cfg(feature = "wasm")]
    fn link(self: Arc<Self>, linker: &mut WasmImports<'_>) -> Result<(), Error> {
        for (index, Resource { interface, name, .. }) in self.table.resources() {
            linker.resource(interface.as_deref(), name, index)?;
        }
        self.functions.iter().for_each(|function| linker.func_dynamic(function));
        Ok(())
    }
}
