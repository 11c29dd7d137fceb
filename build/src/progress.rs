//! How long work is shown: a spinner for a person, lines for a log, nothing or a list for build scripts.
//!
//! A library must not print, so everything here writes where the caller said. [`to_stderr`] chooses as most
//! programs want it.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Something that happened in long work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A long step begins; what it does.
    Begin(&'a str),
    /// Where the step is at now; replaces the one before.
    Detail(&'a str),
    /// The step is done; what came of it.
    Done(&'a str),
    /// The step failed; the error that follows says why.
    Failed,
    /// Something to read that is no step: a try that failed, a warning of the compiler.
    Note(&'a str),
}

/// Shows or collects what happens in long work.
pub trait Progress: Send + Sync {
    /// Takes note of an event; it must not block for long.
    fn report(&self, event: Event<'_>);
}

/// Chooses for standard error: a spinner where it is a terminal, else [`Lines`].
pub fn to_stderr() -> Box<dyn Progress> {
    if stderr().is_terminal() { Box::new(Spinner::default()) } else { Box::new(Lines::new(stderr())) }
}

/// A spinner with the current detail, on standard error; what is done stays as a line.
#[derive(Debug, Default)]
pub struct Spinner {
    current: Mutex<Option<ProgressBar>>,
}

impl Spinner {
    fn begin(&self, what: &str) {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        // A template that does not parse would only cost the looks.
        if let Ok(style) = ProgressStyle::with_template("{spinner:.cyan} {prefix} {elapsed:.dim} {wide_msg:.dim}") {
            bar.set_style(style);
        }
        bar.set_prefix(what.to_owned());
        bar.enable_steady_tick(TICK);
        *self.lock() = Some(bar);
    }

    /// Ends the current spinner, if there is one, and leaves `line` in its place.
    fn end(&self, line: Option<&str>) {
        if let Some(bar) = self.lock().take() {
            bar.finish_and_clear();
        }
        if let Some(line) = line {
            self.line(line);
        }
    }

    fn line(&self, line: &str) {
        match &*self.lock() {
            Some(bar) => bar.println(line),
            None => write_line(&mut stderr(), line),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<ProgressBar>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Spinner {
    fn report(&self, event: Event<'_>) {
        match event {
            Event::Begin(what) => self.begin(what),
            Event::Detail(detail) => {
                if let Some(bar) = &*self.lock() {
                    bar.set_message(detail.trim().to_owned());
                }
            }
            Event::Done(what) => self.end(Some(what)),
            Event::Failed => self.end(None),
            Event::Note(note) => self.line(note),
        }
    }
}

/// Plain lines, for logs and pipes: what begins, what is done, notes; no details.
#[derive(Debug)]
pub struct Lines<W> {
    writer: Mutex<W>,
}

impl<W: Write + Send> Lines<W> {
    /// Writes the lines to `writer`; one that fails is ignored, since the work matters more.
    pub const fn new(writer: W) -> Self {
        Self { writer: Mutex::new(writer) }
    }
}

impl<W: Write + Send> Progress for Lines<W> {
    fn report(&self, event: Event<'_>) {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Begin(what) => write_line(&mut *writer, format_args!("{what} …")),
            Event::Done(text) | Event::Note(text) => write_line(&mut *writer, text),
            Event::Detail(_) | Event::Failed => {}
        }
    }
}

/// Shows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _: Event<'_>) {}
}

/// Keeps what [`Lines`] would write, for a build script that shows it only when something fails.
#[derive(Debug, Default)]
pub struct Collected {
    lines: Mutex<Vec<String>>,
}

impl Collected {
    /// Takes the lines collected so far.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.lines.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Progress for Collected {
    fn report(&self, event: Event<'_>) {
        if let Event::Begin(text) | Event::Done(text) | Event::Note(text) = event {
            self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
        }
    }
}

/// One step in the making: it has failed unless it is done before it is dropped.
pub(crate) struct Step<'a> {
    progress: &'a dyn Progress,
    done: bool,
}

impl<'a> Step<'a> {
    pub(crate) fn begin(progress: &'a dyn Progress, what: &str) -> Self {
        progress.report(Event::Begin(what));
        Self { progress, done: false }
    }

    pub(crate) fn detail(&self, detail: &str) {
        self.progress.report(Event::Detail(detail));
    }

    pub(crate) fn note(&self, note: &str) {
        self.progress.report(Event::Note(note));
    }

    pub(crate) fn done(mut self, what: &str) {
        self.done = true;
        self.progress.report(Event::Done(what));
    }
}

impl Drop for Step<'_> {
    fn drop(&mut self) {
        if !self.done {
            self.progress.report(Event::Failed);
        }
    }
}

fn write_line(writer: &mut impl Write, line: impl Display) {
    // Nobody reads standard error any more: nothing to tell, and nobody to tell it to.
    drop(writeln!(writer, "{line}"));
}

/// How often the spinner moves: smooth to the eye, and no load.
const TICK: Duration = Duration::from_millis(120);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_leave_out_details() {
        let lines = Lines::new(Vec::new());
        let step = Step::begin(&lines, "building hello");
        step.detail("Compiling a");
        step.note("warning: b");
        step.done("built hello");
        let text = String::from_utf8(lines.writer.into_inner().unwrap()).unwrap();
        assert_eq!(text, "building hello …\nwarning: b\nbuilt hello\n");
    }

    #[test]
    fn a_step_that_is_dropped_has_failed() {
        struct Last(Mutex<Vec<bool>>);
        impl Progress for Last {
            fn report(&self, event: Event<'_>) {
                self.0.lock().unwrap().push(event == Event::Failed);
            }
        }
        let last = Last(Mutex::default());
        drop(Step::begin(&last, "a"));
        Step::begin(&last, "b").done("b");
        assert_eq!(last.0.into_inner().unwrap(), [false, true, false, false]);
    }

    #[test]
    fn collected_lines_are_taken_once() {
        let collected = Collected::default();
        Step::begin(&collected, "a").done("b");
        assert_eq!(collected.take(), ["a", "b"]);
        assert!(collected.take().is_empty());
    }
}
