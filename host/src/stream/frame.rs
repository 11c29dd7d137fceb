//! Frames, and the tables of the instances whose resources are in them.

use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;
use std::task::{Context, Poll};

use amphi_protocol::{
    Error as CodecError, Frame, FrameSource, Frames, Reader, Receipt, StreamFailure, Type, Value, collect_passed,
    decode_value, encode_value,
};

#[cfg(feature = "native")]
use crate::resource::adopt;
use crate::resource::{HandleProblem, Mode, Passed, Resources, active, pass_value};

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

/// Decodes a frame as a value of a type, for the instance that it is of.
pub(super) fn read_value(frame: Frame, ty: &Type) -> Result<Value, StreamFailure> {
    #[cfg(feature = "native")]
    let owner = frame.owner().and_then(|owner| Arc::clone(owner).downcast::<Resources>().ok());
    read(frame, |input| {
        #[cfg_attr(not(feature = "native"), expect(unused_mut, reason = "a component's frames are not read as values"))]
        let mut value = decode_value(ty, input)?;
        #[cfg(feature = "native")]
        if let Some(owner) = owner {
            adopt(&owner, &mut value, ty)?;
        }
        Ok(value)
    })
}

/// Encodes a value as a frame that gives something to an instance.
pub(super) fn give_value(target: Option<&Arc<Resources>>, value: &Value, ty: &Type) -> Result<Frame, StreamFailure> {
    let failed = |problem: HandleProblem| StreamFailure::Source { reason: problem.to_string() };
    let passed = target.map(|target| pass_value(target, value, ty)).transpose().map_err(failed)?;
    let (passed, value) = passed.map_or((None, Cow::Borrowed(value)), |(passed, value)| (Some(passed), value));
    let _entered = target.and_then(Resources::enter);
    let mut body = Vec::new();
    let (encoded, streams) = collect_passed(|| encode_value(&value, ty, &mut body));
    encoded.map_err(|error| StreamFailure::Source { reason: error.to_string() })?;
    Ok(Frame::giving(body, streams, passed.map(|passed| Box::new(Given(passed)) as Box<dyn Receipt>)))
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
struct Given(Passed);

impl Receipt for Given {
    fn taken(mut self: Box<Self>) {
        self.0.sent();
    }
}
