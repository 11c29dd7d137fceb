//! A thread for a sink that may block, so that nothing else does.

use std::io;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::PluginOutput;
use super::sink::Stream;

/// Passes the lines of one instance to its sink, in order.
///
/// The thread ends when everybody who has a [`sender`](Self::sender) is gone and the sink has taken the last line. One
/// that never does keeps the thread, and nothing but it: those who send wait for room, and may be dropped meanwhile.
#[derive(Debug)]
pub(crate) struct LineWriter {
    lines: LineSender,
    ended: oneshot::Receiver<()>,
}

/// Gives lines to a [`LineWriter`].
pub(crate) type LineSender = mpsc::Sender<(Stream, String)>;

impl LineWriter {
    /// Starts the thread. Fails where the system has no more.
    pub(crate) fn start(output: &Arc<PluginOutput>) -> io::Result<Self> {
        let (lines, mut receiver) = mpsc::channel::<(Stream, String)>(QUEUE);
        let (end, ended) = oneshot::channel();
        let output = Arc::clone(output);
        let thread = std::thread::Builder::new().name("amphi-output".to_string());
        thread.spawn(move || {
            while let Some((stream, line)) = receiver.blocking_recv() {
                output.pass_on(stream, &line);
            }
            // Nobody may wait for it.
            end.send(()).ok();
        })?;
        Ok(Self { lines, ended })
    }

    pub(crate) fn sender(&self) -> LineSender {
        self.lines.clone()
    }

    /// Waits until the sink has taken every line; others must not hold a sender any more. Dropping the future changes
    /// nothing.
    pub(crate) async fn finish(self) {
        drop(self.lines);
        // Fails only where the sink panicked.
        self.ended.await.ok();
    }
}

/// Lines that wait for the sink, each of at most 24 KiB: then the plugin waits too.
const QUEUE: usize = 64;
