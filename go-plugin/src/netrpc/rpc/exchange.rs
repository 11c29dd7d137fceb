//! Gob values in both directions of a stream.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::client::ClientOptions;
use crate::gob::{self, Decoder, Encoder, MessageReader, Typed, Value};
use crate::netrpc::error::Error;
use crate::netrpc::options::MAX_UNSENT_BYTES;
use crate::netrpc::stream::Stream;

/// The two gob streams of a connection; polled by the one task that has it.
pub(super) struct Exchange {
    stream: Stream,
    messages: MessageReader,
    decoder: Decoder,
    encoder: Encoder,
    chunk: Vec<u8>,
    /// What waits to be written from `sent`.
    output: Vec<u8>,
    sent: usize,
}

impl Exchange {
    pub(super) fn new(stream: Stream, options: ClientOptions) -> Self {
        Self {
            stream,
            messages: MessageReader::new(options.message_bytes),
            decoder: Decoder::with_value_bytes(options.value_bytes),
            encoder: Encoder::new(),
            chunk: vec![0; READ_BYTES],
            output: Vec::new(),
            sent: 0,
        }
    }

    /// Whether more may be queued.
    pub(super) fn has_room(&self) -> bool {
        self.output.len() - self.sent < MAX_UNSENT_BYTES
    }

    /// Queues a header with its body. On an error neither was queued.
    pub(super) fn queue(&mut self, header: &Typed, body: &Typed) -> Result<(), gob::Error> {
        self.encoder.encode_all([header, body], &mut self.output)
    }

    /// Writes what is queued; ready when all of it is.
    pub(super) fn poll_write(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(unsent) = self.output.get(self.sent..).filter(|unsent| !unsent.is_empty()) {
            let count = ready!(Pin::new(&mut self.stream).poll_write(context, unsent))?;
            self.sent += count;
        }
        self.sent = 0;
        if self.output.capacity() > KEPT_BYTES {
            // Gives memory back after an unusually large message.
            self.output = Vec::new();
        } else {
            self.output.clear();
        }
        Poll::Ready(Ok(()))
    }

    /// Ends this side's direction.
    pub(super) fn poll_shutdown(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    /// Reads the next value.
    pub(super) fn poll_value(&mut self, context: &mut Context<'_>) -> Poll<Result<Value, Error>> {
        loop {
            while let Some(message) = self.messages.next_message().map_err(Error::Malformed)? {
                if let Some(value) = self.decoder.message(message).map_err(Error::Malformed)? {
                    return Poll::Ready(Ok(value));
                }
            }
            let mut buffer = ReadBuf::new(&mut self.chunk);
            let read = ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer));
            let came = buffer.filled();
            if read.is_err() || came.is_empty() {
                let partial = self.messages.is_partial() || self.decoder.is_partial();
                return Poll::Ready(Err(Error::Disconnected { partial }));
            }
            self.messages.push(came);
        }
    }
}

/// Bytes read in one go: what yamux hands over at a time is no more.
const READ_BYTES: usize = 32 << 10;

/// Bytes of capacity that an empty buffer keeps.
const KEPT_BYTES: usize = 1 << 20;
