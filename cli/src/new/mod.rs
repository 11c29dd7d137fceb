//! `amphi new`: a plugin crate that builds for both targets.

mod template;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amphi_wit::World;
use serde_json::json;

use crate::arguments::New;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(arguments: &New, json: bool) -> Result<ExitCode, Failure> {
    let folder = &arguments.name;
    let name = name_of(folder)?;
    if folder.exists() {
        return Err(Failure::usage(format!("{} is there already", folder.display())));
    }
    let checkout = checkout(arguments)?;
    let sdk = match &checkout {
        Some(checkout) => format!("{{ path = {} }}", quoted(&checkout.join("guest-sdk"))),
        None => format!("\"{}\"", env!("CARGO_PKG_VERSION")),
    };
    let parent = folder.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| Failure::io("make", parent, error))?;
    // Not all of its path: from here on it is our own, and nobody else's.
    fs::create_dir(folder).map_err(|error| Failure::io("make", folder, error))?;
    if let Err(failure) = fill(folder, &template::files(&name, &sdk), checkout.as_deref()) {
        // Half a plugin would be in the way of the next try. What is left of it then is what cannot be removed.
        drop(fs::remove_dir_all(folder));
        return Err(failure);
    }
    if json {
        return output::json(&json!({ "name": name, "folder": folder, "checkout": checkout }));
    }
    let sdk = match &checkout {
        Some(checkout) => format!("the SDK in {}", checkout.display()),
        None => format!("amphi-guest-sdk {} of the registry", env!("CARGO_PKG_VERSION")),
    };
    output::to_stderr(&format!(
        "made the plugin {name}, which depends on {sdk}; next:\n  cd {}\n  amphi build\n  amphi call dist/{name} greet '\"world\"'",
        folder.display()
    ));
    output::data(&folder.display().to_string())
}

/// The plugin's name: of a package, a library, a program and a WIT package all at once.
fn name_of(folder: &Path) -> Result<String, Failure> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let wrong = |why: &str| {
        Failure::usage(format!("{name:?} cannot be a plugin's name: {why}"))
            .with_help("take words of small letters and digits with hyphens between them, such as `my-plugin`")
    };
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    if name.len() > MAX_NAME_BYTES {
        return Err(wrong("it is too long"));
    }
    if !name.split('-').all(is_word) {
        return Err(wrong("it is not in kebab case"));
    }
    if RESERVED.contains(&name.as_str()) {
        return Err(wrong("it is a word of Rust, or the name of one of its own crates"));
    }
    // WIT has words of its own, and its parser knows them best.
    if World::from_text("world.wit", &template::wit(&name), None).is_err() {
        return Err(wrong("it is a word of WIT"));
    }
    Ok(name)
}

/// The checkout to depend on, if any.
fn checkout(arguments: &New) -> Result<Option<PathBuf>, Failure> {
    if arguments.registry {
        return Ok(None);
    }
    let is_checkout = |folder: &Path| folder.join("guest-sdk/Cargo.toml").is_file();
    match &arguments.checkout {
        Some(folder) if is_checkout(folder) => {
            folder.canonicalize().map(Some).map_err(|error| Failure::io("find", folder, error))
        }
        Some(folder) => {
            Err(Failure::usage(format!("{} has no guest-sdk: it is no checkout of Amphi", folder.display())))
        }
        None => Ok(Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .filter(|folder| is_checkout(folder))
            .map(Path::to_path_buf)),
    }
}

/// A path as a string of TOML.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes the files into the folder, with the lock file of a checkout.
fn fill(folder: &Path, files: &[(&str, String)], checkout: Option<&Path>) -> Result<(), Failure> {
    for (path, text) in files {
        write(&folder.join(path), text)?;
    }
    if let Some(checkout) = checkout {
        // What the checkout was built with is on this machine: with the same versions no network is needed.
        let (from, to) = (checkout.join("Cargo.lock"), folder.join("Cargo.lock"));
        fs::copy(&from, &to).map_err(|error| Failure::io("copy", &from, error))?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, error))?;
    fs::write(path, text).map_err(|error| Failure::io("write", path, error))
}

/// Bytes of a name, as a host's configuration allows them.
const MAX_NAME_BYTES: usize = 64;

/// Names that no package, or no library, may have.
const RESERVED: [&str; 50] = [
    "abstract", "alloc", "as", "async", "await", "become", "box", "break", "const", "continue", "core", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "proc", "pub", "ref", "return", "self", "static", "std",
    "struct", "super", "test", "trait", "true", "try", "type", "unsafe", "use",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_good_for_everything() {
        for name in ["demo", "my-plugin", "a1-b2", "/tmp/demo", "x/y"] {
            assert!(name_of(Path::new(name)).is_ok(), "{name}");
        }
        for name in ["", "Demo", "1a", "a-1", "a_b", "a--b", "-a", "test", "loop", "world", "func", "a b", "..", "é"] {
            assert!(name_of(Path::new(name)).is_err(), "{name}");
        }
    }

    #[test]
    fn a_path_is_a_string_of_toml() {
        assert_eq!(quoted(Path::new("/a \"b\"\\c")), r#""/a \"b\"\\c""#);
    }
}
