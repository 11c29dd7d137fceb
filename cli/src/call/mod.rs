//! `amphi call`: loads a plugin and calls one of its functions, with arguments and result as WAVE.
//!
//! | module | question |
//! |---|---|
//! | `arguments` | what does the plugin get? |
//! | `answer` | how is written what it returns? |
//! | `collected` | what comes of streams inside of a result? |

mod answer;
mod arguments;
mod collected;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use amphi_host::{Backend, CallContext, Error, Function, GoSession, Host, Interface, PluginConfig, PluginHandle, Type};
use tokio::time::Instant;

use crate::arguments::Call;
use crate::artefact;
use crate::failure::{Code, Failure};
use crate::foreign::JsonCall;
use crate::{imports, output};
use answer::Answer;
use arguments::CommandLine;

pub(crate) use arguments::Made;

pub(crate) fn run(arguments: &Call, json: bool) -> Result<ExitCode, Failure> {
    let words = Words::of(arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(Code::Load, error))?;
    let mut outside = CommandLine::default();
    let code = runtime.block_on(load_and_call(arguments, &words, &mut outside, json));
    if outside.is_stdin_taken() {
        // Whoever writes to it may be in no hurry, and a read of it cannot be ended.
        runtime.shutdown_background();
    }
    code
}

/// What the words on the command line mean.
struct Words<'w> {
    /// The plugin's file, unless a configuration names it.
    file: Option<&'w str>,
    /// A function, or a whole call with its arguments.
    function: &'w str,
    arguments: &'w [String],
}

impl<'w> Words<'w> {
    fn of(arguments: &'w Call) -> Result<Self, Failure> {
        let missing = |what| Failure::usage(format!("{what} is missing")).with_help("amphi call --help");
        match (arguments.words.as_slice(), &arguments.plugin) {
            ([function, arguments @ ..], Some(_)) => Ok(Self { file: None, function, arguments }),
            ([file, function, arguments @ ..], None) => Ok(Self { file: Some(file), function, arguments }),
            ([_], None) => Err(missing("the function")),
            ([], _) => Err(missing("the plugin")),
        }
    }
}

async fn load_and_call(
    arguments: &Call,
    words: &Words<'_>,
    outside: &mut CommandLine,
    json: bool,
) -> Result<ExitCode, Failure> {
    let backend = arguments.backend.map(Backend::from);
    let (host, plugin) = match (words.file, &arguments.plugin) {
        (None, Some(plugin)) => {
            let host = Host::from_config(&arguments.config);
            let host = backend.into_iter().fold(host, |host, backend| host.backend(plugin, backend));
            (host, plugin.clone())
        }
        (file, _) => {
            let file = Path::new(file.unwrap_or_default());
            let config = PluginConfig::new(file, backend.map_or_else(|| backend_of(file), Ok)?);
            let plugin = name_of(file);
            let timeout = arguments.timeout.unwrap_or(config.limits.call_timeout);
            (Host::builder().plugin(&plugin, config.with(|config| config.limits.call_timeout = timeout)), plugin)
        }
    };
    let host = host.build().await?;
    let imports = imports::of(host.config(&plugin)?, &arguments.imports)?;
    let handle = host.load_dynamic(&plugin, imports).await?;
    let code = call(&handle, words, outside, arguments.timeout, json).await;
    // What came is not lost because the plugin does not stop as it should.
    if let Err(error) = handle.stop().await {
        output::to_stderr(&format!("warning: {error}"));
    }
    // If what it was given broke off, whatever happened then came of that.
    code.map_err(|failure| outside.take_failure().unwrap_or(failure))
}

/// Calls the function, and writes what it returns before the plugin is stopped: its streams end with it.
async fn call(
    handle: &Arc<dyn PluginHandle>,
    words: &Words<'_>,
    outside: &mut CommandLine,
    timeout: Option<Duration>,
    json: bool,
) -> Result<ExitCode, Failure> {
    let interface = Arc::clone(&handle.info().interface);
    let begun = Instant::now();
    let context = timeout.map_or_else(CallContext::root, |time| CallContext::root().with_timeout(time));
    let foreign = JsonCall::of(&**handle, words.function, words.arguments)?;
    let (name, whole) = match words.function.find('(') {
        Some(open) if foreign.is_none() => words.function.split_at(open),
        _ => (words.function, ""),
    };
    let name = name.trim();
    // A plugin over gRPC is called by the names of its proto too.
    let of_proto = GoSession::function(&**handle, name).map(|known| format!("{}#{}", known.interface(), known.name()));
    let function = find(&interface, of_proto.as_deref().unwrap_or(name))?;
    let values = match &foreign {
        Some(call) => call.values.clone(),
        None => arguments::values(function, whole, words.arguments, outside)?,
    };
    let value = handle.call_in(&context, &function.full_name(), &values).await;
    let value = value.map_err(|error| refused(error, handle, function))?;
    let answer = Answer { handle: &**handle, json, foreign: foreign.as_ref() };
    let written = answer.write(value, function.result.as_ref());
    match timeout {
        None => written.await,
        Some(timeout) => tokio::time::timeout_at(begun + timeout, written).await.unwrap_or_else(|_| {
            let late = format!("the result of {} did not end within {timeout:?} (--timeout)", function.name);
            Err(Failure::new(Code::Limit, late).with_fault("the plugin"))
        }),
    }
}

/// A component cannot be called with every stream, and a process can.
fn refused(error: Error, handle: &Arc<dyn PluginHandle>, function: &Function) -> Failure {
    let is_stream = |ty: &Type| matches!(ty, Type::Stream(_) | Type::Future(_));
    let mut types = function.params.iter().map(|param| &param.ty).chain(&function.result);
    let is_of_streams = handle.info().backend == Some(Backend::Wasm) && types.any(|ty| ty.contains(&is_stream));
    let is_refused = matches!(error, Error::Arguments { .. });
    let failure = Failure::from(error);
    if is_refused && is_of_streams {
        return failure.with_help("the plugin's executable takes streams and futures of everything: --backend native");
    }
    failure
}

fn find<'i>(interface: &'i Interface, name: &str) -> Result<&'i Function, Failure> {
    let index = interface.exports.find(name).map_err(|error| {
        let all: Vec<String> = interface.exports.iter().map(|(_, function)| function.to_string()).collect();
        Failure::new(Code::Usage, error).with_help(format!("the plugin's functions are\n{}", all.join("\n")))
    })?;
    interface.exports.get(index).ok_or_else(|| Failure::usage(format!("there is no function {name}")))
}

/// A component, where there is one: it can do the least.
fn backend_of(file: &Path) -> Result<Backend, Failure> {
    let files = artefact::some_files(file)?;
    let is_component = |file: &Path| file.extension().is_some_and(|extension| extension == "wasm");
    Ok(if files.iter().any(|file| is_component(file)) { Backend::Wasm } else { Backend::Native })
}

/// A name for messages and logs, out of those that plugins may have.
fn name_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = stem.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(*c));
    let name: String = name.skip_while(|c| "-_".contains(*c)).take(MAX_NAME).collect();
    if name.is_empty() { "plugin".to_string() } else { name }
}

/// Characters of a name; a plugin's may have 64 bytes.
const MAX_NAME: usize = 40;

/// Threads of the runtime: one for the call, one for what goes on beside it.
const WORKERS: usize = 2;
