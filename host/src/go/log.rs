//! The stderr of a Go plugin: events of its logger, reports of its runtime, and text.

use amphi_go_plugin::hclog::{self, Crash, Event, LogReader, Record};
use amphi_protocol::{Level, Log};

use crate::native::LineReader;
use crate::output::PluginOutput;

/// Makes events of a Go plugin's log lines.
#[derive(Debug, Default)]
pub(super) struct GoLog(LogReader);

impl LineReader for GoLog {
    fn line(&mut self, line: &str, output: &PluginOutput) -> bool {
        self.0.push(line.as_bytes());
        let mut is_text = false;
        while let Some(event) = self.0.next_event() {
            match event {
                Event::Record(record) if is_plain(&record) && record.message == line => is_text = true,
                Event::Record(record) => output.log(&log(record)),
                Event::Crash(crash) => report(&crash, output),
            }
        }
        is_text
    }

    fn finish(&mut self, output: &PluginOutput) {
        self.0.finish();
        while let Some(event) = self.0.next_event() {
            match event {
                Event::Record(record) => output.log(&log(record)),
                Event::Crash(crash) => report(&crash, output),
            }
        }
    }
}

/// Whether a record is a line of which nothing is known.
fn is_plain(record: &Record) -> bool {
    record.level == hclog::Level::Debug && record.timestamp.is_none() && record.module.is_none()
}

fn log(record: Record) -> Log {
    let level = match record.level {
        hclog::Level::Trace => Level::Trace,
        hclog::Level::Debug => Level::Debug,
        hclog::Level::Info => Level::Info,
        hclog::Level::Warn => Level::Warn,
        hclog::Level::Error => Level::Error,
    };
    let target = record.module.unwrap_or_else(|| TARGET.to_string());
    Log { level, target, message: record.message, fields: record.fields, call: None }
}

/// Keeps the report for the plugin's end, and logs it in one event.
fn report(crash: &Crash, output: &PluginOutput) {
    output.keep_crash(&crash.report);
    let fields = vec![("headline".to_string(), crash.headline.clone())];
    let message = crash.report.clone();
    output.log(&Log { level: Level::Error, target: TARGET.to_string(), message, fields, call: None });
}

/// The target of what has no logger's name.
const TARGET: &str = "amphi::stderr";
