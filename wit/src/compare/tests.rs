//! What fits and what does not.

use amphi_protocol::{FunctionIndex, FunctionTable, Interface};

use super::{Binding, Mismatch, Side, compare};
use crate::World;

fn interface(world: &str) -> Interface {
    World::from_text("test.wit", &format!("package a:b@1.0.0; {world}"), None).unwrap().interface().unwrap()
}

#[test]
fn equal_interfaces_fit() {
    let both = interface("world w { import i: func(); export e: func(); export f: func() -> u8; }");
    let binding = compare(&both, &both.imports, &both).unwrap();
    let expected = Binding {
        exports: vec![FunctionIndex(0), FunctionIndex(1)],
        imports: vec![FunctionIndex(0)],
        ..Binding::default()
    };
    assert_eq!(binding, expected);
}

#[test]
fn a_plugin_may_export_more_and_import_less() {
    let host = interface("world w { import a: func(); import b: func(); export e: func(); }");
    let plugin = interface("world w { import b: func(); export d: func(); export e: func(); }");
    let binding = compare(&host, &host.imports, &plugin).unwrap();
    assert_eq!(
        binding,
        Binding { exports: vec![FunctionIndex(1)], imports: vec![FunctionIndex(1)], ..Binding::default() }
    );
}

#[test]
fn every_difference_is_told() {
    let host = interface(
        "world w {
            import report: func(done: u64);
            export render: func(source: string, width: u32) -> result<string, string>;
            export count: func(a: u8);
            export swap: func(a: u8, b: u8);
        }",
    );
    let plugin = interface(
        "world w {
            import reports: func(done: u64);
            export rendr: func();
            export count: func(a: u16) -> bool;
            export swap: func(b: u8);
        }",
    );
    let error = compare(&host, &host.imports, &plugin).unwrap_err();
    let facts: Vec<_> = error.differences.iter().map(|it| (it.side, it.function.as_str())).collect();
    assert_eq!(
        facts,
        [
            (Side::Export, "count"),
            (Side::Export, "count"),
            (Side::Export, "render"),
            (Side::Export, "swap"),
            (Side::Export, "swap"),
            (Side::Import, "reports"),
        ]
    );
    let nearest = |name: &str| Mismatch::Missing { nearest: Some(name.to_string()) };
    assert_eq!(error.differences[2].mismatch, nearest("rendr"));
    assert_eq!(error.differences[5].mismatch, nearest("report"));
    let text = error.to_string();
    assert!(text.contains("count, parameter a: the host expects u8, the plugin has u16"), "{text}");
    assert!(text.contains("count, result: the host expects nothing, the plugin has bool"), "{text}");
    assert!(text.contains("swap: the host expects 2 parameters, the plugin has 1"), "{text}");
    assert!(text.contains("the plugin imports reports, the host offers no such function"), "{text}");
}

#[test]
fn a_host_that_offers_nothing_refuses_every_import() {
    let plugin = interface("world w { import report: func(done: u64); }");
    let error = compare(&Interface::default(), &FunctionTable::default(), &plugin).unwrap_err();
    assert_eq!(error.differences.len(), 1);
}

#[test]
fn compatible_versions_fit() {
    let host = |version: &str| {
        let text = format!("package a:b@{version}; interface i {{ f: func(); }} world w {{ export i; }}");
        World::from_text("test.wit", &text, None).unwrap().interface().unwrap()
    };
    for (wanted, there, fits) in [
        ("1.0.0", "1.2.3", true),
        ("1.2.3", "1.0.0", true),
        ("1.0.0", "2.0.0", false),
        ("0.1.0", "0.1.9", true),
        ("0.1.0", "0.2.0", false),
        ("0.0.1", "0.0.2", false),
        ("1.0.0-rc.1", "1.0.0", false),
        ("1.0.0-rc.1", "1.0.0-rc.1", true),
    ] {
        let result = compare(&host(wanted), &FunctionTable::default(), &host(there));
        assert_eq!(result.is_ok(), fits, "{wanted} by {there}");
    }
}
