//! What a call returned: written as it comes, streams to their end.

use std::process::ExitCode;

use amphi_host::{Error, PluginHandle, StreamHandle, StreamReader, Type, Value};
use amphi_wit::wave;
use futures_util::StreamExt as _;
use serde_json::Value as Json;
use tokio::io::AsyncBufReadExt as _;

use super::collected::{self, Stop};
use crate::failure::{Code, Failure};
use crate::foreign::JsonCall;
use crate::{json, output};

/// How what a plugin returned is written.
pub(super) struct Answer<'a> {
    pub(super) handle: &'a dyn PluginHandle,
    pub(super) json: bool,
    /// The call, where it was made with protobuf's JSON: so is its answer.
    pub(super) foreign: Option<&'a JsonCall>,
}

impl Answer<'_> {
    /// Writes a result of a type, to the end of its streams, and gives the exit code that it means.
    pub(super) async fn write(&self, value: Option<Value>, ty: Option<&Type>) -> Result<ExitCode, Failure> {
        let (Some(value), Some(ty)) = (value, ty) else { return self.whole(None) };
        match stream_of(&value, ty) {
            Some((stream, Some(Type::U8))) if !self.json && self.foreign.is_none() => self.bytes(stream).await,
            Some((stream, payload)) => self.elements(stream, payload).await,
            None => match self.collected(value, ty).await? {
                // As of a function without a result.
                _ if *ty == Type::Future(None) => self.whole(None),
                value => self.whole(Some(value)),
            },
        }
    }

    /// Waits for the streams and futures in a value.
    async fn collected(&self, value: Value, ty: &Type) -> Result<Value, Failure> {
        match collected::all(value, ty).await {
            Ok(value) => Ok(value),
            Err(Stop::Lost(error)) => Err(self.lost(error).await),
            Err(Stop::TooMuch) => {
                let most = collected::MAX_COLLECTED_BYTES >> 20;
                let failure = format!("the streams inside of the result take more than {most} MiB");
                Err(Failure::new(Code::Limit, failure)
                    .with_help("only a stream that is the whole result, or its ok, has no limit"))
            }
        }
    }

    /// Writes a result without streams.
    fn whole(&self, value: Option<Value>) -> Result<ExitCode, Failure> {
        match (&value, self.foreign) {
            (Some(value), Some(call)) => output::json(&call.answer(value)?)?,
            (value, _) if self.json => output::json(&value.as_ref().map_or(Json::Null, json::of))?,
            (Some(value), _) => output::data(&wave::display(value).to_string())?,
            (None, _) => ExitCode::SUCCESS,
        };
        Ok(code_of(value.as_ref()))
    }

    /// Writes bytes as they come.
    async fn bytes(&self, stream: &StreamHandle) -> Result<ExitCode, Failure> {
        let mut stream = StreamReader::<u8>::from_handle(stream).ok_or_else(taken)?;
        let mut out = output::Bytes::new();
        loop {
            let bytes = match stream.fill_buf().await {
                Ok(bytes) => bytes,
                Err(error) => {
                    out.finish()?;
                    return Err(self.lost(collected::failure(error)).await);
                }
            };
            let count = bytes.len();
            if count == 0 || !out.write(bytes)? {
                out.finish()?;
                return Ok(ExitCode::SUCCESS);
            }
            stream.consume(count);
        }
    }

    /// Writes elements as they come, each on a line.
    async fn elements(&self, stream: &StreamHandle, payload: Option<&Type>) -> Result<ExitCode, Failure> {
        let stream = StreamReader::from_handle_as(stream, payload).ok_or_else(taken)?;
        let is_open = |ty: &Type| matches!(ty, Type::Stream(_) | Type::Future(_));
        let nested = payload.filter(|ty| ty.contains(&is_open));
        // What has come already is written together; what has streams in it is read to their end first.
        let mut stream = stream.ready_chunks(if nested.is_some() { 1 } else { MAX_TOGETHER });
        let mut last = None;
        while let Some(elements) = stream.next().await {
            let (mut text, mut failed) = (String::new(), None);
            for element in elements {
                match element {
                    Ok(element) => {
                        let element = match nested {
                            Some(ty) => self.collected(element, ty).await?,
                            None => element,
                        };
                        text.push_str(&self.line(&element)?);
                        text.push('\n');
                        last = Some(element);
                    }
                    Err(error) => failed = Some(error),
                }
            }
            let is_wanted = output::lines(&text)?;
            if let Some(error) = failed {
                return Err(self.lost(error).await);
            }
            if !is_wanted {
                break;
            }
        }
        Ok(code_of(last.as_ref()))
    }

    fn line(&self, element: &Value) -> Result<String, Failure> {
        Ok(match self.foreign {
            Some(call) => call.answer(element)?.to_string(),
            None if self.json => json::of(element).to_string(),
            None => wave::display(element).to_string(),
        })
    }

    /// Says why a stream did not come to its end: if its plugin has ended, of that.
    async fn lost(&self, error: Error) -> Failure {
        let error = match error {
            Error::Stream { .. } => self.handle.health().await.err().unwrap_or(error),
            error => error,
        };
        let is_lost = matches!(error, Error::Stream { .. } | Error::Ended { .. });
        let failure = match error {
            // Whatever broke it, it was not what this side gave.
            error @ Error::Stream { .. } => Failure::new(Code::Crash, error).with_fault("the plugin"),
            error => error.into(),
        };
        if is_lost { failure.under("the result broke off before its end") } else { failure }
    }
}

/// The stream that is the whole result, or all that is in its `ok`, and the type of its elements.
fn stream_of<'r>(value: &'r Value, ty: &'r Type) -> Option<(&'r StreamHandle, Option<&'r Type>)> {
    match (value, ty) {
        (Value::Stream(stream), Type::Stream(payload)) => Some((stream, payload.as_deref())),
        (Value::Result(Ok(Some(value))), Type::Result(sides)) => match (&**value, &sides.ok) {
            (Value::Stream(stream), Some(Type::Stream(payload))) => Some((stream, payload.as_deref())),
            _ => None,
        },
        _ => None,
    }
}

/// The plugin's own error is data, and an exit code: of a stream, its last element.
fn code_of(last: Option<&Value>) -> ExitCode {
    if matches!(last, Some(Value::Result(Err(_)))) { Code::PluginError.into() } else { ExitCode::SUCCESS }
}

fn taken() -> Failure {
    Failure::new(Code::Crash, "a stream of the result was read before")
}

/// Elements that are written together, if they are there.
const MAX_TOGETHER: usize = 1024;
