//! `amphi wit from-proto`: the WIT of protobuf services, and the file that keeps its names.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use amphi_go_plugin::proto::{FromProto, Options, Output, from_proto};
use serde_json::json;

use crate::arguments::{FromProtoArguments, WitVerb};
use crate::failure::{Code, Failure};
use crate::output;

pub(crate) fn run(verb: &WitVerb, json: bool) -> Result<ExitCode, Failure> {
    match verb {
        WitVerb::FromProto(arguments) => derive(arguments, json),
    }
}

fn derive(arguments: &FromProtoArguments, json: bool) -> Result<ExitCode, Failure> {
    let options = Options { package: arguments.package.clone(), world: arguments.world.clone(), ..Options::default() };
    let source = FromProto { files: arguments.files.clone(), includes: includes(arguments), options };
    let files = from_proto(&source).map_err(|error| Failure::new(Code::Load, error))?;
    fs::create_dir_all(&arguments.out).map_err(|error| Failure::io("make", &arguments.out, error))?;
    let mut written = Vec::new();
    for Output { name, text } in files {
        let path = arguments.out.join(name);
        fs::write(&path, text).map_err(|error| Failure::io("write", &path, error))?;
        written.push(path);
    }
    if json {
        output::json(&json!({ "files": written }))?;
    } else {
        let lines: Vec<_> = written.iter().map(|path| path.display().to_string()).collect();
        output::data(&lines.join("\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The folders that are named; without any, the one of each file, where its neighbours are.
fn includes(arguments: &FromProtoArguments) -> Vec<std::path::PathBuf> {
    if !arguments.include.is_empty() {
        return arguments.include.clone();
    }
    let folder = |file: &Path| match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => ".".into(),
    };
    let mut folders: Vec<_> = arguments.files.iter().map(|file| folder(file)).collect();
    folders.sort();
    folders.dedup();
    folders
}
