//! `log` to the host, for plugins whose libraries use it.

use amphi_protocol::Level;
use log::{LevelFilter, Metadata, Record};
use tracing_subscriber::filter::Targets;

use super::forward;
use super::visit::Fields;

/// Makes this process's records go to the host, unless there is a logger.
pub(super) fn install(filter: Targets) {
    let most = filter.iter().map(|(_, level)| level).chain(filter.default_level()).max();
    // Fails where the author has installed one, which then stays.
    if log::set_boxed_logger(Box::new(ForwardLogger { filter })).is_ok() {
        log::set_max_level(most.map_or(LevelFilter::Info, max_level));
    }
}

struct ForwardLogger {
    filter: Targets,
}

impl log::Log for ForwardLogger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.filter.would_enable(metadata.target(), &trace_level(metadata.level()))
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let fields = Fields { message: record.args().to_string(), others: Vec::new() };
            forward(level(record.level()), record.target(), fields);
        }
    }

    fn flush(&self) {}
}

fn level(level: log::Level) -> Level {
    match level {
        log::Level::Error => Level::Error,
        log::Level::Warn => Level::Warn,
        log::Level::Info => Level::Info,
        log::Level::Debug => Level::Debug,
        log::Level::Trace => Level::Trace,
    }
}

fn trace_level(level: log::Level) -> tracing::Level {
    match level {
        log::Level::Error => tracing::Level::ERROR,
        log::Level::Warn => tracing::Level::WARN,
        log::Level::Info => tracing::Level::INFO,
        log::Level::Debug => tracing::Level::DEBUG,
        log::Level::Trace => tracing::Level::TRACE,
    }
}

fn max_level(level: tracing::level_filters::LevelFilter) -> LevelFilter {
    match level.into_level() {
        None => LevelFilter::Off,
        Some(tracing::Level::ERROR) => LevelFilter::Error,
        Some(tracing::Level::WARN) => LevelFilter::Warn,
        Some(tracing::Level::INFO) => LevelFilter::Info,
        Some(tracing::Level::DEBUG) => LevelFilter::Debug,
        Some(tracing::Level::TRACE) => LevelFilter::Trace,
    }
}
