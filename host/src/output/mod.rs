//! Where a plugin's events and its stdout and stderr go: the host's `tracing` subscriber, or a sink that the host
//! chose.
//!
//! Everything here comes from a plugin, so everything is bounded: the length of a line, the lines that are kept,
//! and the callsites that its events may make. Start with [`PluginOutput`].

mod callsite;
mod event;
mod line;
mod sink;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use amphi_protocol::{Log, Name};
use tracing::Dispatch;
use tracing::dispatcher;
use tracing::subscriber::NoSubscriber;

pub(crate) use line::LineSplitter;
pub use sink::Output;

use sink::{Delivery, Stream};

/// The outputs of one plugin.
///
/// Plugins are read by tasks of their own, which do not see the subscriber of the thread that loaded them; so the
/// one that was current at load is kept. Without one, whichever is the process's own at the time of an event gets it.
pub(crate) struct PluginOutput {
    plugin: Name,
    sink: Output,
    dispatch: Option<Dispatch>,
    callsites: callsite::Budget,
    last_stderr: Mutex<VecDeque<String>>,
}

impl PluginOutput {
    pub(crate) fn new(plugin: &Name, sink: Output) -> Arc<Self> {
        let dispatch = dispatcher::get_default(Dispatch::clone);
        Arc::new(Self {
            plugin: plugin.clone(),
            sink,
            dispatch: (!dispatch.is::<NoSubscriber>()).then_some(dispatch),
            callsites: callsite::Budget::default(),
            last_stderr: Mutex::default(),
        })
    }

    /// Passes on an event of the plugin's own, as a child of the span that is current.
    pub(crate) fn log(&self, log: &Log) {
        self.within_subscriber(|| event::dispatch(&self.plugin, log, &self.callsites));
    }

    /// Passes on a line of stdout.
    pub(crate) fn stdout(&self, line: &str) {
        if self.sink.write(Stream::Stdout, line) == Delivery::Log {
            self.within_subscriber(|| tracing::info!(target: "amphi::stdout", plugin = %self.plugin, line));
        }
    }

    /// Passes on a line of stderr and keeps it for a while.
    pub(crate) fn stderr(&self, line: &str) {
        if self.sink.write(Stream::Stderr, line) == Delivery::Log {
            self.within_subscriber(|| tracing::info!(target: "amphi::stderr", plugin = %self.plugin, line));
        }
        let mut last = self.last_stderr.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() == LAST_LINES {
            last.pop_front();
        }
        last.push_back(event::cut(line, LAST_LINE_BYTES).into());
    }

    /// The last lines of stderr, oldest first.
    pub(crate) fn last_stderr(&self) -> Vec<String> {
        self.last_stderr.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    fn within_subscriber(&self, emit: impl FnOnce()) {
        match &self.dispatch {
            Some(dispatch) => dispatcher::with_default(dispatch, emit),
            None => emit(),
        }
    }
}

/// Lines of stderr that are kept for the report of a plugin's end: a panic and its backtrace's first frames.
const LAST_LINES: usize = 20;

/// Bytes of each of them. They end up in an error's text, which people read.
const LAST_LINE_BYTES: usize = 1 << 10;

#[cfg(test)]
mod tests;
