//! What a host gives to a plugin, read by a task of its own: the code behind it may take its time.

use std::task::{Context, Poll};

use amphi_protocol::{FrameSource, Frames, StreamFailure};
use futures_util::{Stream, StreamExt};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::error::Error;

/// The frames that a stream gives, each when the last was taken.
pub(super) fn feed(frames: impl Stream<Item = Result<Vec<u8>, StreamFailure>> + Send + 'static) -> Frames {
    let (sender, receiver) = mpsc::channel(1);
    let mut task = JoinSet::new();
    // Calls are made, and answered, in a runtime. Elsewhere the sender is dropped, and the stream is a broken one.
    if let Ok(runtime) = Handle::try_current() {
        let run = async move {
            let mut frames = std::pin::pin!(frames);
            while let Some(frame) = frames.next().await {
                let is_last = frame.is_err();
                if sender.send(Some(frame)).await.is_err() || is_last {
                    return;
                }
            }
            // Nobody may be there any more.
            sender.send(None).await.ok();
        };
        task.spawn_on(run, &runtime);
    }
    Box::new(Fed { receiver, _task: task })
}

/// Ends the task when it is dropped.
struct Fed {
    /// None is the clean end.
    receiver: mpsc::Receiver<Option<Result<Vec<u8>, StreamFailure>>>,
    _task: JoinSet<()>,
}

impl FrameSource for Fed {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, StreamFailure>>> {
        // A task that panicked has sent no end.
        self.receiver.poll_recv(context).map(|came| came.unwrap_or(Some(Err(StreamFailure::Broken))))
    }
}

/// What a plugin may know of an error.
pub(super) fn failure(error: Error) -> StreamFailure {
    match error {
        Error::Stream { failure } => failure,
        error => StreamFailure::Source { reason: error.to_string() },
    }
}
