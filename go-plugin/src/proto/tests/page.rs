//! The examples of `docs/proto-mapping.md`.

use std::path::Path;

use super::super::{Codec, Mapping, Options, Schema};

/// The fenced blocks of the page with their language.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((language.to_string(), text.join("\n")));
        }
    }
    blocks
}

/// A whole proto: what an example leaves out is the same for all.
fn whole(example: &str) -> String {
    let head = if example.contains("syntax =") {
        String::new()
    } else {
        let imports = ["timestamp", "wrappers"].map(|name| format!("import \"google/protobuf/{name}.proto\";"));
        format!("syntax = \"proto3\"; package example; {}\n", imports.concat())
    };
    let first = example.split("message ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
    let service = if example.contains("service ") {
        String::new()
    } else {
        format!("\nservice Calls {{ rpc Call({first}) returns ({first}); }}")
    };
    format!("{head}{example}{service}")
}

#[test]
fn every_example_of_the_page_is_derived() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/proto-mapping.md");
    let page = std::fs::read_to_string(path).unwrap();
    let mut derived: Option<(String, String)> = None;
    let mut tried = 0;
    for (language, text) in blocks(&page) {
        match language.as_str() {
            "proto" => {
                let schema =
                    Schema::from_text("example.proto", &whole(&text)).unwrap_or_else(|error| panic!("{text}\n{error}"));
                let mapping = Mapping::derive(&schema, &Options::default()).unwrap();
                let codec = Codec::new(&schema, &mapping).unwrap();
                codec.interface().unwrap();
                derived = Some((codec.wit().to_string(), mapping.to_toml()));
            }
            "wit" => {
                let (wit, _) = derived.as_ref().unwrap();
                assert!(wit.contains(&text), "not derived:\n{text}\nbut:\n{wit}");
                tried += 1;
            }
            "toml" => {
                let (_, mapping) = derived.as_ref().unwrap();
                assert!(mapping.contains(&text), "not derived:\n{text}\nbut:\n{mapping}");
                tried += 1;
            }
            "sh" => {}
            other => panic!("nobody tries a block of {other}"),
        }
    }
    assert!(tried >= 9, "the page has lost its examples");
}
