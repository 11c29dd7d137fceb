//! What a host gives to a plugin, read by a task of its own: the code behind it may take its time.

use std::task::{Context, Poll};

use amphi_protocol::{Frame, FrameSource, Frames, StreamFailure};
use futures_util::{Stream, StreamExt};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::error::Error;

/// The frames that a stream gives, each when the last was taken.
pub(crate) fn feed(frames: impl Stream<Item = Result<Vec<u8>, StreamFailure>> + Send + 'static) -> Frames {
    Box::new(Plain(Fed::new(frames)))
}

/// As above, of frames that give something.
pub(super) fn feed_giving(frames: impl Stream<Item = Result<Frame, StreamFailure>> + Send + 'static) -> Frames {
    Box::new(Giving(Fed::new(frames)))
}

/// What a stream gives, each part when the last was taken. Ends the task when it is dropped.
pub(crate) struct Fed<X> {
    /// None is the clean end.
    receiver: mpsc::Receiver<Option<Result<X, StreamFailure>>>,
    _task: JoinSet<()>,
}

impl<X: Send + 'static> Fed<X> {
    pub(super) fn new(parts: impl Stream<Item = Result<X, StreamFailure>> + Send + 'static) -> Self {
        let (sender, receiver) = mpsc::channel(1);
        let mut task = JoinSet::new();
        // Calls are made, and answered, in a runtime. Elsewhere the sender is dropped, and the stream is a broken one.
        if let Ok(runtime) = Handle::try_current() {
            let run = async move {
                let mut parts = std::pin::pin!(parts);
                while let Some(part) = parts.next().await {
                    let is_last = part.is_err();
                    if sender.send(Some(part)).await.is_err() || is_last {
                        return;
                    }
                }
                // Nobody may be there any more.
                sender.send(None).await.ok();
            };
            task.spawn_on(run, &runtime);
        }
        Self { receiver, _task: task }
    }

    /// The next part; none after the clean end.
    pub(crate) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<X, StreamFailure>>> {
        // A task that panicked has sent no end.
        self.receiver.poll_recv(context).map(|came| came.unwrap_or(Some(Err(StreamFailure::Broken))))
    }
}

struct Plain(Fed<Vec<u8>>);

impl FrameSource for Plain {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        self.0.poll_next(context).map(|body| body.map(|body| body.map(Frame::from)))
    }
}

struct Giving(Fed<Frame>);

impl FrameSource for Giving {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        self.0.poll_next(context)
    }

    fn is_answered(&self) -> bool {
        true
    }
}

/// What a plugin may know of an error.
pub(super) fn failure(error: Error) -> StreamFailure {
    match error {
        Error::Stream { failure } => failure,
        error => StreamFailure::Source { reason: error.to_string() },
    }
}
