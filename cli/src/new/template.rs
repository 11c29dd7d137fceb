//! The files of a new plugin.

/// Gives each file's path in the crate, and its text.
pub(super) fn files(name: &str, sdk: &str) -> [(&'static str, String); 6] {
    let fill = |text: &str| {
        let library = name.replace('-', "_");
        text.replace("{{name}}", name).replace("{{library}}", &library).replace("{{sdk}}", sdk)
    };
    [
        ("Cargo.toml", fill(include_str!("../../template/Cargo.toml.in"))),
        ("src/lib.rs", fill(include_str!("../../template/lib.rs.in"))),
        ("src/main.rs", fill(include_str!("../../template/main.rs.in"))),
        ("wit/world.wit", wit(name)),
        ("amphi.toml", fill(include_str!("../../template/amphi.toml.in"))),
        (".gitignore", "/dist\n/target\n".to_string()),
    ]
}

/// Gives the world.
pub(super) fn wit(name: &str) -> String {
    include_str!("../../template/world.wit.in").replace("{{name}}", name)
}
