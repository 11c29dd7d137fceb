//! Calls into a Go plugin.

use std::sync::Arc;
use std::time::{Duration, Instant};

use amphi_protocol::{Function, FunctionIndex, Value, collect_passed, encode_value, measure};
use futures_util::future::BoxFuture;
use tracing::Instrument;

use super::in_flight::Ticket;
use super::surface::Calls;
use super::{Plugin, grpc, netrpc};
use crate::call_context::CallContext;
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::{PluginHandle, PluginInfo, State};
use crate::instances::Member;
use crate::lane::Lane;
use crate::native::Manner;

/// One call, as the dialects make it.
pub(super) struct Call<'a> {
    pub(super) plugin: &'a Plugin,
    pub(super) function: &'a Function,
    pub(super) args: &'a [Value],
    pub(super) context: &'a CallContext,
    pub(super) deadline: Instant,
    pub(super) timeout: Duration,
    /// Held for as long as the call lasts, with what it gave.
    pub(super) ticket: Ticket,
}

impl Plugin {
    async fn call(&self, context: &CallContext, name: &str, args: &[Value]) -> Result<Option<Value>, Error> {
        let plugin = || self.info.name.to_string();
        let index = self.surface.find(name).map_err(|source| Error::UnknownFunction { plugin: plugin(), source })?;
        let no_function = || {
            let source = amphi_protocol::Error::UnknownFunction { function: name.to_string(), nearest: None };
            Error::UnknownFunction { plugin: plugin(), source }
        };
        let function = self.surface.interface.exports.get(index).ok_or_else(no_function)?;
        let span = tracing::debug_span!("call", plugin = %self.info.name, func = function.full_name());
        self.admitted(context, index, function, args).instrument(span).await
    }

    async fn admitted(
        &self,
        context: &CallContext,
        index: FunctionIndex,
        function: &Function,
        args: &[Value],
    ) -> Result<Option<Value>, Error> {
        if !self.life.is_ready() {
            return Err(self.gone().await);
        }
        if context.waits(self.info.instance) {
            let (plugin, function) = (self.info.name.to_string(), function.full_name());
            return Err(Error::Reentrant { plugin, function });
        }
        let now = Instant::now();
        let deadline = context.deadline_from(now, self.limits.call_timeout);
        let timeout = deadline.saturating_duration_since(now);
        if timeout.is_zero() {
            return Err(self.late(function, timeout));
        }
        if args.len() != function.params.len() {
            return Err(self.arguments(function, format!("it takes {}, got {}", function.params.len(), args.len())));
        }
        let in_flight = self.limits.in_flight;
        let ticket = self.in_flight.enter(in_flight).ok_or_else(|| {
            let got = u64::from(in_flight).saturating_add(1);
            self.over_limit(function, "limits.in_flight", in_flight.into(), got)
        })?;
        let call = Call { plugin: self, function, args, context, deadline, timeout, ticket };
        let position = usize::try_from(index.0).unwrap_or(usize::MAX);
        match &self.surface.calls {
            Calls::Grpc { functions, .. } => match functions.get(position) {
                Some(method) => grpc::call(call, method).await,
                None => Err(self.unreadable(function, "it is in no service")),
            },
            Calls::NetRpc(methods) => match methods.get(position) {
                Some(method) => netrpc::call(call, method).await,
                None => Err(self.unreadable(function, "it is of no object")),
            },
        }
    }

    /// Holds arguments against their types and their limit, by the size that they have in a message of Amphi's own.
    pub(super) fn check(&self, function: &Function, args: &[Value]) -> Result<(), Error> {
        let mut bytes = Vec::new();
        for (param, value) in function.params.iter().zip(args) {
            let (encoded, _) = collect_passed(|| measure(|| encode_value(value, &param.ty, &mut bytes)));
            encoded.map_err(|error| self.arguments(function, format!("parameter {}: {error}", param.name)))?;
        }
        self.check_size(function, bytes.len())
    }

    pub(super) fn check_size(&self, function: &Function, bytes: usize) -> Result<(), Error> {
        let (got, allowed) = (bytes as u64, self.limits.message_size);
        if got <= allowed { Ok(()) } else { Err(self.over_limit(function, "limits.message_size", allowed, got)) }
    }

