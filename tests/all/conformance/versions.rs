//! Plugins that were built for another version of their world than the host was.

use std::sync::{Arc, OnceLock};

use amphi_host::__rt::Client;
use amphi_host::{CallContext, DynamicImports, Error, ImportError, Interface, NoImports, Value, World};

use crate::bench::later_documents::LaterDocuments;
use crate::bench::later_documents::exports::conformance::resources::documents::{Doc, Entry};
use crate::bench::{Bench, Fixture, Shelf, changed, elder, newer, next_major};

/// Weighs each mark, whatever version it is of.
struct Judge;

impl newer::conformance::versions::judge::Host for Judge {
    async fn weigh(
        &self,
        _cx: &CallContext,
        mark: newer::conformance::versions::shapes::Mark,
    ) -> Result<u64, ImportError> {
        Ok(u64::from(mark.by) * mark.label.len() as u64)
    }

    async fn forget(&self, _cx: &CallContext) -> Result<(), ImportError> {
        Err(ImportError::new("the plugin does not know of this"))
    }
}

impl changed::conformance::versions::judge::Host for Judge {
    async fn weigh(
        &self,
        _cx: &CallContext,
        mark: changed::conformance::versions::shapes::Mark,
    ) -> Result<u64, ImportError> {
        Ok(mark.by)
    }
}

/// The plugin has 1.1.0, the host 1.4.0, which offers one function more.
pub async fn an_older_minor_version_loads(bench: Bench) {
    let host = bench.host(Fixture::Older).await;
    let plugin = host.load_with::<newer::Newer>("older", Judge).await.unwrap();
    let mark = |by| newer::conformance::versions::shapes::Mark { by, label: "four".to_string() };
    assert_eq!(plugin.store().put(mark(2)).await.unwrap(), 8);
    assert_eq!(plugin.store().put(mark(3)).await.unwrap(), 20);
    // Whoever calls it with values may name it by either version's name, or without one.
    let handle = host.plugin("older").unwrap();
    let (by, label) = (("by", 1_u32.into()), ("label", "a".into()));
    let value = Value::record([by, label]);
    let total = handle.call("conformance:versions/store#put", &[value]).await.unwrap();
    assert_eq!(total, Some(21_u64.into()));
}

impl elder::conformance::versions::judge::Host for Judge {
    async fn weigh(
        &self,
        _cx: &CallContext,
        mark: elder::conformance::versions::shapes::Mark,
    ) -> Result<u64, ImportError> {
        Ok(u64::from(mark.by))
    }
}

/// The plugin has 1.1.0, the host 1.0.0.
pub async fn a_newer_minor_version_loads(bench: Bench) {
    let host = bench.host(Fixture::Older).await;
    let plugin = host.load_with::<elder::Elder>("older", Judge).await.unwrap();
    let mark = elder::conformance::versions::shapes::Mark { by: 2, label: "any".to_string() };
    assert_eq!(plugin.store().put(mark).await.unwrap(), 2);
}

/// What a later host may say of `store` and what there is against it: nothing where it fits.
const STORES: [(&str, &str); 12] = [
    ("record mark { by: u32, label: string } put: func(mark: mark) -> u64;", ""),
    (
        "record mark { by: u32, label: string } put: func(mark: mark) -> u64;
         @unstable(feature = fancy) take: func();",
        "",
    ),
    (
        "type mark = tuple<u8>; @since(version = 1.4.0) @deprecated(version = 1.4.0) take: func();",
        "#take, the plugin has no such",
    ),
    (
        "record mark { by: u32, label: string } put: func(mark: mark) -> u64; take: func();",
        "#take, the plugin has no such",
    ),
    (
        "record mark { by: u32, label: string } puts: func(mark: mark) -> u64;",
        "the nearest is conformance:versions/store@1.1.0#put",
    ),
    (
        "record mark { by: u32, label: string, at: u8 } put: func(mark: mark) -> u64;",
        "mark: the host expects field at: u8, the plugin has no such field",
    ),
    (
        "record mark { by: u32 } put: func(mark: mark) -> u64;",
        "mark: the host expects no such field, the plugin has field label: string",
    ),
    (
        "record mark { label: string, by: u32 } put: func(mark: mark) -> u64;",
        "the field label here, the plugin has the field by in its place",
    ),
    (
        "record mark { by: u32, label: string } put: func(it: mark) -> u64;",
        "expects the parameter it, the plugin has mark in its place",
    ),
    (
        "record mark { by: u32, label: string } put: func(mark: mark, at: u8) -> u64;",
        "expects 2 parameters, the plugin has 1",
    ),
    (
        "record mark { by: u32, label: string } put: func(mark: mark);",
        "result: the host expects nothing, the plugin has u64",
    ),
    (
        "record mark { by: u32, label: string } put: async func(mark: mark) -> u64;",
        "expects an async function, the plugin has a sync one",
    ),
];

