//! The report that Go's runtime writes when a program panics.

use super::record::cut;

/// The end of a Go program by its own runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crash {
    /// The first line: `panic: …`, `fatal error: …`, or a signal.
    pub headline: String,
    /// The whole report, the headline and all stacks, with `\n` between its lines; 256 KiB of it at most.
    pub report: String,
    /// Whether the report was longer than is kept.
    pub truncated: bool,
    /// Whether there is a stack in it. Without one it may be a line that only begins like a crash.
    pub has_stack: bool,
}

impl Crash {
    pub(super) fn new(headline: &str) -> Self {
        let headline = cut(headline);
        Self { report: headline.clone(), headline, truncated: false, has_stack: false }
    }

    pub(super) fn add(&mut self, line: &str) {
        self.has_stack |= is_stack(line);
        if self.report.len() + line.len() < MAX_REPORT_BYTES {
            self.report.push('\n');
            self.report.push_str(line);
        } else {
            self.truncated = true;
        }
    }

    /// Whether a line can be the report's next. Before the first stack anything can: a message has any number of lines.
    pub(super) fn goes_on(&self, line: &str) -> bool {
        !self.has_stack || continues(line)
    }
}

/// Whether a line begins a report. A program that logs such words itself puts a time or a level before them.
pub(super) fn begins(line: &str) -> bool {
    const BEGINNINGS: [&str; 6] =
        ["panic: ", "fatal error: ", "runtime: ", "SIGQUIT: ", "SIGABRT: ", "unexpected fault address "];
    BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
}

fn is_stack(line: &str) -> bool {
    line.starts_with("goroutine ") || line == "runtime stack:"
}

fn continues(line: &str) -> bool {
    line.is_empty()
        || line.starts_with(['\t', ' '])
        || is_stack(line)
        || ["created by ", "exit status ", "panic: ", "..."].iter().any(|beginning| line.starts_with(beginning))
        || is_frame(line)
        || is_register(line)
}

/// A function of a stack: `github.com/x/y.(*T).Method(0x1, {0x2, 0x3})`.
fn is_frame(line: &str) -> bool {
    let Some((name, _)) = line.split_once('(') else { return false };
    line.ends_with(')') && name.contains('.') && !name.contains(char::is_whitespace)
}

/// A register of the processor: `rip    0x46c7e1`.
fn is_register(line: &str) -> bool {
    let mut words = line.split_whitespace();
    matches!((words.next(), words.next(), words.next()), (Some(name), Some(value), None)
        if name.len() <= MAX_REGISTER_NAME && value.starts_with("0x"))
}

/// The longest is `rflags`.
const MAX_REGISTER_NAME: usize = 6;

/// Bytes of a report that are kept: some hundred goroutines. A program may have a million.
const MAX_REPORT_BYTES: usize = 256 << 10;
