//! From a component to a plugin that answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

use amphi_protocol::{Function, Interface};
use wasmtime::component::{Component, Instance as WasmInstance, InstancePre};

use super::cache::{Compiled, ComponentDigest};
use super::call::Plugin;
use super::engine::{Inner, Runtime};
use super::exported::Exported;
use super::gate::Gate;
use super::imports::{ImportLinker, Target};
use super::instance::Instance;
use super::source::Source;
use super::store::{CallState, Cell, Data};
use super::times::Times;
use super::wasi;
use crate::call_context::CallContext;
use crate::config::{Backend, Execution};
use crate::error::Error;
use crate::handle::PluginInfo;
use crate::imports::WasmImports;
use crate::load::LoadRequest;
use crate::resource::Resources;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Loads a component: reads it, compares its interface, compiles it or finds it compiled, links and instantiates it.
pub(crate) async fn load(runtime: &Runtime, request: LoadRequest) -> Result<Arc<Plugin>, Error> {
    let inner = runtime.inner().map_err(|source| failed(&request, "compiled", source))?.clone();
    let (digest, Compiled { component, interface }) = compiled(&inner, &request).await?;
    let mut imports = ImportLinker::new(request.name.clone());
    request.imports.clone().link(&mut WasmImports::new(&mut imports))?;
    let pre = link(&inner, &request, &imports, digest, &component)?;
    let instance = Arc::new(describe(&inner, &request, interface.clone()));
    let mut cell = new_cell(&inner, &request, instance.clone(), imports.targets());
    let wasm = instantiate(&pre, &mut cell, &request).await?;
    let functions =
        resolve(&component, &wasm, &mut cell, &interface).map_err(|source| failed(&request, "linked", source))?;
    instance.gate.give_back(Box::new(cell));
    tracing::info!(plugin = %request.name, "plugin ready");
    let info = PluginInfo {
        name: request.name,
        backend: Some(Backend::Wasm),
        instance: request.instance,
        process_id: None,
        interface,
    };
    let plugin = Arc::new(Plugin::new(info, instance, functions, inner));
    plugin.run_destructors();
    Ok(plugin)
}

/// Gives the component ready to be linked, with the digest of its bytes: from the cache, or compiled after its interface
/// was found to fit.
async fn compiled(inner: &Arc<Inner>, request: &LoadRequest) -> Result<(ComponentDigest, Compiled), Error> {
    let (source, cache) = (Source::new(request), Arc::clone(inner));
    let read = blocking(request, "read", move || {
        Ok(source.read().map(|read| {
            let known = cache.cache.find(&cache.engine, &read.digest);
            (read, known)
        }))
    });
    let (read, known) = read.await??;
    if let Some(compiled) = known {
        request.bind(&compiled.interface)?;
        return Ok((read.digest, compiled));
    }
    let read = blocking(request, "read", move || Ok(read.interface().map(|interface| (read, interface))));
    let (read, interface) = read.await??;
    request.bind(&interface)?;
    let (compiler, digest) = (Arc::clone(inner), read.digest);
    let compile = move || Ok(compiler.compile(&read.bytes, digest, Arc::new(interface))?);
    Ok((digest, blocking(request, "compiled", compile).await?))
}

fn failed(request: &LoadRequest, step: &'static str, source: BoxError) -> Error {
    Error::Component { plugin: request.name.to_string(), step, source }
}

/// Runs what takes a while on a thread for it, never on one that runs tasks. A component on which the compiler
/// gives up with a panic is a broken component.
async fn blocking<R: Send + 'static>(
    request: &LoadRequest,
    step: &'static str,
    work: impl FnOnce() -> Result<R, BoxError> + Send + 'static,
) -> Result<R, Error> {
    #[expect(clippy::disallowed_methods, reason = "it reads a bounded file, or compiles one, and then ends by itself")]
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|failure| Err(failure.into())).map_err(|source| failed(request, step, source))
}

