//! The verbs as a user has them: a plugin is made, built, looked at and called by the program itself.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test, where a panic is the report")]

mod streams;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value as Json;

/// Where the plugin is compiled; its own `target` goes with it at every run.
const TARGET_FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/verbs/target");

/// Runs `amphi` in a folder.
fn amphi(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amphi"));
    command.current_dir(folder).args(arguments).env_remove("RUST_LOG").output().unwrap()
}

/// Runs it, demands an exit code, and gives what it wrote to stdout and to stderr.
fn run(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let output = amphi(folder, arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(code), "amphi {arguments:?}\n{out}\n{err}");
    (out, err)
}

fn json(folder: &Path, arguments: &[&str]) -> Json {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&run(folder, &arguments, 0).0).unwrap()
}

/// A plugin as `amphi new` makes it, changed by its author and built by `amphi build`: once for all that is tried on it.
///
/// It stands always in the same place, so that only the first run of these tests compiles what it depends on.
fn new_and_build(name: &str, author: impl FnOnce(&Path)) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verbs");
    let plugin = root.join(name);
    drop(fs::remove_dir_all(&plugin));
    fs::create_dir_all(&root).unwrap();
    let (out, err) = run(&root, &["new", name], 0);
    assert_eq!(out, format!("{name}\n"));
    assert!(err.contains("amphi build"), "{err}");
    author(&plugin);
    // Nobody debugs it, and the quick profile takes a third of the time.
    let manifest = fs::read_to_string(plugin.join("Cargo.toml")).unwrap();
    fs::write(plugin.join("Cargo.toml"), manifest + "\n[profile.dev]\ndebug = false\nincremental = false\n").unwrap();
    // Nothing but the checkout and what it was built with is needed.
    let build = ["build", "--offline", "--profile", "dev", "--target-dir", TARGET_FOLDER];
    assert_eq!(run(&plugin, &build, 0).0, format!("dist/{name}\n"));
    plugin
}

/// Adds a way of not answering, and calls of the host.
fn its_author_adds_a_function(plugin: &Path) {
    let add = |file: &str, before: &str, text: &str| {
        let path = plugin.join(file);
        let source = fs::read_to_string(&path).unwrap();
        assert!(source.contains(before), "{source}");
        fs::write(path, source.replacen(before, &format!("{before}{text}"), 1)).unwrap();
    };
    let wit =
        "\n  export end: func(spinning: bool, note: option<list<u8>>) -> u64;\n  export asked: func() -> option<u32>;
  import ask: func(question: string) -> option<u32>;\n  import tell: func();
  import keys: interface { resource key; make: func() -> key; }";
    add("wit/world.wit", "world demo-plugin {", wit);
    add(
        "src/lib.rs",
        "impl Guest for Plugin {",
        "
    fn end(spinning: bool, note: Option<Vec<u8>>) -> u64 {
        while spinning {
            std::hint::black_box(());
        }
        let note = note.expect(\"no note\");
        if note == b\"key\" {
            drop(keys::make());
        }
        note.iter().map(|byte| u64::from(*byte)).sum()
    }

    fn asked() -> Option<u32> {
        tell();
        ask(\"how much?\")
    }
",
    );
}

#[test]
fn a_new_plugin_is_built_and_called() {
    let plugin = new_and_build("demo-plugin", its_author_adds_a_function);
    its_own_tests_pass(&plugin);
    it_is_inspected(&plugin);
    it_is_listed(&plugin);
    it_is_checked(&plugin);
    for backend in ["wasm", "native"] {
        it_is_called(&plugin, backend);
    }
    it_is_called_by_its_configuration(&plugin);
}

fn its_own_tests_pass(plugin: &Path) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--offline", "--target-dir", TARGET_FOLDER, "--lib"]).current_dir(plugin);
    // What the run of these tests sets for its own build is not for another one.
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WORKSPACE_WRAPPER"] {
        cargo.env_remove(variable);
    }
    let output = cargo.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && text.contains("2 passed"),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn it_is_inspected(plugin: &Path) {
    let found = json(plugin, &["inspect", "dist/demo-plugin"]);
    let kinds: Vec<_> = found["artefacts"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["component", "executable"]);
    for artefact in found["artefacts"].as_array().unwrap() {
        assert_eq!(artefact["exports"][2], "greet: func(name: string) -> result<string, string>");
        assert_eq!(artefact["imports"][0], "ask: func(question: string) -> option<u32>");
        assert_eq!(artefact["sha256"].as_str().unwrap().len(), 64);
        assert!(artefact["wit"].as_str().unwrap().contains("export greet: func(name: string)"), "{artefact}");
    }
    let [wasm, native] = [&found["artefacts"][0], &found["artefacts"][1]];
    // The interface is the same, whatever carries it.
    assert_eq!(wasm["digest"], native["digest"]);
    assert!(native["machine"].as_str().unwrap().starts_with(std::env::consts::ARCH));
    assert_eq!(native["world"], "demo-plugin");
    assert!(wasm["platform_imports"].to_string().contains("amphi:plugin/"), "{wasm}");
    let (text, _) = run(plugin, &["inspect", "dist/demo-plugin/demo-plugin.wasm"], 0);
    assert!(text.contains("the world itself") && text.contains("    greet: func("), "{text}");
    run(plugin, &["inspect", "Cargo.toml"], 3);
    run(plugin, &["inspect", "nowhere"], 2);
}

