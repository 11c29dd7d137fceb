//! `amphi check`: whether a plugin fits a world, and every difference if it does not.

use std::process::ExitCode;

use amphi_wit::{Difference, Mismatch, Side, World};
use serde_json::{Value as Json, json};

use crate::arguments::Check;
use crate::artefact::Artefact;
use crate::failure::{Code, Failure};
use crate::output;

pub(crate) fn run(arguments: &Check, json: bool) -> Result<ExitCode, Failure> {
    let expected = match World::from_path(&arguments.wit, Some(&arguments.world)) {
        Ok(world) => world.interface()?,
        Err(error @ amphi_wit::Error::Io { .. }) => {
            return Err(Failure::from(error).with_help("--wit PATH says where the WIT of the world is"));
        }
        Err(error) => return Err(error.into()),
    };
    let (mut texts, mut objects, mut fits) = (Vec::new(), Vec::new(), true);
    for artefact in Artefact::all(&arguments.file)? {
        let plugin = artefact.interface?;
        let file = artefact.path.display();
        // The very comparison that a host makes when it loads the plugin.
        let differences = match amphi_wit::compare(&expected, &expected.imports, &plugin) {
            Ok(_) => {
                texts.push(format!("{file} fits the world {}", arguments.world));
                Vec::new()
            }
            Err(incompatible) => {
                fits = false;
                texts.push(format!("{file}: {incompatible}"));
                incompatible.differences
            }
        };
        let told: Vec<Json> = differences.iter().flat_map(as_json).collect();
        objects.push(json!({ "file": artefact.path, "fits": differences.is_empty(), "differences": told }));
    }
    if json {
        output::json(&json!({ "world": arguments.world, "artefacts": objects }))?;
    } else {
        output::data(&texts.join("\n"))?;
    }
    Ok(if fits { ExitCode::SUCCESS } else { Code::Load.into() })
}

fn as_json(difference: &Difference) -> Vec<Json> {
    let side = match difference.side {
        Side::Export => "export",
        Side::Import => "import",
    };
    let nearest = match &difference.mismatch {
        Mismatch::Missing { nearest } => nearest.as_deref(),
        _ => None,
    };
    let change = |change: amphi_wit::Change| {
        json!({
            "side": side,
            "function": difference.function,
            "place": change.place,
            "expected": change.expected,
            "found": change.found,
            "nearest": nearest,
        })
    };
    difference.changes().into_iter().map(change).collect()
}
