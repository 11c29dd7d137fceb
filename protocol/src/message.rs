//! The messages of the native protocol. `SPEC.md` has each of them with an example.

use serde::{Deserialize, Serialize};

use crate::codec::Reader;
use crate::codec::wire;
use crate::error::Error;
use crate::handshake::PROTOCOL_VERSIONS;
use crate::limits::{MAX_CHAIN, MAX_FEATURES, MAX_LOG_FIELDS, MAX_TEXT_BYTES};

/// The number of a call, chosen by its caller and unique among the caller's calls of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CallId(pub u64);

/// The number of a plugin instance, unique within one host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InstanceId(pub u64);

/// What is said on the call lane, by either side.
///
/// The variants' order is their number on the wire: new ones go to the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Message {
    /// The first message of each side.
    Hello(Hello),
    /// Calls a function; the encoded arguments follow as the payload.
    Call(Call),
    /// Answers a call; the encoded result follows as the payload.
    Return(Return),
    /// Nobody waits for a call any more.
    Cancel(Cancel),
    /// An event of the plugin, for the host's logs.
    Log(Log),
    /// A sign of life, asked for or given.
    Health(Health),
    /// The sender makes no further calls and the receiver should end.
    Goodbye(Goodbye),
    /// A lane is wanted, or is there.
    OpenLane(OpenLane),
    /// A resource of the receiver is of no further use.
    Drop(DropHandle),
}

/// Opens a lane: who is speaking and what they can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The version of this protocol.
    pub protocol: u32,
    /// Which lane of the session this connection is.
    pub lane: Lane,
    /// Binds the lanes of one session together; chosen by the host.
    pub session: [u8; 16],
    /// The SHA-256 of the plugin's [`Interface`](crate::Interface) bytes; the host repeats what it expects.
    pub interface: [u8; 32],
    /// The largest frame body that the sender accepts, in bytes.
    pub max_frame_bytes: u64,
    /// Optional abilities by name; the receiver ignores those it does not know.
    pub features: Vec<String>,
    /// The sender's library and version, for messages to people.
    pub software: String,
}

impl Hello {
    /// The feature of a side that can carry long frames on a [stream lane](Lane::Stream).
    pub const STREAM_LANE: &str = "stream-lane";

    /// Whether the sender can carry long frames on a stream lane.
    pub fn has_stream_lane(&self) -> bool {
        self.features.iter().any(|feature| feature == Self::STREAM_LANE)
    }
}

/// The purpose of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lane {
    /// Calls as frames, straight on the connection.
    Call,
    /// Long frames, and streams, each on a stream of its own.
    Stream,
}

/// Calls a function of the other side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The caller's number for the call.
    pub id: CallId,
    /// The function's position in the plugin's exports (host to plugin) or imports (plugin to host).
    pub function: u32,
    /// What is left of the caller's deadline, in microseconds.
    pub timeout_micros: Option<u64>,
    /// From a plugin: the host's call in which this one is made.
    pub parent: Option<CallId>,
    /// From a host: the instances that wait above this call, outermost first.
    pub chain: Vec<InstanceId>,
    /// The trace that the call belongs to.
    pub trace: Option<TraceContext>,
}

/// A W3C trace context, version 00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceContext {
    /// The trace.
    pub trace: [u8; 16],
    /// The calling span.
    pub span: [u8; 8],
    /// The trace flags.
    pub flags: u8,
}

/// Answers a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The number that the caller gave.
    pub id: CallId,
    /// How the call ended.
    pub outcome: Outcome,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It completed; the payload is its result.
    Done,
    /// It did not complete; there is no payload.
    Failed(CallFailure),
}

/// Why a call did not complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallFailure {
    /// What happened.
    pub kind: FailureKind,
    /// What happened, for people.
    pub message: String,
}

/// The kinds of failed calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailureKind {
    /// The code panicked; its instance ends.
    Panicked,
    /// No function has that number.
    UnknownFunction,
    /// The arguments do not decode.
    BadArguments,
    /// The call would re-enter an instance that waits for it.
    Reentrant,
    /// The call was cancelled before it ran.
    Cancelled,
    /// The deadline passed.
    DeadlineExceeded,
    /// A limit was passed; the message names it.
    OverLimit,
    /// A host import failed without a WIT result to say so.
    ImportFailed,
}

/// Tells that nobody waits for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancel {
    /// The number that the caller gave.
    pub id: CallId,
}

/// An event of the plugin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// How grave it is.
    pub level: Level,
    /// Where in the plugin's code, such as `my_plugin::parser`.
    pub target: String,
    /// The message.
    pub message: String,
    /// Further fields, in order.
    pub fields: Vec<(String, String)>,
    /// The host's call in which it happened.
    pub call: Option<CallId>,
}