fn it_is_listed(plugin: &Path) {
    fs::write(plugin.join("dist/broken.wasm"), "no component").unwrap();
    let found = json(plugin, &["list", "dist"]);
    let plugins = found["plugins"].as_array().unwrap();
    assert_eq!(
        plugins.iter().map(|it| it["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["broken.wasm", "demo-plugin"]
    );
    assert_eq!(plugins[0]["broken"].as_array().unwrap().len(), 1);
    assert_eq!(plugins[1]["artefacts"][1]["exports"], 3);
    let (text, _) = run(plugin, &["list", "dist"], 0);
    assert!(text.contains("demo-plugin  wasm, ") && text.contains("native x86_64"), "{text}");
    assert_eq!(run(plugin, &["list", "src"], 0).0, "");
}

fn it_is_checked(plugin: &Path) {
    let (text, _) = run(plugin, &["check", "dist/demo-plugin", "--world", "demo-plugin"], 0);
    assert_eq!(text.lines().count(), 2);
    let host =
        "package example:demo-plugin@0.1.0; world other { export greet: func(name: string) -> result<u8, string>;
        import ask: func(question: string) -> option<u32>; import tell: func();
        import keys: interface { resource key; make: func() -> key; } }";
    fs::write(plugin.join("other.wit"), host).unwrap();
    let other = ["check", "dist/demo-plugin/demo-plugin.wasm", "--world", "other", "--wit", "other.wit"];
    let (text, _) = run(plugin, &other, 3);
    assert!(text.contains("greet, result, ok: the host expects u8, the plugin has string"), "{text}");
    let arguments: Vec<&str> = other.into_iter().chain(["--json"]).collect();
    let told: Json = serde_json::from_str(&run(plugin, &arguments, 3).0).unwrap();
    let difference = &told["artefacts"][0]["differences"][0];
    let facts = ["function", "place", "expected", "found"].map(|key| difference[key].as_str().unwrap());
    assert_eq!(facts, ["greet", "result, ok", "u8", "string"]);
    run(plugin, &["check", "dist/demo-plugin", "--world", "none"], 2);
}

fn it_is_called(plugin: &Path, backend: &str) {
    let call = |words: &[&str], code| {
        let head = ["call", "--backend", backend, "dist/demo-plugin"];
        run(plugin, &head.into_iter().chain(words.iter().copied()).collect::<Vec<_>>(), code)
    };
    let (out, err) = call(&["greet", "\"world\""], 0);
    assert_eq!(out, "ok(\"Hello, world!\")\n");
    assert!(err.contains("greeting"), "the plugin's event is not in: {err}");
    assert_eq!(call(&["greet(\"you\")"], 0).0, "ok(\"Hello, you!\")\n");
    assert_eq!(call(&["--json", "greet", "\"you\""], 0).0, "{\n  \"ok\": \"Hello, you!\"\n}\n");
    // The plugin's own error is data, and an exit code.
    assert_eq!(call(&["greet", "\"\""], 1).0, "err(\"nobody is to be greeted\")\n");
    let (out, err) = call(&["greet", "world"], 2);
    assert!(out.is_empty() && err.contains("quoted twice"), "{err}");
    assert!(call(&["gret", "\"world\""], 2).1.contains("greet"));
    call(&["greet"], 2);
    call(&["greet", "\"a\"", "\"b\""], 2);
    call(&["greet(\"a\")", "\"b\""], 2);
    call(&[], 2);
    // How it ended is in the exit code.
    let (_, err) = call(&["end", "false"], 6);
    assert!(err.contains("no note") && err.contains("fault: the plugin"), "{err}");
    call(&["end", "--timeout", "500ms", "true"], 5);
    fs::write(plugin.join("note.bin"), [1, 2, 255]).unwrap();
    assert_eq!(call(&["end", "false", "@note.bin"], 0).0, "258\n");
    assert_eq!(call(&["end(false, some(@\"note.bin\"))"], 0).0, "258\n");
    assert!(call(&["end", "false", "@gone.bin"], 2).1.contains("gone.bin"));
    // A resource of its host is offered, and no text is one.
    fs::write(plugin.join("key.bin"), "key").unwrap();
    assert!(call(&["end", "false", "@key.bin"], 6).1.contains("no answer"));
    // What it asks its host is answered as the command line says.
    let asked = |imports: &[&str], code| call(&[&["asked"], imports].concat(), code);
    assert_eq!(asked(&["--import", "tell", "--import", "ask=some(7)"], 0).0, "some(7)\n");
    assert_eq!(asked(&["--import", "tell", "--import", "ask=none"], 0).0, "none\n");
    let (_, err) = asked(&["--import", "tell"], 6);
    assert!(err.contains("no answer; give it with --import 'ask=option<u32>'"), "{err}");
    for (wrong, said) in [("tel", "tell"), ("tell=1", "no result"), ("ask", "a value is missing"), ("ask=x", "read")] {
        let (_, err) = asked(&["--import", wrong], 2);
        assert!(err.contains(said), "{err}");
    }
    assert!(asked(&["--import", "tell", "--import", "tell"], 2).1.contains("already"));
    let error: Json = serde_json::from_str(call(&["--json", "gret"], 2).1.lines().last().unwrap()).unwrap();
    assert_eq!(error["exit"], 2);
}

fn it_is_called_by_its_configuration(plugin: &Path) {
    let seen = json(plugin, &["inspect", "--plugin", "demo-plugin"]);
    assert_eq!(seen["functions"].as_array().unwrap().len(), 3, "what it imports is no obstacle: {seen}");
    let call = ["call", "--plugin", "demo-plugin", "greet", "\"world\""];
    assert_eq!(run(plugin, &call, 0).0, "ok(\"Hello, world!\")\n");
    let native: Vec<&str> = call.into_iter().chain(["--backend", "native"]).collect();
    assert_eq!(run(plugin, &native, 0).0, "ok(\"Hello, world!\")\n");
    let config = fs::read_to_string(plugin.join("amphi.toml")).unwrap();
    fs::write(plugin.join("pinned.toml"), format!("{config}sha256 = \"{}\"\n", "01".repeat(32))).unwrap();
    let pinned: Vec<&str> = call.into_iter().chain(["--config", "pinned.toml"]).collect();
    let (_, err) = run(plugin, &pinned, 7);
    assert!(err.contains("fault: the plugin"), "{err}");
    fs::write(plugin.join("wrong.toml"), config.replace("backend", "bakcend")).unwrap();
    let wrong: Vec<&str> = call.into_iter().chain(["--config", "wrong.toml"]).collect();
    assert!(run(plugin, &wrong, 2).1.contains("backend"));
    run(plugin, &["call", "--plugin", "demo", "greet", "\"world\""], 2);
}

#[test]
fn what_cannot_be_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["Demo", "loop", "world", "a_b"] {
        run(folder, &["new", name], 2);
    }
    fs::create_dir(folder.join("there")).unwrap();
    run(folder, &["new", "there"], 2);
    run(folder, &["new", "p", "--checkout", "there"], 2);
    run(folder, &["new", "p", "--registry"], 0);
    let manifest = fs::read_to_string(folder.join("p/Cargo.toml")).unwrap();
    assert!(manifest.contains(&format!("amphi-guest-sdk = \"{}\"", env!("CARGO_PKG_VERSION"))), "{manifest}");
    run(folder, &["build", "there"], 3);
    run(folder, &["call", "there", "greet"], 3);
    run(folder, &["call", "nowhere.wasm", "greet"], 2);
    run(folder, &[], 2);
    run(folder, &["dance"], 2);
    assert!(run(folder, &["--help"], 0).0.contains("Exit codes"));
    // What is not to be had is nobody's plugin, and not a broken one.
    let (_, err) = run(folder, &["check", "p", "--world", "p"], 2);
    assert!(err.contains("--wit"), "{err}");
    run(folder, &["check", "nowhere", "--world", "p", "--wit", "p/wit"], 2);
    assert!(run(folder, &["call", "there", "greet"], 3).1.contains("neither a component nor an executable"));
    run(folder, &["call", "there", "greet", "--timeout", "0s"], 2);
    // As JSON too, down to the command line itself.
    for wrong in [&["--json"][..], &["new", "--json"], &["call", "--json", "--no"], &["inspect", "nowhere", "--json"]] {
        let (out, err) = run(folder, wrong, 2);
        let error: Json = serde_json::from_str(&err).unwrap();
        assert!(out.is_empty() && error["exit"] == 2 && !error["error"].as_str().unwrap().is_empty(), "{err}");
    }
}

