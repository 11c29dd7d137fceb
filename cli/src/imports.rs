//! What `amphi call` answers to a plugin that calls its host: to each function one value, or that there is none.

use std::collections::BTreeMap;
use std::path::Path;

use amphi_host::{DynamicImports, Function, HostResource, ImportError, Interface, PluginConfig, Type, Value};
use amphi_wit::wave;

use crate::artefact::{self, Artefact};
use crate::call::Made;
use crate::failure::{Code, Failure};

/// Answers for all imports of a plugin.
///
/// A file whose interface cannot be read gets none: its load says what is wrong with it.
pub(crate) fn of(config: &PluginConfig, given: &[String]) -> Result<DynamicImports, Failure> {
    let interface = if config.go_plugin.is_some() { None } else { interface_of(&config.source) };
    let interface = interface.unwrap_or_default();
    let mut answers = BTreeMap::new();
    for given in given {
        let (name, value) = answer(&interface, given)?;
        if answers.insert(name, value).is_some() {
            return Err(Failure::usage(format!("--import {given}: there is an answer for that already")));
        }
    }
    let mut imports = DynamicImports::new();
    for (_, resource) in interface.imports.resources() {
        // No text is one of them, so none is ever made; a plugin may have much to say without one.
        let offered = HostResource::new(resource.interface.as_deref(), &resource.name, |_| {});
        imports = imports.resource(&offered).map_err(|error| Failure::new(Code::Load, error))?;
    }
    for (_, function) in interface.imports.iter() {
        let known = answers.remove(&function.full_name());
        let ty = function.result.clone();
        let unknown = format!("amphi call has no answer; give it with --import '{}'", example(function));
        let answer = move |_, _: Vec<Value>| {
            let answer = match (&known, &ty) {
                (Some(Some(text)), Some(ty)) => {
                    read(ty, text).map(Some).map_err(|error| ImportError::new(error.to_string()))
                }
                (Some(_), _) => Ok(None),
                (None, _) => Err(ImportError::new(unknown.clone())),
            };
            std::future::ready(answer)
        };
        imports = imports.function(function.clone(), answer).map_err(|error| Failure::new(Code::Load, error))?;
    }
    Ok(imports)
}

/// What the plugin's first readable file says: the others are of the same world.
fn interface_of(source: &Path) -> Option<Interface> {
    let files = artefact::files(source).ok()?;
    files.iter().find_map(|file| Artefact::read(file).ok()?.interface.ok())
}

/// Reads a value anew for each call: a stream can be given once.
fn read(ty: &Type, text: &str) -> Result<Value, wave::Error> {
    wave::parse_with(ty, text, &mut Made)
}

/// Takes `NAME=VALUE`, or `NAME` for a function without a result, and gives the text of the value.
fn answer(interface: &Interface, given: &str) -> Result<(String, Option<String>), Failure> {
    let (name, text) = given.split_once('=').map_or((given, None), |(name, text)| (name, Some(text)));
    let known = || {
        let all: Vec<String> = interface.imports.iter().map(|(_, function)| function.to_string()).collect();
        if all.is_empty() {
            "the plugin calls none".to_string()
        } else {
            format!("the plugin calls\n{}", all.join("\n"))
        }
    };
    let unknown = |error| Failure::new(Code::Usage, error).with_help(known());
    let index = interface.imports.find(name.trim()).map_err(unknown)?;
    let Some(function) = interface.imports.get(index) else { return Err(Failure::usage(known())) };
    let wrong = |what: String| Failure::usage(format!("--import {given}: {what}"));
    let value = match (&function.result, text) {
        (Some(ty), Some(text)) => {
            // What it is is seen now; a stream that is made of it here is dropped.
            read(ty, text).map_err(|error| wrong(format!("the value cannot be read: {error}")))?;
            Some(text.to_string())
        }
        (Some(ty), None) => return Err(wrong(format!("a value is missing: NAME={ty}"))),
        (None, Some(_)) => return Err(wrong("the function has no result".to_string())),
        (None, None) => None,
    };
    Ok((function.full_name(), value))
}

/// What would answer a function.
fn example(function: &Function) -> String {
    match &function.result {
        Some(ty) => format!("{}={ty}", function.full_name()),
        None => function.full_name(),
    }
}
