//! What the plugin writes to its stdout and stderr.

use tokio::io::AsyncReadExt;
use tokio::sync::watch;

use super::stream::Stream;

/// Takes some bytes of output.
pub(super) type Sink = Box<dyn FnMut(&[u8]) + Send>;

/// Reads a stream to its end, and counts itself among those that are at theirs.
pub(super) async fn drain(mut stream: Stream, mut sink: Sink, done: watch::Sender<usize>) {
    let mut buffer = vec![0; READ_BYTES];
    while let Ok(count) = stream.read(&mut buffer).await {
        match buffer.get(..count) {
            Some(bytes) if !bytes.is_empty() => sink(bytes),
            _ => break,
        }
    }
    done.send_modify(|count| *count += 1);
}

/// Bytes handed over at a time, at most.
const READ_BYTES: usize = 16 << 10;
