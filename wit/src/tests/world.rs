//! Worlds from text and files.

use std::fs;

use amphi_protocol::{FunctionTable, Interface, ResourceIndex, Side, Type};

use super::{FORMATTER, world};
use crate::{AMPHI_PLUGIN_WIT, Error, Mismatch, World, check_carried, compare};

#[test]
fn names_order_and_types_are_canonical() {
    let interface = world(FORMATTER).interface().unwrap();
    let exports: Vec<_> = interface.exports.iter().map(|(_, function)| function.to_string()).collect();
    assert_eq!(
        exports,
        [
            "render: func(source: string, options: record { width: u32, tags: list<string> }) \
             -> result<string, variant { too-long(u32), bad-input(string), unknown }>",
            "example:text/document@1.0.0#adjust: func(by: f32) -> result",
            "example:text/document@1.0.0#words: func(of: list<string>, look: enum { plain, rich }, \
             marks: flags { bold, italic }) -> tuple<u64, option<char>>",
        ]
    );
    let imports: Vec<_> = interface.imports.iter().map(|(_, function)| function.full_name()).collect();
    assert_eq!(
        imports,
        ["log", "example:text/document@1.0.0#adjust", "example:text/document@1.0.0#words", "progress#report"]
    );
}

#[test]
fn the_source_order_does_not_matter() {
    let one = world("package a:b; world w { export x: func(); export a: interface { f: func(); } import y: func(); }");
    let two = world("package c:d; world v { import y: func(); export a: interface { f: func(); } export x: func(); }");
    assert_eq!(one.interface().unwrap(), two.interface().unwrap());
}

#[test]
fn the_platform_and_our_own_package_do_not_count() {
    let text = format!(
        "{} package wasi:io@0.2.0 {{ interface poll {{ resource pollable; }} interface now {{ now: func() -> u64; }} }}
         package a:b {{ world w {{
             import wasi:io/poll@0.2.0; import wasi:io/now@0.2.0; import amphi:plugin/log@0.1.0;
             export amphi:plugin/lifecycle@0.1.0; export run: func();
         }} }}",
        AMPHI_PLUGIN_WIT
    );
    let world = World::from_text("test.wit", &text, Some("a:b/w")).unwrap();
    let interface = world.interface().unwrap();
    assert_eq!(interface.exports.len(), 1);
    assert!(interface.imports.is_empty());
}

#[test]
fn our_own_package_parses() {
    let world = World::from_text("plugin.wit", AMPHI_PLUGIN_WIT, Some("imports")).unwrap();
    assert!(world.interface().unwrap().imports.is_empty());
}

#[test]
fn what_is_not_carried_yet_is_refused_by_name() {
    for (body, function, what) in [
        ("resource r; f: func(r: list<borrow<r>, 2>);", "i#f", "a fixed-length list of borrows"),
        ("resource r; f: func(s: list<stream<borrow<r>>>);", "i#f", "a stream or a future of borrows"),
        (
            "type letter = char; f: func(x: option<stream<letter>>);",
            "i#f",
            "a stream of characters (no component may have one, but bytes or strings)",
        ),
        (
            "resource r-s { R-s: func(); }",
            "i#[method]r-s.R-s",
            "the name of its resource for a function of it (no component may have one)",
        ),
        ("f: func(x: error-context);", "i#f", "an error-context"),
        ("f: func(x: map<string, u8>);", "i#f", "a map"),
        (
            "record p { x: list<tuple<string>, 4> } f: func() -> p;",
            "i#f",
            "a fixed-length list of strings, lists or what has one in it",
        ),
    ] {
        let world = world(&format!("package a:b; world w {{ export i: interface {{ {body} }} }}"));
        match world.interface().and_then(|interface| check_carried(&interface)).unwrap_err() {
            Error::Unsupported { function: got_function, what: got } => {
                assert_eq!((got_function.as_str(), got), (function, what), "{body}");
            }
            other => panic!("{body}: {other}"),
        }
    }
    // A type of an interface that no function uses is no obstacle.
    let unused = world("package a:b; world w { export i: interface { resource r; f: func(); } }");
    assert_eq!(unused.interface().unwrap().exports.len(), 1);
    check_carried(&unused.interface().unwrap()).unwrap();
}

