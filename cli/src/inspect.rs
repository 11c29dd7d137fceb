//! `amphi inspect`: what a plugin is, without running it; one of a configuration is started.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use amphi_host::{FunctionTable, Interface};
use amphi_wit::World;
use serde_json::{Value as Json, json};

use crate::arguments::Inspect;
use crate::artefact::Artefact;
use crate::failure::Failure;
use crate::foreign;
use crate::output::{self, hex, thousands};

pub(crate) fn run(arguments: &Inspect, json: bool) -> Result<ExitCode, Failure> {
    let file = match (&arguments.file, &arguments.plugin) {
        (Some(file), _) => file,
        (None, Some(plugin)) => return foreign::inspect(&arguments.config, plugin, json),
        (None, None) => return Err(Failure::usage("the plugin is missing")),
    };
    let artefacts = Artefact::all(file)?;
    if json {
        return output::json(&json!({ "artefacts": artefacts.iter().map(as_json).collect::<Vec<_>>() }));
    }
    output::data(artefacts.iter().map(as_text).collect::<Vec<_>>().join("\n\n").trim_end())
}

fn as_json(artefact: &Artefact) -> Json {
    let interface = artefact.interface.as_ref().ok();
    let digests = interface.map(amphi_wit::digests);
    json!({
        "file": artefact.path,
        "kind": artefact.kind.name(),
        "machine": artefact.kind.machine(),
        "size": artefact.size,
        "sha256": artefact.sha256.to_string(),
        "world": artefact.world_name,
        "exports": interface.map(|interface| table(&interface.exports)),
        "imports": interface.map(|interface| table(&interface.imports)),
        "digest": interface.map(|interface| hex(&amphi_wit::digest(interface))),
        "digests": digests.map(|all| json!({ "exports": named(&all.exports), "imports": named(&all.imports) })),
        "platform_imports": platform_imports(artefact),
        "unsupported": unsupported(artefact),
        "wit": wit(artefact).ok(),
    })
}

fn table(functions: &FunctionTable) -> Vec<String> {
    functions.iter().map(|(_, function)| function.to_string()).collect()
}

/// Digests by the names of their interfaces; the world's own functions have none.
fn named(digests: &BTreeMap<Option<Arc<str>>, [u8; 32]>) -> BTreeMap<String, String> {
    let name = |name: &Option<Arc<str>>| name.as_deref().unwrap_or_default().to_string();
    digests.iter().map(|(key, digest)| (name(key), hex(digest))).collect()
}

fn as_text(artefact: &Artefact) -> String {
    let row = |key: &str, value: &str| format!("{key:<10}{value}");
    let mut lines = vec![
        row("file", &artefact.path.display().to_string()),
        row("kind", artefact.kind.name()),
        row("machine", &artefact.kind.machine()),
        row("size", &format!("{} bytes", thousands(artefact.size))),
        row("sha256", &artefact.sha256.to_string()),
        row("world", artefact.world_name.as_deref().unwrap_or("(a component does not keep its name)")),
    ];
    match &artefact.interface {
        Ok(interface) => {
            lines.push(row("interface", &hex(&amphi_wit::digest(interface))));
            lines.extend(functions(interface));
        }
        Err(error) => lines.push(row("interface", &format!("cannot be read: {error}"))),
    }
    lines.extend(unsupported(artefact).map(|why| format!("\nnot carried by hosts yet: {why}")));
    let platform = platform_imports(artefact);
    if !platform.is_empty() {
        lines.push("\nof the platform:".to_string());
        lines.extend(platform.iter().map(|name| format!("  {name}")));
    }
    match wit(artefact) {
        Ok(wit) => {
            lines.push("\nWIT:".to_string());
            lines.extend(wit.lines().map(|line| format!("  {line}").trim_end().to_string()));
        }
        Err(error) => lines.push(format!("\nWIT: cannot be read: {error}")),
    }
    lines.join("\n")
}

/// The functions, with the digest of each interface.
fn functions(interface: &Interface) -> Vec<String> {
    let digests = amphi_wit::digests(interface);
    let sides = [("exports", &interface.exports, &digests.exports), ("imports", &interface.imports, &digests.imports)];
    let mut lines = Vec::new();
    for (side, table, digests) in sides {
        lines.push(format!("\n{side}:{}", if table.is_empty() { " none" } else { "" }));
        for (name, digest) in digests {
            let short = hex(digest.get(..8).unwrap_or_default());
            lines.push(format!("  {} ({short}…)", name.as_deref().unwrap_or("the world itself")));
            for (_, function) in table.iter().filter(|(_, function)| function.interface == *name) {
                let signature = function.to_string();
                // The interface stands above.
                let own = name.as_deref().and_then(|name| signature.strip_prefix(name)?.strip_prefix('#'));
                lines.push(format!("    {}", own.unwrap_or(&signature)));
            }
        }
    }
    lines
}

/// Why no host can load it, if none can.
fn unsupported(artefact: &Artefact) -> Option<String> {
    let refused = match &artefact.interface {
        Ok(interface) => amphi_wit::check_carried(interface).err()?.to_string(),
        Err(error) => error.to_string(),
    };
    Some(refused)
}

fn platform_imports(artefact: &Artefact) -> Vec<String> {
    artefact.world.as_ref().map(World::platform_imports).unwrap_or_default()
}

fn wit(artefact: &Artefact) -> Result<String, String> {
    let world = artefact.world.as_ref().map_err(ToString::to_string)?;
    world.to_text().map_err(|error| error.to_string())
}
