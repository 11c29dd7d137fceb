//! The streams of one call of a plugin to its host: found when the arguments are decoded, kept when the result is encoded.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(feature = "native")]
use amphi_protocol::pass_on;
use amphi_protocol::{Error as CodecError, Passed, Reader, StreamAcceptor, collect_passed};

use crate::call_context::CallContext;

/// What a backend gives to a call of its plugin, and takes back from it.
#[derive(Clone)]
pub(crate) struct Exchange {
    streams: Arc<dyn StreamAcceptor>,
    passed: Arc<Mutex<Vec<Passed>>>,
}

impl Exchange {
    /// Finds the streams of the arguments by `streams`.
    #[cfg(feature = "native")]
    pub(crate) fn new(streams: impl StreamAcceptor + 'static) -> Self {
        Self { streams: Arc::new(streams), passed: Arc::default() }
    }

    /// Appends the encoded result to a message, and has its streams passed with it.
    #[cfg(feature = "native")]
    pub(crate) fn give(&self, result: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(result);
        pass_on(std::mem::take(&mut self.passed.lock().unwrap_or_else(PoisonError::into_inner)));
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exchange")
    }
}

impl CallContext {
    /// Decodes all arguments of the plugin's call.
    pub(crate) fn decode<R>(
        &self,
        args: &[u8],
        decode: impl FnOnce(&mut Reader<'_>) -> Result<R, CodecError>,
    ) -> Result<R, CodecError> {
        let mut input = Reader::new(args);
        if let Some(exchange) = self.exchange() {
            input = input.with_streams(&*exchange.streams);
        }
        let decoded = decode(&mut input)?;
        input.finish()?;
        Ok(decoded)
    }

    /// Encodes the result of the plugin's call, and keeps its streams.
    pub(crate) fn encode<R>(&self, encode: impl FnOnce() -> R) -> R {
        let (result, passed) = collect_passed(encode);
        if let Some(exchange) = self.exchange() {
            exchange.passed.lock().unwrap_or_else(PoisonError::into_inner).extend(passed);
        }
        result
    }
}