#[test]
fn what_could_not_be_made_is_not_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    // A checkout whose lock file is missing.
    fs::create_dir_all(folder.join("checkout/guest-sdk")).unwrap();
    fs::write(folder.join("checkout/guest-sdk/Cargo.toml"), "").unwrap();
    for _ in 0..2 {
        let (_, err) = run(folder, &["new", "p", "--checkout", "checkout"], 2);
        assert!(err.contains("Cargo.lock") && !folder.join("p").exists(), "{err}");
    }
}

#[test]
fn large_files_are_not_read_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    // They have a size and take no place on the disk; whoever read them would take it in memory.
    let sparse = |name: &str, head: &[u8]| {
        fs::write(folder.join(name), head).unwrap();
        fs::File::options().write(true).open(folder.join(name)).unwrap().set_len(1 << 37).unwrap();
    };
    sparse("image.iso", b"");
    sparse("large.wasm", b"\0asm\x0d\0\x01\0");
    sparse("program", b"\x7fELF\x02\x01\x01");
    for name in ["image.iso", "large.wasm", "program"] {
        let (_, err) = run(folder, &["inspect", name], 3);
        assert!(err.contains(name), "{err}");
    }
    let found = json(folder, &["list", "."]);
    assert_eq!(found["plugins"].as_array().unwrap().len(), 1, "{found}");
}

