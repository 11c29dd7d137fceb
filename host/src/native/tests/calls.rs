//! Calls, and the ways in which they end.

use std::time::Duration;

use futures_util::FutureExt;

use super::plugin::Own;
use super::*;
use crate::call_context::CallContext;
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::{PluginHandle, State};
use crate::start_failure::{StartFailure, StartProblem};
use crate::{Type, Value};

fn cause(error: Error) -> EndCause {
    let Error::Ended { cause, .. } = error else { panic!("{error}") };
    (*cause).clone()
}

#[tokio::test]
async fn a_call_gives_its_result() {
    for tls in [crate::config::Tls::Auto, crate::config::Tls::Off] {
        let mut own = Own::new();
        own.config.native.tls = tls;
        let plugin: Arc<dyn PluginHandle> = own.load().await.unwrap();
        assert_eq!(plugin.call("echo", &["hi".into()]).await.unwrap(), Some("hi".into()));
        assert_eq!(plugin.call("relay", &[7u32.into()]).await.unwrap(), Some(7u32.into()));
        assert_eq!(plugin.call("say", &["x".into()]).await.unwrap(), None);
        assert_eq!(plugin.state(), State::Ready);
        plugin.health().await.unwrap();
    }
}

/// What a caller that reads its own answer finds besides it starts tasks, and the caller need not be one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spinning_call_may_be_made_outside_of_the_runtime() {
    let mut own = Own::new();
    own.config.native.latency = crate::config::Latency::Spin;
    let plugin: Arc<dyn PluginHandle> = own.load().await.unwrap();
    let caller = Arc::clone(&plugin);
    let thread = std::thread::Builder::new().spawn(move || {
        for number in 0..200_u32 {
            let args = [Value::U32(number)];
            let mut call = std::pin::pin!(caller.call("relay", &args));
            let answer = loop {
                if let Some(answer) = call.as_mut().now_or_never() {
                    break answer;
                }
                std::thread::yield_now();
            };
            assert_eq!(answer.unwrap(), Some(Value::U32(number)));
        }
    });
    thread.unwrap().join().unwrap();
    assert_eq!(plugin.state(), State::Ready);
}

#[tokio::test]
async fn wrong_arguments_are_found_before_anything_is_sent() {
    let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
    for args in [vec![], vec![Value::U8(1)], vec!["a".into(), "b".into()]] {
        assert!(matches!(plugin.call("echo", &args).await, Err(Error::Arguments { .. })));
    }
    let unknown = plugin.call("ecko", &[]).await;
    assert!(matches!(unknown, Err(Error::UnknownFunction { .. })));
    assert_eq!(plugin.state(), State::Ready);
}

#[tokio::test]
async fn a_deadline_that_is_heeded_leaves_the_instance() {
    let mut own = Own::new();
    own.config.limits.call_timeout = Duration::from_millis(50);
    own.config.limits.grace = Duration::from_secs(20);
    let plugin = own.load().await.unwrap();
    let late = PluginHandle::call_in(&*plugin, &CallContext::root(), "heed", &[]).await;
    let Err(Error::DeadlineExceeded { timeout, .. }) = late else { panic!("{late:?}") };
    assert_eq!(timeout, Duration::from_millis(50));
    eventually("the call ends", || plugin.session.in_flight() == 0).await;
    assert_eq!(plugin.state(), State::Ready);
}

#[tokio::test]
async fn a_deadline_that_is_not_heeded_ends_the_instance() {
    let mut own = Own::new();
    own.config.limits.call_timeout = Duration::from_millis(50);
    own.config.limits.grace = Duration::from_millis(50);
    let plugin: Arc<dyn PluginHandle> = own.load().await.unwrap();
    let late = plugin.call("hang", &[]).await;
    assert!(matches!(late, Err(Error::DeadlineExceeded { .. })), "{late:?}");
    eventually("the instance ends", || matches!(plugin.state(), State::Ended(_))).await;
    let end = cause(plugin.call("echo", &["hi".into()]).await.unwrap_err());
    let EndCause::Overdue { function, timeout, grace } = end else { panic!("{end}") };
    assert_eq!((&*function, timeout, grace), ("hang", Duration::from_millis(50), Duration::from_millis(50)));
}

#[tokio::test]
async fn an_abandoned_call_keeps_its_deadline() {
    let mut own = Own::new();
    own.config.limits.call_timeout = Duration::from_millis(300);
    own.config.limits.grace = Duration::from_millis(20);
    let plugin: Arc<dyn PluginHandle> = own.load().await.unwrap();
    tokio::time::timeout(Duration::from_millis(50), plugin.call("hang", &[])).await.unwrap_err();
    assert_eq!(plugin.state(), State::Ready);
    eventually("the instance ends", || matches!(plugin.state(), State::Ended(_))).await;
}