    /// The error of a plugin that is gone or about to be.
    pub(super) async fn gone(&self) -> Error {
        let plugin = self.info.name.to_string();
        // A caller need not wait for a stop that may take seconds.
        let cause = match self.life.sentence() {
            Some(sentence) if sentence.cause == EndCause::Stopped => sentence.cause.into(),
            _ => self.life.ended().await,
        };
        Error::Ended { plugin, cause }
    }

    pub(super) fn late(&self, function: &Function, timeout: Duration) -> Error {
        Error::DeadlineExceeded { plugin: self.info.name.to_string(), function: function.full_name(), timeout }
    }

    pub(super) fn arguments(&self, function: &Function, reason: String) -> Error {
        Error::Arguments { plugin: self.info.name.to_string(), function: function.full_name(), reason }
    }

    pub(super) fn over_limit(&self, function: &Function, limit: &'static str, allowed: u64, got: u64) -> Error {
        let function = function.full_name();
        Error::OverLimit { plugin: self.info.name.to_string(), function, limit, allowed, got }
    }

    pub(super) fn unreadable(
        &self,
        function: &Function,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Error {
        let (plugin, function) = (self.info.name.to_string(), function.full_name());
        Error::Answer { plugin, function, source: source.into() }
    }

    pub(super) fn failed(&self, function: &str, message: String) -> Error {
        Error::Failed { plugin: self.info.name.to_string(), function: function.to_string(), message }
    }

    async fn ask_health(&self) -> Result<(), Error> {
        if !self.life.is_ready() {
            return Err(self.gone().await);
        }
        let asked = async {
            if let Some(session) = self.session.grpc() {
                grpc::health(session, HEALTH_TIMEOUT).await
            } else if let Some(session) = self.session.netrpc() {
                netrpc::health(session).await
            } else {
                Ok(())
            }
        };
        let silent = || Error::Unresponsive { plugin: self.info.name.to_string(), waited: HEALTH_TIMEOUT };
        match tokio::time::timeout(HEALTH_TIMEOUT, asked).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Unwell::Gone)) => Err(self.gone().await),
            Ok(Err(Unwell::Silent)) | Err(_) => Err(silent()),
            Ok(Err(Unwell::Says(message))) => Err(self.failed("its health service", message)),
        }
    }
}

/// Why a plugin is not healthy.
pub(super) enum Unwell {
    Gone,
    Silent,
    Says(String),
}

impl PluginHandle for Plugin {
    fn info(&self) -> &PluginInfo {
        &self.info
    }

    fn state(&self) -> State {
        self.life.state()
    }

    fn call_in<'a>(
        &'a self,
        context: &'a CallContext,
        function: &'a str,
        args: &'a [Value],
    ) -> BoxFuture<'a, Result<Option<Value>, Error>> {
        Box::pin(self.call(context, function, args))
    }

    fn health(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(self.ask_health())
    }

    fn stop(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            self.life.condemn(EndCause::Stopped, Manner::Ask);
            self.life.ended().await;
            if !self.life.is_left_behind() {
                return Ok(());
            }
            let source = std::io::Error::new(std::io::ErrorKind::TimedOut, "it survives SIGKILL");
            Err(Error::Stop { plugin: self.info.name.to_string(), source })
        })
    }

    fn lane(&self) -> Lane<'_> {
        Lane::Go(self)
    }
}

impl Plugin {
    /// How a function is called over gRPC.
    pub(super) fn grpc_function(&self, name: &str) -> Option<&amphi_go_plugin::proto::Function> {
        let index = usize::try_from(self.surface.find(name).ok()?.0).ok()?;
        match &self.surface.calls {
            Calls::Grpc { functions, .. } => functions.get(index),
            Calls::NetRpc(_) => None,
        }
    }
}

impl Member for Plugin {
    fn is_idle(&self) -> bool {
        self.in_flight.is_idle()
    }

    fn idle(&self) -> BoxFuture<'_, ()> {
        let life = Arc::clone(&self.life);
        Box::pin(async move {
            tokio::select! {
                () = self.in_flight.idle() => {}
                _ = life.ended() => {}
            }
        })
    }

    fn is_held(&self) -> bool {
        // Neither dialect has resources.
        false
    }

    fn released(&self) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }

    fn ends_at_once(&self) -> bool {
        false
    }
}

/// How long an idle plugin may take for a sign of life.
const HEALTH_TIMEOUT: Duration = Duration::from_secs(2);
