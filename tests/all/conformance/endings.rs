//! Plugins that do not answer, and the host that lives on.

use amphi_host::{EndCause, Error, State};

use crate::bench::conformance::exports::conformance::suite::behave::Problem;
use crate::bench::{Bench, Loaded, eventually};

/// The cause in an error that must be an end.
fn cause<T: std::fmt::Debug>(result: Result<T, Error>) -> EndCause {
    match result.unwrap_err() {
        Error::Ended { cause, .. } => (*cause).clone(),
        other => panic!("not an end: {other}"),
    }
}

/// After its end a plugin answers nothing, typed or not, and everything tells the same cause.
async fn is_gone(loaded: &Loaded, why: &EndCause) {
    assert_eq!(&cause(loaded.plugin.counter().add(1).await), why);
    assert_eq!(&cause(loaded.handle().call("nothing", &[]).await), why);
    assert_eq!(loaded.handle().state(), State::Ended(std::sync::Arc::new(why.clone())));
}

pub async fn an_application_error_is_a_value(bench: Bench) {
    let loaded = bench.load().await;
    for problem in [Problem::TooLong(80), Problem::BadInput("tabs".into()), Problem::Other] {
        assert_eq!(loaded.plugin.behave().fail(problem.clone()).await.unwrap(), Err(problem));
    }
    assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
}

pub async fn a_panic_ends_the_instance(bench: Bench) {
    let loaded = bench.load().await;
    let why = cause(loaded.plugin.behave().panic("the sky fell").await);
    match &why {
        EndCause::Panicked { message, .. } if bench.is_native() => assert!(message.contains("the sky fell"), "{why}"),
        // A panic in a component is a trap; its message is on stderr.
        EndCause::Panicked { .. } | EndCause::Trapped { .. } if !bench.is_native() => {
            assert!(why.to_string().contains("the sky fell"), "{why}");
        }
        other => panic!("{other}"),
    }
    is_gone(&loaded, &why).await;
    assert_eq!(bench.load().await.plugin.counter().add(1).await.unwrap(), 1);
}

pub async fn an_abort_ends_the_instance(bench: Bench) {
    let loaded = bench.load().await;
    let why = cause(loaded.plugin.behave().abort().await);
    match (&why, bench.is_native()) {
        (EndCause::Signalled { signal: 6, .. }, true) | (EndCause::Trapped { .. }, false) => {}
        (other, _) => panic!("{other:?}"),
    }
    is_gone(&loaded, &why).await;
}

pub async fn an_exit_tells_its_status(bench: Bench) {
    let loaded = bench.load().await;
    let why = cause(loaded.plugin.behave().exit(42).await);
    if bench.is_native() {
        assert!(matches!(why, EndCause::Exited { code: 42, .. }), "{why:?}");
    } else {
        // WASI 0.2 has `exit`, and only a draft of `exit-with-code`: a failure is all that it can say.
        assert!(matches!(why, EndCause::Exited { code: 1 | 42, .. }), "{why:?}");
    }
    is_gone(&loaded, &why).await;
}

pub async fn a_failing_import_ends_the_instance(bench: Bench) {
    let loaded = bench.load().await;
    let why = cause(loaded.plugin.behave().break_().await);
    let EndCause::ImportFailed { function, message } = &why else { panic!("{why:?}") };
    assert!(function.contains("break") && message.contains("the gate is broken"), "{why}");
    is_gone(&loaded, &why).await;
}

pub async fn calls_that_wait_fail_with_the_one_that_ends_it(bench: Bench) {
    let loaded = bench.load().await;
    let (behave, counter) = (loaded.plugin.behave(), loaded.plugin.counter());
    let first = async {
        behave.wait().await?;
        behave.panic("now").await
    };
    let others = async {
        loaded.answers.entered().await;
        let calls = (0..8).map(|_| behave.panic("of one of the waiting"));
        let open = async { loaded.answers.open() };
        futures_util::future::join(futures_util::future::join_all(calls), open).await.0
    };
    let (first, others) = futures_util::future::join(first, others).await;
    let why = cause(first);
    for other in others {
        assert_eq!(cause(other), why);
    }
    drop(counter);
}

pub async fn an_ended_plugin_can_be_loaded_again(bench: Bench) {
    let loaded = bench.load().await;
    cause(loaded.plugin.behave().panic("once").await);
    let again = loaded.host.load_with::<crate::bench::conformance::Conformance>("conformance", loaded.answers.clone());
    assert_eq!(again.await.unwrap().counter().add(1).await.unwrap(), 1);
    // The old client does not come back to life.
    cause(loaded.plugin.counter().add(1).await);
}

pub async fn a_killed_process_tells_its_signal(bench: Bench) {
    let loaded = bench.load().await;
    let process = loaded.handle().info().process_id.unwrap();
    let process = rustix::process::Pid::from_raw(i32::try_from(process).unwrap()).unwrap();
    let behave = loaded.plugin.behave();
    let kill = async {
        loaded.answers.entered().await;
        rustix::process::kill_process(process, rustix::process::Signal::KILL).unwrap();
    };
    let (answer, ()) = futures_util::future::join(behave.wait(), kill).await;
    let why = cause(answer);
    assert!(matches!(why, EndCause::Signalled { signal: 9, .. }), "{why:?}");
    is_gone(&loaded, &why).await;
    eventually("the process is reaped", || rustix::process::test_kill_process(process).is_err()).await;
}
