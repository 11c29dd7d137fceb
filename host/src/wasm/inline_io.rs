//! `wasi:io` for inline execution: each operation is tried once, and one that would wait ends the instance.

use futures_util::FutureExt;
use wasmtime::component::{Resource, ResourceTable};
use wasmtime_wasi::p2::bindings::io::poll::{Host as AsyncPoll, HostPollable as AsyncPollable};
use wasmtime_wasi::p2::bindings::io::streams::{
    self as waiting, Host as AsyncStreams, HostInputStream as AsyncInput, HostOutputStream as AsyncOutput,
};
use wasmtime_wasi::p2::bindings::sync::io::{poll, streams};
use wasmtime_wasi::p2::{DynInputStream, DynOutputStream, DynPollable, StreamError, StreamResult};

use super::imports::ImportFailure;

/// The resources of a guest that runs inline.
pub(super) struct InlineIo<'a> {
    pub(super) table: &'a mut ResourceTable,
}

fn would_wait(function: &'static str) -> wasmtime::Error {
    ImportFailure::would_wait(&function.into()).into()
}

/// The outcome of something that may not wait.
fn once<R>(function: &'static str, operation: impl Future<Output = wasmtime::Result<R>>) -> wasmtime::Result<R> {
    operation.now_or_never().unwrap_or_else(|| Err(would_wait(function)))
}

/// The outcome of a stream's operation that may not wait.
fn once_on_stream<R>(function: &'static str, operation: impl Future<Output = StreamResult<R>>) -> StreamResult<R> {
    operation.now_or_never().unwrap_or_else(|| Err(StreamError::Trap(would_wait(function))))
}

impl poll::Host for InlineIo<'_> {
    fn poll(&mut self, pollables: Vec<Resource<DynPollable>>) -> wasmtime::Result<Vec<u32>> {
        once("wasi:io/poll#poll", AsyncPoll::poll(self.table, pollables))
    }
}

impl poll::HostPollable for InlineIo<'_> {
    fn ready(&mut self, pollable: Resource<DynPollable>) -> wasmtime::Result<bool> {
        once("wasi:io/poll#ready", AsyncPollable::ready(self.table, pollable))
    }

    fn block(&mut self, pollable: Resource<DynPollable>) -> wasmtime::Result<()> {
        once("wasi:io/poll#block", AsyncPollable::block(self.table, pollable))
    }

    fn drop(&mut self, pollable: Resource<DynPollable>) -> wasmtime::Result<()> {
        AsyncPollable::drop(self.table, pollable)
    }
}

impl streams::Host for InlineIo<'_> {
    fn convert_stream_error(&mut self, error: StreamError) -> wasmtime::Result<streams::StreamError> {
        Ok(match AsyncStreams::convert_stream_error(self.table, error)? {
            waiting::StreamError::LastOperationFailed(error) => streams::StreamError::LastOperationFailed(error),
            waiting::StreamError::Closed => streams::StreamError::Closed,
        })
    }
}

impl streams::HostOutputStream for InlineIo<'_> {
    fn drop(&mut self, stream: Resource<DynOutputStream>) -> wasmtime::Result<()> {
        once("wasi:io/streams#drop", AsyncOutput::drop(self.table, stream))
    }

    fn check_write(&mut self, stream: Resource<DynOutputStream>) -> StreamResult<u64> {
        AsyncOutput::check_write(self.table, stream)
    }

    fn write(&mut self, stream: Resource<DynOutputStream>, bytes: Vec<u8>) -> StreamResult<()> {
        AsyncOutput::write(self.table, stream, bytes)
    }

    fn blocking_write_and_flush(&mut self, stream: Resource<DynOutputStream>, bytes: Vec<u8>) -> StreamResult<()> {
        let write = AsyncOutput::blocking_write_and_flush(self.table, stream, bytes);
        once_on_stream("wasi:io/streams#blocking-write-and-flush", write)
    }

    fn blocking_write_zeroes_and_flush(&mut self, stream: Resource<DynOutputStream>, len: u64) -> StreamResult<()> {
        let write = AsyncOutput::blocking_write_zeroes_and_flush(self.table, stream, len);
        once_on_stream("wasi:io/streams#blocking-write-zeroes-and-flush", write)
    }

    fn subscribe(&mut self, stream: Resource<DynOutputStream>) -> wasmtime::Result<Resource<DynPollable>> {
        AsyncOutput::subscribe(self.table, stream)
    }

    fn write_zeroes(&mut self, stream: Resource<DynOutputStream>, len: u64) -> StreamResult<()> {
        AsyncOutput::write_zeroes(self.table, stream, len)
    }

    fn flush(&mut self, stream: Resource<DynOutputStream>) -> StreamResult<()> {
        AsyncOutput::flush(self.table, stream)
    }

    fn blocking_flush(&mut self, stream: Resource<DynOutputStream>) -> StreamResult<()> {
        once_on_stream("wasi:io/streams#blocking-flush", AsyncOutput::blocking_flush(self.table, stream))
    }

    fn splice(
        &mut self,
        into: Resource<DynOutputStream>,
        from: Resource<DynInputStream>,
        len: u64,
    ) -> StreamResult<u64> {
        AsyncOutput::splice(self.table, into, from, len)
    }

    fn blocking_splice(
        &mut self,
        into: Resource<DynOutputStream>,
        from: Resource<DynInputStream>,
        len: u64,
    ) -> StreamResult<u64> {
        let splice = AsyncOutput::blocking_splice(self.table, into, from, len);
        once_on_stream("wasi:io/streams#blocking-splice", splice)
    }
}

impl streams::HostInputStream for InlineIo<'_> {
    fn drop(&mut self, stream: Resource<DynInputStream>) -> wasmtime::Result<()> {
        once("wasi:io/streams#drop", AsyncInput::drop(self.table, stream))
    }

    fn read(&mut self, stream: Resource<DynInputStream>, len: u64) -> StreamResult<Vec<u8>> {
        AsyncInput::read(self.table, stream, len)
    }

    fn blocking_read(&mut self, stream: Resource<DynInputStream>, len: u64) -> StreamResult<Vec<u8>> {
        once_on_stream("wasi:io/streams#blocking-read", AsyncInput::blocking_read(self.table, stream, len))
    }

    fn skip(&mut self, stream: Resource<DynInputStream>, len: u64) -> StreamResult<u64> {
        AsyncInput::skip(self.table, stream, len)
    }

    fn blocking_skip(&mut self, stream: Resource<DynInputStream>, len: u64) -> StreamResult<u64> {
        once_on_stream("wasi:io/streams#blocking-skip", AsyncInput::blocking_skip(self.table, stream, len))
    }

    fn subscribe(&mut self, stream: Resource<DynInputStream>) -> wasmtime::Result<Resource<DynPollable>> {
        AsyncInput::subscribe(self.table, stream)
    }
}
