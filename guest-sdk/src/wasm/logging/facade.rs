//! `log` to the host, for plugins whose libraries use it.

use log::{LevelFilter, Metadata, Record};

use super::fields::Fields;
use super::{forward, is_wanted};
use crate::wasm::host::amphi::plugin::log as host;

/// Makes records go to the host, unless there is a logger.
pub(super) fn install() {
    if log::set_logger(&ForwardLogger).is_ok() {
        // The host is asked when the first record comes.
        log::set_max_level(LevelFilter::Trace);
    }
}

struct ForwardLogger;

impl log::Log for ForwardLogger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_wanted(level(metadata.level()))
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let fields = Fields { message: record.args().to_string(), others: Vec::new() };
            forward(level(record.level()), record.target(), &fields);
        }
    }

    fn flush(&self) {}
}

fn level(level: log::Level) -> host::Level {
    match level {
        log::Level::Error => host::Level::Error,
        log::Level::Warn => host::Level::Warn,
        log::Level::Info => host::Level::Info,
        log::Level::Debug => host::Level::Debug,
        log::Level::Trace => host::Level::Trace,
    }
}
