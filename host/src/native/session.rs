//! The session with a process that listens: connected, both sides proved, the interface confirmed.

use std::sync::Arc;

use amphi_protocol::handshake::PROTOCOL_VERSION;
use amphi_protocol::limits::MAX_FRAME_BYTES;
use amphi_protocol::{Hello, Lane};
use amphi_transport::{CallLane, Error as LinkError, HostTls, LaneLimits, LaneOptions, Wait};
use futures_util::future::BoxFuture;
use rustls::crypto::ring;

use super::handshake::Announced;
use super::imports::{Answers, Scope};
use super::process::Supervised as _;
use super::start::Start;
use super::supervisor::{Link, Loss};
use crate::artefact::hex;
use crate::config::{Latency, Limits, PluginConfig};
use crate::start_failure::StartProblem;

/// The call lane of a process.
pub(super) type Session = CallLane<Scope>;

impl Link for Session {
    fn ask(&self) -> BoxFuture<'_, bool> {
        self.goodbye("the host stops the plugin");
        Box::pin(std::future::ready(true))
    }

    fn closed(&self) -> BoxFuture<'_, Loss> {
        Box::pin(async {
            let error = Self::closed(self).await;
            match &*error {
                LinkError::PeerClosed { .. } => Loss::Closed,
                error if is_violation(error) => Loss::Violation(chain(error)),
                error => Loss::Failed(chain(error)),
            }
        })
    }

    fn close(&self) {
        Self::close(self);
    }
}

impl Start {
    /// Connects to the plugin; `digest` is that of the interface in its file.
    pub(super) async fn connect(
        &mut self,
        announced: Announced,
        digest: [u8; 32],
        config: &PluginConfig,
        answers: Arc<Answers>,
    ) -> Result<Session, StartProblem> {
        let options = self.options(announced, digest, config)?;
        let connected = tokio::select! {
            biased;
            connected = CallLane::connect(options, answers) => connected,
            exit = self.process.exited() => {
                self.exit = Some(exit);
                return Err(StartProblem::ExitedEarly { exit });
            }
        };
        let (lane, hello) = match connected {
            Ok(connected) => connected,
            Err(error) => return Err(self.explain(error).await),
        };
        if hello.interface != digest {
            return Err(StartProblem::InterfaceDigest { file: hex(&digest), plugin: hex(&hello.interface) });
        }
        Ok(lane)
    }

    fn options(
        &self,
        announced: Announced,
        digest: [u8; 32],
        config: &PluginConfig,
    ) -> Result<LaneOptions, StartProblem> {
        let limits = &config.limits;
        let tls = match (&self.identity, &announced.certificate) {
            (Some(own), Some(theirs)) => {
                Some(HostTls::new(own, theirs).map_err(|error| StartProblem::Tls { message: chain(&error) })?)
            }
            _ => None,
        };
        let mut session = [0; 16];
        ring::default_provider()
            .secure_random
            .fill(&mut session)
            .map_err(|_| StartProblem::Connection { message: "the system gives no randomness".to_string() })?;
        let frame_bytes = frame_bytes(limits);
        let hello = Hello {
            protocol: PROTOCOL_VERSION,
            lane: Lane::Call,
            session,
            interface: digest,
            max_frame_bytes: frame_bytes as u64,
            features: vec![Hello::STREAM_LANE.to_string()],
            software: concat!("amphi-host ", env!("CARGO_PKG_VERSION")).to_string(),
        };
        let in_flight = usize::try_from(limits.in_flight).unwrap_or(usize::MAX);
        Ok(LaneOptions {
            limits: LaneLimits { frame_bytes, in_flight, ..LaneLimits::default() },
            timeout: self.remaining(),
            wait: match config.native.latency {
                Latency::Sleep => Wait::Asleep,
                Latency::Adaptive => Wait::Adaptive,
                Latency::Spin => Wait::Spinning,
            },
            ..LaneOptions::new(announced.socket, tls, hello)
        })
    }

    /// Explains a connection that did not come about. One that broke off is often a crash.
    async fn explain(&mut self, error: LinkError) -> StartProblem {
        let may_be_a_crash = matches!(error, LinkError::Io { .. } | LinkError::PeerClosed { .. });
        if may_be_a_crash && let Some(exit) = self.notice_exit().await {
            return StartProblem::ExitedEarly { exit };
        }
        match error {
            LinkError::TimedOut { step, .. } => self.silent(step),
            LinkError::WrongCertificate | LinkError::CertificateRefused { .. } => {
                StartProblem::WrongCertificate { message: chain(&error) }
            }
            LinkError::Tls(_) => StartProblem::Tls { message: chain(&error) },
            LinkError::IncompatibleProtocol { ours, theirs, software } => {
                StartProblem::ProtocolVersion { host: ours, plugin: theirs, software }
            }
            LinkError::Refused { reason } => StartProblem::Refused { reason },
            LinkError::SocketPathTooLong { path, limit } => StartProblem::SocketPathTooLong { path, limit },
            other => StartProblem::Connection { message: chain(&other) },
        }
    }
}

/// The frame that carries the largest message: its payload, and the envelope around that.
fn frame_bytes(limits: &Limits) -> usize {
    let message = usize::try_from(limits.message_size).unwrap_or(usize::MAX);
    message.saturating_add(ENVELOPE_BYTES).min(MAX_FRAME_BYTES)
}

/// Whether it was the plugin's doing that the host closed the session.
fn is_violation(error: &LinkError) -> bool {
    matches!(
        error,
        LinkError::Protocol(_)
            | LinkError::UnexpectedMessage { .. }
            | LinkError::Flooded { .. }
            | LinkError::Multiplex(_)
            | LinkError::TooManyStreams { .. }
    )
}

/// An error and its causes in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// Bytes of the largest envelope around a payload: a call with a full chain and a trace context.
const ENVELOPE_BYTES: usize = 512;
