//! Worlds that are refused, by whom, and with what reason: their first lines say so.

use amphi_codegen::{Options, bindings, plugin};
use amphi_wit::World;

/// Who refuses a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refuser {
    /// Everyone.
    All,
    /// The host's generator alone.
    Hosts,
    /// The plugins' generators, of both kinds.
    Plugins,
}

/// Reads `// Refused: REASON`.
fn expectation(text: &str) -> (Refuser, &str) {
    let line = text.lines().next().unwrap();
    let starts = [
        ("// Refused: ", Refuser::All),
        ("// Refused by a host: ", Refuser::Hosts),
        ("// Refused by plugins: ", Refuser::Plugins),
    ];
    for (start, who) in starts {
        if let Some(reason) = line.strip_prefix(start) {
            return (who, reason);
        }
    }
    panic!("the first line says by whom it is refused, and why: {line}");
}

#[test]
fn every_refused_world_has_its_reason() {
    let folder = super::folder().join("refused");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let (who, reason) = expectation(&text);
        let world = World::from_path(&path, None).unwrap_or_else(|error| panic!("{error}"));
        let options = |wasm| Options { runtime: "rt".parse().unwrap(), additional_derives: Vec::new(), wasm };
        let asked = [
            ("the host's generator", bindings(&world, &options(true)), who != Refuser::Plugins),
            ("the native plugin's", plugin(&world, &options(false)), who != Refuser::Hosts),
            ("the component's", plugin(&world, &options(true)), who != Refuser::Hosts),
        ];
        for (generator, answer, refuses) in asked {
            let file = path.display();
            match answer {
                Ok(_) => assert!(!refuses, "{file}: {generator} takes it"),
                Err(error) => {
                    assert!(refuses, "{file}: {generator} refuses it: {error}");
                    let said = error.to_string();
                    assert!(said.contains(reason), "{file}: {generator} says {said}");
                }
            }
        }
        count += 1;
    }
    assert!(count >= 10, "only {count} files were found");
}
