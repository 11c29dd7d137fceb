//! Where `unsafe` may stand.

use super::demand;
use super::source::{Source, files};

/// The folders and files with a reason for it; each block there gives its own.
const PLACES: [&str; 9] = [
    // System calls that no crate wraps.
    "host/src/native/sys/",
    "native-sdk/src/sys/",
    // Compiled components are loaded from the cache after their MAC was checked.
    "host/src/wasm/cache/mod.rs",
    // A place for one boxed value, taken and put by one atomic operation each: a fifth of the smallest call.
    "host/src/wasm/slot.rs",
    // Handles to resources implement wasmtime's traits by way of its own handles.
    "host/src/resource/wasm.rs",
    // So do streams, by way of its ends of them.
    "host/src/wasm/streams/carried.rs",
    // Tokens of generated code: the attribute of the section with the plugin's contract, and what wasmtime's own
    // derives would write for flags.
    "codegen/src/plugin/registration.rs",
    "codegen/src/types/wasm.rs",
    "codegen/macros/src/expand.rs",
];

fn violations(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !PLACES.iter().any(|place| source.path.starts_with(place))) {
        for (number, line) in source.text.lines().enumerate() {
            let code = without_text(line);
            let is_word = |(at, word): (usize, &str)| {
                let around = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                !around(code[..at].chars().next_back()) && !around(code[at + word.len()..].chars().next())
            };
            if code.match_indices("unsafe").any(is_word) {
                found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    found
}

/// The line without what is in quotation marks or a comment.
fn without_text(line: &str) -> String {
    let code = line.split("//").next().unwrap_or_default();
    code.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

#[test]
fn unsafe_code_stands_where_it_may() {
    demand(
        "use a crate that wraps it safely; if there is none, move it to one of the places that \
         tests/all/house/unsafety.rs lists",
        violations(&files(".rs")),
    );
}

#[test]
fn a_planted_unsafe_block_is_found() {
    let plant = |path, text| violations(&[Source::new(path, text)]).len();
    assert_eq!(plant("host/src/call.rs", "    let x = unsafe { *p };"), 1);
    assert_eq!(plant("host/src/call.rs", "unsafe impl Send for A {}"), 1);
    assert_eq!(plant("host/src/call.rs", "#[unsafe(no_mangle)]"), 1);
    assert_eq!(plant("host/src/call.rs", "// unsafe is not needed\n#![forbid(unsafe_code)]\nlet a = \"unsafe\";"), 0);
    assert_eq!(plant("host/src/native/sys/clone.rs", "unsafe { clone() }"), 0);
}
