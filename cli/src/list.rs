//! `amphi list`: the plugins in a folder, without running them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value as Json, json};

use crate::arguments::List;
use crate::artefact::{self, Artefact, Kind};
use crate::failure::Failure;
use crate::output::{self, thousands};

/// What is found in a folder.
struct Row {
    name: String,
    path: PathBuf,
    artefacts: Vec<Artefact>,
    /// Files that look like a plugin's and are not.
    broken: Vec<String>,
}

pub(crate) fn run(arguments: &List, json: bool) -> Result<ExitCode, Failure> {
    let mut places = artefact::entries(&arguments.folder)?;
    places.sort();
    let rows: Vec<Row> = places.iter().filter_map(|place| row(place)).collect();
    if json {
        return output::json(&json!({ "plugins": rows.iter().map(as_json).collect::<Vec<_>>() }));
    }
    if rows.is_empty() {
        output::to_stderr(&format!("there is no plugin in {}", arguments.folder.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or_default();
    output::data(&rows.iter().map(|row| as_text(row, width)).collect::<Vec<_>>().join("\n"))
}

/// Looks at an entry: a plugin's folder, a component, or an executable with a contract in it.
fn row(place: &Path) -> Option<Row> {
    let name = place.file_name()?.to_string_lossy().into_owned();
    let is_component = place.extension().is_some_and(|extension| extension == "wasm");
    let files = artefact::files(place).ok()?;
    let (mut artefacts, mut broken) = (Vec::new(), Vec::new());
    for file in &files {
        match Artefact::read(file) {
            Ok(artefact) => artefacts.push(artefact),
            Err(failure) => broken.push(failure.to_string()),
        }
    }
    // Any other file that lies here is none that failed to be a plugin.
    let is_meant = place.is_dir() || is_component;
    (!artefacts.is_empty() || (is_meant && !broken.is_empty())).then(|| Row {
        name,
        path: place.to_path_buf(),
        artefacts,
        broken,
    })
}

fn as_text(row: &Row, width: usize) -> String {
    let mut parts: Vec<String> = row.artefacts.iter().map(artefact_text).collect();
    parts.extend(row.broken.iter().map(|why| format!("broken: {why}")));
    format!("{:<width$}  {}", row.name, parts.join("; "))
}

fn artefact_text(artefact: &Artefact) -> String {
    let kind = match artefact.kind {
        Kind::Component => "wasm".to_string(),
        Kind::Executable(machine) => format!("native {}", machine.architecture.unwrap_or("for an unknown processor")),
    };
    let functions = match &artefact.interface {
        Ok(interface) => format!("{} exports, {} imports", interface.exports.len(), interface.imports.len()),
        Err(error) => format!("its interface cannot be read: {error}"),
    };
    format!("{kind}, {} bytes, {functions}", thousands(artefact.size))
}

fn as_json(row: &Row) -> Json {
    let artefact = |artefact: &Artefact| {
        let interface = artefact.interface.as_ref().ok();
        json!({
            "file": artefact.path,
            "kind": artefact.kind.name(),
            "machine": artefact.kind.machine(),
            "size": artefact.size,
            "sha256": artefact.sha256.to_string(),
            "exports": interface.map(|interface| interface.exports.len()),
            "imports": interface.map(|interface| interface.imports.len()),
        })
    };
    let artefacts: Vec<Json> = row.artefacts.iter().map(artefact).collect();
    json!({ "name": row.name, "source": row.path, "artefacts": artefacts, "broken": row.broken })
}
