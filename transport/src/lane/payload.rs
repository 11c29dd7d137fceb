//! Encoded bytes on their way between callers and connections.

use std::borrow::Cow;
use std::cell::Cell;

use amphi_protocol::{frame_begin, frame_finish};

/// What came with a message; the bytes of a long one stay where they arrived.
#[derive(Debug)]
pub(super) struct Payload {
    bytes: Vec<u8>,
    start: usize,
}

impl Payload {
    /// The last `length` bytes of a frame's body.
    pub(super) fn of(body: Cow<'_, [u8]>, length: usize) -> Self {
        let start = body.len().saturating_sub(length);
        match body {
            Cow::Owned(bytes) => Self { bytes, start },
            Cow::Borrowed(body) => Self { bytes: body.get(start..).unwrap_or_default().to_vec(), start: 0 },
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }
}

thread_local! {
    /// Memory for frames, to use again.
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// A whole frame, made where it is in nobody's way.
pub(super) struct Frame(Vec<u8>);

impl Frame {
    /// Makes a frame whose body `write` appends.
    pub(super) fn new(limit: usize, write: impl FnOnce(&mut Vec<u8>)) -> Result<Self, amphi_protocol::Error> {
        let mut bytes = SPARE.take();
        let start = frame_begin(&mut bytes);
        write(&mut bytes);
        match frame_finish(&mut bytes, start, limit) {
            Ok(()) => Ok(Self(bytes)),
            Err(error) => {
                recycle(bytes);
                Err(error)
            }
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Gives the memory back.
    pub(super) fn recycle(self) {
        recycle(self.0);
    }
}

fn recycle(mut bytes: Vec<u8>) {
    if bytes.capacity() <= SPARE_BYTES {
        bytes.clear();
        SPARE.set(bytes);
    }
}

/// Bytes of memory that a thread keeps: those of the longest frame of the call lane, as it is grown.
const SPARE_BYTES: usize = 256 << 10;
