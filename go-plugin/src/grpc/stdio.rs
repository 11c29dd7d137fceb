//! What the plugin prints: the pipes that go-plugin puts in place of its stdout and stderr.

use bytes::Bytes;
use tokio::sync::mpsc;
use tonic::{Code, Request};

use super::error::Error;
use super::options::MessageLimits;
use super::raw::RawClient;
use super::wire::{StdioData, decode};

/// A piece of what the plugin printed.
///
/// Go's plugins cut what they print into pieces of up to 1024 bytes, anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Where it was printed.
    pub stream: StdioStream,
    /// The bytes.
    pub bytes: Bytes,
}

/// Where something was printed. The order between the two is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StdioStream {
    /// The plugin's stdout.
    Stdout,
    /// The plugin's stderr.
    Stderr,
}

/// Drains what the plugin prints, to the end of the plugin.
///
/// A plugin that nobody drains stands still once its pipe is full.
pub(super) async fn drain(client: RawClient, mut sink: Option<mpsc::Sender<Printed>>) {
    let client = client.with_limits(MessageLimits { decoding_bytes: PIECE_BYTES, encoding_bytes: PIECE_BYTES });
    let mut pieces = match client.server_streaming(STDIO, Request::new(Bytes::new())).await {
        Ok(pieces) => pieces,
        Err(error) => return ended(&error),
    };
    loop {
        let piece = match pieces.next().await {
            Ok(Some(piece)) => piece,
            Ok(None) => return,
            Err(error) => return ended(&error),
        };
        let Ok(StdioData { channel, data }) = decode(STDIO, piece) else {
            return tracing::warn!("the plugin's output ends: a piece of it is malformed");
        };
        let stream = match channel {
            1 => StdioStream::Stdout,
            2 => StdioStream::Stderr,
            // A stream of a later version.
            _ => continue,
        };
        if let Some(to) = &sink
            && to.send(Printed { stream, bytes: data }).await.is_err()
        {
            sink = None;
        }
    }
}

/// A plugin may do without the service, and may end.
fn ended(error: &Error) {
    match error {
        Error::Ended(_) | Error::Status { code: Code::Unimplemented | Code::Unavailable, .. } => {
            tracing::trace!(%error, "the plugin's output ends");
        }
        _ => tracing::warn!(%error, "the plugin's output ends"),
    }
}

const STDIO: &str = "plugin.GRPCStdio/StreamStdio";

/// Bytes of one piece. Go's are of 1 KiB.
const PIECE_BYTES: usize = 1 << 20;
