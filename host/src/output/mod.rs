//! Where a plugin's events and its stdout and stderr go: the host's `tracing` subscriber, or a sink that the host
//! chose.
//!
//! Everything here comes from a plugin, so everything is bounded: the length of a line, the lines that are kept,
//! and the callsites that its events may make. Start with [`PluginOutput`].

mod callsite;
mod event;
mod line;
mod sink;
#[cfg(feature = "native")]
mod writer;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use amphi_protocol::{Log, Name};
use tracing::Dispatch;
use tracing::dispatcher;
use tracing::subscriber::NoSubscriber;

pub(crate) use line::LineSplitter;
pub use sink::Output;
#[cfg(feature = "native")]
pub(crate) use sink::Stream;
#[cfg(feature = "native")]
pub(crate) use writer::{LineSender, LineWriter};

use sink::Delivery;
#[cfg(not(feature = "native"))]
use sink::Stream;

/// The outputs of one plugin.
///
/// Plugins are read by tasks of their own, which do not see the subscriber of the thread that loaded them; so the
/// one that was current at load is kept. Without one, whichever is the process's own at the time of an event gets it.
pub(crate) struct PluginOutput {
    plugin: Name,
    sink: Output,
    dispatch: Option<Dispatch>,
    callsites: Arc<callsite::Budget>,
    last_stderr: Mutex<VecDeque<String>>,
    /// The report of a runtime that ended its program, line by line.
    #[cfg(feature = "native")]
    crash: Mutex<Option<Vec<String>>>,
}

impl PluginOutput {
    pub(crate) fn new(plugin: &Name, sink: Output) -> Arc<Self> {
        let dispatch = dispatcher::get_default(Dispatch::clone);
        Arc::new(Self {
            plugin: plugin.clone(),
            sink,
            dispatch: (!dispatch.is::<NoSubscriber>()).then_some(dispatch),
            callsites: Arc::default(),
            last_stderr: Mutex::default(),
            #[cfg(feature = "native")]
            crash: Mutex::default(),
        })
    }

    /// The outputs of one more instance of the plugin: the same, but for the last lines.
    pub(crate) fn of_instance(&self) -> Arc<Self> {
        Arc::new(Self {
            plugin: self.plugin.clone(),
            sink: self.sink.clone(),
            dispatch: self.dispatch.clone(),
            callsites: Arc::clone(&self.callsites),
            last_stderr: Mutex::default(),
            #[cfg(feature = "native")]
            crash: Mutex::default(),
        })
    }

    /// Passes on an event of the plugin's own, as a child of the span that is current.
    pub(crate) fn log(&self, log: &Log) {
        self.within_subscriber(|| event::dispatch(&self.plugin, log, &self.callsites));
    }

    /// Passes on a line of stdout.
    #[cfg(any(test, feature = "wasm"))]
    pub(crate) fn stdout(&self, line: &str) {
        self.pass_on(Stream::Stdout, line);
    }

    /// Passes on a line of stderr and keeps it for a while.
    #[cfg(any(test, feature = "wasm"))]
    pub(crate) fn stderr(&self, line: &str) {
        self.keep(line);
        self.pass_on(Stream::Stderr, line);
    }

    /// Whether passing on a line may take as long as somebody else likes.
    #[cfg(feature = "native")]
    pub(crate) fn may_block(&self) -> bool {
        self.sink.may_block()
    }

    /// Passes on a line, and does no more.
    pub(crate) fn pass_on(&self, stream: Stream, line: &str) {
        if self.sink.write(stream, line) == Delivery::Done {
            return;
        }
        self.within_subscriber(|| match stream {
            Stream::Stdout => tracing::info!(target: "amphi::stdout", plugin = %self.plugin, line),
            Stream::Stderr => tracing::info!(target: "amphi::stderr", plugin = %self.plugin, line),
        });
    }

    /// Keeps a line of stderr for a while.
    pub(crate) fn keep(&self, line: &str) {
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

    /// Keeps the report of a crash, for the plugin's end.
    #[cfg(feature = "go-plugin")]
    pub(crate) fn keep_crash(&self, report: &str) {
        *self.crash.lock().unwrap_or_else(PoisonError::into_inner) = Some(report.lines().map(Into::into).collect());
    }

    /// The whole report of the plugin's crash, if it wrote one: the headline first.
    #[cfg(feature = "native")]
    pub(crate) fn crash(&self) -> Option<Vec<String>> {
        self.crash.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
