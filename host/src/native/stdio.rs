//! The pipes of a process: always drained, so that a plugin that writes is never stopped by its host.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::task::JoinSet;

use crate::output::{LineSplitter, PluginOutput};

/// The tasks that read a process's pipes.
#[derive(Default)]
pub(super) struct Pipes {
    tasks: JoinSet<()>,
}

impl Pipes {
    /// Passes on what comes on stdout; `first` was read before.
    pub(super) fn stdout(
        &mut self,
        pipe: impl AsyncRead + Unpin + Send + 'static,
        first: &[u8],
        to: &Arc<PluginOutput>,
    ) {
        let (first, to) = (first.to_vec(), Arc::clone(to));
        self.tasks.spawn(async move { pump(pipe, &first, |line| to.stdout(line)).await });
    }

    /// Passes on what comes on stderr.
    pub(super) fn stderr(&mut self, pipe: impl AsyncRead + Unpin + Send + 'static, to: &Arc<PluginOutput>) {
        let to = Arc::clone(to);
        self.tasks.spawn(async move { pump(pipe, &[], |line| to.stderr(line)).await });
    }

    /// Waits until the pipes are at their end, but not for ever: a process of another group may hold them.
    pub(super) async fn drained(&mut self) {
        let all = async { while self.tasks.join_next().await.is_some() {} };
        tokio::time::timeout(DRAIN, all).await.ok();
    }
}

async fn pump(mut pipe: impl AsyncRead + Unpin, first: &[u8], mut emit: impl FnMut(&str)) {
    let mut lines = LineSplitter::default();
    lines.push(first, &mut emit);
    let mut chunk = vec![0; CHUNK_BYTES];
    // A pipe that fails is as good as one at its end.
    while let Ok(count @ 1..) = pipe.read(&mut chunk).await {
        lines.push(chunk.get(..count).unwrap_or_default(), &mut emit);
    }
    lines.finish(&mut emit);
}

/// How long the last lines may take to arrive after the process has ended. They are in the pipe already.
const DRAIN: Duration = Duration::from_millis(500);

/// Bytes read at once.
const CHUNK_BYTES: usize = 8 << 10;
