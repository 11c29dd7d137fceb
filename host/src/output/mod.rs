//! Where a plugin's events and its stdout and stderr go: the host's `tracing` subscriber.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use amphi_protocol::{Log, Name};

/// Lines of stderr that are kept for the report of a plugin's end.
const LAST_LINES: usize = 20;

/// The outputs of one plugin.
pub(crate) struct PluginOutput {
    plugin: Name,
    last_stderr: Mutex<VecDeque<String>>,
}

impl PluginOutput {
    pub(crate) fn new(plugin: &Name) -> Arc<Self> {
        Arc::new(Self { plugin: plugin.clone(), last_stderr: Mutex::default() })
    }

    /// Passes on an event of the plugin's own.
    pub(crate) fn log(&self, log: &Log) {
        tracing::info!(plugin = %self.plugin, target_ = %log.target, "{}", log.message);
    }

    /// Passes on a line of stdout.
    pub(crate) fn stdout(&self, line: &str) {
        tracing::info!(plugin = %self.plugin, line, "stdout");
    }

    /// Passes on a line of stderr and keeps it for a while.
    pub(crate) fn stderr(&self, line: &str) {
        tracing::info!(plugin = %self.plugin, line, "stderr");
        let mut last = self.last_stderr.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() == LAST_LINES {
            last.pop_front();
        }
        last.push_back(line.to_string());
    }

    /// The last lines of stderr, oldest first.
    pub(crate) fn last_stderr(&self) -> Vec<String> {
        self.last_stderr.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
