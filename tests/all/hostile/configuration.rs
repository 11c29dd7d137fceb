//! Configuration that cannot be meant.

use std::path::Path;

use amphi_host::config::ConfigError;
use amphi_host::{Error, Fault, Host};

use crate::bench::block_on;

/// What a host says of this file, which must be an error.
async fn refusal(text: impl AsRef<[u8]>) -> (ConfigError, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("amphi.toml");
    std::fs::write(&path, text).unwrap();
    of_file(&path).await
}

async fn of_file(path: &Path) -> (ConfigError, String) {
    let error = Host::from_config(path).build().await.expect_err("it was accepted");
    assert_eq!(error.fault(), Fault::Configuration);
    let text = error.to_string();
    match error {
        Error::Config(error) => (error, text),
        other => panic!("{other}"),
    }
}

#[test]
fn an_unknown_key_has_its_line_and_the_nearest_key() {
    block_on(async {
        let file = "[plugins.render]\nsource = \"render.wasm\"\nbackend = \"wasm\"\n\n[plugins.render.limits]\ncall_timeuot = \"5s\"\n";
        let (error, text) = refusal(file).await;
        let ConfigError::UnknownKey { key, nearest, .. } = &error else { panic!("{error}") };
        assert_eq!((key.as_str(), *nearest), ("call_timeuot", Some("call_timeout")));
        assert!(text.contains("amphi.toml:6"), "the sixth line is not named: {text}");
    });
}

#[test]
fn an_unknown_table_is_as_wrong_as_a_key() {
    block_on(async {
        for file in ["[plugin.render]\n", "[plugins.render.nativ]\n", "[plugins.render.wasm.execution]\n"] {
            let base = "\n[plugins.render]\nsource = \"r\"\nbackend = \"wasm\"\n";
            let (error, _) = refusal(format!("{file}{base}")).await;
            assert!(error.place().is_some(), "{error}");
        }
    });
}

#[test]
fn what_is_not_toml() {
    block_on(async {
        for file in ["[plugins", "a = ", "= 1", "[plugins.a]\nsource = \"a\nbackend = 1"] {
            let (error, _) = refusal(file).await;
            assert!(matches!(error, ConfigError::Syntax { .. }), "{file}: {error}");
        }
        let (error, _) = refusal([0xff, 0xfe, 0x00]).await;
        drop(error);
    });
}

#[test]
fn values_of_the_wrong_type_or_range() {
    block_on(async {
        let plugin = "[plugins.a]\nsource = \"a\"\nbackend = \"wasm\"\n";
        for line in [
            "limits.call_timeout = 5",
            "limits.call_timeout = \"soon\"",
            "limits.call_timeout = \"0s\"",
            "limits.memory = \"a lot\"",
            "limits.memory = \"99999999999999999999 GiB\"",
            "limits.message_size = \"1 TiB\"",
            "limits.in_flight = -1",
            "limits.in_flight = 0",
            "native.tls = \"sometimes\"",
            "native.versions = []",
            "wasm.execution = \"quick\"",
            "permissions.env = [\"LANG\"]",
            "sha256 = \"abc\"",
        ] {
            let (error, text) = refusal(format!("{plugin}{line}\n")).await;
            assert!(error.place().is_some(), "{line}: {text}");
        }
        let (error, _) = refusal("[plugins.a]\nsource = \"a\"\nbackend = \"docker\"\n").await;
        assert!(error.place().is_some(), "{error}");
        let (error, _) = refusal("[plugins.a]\nbackend = \"wasm\"\n").await;
        assert!(matches!(error, ConfigError::MissingKey { key: "source", .. }), "{error}");
    });
}

#[test]
fn both_backends_tables_are_read_whichever_is_chosen() {
    block_on(async {
        let file = "[plugins.a]\nsource = \"a\"\nbackend = \"wasm\"\n[plugins.a.native]\nstart_timeuot = \"1s\"\n";
        let (error, _) = refusal(file).await;
        assert!(matches!(error, ConfigError::UnknownKey { .. }), "{error}");
    });
}

#[test]
fn a_file_that_is_not_there_or_too_large() {
    block_on(async {
        let (error, _) = of_file(Path::new("/nowhere/amphi.toml")).await;
        assert!(matches!(error, ConfigError::Read { .. }), "{error}");
        let (error, _) = refusal("#".repeat(64 << 20)).await;
        assert!(matches!(error, ConfigError::TooLarge { .. }), "{error}");
        let (error, _) = of_file(Path::new("/dev/zero")).await;
        assert!(matches!(error, ConfigError::TooLarge { .. } | ConfigError::Read { .. }), "{error}");
    });
}

#[test]
fn tables_in_tables_without_end() {
    block_on(async {
        let file = format!("a = {}1{}", "[".repeat(50_000), "]".repeat(50_000));
        let (error, _) = refusal(file).await;
        assert!(matches!(error, ConfigError::Syntax { .. } | ConfigError::UnknownKey { .. }), "{error}");
    });
}
