//! Worlds whose bindings must compile, and mean what their WIT says: each bug of the generator leaves one here.

use amphi_host::World;

/// Makes bindings of a world, and a test that they stand for the interface that the WIT has.
macro_rules! world {
    ($module:ident, $world:literal, $client:ident, $wit:literal) => {
        mod $module {
            amphi_host::bindings!({ inline: $wit, world: $world });

            #[test]
            fn means_what_its_wit_says() {
                super::compare::<$client>($world, $wit);
            }
        }
    };
}

fn compare<W: World>(name: &str, wit: &str) {
    let world = amphi_wit::World::from_text("corpus.wit", wit, Some(name)).unwrap();
    assert_eq!(W::NAME, name);
    assert_eq!(W::interface(), &world.interface().unwrap());
}

world!(empty, "empty", Empty, "package a:b; world empty {}");

world!(
    only_imports,
    "only-imports",
    OnlyImports,
    "package a:b; world only-imports { import tell: func(text: string); import ask: func() -> u8; }"
);

world!(
    two_interfaces_of_one_name,
    "twins",
    Twins,
    r#"
    package a:b@1.2.3;
    interface one { same: func(a: u8) -> u8; }
    world twins {
      import one;
      export one;
      export other: interface { same: func(a: string) -> string; }
    }
    "#
);

world!(
    types_used_across_interfaces,
    "across",
    Across,
    r#"
    package a:b;
    interface base { record item { id: u64, name: string } type items = list<item>; enum kind { a, b } }
    interface middle { use base.{item as thing, items, kind}; variant outcome { found(thing), many(items), none(kind) } }
    interface top { use middle.{outcome}; look: func(id: u64) -> outcome; }
    world across { use base.{item}; import top; export top; export store: func(item: item) -> result<_, item>; }
    "#
);

world!(
    errors_of_every_kind,
    "errors",
    Errors,
    r#"
    package a:b;
    interface failing {
      enum code { low, high }
      record detail { code: code, text: string }
      variant problem { plain, %with(detail), again(code) }
      flags reasons { slow, big }
      by-enum: func() -> result<u8, code>;
      by-record: func() -> result<u8, detail>;
      by-variant: func() -> result<u8, problem>;
      by-flags: func() -> result<u8, reasons>;
      by-string: func() -> result<_, string>;
      by-nothing: func() -> result<u8>;
      nested: func() -> result<result<u8, string>, option<problem>>;
    }
    world errors { import failing; export failing; }
    "#
);

world!(
    lists_of_everything,
    "lists",
    Lists,
    r#"
    package a:b;
    interface all {
      record pair { a: u8, b: option<string> }
      flags bits { x, y }
      enum one-case { only }
      take: func(
        a: list<u8>, b: list<list<u8>>, c: list<option<u32>>, d: list<result<u8, string>>, e: list<tuple<u8, f32>>,
        f: list<pair>, g: list<bits>, h: list<one-case>, i: list<char>, j: list<f64>
      ) -> list<list<list<string>>>;
    }
    world lists { import all; export all; }
    "#
);

world!(
    words_of_rust,
    "dyn",
    Dyn,
    r#"
    package macro:crate@0.1.0;
    interface trait {
      record struct { self: u8, super: u8, fn: u8, where: u8, yield: u8, box: u8, try: u8, abstract: u8, final: u8 }
      variant %option { some(u8), none, ok(struct), err }
      enum result-kind { ok, err }
      mod: func(pub: struct, dyn: %option) -> result-kind;
      gen: func(priv: u8, typeof: u8, await: u8) -> u8;
    }
    world dyn { import trait; export trait; export loop: func(move: string) -> string; }
    "#
);

world!(
    names_of_the_standard_library,
    "shadows",
    Shadows,
    r#"
    package std:core;
    interface vec {
      record string-view { len: u32 }
      record %result { ok: u8 }
      variant error { none }
      enum %future { send, sync }
      type %string = list<u8>;
      host: func(client: string-view, args: %result) -> %future;
      within: func(context: u8, index: u8) -> u8;
      call: func(self: u8, cx: u8) -> error;
    }
    world shadows { import vec; export vec; export call: func() -> u8; export within: func(args: u8) -> u8; }
    "#
);

world!(
    names_that_differ_in_their_case_only,
    "cases",
    Cases,
    r#"
    package a:b;
    interface kebab {
      record HTTP-header { CONTENT-type: string, x2-y: u8 }
      enum level { LOW, MID-high }
      read-URL: func(the-URL: string) -> HTTP-header;
    }
    world cases { import kebab; export kebab; }
    "#
);

world!(
    many_flags,
    "flagged",
    Flagged,
    r#"
    package a:b;
    interface f {
      flags none-but-one { a }
      flags eight { a0, a1, a2, a3, a4, a5, a6, a7 }
      flags nine { a0, a1, a2, a3, a4, a5, a6, a7, a8 }
      flags seventeen { a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16 }
      take: func(a: none-but-one, b: eight, c: nine, d: seventeen) -> tuple<none-but-one, eight, nine, seventeen>;
    }
    world flagged { import f; export f; }
    "#
);

world!(
    a_world_that_includes_another,
    "whole",
    Whole,
    r#"
    package a:b;
    interface part { f: func() -> u8; }
    world base { import part; export go: func(); }
    world whole { include base; export part; export more: func() -> option<option<option<u8>>>; }
    "#
);

world!(
    resources_of_every_kind,
    "all-resources",
    AllResources,
    r#"
    package a:b;
    interface base {
      resource thing { constructor(client: string); self: func() -> u8; new: func(); type: static func(of: borrow<thing>) -> thing; }
      resource client;
      record pair { a: thing, b: option<client> }
      swap: func(pairs: list<pair>) -> result<pair, thing>;
    }
    interface user { use base.{thing as item, pair}; take: func(pair: pair, lent: borrow<item>) -> list<item>; }
    world all-resources {
      use base.{thing};
      import base;
      import outside: func(of: borrow<thing>) -> tuple<thing, thing>;
      resource own { constructor(); with: func(other: borrow<own>) -> own; }
      export base;
      export user;
      export inside: func(of: borrow<thing>, own: own) -> option<thing>;
    }
    "#
);
