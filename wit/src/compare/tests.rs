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
        ("1.0.0-rc.1", "1.0.0-rc.2", false),
        ("1.0.0", "1.0.1-rc.1", false),
        ("1.0.0+a", "1.1.0+b", true),
        ("1.0.0-rc.1+a", "1.0.0-rc.1+b", true),
    ] {
        let result = compare(&host(wanted), &FunctionTable::default(), &host(there));
        assert_eq!(result.is_ok(), fits, "{wanted} by {there}");
    }
}

/// Of several versions that a plugin has, functions and resources are of the same one.
#[test]
fn the_highest_version_is_taken_with_its_resources() {
    let interface = |version: &str| {
        format!("package a:b@{version} {{ interface i {{ resource r {{ m: func(); }} make: func() -> r; }} }}")
    };
    let exports = |versions: &[&str]| {
        let packages: String = versions.iter().map(|version| interface(version)).collect();
        let exports: String = versions.iter().map(|version| format!("export a:b/i@{version};")).collect();
        let text = format!("package c:d; {packages} world w {{ {exports} }}");
        World::from_text("test.wit", &text, None).unwrap().interface().unwrap()
    };
    let plugin = exports(&["1.10.0", "1.9.0"]);
    for (wanted, taken) in [("1.8.0", "1.10.0"), ("1.9.0", "1.9.0"), ("1.11.0", "1.10.0")] {
        let binding = compare(&exports(&[wanted]), &FunctionTable::default(), &plugin).unwrap();
        let full = format!("a:b/i@{taken}");
        for index in binding.exports {
            assert_eq!(plugin.exports.get(index).unwrap().interface.as_deref(), Some(&*full), "{wanted}");
        }
        let resources: Vec<_> = plugin.exports.resources().collect();
        for index in binding.exported_resources {
            let (_, resource) = resources.iter().find(|(there, _)| *there == index).unwrap();
            assert_eq!(resource.interface.as_deref(), Some(&*full), "{wanted}");
        }
    }
}

/// The changes of the one function `f` that two worlds have.
fn changes(types: [&str; 2], params: [&str; 2]) -> Vec<(String, String, String)> {
    let world = |side: usize| {
        let text = format!(
            "package a:b; interface i {{ {} f: func({}); }} world w {{ export i; }}",
            types[side], params[side]
        );
        World::from_text("test.wit", &text, None).unwrap().interface().unwrap()
    };
    let error = compare(&world(0), &FunctionTable::default(), &world(1)).unwrap_err();
    let all = error.differences.iter().flat_map(|difference| difference.changes());
    all.map(|change| (change.place, change.expected, change.found)).collect()
}

fn change(place: &str, expected: &str, found: &str) -> (String, String, String) {
    (place.to_string(), expected.to_string(), found.to_string())
}

#[test]
fn a_changed_type_is_told_by_its_parts() {
    let record = |width: &str| format!("record options {{ width: {width}, title: string }}");
    let found = changes([&record("u32"), &record("u64")], ["a: u8, all: list<options>"; 2]);
    assert_eq!(found, [change("parameter all, element, field width", "u32", "u64")]);

    let found = changes(["record r { a: u8, b: u8 }", "record r { a: u8, c: bool }"], ["r: r"; 2]);
    assert_eq!(
        found,
        [
            change("parameter r", "field b: u8", "no such field"),
            change("parameter r", "no such field", "field c: bool"),
        ]
    );

    let found = changes(["enum e { a, b, c }", "enum e { a, c, b }"], ["e: option<e>"; 2]);
    assert_eq!(found, [change("parameter e, some", "the case b here", "the case c in its place")]);

    let found = changes(["variant v { a(u8), b }", "variant v { a, b(u8) }"], ["v: tuple<v, u8>"; 2]);
    assert_eq!(
        found,
        [
            change("parameter v, value 1, case a", "u8", "nothing"),
            change("parameter v, value 1, case b", "nothing", "u8"),
        ]
    );

    let found = changes(["flags f-s { a }", "flags f-s { a, b }"], ["f: result<f-s, u8>", "f: result<f-s>"]);
    assert_eq!(
        found,
        [change("parameter f, ok", "no such flag", "flag b"), change("parameter f, err", "u8", "nothing")]
    );
    assert_eq!(changes(["", ""], ["a: u8", "a: string"]), [change("parameter a", "u8", "string")]);
}

#[test]
fn a_change_is_read_as_one_line() {
    let host = interface("interface i { record r { width: u32 } f: func(r: r); } world w { export i; }");
    let plugin = interface("interface i { record r { width: u64 } f: func(r: r); } world w { export i; }");
    let text = compare(&host, &FunctionTable::default(), &plugin).unwrap_err().to_string();
    let line = "a:b/i@1.0.0#f, parameter r, field width: the host expects u32, the plugin has u64";
    assert_eq!(text.lines().nth(1).map(str::trim), Some(line));
}