#[test]
fn every_kind_of_wit_has_an_interface() {
    let text = "
        package a:b@1.2.0;
        interface kv {
            resource bucket { constructor(name: string); get: async func(key: string) -> option<string>;
                merge: static func(a: bucket, b: borrow<bucket>) -> bucket; }
            resource unused;
            open: func() -> result<bucket>;
        }
        interface user { use kv.{bucket as b}; count: func(of: borrow<b>) -> u32; }
        world w {
            use kv.{bucket};
            import kv;
            export kv;
            export user;
            export outside: func(of: borrow<bucket>) -> list<u8, 4>;
            export copy: async func(source: stream<u8>, all: map<string, u8>) -> future<result<u64, string>>;
        }";
    let interface = world(text).interface().unwrap();
    assert_eq!(Interface::from_bytes(&interface.to_bytes()).unwrap(), interface);
    let shown: Vec<_> = interface.exports.iter().map(|(_, function)| function.to_string()).collect();
    assert_eq!(
        shown,
        [
            "copy: async func(source: stream<u8>, all: map<string, u8>) -> future<result<u64, string>>",
            "outside: func(of: borrow<bucket>) -> list<u8, 4>",
            "a:b/kv@1.2.0#[constructor]bucket: func(name: string) -> bucket",
            "a:b/kv@1.2.0#[method]bucket.get: async func(self: borrow<bucket>, key: string) -> option<string>",
            "a:b/kv@1.2.0#[static]bucket.merge: func(a: bucket, b: borrow<bucket>) -> bucket",
            "a:b/kv@1.2.0#open: func() -> result<bucket>",
            "a:b/user@1.2.0#count: func(of: borrow<bucket>) -> u32",
        ]
    );
    let names = |table: &FunctionTable| table.resources().map(|(_, it)| it.full_name()).collect::<Vec<_>>();
    assert_eq!(names(&interface.exports), ["a:b/kv@1.2.0#bucket", "a:b/kv@1.2.0#unused"]);
    assert_eq!(names(&interface.imports), ["a:b/kv@1.2.0#bucket", "a:b/kv@1.2.0#unused"]);
    // What the world's own functions name is imported, what its interfaces name is exported where it can be.
    let side = |name: &str| {
        let function = interface.exports.get(interface.exports.find(name).unwrap()).unwrap();
        let Some(Type::Borrow(resource)) = function.params.first().map(|param| &param.ty) else { panic!("{name}") };
        resource.side
    };
    assert_eq!([side("outside"), side("count"), side("bucket.get")], [Side::Import, Side::Export, Side::Export]);
}

#[test]
fn resources_of_compatible_versions_are_the_same() {
    let of = |version: &str, more: &str| {
        let text = format!(
            "package a:b@{version}; interface i {{ resource r {{ {more} }} f: func() -> list<r>; }}
             world w {{ export i; }}"
        );
        world(&text).interface().unwrap()
    };
    let compared = |host: &Interface, plugin: &Interface| compare(host, &FunctionTable::default(), plugin);
    let old = of("1.0.0", "");
    assert_eq!(compared(&old, &of("1.1.0", "m: func();")).unwrap().exported_resources, [ResourceIndex(0)]);
    assert!(compared(&old, &of("2.0.0", "")).is_err());
    // A resource that has no functions is needed too.
    let without = world("package a:b@1.0.0; world w { export i: interface { f: func(); } }").interface().unwrap();
    let with = world("package a:b@1.0.0; world w { export i: interface { resource r; f: func(); } }");
    let error = compared(&with.interface().unwrap(), &without).unwrap_err();
    assert_eq!(error.differences.first().unwrap().mismatch, Mismatch::MissingResource);
}

#[test]
fn types_that_grow_without_bound_are_refused() {
    let mut text = String::from("package a:b; interface i { type t0 = u64;");
    for level in 1..60 {
        text += &format!("record t{level} {{ a: t{}, b: t{0} }}", level - 1);
    }
    let wide = world(&format!("{text} f: func(x: t59); }} world w {{ export i; }}"));
    assert!(matches!(wide.interface(), Err(Error::TypeOverLimit { .. })));

    let deep = format!("package a:b; world w {{ export f: func() -> {}u8{}; }}", "list<".repeat(70), ">".repeat(70));
    assert!(matches!(world(&deep).interface(), Err(Error::TypeOverLimit { .. })));

    let flat =
        world(&format!("package a:b; world w {{ export f: func() -> {}u8{}; }}", "list<".repeat(63), ">".repeat(63)));
    let interface = flat.interface().unwrap();
    assert_eq!(Interface::from_bytes(&interface.to_bytes()).unwrap(), interface);
}

#[test]
fn a_folder_with_dependencies_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("deps/types")).unwrap();
    fs::write(root.join("world.wit"), "package a:b; world w { use c:d/types.{t}; export f: func(x: t) -> u8; }")
        .unwrap();
    fs::write(root.join("deps/types/types.wit"), "package c:d; interface types { type t = u16; }").unwrap();
    let world = World::from_path(root, None).unwrap();
    let interface = world.interface().unwrap();
    let (_, function) = interface.exports.iter().next().unwrap();
    assert_eq!(function.params.first().unwrap().ty, Type::U16);
    assert_eq!(world.sources(), [root.join("deps/types/types.wit"), root.join("world.wit")]);
}

#[test]
fn mistakes_show_their_place() {
    let error = World::from_text("a.wit", "package a:b;\n\nworld w { export f: func(x: nope); }", None).unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, Error::Wit { .. }));
    assert!(text.contains("a.wit:3:29"), "{text}");
    assert!(text.contains("^---"), "{text}");

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.wit");
    fs::write(&path, "package a:b;\nworld w { export }").unwrap();
    for path in [path.as_path(), folder.path()] {
        let text = World::from_path(path, None).unwrap_err().to_string();
        assert!(text.contains("b.wit:2:18"), "{text}");
    }
    assert!(matches!(World::from_path(&folder.path().join("none"), None), Err(Error::Io { .. })));
}

#[test]
fn the_world_must_be_clear() {
    let open = |text: &str, world| World::from_text("a.wit", text, world).unwrap_err();
    assert!(matches!(open("package a:b; interface i {}", None), Error::NoWorld { .. }));
    let two = "package a:b; world v {} world w {}";
    assert!(matches!(open(two, None), Error::SeveralWorlds { worlds, .. } if worlds == ["v", "w"]));
    assert!(matches!(open(two, Some("x")), Error::UnknownWorld { world, .. } if world == "x"));
    assert!(matches!(open(two, Some("a:b/x")), Error::UnknownWorld { .. }));
    assert!(World::from_text("a.wit", two, Some("w")).is_ok());
}