/// What a later host may say of parts of the suite: there is a case and a flag more in each.
const SUITE: &str = "package conformance:suite@1.2.0; interface behave {
  variant problem { too-long(u32), bad-input(string), other, more(u8) } fail: func(how: problem) -> result<u32, problem>;
} interface echo {
  enum colour { red, green, dark-blue, blue } echo-colour: func(value: colour) -> colour;
  flags few { read, write, run-it, more } echo-few: func(value: few) -> few;
} world w { export behave; export echo; }";

fn interface(text: &str) -> Interface {
    amphi_wit::World::from_text("later.wit", text, None).unwrap().interface().unwrap()
}

/// A host whose world is one of the texts above.
struct Later<const NUMBER: usize>;

/// The last one is of the suite.
static LATER: [OnceLock<Interface>; STORES.len() + 1] = [const { OnceLock::new() }; STORES.len() + 1];

impl<const NUMBER: usize> World for Later<NUMBER> {
    const NAME: &'static str = "w";

    fn interface() -> &'static Interface {
        LATER[NUMBER].get_or_init(|| {
            let store = |(store, _): &(&str, &str)| {
                format!("package conformance:versions@1.4.0; interface store {{ {store} }} world w {{ export store; }}")
            };
            interface(&STORES.get(NUMBER).map_or_else(|| SUITE.to_string(), store))
        })
    }

    fn from_client(_client: Client) -> Self {
        Self
    }
}

/// Every difference that a host finds, or nothing.
fn differences<const NUMBER: usize>(handle: &Arc<dyn amphi_host::PluginHandle>) -> String {
    match Client::bind::<Later<NUMBER>>(handle.clone()) {
        Ok(_) => String::new(),
        Err(error @ Error::Incompatible { .. }) => error.to_string(),
        Err(other) => panic!("{other}"),
    }
}

/// An older plugin whose imports are answered by a judge with this WIT.
async fn judged(bench: Bench, judge: &str) -> Result<Arc<dyn amphi_host::PluginHandle>, Error> {
    let text = format!("package conformance:versions@1.4.0; interface judge {{ {judge} }} world w {{ import judge; }}");
    let imports = interface(&text).imports.iter().fold(DynamicImports::new(), |imports, (_, function)| {
        imports.function(function.clone(), |_, _| async { Ok(Some(Value::U64(1))) }).unwrap()
    });
    let host = bench.host(Fixture::Older).await;
    host.load_dynamic("older", imports).await
}

pub async fn every_change_that_breaks_is_refused(bench: Bench) {
    let mark = "record mark { by: u32, label: string }";
    let older = judged(bench, &format!("{mark} weigh: func(mark: mark) -> u64; more: func();")).await.unwrap();
    let told = [
        differences::<0>(&older),
        differences::<1>(&older),
        differences::<2>(&older),
        differences::<3>(&older),
        differences::<4>(&older),
        differences::<5>(&older),
        differences::<6>(&older),
        differences::<7>(&older),
        differences::<8>(&older),
        differences::<9>(&older),
        differences::<10>(&older),
        differences::<11>(&older),
    ];
    for (told, (world, expected)) in told.iter().zip(STORES) {
        assert_eq!(told.is_empty(), expected.is_empty(), "{world}\n{told}");
        assert!(told.contains(expected), "{world}\n{told}");
    }
    let suite = bench.load().await;
    let told = differences::<{ STORES.len() }>(&suite.handle());
    for expected in ["case more: u8", "case blue", "flag more"] {
        assert!(told.contains(&format!("the host expects {expected}, the plugin has no such")), "{told}");
    }
    // The same from the other side: what the plugin imports and its host does not offer.
    for (judge, expected) in [
        (format!("{mark} weighs: func(mark: mark) -> u64;"), "the host offers no such function"),
        (
            format!("{mark} weigh: func(mark: mark, more: u8) -> u64;"),
            "the plugin imports 1 parameters, the host offers 2",
        ),
        (format!("{mark} weigh: func(it: mark) -> u64;"), "the plugin imports the parameter mark, the host offers it"),
        ("record mark { by: u32 } weigh: func(mark: mark) -> u64;".into(), "the plugin imports field label: string"),
        (format!("{mark} weigh: func(mark: mark) -> u32;"), "the plugin imports u64, the host offers u32"),
    ] {
        let error = judged(bench, &judge).await.err().unwrap();
        assert!(matches!(error, Error::Incompatible { .. }) && error.to_string().contains(expected), "{error}");
    }
}

