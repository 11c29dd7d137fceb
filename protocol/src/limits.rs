//! The bounds that every decoder keeps, with the attack that each of them stops.

use std::time::Duration;

/// Bytes of one frame's body on the call lane. Stops a peer that announces a frame of 4 GiB. Large enough
/// for the largest documented argument; the host can lower it with `limits.message_size`.
pub const MAX_FRAME_BYTES: usize = 64 << 20;

/// Bytes of a call's or a return's frame above which it travels on the stream lane, if there is one. A longer frame
/// would hold up the small ones behind it for more than the time of a call.
pub const MAX_CALL_LANE_BYTES: usize = 64 << 10;

/// Streams that either side may have open on the stream lane. Stops a peer that opens them without end.
pub const MAX_STREAMS: usize = 128;

/// Streams and futures of the interface that either side may have passed and not finished at a time. Fewer than
/// [`MAX_STREAMS`], so that long frames always find a stream.
pub const MAX_PASSED_STREAMS: usize = 96;

/// Bytes of the body of a stream's frame beyond which no further element is added to it.
pub const STREAM_FRAME_BYTES: usize = 64 << 10;

/// How long a stream may be announced without being opened, or be open without being announced. A call may wait long for
/// its turn before what it was given is looked at.
pub const STREAM_TIMEOUT: Duration = Duration::from_secs(60);

/// Bytes that a sender may send on a stream before the receiver has read any: yamux's own figure, and never raised.
/// With [`MAX_STREAMS`] it bounds what a peer can make the other side keep.
pub const STREAM_WINDOW_BYTES: usize = 256 << 10;

/// Bytes of memory that decoding one message may take. Stops a small message of many empty strings from
/// becoming gigabytes: a list of a byte each becomes 24 times its size.
pub const MAX_DECODED_BYTES: usize = 256 << 20;

/// Elements of a list whose element type takes no bytes. Without it a list of empty tuples of any length
/// would cost nothing to send.
pub const MAX_EMPTY_ELEMENTS: usize = 1 << 16;

/// How deep types may nest. wit-parser accepts more than any real interface has; recursion over a type
/// that came from a file stays far from the end of the stack.
pub const MAX_TYPE_DEPTH: usize = 64;

/// Functions in one table. Stops an interface of a million functions; the largest worlds have hundreds.
pub const MAX_FUNCTIONS: usize = 4096;

/// Resources of one side that the other side of a session holds. Stops a peer that makes them without end and drops none:
/// each takes memory of its owner.
pub const MAX_HANDLES: usize = 10_000;

/// Bytes of an encoded interface. Stops an executable whose section is all there is.
pub const MAX_INTERFACE_BYTES: usize = 1 << 20;

/// Bytes of memory that decoding an interface may take. Types in memory are some 20 times their bytes; the
/// largest worlds need a few MiB.
pub const MAX_DECODED_INTERFACE_BYTES: usize = 64 << 20;

/// Bytes of a name in an interface, whole names of interfaces included. Names end up in messages and logs.
pub const MAX_NAME_BYTES: usize = 512;

/// Features in a `Hello`. There are a handful.
pub const MAX_FEATURES: usize = 64;

/// Instances in a call chain. A deeper chain is a loop in the making.
pub const MAX_CHAIN: usize = 32;

/// Bytes of text in a log record, a failure or a reason; longer ones are cut.
pub const MAX_TEXT_BYTES: usize = 64 << 10;

/// Fields of a log record; further ones are dropped.
pub const MAX_LOG_FIELDS: usize = 64;

/// Bytes that the fields of one message may take in memory, its payload apart.
///
/// A log record at all of its limits is the largest. Stops a message of ten bytes that announces a text of
/// gigabytes, which the decoder of the envelopes would allocate before it reads it.
pub const MAX_ENVELOPE_BYTES: usize = (2 * MAX_LOG_FIELDS + 2) * (MAX_TEXT_BYTES + 16) + 1024;

/// Bytes of the handshake line. Ours has under 1,000, a Go plugin's about 900, most of it the certificate.
pub const MAX_HANDSHAKE_BYTES: usize = 16 << 10;

/// Lines on stdout before the handshake line. Banners are common, novels are not.
pub const MAX_BANNER_LINES: usize = 64;

/// How long a peer may take for the TLS handshake and its `Hello`. Both take milliseconds; the bound keeps
/// a silent connector from holding its place.
pub const HELLO_TIMEOUT: Duration = Duration::from_secs(10);
