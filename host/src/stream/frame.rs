//! Frames, and the tables of the instances whose resources are in them.

use std::any::Any;
use std::sync::Arc;
use std::task::{Context, Poll};

use amphi_protocol::{Error as CodecError, Frame, FrameSource, Frames, Reader, Receipt, StreamFailure, collect_passed};

use crate::resource::{Mode, Passed, Resources, active};

/// Notes whose the frames are that were found just now: those of the instance for which values are decoded.
pub(super) fn owned(frames: Frames) -> Frames {
    match active() {
        Some(resources) => owned_by(frames, resources),
        None => frames,
    }
}

/// Notes whose frames they are.
pub(super) fn owned_by(frames: Frames, resources: Arc<Resources>) -> Frames {
    Box::new(Owned { frames, resources })
}

/// Frames of an instance in whose tables their resources are.
struct Owned {
    frames: Frames,
    resources: Arc<Resources>,
}

impl FrameSource for Owned {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        let owner = || Arc::clone(&self.resources) as Arc<dyn Any + Send + Sync>;
        self.frames.poll_frame(context).map(|came| came.map(|frame| frame.map(|frame| frame.with_owner(owner()))))
    }

    fn is_answered(&self) -> bool {
        self.frames.is_answered()
    }
}

/// Decodes a frame, for the instance that it is of.
pub(super) fn read<R>(
    frame: Frame,
    decode: impl FnOnce(&mut Reader<'_>) -> Result<R, CodecError>,
) -> Result<R, StreamFailure> {
    let owner = frame.owner().and_then(|owner| Arc::clone(owner).downcast::<Resources>().ok());
    let _entered = owner.as_ref().and_then(Resources::enter);
    let decoded = frame.decode(decode)?;
    // What is refused is dropped, and so the plugin's again.
    let held = owner.map_or(Ok(()), |owner| owner.check_held());
    held.map(|()| decoded).map_err(StreamFailure::Malformed)
}

/// Encodes a frame that gives something to an instance.
pub(super) fn give(target: Option<&Arc<Resources>>, encode: impl FnOnce(&mut Vec<u8>)) -> Result<Frame, StreamFailure> {
    let mut body = Vec::new();
    let (given, passed) = collect_passed(|| match target {
        Some(resources) => resources.pass(Mode::Wire, || encode(&mut body)).map(Some),
        None => {
            encode(&mut body);
            Ok(None)
        }
    });
    let given = given.map_err(|problem| StreamFailure::Source { reason: problem.to_string() })?;
    let receipt = given.map(|given| Box::new(Given(given)) as Box<dyn Receipt>);
    Ok(Frame::giving(body, passed, receipt))
}

/// What a frame gives. Dropped before it was taken, it is the host's again.
pub(super) struct Given(pub(super) Passed);

impl Receipt for Given {
    fn taken(mut self: Box<Self>) {
        self.0.sent();
    }
}
