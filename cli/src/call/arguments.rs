//! The arguments of a call: WAVE, and what it names outside of itself.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use amphi_host::{Error, Function, FutureReader, StreamFailure, StreamHandle, StreamReader, Type, Value};
use amphi_wit::wave::{self, StreamText};
use futures_util::stream;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader, ReadBuf};

use crate::failure::{Code, Failure};

/// Reads the arguments: each a word, or all in parentheses after the function's name.
pub(super) fn values(
    function: &Function,
    whole: &str,
    words: &[String],
    outside: &mut CommandLine,
) -> Result<Vec<Value>, Failure> {
    let wrong = |source: wave::Error, what: String| {
        let is_text = ["string", "stream<u8>"].iter().any(|text| source.expected.starts_with(text));
        let quoting = if is_text { "\nin a shell, text is quoted twice: '\"text\"'" } else { "" };
        Failure::new(Code::Usage, WrongArgument { what, source })
            .with_help(format!("the function is {function}{quoting}"))
    };
    if !whole.is_empty() {
        if !words.is_empty() {
            return Err(Failure::usage(
                "arguments stand in parentheses, or after the function, and not in both places",
            ));
        }
        let values = wave::parse_arguments(&function.params, whole, outside);
        return values.map_err(|error| wrong(error, "the arguments".to_string()));
    }
    if words.len() > function.params.len() {
        let (got, known) = (words.len(), function.params.len());
        let failure = Failure::usage(format!("{got} arguments are given, the function takes {known}"));
        return Err(failure.with_help(format!("the function is {function}")));
    }
    let mut values = Vec::with_capacity(function.params.len());
    for (param, word) in function.params.iter().zip(words) {
        let value = wave::parse_with(&param.ty, word, outside);
        values.push(value.map_err(|error| wrong(error, format!("the argument {}", param.name)))?);
    }
    // Options at the end may be missing; the reader of calls knows which those are.
    let missing = function.params.get(values.len()..).unwrap_or_default();
    let rest = wave::parse_arguments(missing, "()", outside);
    values.extend(rest.map_err(|error| {
        Failure::usage(format!("{} is missing", error.expected)).with_help(format!("the function is {function}"))
    })?);
    Ok(values)
}

/// What an argument may name: the user's own files and standard input, and no resource, for none is older than the instance.
#[derive(Debug, Default)]
pub(super) struct CommandLine {
    is_stdin_taken: bool,
    failed: Failed,
}

impl CommandLine {
    /// Whether something reads standard input, and perhaps waits for it.
    pub(super) fn is_stdin_taken(&self) -> bool {
        self.is_stdin_taken
    }

    /// What kept a stream from being read to its end, told once: the plugin only knows that it broke off.
    pub(super) fn take_failure(&self) -> Option<Failure> {
        self.failed.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn take_stdin(&mut self) -> Result<(), String> {
        if std::mem::replace(&mut self.is_stdin_taken, true) {
            return Err("standard input stands in another argument already".to_string());
        }
        Ok(())
    }

    /// Opens a file for a stream, before anything is called.
    fn open(&mut self, path: &str) -> Result<Input, String> {
        let reader: Pin<Box<dyn AsyncRead + Send>> = if path == STDIN {
            self.take_stdin()?;
            Box::pin(tokio::io::stdin())
        } else {
            let file = fs::File::open(path).map_err(|error| error.to_string())?;
            if file.metadata().is_ok_and(|it| it.is_dir()) {
                return Err(io::Error::from(io::ErrorKind::IsADirectory).to_string());
            }
            Box::pin(tokio::fs::File::from_std(file))
        };
        Ok(Input { reader, path: path.to_string(), failed: self.failed.clone() })
    }
}

impl wave::Outside for CommandLine {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
        if path != STDIN {
            return fs::read(path).map_err(|error| error.to_string());
        }
        self.take_stdin()?;
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }

    fn stream(&mut self, payload: Option<&Type>, of: StreamText) -> Result<StreamHandle, String> {
        let input = match of {
            StreamText::Path(path) => self.open(&path).map_err(|why| format!("{path}: {why}"))?,
            other => return Made.stream(payload, other),
        };
        Ok(match payload {
            Some(Type::U8) => StreamReader::from_reader(input).into_handle(),
            _ => lines(input, payload).into_handle_as(payload),
        })
    }

