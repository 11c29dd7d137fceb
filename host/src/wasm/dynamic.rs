//! Calls with values.

use std::borrow::Cow;
use std::sync::Arc;

use amphi_protocol::{Error as CodecError, Function, FunctionIndex, Type, Value, encode_value, measure};
use tracing::Instrument;
use wasmtime::component::{Accessor, Func, GuestTaskId, ResourceAny, Val};
use wasmtime::{AsContextMut, Store, StoreContextMut};

use super::call::Plugin;
use super::concurrent::{ConcurrentWork, Failed};
use super::instance::Instance;
use super::run::{MESSAGE_SIZE, Work};
use super::store::Data;
use super::streams::can_carry;
use super::values::{self, Lowering};
use crate::call_context::CallContext;
use crate::error::Error;
use crate::resource::{HANDLES, Passed, pass_values};

impl Plugin {
    pub(super) async fn call_dynamic(
        &self,
        context: &CallContext,
        name: &str,
        args: &[Value],
    ) -> Result<Option<Value>, Error> {
        let exports = &self.instance.interface.exports;
        let unknown = |source| Error::UnknownFunction { plugin: self.instance.name.to_string(), source };
        let index = exports.find(name).map_err(unknown)?;
        let exported = self.exported(index)?;
        let Some(signature) = exports.get(index) else { return Err(self.no_function(index)) };
        let passed = pass_values(&self.instance.resources, signature, args);
        let (passed, args) = passed.map_err(|problem| self.bad_handle(index, problem))?;
        if let Some(actor) = &self.actor {
            self.instance.check_streams(signature)?;
            let (instance, args) = (Arc::clone(&self.instance), args.into_owned());
            let work = DynamicCallBeside { func: exported.func(), instance, index, args, passed };
            return self.run_beside(actor, context, index, work).await?;
        }
        let params = match args {
            Cow::Borrowed(args) => {
                Params::Lowered(self.instance.lower(index, signature, args, &mut Lowering::default())?)
            }
            Cow::Owned(args) => {
                self.instance.check_types(signature, &args)?;
                Params::Values(args)
            }
        };
        let instance = Arc::clone(&self.instance);
        let prepare = |_: &Store<Data>| Ok(DynamicCall { func: exported.func(), instance, index, params, passed });
        let result = match self.span(index) {
            None => self.run(context, index, values::DYNAMIC_LIFTED_BYTES, prepare).await,
            Some(span) => self.run(context, index, values::DYNAMIC_LIFTED_BYTES, prepare).instrument(span).await,
        };
        result?
    }
}

impl Instance {
    /// Refuses what no value can be.
    fn check_streams(&self, signature: &Function) -> Result<(), Error> {
        match uncarried_stream(signature) {
            None => Ok(()),
            Some(ty) => Err(self.unfit(signature, no_value(ty))),
        }
    }

    /// Finds wrong arguments before anything enters the store.
    fn check_types(&self, signature: &Function, args: &[Value]) -> Result<(), Error> {
        args.iter().zip(&signature.params).try_for_each(|(arg, param)| {
            let fits = measure(|| encode_value(arg, &param.ty, &mut Vec::new()));
            fits.map_err(|error| self.unfit(signature, format!("{}: {error}", param.name)))
        })
    }

    /// Makes wasmtime's values of arguments.
    fn lower(
        &self,
        function: FunctionIndex,
        signature: &Function,
        args: &[Value],
        lowering: &mut Lowering<'_>,
    ) -> Result<Vec<Val>, Error> {
        if args.len() != signature.params.len() {
            let reason = format!("{} were given, {signature} takes {}", args.len(), signature.params.len());
            return Err(self.unfit(signature, reason));
        }
        self.check_size(function, args.iter().map(values::size).sum())?;
        let _entered = self.resources.enter();
        let arg = |(arg, param): (&Value, &amphi_protocol::Param)| {
            let val = values::to_val(arg, &param.ty, lowering);
            val.map_err(|error| self.unfit(signature, format!("{}: {error}", param.name)))
        };
        args.iter().zip(&signature.params).map(arg).collect()
    }

    fn lift(
        &self,
        function: FunctionIndex,
        signature: &Function,
        result: &[Val],
        mut store: StoreContextMut<'_, Data>,
    ) -> Result<Option<Value>, Error> {
        let (Some(val), Some(ty)) = (result.first(), &signature.result) else { return Ok(None) };
        let _entered = self.resources.enter();
        let value = values::from_val(val, ty, &mut |any, ty| values::lift(&mut store, any, ty)).map_err(|source| {
            Error::Result { plugin: self.name.to_string(), function: signature.full_name(), source }
        })?;
        self.check_size(function, values::size(&value))?;
        if self.resources.is_used() {
            self.check_held(function)?;
        }
        Ok(Some(value))
    }

    pub(super) fn check_size(&self, function: FunctionIndex, got: u64) -> Result<(), Error> {
        let allowed = self.limits.message_size;
        if got <= allowed { Ok(()) } else { Err(self.over_limit(function, MESSAGE_SIZE, allowed, got)) }
    }

    /// Refuses a result with which the host would hold too much: dropped, it is not held.
    pub(super) fn check_held(&self, function: FunctionIndex) -> Result<(), Error> {
        let over = |error| match error {
            CodecError::OverLimit { got, limit, .. } => self.over_limit(function, HANDLES, limit, got),
            source => {
                let (plugin, function) = (self.name.to_string(), self.function_name(function));
                Error::Result { plugin, function, source }
            }
        };
        self.resources.check_held().map_err(over)
    }

