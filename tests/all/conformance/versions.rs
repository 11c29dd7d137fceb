//! Plugins that were built for another version of their world than the host was.

use amphi_host::{CallContext, Error, ImportError, NoImports};

use crate::bench::{Bench, Fixture, changed, newer, next_major};

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
    let value = amphi_host::Value::record([by, label]);
    let total = handle.call("conformance:versions/store#put", &[value]).await.unwrap();
    assert_eq!(total, Some(21_u64.into()));
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
