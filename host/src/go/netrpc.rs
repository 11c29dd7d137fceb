//! Calls of a plugin that speaks net/rpc.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use amphi_go_plugin::netrpc::{Client, Error as RpcError, Session};
use amphi_protocol::Value;

use super::call::{Call, Unwell};
use super::method::Method;
use crate::error::Error;

/// The objects that the plugin has dispensed, each once.
#[derive(Debug, Default)]
pub(super) struct Objects(Mutex<HashMap<String, Client>>);

impl Objects {
    async fn get(&self, session: &Session, name: &str) -> Result<Client, RpcError> {
        let known = self.lock().get(name).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        // Two calls may both be the first: the later object stays, and the earlier ends with its call.
        let made = session.dispense(name).await?;
        self.lock().insert(name.to_string(), made.clone());
        Ok(made)
    }

    /// Forgets an object whose connection has ended: the next call dispenses another.
    fn forget(&self, name: &str) {
        self.lock().remove(name);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Client>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Calls a method. net/rpc cannot cancel: a call that nobody waits for any more runs on in the plugin.
pub(super) async fn call(call: Call<'_>, method: &Method) -> Result<Option<Value>, Error> {
    let Call { plugin, function, args, deadline, timeout, .. } = call;
    let Some(session) = plugin.session.netrpc() else {
        return Err(plugin.unreadable(function, "the session is one of gRPC"));
    };
    plugin.check(function, args)?;
    let argument = method.argument(args).map_err(|error| plugin.arguments(function, error.to_string()))?;
    let asked = async {
        let object = plugin.objects.get(session, &method.object).await?;
        let left = deadline.saturating_duration_since(Instant::now());
        object.with_timeout(left).call_value(&method.name, argument).await
    };
    let Ok(answer) = tokio::time::timeout_at(deadline.into(), asked).await else {
        return Err(plugin.late(function, timeout));
    };
    match answer {
        Ok(came) => method.returned(came).map_err(|error| plugin.unreadable(function, error)),
        Err(RpcError::Remote { method: of, message }) if of == method.name && method.has_error => {
            Ok(Some(Value::err(Some(message.as_str().into()))))
        }
        Err(RpcError::Remote { message, .. }) => Err(plugin.failed(&function.full_name(), message)),
        Err(RpcError::TimedOut { .. }) => Err(plugin.late(function, timeout)),
        Err(RpcError::Ended(_)) => Err(plugin.gone().await),
        Err(RpcError::Arguments { source, .. }) => Err(plugin.arguments(function, source.to_string())),
        Err(error) => {
            plugin.objects.forget(&method.object);
            Err(plugin.unreadable(function, error))
        }
    }
}

/// Pings the plugin.
pub(super) async fn health(session: &Session) -> Result<(), Unwell> {
    session.ping().await.map_err(|error| match error {
        RpcError::Ended(_) | RpcError::Disconnected { .. } => Unwell::Gone,
        RpcError::TimedOut { .. } => Unwell::Silent,
        other => Unwell::Says(other.to_string()),
    })
}