#[tokio::test]
async fn a_call_that_waits_behind_another_is_not_at_fault() {
    let mut own = Own::new();
    own.config.limits.grace = Duration::from_millis(20);
    let plugin = own.load().await.unwrap();
    let handle: &dyn PluginHandle = &*plugin;
    let slow = CallContext::root();
    let quick = CallContext::root().with_timeout(Duration::from_millis(20));
    let mut busy = std::pin::pin!(handle.call_in(&slow, "heed", &[]));
    // Sent before the other: polled first.
    assert!(busy.as_mut().now_or_never().is_none());
    let late = handle.call_in(&quick, "echo", &[Value::from("hi")]).await;
    assert!(matches!(late, Err(Error::DeadlineExceeded { .. })), "{late:?}");
    // Ten graces long the call waits behind the busy one, and nobody is ended for it.
    let pause = tokio::time::timeout(Duration::from_millis(200), busy.as_mut());
    pause.await.unwrap_err();
    assert_eq!(handle.state(), State::Ready);
}

#[tokio::test]
async fn a_panic_ends_the_instance_with_its_message() {
    let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
    let end = cause(plugin.call("panic", &["no way".into()]).await.unwrap_err());
    let EndCause::Panicked { message, stderr } = &end else { panic!("{end}") };
    assert_eq!(message, "no way");
    assert!(stderr.iter().any(|line| line.contains("no way")), "{stderr:?}");
    assert_eq!(plugin.state(), State::Ended(Arc::new(end)));
}

#[tokio::test]
async fn an_exit_fails_every_call_at_once() {
    let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
    plugin.call("say", &["last words".into()]).await.unwrap();
    let code = [Value::S32(3)];
    let hang = plugin.call("exit", &code);
    let echo = [Value::from("hi")];
    let (first, second) = futures_util::future::join(hang, plugin.call("echo", &echo)).await;
    for error in [first.unwrap_err(), second.unwrap_err()] {
        let end = cause(error);
        let EndCause::Exited { code: 3, stderr } = &end else { panic!("{end}") };
        assert!(stderr.iter().any(|line| line.contains("last words")), "{stderr:?}");
    }
    assert!(matches!(cause(plugin.health().await.unwrap_err()), EndCause::Exited { .. }));
}

#[tokio::test]
async fn a_killed_process_is_told_by_its_signal() {
    let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
    let hang = plugin.call("hang", &[]);
    let pid = i32::try_from(plugin.info().process_id.unwrap()).unwrap();
    let kill = async {
        rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), rustix::process::Signal::KILL)
    };
    let (failed, killed) = futures_util::future::join(hang, kill).await;
    killed.unwrap();
    assert!(matches!(cause(failed.unwrap_err()), EndCause::Signalled { signal: 9, .. }));
}

#[tokio::test]
async fn limits_bite() {
    let mut own = Own::new();
    own.config.limits.message_size = 2048;
    own.config.limits.in_flight = 1;
    own.config.limits.memory = 64 << 20;
    let loaded = own.load().await.unwrap();
    let plugin: &dyn PluginHandle = &*loaded;
    let long = [Value::from("x".repeat(4096))];
    let over = plugin.call("echo", &long).await;
    assert!(matches!(over, Err(Error::OverLimit { limit: "limits.message_size", allowed: 2048, .. })), "{over:?}");

    let heed = CallContext::root().with_timeout(Duration::from_millis(200));
    let mut busy = plugin.call_in(&heed, "heed", &[]);
    assert!((&mut busy).now_or_never().is_none());
    let over = plugin.call("echo", &["hi".into()]).await;
    assert!(matches!(over, Err(Error::OverLimit { limit: "limits.in_flight", allowed: 1, .. })), "{over:?}");
    busy.await.unwrap_err();
    eventually("the call ends", || loaded.session.in_flight() == 0).await;
    plugin.call("echo", &["hi".into()]).await.unwrap();

    if cfg!(target_os = "linux") {
        let end = cause(plugin.call("allocate", &[Value::U64(1 << 30)]).await.unwrap_err());
        assert_eq!(end, EndCause::OutOfMemory { limit: 64 << 20 });
    }
}

#[tokio::test]
async fn a_call_into_an_instance_that_waits_is_refused() {
    let plugin = Own::new().load().await.unwrap();
    let inside =
        CallContext::root().inside(&"own".into(), plugin.info.instance, Instant::now() + Duration::from_secs(9), true);
    let refused = PluginHandle::call_in(&*plugin, &inside, "echo", &["hi".into()]).await;
    assert!(matches!(refused, Err(Error::Reentrant { .. })), "{refused:?}");
}

#[tokio::test]
async fn another_interface_than_the_file_says_is_refused() {
    let Err(Error::Start { failure, .. }) = Own::new().load_with(section()).await else { panic!("it loaded") };
    let StartFailure { problem: StartProblem::InterfaceDigest { .. }, .. } = *failure else { panic!("{failure}") };
}

#[tokio::test]
async fn a_missing_import_is_found_before_anything_is_started() {
    let mut own = Own::new();
    own.imports = DynamicImports::new();
    assert!(matches!(own.load().await, Err(Error::Incompatible { .. })));
    let mut own = Own::new();
    let answer = |_, _| async { Ok(None) };
    own.imports = DynamicImports::new().func(None, "ask", [("number", Type::U8)], None, answer).unwrap();
    assert!(matches!(own.load().await, Err(Error::Incompatible { .. })));
}
