//! Streams and futures of an instance as values: what is in them moves from its tables to those of whoever gets it.

use std::sync::Arc;
use std::task::{Context, Poll, ready};

use amphi_protocol::{
    Frame, FrameSource, Frames, LateFrames, Reader, Receipt, StreamFailure, Type, Value, collect_passed, decode_value,
    encode_value, visit_streams,
};

use super::frame::{Given, owned_by, read};
use crate::resource::{Resources, active, adopt, pass_value};

/// Makes the streams and futures in a value the instance's from which it came, where there is something of its in them.
pub(crate) fn own_streams(resources: &Arc<Resources>, value: &Value, ty: &Type) {
    visit_streams(value, ty, &mut |stream, ty| {
        if body_of(ty).contains(&is_given) {
            let resources = Arc::clone(resources);
            stream.make_late(|frames| OfInstance { frames: owned_by(frames, Arc::clone(&resources)), resources });
        }
    });
}

/// The type of the body of a frame. Bytes are not asked for: nothing is given in them.
fn body_of(ty: &Type) -> Type {
    match ty {
        Type::Stream(Some(payload)) => Type::List(payload.clone()),
        Type::Future(Some(payload)) => (**payload).clone(),
        _ => Type::Tuple([].into()),
    }
}

fn is_given(ty: &Type) -> bool {
    matches!(ty, Type::Own(_) | Type::Stream(_) | Type::Future(_))
}

/// A stream or a future of an instance.
struct OfInstance {
    frames: Frames,
    resources: Arc<Resources>,
}

impl LateFrames for OfInstance {
    fn read(self: Box<Self>) -> Frames {
        self.frames
    }

    fn pass(self: Box<Self>, ty: &Type) -> Frames {
        Box::new(Moved { frames: self.frames, from: self.resources, to: active(), body: body_of(ty) })
    }
}

/// Frames whose contents move from one instance to another.
struct Moved {
    frames: Frames,
    from: Arc<Resources>,
    to: Option<Arc<Resources>>,
    body: Type,
}

impl FrameSource for Moved {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        let came = ready!(self.frames.poll_frame(context));
        Poll::Ready(came.map(|frame| frame.and_then(|frame| self.give(&self.take(frame)?))))
    }

    fn is_answered(&self) -> bool {
        true
    }
}

impl Moved {
    fn take(&self, frame: Frame) -> Result<Value, StreamFailure> {
        read(frame, |input: &mut Reader<'_>| {
            let mut value = decode_value(&self.body, input)?;
            adopt(&self.from, &mut value, &self.body)?;
            Ok(value)
        })
    }

    fn give(&self, value: &Value) -> Result<Frame, StreamFailure> {
        let Some(to) = &self.to else { return self.encode(value, None) };
        let failed = |problem: crate::resource::HandleProblem| StreamFailure::Source { reason: problem.to_string() };
        let (passed, value) = pass_value(to, value, &self.body).map_err(failed)?;
        let _entered = to.enter();
        self.encode(&value, Some(Box::new(Given(passed))))
    }

    fn encode(&self, value: &Value, receipt: Option<Box<dyn Receipt>>) -> Result<Frame, StreamFailure> {
        let mut body = Vec::new();
        let (encoded, streams) = collect_passed(|| encode_value(value, &self.body, &mut body));
        encoded.map_err(StreamFailure::Malformed)?;
        Ok(Frame::giving(body, streams, receipt))
    }
}
