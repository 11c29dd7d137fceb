//! The files of the workspace that people write.

use std::path::{Path, PathBuf};

use super::root;

/// A file of the workspace, by its path from the root, with `/`.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// Whether it is Rust that only tests are made of: integration tests, and `tests.rs` or `tests/` beside a module.
    pub fn is_test(&self) -> bool {
        let mut parts = self.path.split('/');
        parts.any(|part| part == "tests" || part == "tests.rs" || part == "testing.rs")
    }
}

/// Every file whose name ends so, but for what is built or generated.
pub fn files(ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root(), ending, &mut found);
    found.sort();
    let root = root();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let path = path.strip_prefix(&root).expect("it was found there").to_string_lossy().replace('\\', "/");
        Source { path, text }
    };
    found.into_iter().map(read).collect()
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            if !(name.starts_with('.') || SKIPPED.contains(&name.as_str())) {
                collect(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

/// What cargo builds, and what the generator is compared with.
const SKIPPED: [&str; 3] = ["target", "golden", "node_modules"];

/// The crates' manifests, by folder.
pub fn manifests() -> Vec<(Source, toml::Table)> {
    let parse = |source: Source| {
        let table = source.text.parse().unwrap_or_else(|error| panic!("{}: {error}", source.path));
        (source, table)
    };
    files("Cargo.toml").into_iter().filter(|source| source.path != "Cargo.toml").map(parse).collect()
}
