//! The state between lines: whether Go is in the middle of reporting a crash.

use std::collections::VecDeque;

use super::crash::{Crash, begins};
use super::record::{Level, Record};
use super::{json, text};

/// Reads a plugin's stderr, line by line.
///
/// Whoever has the bytes cuts the lines, and bounds them: one that is too long is given in pieces.
#[derive(Debug, Default)]
pub struct LogReader {
    /// The crash that is being reported.
    crash: Option<Crash>,
    /// Its lines before the first stack.
    before_stack: usize,
    /// Records since its last line: other goroutines log on while one reports.
    between: usize,
    /// What the last line meant, in order; a crash that turned out to be none has some lines.
    events: VecDeque<Event>,
}

/// What lines mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A line of the log.
    Record(Record),
    /// A crash, perhaps of hundreds of lines.
    Crash(Crash),
}

impl LogReader {
    /// At the beginning of stderr.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a line, with its end or without. Bytes that are no UTF-8 are replaced.
    ///
    /// While a crash is reported, its lines are kept; what they mean is known when it ends, or when
    /// [`finish`](Self::finish) is called.
    pub fn push(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end_matches(['\r', '\n']);
        if let Some(record) = json::parse(line).or_else(|| text::leveled(line)) {
            self.between += 1;
            if self.between > MAX_BETWEEN {
                self.conclude();
            }
            self.events.push_back(Event::Record(record));
            return;
        }
        if let Some(crash) = &mut self.crash {
            if crash.goes_on(line) && (crash.has_stack || self.before_stack < MAX_BEFORE_STACK) {
                crash.add(line);
                self.before_stack += usize::from(!crash.has_stack);
                self.between = 0;
                return;
            }
            self.conclude();
        }
        if begins(line) {
            self.crash = Some(Crash::new(line));
            (self.before_stack, self.between) = (0, 0);
        } else {
            self.events.push_back(Event::Record(text::parse(line)));
        }
    }

    /// Gives what lines have meant so far, one after the other.
    pub fn next_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Says that stderr has ended: a crash that was being reported is complete, with a stack or without.
    pub fn finish(&mut self) {
        self.events.extend(self.crash.take().map(Event::Crash));
    }

    /// The crash that is being reported, as far as it has come.
    pub fn crash(&self) -> Option<&Crash> {
        self.crash.as_ref()
    }

    /// The report has ended, and the program goes on. Without a stack it was none.
    fn conclude(&mut self) {
        match self.crash.take() {
            Some(crash) if crash.has_stack => self.events.push_back(Event::Crash(crash)),
            Some(crash) => {
                let mut lines = crash.report.lines();
                let headline = lines.next().map(|line| Record::text(Level::Error, line));
                let records = headline.into_iter().chain(lines.map(text::parse));
                self.events.extend(records.map(Event::Record));
            }
            None => {}
        }
    }
}

/// Lines of a panic's message, before its first stack. A program that only wrote such words and goes on is known by
/// more of them.
const MAX_BEFORE_STACK: usize = 64;

/// Records that may stand between the lines of a report before it counts as ended.
const MAX_BETWEEN: usize = 64;
