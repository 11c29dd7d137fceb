//! From a component to a plugin that answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

use amphi_protocol::{Function, Interface};
use futures_util::future::BoxFuture;
use wasmtime::component::{Component, ComponentExportIndex, Instance as WasmInstance, InstancePre};

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
use crate::instances;
use crate::load::{LoadRequest, next_instance};
use crate::resource::{Offered, Resources};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Starts instances of one component, which was read, compared, compiled and linked before.
pub(crate) struct Starter {
    inner: Arc<Inner>,
    request: LoadRequest,
    interface: Arc<Interface>,
    offered: Arc<Offered>,
    imports: Arc<[Target]>,
    pre: InstancePre<Data>,
    /// Where the component has each function of its interface, in its order.
    functions: Box<[ComponentExportIndex]>,
}

impl Starter {
    /// Reads a component, compares its interface, compiles it or finds it compiled, and links it.
    pub(crate) async fn new(runtime: &Runtime, request: LoadRequest) -> Result<Self, Error> {
        let (inner, digest, Compiled { component, interface }) = compiled(runtime, &request).await?;
        let binding = request.bind(&interface)?;
        let offered = Offered::new(&interface, request.imports.table(), &binding.imported_resources);
        let mut imports = ImportLinker::new(request.name.clone());
        request.imports.clone().link(&mut WasmImports::new(&mut imports))?;
        let pre = link(&inner, &request, &imports, digest, &component)?;
        let functions = resolve(&component, &interface).map_err(|source| failed(&request, "linked", source))?;
        Ok(Self { inner, imports: imports.targets(), request, interface, offered, pre, functions })
    }

    async fn instantiated(&self) -> Result<Arc<Plugin>, Error> {
        let request = &self.request;
        let instance = Arc::new(self.describe());
        let mut cell = self.new_cell(instance.clone());
        let wasm = instantiate(&self.pre, &mut cell, request).await?;
        let exported = self.functions.iter().map(|index| wasm.get_func(&mut cell.store, index).map(Exported::new));
        let Some(functions) = exported.collect() else {
            return Err(failed(request, "linked", "it exports something else than a function".into()));
        };
        let info = PluginInfo {
            name: request.name.clone(),
            backend: Some(Backend::Wasm),
            instance: instance.id,
            process_id: None,
            interface: self.interface.clone(),
        };
        if instance.alone {
            tracing::info!(plugin = %request.name, "plugin ready");
        } else {
            tracing::debug!(plugin = %request.name, "instance ready");
        }
        let plugin = Arc::new(Plugin::new(info, instance, functions, cell, self.inner.clone()));
        plugin.run_destructors();
        Ok(plugin)
    }

    fn describe(&self) -> Instance {
        let request = &self.request;
        Instance {
            name: request.name.clone(),
            id: next_instance(),
            interface: self.interface.clone(),
            limits: request.config.limits,
            execution: request.config.wasm.execution,
            output: request.output.of_instance(),
            resources: Resources::new(&self.interface, Arc::clone(&self.offered)),
            gate: Gate::new(request.config.limits.in_flight),
            ticker: self.inner.ticker(),
            runtime: tokio::runtime::Handle::current(),
            dropped: tokio::sync::Notify::new(),
            is_concurrent: self.inner.is_concurrent,
            abandoned: Arc::new(AtomicBool::new(false)),
            calls: AtomicU64::new(1),
            alone: request.config.has_one_instance(),
        }
    }

    /// A store whose first call is the component's own start.
    fn new_cell(&self, instance: Arc<Instance>) -> Cell {
        let wasi = wasi::context(&instance.name, &self.request.config.permissions, &instance.output);
        let times = Times::of_start(instance.limits.call_timeout, instance.limits.message_size);
        let abandoned = Arc::clone(&instance.abandoned);
        let start = CallState { context: CallContext::root(), times, abandoned };
        let is_inline = instance.execution == Execution::Inline;
        let mut cell = Cell::new(&self.inner.engine, instance, self.imports.clone(), wasi, start);
        if is_inline {
            self.inner.watch(cell.runs_while_out());
        }
        cell
    }
}

impl instances::Starter for Starter {
    fn start(&self) -> BoxFuture<'_, Result<Arc<dyn instances::Member>, Error>> {
        Box::pin(async { Ok(self.instantiated().await? as Arc<dyn instances::Member>) })
    }
}

/// Gives the component ready to be linked, with its engine and the digest of its bytes: from the cache, or compiled
/// after its interface was found to fit.
async fn compiled(runtime: &Runtime, request: &LoadRequest) -> Result<(Arc<Inner>, ComponentDigest, Compiled), Error> {
    let engine = |is_concurrent| {
        let inner = runtime.inner(is_concurrent).cloned();
        inner.map_err(|source| failed(request, "compiled", source))
    };
    let inner = engine(false)?;
    let (source, cache) = (Source::new(request), Arc::clone(&inner));
    let read = blocking(request, "read", move || {
        Ok(source.read().map(|read| {
            let known = cache.cache.find(&cache.engine, &read.digest);
            (read, known)
        }))
    });
    let (read, known) = read.await??;
    if let Some(compiled) = known {
        request.bind(&compiled.interface)?;
        return Ok((inner, read.digest, compiled));
    }
    let read = blocking(request, "read", move || Ok(read.interface().map(|interface| (read, interface))));
    let (read, interface) = read.await??;
    request.bind(&interface)?;
    // Which engine it is for is known only now.
    let inner = if interface.is_concurrent() { engine(true)? } else { inner };
    let (compiler, digest) = (Arc::clone(&inner), read.digest);
    let compile = move || {
        let known = if compiler.is_concurrent { compiler.cache.find(&compiler.engine, &digest) } else { None };
        let compiled = known.map_or_else(|| compiler.compile(&read.bytes, digest, Arc::new(interface)), Ok);
        Ok(compiled?)
    };
    let compiled = blocking(request, "compiled", compile).await?;
    Ok((inner, digest, compiled))
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
        imports.define(&mut linker, execution, inner.is_concurrent)?;
        Ok(linker.instantiate_pre(component))
    };
    let execution = request.config.wasm.execution;
    if inner.is_concurrent && execution == Execution::Inline {
        let reason = "its world has async functions, which may wait; set it to \"yielding\"".to_string();
        return Err(not_inline(request, reason));
    }
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
        return Err(not_inline(request, format!("{refused:#}, which may wait; set it to \"yielding\"")));
    }
    Err(failed(request, "linked", refused.into_boxed_dyn_error()))
}

fn not_inline(request: &LoadRequest, reason: String) -> Error {
    let plugin = request.name.to_string();
    Error::Unenforceable { plugin, field: "wasm.execution = \"inline\"", backend: Backend::Wasm, reason }
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

/// Finds every function of the plugin's interface, in its order.
fn resolve(component: &Component, interface: &Interface) -> Result<Box<[ComponentExportIndex]>, BoxError> {
    let resolve = |function: &Function| {
        let parent = match &function.interface {
            Some(interface) => Some(component.get_export_index(None, &**interface)?),
            None => None,
        };
        component.get_export_index(parent.as_ref(), &*function.name)
    };
    let exported = interface
        .exports
        .iter()
        .map(|(_, function)| resolve(function).ok_or_else(|| format!("it exports no {}", function.full_name()).into()));
    exported.collect()
}
