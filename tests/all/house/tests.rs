//! No test file that nobody runs, and no behaviour that is left out of the table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::source::files;
use super::{demand, root};

/// Rust files of a folder that no `mod` reaches from its roots.
fn unreached(folder: &str, roots: &[&str], read: &dyn Fn(&Path) -> Option<String>, all: &[PathBuf]) -> Vec<String> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<PathBuf> = roots.iter().map(|root| Path::new(folder).join(root)).collect();
    while let Some(path) = waiting.pop() {
        let Some(text) = read(&path) else { continue };
        if !reached.insert(path.clone()) {
            continue;
        }
        let place = match path.file_name().and_then(|name| name.to_str()) {
            Some("mod.rs" | "main.rs" | "lib.rs") => path.parent().unwrap_or(Path::new("")).to_path_buf(),
            _ => path.with_extension(""),
        };
        for line in text.lines() {
            let line = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
            let Some(name) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) else { continue };
            waiting.push(place.join(format!("{name}.rs")));
            waiting.push(place.join(name).join("mod.rs"));
        }
    }
    let missing = all.iter().filter(|path| !reached.contains(*path));
    missing.map(|path| format!("{} belongs to no binary", path.display())).collect()
}

#[test]
fn every_test_file_is_run() {
    let root = root();
    let read = |path: &Path| std::fs::read_to_string(root.join(path)).ok();
    let all: Vec<PathBuf> = files(".rs")
        .into_iter()
        .map(|source| source.path)
        .filter(|path| path.starts_with("tests/all/"))
        .map(PathBuf::from)
        .collect();
    demand("name the file with `mod` in the file above it", unreached("tests/all", &["main.rs"], &read, &all));
}

#[test]
fn every_crates_tests_folder_has_one_binary_at_most() {
    // Folders with further files of tests are compiled once each; a crate's own go into its modules.
    let mut binaries = Vec::new();
    for source in files(".rs") {
        let mut parts = source.path.rsplitn(3, '/');
        if let (Some(name), Some("tests"), Some(folder)) = (parts.next(), parts.next(), parts.next())
            && !folder.contains("/src")
            && name != "build.rs"
        {
            binaries.push((folder.to_string(), source.path));
        }
    }
    let folders: BTreeSet<_> = binaries.iter().map(|(folder, _)| folder.clone()).collect();
    let mut found = Vec::new();
    for folder in folders {
        let files: Vec<_> = binaries.iter().filter(|(of, _)| *of == folder).map(|(_, path)| path.clone()).collect();
        if files.len() > 2 {
            found.push(format!("{folder} links {} test binaries: {}", files.len(), files.join(", ")));
        }
    }
    demand("join them: each binary is a link step of its own", found);
}

#[test]
fn a_planted_orphan_is_found() {
    let read = |path: &Path| match path.to_str() {
        Some("t/main.rs") => Some("mod a;\n    mod c { mod d; }".to_string()),
        Some("t/a/mod.rs") => Some("pub mod b;".to_string()),
        Some("t/a/b.rs") => Some(String::new()),
        _ => None,
    };
    let all = ["t/main.rs", "t/a/mod.rs", "t/a/b.rs", "t/orphan.rs"].map(PathBuf::from);
    let found = unreached("t", &["main.rs"], &read, &all);
    assert_eq!(found, ["t/orphan.rs belongs to no binary"]);
}
