//! Clients of every world of the corpus, for the test binary to hold.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Writes `corpus.rs`: a module for each file, and the table of them.
pub fn write(tests: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let folder = tests.join("corpus");
    println!("cargo::rerun-if-changed={}", folder.display());
    let (mut modules, mut table) = (String::new(), String::new());
    for name in names(&folder)? {
        let module = name.replace('-', "_");
        writeln!(
            modules,
            "mod {module} {{\n    amphi_host::bindings!({{ path: \"corpus/{name}.wit\", world: {name:?} }});\n}}\n"
        )?;
        let client = camel(&name);
        writeln!(table, "    Member {{ name: {name:?}, expected: {module}::{client}::interface }},")?;
    }
    let text = format!("{modules}/// Every file of the corpus.\npub const MEMBERS: &[Member] = &[\n{table}];\n");
    Ok(fs::write(out.join("corpus.rs"), text)?)
}

/// The files' names, which are those of their worlds, in order.
fn names(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wit") {
            names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}

fn camel(name: &str) -> String {
    let word = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    name.split('-').map(|part| -> String { word(part) }).collect()
}
