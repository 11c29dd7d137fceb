//! Streams and futures as values.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Frames;
use crate::ty::Type;

/// A stream or a future as a value: opaque, and taken by whoever reads or sends it first.
///
/// Clones are the same one.
#[derive(Clone)]
pub struct StreamHandle(Arc<Mutex<Option<Held>>>);

enum Held {
    Frames(Frames),
    Late(Box<dyn LateFrames>),
}

/// A stream or a future whose frames depend on who gets them: there are resources or streams in it.
pub trait LateFrames: Send {
    /// The frames, for this process.
    fn read(self: Box<Self>) -> Frames;

    /// The frames, for the peer for which values are encoded on this thread; the type of the stream or the future is `ty`.
    fn pass(self: Box<Self>, ty: &Type) -> Frames;
}

impl StreamHandle {
    /// Holds the frames of a stream or a future.
    pub fn new(frames: Frames) -> Self {
        Self::holding(Held::Frames(frames))
    }

    /// Holds a stream or a future whose frames depend on who gets them.
    pub fn late(frames: impl LateFrames + 'static) -> Self {
        Self::holding(Held::Late(Box::new(frames)))
    }

    /// Makes what it holds one whose frames depend on who gets them; nothing if somebody has it already.
    pub fn make_late<L: LateFrames + 'static>(&self, late: impl FnOnce(Frames) -> L) {
        let mut held = self.lock();
        *held = match held.take() {
            Some(Held::Frames(frames)) => Some(Held::Late(Box::new(late(frames)))),
            other => other,
        };
    }

    fn holding(held: Held) -> Self {
        Self(Arc::new(Mutex::new(Some(held))))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether somebody has the frames already.
    pub fn is_taken(&self) -> bool {
        self.lock().is_none()
    }

    /// Takes the frames to read them; none if somebody has them already.
    pub fn take(&self) -> Option<Frames> {
        let held = self.lock().take()?;
        Some(match held {
            Held::Frames(frames) => frames,
            Held::Late(late) => late.read(),
        })
    }

    /// Takes the frames to pass them; none if somebody has them already.
    pub(crate) fn take_to_pass(&self, ty: &Type) -> Option<Frames> {
        let held = self.lock().take()?;
        Some(match held {
            Held::Frames(frames) => frames,
            Held::Late(late) => late.pass(ty),
        })
    }
}

/// Two handles are equal if they are the same one.
impl PartialEq for StreamHandle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for StreamHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StreamHandle")
    }
}