#[test]
fn who_reads_no_further_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("broken.wasm"), "no component").unwrap();
    let mut list = Command::new(env!("CARGO_BIN_EXE_amphi"));
    let mut list = list.args(["list", "."]).current_dir(&folder).stdout(Stdio::piped()).spawn().unwrap();
    drop(list.stdout.take());
    assert_eq!(list.wait().unwrap().code(), Some(0));
}

#[test]
fn wit_is_derived_from_proto() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("proto")).unwrap();
    fs::write(folder.join("proto/text.proto"), "syntax = \"proto3\"; package ex.kv; message Text { string text = 1; }")
        .unwrap();
    let service =
        "syntax = \"proto3\"; package ex.kv; import \"text.proto\"; service KV { rpc Get(Text) returns (Text); }";
    fs::write(folder.join("proto/kv.proto"), service).unwrap();
    let (out, _) = run(folder, &["wit", "from-proto", "proto/kv.proto", "-o", "wit"], 0);
    let files: Vec<&str> = out.lines().collect();
    assert!(matches!(files.as_slice(), [wit, mapping] if wit.ends_with(".wit") && mapping.ends_with(".mapping.toml")));
    let wit = fs::read_to_string(folder.join(files[0])).unwrap();
    assert!(wit.contains("get: func(request: text) -> result<text, status>;"), "{wit}");
    // The same text again, and another name where one is asked for.
    run(folder, &["wit", "from-proto", "proto/kv.proto", "-I", "proto", "-o", "wit"], 0);
    assert_eq!(fs::read_to_string(folder.join(files[0])).unwrap(), wit);
    let named = json(folder, &["wit", "from-proto", "proto/kv.proto", "--package", "my:store@1.2.0"]);
    assert!(
        fs::read_to_string(folder.join(named["files"][0].as_str().unwrap()))
            .unwrap()
            .contains("package my:store@1.2.0;")
    );
    // What is wrong is told with its place.
    fs::write(folder.join("proto/bad.proto"), "syntax = \"proto3\"; message A { B b = 1; }").unwrap();
    let (_, err) = run(folder, &["wit", "from-proto", "proto/bad.proto"], 3);
    assert!(err.contains("bad.proto") && err.contains('B'), "{err}");
    run(folder, &["wit", "from-proto", "proto/gone.proto"], 3);
    run(folder, &["wit", "from-proto"], 2);
}

