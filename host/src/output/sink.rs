//! Where the lines go that plugins write to stdout and stderr.

use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Where the lines go that a plugin writes to its stdout and stderr.
///
/// Its `tracing` and `log` events are not among them: those always go to the host's subscriber, with the level,
/// target and fields that the plugin gave them. Whatever is chosen, the last lines of stderr are kept for the
/// report of the plugin's end.
///
/// ```
/// use amphi_host::{Backend, Host, Output, PluginConfig};
///
/// let file = std::io::sink();
/// let builder = Host::builder()
///     .plugin("render", PluginConfig::new("plugins/render", Backend::Wasm))
///     .output(Output::Null)
///     .plugin_output("render", Output::writer(file));
/// # drop(builder);
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub enum Output {
    /// To the host's `tracing` subscriber: level info, target `amphi::stdout` or `amphi::stderr`, fields `plugin`
    /// and `line`.
    #[default]
    Log,
    /// To the host's own stdout and stderr, line by line.
    Inherit,
    /// Nowhere.
    Null,
    /// To a writer, both streams together, line by line; see [`writer`](Self::writer).
    Writer(Arc<Mutex<dyn Write + Send>>),
}

impl Output {
    /// Sends the lines to a writer.
    ///
    /// For a process it is called on a thread of the plugin's own: a writer that blocks holds up the plugin as soon as
    /// its pipes are full, and nothing else, not even the plugin's end. For a component it is called where the component
    /// writes, and a writer that blocks holds up that work. A line that it refuses goes to the log instead. Clones share
    /// the writer, which keeps lines whole but not apart by plugin.
    pub fn writer(writer: impl Write + Send + 'static) -> Self {
        Self::Writer(Arc::new(Mutex::new(writer)))
    }

    /// Whether it is somebody else who decides how long a line takes.
    #[cfg(feature = "native")]
    pub(super) fn may_block(&self) -> bool {
        matches!(self, Self::Inherit | Self::Writer(_))
    }

    /// Delivers a line, unless it is one for the log.
    pub(super) fn write(&self, stream: Stream, line: &str) -> Delivery {
        let written = match (self, stream) {
            (Self::Log, _) => return Delivery::Log,
            (Self::Null, _) => return Delivery::Done,
            (Self::Inherit, Stream::Stdout) => write_line(&mut io::stdout().lock(), line),
            (Self::Inherit, Stream::Stderr) => write_line(&mut io::stderr().lock(), line),
            (Self::Writer(writer), _) => write_line(&mut *writer.lock().unwrap_or_else(PoisonError::into_inner), line),
        };
        if written.is_ok() { Delivery::Done } else { Delivery::Log }
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Log => "Log",
            Self::Inherit => "Inherit",
            Self::Null => "Null",
            Self::Writer(_) => "Writer",
        })
    }
}

/// Which stream a line came on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    Stdout,
    Stderr,
}

/// Whether a line is where it should be, or is for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    Done,
    Log,
}

/// One write, so that lines of other writers do not get between the line and its end.
fn write_line(out: &mut (impl Write + ?Sized), line: &str) -> io::Result<()> {
    out.write_all(format!("{line}\n").as_bytes())?;
    out.flush()
}
