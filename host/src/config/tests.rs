use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;

use super::document::{parse, read};
use super::*;

const DIGEST: &str = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";

fn fails(text: &str) -> ConfigError {
    parse(Path::new("conf/amphi.toml"), text).unwrap_err()
}

/// The line and column of an error, and what the mark is under.
fn at(error: &ConfigError) -> (usize, usize, String) {
    let place = error.place().unwrap();
    let marked = place.excerpt.chars().skip(place.mark.start).take(place.mark.len()).collect();
    (place.line, place.column, marked)
}

fn plugin(lines: &str) -> String {
    format!("[plugins.p]\nsource = \"p.wasm\"\nbackend = \"wasm\"\n{lines}\n")
}

#[test]
fn the_cache_is_the_hosts() {
    let text = "[cache]\nfolder = 'kept'\nsize = '1 MiB'\n";
    let cache = parse(Path::new("conf/amphi.toml"), text).unwrap().cache;
    assert_eq!((cache.folder, cache.size), (Some("conf/kept".into()), 1 << 20));
    assert_eq!(parse(Path::new("amphi.toml"), "").unwrap().cache, CacheConfig::default());
}

#[test]
fn every_field_is_read() {
    let text = format!(
        r#"
        [defaults.limits]
        call_timeout = "5s"
        memory = "128 MiB"
        [defaults.permissions.env]
        LANG = "C"
        TZ = "UTC"
        [defaults.native]
        cookie = {{ key = "APP_PLUGIN" }}

        [plugins.render]
        source = "plugins/render"
        backend = "native"
        sha256 = {{ wasm = "{DIGEST}", native = "{DIGEST}" }}
        [plugins.render.limits]
        call_timeout = "1m 30s"
        grace = "100ms"
        message_size = 65536
        in_flight = 0x10
        [plugins.render.permissions]
        env = {{ LANG = "de", "A.B" = "" }}
        args = ["--fast", ""]
        [plugins.render.native]
        cookie.value = "v"
        versions = [2, 3]
        tls = "off"
        latency = "spin"
        start_timeout = "3s"
        stop = {{ ask = "0s", term = "1s", kill = "4s" }}
        [plugins.render.wasm]
        execution = "inline"

        [plugins.other-1_x]
        source = "/abs/other.wasm"
        backend = "wasm"
        sha256 = "{DIGEST}"
        "#
    );
    let plugins = parse(Path::new("conf/amphi.toml"), &text).unwrap().plugins;
    let render = &plugins["render"];
    let digest = render.pins.wasm[0];
    let bytes = digest.as_bytes();
    assert_eq!((bytes[1], bytes[31], bytes.len()), (0x11, 0xff, 32));
    let wanted = PluginConfig::new("conf/plugins/render", Backend::Native).with(|config| {
        config.pins = Pins { native: vec![digest], wasm: vec![digest] };
        config.limits = Limits {
            call_timeout: Duration::from_secs(90),
            grace: Duration::from_millis(100),
            memory: 128 << 20,
            message_size: 65536,
            in_flight: 16,
        };
        let env = [("LANG", "de"), ("TZ", "UTC"), ("A.B", "")];
        config.permissions.env = env.map(|(key, value)| (key.into(), value.into())).into();
        config.permissions.args = vec!["--fast".into(), String::new()];
        config.native = NativeConfig {
            cookie: Cookie { key: "APP_PLUGIN".into(), value: "v".into() },
            versions: vec![2, 3],
            tls: Tls::Off,
            latency: Latency::Spin,
            start_timeout: Duration::from_secs(3),
            stop: StopConfig { ask: Duration::ZERO, term: Duration::from_secs(1), kill: Duration::from_secs(4) },
        };
        config.wasm.execution = Execution::Inline;
    });
    assert_eq!(*render, wanted);
    let other = PluginConfig::new("/abs/other.wasm", Backend::Wasm).with(|config| {
        config.pins.wasm = vec![digest];
        config.limits.call_timeout = Duration::from_secs(5);
        config.limits.memory = 128 << 20;
        config.permissions.env = wanted.permissions.env.clone();
        config.permissions.env.insert("LANG".into(), "C".into());
        config.permissions.env.remove("A.B");
        config.native.cookie.key = "APP_PLUGIN".into();
    });
    assert_eq!(plugins["other-1_x"], other);
}

#[test]
fn nothing_is_a_configuration_too() {
    assert!(parse(Path::new("amphi.toml"), "").unwrap().plugins.is_empty());
    let plugins = parse(Path::new("amphi.toml"), &plugin("")).unwrap().plugins;
    assert_eq!(plugins["p"], PluginConfig::new("p.wasm", Backend::Wasm));
}

