//! Generated code against the files in `golden/`: a change of a generator shows as a change of these.
//!
//! `AMPHI_UPDATE_GOLDEN=1 cargo test -p amphi-codegen` writes them anew and removes those that have no WIT.

#![expect(clippy::unwrap_used, reason = "a test, where a panic is the report")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use amphi_codegen::{Options, bindings, plugin};
use amphi_wit::World;
use quote::quote;

#[test]
fn generated_code_is_as_recorded() {
    let mut expected = BTreeMap::new();
    for (name, path) in inputs() {
        expected.extend(generate(&name, &path));
    }
    let folder = root().join("golden");
    if env::var_os("AMPHI_UPDATE_GOLDEN").is_some() {
        record(&folder, &expected);
    }
    let found: BTreeSet<_> = files(&folder).into_iter().filter_map(|path| file_name(&path)).collect();
    let wanted: BTreeSet<_> = expected.keys().cloned().collect();
    assert_eq!(found, wanted, "stale or missing files in golden/; run with AMPHI_UPDATE_GOLDEN=1");
    for (name, text) in &expected {
        let recorded = fs::read_to_string(folder.join(name)).unwrap();
        assert!(recorded == *text, "golden/{name} differs from what is generated; run with AMPHI_UPDATE_GOLDEN=1");
    }
}

fn generate(name: &str, path: &Path) -> Vec<(String, String)> {
    let world = World::from_path(path, None).unwrap();
    let native = Options { runtime: quote!(crate::__amphi_sdk::__rt), additional_derives: vec![], wasm: false };
    let host = |wasm| Options { runtime: quote!(::amphi_host::__rt), additional_derives: vec![], wasm };
    let pretty = |tokens| shorten(&prettyplease::unparse(&syn::parse2(tokens).unwrap()));
    let mut files = vec![(format!("{name}.plugin.rs"), pretty(plugin(&world, &native).unwrap()))];
    files.push((format!("{name}.host.rs"), pretty(bindings(&world, &host(true)).unwrap())));
    if name == WITHOUT_WASM {
        files.push((format!("{name}.host-without-wasm.rs"), pretty(bindings(&world, &host(false)).unwrap())));
    }
    files
}

/// The input that is also recorded as a host without the wasm backend has it.
const WITHOUT_WASM: &str = "permissions";

/// Encoded tables would hide the code, and change with the version of their encoder.
fn shorten(code: &str) -> String {
    let lines = code.lines().map(|line| match line.find("b\"") {
        Some(start) if line.len() > MAX_BYTES_LINE => {
            let rest = line.rsplit('"').next().unwrap();
            let head = match line.split_once("[u8; ") {
                Some((head, _)) => format!("{head}[u8; _] = *"),
                None => line[..start].to_string(),
            };
            format!("{head}b\"...\"{rest}\n")
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// No other line of generated code is longer.
const MAX_BYTES_LINE: usize = 180;

fn record(folder: &Path, expected: &BTreeMap<String, String>) {
    for path in files(folder) {
        fs::remove_file(path).unwrap();
    }
    for (name, text) in expected {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// Every file and folder of `wit/`, by its name.
fn inputs() -> BTreeMap<String, PathBuf> {
    let paths = files(&root().join("wit"));
    paths.into_iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_string(), path)).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn file_name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_str()?.to_string())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}
