//! What a Go plugin prints once it serves: it comes through the session, and goes where its own stdout and stderr go.

use std::sync::Arc;

use amphi_go_plugin::grpc::{Printed, StdioStream};
use tokio::io::AsyncWriteExt;
use tokio::sync::mpsc;

use crate::native::Pipes;
use crate::output::PluginOutput;

/// Gives the way to the outputs: its bound stops a plugin that prints faster than its sink takes it.
pub(super) fn channel(pipes: &mut Pipes, output: &Arc<PluginOutput>) -> mpsc::Sender<Printed> {
    let (sender, mut receiver) = mpsc::channel::<Printed>(PIECES);
    let (mut stdout, read_stdout) = tokio::io::duplex(PIPE_BYTES);
    let (mut stderr, read_stderr) = tokio::io::duplex(PIPE_BYTES);
    pipes.stdout(read_stdout, &[], output);
    pipes.stderr(read_stderr, output, None);
    pipes.spawn(async move {
        while let Some(printed) = receiver.recv().await {
            let to = match printed.stream {
                StdioStream::Stdout => &mut stdout,
                StdioStream::Stderr => &mut stderr,
            };
            if to.write_all(&printed.bytes).await.is_err() {
                return;
            }
        }
    });
    sender
}

/// Pieces that may wait: Go's are of 1 KiB.
const PIECES: usize = 256;

/// Bytes between a piece and its line, as in a pipe of the system.
const PIPE_BYTES: usize = 64 << 10;
