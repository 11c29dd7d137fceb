//! Runs tools: their output line by line, and never longer than a given time.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::progress::Step;

/// One line that a tool wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    Out(String),
    Err(String),
}

/// What a short tool wrote and how it ended.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) status: ExitStatus,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The last lines of a long output: enough to see what went wrong, bounded however much there was.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    lines: VecDeque<String>,
}

impl Tail {
    pub(crate) fn push(&mut self, line: String) {
        if self.lines.len() == TAIL_LINES {
            self.lines.pop_front();
        }
        self.lines.push_back(line);
    }

    pub(crate) fn into_text(self) -> String {
        Vec::from(self.lines).join("\n")
    }
}

/// Runs `command` and hands over each line as it comes; ends it when `limit` is over.
pub(crate) fn run(command: &mut Command, limit: Duration, mut on_line: impl FnMut(Line)) -> Result<ExitStatus, Error> {
    let program = name_of(command);
    let started = Instant::now();
    let start_error = |source| Error::Start { program: program.clone(), source };
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = Ending(spawned.map_err(start_error)?);
    let (sender, receiver) = sync_channel(QUEUE_LINES);
    if let Some(stream) = child.0.stdout.take() {
        pump(stream, Line::Out, sender.clone()).map_err(start_error)?;
    }
    if let Some(stream) = child.0.stderr.take() {
        pump(stream, Line::Err, sender.clone()).map_err(start_error)?;
    }
    drop(sender);
    loop {
        match receiver.recv_timeout(limit.saturating_sub(started.elapsed())) {
            Ok(line) => on_line(line),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => return Err(Error::TimedOut { program, limit }),
        }
    }
    child.0.wait().map_err(start_error)
}

/// Runs `command` and collects what it wrote.
pub(crate) fn output(command: &mut Command, limit: Duration) -> Result<Output, Error> {
    let (mut out, mut err) = (String::new(), String::new());
    let status = run(command, limit, |line| {
        let (text, line) = match line {
            Line::Out(line) => (&mut out, line),
            Line::Err(line) => (&mut err, line),
        };
        text.push_str(&line);
        text.push('\n');
    })?;
    Ok(Output { status, out, err })
}

/// Runs `command` as part of a step, its lines as details; an end without success is an error.
pub(crate) fn step(what: &str, command: &mut Command, limit: Duration, step: &Step<'_>) -> Result<(), Error> {
    let mut tail = Tail::default();
    let status = run(command, limit, |(Line::Out(line) | Line::Err(line))| {
        step.detail(&line);
        tail.push(line);
    })?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed { what: what.to_owned(), status, output: tail.into_text() })
}

/// A child that does not outlive the one who waits for it, not even when the wait is given up.
struct Ending(Child);

impl Drop for Ending {
    fn drop(&mut self) {
        // Both fail only when the child has ended already and was waited for.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Reads a stream to its end on a thread of its own, which ends with the stream or with the receiver.
fn pump(
    stream: impl Read + Send + 'static,
    line: fn(String) -> Line,
    sender: SyncSender<Line>,
) -> Result<(), std::io::Error> {
    let read = move || {
        let mut stream = BufReader::new(stream);
        let mut bytes = Vec::new();
        // A stream that fails has ended for us: how the process ended says more.
        while matches!(stream.read_until(b'\n', &mut bytes), Ok(1..)) {
            let text = String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned();
            if sender.send(line(text)).is_err() {
                break;
            }
            bytes.clear();
        }
    };
    thread::Builder::new().name("amphi-build output".to_owned()).spawn(read).map(drop)
}

fn name_of(command: &Command) -> String {
    std::path::Path::new(command.get_program()).display().to_string()
}

/// Lines kept of a long output: more than the longest compiler error, less than a screen is worth.
const TAIL_LINES: usize = 200;
/// Lines between the reading thread and us: enough that a tool seldom waits.
const QUEUE_LINES: usize = 64;

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_streams_and_the_status_are_collected() {
        let output = output(&mut shell("echo a; echo b >&2; exit 3"), Duration::from_secs(20)).unwrap();
        assert_eq!((output.out.as_str(), output.err.as_str(), output.status.code()), ("a\n", "b\n", Some(3)));
    }

    #[test]
    fn a_tool_that_takes_too_long_is_ended() {
        let error = output(&mut shell("exec sleep 60"), Duration::from_millis(20)).unwrap_err();
        assert!(matches!(error, Error::TimedOut { .. }), "{error}");
    }

    #[test]
    fn a_tool_that_is_not_there_is_an_error() {
        let error = output(&mut Command::new("/nonexistent/tool"), Duration::from_secs(20)).unwrap_err();
        assert!(matches!(error, Error::Start { .. }), "{error}");
    }

    #[test]
    fn a_tail_keeps_the_last_lines() {
        let mut tail = Tail::default();
        (0..TAIL_LINES + 1).for_each(|number| tail.push(number.to_string()));
        assert!(tail.into_text().starts_with("1\n"));
    }
}
