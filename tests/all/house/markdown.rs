//! Paths in Markdown that lead nowhere, and tests that it names and that are not there.

use std::collections::BTreeSet;
use std::path::Path;

use super::source::{Source, files};
use super::{demand, root};

fn violations(sources: &[Source], exists: &dyn Fn(&Path) -> bool) -> Vec<String> {
    let mut found = BTreeSet::new();
    for source in sources {
        let folder = Path::new(&source.path).parent().unwrap_or(Path::new(""));
        for (number, line) in prose(&source.text) {
            let links = links(line).map(|link| (folder.join(&link), link));
            // A name in backticks is a path from the root, or from the page's own folder.
            let names = names(line);
            let broken = links.filter(|(path, _)| !exists(path)).map(|(_, link)| link);
            let wrong = names.filter(|name| !exists(Path::new(name)) && !exists(&folder.join(name)));
            for target in broken.chain(wrong) {
                found.insert(format!("{}:{number}: {target}", source.path));
            }
        }
    }
    found.into_iter().collect()
}

/// The lines outside of fenced code, with their numbers.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(number, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((number + 1, line))
    })
}

/// The targets of relative links, without the place within the page.
fn links(line: &str) -> impl Iterator<Item = String> {
    line.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter_map(|target| {
        let target = target.split('#').next().unwrap_or_default();
        let external = target.contains("://") || target.starts_with("mailto:");
        (!target.is_empty() && !external).then(|| target.to_string())
    })
}

/// Words in backticks that are plainly a path of this repository: they begin with one of its folders.
fn names(line: &str) -> impl Iterator<Item = String> {
    line.split('`').skip(1).step_by(2).filter_map(|word| {
        let first = word.split('/').next().unwrap_or_default();
        let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        (plain && word.contains('/') && FOLDERS.contains(&first)).then(|| word.trim_end_matches('/').to_string())
    })
}

/// Tests that are named as `path/to/file.rs::name`, and that the file does not have.
fn missing_tests(sources: &[Source], read: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (number, line) in prose(&source.text) {
            for word in line.split('`').skip(1).step_by(2).filter(|word| word.contains(".rs::")) {
                let Some((path, name)) = word.split_once("::") else { continue };
                // As a function, or as a case of a macro that makes tests.
                if !read(path).is_some_and(|text| text.contains(&format!("{name}("))) {
                    found.push(format!("{}:{number}: {word}", source.path));
                }
            }
        }
    }
    found
}

#[test]
fn tests_that_pages_name_are_there() {
    let root = root();
    demand(
        "name the test that shows it now, or say that there is none",
        missing_tests(&files(".md"), &|path| std::fs::read_to_string(root.join(path)).ok()),
    );
}

#[test]
fn a_planted_missing_test_is_found() {
    let read = |path: &str| (path == "host/src/a.rs").then(|| "fn it_is_there() {}\n another(\"x\"): _,".to_string());
    let plant = |text: &str| missing_tests(&[Source::new("docs/b.md", text)], &read).len();
    assert_eq!(plant("| `host/src/a.rs::it_is_there`, `host/src/a.rs::another` | `a::b` | a.rs::x |"), 0);
    assert_eq!(plant("| `host/src/a.rs::it_is_gone` |"), 1);
    assert_eq!(plant("| `host/src/b.rs::it_is_there` |"), 1);
}

/// Folders of the root. Those of later work are not named as paths before they exist.
const FOLDERS: [&str; 18] = [
    "protocol",
    "wit",
    "transport",
    "go-plugin",
    "codegen",
    "bundle",
    "build",
    "host",
    "native-sdk",
    "guest-sdk",
    "cli",
    "examples",
    "tests",
    "bench",
    "fuzz",
    "docs",
    ".ci",
    ".github",
];

#[test]
fn paths_in_markdown_exist() {
    let root = root();
    demand(
        "correct the path; a file that is yet to come is not named as one that is there",
        violations(&files(".md"), &|path| root.join(path).exists()),
    );
}

#[test]
fn a_planted_dead_path_is_found() {
    let exists = |path: &Path| matches!(path.to_str(), Some("docs/a.md" | "docs/../README.md" | "host/src"));
    let plant = |text: &str| violations(&[Source::new("docs/b.md", text)], &exists).len();
    assert_eq!(plant("see [a](a.md#top), [the readme](../README.md), `host/src/` and <https://a.b/c>"), 0);
    assert_eq!(
        plant("[home](https://example.org/x) and [here](#top), `cargo demo`, `a/b`, `host/src/NAME.rs:12 x`"),
        0
    );
    assert_eq!(plant("see [c](c.md)"), 1);
    assert_eq!(plant("see `host/src/gone.rs`"), 1);
    assert_eq!(plant("```\n`host/src/gone.rs`\n```"), 0);
}
