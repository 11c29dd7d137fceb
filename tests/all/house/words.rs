//! Words that do not stay: what is to be done has an issue, and tests wait for events.

use super::demand;
use super::source::{Source, files};

/// Put together here, so that this file is not its own finding.
const UNDONE: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
];

fn undone(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (number, line) in source.text.lines().enumerate() {
            if UNDONE.iter().any(|word| line.contains(word)) && !has_issue(line) {
                found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    found
}

/// Whether a line names an issue: `#12`.
fn has_issue(line: &str) -> bool {
    line.split('#').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[test]
fn what_is_to_be_done_has_an_issue() {
    let mut sources = files(".rs");
    sources.extend(files(".toml"));
    sources.extend(files(".md"));
    demand("do it, or open an issue and name it on the line as #12", undone(&sources));
}

#[test]
fn a_planted_remark_is_found() {
    let plant = |text: &str| undone(&[Source::new("a.rs", text)]).len();
    for word in UNDONE {
        assert_eq!(plant(&format!("// {word} later")), 1);
        assert_eq!(plant(&format!("// {word} later, #12")), 0);
    }
    assert_eq!(plant("// nothing"), 0);
}

/// The names of the functions, in any module.
const SLEEPS: [&str; 2] = [concat!(":sle", "ep("), concat!(":sleep", "_until(")];

fn sleeps(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let inline = source.text.find("#[cfg(test)]\nmod tests {").unwrap_or(source.text.len());
        let from = if source.is_test() { 0 } else { inline };
        let skipped = source.text[..from].lines().count();
        for (number, line) in source.text[from..].lines().enumerate() {
            if SLEEPS.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{}: {}", source.path, skipped + number + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn tests_wait_for_events() {
    demand(
        "wait for the event itself, with `within` or `eventually` of tests/all/bench/wait.rs",
        sleeps(&files(".rs")),
    );
}

#[test]
fn a_planted_nap_is_found() {
    let nap = format!("fn a() {{ thread:{}1) }}", SLEEPS[0]);
    let plant = |path, text: &str| sleeps(&[Source::new(path, text)]).len();
    assert_eq!(plant("tests/all/a.rs", &nap), 1);
    assert_eq!(plant("host/src/a.rs", &format!("#[cfg(test)]\nmod tests {{\n{nap}\n}}")), 1);
    assert_eq!(plant("host/src/a.rs", &nap), 0);
}
