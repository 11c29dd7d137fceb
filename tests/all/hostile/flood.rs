//! Far too much of something: the host spends no more than its limits say, and its other plugins notice nothing.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use amphi_host::{EndCause, Error, Value};

use super::{BOUND, Neighbour, config, load_in};
use crate::bench::{Bench, Fixture, block_on, builder, within};

/// Tells the host below what its plugin does.
const FLOOD: &str = "AMPHI_TEST_FLOOD";

/// Bytes that a host may come to need over a flood: what it keeps of a plugin's calls (64 MiB, and once more decoded),
/// and buffers. The floods here are several times that, or without an end.
const GROWTH_BYTES: u64 = 160 << 20;

/// The largest message: the buffers that follow from it are then small beside the floods.
const MESSAGE_BYTES: u64 = 2 << 20;

/// Runs a host with the flood in a process of its own, where nothing else takes memory.
fn host_under(flood: &str) {
    let host = Command::new(std::env::current_exe().unwrap())
        .args(["hostile::flood::a_host_under_a_flood", "--exact", "--ignored", "--nocapture"])
        .env(FLOOD, flood)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(host.status.success(), "{flood}: {}{}", text(&host.stdout), text(&host.stderr));
}

/// Run by the tests here, in a process of its own.
#[test]
#[ignore = "it measures the memory of its whole process"]
fn a_host_under_a_flood() {
    static PANICKED: AtomicBool = AtomicBool::new(false);
    let Ok(flood) = std::env::var(FLOOD) else { return };
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICKED.store(true, Ordering::Relaxed);
        report(panic);
    }));
    block_on(async {
        let mut faulty = config(&format!("flood/{flood}"));
        faulty.limits.message_size = MESSAGE_BYTES;
        let neighbour = Bench::Native.config(Fixture::Other);
        let host = builder().plugin("fault", faulty).plugin("neighbour", neighbour).build().await.unwrap();
        let neighbour = Neighbour::load(&host).await;
        let handle = load_in(&host).await.unwrap();
        let before = peak_bytes();
        let args = [1_u32.into()];
        let (answer, ()) = tokio::join!(handle.call("poke", &args), neighbour.answers());
        neighbour.answers().await;
        let grown = peak_bytes().saturating_sub(before);
        assert!(grown < GROWTH_BYTES, "{} MiB more", grown >> 20);
        match (flood.as_str(), answer) {
            ("health-questions" | "unknown-calls", Err(Error::Ended { cause, .. })) => {
                assert!(matches!(*cause, EndCause::Violation { .. }), "{cause}");
            }
            ("drip", Err(Error::Ended { .. })) => {}
            (_, Ok(Some(Value::U32(42)))) => {}
            (_, other) => panic!("{other:?}"),
        }
        within(BOUND, handle.stop()).await.unwrap();
        neighbour.answers().await;
    });
    assert!(!PANICKED.load(Ordering::Relaxed), "the host panicked");
}

/// The most memory that this process has had so far.
fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap() << 10
}

/// Makes a test of each flood: its name.
macro_rules! floods {
    ($($name:ident($flood:literal),)*) => {$(
        #[test]
        #[cfg(target_os = "linux")]
        fn $name() {
            host_under($flood);
        }
    )*};
}

floods! {
    of_long_events("logs"),
    of_kinds_of_events("kinds"),
    of_goodbyes("goodbyes"),
    of_answers_to_nobody("stray-returns"),
    of_answers_to_one_call("returns"),
    of_cancels("cancels"),
    of_answers_to_no_question("health-answers"),
    of_questions("health-questions"),
    of_calls_to_what_is_not_there("unknown-calls"),
    of_calls("calls"),
    of_calls_under_one_number("same-calls"),
    of_a_message_that_never_ends("drip"),
}

/// A plugin that reads nothing more: callers wait, and no longer than they said.
#[test]
fn of_the_hosts_own_calls() {
    block_on(async {
        let mut faulty = config("session/never");
        faulty.limits.in_flight = 2000;
        let neighbour = Bench::Native.config(Fixture::Other);
        let host = builder().plugin("fault", faulty).plugin("neighbour", neighbour).build().await.unwrap();
        let neighbour = Neighbour::load(&host).await;
        let handle = load_in(&host).await.unwrap();
        let soon = amphi_host::CallContext::root().with_timeout(Duration::from_millis(500));
        let calls = (0..2500).map(|_| {
            let (handle, soon) = (handle.clone(), soon.clone());
            async move { handle.call_in(&soon, "poke", &[1_u32.into()]).await }
        });
        let mut refused = 0;
        for answer in within(BOUND, futures_util::future::join_all(calls)).await {
            match answer {
                Err(Error::OverLimit { .. }) => refused += 1,
                Err(Error::DeadlineExceeded { .. } | Error::Ended { .. }) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(refused, 500);
        neighbour.answers().await;
        within(BOUND, handle.stop()).await.unwrap();
    });
}
