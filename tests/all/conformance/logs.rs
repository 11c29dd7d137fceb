//! What a plugin says beside its answers.

use std::io::Write;
use std::sync::{Arc, Mutex};

use amphi_host::Output;
use tracing::Level;

use crate::bench::conformance::Conformance;
use crate::bench::{Answers, Bench, Events, Fixture, Seen, builder, eventually};

pub async fn events_reach_the_host(bench: Bench) {
    let events = Events::default();
    let loaded = {
        let _listening = events.listen();
        bench.load().await
    };
    loaded.plugin.probe().log().await.unwrap();
    let last = |seen: &Seen| seen.target == "conformance::facade";
    eventually("the last event came", || events.any(last)).await;

    let seen: Vec<Seen> = events.seen().into_iter().filter(|event| event.target.starts_with("conformance::")).collect();
    let expected = [
        (Level::TRACE, "conformance::seen", "traced", "step", "1"),
        (Level::DEBUG, "conformance::seen", "debugged", "step", "2"),
        (Level::INFO, "conformance::seen", "informed", "name", "a name"),
        (Level::WARN, "conformance::seen", "warned", "ok", "true"),
        (Level::ERROR, "conformance::seen", "failed", "ratio", "0.5"),
        (Level::INFO, "conformance::facade", "by the log crate", "plugin", "conformance"),
    ];
    for (level, target, message, field, value) in expected {
        let found = seen.iter().find(|event| event.message == message);
        let found = found.unwrap_or_else(|| panic!("{message} is not in {seen:#?}"));
        assert_eq!((found.level, found.target.as_str()), (level, target));
        assert_eq!(found.field(field).map(|text| text.trim_matches('"')), Some(value), "{found:?}");
        assert_eq!(found.field("plugin"), Some("conformance"), "{found:?}");
    }
}

pub async fn printed_lines_are_not_lost(bench: Bench) {
    let events = Events::default();
    let loaded = {
        let _listening = events.listen();
        bench.load().await
    };
    loaded.plugin.probe().print("on the way out", "on the way to err").await.unwrap();
    let line = |target: &'static str, text: &'static str| {
        move |seen: &Seen| seen.target == target && seen.field("line").is_some_and(|line| line.contains(text))
    };
    eventually("stdout came", || events.any(line("amphi::stdout", "on the way out"))).await;
    eventually("stderr came", || events.any(line("amphi::stderr", "on the way to err"))).await;
}

/// A writer whose text can be read.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Page {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub async fn printed_lines_go_where_the_host_wants(bench: Bench) {
    let page = Page::default();
    let host = builder()
        .plugin("conformance", bench.config(Fixture::Conformance))
        .output(Output::writer(page.clone()))
        .build()
        .await
        .unwrap();
    let plugin = host.load_with::<Conformance>("conformance", Answers::default()).await.unwrap();
    plugin.probe().print("first\nsecond", "third").await.unwrap();
    eventually("three lines came", || page.text().lines().count() >= 3).await;
    let text = page.text();
    let lines: Vec<&str> = text.lines().collect();
    for line in ["first", "second", "third"] {
        assert!(lines.contains(&line), "{lines:?}");
    }
}

pub async fn the_last_words_are_kept(bench: Bench) {
    let loaded = bench.load().await;
    loaded.plugin.probe().print("", "a last word").await.unwrap();
    match loaded.plugin.behave().exit(3).await.unwrap_err() {
        amphi_host::Error::Ended { cause, .. } => {
            assert!(cause.stderr().iter().any(|line| line == "a last word"), "{cause:?}");
        }
        other => panic!("{other}"),
    }
}