/// Links everything that the component names, unless this host has done it before.
fn link(
    inner: &Inner,
    request: &LoadRequest,
    imports: &ImportLinker,
    digest: ComponentDigest,
    component: &Component,
) -> Result<InstancePre<Data>, Error> {
    let with = |execution| -> Result<_, Error> {
        let mut linker = inner.linker(execution).clone();
        imports.define(&mut linker, execution)?;
        Ok(linker.instantiate_pre(component))
    };
    let execution = request.config.wasm.execution;
    if let Some(pre) = inner.linked.find(&digest, execution, imports) {
        return Ok(pre);
    }
    let refused = match with(execution)? {
        Ok(pre) => {
            inner.linked.keep(digest, execution, imports, &pre);
            return Ok(pre);
        }
        Err(refused) => refused,
    };
    if execution == Execution::Inline && with(Execution::Yielding)?.is_ok() {
        return Err(Error::Unenforceable {
            plugin: request.name.to_string(),
            field: "wasm.execution = \"inline\"",
            backend: Backend::Wasm,
            reason: format!("{refused:#}, which may wait; set it to \"yielding\""),
        });
    }
    Err(failed(request, "linked", refused.into_boxed_dyn_error()))
}

fn describe(inner: &Inner, request: &LoadRequest, interface: Arc<Interface>) -> Instance {
    Instance {
        resources: Resources::new(&interface),
        name: request.name.clone(),
        id: request.instance,
        interface,
        limits: request.config.limits,
        execution: request.config.wasm.execution,
        output: request.output.clone(),
        gate: Gate::new(request.config.limits.in_flight),
        ticker: inner.ticker(),
        runtime: tokio::runtime::Handle::current(),
        abandoned: AtomicBool::new(false),
        calls: AtomicU64::new(1),
    }
}

/// A store whose first call is the component's own start.
fn new_cell(inner: &Inner, request: &LoadRequest, instance: Arc<Instance>, imports: Box<[Target]>) -> Cell {
    let wasi = wasi::context(&request.name, &request.config.permissions, &request.output);
    let limits = &request.config.limits;
    let times = Times::of_start(limits.call_timeout, limits.message_size);
    let start = CallState { context: CallContext::root(), times };
    Cell::new(&inner.engine, instance, imports, wasi, start)
}

async fn instantiate(pre: &InstancePre<Data>, cell: &mut Cell, request: &LoadRequest) -> Result<WasmInstance, Error> {
    let deadline = cell.store.data_mut().call.times.deadline();
    let ticker = cell.instance().ticker.clone();
    let started = match request.config.wasm.execution {
        Execution::Inline => {
            let _running = ticker.running();
            pre.instantiate(&mut cell.store)
        }
        Execution::Yielding => {
            let mut start = Box::pin(pre.instantiate_async(&mut cell.store));
            let ticking = std::future::poll_fn(|task| {
                let _running = ticker.running();
                start.as_mut().poll(task)
            });
            match tokio::time::timeout_at(deadline.into(), ticking).await {
                Ok(started) => started,
                Err(_) => Err(wasmtime::Error::msg("its start function went on after limits.call_timeout")),
            }
        }
    };
    started.map_err(|error| {
        let source = match cell.store.data().limiter.refusal() {
            Some(limit) => format!("it needs more than limits.memory = {limit} bytes").into(),
            None => error.into_boxed_dyn_error(),
        };
        failed(request, "instantiated", source)
    })
}

/// Resolves every function of the plugin's interface, in its order.
fn resolve(
    component: &Component,
    wasm: &WasmInstance,
    cell: &mut Cell,
    interface: &Interface,
) -> Result<Box<[Exported]>, BoxError> {
    let mut resolve = |function: &Function| {
        let parent = match &function.interface {
            Some(interface) => Some(component.get_export_index(None, &**interface)?),
            None => None,
        };
        let index = component.get_export_index(parent.as_ref(), &*function.name)?;
        wasm.get_func(&mut cell.store, index)
    };
    let exported = interface.exports.iter().map(|(_, function)| {
        resolve(function).map(Exported::new).ok_or_else(|| format!("it exports no {}", function.full_name()).into())
    });
    exported.collect()
}