    fn future(&mut self, payload: Option<&Type>, value: Value) -> Result<StreamHandle, String> {
        Made.future(payload, value)
    }
}

/// Makes streams and futures of what stands in the text, and has nothing outside of it.
pub(crate) struct Made;

impl wave::Outside for Made {
    fn stream(&mut self, payload: Option<&Type>, of: StreamText) -> Result<StreamHandle, String> {
        match of {
            StreamText::Elements(values) => {
                let elements = StreamReader::from_stream(stream::iter(values.into_iter().map(Ok)));
                Ok(elements.into_handle_as(payload))
            }
            StreamText::Bytes(bytes) => Ok(StreamReader::from_reader(io::Cursor::new(bytes)).into_handle()),
            StreamText::Path(path) => Err(format!("{path}, and files are not read here")),
            other => Err(format!("{other:?}")),
        }
    }

    fn future(&mut self, payload: Option<&Type>, value: Value) -> Result<StreamHandle, String> {
        Ok(FutureReader::from_future(std::future::ready(Ok(value))).into_handle_as(payload))
    }
}

/// The elements of a file with one on each line. Blank lines are none.
fn lines(input: Input, payload: Option<&Type>) -> StreamReader<Value> {
    let ty = payload.cloned().unwrap_or_else(|| Type::tuple([]));
    let (path, failed) = (input.path.clone(), input.failed.clone());
    let lines = BufReader::new(input).lines();
    StreamReader::from_stream(stream::try_unfold((lines, 0_usize), move |(mut lines, mut number)| {
        let (ty, path, failed) = (ty.clone(), path.clone(), failed.clone());
        async move {
            // What cannot be read has been told by the input.
            while let Some(line) = lines.next_line().await.map_err(|error| lost(&error))? {
                number += 1;
                if line.trim().is_empty() {
                    continue;
                }
                let value = wave::parse(&ty, &line).map_err(|mut source| {
                    source.line = number;
                    let reason = lost(&source);
                    let what = format!("an element in {}", shown(&path));
                    failed.tell(Failure::new(Code::Usage, WrongArgument { what, source }));
                    reason
                })?;
                return Ok(Some((value, (lines, number))));
            }
            Ok(None)
        }
    }))
}

fn lost(error: &dyn std::error::Error) -> Error {
    Error::Stream { failure: StreamFailure::Source { reason: error.to_string() } }
}

/// A file, or standard input, that is read as it is wanted.
struct Input {
    reader: Pin<Box<dyn AsyncRead + Send>>,
    path: String,
    failed: Failed,
}

impl AsyncRead for Input {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let read = ready!(self.reader.as_mut().poll_read(context, into));
        if let Err(error) = &read {
            let told = io::Error::new(error.kind(), error.to_string());
            self.failed.tell(Failure::io("read", Path::new(shown(&self.path)), told));
        }
        Poll::Ready(read)
    }
}

fn shown(path: &str) -> &str {
    if path == STDIN { "standard input" } else { path }
}

/// The first failure of a source.
#[derive(Clone, Debug, Default)]
struct Failed(Arc<Mutex<Option<Failure>>>);

impl Failed {
    fn tell(&self, failure: Failure) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure);
    }
}

/// Text that is no argument of its type.
#[derive(Debug, thiserror::Error)]
#[error("{what} cannot be read")]
struct WrongArgument {
    what: String,
    source: wave::Error,
}

/// The path that stands for standard input.
const STDIN: &str = "-";

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn standard_input_is_read_once() {
        let bytes = || Type::stream(Some(Type::U8));
        let mut outside = CommandLine::default();
        let twice = wave::parse_with(&Type::tuple([bytes(), bytes()]), "(@-, @-)", &mut outside).unwrap_err();
        assert!(twice.found.contains("another argument"), "{twice}");
        assert!(outside.is_stdin_taken());
        let mut outside = CommandLine::default();
        wave::parse_with(&Type::tuple([bytes(), bytes()]), "(@./-, [1])", &mut outside).unwrap_err();
        assert!(!outside.is_stdin_taken());
    }
}
