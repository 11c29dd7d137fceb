//! The handle: calls without types, and what it tells of its plugin.

use amphi_host::{Backend, EndCause, Error, State, Value};

use crate::bench::conformance::Conformance;
use crate::bench::{Bench, Loaded};

pub async fn dynamic_calls_are_checked_before_the_plugin_sees_them(bench: Bench) {
    let loaded = bench.load().await;
    let handle = loaded.handle();
    let point = |x: Value| Value::record([("x", x), ("y", 2_i32.into())]);
    let wrong: [(&str, Vec<Value>); 12] = [
        ("echo-u8", vec![]),
        ("echo-u8", vec![1_u8.into(), 2_u8.into()]),
        ("echo-u8", vec![1_u16.into()]),
        ("echo-u8", vec!["1".into()]),
        ("echo-point", vec![point(1_u32.into())]),
        ("echo-point", vec![Value::record([("x", 1_i32.into())])]),
        ("echo-point", vec![Value::record([("x", 1_i32.into()), ("z", 2_i32.into())])]),
        ("echo-colour", vec![Value::enumeration("mauve")]),
        ("echo-few", vec![Value::flags(["read", "fly"])]),
        ("echo-shape", vec![Value::variant("circle", None)]),
        ("echo-shape", vec![Value::variant("empty", Some(1_u8.into()))]),
        ("echo-longs", vec![Value::list([Value::S64(1), Value::Bool(true)])]),
    ];
    for (function, args) in wrong {
        match handle.call(&format!("conformance:suite/echo#{function}"), &args).await {
            Err(Error::Arguments { .. }) => {}
            other => panic!("{function}({args:?}): {other:?}"),
        }
    }
    let right = handle.call("conformance:suite/echo#echo-point", &[point(1_i32.into())]).await;
    assert_eq!(right.unwrap(), Some(point(1_i32.into())));
}

pub async fn an_unknown_function_is_suggested(bench: Bench) {
    let loaded = bench.load().await;
    match loaded.handle().call("anser", &[]).await.unwrap_err() {
        error @ Error::UnknownFunction { .. } => {
            let Error::UnknownFunction { source, .. } = &error else { unreachable!("it matched") };
            assert!(format!("{source}").contains("answer"), "{error}: {source}");
        }
        other => panic!("{other}"),
    }
}

pub async fn an_ambiguous_name_wants_more(bench: Bench) {
    let loaded = bench.load().await;
    // `wait` stands in `behave` alone among the exports; in full it is found with and without the version.
    for name in ["add", "conformance:suite/counter#add", "conformance:suite/counter@1.0.0#add"] {
        loaded.handle().call(name, &[1_i64.into()]).await.unwrap();
    }
    assert_eq!(loaded.plugin.counter().add(0).await.unwrap(), 3);
}

pub async fn the_interface_is_known(bench: Bench) {
    let loaded = bench.load().await;
    let handle = loaded.handle();
    let info = handle.info();
    assert_eq!((&*info.name, info.backend), ("conformance", Some(bench.backend())));
    assert_eq!(info.process_id.is_some(), bench.backend() == Backend::Native);
    let add = info.interface.exports.find("conformance:suite/counter#add").unwrap();
    assert_eq!(info.interface.exports.get(add).unwrap().params[0].name.as_ref(), "amount");
    // What our own package and WASI add is no part of it.
    for (_, function) in info.interface.exports.iter().chain(info.interface.imports.iter()) {
        let name = function.full_name();
        assert!(!name.starts_with("amphi:") && !name.starts_with("wasi:"), "{name}");
    }
}

pub async fn a_stopped_plugin_says_so(bench: Bench) {
    let Loaded { host, plugin, .. } = bench.load().await;
    let handle = host.plugin("conformance").unwrap();
    assert_eq!(handle.state(), State::Ready);
    handle.stop().await.unwrap();
    handle.stop().await.unwrap();
    match plugin.counter().add(1).await.unwrap_err() {
        Error::Ended { cause, .. } => assert_eq!(*cause, EndCause::Stopped),
        other => panic!("{other}"),
    }
    assert!(matches!(handle.state(), State::Ended(cause) if *cause == EndCause::Stopped));
    if let Some(process) = handle.info().process_id {
        let process = rustix::process::Pid::from_raw(i32::try_from(process).unwrap()).unwrap();
        assert!(rustix::process::test_kill_process(process).is_err(), "the process is still there");
    }
}

pub async fn a_plugin_is_healthy(bench: Bench) {
    let loaded = bench.load().await;
    loaded.handle().health().await.unwrap();
    // Busy is not ill.
    let behave = loaded.plugin.behave();
    let check = async {
        loaded.answers.entered().await;
        let health = loaded.handle().health().await;
        loaded.answers.open();
        health
    };
    let (answer, health) = futures_util::future::join(behave.wait(), check).await;
    assert_eq!(answer.unwrap(), 7);
    health.unwrap();
    let handle = loaded.handle();
    handle.stop().await.unwrap();
    assert!(matches!(handle.health().await, Err(Error::Ended { .. })));
}

pub async fn a_plugin_is_loaded_once_at_a_time(bench: Bench) {
    let loaded = bench.load().await;
    let again = loaded.host.load_with::<Conformance>("conformance", loaded.answers.clone()).await;
    assert!(matches!(again, Err(Error::LoadState { .. })), "{:?}", again.err());
    match loaded.host.load_with::<Conformance>("conformanc", loaded.answers.clone()).await.unwrap_err() {
        Error::UnknownPlugin { nearest, .. } => assert_eq!(nearest.as_deref(), Some("conformance")),
        other => panic!("{other}"),
    }
    loaded.handle().stop().await.unwrap();
    let again = loaded.host.load_with::<Conformance>("conformance", loaded.answers.clone()).await.unwrap();
    assert_eq!(again.counter().add(1).await.unwrap(), 1);
}
