//! What the bytes between a host and a plugin mean.
//!
//! This crate has no I/O, no clock and no threads: values, types and interfaces; the codec that turns
//! one into bytes and back; the messages of the native protocol and their frames; the launch handshake;
//! and the limits that keep a hostile peer harmless. `SPEC.md` beside this crate is the normative text.
//!
//! | to learn about | read |
//! |---|---|
//! | values and types that cross the boundary | [`Value`], [`Type`], [`Interface`] |
//! | how they become bytes | [`Encode`], [`Decode`], [`encode_value`] |
//! | what is said on a connection | [`Message`], [`FrameReader`] |
//! | how a plugin is started | [`handshake`] |
//!
//! ```
//! use amphi_protocol::{Decode, Encode, Reader, Type, Value, encode_value};
//!
//! let mut typed = Vec::new();
//! ("hi".to_string(), 7u32).encode(&mut typed);
//!
//! // Dynamic values of the same type give the same bytes.
//! let ty = Type::tuple([Type::String, Type::U32]);
//! let mut dynamic = Vec::new();
//! encode_value(&Value::Tuple(vec!["hi".into(), 7u32.into()]), &ty, &mut dynamic)?;
//! assert_eq!(typed, dynamic);
//!
//! assert_eq!(<(String, u32)>::decode(&mut Reader::new(&typed))?, ("hi".to_string(), 7));
//! # Ok::<(), amphi_protocol::Error>(())
//! ```

#![forbid(unsafe_code)]

mod codec;
mod error;
mod frame;
#[cfg(any(test, feature = "_fuzz"))]
#[doc(hidden)]
pub mod fuzzing;
pub mod handshake;
mod interface;
pub mod limits;
mod message;
mod resource;
mod stream;
#[cfg(any(test, feature = "_proptest"))]
#[doc(hidden)]
pub mod testing;
#[cfg(test)]
mod tests;
mod ty;
mod value;

pub use codec::{Decode, Encode, Reader, decode_value, encode_value, wire};
pub use error::Error;
pub use frame::{FrameReader, frame_begin, frame_finish};
pub use interface::{Function, FunctionIndex, FunctionKind, FunctionTable, Interface, Param};
pub use message::{
    Call, CallFailure, CallId, Cancel, DropHandle, FailureKind, Goodbye, Health, Hello, InstanceId, Lane, Level, Log,
    Message, OpenLane, Outcome, Return, TraceContext,
};
pub use resource::{Handle, Resource, ResourceIndex, Side};
pub use stream::{
    Frame, FrameSource, Frames, LateFrames, Passed, PassedStreams, Receipt, STREAM_COUNT, StreamAcceptor,
    StreamFailure, StreamHandle, collect_passed, frames_after, is_measured, measure, pass, pass_on, stream_frames,
    stream_items,
};
pub use ty::{Case, Field, Name, ResultType, Type};
pub use value::{List, Value, visit_handles, visit_handles_mut, visit_streams};
