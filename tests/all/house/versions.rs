//! Versions stand in the root manifest and nowhere else.

use super::demand;
use super::source::{Source, manifests};

const TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

fn violations(manifests: &[(Source, toml::Table)]) -> Vec<String> {
    let mut found = Vec::new();
    for (source, manifest) in manifests {
        let targets = manifest.get("target").and_then(toml::Value::as_table);
        let targets = targets.into_iter().flat_map(|targets| targets.values()).filter_map(toml::Value::as_table);
        for table in std::iter::once(manifest).chain(targets) {
            let tables = TABLES.iter().filter_map(|name| table.get(*name)).filter_map(toml::Value::as_table);
            for (name, dependency) in tables.flatten() {
                let inherits = dependency.get("workspace").and_then(toml::Value::as_bool) == Some(true);
                // A neighbour that is not published has no version to speak of.
                let is_path = dependency.get("path").is_some() && dependency.get("version").is_none();
                if !inherits && !is_path {
                    found.push(format!("{}: {name} does not inherit its version", source.path));
                }
            }
        }
        if let Some(version) = manifest.get("package").and_then(|package| package.get("version"))
            && version.is_str()
        {
            found.push(format!("{}: the package does not inherit its version", source.path));
        }
    }
    found
}

#[test]
fn versions_stand_in_the_root_manifest_only() {
    demand(
        "name the version once, under [workspace.dependencies] of the root manifest, and write `workspace = true`",
        violations(&manifests()),
    );
}

#[test]
fn a_planted_version_is_found() {
    let plant = |text: &str| violations(&[(Source::new("x/Cargo.toml", text), text.parse().unwrap())]).len();
    assert_eq!(plant("[dependencies]\nserde = \"1\"\n"), 1);
    assert_eq!(plant("[dev-dependencies]\nserde = { version = \"1\", features = [] }\n"), 1);
    assert_eq!(plant("[target.'cfg(unix)'.dependencies]\nserde = \"1\"\n"), 1);
    assert_eq!(plant("[dependencies]\nx = { path = \"../x\", version = \"1\" }\n"), 1);
    assert_eq!(plant("[dependencies]\nx = { path = \"../x\" }\n"), 0);
    assert_eq!(plant("[package]\nname = \"x\"\nversion = \"0.1.0\"\n"), 1);
    assert_eq!(plant("[package]\nname = \"x\"\nversion.workspace = true\n[dependencies]\nserde.workspace = true\n"), 0);
}
