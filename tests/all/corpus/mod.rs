//! The corpus: a world for each construct of WIT, in `tests/corpus/`.
//!
//! Each is compiled three times over, as a host's client and as a plugin for both targets, and means what its WIT says.
//! Each bug of a generator leaves a file there. Those in `refused/` are refused, with the reason in their first lines.

mod clients;
mod plugins;
mod refused;
mod stub;

use std::path::{Path, PathBuf};

use clients::MEMBERS;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// A client expects what the WIT says.
#[test]
fn every_client_means_what_its_wit_says() {
    for member in MEMBERS {
        let path = folder().join(format!("{}.wit", member.name));
        let world = amphi_wit::World::from_path(&path, Some(member.name)).unwrap();
        assert_eq!((member.expected)(), &world.interface().unwrap(), "{}", member.name);
    }
}

#[test]
fn the_corpus_is_large_and_says_what_it_is() {
    assert!(MEMBERS.len() >= 60, "{} worlds", MEMBERS.len());
    for member in MEMBERS {
        let text = std::fs::read_to_string(folder().join(format!("{}.wit", member.name))).unwrap();
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("// ") && first.ends_with('.'), "{}: {first}", member.name);
    }
}
