//! Calls that make calls.

use std::sync::{Arc, OnceLock};

use amphi_host::{CallContext, DynamicImports, EndCause, Error, Host, ImportError, PluginHandle, Type, Value};

use crate::bench::relay::{Relay, RelayImports};
use crate::bench::{Bench, Fixture, builder};

/// Puts a relay behind a relay.
#[derive(Clone, Default)]
struct Behind(Arc<OnceLock<Relay>>);

impl RelayImports for Behind {
    async fn next(&self, cx: &CallContext, depth: u32) -> Result<Result<String, String>, ImportError> {
        let next = self.0.get().ok_or_else(|| ImportError::new("nothing is behind this relay"))?;
        match next.within(cx).pass(depth).await {
            Ok(answer) => Ok(answer),
            // Not an error of the import: the plugin is to go on.
            Err(Error::Reentrant { plugin, .. }) => Ok(Err(format!("{plugin} waits for this"))),
            Err(error) => Err(error.into()),
        }
    }
}

/// Relays by these names and what is behind each, not yet connected.
async fn relays(names: &[(&str, Bench)]) -> (Host, Vec<(Relay, Behind)>) {
    let mut builder = builder();
    for (name, bench) in names {
        builder = builder.plugin(name, bench.config(Fixture::Relay));
    }
    let host = builder.build().await.unwrap();
    let mut relays = Vec::new();
    for (name, _) in names {
        let behind = Behind::default();
        relays.push((host.load_with::<Relay>(name, behind.clone()).await.unwrap(), behind));
    }
    (host, relays)
}

fn connect(from: &(Relay, Behind), to: &(Relay, Behind)) {
    assert!(from.1.0.set(to.0.clone()).is_ok(), "it is connected already");
}

pub async fn an_import_may_call_another_plugin(bench: Bench) {
    let (first, second) = (bench.load().await, bench.load().await);
    assert!(first.answers.other.set(second.plugin.clone()).is_ok());
    assert_eq!(first.plugin.behave().elsewhere(5).await.unwrap(), 5);
    assert_eq!(first.plugin.behave().elsewhere(5).await.unwrap(), 10);
    assert_eq!(first.plugin.counter().add(0).await.unwrap(), 0);
    assert_eq!(second.plugin.counter().add(0).await.unwrap(), 10);
}

/// A relay whose `next` is answered without generated code.
async fn dynamic_relay(bench: Bench, answer: fn(u32) -> Value) -> (Host, Arc<dyn PluginHandle>) {
    let result = Type::result(Some(Type::String), Some(Type::String));
    let imports = DynamicImports::new()
        .func(None, "next", [("depth", Type::U32)], Some(result), move |_context, args| async move {
            match args.as_slice() {
                [Value::U32(depth)] => Ok(Some(answer(*depth))),
                other => Err(ImportError::new(format!("{other:?} are no arguments of next"))),
            }
        })
        .unwrap();
    let host = bench.host(Fixture::Relay).await;
    let handle = host.load_dynamic("relay", imports).await.unwrap();
    (host, handle)
}

pub async fn an_import_may_be_answered_with_values(bench: Bench) {
    let answer = |depth: u32| match depth {
        0 => Value::err(Some("too shallow".into())),
        depth => Value::ok(Some(format!("{depth} below").into())),
    };
    let (_host, relay) = dynamic_relay(bench, answer).await;
    let deep = relay.call("pass", &[5_u32.into()]).await.unwrap();
    assert_eq!(deep, Some(Value::ok(Some("passed 4 below".into()))));
    let shallow = relay.call("pass", &[1_u32.into()]).await.unwrap();
    assert_eq!(shallow, Some(Value::err(Some("too shallow".into()))));
}

/// The cause of a call's end, after which the next call has the same.
async fn end_of(relay: &dyn PluginHandle) -> EndCause {
    let Err(Error::Ended { cause, .. }) = relay.call("pass", &[1_u32.into()]).await else { panic!("it lives") };
    let next = relay.call("passed", &[]).await;
    assert!(matches!(&next, Err(Error::Ended { cause: same, .. }) if *same == cause), "{next:?}");
    (*cause).clone()
}

pub async fn an_answer_of_another_type_ends_the_instance(bench: Bench) {
    let (_host, relay) = dynamic_relay(bench, |_| Value::Bool(true)).await;
    let cause = end_of(&*relay).await;
    assert!(matches!(cause, EndCause::ImportFailed { .. }), "{cause:?}");
}

pub async fn an_import_that_panics_ends_the_instance(bench: Bench) {
    let (_host, relay) = dynamic_relay(bench, |_| panic!("a fault of the host's own")).await;
    let cause = end_of(&*relay).await;
    assert!(matches!(cause, EndCause::ImportFailed { .. }), "{cause:?}");
}

pub async fn a_long_chain_of_plugins(bench: Bench) {
    let names = ["a", "b", "c", "d", "e"];
    let (_host, relays) = relays(&names.map(|name| (name, bench))).await;
    for pair in relays.windows(2) {
        connect(&pair[0], &pair[1]);
    }
    assert_eq!(relays[0].0.pass(4).await.unwrap().unwrap(), "passed passed passed passed end");
}

pub async fn a_call_back_into_itself_is_refused(bench: Bench) {
    let (_host, relays) = relays(&[("a", bench)]).await;
    connect(&relays[0], &relays[0]);
    assert_eq!(relays[0].0.pass(1).await.unwrap().unwrap_err(), "a waits for this");
    // It went on with that, and lives.
    assert_eq!(relays[0].0.pass(0).await.unwrap().unwrap(), "end");
    assert_eq!(relays[0].0.passed().await.unwrap(), 2);
}

pub async fn a_call_back_through_another_is_refused(bench: Bench) {
    let (_host, relays) = relays(&[("a", bench), ("b", bench)]).await;
    connect(&relays[0], &relays[1]);
    connect(&relays[1], &relays[0]);
    assert_eq!(relays[0].0.pass(5).await.unwrap().unwrap_err(), "a waits for this");
    for (relay, _) in &relays {
        assert_eq!(relay.passed().await.unwrap(), 1);
    }
    assert_eq!(relays[1].0.pass(1).await.unwrap().unwrap(), "passed end");
}

pub async fn backends_mix_in_a_chain(bench: Bench) {
    let other = if bench.is_native() { Bench::Wasm } else { Bench::Native };
    let (_host, relays) = relays(&[("a", bench), ("b", other), ("c", bench)]).await;
    connect(&relays[0], &relays[1]);
    connect(&relays[1], &relays[2]);
    connect(&relays[2], &relays[0]);
    assert_eq!(relays[0].0.pass(2).await.unwrap().unwrap(), "passed passed end");
    assert_eq!(relays[0].0.pass(3).await.unwrap().unwrap_err(), "a waits for this");
}
