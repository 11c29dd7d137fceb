//! `amphi call` of functions with streams and futures.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{new_and_build, run};

#[test]
fn streams_and_futures_are_given_and_written() {
    let plugin = new_and_build("flow-plugin", |plugin| {
        fs::write(plugin.join("wit/world.wit"), include_str!("world.wit")).unwrap();
        fs::write(plugin.join("src/lib.rs"), include_str!("lib.rs.in")).unwrap();
    });
    let content = "some bytes\n".repeat(100_000);
    fs::write(plugin.join("content.txt"), &content).unwrap();
    fs::write(plugin.join("numbers.wave"), "1\n\n2\n 39 // the last\n").unwrap();
    fs::write(plugin.join("bad.wave"), "1\ntwo\n").unwrap();
    for backend in ["wasm", "native"] {
        let call = Call { plugin: &plugin, backend };
        arguments_become_streams(&call, &content);
        results_are_written_as_they_come(&call, &content);
        streams_inside_of_others(&call);
        what_breaks_off_is_an_error(&call);
    }
}

struct Call<'p> {
    plugin: &'p Path,
    backend: &'p str,
}

impl Call<'_> {
    /// Calls, demands an exit code, and gives what was written to stdout and to stderr.
    fn run(&self, words: &[&str], code: i32) -> (String, String) {
        let head = ["call", "--backend", self.backend, "dist/flow-plugin"];
        run(self.plugin, &head.into_iter().chain(words.iter().copied()).collect::<Vec<_>>(), code)
    }

    fn out(&self, words: &[&str]) -> String {
        self.run(words, 0).0
    }

    /// Calls with standard input, which stays open if it is not to end.
    fn with_input(&self, words: &[&str], input: &str, ends: bool) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_amphi"));
        command.args(["call", "--backend", self.backend, "dist/flow-plugin"]).args(words).current_dir(self.plugin);
        command.env_remove("RUST_LOG").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take();
        stdin.as_mut().unwrap().write_all(input.as_bytes()).unwrap();
        if ends {
            stdin = None;
        }
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

fn arguments_become_streams(call: &Call<'_>, content: &str) {
    // Bytes: a file, standard input, text, a list.
    let size = format!("{}\n", content.len());
    assert_eq!(call.out(&["size", "@content.txt"]), size);
    assert_eq!(call.out(&["size(@\"content.txt\")"]), size);
    assert_eq!(call.with_input(&["size", "@-"], "piped", true), "5\n");
    assert_eq!(call.out(&["size", "\"a\\u{e9}\""]), "3\n");
    assert_eq!(call.out(&["size", "[1, 2]"]), "2\n");
    assert_eq!(call.out(&["size", "[]"]), "0\n");
    // Elements: a list, a file or standard input with one on each line.
    assert_eq!(call.out(&["sum", "[1, 2, 39]"]), "42\n");
    assert_eq!(call.out(&["sum", "@numbers.wave"]), "42\n");
    assert_eq!(call.with_input(&["sum", "@-"], "40\n2", true), "42\n");
    assert_eq!(call.out(&["later", "41"]), "42\n");
    // A host's answer is a new one for each call.
    assert_eq!(call.out(&["twice", "--import", "given=21"]), "42\n");
    // What is wrong is told before anything is called, with its place.
    for (words, said) in [
        (["size", "@gone.bin"], "gone.bin"),
        (["size", "@src"], "directory"),
        (["size", "text"], "quoted twice"),
        (["size", "[256]"], "u8 (0 to 255)"),
        (["sum", "\"1\""], "stream of u32"),
        (["sum", "[1, -1]"], "column 5"),
        (["later", "[1]"], "u32"),
        (["pack", "(\"n\", 7)"], "stream<u8>"),
    ] {
        let (out, err) = call.run(&words, 2);
        assert!(out.is_empty() && err.contains(said), "{words:?}: {err}");
    }
    // What is wrong in the middle of a file, too.
    let (out, err) = call.run(&["sum", "@bad.wave"], 2);
    assert!(out.is_empty() && err.contains("an element in bad.wave") && err.contains("`two` (line 2"), "{err}");
}

fn results_are_written_as_they_come(call: &Call<'_>, content: &str) {
    assert_eq!(call.out(&["upper", "@content.txt"]), content.to_uppercase());
    assert_eq!(call.out(&["--json", "upper", "\"ab\""]), "65\n66\n");
    assert_eq!(call.out(&["count", "3"]), "1\n2\n3\n");
    assert_eq!(call.out(&["count", "0"]), "");
    assert_eq!(call.out(&["words", "\"a b\""]), "\"a\"\n\"b\"\n");
    assert_eq!(call.out(&["--json", "words", "\"a b\""]), "\"a\"\n\"b\"\n");
    assert_eq!(call.run(&["words", "\"\""], 1).0, "err(\"no words\")\n");
    // What was written can be read again.
    let counted = call.out(&["count", "100"]);
    assert_eq!(call.with_input(&["sum", "@-"], &counted, true), "5050\n");
    // Each comes when it is there, and nobody waits for input that the plugin does not want.
    assert_eq!(call.with_input(&["count", "1"], "", false), "1\n");
    let (_, err) = call.run(&["--timeout", "1s", "count", "18446744073709551615"], 5);
    assert!(err.contains("--timeout") && err.contains("fault: the plugin"), "{err}");
    // The last element says how it went.
    if call.backend == "native" {
        assert_eq!(call.run(&["checks"], 1).0, "ok(1)\nerr(\"bad\")\n");
        assert_eq!(call.run(&["--json", "checks"], 1).0, "{\"ok\":1}\n{\"err\":\"bad\"}\n");
        assert_eq!(call.out(&["echo", "[\"ab\", [7]]"]), "[97, 98]\n[7]\n");
    } else {
        assert!(call.run(&["echo", "[]"], 2).1.contains("--backend native"));
        assert!(call.run(&["checks"], 2).1.contains("--backend native"));
    }
}

fn streams_inside_of_others(call: &Call<'_>) {
    assert_eq!(call.out(&["pack", "(\"n\", \"ab\")"]), "(\"n\", [65, 66], 7)\n");
    assert_eq!(call.with_input(&["pack(( \"n\", @-))"], "b", true), "(\"n\", [66], 7)\n");
    let json: serde_json::Value = serde_json::from_str(&call.out(&["--json", "pack", "(\"n\", [])"])).unwrap();
    assert_eq!(json, serde_json::json!(["n", [], 7]));
}

fn what_breaks_off_is_an_error(call: &Call<'_>) {
    let (out, err) = call.run(&["half"], 6);
    assert!("half".starts_with(&out), "{out}");
    assert!(err.contains("broke off") && err.contains("in the middle") && err.contains("fault: the plugin"), "{err}");
}