#[test]
fn an_unknown_key_is_named_with_the_nearest_and_the_line() {
    for (text, key, table, nearest, place) in [
        ("[plugin.p]\n", "plugin", "the top level", Some("plugins"), (1, 2, "plugin")),
        ("[plugins]\n\n[colour]\n", "colour", "the top level", None, (3, 2, "colour")),
        ("# ü\n[defaults]\n\tsource = \"x\"", "source", "[defaults]", None, (3, 2, "source")),
        (
            "[defaults.limits]\r\ncall_timout = \"5s\"\r\n",
            "call_timout",
            "[defaults.limits]",
            Some("call_timeout"),
            (2, 1, "call_timout"),
        ),
        (
            "defaults.native.stop = { ask = \"1s\", sigterm = 1 }",
            "sigterm",
            "[defaults.native.stop]",
            Some("term"),
            (1, 38, "sigterm"),
        ),
        (&plugin("sandbox = true"), "sandbox", "[plugins.p]", None, (4, 1, "sandbox")),
        (
            &plugin("[plugins.p.wasm]\nexecutoin = 'inline'"),
            "executoin",
            "[plugins.p.wasm]",
            Some("execution"),
            (5, 1, "executoin"),
        ),
        (&plugin("sha256 = { wsam = 'x' }"), "wsam", "[plugins.p.sha256]", Some("wasm"), (4, 12, "wsam")),
    ] {
        let error = fails(text);
        let ConfigError::UnknownKey { key: got_key, table: got_table, nearest: got_nearest, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!((&**got_key, &**got_table, *got_nearest), (key, table, nearest), "{text}");
        assert_eq!(at(&error), (place.0, place.1, place.2.into()), "{text}");
    }
}

#[test]
fn of_several_unknown_keys_the_first_is_named() {
    assert!(matches!(fails("zebra = 1\nape = 2"), ConfigError::UnknownKey { key, .. } if key == "zebra"));
}

#[test]
fn a_missing_key_points_to_its_table() {
    for (text, missing) in [("[plugins.p]\nbackend = 'wasm'", "source"), ("\n\n[plugins.p]\nsource = 'x'", "backend")] {
        let error = fails(text);
        assert!(
            matches!(&error, ConfigError::MissingKey { key, table, .. } if *key == missing && table == "[plugins.p]")
        );
        assert_eq!(at(&error).2, "p");
    }
}

#[test]
fn a_wrong_type_says_what_was_expected() {
    for (line, field, got, place) in [
        ("limits = 3", "plugins.p.limits", "an integer", (4, 10, "3")),
        ("limits.memory = true", "plugins.p.limits.memory", "a boolean", (4, 17, "true")),
        ("limits.call_timeout = 5", "plugins.p.limits.call_timeout", "an integer", (4, 23, "5")),
        ("limits.in_flight = '8'", "plugins.p.limits.in_flight", "a string", (4, 20, "'8'")),
        ("permissions.env = []", "plugins.p.permissions.env", "a list", (4, 19, "[]")),
        ("permissions.env.X = 1.5", "plugins.p.permissions.env.X", "a float", (4, 21, "1.5")),
        (
            "permissions.args = ['a',\n 1979-05-27]",
            "plugins.p.permissions.args[1]",
            "a date or time",
            (5, 2, "1979-05-27"),
        ),
        ("native.tls = {}", "plugins.p.native.tls", "a table", (4, 14, "{}")),
        ("sha256 = { wasm = 1 }", "plugins.p.sha256.wasm", "an integer", (4, 19, "1")),
    ] {
        let error = fails(&plugin(line));
        let ConfigError::WrongType { field: got_field, got: got_type, .. } = &error else { panic!("{error}") };
        assert_eq!((&**got_field, *got_type), (field, got));
        assert_eq!(at(&error), (place.0, place.1, place.2.into()), "{line}");
    }
    assert!(matches!(fails("plugins.q = 1"), ConfigError::WrongType { field, .. } if field == "plugins.q"));
}

#[test]
fn a_wrong_value_is_quoted() {
    for (line, field) in [
        ("limits.call_timeout = '5 parsecs'", "plugins.p.limits.call_timeout"),
        ("limits.memory = '64 mb'", "plugins.p.limits.memory"),
        ("limits.memory = -1", "plugins.p.limits.memory"),
        ("limits.in_flight = 4294967296", "plugins.p.limits.in_flight"),
        ("native.versions = [1, -2]", "plugins.p.native.versions[1]"),
        ("native.tls = 'atuo'", "plugins.p.native.tls"),
        ("wasm.execution = ''", "plugins.p.wasm.execution"),
        ("sha256 = 'abc'", "plugins.p.sha256"),
        ("sha256.wasm = 'zz'", "plugins.p.sha256.wasm"),
    ] {
        let error = fails(&plugin(line));
        assert!(matches!(&error, ConfigError::WrongValue { field: got, .. } if got == field), "{error}");
        assert_eq!(at(&error).0, 4);
    }
}

#[test]
fn an_unusable_value_has_its_place() {
    for (line, field) in [
        ("limits.call_timeout = '0s'", "limits.call_timeout"),
        ("limits.grace = '400 days'", "limits.grace"),
        ("limits.memory = '1023 KiB'", "limits.memory"),
        ("limits.memory = '4 GiB'\nlimits.message_size = '65 MiB'", "limits.message_size"),
        ("limits.message_size = 0", "limits.message_size"),
        ("limits.in_flight = 0", "limits.in_flight"),
        ("permissions.env.'A=B' = ''", "permissions.env.A=B"),
        ("permissions.env.'' = ''", "permissions.env."),
        ("permissions.env.'A.B' = \"\\u0000\"", "permissions.env.A.B"),
        ("permissions.args = [\"\\u0000\"]", "permissions.args"),
        ("native.cookie.key = ''", "native.cookie.key"),
        ("native.cookie.value = \"\\u0000\"", "native.cookie.value"),
        ("native.versions = []", "native.versions"),
        ("native.start_timeout = '0s'", "native.start_timeout"),
        ("native.stop.kill = '0s'", "native.stop.kill"),
    ] {
        for (text, name) in [(plugin(line), "p"), (format!("\n\n[defaults]\n{line}"), "defaults")] {
            let error = fails(&text);
            assert!(
                matches!(&error, ConfigError::Unusable { field: got, plugin, .. } if got == field && plugin == name),
                "{error}"
            );
            assert_eq!(at(&error).0, 3 + line.lines().count(), "{text}");
        }
    }
    assert_eq!(at(&fails("[plugins.p]\nbackend = 'wasm'\nsource = ''")), (3, 10, "''".into()));
    for name in ["Render", "-x", "'a/b'", "'a.b'", "''", &"x".repeat(65)] {
        let error = fails(&format!("\n[plugins.{name}]\nsource = 'x'\nbackend = 'wasm'"));
        assert!(matches!(&error, ConfigError::Unusable { field, .. } if field == "the name"), "{error}");
        assert_eq!((at(&error).0, at(&error).1), (2, 10));
    }
}

#[test]
fn values_from_code_are_checked_alike() {
    let config = PluginConfig::new("x.wasm", Backend::Wasm).with(|config| config.limits.call_timeout = Duration::MAX);
    assert!(matches!(config.check("p"), Err(ConfigError::Unusable { place: None, .. })));
    assert!(PluginConfig::new("", Backend::Wasm).check("p").is_err());
    assert!(PluginConfig::new("x", Backend::Native).check("p").is_ok());
    assert!(check_name("a b").is_err());
}

#[test]
fn a_syntax_error_has_its_line() {
    assert_eq!(at(&fails("[plugins.p]\nsource = \n")).0, 2);
    assert_eq!(at(&fails("a = 1\na = 2\n")).0, 2);
    assert!(matches!(fails("[["), ConfigError::Syntax { .. }));
    assert!(matches!(fails(&"[".repeat(100_000)), ConfigError::Syntax { .. }));
    assert!(matches!(fails(&format!("a = {}", "[".repeat(100_000))), ConfigError::Syntax { .. }));
}

#[test]
fn the_number_of_plugins_is_bounded() {
    let text: String = (0..=1_000).map(|n| format!("[plugins.p{n}]\n")).collect();
    assert!(matches!(fails(&text), ConfigError::TooManyPlugins { got: 1_001, .. }));
}

#[test]
fn an_error_quotes_the_line() {
    let shown = fails("[defaults.limits]\ncall_timout = \"5s\"").to_string();
    let wanted = "unknown key call_timout in [defaults.limits], did you mean call_timeout?\n  \
                  --> conf/amphi.toml:2:1\n   |\n 2 | call_timout = \"5s\"\n   | ^^^^^^^^^^^";
    assert_eq!(shown, wanted);
    let long = fails(&format!("{} = 1 # {}", "k".repeat(1_000_000), "x".repeat(10_000)));
    assert!(long.to_string().len() < 1_000);
}

#[tokio::test]
async fn only_a_small_regular_text_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("amphi.toml");
    assert!(matches!(read(&path).await, Err(ConfigError::Read { .. })));
    assert!(matches!(read(folder.path()).await, Err(ConfigError::Read { .. })));
    std::fs::write(&path, "#".repeat((1 << 20) + 1)).unwrap();
    assert!(matches!(read(&path).await, Err(ConfigError::TooLarge { .. })));
    std::fs::write(&path, b"# a\n\xff = 1").unwrap();
    assert_eq!(at(&read(&path).await.unwrap_err()).0, 2);
    std::fs::write(&path, plugin("")).unwrap();
    assert_eq!(read(&path).await.unwrap().1["p"].source, folder.path().join("p.wasm"));
}

fn toml_like() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "[plugins.p]",
        "[defaults]",
        "[[",
        "limits",
        "memory",
        ".",
        "=",
        "{",
        "}",
        "[",
        "]",
        "'",
        "\"",
        "\n",
        ",",
        "1",
        "-1",
        "'5s'",
        "0x",
        "sha256",
        "env",
        "source = 'x'\n",
        "backend = 'wasm'\n",
        "ü",
        "\u{0}",
        "\t",
        "\r\n",
        "#",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in prop_oneof![any::<String>(), toml_like()]) {
        if let Err(error) = parse(Path::new("amphi.toml"), &text) {
            let place = error.place().unwrap();
            prop_assert!(place.line <= text.lines().count() + 1);
            prop_assert!(place.mark.end <= place.excerpt.chars().count() + 1);
            prop_assert!(error.to_string().len() < 2_000);
        }
    }
}
