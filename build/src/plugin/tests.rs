use std::fs;

use super::*;
use crate::progress::Collected;

/// A plugin crate without dependencies, in a folder of its own.
fn tiny(library: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir(at("src")).unwrap();
    let manifest = r#"
        workspace = {}
        package = { name = "tiny", version = "0.1.0", edition = "2024" }
        lib = { crate-type = ["cdylib", "rlib"] }
        bin = [{ name = "tiny-native", path = "src/main.rs" }]
    "#;
    fs::write(at("Cargo.toml"), manifest).unwrap();
    fs::write(at("src/lib.rs"), library).unwrap();
    fs::write(at("src/main.rs"), "fn main() { println!(\"{}\", tiny::number()); }").unwrap();
    folder
}

#[test]
fn one_source_becomes_a_component_and_an_executable() {
    let folder = tiny("pub fn number() -> u32 { 7 }");
    let (environment, progress) = (Environment::read(), Collected::default());
    let build = PluginBuild::new(&environment, folder.path())
        .target_folder(folder.path().join("out"))
        .profile(Profile::Dev)
        .progress(&progress);
    let artefacts = build.both().unwrap();
    assert!(artefacts.wasm.ends_with("tiny.wasm"), "{artefacts:?}");
    assert_eq!(fs::read(&artefacts.wasm).unwrap()[..8], *b"\0asm\x0d\0\x01\0");
    let output = std::process::Command::new(&artefacts.native).output().unwrap();
    assert_eq!(output.stdout, b"7\n");
    let sources = artefacts.sources().unwrap();
    for source in ["Cargo.toml", "src/lib.rs", "src/main.rs"] {
        assert!(sources.iter().any(|file| file.ends_with(source)), "{source} is not in {sources:?}");
    }
    progress.take();
    assert_eq!(build.packages(["tiny"]).unwrap(), std::slice::from_ref(&artefacts));
    assert_eq!(build.wasm_of(["tiny"]).unwrap(), [artefacts.wasm]);
    assert_eq!(build.native_of(["tiny"]).unwrap(), [artefacts.native]);
    assert!(progress.take().iter().any(|line| line.ends_with("up to date")));
}

#[test]
fn a_workspace_without_the_profile_gets_it() {
    let folder = tiny("pub fn number() -> u32 { 7 }");
    let variables = std::env::vars_os().filter(|(name, _)| name != "CARGO_TARGET_DIR");
    let environment = Environment::from_variables(variables);
    let wasm = PluginBuild::new(&environment, folder.path()).wasm().unwrap();
    assert!(wasm.parent().unwrap().ends_with("target/plugins/wasm32-wasip2/plugin-wasm"), "{wasm:?}");
}

#[test]
fn what_does_not_compile_is_told_in_the_compilers_words() {
    let folder = tiny("pub fn number() -> u32 { \"seven\" }");
    let environment = Environment::read();
    let build = PluginBuild::new(&environment, folder.path()).target_folder(folder.path().join("out"));
    let error = build.native().unwrap_err();
    let Error::Cargo { output, .. } = error else { panic!("{error}") };
    assert!(output.contains("mismatched types") && output.contains("src/lib.rs:1"), "{output}");
}

#[test]
fn a_warning_is_shown() {
    let folder = tiny("pub fn number() -> u32 { let unused = 1; 7 }");
    let (environment, progress) = (Environment::read(), Collected::default());
    let build = PluginBuild::new(&environment, folder.path()).target_folder(folder.path().join("out"));
    build.profile(Profile::Dev).progress(&progress).native().unwrap();
    assert!(progress.take().iter().any(|line| line.contains("unused variable")));
}

#[test]
fn what_is_no_plugin_is_refused_before_it_is_built() {
    let folder = tiny("");
    let manifest = "[package]\nname = \"tiny\"\nversion = \"0.1.0\"\n[workspace]\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    let environment = Environment::read();
    let build = PluginBuild::new(&environment, folder.path());
    assert!(matches!(build.wasm(), Err(Error::NotAPlugin { .. })));
    assert!(matches!(build.native(), Err(Error::NotAPlugin { .. })));
    assert!(matches!(build.packages(["other"]), Err(Error::NoPackage { .. })));
    assert!(build.packages([""; 0]).unwrap().is_empty());
    let nowhere = PluginBuild::new(&environment, folder.path().join("src"));
    assert!(matches!(nowhere.wasm(), Err(Error::Failed { .. })));
}
