//! `amphi call`: loads a plugin and calls one of its functions, with arguments and result as WAVE.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use amphi_host::{Backend, CallContext, Function, GoSession, Host, Interface, PluginConfig, PluginHandle, Value};
use amphi_wit::wave;
use serde_json::Value as Json;

use crate::arguments::Call;
use crate::artefact;
use crate::failure::{Code, Failure};
use crate::foreign::JsonCall;
use crate::{imports, json, output};

pub(crate) fn run(arguments: &Call, json: bool) -> Result<ExitCode, Failure> {
    let words = Words::of(arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(Code::Load, error))?;
    let Answer { value, foreign } = runtime.block_on(load_and_call(arguments, &words))?;
    match (&value, foreign) {
        (_, Some(foreign)) => output::json(&foreign)?,
        (value, None) if json => output::json(&value.as_ref().map_or(Json::Null, json::of))?,
        (Some(value), None) => output::data(&wave::display(value).to_string())?,
        (None, None) => ExitCode::SUCCESS,
    };
    let is_error = matches!(value, Some(Value::Result(Err(_))));
    Ok(if is_error { Code::PluginError.into() } else { ExitCode::SUCCESS })
}

/// What a function returned.
struct Answer {
    value: Option<Value>,
    /// The same as protobuf's JSON, where the call was made with that.
    foreign: Option<Json>,
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

async fn load_and_call(arguments: &Call, words: &Words<'_>) -> Result<Answer, Failure> {
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
    let answer = call(&handle, words, arguments).await;
    // What came is not lost because the plugin does not stop as it should.
    if let Err(error) = handle.stop().await {
        output::to_stderr(&format!("warning: {error}"));
    }
    answer
}

async fn call(handle: &Arc<dyn PluginHandle>, words: &Words<'_>, arguments: &Call) -> Result<Answer, Failure> {
    let interface = Arc::clone(&handle.info().interface);
    let context = arguments.timeout.map_or_else(CallContext::root, |time| CallContext::root().with_timeout(time));
    if let Some(call) = JsonCall::of(&**handle, words.function, words.arguments)? {
        let value = handle.call_in(&context, words.function, &call.values).await?;
        let foreign = value.as_ref().map(|value| call.answer(value)).transpose()?;
        return Ok(Answer { value, foreign });
    }
    let (name, whole) = match words.function.find('(') {
        Some(open) => words.function.split_at(open),
        None => (words.function, ""),
    };
    let name = name.trim();
    // A plugin over gRPC is called by the names of its proto too.
    let of_proto = GoSession::function(&**handle, name).map(|known| format!("{}#{}", known.interface(), known.name()));
    let function = find(&interface, of_proto.as_deref().unwrap_or(name))?;
    let values = values(function, whole, words.arguments)?;
    let value = handle.call_in(&context, &function.full_name(), &values).await?;
    Ok(Answer { value, foreign: None })
}

fn find<'i>(interface: &'i Interface, name: &str) -> Result<&'i Function, Failure> {
    let index = interface.exports.find(name).map_err(|error| {
        let all: Vec<String> = interface.exports.iter().map(|(_, function)| function.to_string()).collect();
        Failure::new(Code::Usage, error).with_help(format!("the plugin's functions are\n{}", all.join("\n")))
    })?;
    interface.exports.get(index).ok_or_else(|| Failure::usage(format!("there is no function {name}")))
}

/// Reads the arguments: each a word, or all in parentheses after the function's name.
fn values(function: &Function, whole: &str, words: &[String]) -> Result<Vec<Value>, Failure> {
    let wrong = |source: wave::Error, what: String| {
        let is_text = source.expected.starts_with("string");
        let quoting = if is_text { "\nin a shell, text is quoted twice: '\"text\"'" } else { "" };
        Failure::new(Code::Usage, WrongArgument { what, source })
            .with_help(format!("the function is {function}{quoting}"))
    };
    if !whole.is_empty() {
        if !words.is_empty() {
            return Err(Failure::usage(
                "arguments stand in parentheses, or after the function, and not in both places",
            ));
        }
        let values = wave::parse_arguments(&function.params, whole, &mut CommandLine);
        return values.map_err(|error| wrong(error, "the arguments".to_string()));
    }
    if words.len() > function.params.len() {
        let (got, known) = (words.len(), function.params.len());
        let failure = Failure::usage(format!("{got} arguments are given, the function takes {known}"));
        return Err(failure.with_help(format!("the function is {function}")));
    }
    let mut values = Vec::with_capacity(function.params.len());
    for (param, word) in function.params.iter().zip(words) {
        let value = wave::parse_with(&param.ty, word, &mut CommandLine);
        values.push(value.map_err(|error| wrong(error, format!("the argument {}", param.name)))?);
    }
    // Options at the end may be missing; the reader of calls knows which those are.
    let missing = function.params.get(values.len()..).unwrap_or_default();
    let rest = wave::parse_arguments(missing, "()", &mut CommandLine);
    values.extend(rest.map_err(|error| {
        Failure::usage(format!("{} is missing", error.expected)).with_help(format!("the function is {function}"))
    })?);
    Ok(values)
}

/// What an argument may name: the user's own files, and no resource, for none is older than the instance.
struct CommandLine;

impl wave::Outside for CommandLine {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
        fs::read(path).map_err(|error| error.to_string())
    }
}

/// Text that is no argument of its type.
#[derive(Debug, thiserror::Error)]
#[error("{what} cannot be read")]
struct WrongArgument {
    what: String,
    source: wave::Error,
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
