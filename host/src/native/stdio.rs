//! The pipes of a process: drained as they fill, so that a plugin that writes is not stopped by its host. A sink that
//! takes nothing stops it, and nothing else.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::task::JoinSet;

use crate::output::{LineSender, LineSplitter, LineWriter, PluginOutput, Stream};

/// The tasks that read a process's pipes.
#[derive(Default)]
pub(crate) struct Pipes {
    tasks: JoinSet<()>,
    /// Where lines go that their sink may hold up.
    writer: Option<LineWriter>,
}

impl Pipes {
    /// Passes on what comes on stdout; `first` was read before.
    pub(crate) fn stdout(
        &mut self,
        pipe: impl AsyncRead + Unpin + Send + 'static,
        first: &[u8],
        to: &Arc<PluginOutput>,
    ) {
        let (first, way) = (first.to_vec(), self.way(Stream::Stdout, to));
        self.tasks.spawn(pump(pipe, first, way));
    }

    /// Passes on what comes on stderr, by way of a reader if there is one.
    pub(crate) fn stderr(
        &mut self,
        pipe: impl AsyncRead + Unpin + Send + 'static,
        to: &Arc<PluginOutput>,
        reader: Option<Box<dyn LineReader>>,
    ) {
        let way = Way { reader, ..self.way(Stream::Stderr, to) };
        self.tasks.spawn(pump(pipe, Vec::new(), way));
    }

    /// Runs a task that feeds one of the pipes.
    #[cfg(feature = "go-plugin")]
    pub(crate) fn spawn(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(task);
    }

    /// Waits until the pipes are at their end and their lines where they should be, but not for ever: a process of
    /// another group may hold the pipes, and a sink may take nothing.
    pub(crate) async fn drained(&mut self) {
        let writer = self.writer.take();
        let all = async {
            while self.tasks.join_next().await.is_some() {}
            if let Some(writer) = writer {
                writer.finish().await;
            }
        };
        tokio::time::timeout(DRAIN, all).await.ok();
    }

    fn way(&mut self, stream: Stream, to: &Arc<PluginOutput>) -> Way {
        if self.writer.is_none() && to.may_block() {
            // Without a thread the sink is called here, and holds up what it holds up.
            self.writer = LineWriter::start(to).ok();
        }
        Way { stream, output: Arc::clone(to), writer: self.writer.as_ref().map(LineWriter::sender), reader: None }
    }
}

/// Understands the lines of a stderr that has more than text.
pub(crate) trait LineReader: Send + Sync {
    /// Takes a line, and says whether it is to be passed on as it is.
    fn line(&mut self, line: &str, output: &PluginOutput) -> bool;

    /// Takes note of the end.
    fn finish(&mut self, output: &PluginOutput);
}

/// Where the lines of one pipe go.
struct Way {
    stream: Stream,
    output: Arc<PluginOutput>,
    writer: Option<LineSender>,
    reader: Option<Box<dyn LineReader>>,
}

impl Way {
    /// Cuts bytes into lines, and gives them away.
    async fn pass_on(&mut self, lines: &mut LineSplitter, bytes: &[u8]) {
        let mut waiting = Vec::new();
        lines.push(bytes, |line| self.emit(line, &mut waiting));
        self.send(waiting).await;
    }

    /// Gives away what has no end of line.
    async fn finish(&mut self, mut lines: LineSplitter) {
        let mut waiting = Vec::new();
        lines.finish(|line| self.emit(line, &mut waiting));
        if let Some(reader) = &mut self.reader {
            reader.finish(&self.output);
        }
        self.send(waiting).await;
    }

    fn emit(&mut self, line: &str, waiting: &mut Vec<String>) {
        // At once: a diagnosis does not wait for the sink.
        if self.stream == Stream::Stderr {
            self.output.keep(line);
        }
        if let Some(reader) = &mut self.reader
            && !reader.line(line, &self.output)
        {
            return;
        }
        match self.writer {
            Some(_) => waiting.push(line.to_string()),
            None => self.output.pass_on(self.stream, line),
        }
    }

    async fn send(&self, waiting: Vec<String>) {
        let Some(writer) = &self.writer else { return };
        for line in waiting {
            // Fails only where the sink panicked: then nothing more is written, and the pipe is read all the same.
            writer.send((self.stream, line)).await.ok();
        }
    }
}

async fn pump(mut pipe: impl AsyncRead + Unpin, first: Vec<u8>, mut way: Way) {
    let mut lines = if way.reader.is_some() { LineSplitter::up_to(READER_LINE_BYTES) } else { LineSplitter::default() };
    way.pass_on(&mut lines, &first).await;
    let mut chunk = vec![0; CHUNK_BYTES];
    // A pipe that fails is as good as one at its end.
    while let Ok(count @ 1..) = pipe.read(&mut chunk).await {
        way.pass_on(&mut lines, chunk.get(..count).unwrap_or_default()).await;
    }
    way.finish(lines).await;
}

/// How long the last lines may take to arrive after the process has ended. They are in the pipe already.
const DRAIN: Duration = Duration::from_millis(500);

/// Bytes of a line for a reader: go-plugin's own bound, and that of a record's text.
const READER_LINE_BYTES: usize = amphi_protocol::limits::MAX_TEXT_BYTES;

/// Bytes read at once.
const CHUNK_BYTES: usize = 8 << 10;