/// How grave an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the levels of tracing, by the same names")]
pub enum Level {
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}

/// A sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Chosen by who asks, repeated by who answers.
    pub nonce: u64,
    /// Whether this is the answer.
    pub answer: bool,
}

/// Asks the other side to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goodbye {
    /// Why, for people.
    pub reason: String,
}

/// From a plugin: there is something to send on a lane that is not open. From a host: the lane is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLane {
    /// The lane.
    pub lane: Lane,
}

/// From the side that holds a resource of the receiver: it holds it no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropHandle {
    /// The resource's number, in the receiver's table.
    pub handle: u64,
}

impl Message {
    /// Appends the message; for a call or a return the payload is appended after it by the caller.
    pub fn encode(&self, out: &mut Vec<u8>) {
        wire::write_envelope(self, out);
    }

    /// Reads a frame body: the message, and its payload.
    ///
    /// # Errors
    ///
    /// A malformed message, one over its limits, or a payload where there is none. The peer is at fault and
    /// the session cannot go on. A `Hello` that is malformed because it is of another version of the protocol
    /// is an error of its own.
    pub fn decode(body: &[u8]) -> Result<(Self, &[u8]), Error> {
        Self::decode_known(body).map_err(|error| other_version(body).unwrap_or(error))
    }

    fn decode_known(body: &[u8]) -> Result<(Self, &[u8]), Error> {
        let mut input = Reader::new(body);
        let message: Self = wire::read_envelope(&mut input)?;
        message.check()?;
        if !message.has_payload() {
            input.finish()?;
        }
        let payload = input.take(input.remaining())?;
        Ok((message, payload))
    }

    fn has_payload(&self) -> bool {
        matches!(self, Self::Call(_) | Self::Return(Return { outcome: Outcome::Done, .. }))
    }

    fn check(&self) -> Result<(), Error> {
        match self {
            Self::Hello(hello) => {
                at_most("feature count", hello.features.len(), MAX_FEATURES)?;
                hello.features.iter().chain([&hello.software]).try_for_each(|text| check_text(text))
            }
            Self::Call(call) => at_most("call chain length", call.chain.len(), MAX_CHAIN),
            Self::Return(Return { outcome: Outcome::Failed(failure), .. }) => check_text(&failure.message),
            Self::Log(log) => {
                at_most("log field count", log.fields.len(), MAX_LOG_FIELDS)?;
                let fields = log.fields.iter().flat_map(|(name, value)| [name, value]);
                fields.chain([&log.target, &log.message]).try_for_each(|text| check_text(text))
            }
            Self::Goodbye(goodbye) => check_text(&goodbye.reason),
            Self::Return(_) | Self::Cancel(_) | Self::Health(_) | Self::OpenLane(_) | Self::Drop(_) => Ok(()),
        }
    }
}

impl CallFailure {
    /// Makes a failure whose text is within the limit.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: cut(message.into()) }
    }
}

impl Goodbye {
    /// Makes a goodbye whose text is within the limit.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: cut(reason.into()) }
    }
}

impl Log {
    /// Cuts every text to its limit and drops the fields that are too many: what a sender does before it
    /// sends what its code logged.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        self.fields.truncate(MAX_LOG_FIELDS);
        let fields = self.fields.into_iter().map(|(name, value)| (cut(name), cut(value))).collect();
        Self { target: cut(self.target), message: cut(self.message), fields, ..self }
    }
}

fn cut(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(MAX_TEXT_BYTES));
    text
}

/// The better error for a `Hello` whose fields another version of the protocol changed.
fn other_version(body: &[u8]) -> Option<Error> {
    let mut input = Reader::new(body);
    wire::read_u32(&mut input).ok().filter(|kind| *kind == HELLO)?;
    let got = wire::read_u32(&mut input).ok().filter(|version| !PROTOCOL_VERSIONS.contains(version))?;
    Some(Error::ProtocolVersion { got, known: PROTOCOL_VERSIONS.to_vec() })
}

/// The number of [`Message::Hello`], the same in every version of the protocol.
const HELLO: u32 = 0;

fn check_text(text: &str) -> Result<(), Error> {
    at_most("text size in bytes", text.len(), MAX_TEXT_BYTES)
}

fn at_most(what: &'static str, got: usize, limit: usize) -> Result<(), Error> {
    if got <= limit { Ok(()) } else { Err(Error::OverLimit { what, got: got as u64, limit: limit as u64 }) }
}