/// A resource is the same in every compatible version of its interface, whoever has it.
pub async fn resources_of_another_minor_version_are_the_same(bench: Bench) {
    let text = include_str!("../../fixtures/resources/wit/world.wit");
    let later = interface(&text.replace("@1.0.0", "@1.3.0"));
    let shelf = Arc::<Shelf>::default();
    let bucket = shelf.resource_of("conformance:resources/kv@1.3.0");
    let host = bench.host(Fixture::Resources).await;
    let handle = host.load_dynamic("resources", shelf.imports_of(&bucket, &later)).await.unwrap();
    // The plugin makes, uses, lends and gives away the host's.
    for tour in ["conformance:resources/user#tour", "conformance:resources/lending#tour"] {
        assert!(handle.call(tour, &[]).await.unwrap().is_some());
    }
    crate::bench::eventually("every bucket is dropped", || shelf.live() == 0).await;
    let kept = bucket.value(shelf.add("kept"));
    handle.call("keep", std::slice::from_ref(&kept)).await.unwrap();
    let Some(Value::Option(Some(back))) = handle.call("give", &[]).await.unwrap() else { panic!("it is given back") };
    assert_eq!(bucket.rep(&back), bucket.rep(&kept));

    // And the host the plugin's.
    let plugin = LaterDocuments::from_client(Client::bind::<LaterDocuments>(handle).unwrap());
    let documents = plugin.documents();
    let (a, b) = (Doc::new(&documents, "a").await.unwrap(), Doc::new(&documents, "b").await.unwrap());
    let doc = Doc::join(&documents, a, b).await.unwrap();
    let entries = vec![Entry { name: "x".into(), doc }];
    let back = documents.store(entries).await.unwrap().unwrap();
    assert_eq!((back.text().await.unwrap(), documents.live().await.unwrap()), ("ab".to_string(), 1));
    drop(back);
    while documents.live().await.unwrap() > 0 {}
}

pub async fn a_changed_record_field_is_refused(bench: Bench) {
    let host = bench.host(Fixture::Older).await;
    let error = host.load_with::<changed::Changed>("older", Judge).await.unwrap_err();
    let Error::Incompatible { difference, .. } = &error else { panic!("{error}") };
    let told: Vec<_> = difference
        .differences
        .iter()
        .flat_map(|it| it.changes().into_iter().map(|change| (it.function.clone(), change)))
        .map(|(function, change)| (function, change.place, change.expected, change.found))
        .collect();
    let expected = [
        ("conformance:versions/store@1.4.0#put", "parameter mark, field by", "u64", "u32"),
        ("conformance:versions/judge@1.1.0#weigh", "parameter mark, field by", "u32", "u64"),
    ];
    let expected = expected.map(|(a, b, c, d)| (a.to_string(), b.to_string(), c.to_string(), d.to_string()));
    assert_eq!(told, expected);
    let line = "#put, parameter mark, field by: the host expects u64, the plugin has u32";
    assert!(error.to_string().contains(line), "{error}");
}

pub async fn another_major_version_is_refused(bench: Bench) {
    let host = bench.host(Fixture::Older).await;
    let error = host.load::<next_major::NextMajor>("older").await.unwrap_err();
    assert!(matches!(error, Error::Incompatible { .. }), "{error}");
    // The name that is there says what is to be done.
    for version in ["store@2.0.0#put", "store@1.1.0#put"] {
        assert!(error.to_string().contains(version), "{error}");
    }
    assert!(host.load_dynamic("older", NoImports).await.is_err());
}
