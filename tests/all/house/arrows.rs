//! Which crate may use which, and which half of the host may name the other.

use std::collections::BTreeMap;

use super::demand;
use super::source::{Source, files, manifests};

/// The map of ARCHITECTURE.md: a crate, and what of the house it may stand on. Crates that are not published may use
/// anything.
const ARROWS: [(&str, &[&str]); 16] = [
    ("amphi-protocol", &[]),
    ("amphi-wit", &["amphi-protocol"]),
    ("amphi-transport", &["amphi-protocol"]),
    ("amphi-go-plugin", &["amphi-protocol", "amphi-wit", "amphi-transport"]),
    ("amphi-codegen", &["amphi-protocol", "amphi-wit"]),
    ("amphi-macros", &["amphi-protocol", "amphi-wit", "amphi-codegen"]),
    ("amphi-bundle", &["amphi-protocol", "amphi-wit"]),
    ("amphi-build", &["amphi-wit", "amphi-bundle"]),
    (
        "amphi-host",
        &["amphi-protocol", "amphi-wit", "amphi-transport", "amphi-bundle", "amphi-macros", "amphi-go-plugin"],
    ),
    ("amphi-native-sdk", &["amphi-protocol", "amphi-transport", "amphi-go-plugin"]),
    ("amphi-guest-sdk", &["amphi-macros", "amphi-native-sdk"]),
    ("amphi", &["amphi-host", "amphi-bundle", "amphi-wit", "amphi-build", "amphi-go-plugin"]),
    ("amphi-tests", &["*"]),
    ("amphi-bench", &["*"]),
    ("amphi-demo", &["*"]),
    ("amphi-fuzz", &["amphi-protocol", "amphi-wit", "amphi-go-plugin"]),
];

fn violations(manifests: &[(Source, toml::Table)]) -> Vec<String> {
    let arrows = BTreeMap::from(ARROWS);
    let mut found = Vec::new();
    for (source, manifest) in manifests {
        let Some(package) = manifest.get("package").and_then(toml::Value::as_table) else { continue };
        let name = package.get("name").and_then(toml::Value::as_str).unwrap_or_default();
        let published = package.get("publish").and_then(toml::Value::as_bool) != Some(false);
        let Some(allowed) = arrows.get(name) else {
            if published {
                found.push(format!("{}: {name} is not on the map", source.path));
            }
            continue;
        };
        for dependency in dependencies(manifest) {
            let is_ours = dependency == "amphi" || dependency.starts_with("amphi-");
            if is_ours && !allowed.contains(&"*") && !allowed.contains(&dependency.as_str()) {
                found.push(format!("{}: {name} uses {dependency}", source.path));
            }
        }
    }
    found
}

/// What a crate stands on, on any target; what only its tests need may be anything.
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let tables = targets.into_iter().flat_map(|targets| targets.values()).filter_map(toml::Value::as_table);
    std::iter::once(manifest)
        .chain(tables)
        .flat_map(|table| [table.get("dependencies"), table.get("build-dependencies")])
        .flatten()
        .filter_map(toml::Value::as_table)
        .flat_map(|table| table.keys().cloned())
        .collect()
}

#[test]
fn crates_use_only_what_stands_below_them() {
    demand(
        "move what is needed into a crate below both, or change the map in ARCHITECTURE.md and in \
         tests/all/house/arrows.rs, with a page in docs/decisions that says why",
        violations(&manifests()),
    );
}

#[test]
fn a_planted_arrow_is_found() {
    let plant = |text: &str| vec![(Source::new("wit/Cargo.toml", text), text.parse().unwrap())];
    let upwards = "[package]\nname = \"amphi-wit\"\n[dependencies]\namphi-host.workspace = true\n";
    assert_eq!(violations(&plant(upwards)).len(), 1);
    let hidden = "[package]\nname = \"amphi-wit\"\n[target.'cfg(unix)'.dependencies]\namphi-transport = \"1\"\n";
    assert_eq!(violations(&plant(hidden)).len(), 1);
    assert_eq!(violations(&plant("[package]\nname = \"amphi-new\"\n")).len(), 1);
    let below = "[package]\nname = \"amphi-wit\"\n[dependencies]\namphi-protocol = \"1\"\n[dev-dependencies]\namphi-host = \"1\"\n";
    assert!(violations(&plant(below)).is_empty());
}

/// The two backends of the host know nothing of each other.
fn crossings(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let other = if source.path.starts_with("host/src/native/") {
            "wasm::"
        } else if source.path.starts_with("host/src/wasm/") {
            "native::"
        } else {
            continue;
        };
        for (number, line) in source.text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let names = |prefix: &str| code.contains(&format!("{prefix}{other}"));
            if names("crate::") || names("super::super::") || (names("") && code.trim_start().starts_with("use super"))
            {
                found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn the_backends_do_not_name_each_other() {
    demand("put what both need beside them, in host/src; host alone names both", crossings(&files(".rs")));
}

#[test]
fn a_planted_crossing_is_found() {
    let plant = |path, text| crossings(&[Source::new(path, text)]).len();
    assert_eq!(plant("host/src/native/call.rs", "use crate::wasm::Plugin;"), 1);
    assert_eq!(plant("host/src/wasm/call.rs", "    crate::native::load(x)"), 1);
    assert_eq!(plant("host/src/wasm/call.rs", "use crate::wasm::Plugin; // not crate::native::Plugin"), 0);
    assert_eq!(plant("host/src/host/mod.rs", "use crate::native::Plugin;"), 0);
}
