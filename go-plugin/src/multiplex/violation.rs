//! What a plugin did wrong.

use std::io;

/// A rule of yamux that the plugin has broken. Its session has ended for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Violation {
    /// A frame of a version that there is not: what speaks there is no yamux.
    #[error("its frame has the version {got}, and there is only 0: it speaks something else than yamux")]
    Version {
        /// What came.
        got: u8,
    },
    /// A frame of a kind that there is not.
    #[error("its frame is of kind {got}, which there is not")]
    FrameType {
        /// What came.
        got: u8,
    },
    /// A stream's frame with the number 0, which is the session's own.
    #[error("its frame of a stream has the number 0, which is the session's")]
    ZeroStream,
    /// A stream that the plugin opened with one of the host's numbers.
    #[error("it opened stream {stream}, whose number is the host's to give")]
    HostStream {
        /// The number.
        stream: u32,
    },
    /// A stream that was opened before.
    #[error("it opened stream {stream} twice")]
    OpenedTwice {
        /// The number.
        stream: u32,
    },
    /// A frame of a stream that neither side has opened.
    #[error("its frame is of stream {stream}, which nobody has opened")]
    NeverOpened {
        /// The number.
        stream: u32,
    },
    /// More bytes than the plugin had credit for.
    #[error("it sent {bytes} bytes on stream {stream}, and had credit for {credit}")]
    WindowOverrun {
        /// The stream.
        stream: u32,
        /// The bytes of its frame.
        bytes: u32,
        /// What it could have sent.
        credit: u32,
    },
    /// More credit than a stream can have.
    #[error("it gave stream {stream} more credit than there can be")]
    Credit {
        /// The stream.
        stream: u32,
    },
    /// More frames on a stream of its own than a plugin needs before the host says something there: each takes memory,
    /// however little is in it.
    #[error("it sent more than {limit} frames on stream {stream} before it was answered there")]
    TooEarly {
        /// The stream.
        stream: u32,
        /// The bound.
        limit: u32,
    },
    /// Bytes, or a second end, behind the end of a stream.
    #[error("it went on with stream {stream} behind its end")]
    AfterEnd {
        /// The stream.
        stream: u32,
    },
    /// The answer to a ping that was not asked.
    #[error("it answered a ping that was not sent")]
    Pong,
    /// More streams at a time than a plugin may open.
    #[error("it opened more than {limit} streams at a time")]
    TooManyStreams {
        /// The bound.
        limit: usize,
    },
    /// Numbers of streams that leave more gaps than are kept in mind.
    #[error("the numbers of its streams leave more than {limit} gaps")]
    Scattered {
        /// The bound.
        limit: usize,
    },
}

/// How the reading of a connection came to its end before the connection did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Verdict {
    #[error(transparent)]
    Broken(#[from] Violation),
    /// The plugin ended the session for an error.
    #[error("the plugin ended the session with error {code}")]
    GoAway { code: u32 },
}

impl Verdict {
    /// The verdict that an error stands for, if it stands for one.
    pub(crate) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<Verdict> for io::Error {
    fn from(verdict: Verdict) -> Self {
        Self::new(io::ErrorKind::InvalidData, verdict)
    }
}
