//! Streams and futures of an instance as values: what is in them moves from its tables to those of whoever gets it.

use std::sync::Arc;
use std::task::{Context, Poll, ready};

use amphi_protocol::{Frame, FrameSource, Frames, LateFrames, StreamFailure, Type, Value, visit_streams};

use super::frame::{give_value, owned_by, read_value};
use super::values::is_given;
use crate::resource::{Resources, active};

/// Makes the streams and futures in a value the instance's from which it came, where there is something of its in them.
pub(crate) fn own_streams(resources: &Arc<Resources>, value: &Value, ty: &Type) {
    visit_streams(value, ty, &mut |stream, ty| {
        if body_of(ty).contains(&is_given) {
            stream.make_late(|frames| OfInstance(owned_by(frames, Arc::clone(resources))));
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

/// A stream or a future of an instance.
struct OfInstance(Frames);

impl LateFrames for OfInstance {
    fn read(self: Box<Self>) -> Frames {
        self.0
    }

    fn pass(self: Box<Self>, ty: &Type) -> Frames {
        Box::new(Moved { frames: self.0, to: active(), body: body_of(ty) })
    }
}

/// Frames whose contents move from one instance to another.
struct Moved {
    frames: Frames,
    to: Option<Arc<Resources>>,
    body: Type,
}

impl FrameSource for Moved {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        let came = ready!(self.frames.poll_frame(context));
        Poll::Ready(came.map(|frame| {
            let value = read_value(frame?, &self.body)?;
            give_value(self.to.as_ref(), &value, &self.body)
        }))
    }

    fn is_answered(&self) -> bool {
        true
    }
}