    fn unfit(&self, signature: &Function, reason: String) -> Error {
        Error::Arguments { plugin: self.name.to_string(), function: signature.full_name(), reason }
    }
}

/// The first stream or future of a function whose elements cannot be values.
pub(super) fn uncarried_stream(signature: &Function) -> Option<&Type> {
    let is_uncarried = |ty: &Type| match ty {
        Type::Stream(payload) | Type::Future(payload) => !can_carry(payload.as_deref()),
        _ => false,
    };
    let mut types = signature.params.iter().map(|param| &param.ty).chain(&signature.result);
    types.find(|ty| ty.contains(&is_uncarried))
}

/// Says what to do instead.
pub(super) fn no_value(ty: &Type) -> String {
    format!(
        "{ty} does not cross as a value: with a component, the elements of a stream or a future that is a value are \
         numbers, bools, characters, strings or lists of those; use a typed client"
    )
}

/// A call with values. Its result is made a value whether or not anybody waits for it: what it gives is then let go of.
struct DynamicCall {
    func: Func,
    instance: Arc<Instance>,
    index: FunctionIndex,
    params: Params,
    /// What the call gives to the plugin.
    passed: Passed,
}

/// The arguments of a call with values.
enum Params {
    Lowered(Vec<Val>),
    /// Resources of the host are among them, which are made where the store is.
    Values(Vec<Value>),
}

/// A call with values that has begun.
struct Begun {
    func: Func,
    instance: Arc<Instance>,
    index: FunctionIndex,
    params: Vec<Val>,
    results: Vec<Val>,
    lent: Vec<ResourceAny>,
    _passed: Passed,
}

impl DynamicCall {
    fn begin(self, store: StoreContextMut<'_, Data>) -> Result<Begun, Error> {
        let Self { func, instance, index, params, mut passed } = self;
        let signature = instance.interface.exports.get(index);
        let results = vec![Val::Bool(false); usize::from(signature.is_some_and(|function| function.result.is_some()))];
        let mut lowering = Lowering::without_streams(store);
        let params = match (params, signature) {
            (Params::Lowered(params), _) => params,
            (Params::Values(args), Some(signature)) => instance.lower(index, signature, &args, &mut lowering)?,
            (Params::Values(_), None) => Vec::new(),
        };
        let lent = lowering.into_lent();
        passed.sent();
        Ok(Begun { func, instance, index, params, results, lent, _passed: passed })
    }
}

impl Begun {
    fn end(self, mut store: StoreContextMut<'_, Data>) -> Result<Option<Value>, Error> {
        values::take_out(self.lent, store.as_context_mut());
        let Some(signature) = self.instance.interface.exports.get(self.index) else { return Ok(None) };
        self.instance.lift(self.index, signature, &self.results, store)
    }
}

impl Work for DynamicCall {
    type Output = Result<Option<Value>, Error>;

    fn run(self, store: &mut Store<Data>) -> wasmtime::Result<Self::Output> {
        let mut begun = match self.begin(store.as_context_mut()) {
            Ok(begun) => begun,
            Err(error) => return Ok(Err(error)),
        };
        begun.func.call(&mut *store, &begun.params, &mut begun.results)?;
        Ok(begun.end(store.as_context_mut()))
    }

    async fn run_yielding(self, store: &mut Store<Data>) -> wasmtime::Result<Self::Output> {
        let mut begun = match self.begin(store.as_context_mut()) {
            Ok(begun) => begun,
            Err(error) => return Ok(Err(error)),
        };
        begun.func.call_async(&mut *store, &begun.params, &mut begun.results).await?;
        Ok(begun.end(store.as_context_mut()))
    }
}

/// A call with values, beside others: they are made where the store is, for there may be streams among them.
struct DynamicCallBeside {
    func: Func,
    instance: Arc<Instance>,
    index: FunctionIndex,
    args: Vec<Value>,
    /// What the call gives to the plugin.
    passed: Passed,
}

impl ConcurrentWork for DynamicCallBeside {
    type Output = Result<Option<Value>, Error>;

    async fn run(
        self,
        accessor: &Accessor<Data>,
        begun: impl FnOnce(&mut Data, GuestTaskId) + Send,
    ) -> Result<Self::Output, Failed> {
        let Self { func, instance, index, args, mut passed } = self;
        let Some(signature) = instance.interface.exports.get(index) else { return Ok(Ok(None)) };
        let mut results = vec![Val::Bool(false); usize::from(signature.result.is_some())];
        let (params, lent) = accessor.with(|mut access| {
            let mut lowering = Lowering::of(access.as_context_mut());
            let params = instance.lower(index, signature, &args, &mut lowering).map_err(Failed::Unfit)?;
            Ok::<_, Failed>((params, lowering.into_lent()))
        })?;
        passed.sent();
        let call = accessor.with(|mut access| {
            let call = func.start_call_concurrent(&mut access, &params, &mut results).map_err(Failed::Trapped)?;
            begun(access.data_mut(), call.task());
            Ok(call)
        });
        func.finish_call_concurrent(accessor, call?).await.map_err(Failed::Trapped)?;
        Ok(accessor.with(|mut access| {
            values::take_out(lent, access.as_context_mut());
            instance.lift(index, signature, &results, access.as_context_mut())
        }))
    }
}
