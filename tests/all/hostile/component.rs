//! Files that are no component, or one that lies.

use std::path::PathBuf;

use amphi_host::{Backend, Error, NoImports, PluginConfig};

use super::BOUND;
use crate::bench::{Fixture, block_on, builder, within};

/// What loading these bytes as a component fails with.
async fn refusal(bytes: &[u8]) -> Error {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("plugin.wasm");
    std::fs::write(&path, bytes).unwrap();
    let host = builder().plugin("plugin", PluginConfig::new(path, Backend::Wasm)).build().await.unwrap();
    within(BOUND, host.load_dynamic("plugin", NoImports)).await.expect_err("it was loaded")
}

fn good() -> Vec<u8> {
    std::fs::read(Fixture::Other.path(Backend::Wasm)).unwrap()
}

fn is_unusable(error: &Error) -> bool {
    matches!(error, Error::Component { .. } | Error::Interface { .. })
}

#[test]
fn an_empty_file() {
    block_on(async { assert!(is_unusable(&refusal(b"").await)) });
}

#[test]
fn a_file_of_text() {
    block_on(async { assert!(is_unusable(&refusal(b"#!/bin/sh\necho hello\n").await)) });
}

#[test]
fn a_module_that_is_no_component() {
    block_on(async {
        let error = refusal(b"\0asm\x01\0\0\0").await;
        assert!(is_unusable(&error), "{error}");
    });
}

#[test]
fn a_component_that_is_cut() {
    block_on(async {
        let good = good();
        for part in [1, 2, 3, 5, 8, 9] {
            let error = refusal(&good[..good.len() * part / 10]).await;
            assert!(is_unusable(&error), "{part}: {error}");
        }
    });
}

#[test]
fn a_component_with_garbage_in_it() {
    block_on(async {
        let good = good();
        for place in [4, 9, 20, 100, good.len() / 2] {
            let mut bad = good.clone();
            bad[place..place + 4].copy_from_slice(&[0xff; 4]);
            let error = refusal(&bad).await;
            assert!(is_unusable(&error), "at {place}: {error}");
        }
    });
}

#[test]
fn a_section_that_announces_gigabytes() {
    block_on(async {
        // A custom section, a core module, a component: each said to be of 4 GiB.
        for section in [0, 1, 4] {
            let mut bad = b"\0asm\x0d\0\x01\0".to_vec();
            bad.extend([section, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3]);
            let error = refusal(&bad).await;
            assert!(is_unusable(&error), "{section}: {error}");
        }
    });
}

#[test]
fn a_component_without_anything() {
    block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plugin.wasm");
        std::fs::write(&path, b"\0asm\x0d\0\x01\0").unwrap();
        let config = PluginConfig::new(path, Backend::Wasm);
        let host = builder().plugin("plugin", config).build().await.unwrap();
        // It is a plugin, and one that does nothing at all.
        if let Ok(handle) = within(BOUND, host.load_dynamic("plugin", NoImports)).await {
            assert!(matches!(handle.call("render", &[]).await, Err(Error::UnknownFunction { .. })));
        }
    });
}

#[test]
fn nothing_at_the_place() {
    block_on(async {
        let config = PluginConfig::new("/nowhere/plugin.wasm", Backend::Wasm);
        let host = builder().plugin("plugin", config).build().await.unwrap();
        let error = host.load_dynamic("plugin", NoImports).await.err().unwrap();
        assert!(matches!(error, Error::SourceMissing { .. }), "{error}");
    });
}
