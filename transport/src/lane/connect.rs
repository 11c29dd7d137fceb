//! Opening a lane: connect, prove who is who, exchange hellos.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use amphi_protocol::limits::{HELLO_TIMEOUT, MAX_FRAME_BYTES};
use amphi_protocol::{FrameReader, Hello, Message};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

use super::LaneLimits;
use crate::error::Error;
use crate::folder::check_socket_path;
use crate::kind::message_kind;
use crate::link::Link;
use crate::tls::HostTls;

/// How to reach a plugin, and what to tell it.
#[derive(Clone, Debug)]
pub struct LaneOptions {
    /// The plugin's socket.
    pub path: PathBuf,
    /// TLS with the plugin's announced certificate; none only for a socket in a private folder.
    pub tls: Option<HostTls>,
    /// What the host says first.
    pub hello: Hello,
    /// The lane's bounds.
    pub limits: LaneLimits,
    /// How long connecting, the TLS handshake and the plugin's hello may take together.
    pub timeout: Duration,
    /// How callers wait for their answers.
    pub wait: Wait,
}

/// How a caller waits that has written its call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wait {
    /// It sleeps until the lane's reader wakes it.
    Asleep,
    /// A caller that is alone reads its answer itself, where the function has been quick of late, and holds its thread
    /// for up to 30 µs for that; in all other cases it sleeps.
    #[default]
    Adaptive,
    /// Each of a few callers does, whatever the function.
    Spinning,
}

impl LaneOptions {
    /// Connects to `path` with the default bounds.
    pub fn new(path: impl Into<PathBuf>, tls: Option<HostTls>, hello: Hello) -> Self {
        Self {
            path: path.into(),
            tls,
            hello,
            limits: LaneLimits::default(),
            timeout: HELLO_TIMEOUT,
            wait: Wait::default(),
        }
    }
}

/// A connection whose hellos are exchanged.
pub(super) struct Opened {
    pub(super) stream: UnixStream,
    pub(super) link: Link,
    pub(super) frames: FrameReader,
    pub(super) hello: Hello,
}

pub(super) async fn open(options: &LaneOptions) -> Result<Opened, Error> {
    check_socket_path(&options.path)?;
    let mut step = "connecting to the plugin";
    let opened = tokio::time::timeout(options.timeout, open_unbounded(options, &mut step)).await;
    opened.unwrap_or(Err(Error::TimedOut { step, after: options.timeout }))
}

async fn open_unbounded(options: &LaneOptions, step: &mut &'static str) -> Result<Opened, Error> {
    let mut stream = UnixStream::connect(&options.path).await.map_err(Error::io(step))?;
    let mut link = Link::new(options.tls.as_ref().map(HostTls::connection).transpose()?);
    let mut frames = FrameReader::new(options.limits.frame_bytes);
    *step = if link.is_plain() { "the plugin's hello" } else { "the TLS handshake with the plugin" };
    link.push(MAX_FRAME_BYTES, |out| Message::Hello(options.hello.clone()).encode(out))?;
    let mut raw = vec![0; RAW_BYTES];
    let hello = loop {
        send(&mut stream, &mut link).await?;
        if let Some(body) = frames.next()? {
            break read_hello(body)?;
        }
        if link.is_peer_closed() {
            return Err(Error::PeerClosed { partial: frames.is_partial() });
        }
        let count = stream.read(&mut raw).await.map_err(Error::io(step))?;
        if count == 0 {
            return Err(Error::PeerClosed { partial: frames.is_partial() });
        }
        if let Err(error) = link.receive(raw.get(..count).unwrap_or_default(), &mut frames) {
            // The alert tells the plugin why; that it cannot be sent changes nothing.
            send(&mut stream, &mut link).await.ok();
            return Err(error);
        }
        if !link.is_handshaking() {
            *step = "the plugin's hello";
        }
    };
    check_hello(&options.hello, &hello)?;
    Ok(Opened { stream, link, frames, hello })
}

async fn send(stream: &mut UnixStream, link: &mut Link) -> Result<(), Error> {
    loop {
        let bytes = link.unsent()?;
        if bytes.is_empty() {
            return Ok(());
        }
        match stream.write(bytes).await {
            Ok(count) => link.advance(count),
            // What the plugin said before it closed is still there to be read, and says why.
            Err(error) if matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset) => {
                return Ok(());
            }
            Err(error) => return Err(Error::io("writing to the plugin")(error)),
        }
    }
}

fn read_hello(body: &[u8]) -> Result<Hello, Error> {
    match Message::decode(body)? {
        (Message::Hello(hello), _) => Ok(hello),
        // A plugin that cannot go on says why before it closes.
        (Message::Goodbye(goodbye), _) => Err(Error::Refused { reason: goodbye.reason }),
        (other, _) => Err(Error::UnexpectedMessage { expected: "a hello", got: message_kind(&other) }),
    }
}

fn check_hello(ours: &Hello, theirs: &Hello) -> Result<(), Error> {
    if ours.protocol != theirs.protocol {
        return Err(Error::IncompatibleProtocol {
            ours: ours.protocol,
            theirs: theirs.protocol,
            software: theirs.software.clone(),
        });
    }
    if ours.session != theirs.session || ours.lane != theirs.lane {
        return Err(Error::UnexpectedMessage { expected: "the hello of this lane", got: "another lane's hello" });
    }
    if theirs.max_frame_bytes < LEAST_FRAME_BYTES {
        return Err(Error::UnexpectedMessage { expected: "a plugin that takes messages", got: "a hello without room" });
    }
    Ok(())
}

/// Bytes of a frame's body that a plugin must accept at least: the envelope of a call, and a goodbye.
const LEAST_FRAME_BYTES: u64 = 1 << 10;

/// Bytes read at once while opening: both flights of a handshake fit.
const RAW_BYTES: usize = 16 << 10;