/// The plugin in Go of `examples/5-go`, in a folder with its configuration; none where Go is missing.
fn go_plugin(folder: &Path) -> bool {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/5-go");
    let mut go = Command::new("go");
    go.args(["build", "-trimpath", "-o"]).arg(folder.join("kv-go")).arg(".").current_dir(example.join("go"));
    let built = go.output();
    if !built.as_ref().is_ok_and(|output| output.status.success()) {
        assert!(std::env::var("CI").map_or(true, |ci| ci != "true"), "Go cannot build the plugin: {built:?}");
        return false;
    }
    let config = format!(
        "[plugins.kv]\nsource = \"kv-go\"\nbackend = \"native\"\n[plugins.kv.go-plugin]\n\
         cookie = {{ key = \"KV_PLUGIN\", value = \"hello\" }}\n\
         versions = {{ 1 = {{ dialect = \"grpc\", proto = [{:?}] }} }}\n",
        example.join("proto/kv.proto")
    );
    fs::write(folder.join("amphi.toml"), config).unwrap();
    true
}

#[test]
fn a_plugin_of_go_is_called_and_inspected() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    if !go_plugin(folder) {
        return;
    }
    let call = |words: &[&str], code| {
        let head = ["call", "--plugin", "kv"];
        run(folder, &head.into_iter().chain(words.iter().copied()).collect::<Vec<_>>(), code).0
    };
    // By the names of the proto with its JSON, and by those of the WIT with WAVE.
    let answer: Json = serde_json::from_str(&call(&["proto.KV/Put", r#"{"key": "a", "value": "AQI="}"#], 0)).unwrap();
    assert_eq!(answer, serde_json::json!({}));
    assert_eq!(call(&["kv.put", r#"{key: "a", value: [1, 2]}"#], 0), "ok\n");
    // A status is the plugin's own error.
    let answer: Json = serde_json::from_str(&call(&["proto.KV/Get", r#"{"key": "a"}"#], 1)).unwrap();
    assert_eq!(answer["message"], "no value of \"a\"");
    assert!(call(&["proto.KV/Get", r#"{key: "b"}"#], 1).starts_with("err({code: not-found,"));
    let (_, err) = run(folder, &["call", "--plugin", "kv", "proto.KV/Get", r#"{"kez": "a"}"#], 2);
    assert!(err.contains("kez"), "{err}");
    run(folder, &["call", "--plugin", "kv", "proto.KV/Gat", "{}"], 2);

    let seen = json(folder, &["inspect", "--plugin", "kv"]);
    assert_eq!((seen["dialect"].as_str(), seen["version"].as_u64()), (Some("grpc"), Some(1)));
    assert!(seen["address"].as_str().unwrap().starts_with("unix /"), "{seen}");
    assert!(seen["functions"][0].as_str().unwrap().contains("#get: func(request:"), "{seen}");
    let (out, _) = run(folder, &["inspect", "--plugin", "kv"], 0);
    assert!(out.contains("dialect") && out.contains("functions:"), "{out}");
    run(folder, &["inspect"], 2);
}
