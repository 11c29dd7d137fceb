//! Where a Go plugin that runs can be found.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use amphi_go_plugin::tls::{self, Tls};
use amphi_protocol::handshake::Address;
use amphi_transport::Identity;

use crate::config::GoDialect;
use crate::error::Error;

/// Where a Go plugin that runs can be found, for a host that did not start it: `ReattachConfig` in Go.
///
/// ```
/// use amphi_host::Reattach;
///
/// let json = r#"{ "registry.terraform.io/hashicorp/time": { "Protocol": "grpc", "ProtocolVersion": 5, "Pid": 4711,
///     "Test": true, "Addr": { "Network": "unix", "String": "/tmp/plugin123" } } }"#;
/// let records = Reattach::from_terraform(json)?;
/// assert_eq!(records["registry.terraform.io/hashicorp/time"].process_id, 4711);
/// # Ok::<(), amphi_host::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reattach {
    /// Where it listens.
    pub address: Address,
    /// Its process.
    pub process_id: u32,
    /// When the process was started, in the system's ticks since its boot: field 22 of `/proc/PID/stat`, on Linux. With
    /// it a process that has only the same number is refused.
    pub start_time: Option<u64>,
    /// What it speaks.
    pub dialect: GoDialect,
    /// The version of the application's protocol that it speaks.
    pub version: u32,
    /// Whether somebody else looks after the process: stopping the plugin only ends the session then.
    pub is_test: bool,
    /// Whether it has all its connections on one socket: it takes one host alone then, and cannot be taken over.
    pub is_multiplexed: bool,
    /// The keys of its session, for one with AutoMTLS. Secret.
    pub keys: Option<SessionKeys>,
}

/// The keys of a session with AutoMTLS: who has them can be its plugin's host.
#[derive(Clone)]
pub struct SessionKeys {
    /// What the host shows.
    host: Arc<Identity>,
    /// What the plugin shows, as DER.
    plugin: Vec<u8>,
}

impl Reattach {
    /// A plugin whose process may be any with this number, and is ended when the plugin is stopped.
    pub fn new(address: Address, process_id: u32, dialect: GoDialect, version: u32) -> Self {
        Self {
            address,
            process_id,
            start_time: None,
            dialect,
            version,
            is_test: false,
            is_multiplexed: false,
            keys: None,
        }
    }

    /// Changes fields, for records that are one expression.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Reads the JSON of the variable `TF_REATTACH_PROVIDERS`: the providers by their addresses.
    ///
    /// # Errors
    ///
    /// [`Error::Reattach`] for text that is no such JSON; a version that is missing, as of old providers, is 5.
    pub fn from_terraform(json: &str) -> Result<BTreeMap<String, Self>, Error> {
        let wrong = |plugin: &str, reason: String| Error::Reattach { plugin: plugin.to_string(), reason };
        if json.len() > MAX_JSON_BYTES {
            return Err(wrong("all", format!("the JSON is longer than {MAX_JSON_BYTES} bytes")));
        }
        let parsed: serde_json::Value =
            serde_json::from_str(json).map_err(|error| wrong("all", format!("it is no JSON: {error}")))?;
        let providers = parsed.as_object().ok_or_else(|| wrong("all", "the JSON is no object".to_string()))?;
        let read = |(name, provider): (&String, &serde_json::Value)| {
            Ok((name.clone(), one(provider).map_err(|field| wrong(name, format!("{field} is missing or wrong")))?))
        };
        providers.iter().map(read).collect()
    }
}

impl SessionKeys {
    pub(super) fn new(host: Identity, plugin: Vec<u8>) -> Self {
        Self { host: Arc::new(host), plugin }
    }

    /// TLS between the two.
    pub(super) fn tls(&self) -> Result<Tls, tls::Error> {
        Tls::mutual(&self.host, &self.plugin)
    }

    pub(super) fn host(&self) -> &Identity {
        &self.host
    }

    pub(super) fn plugin(&self) -> &[u8] {
        &self.plugin
    }
}

impl PartialEq for SessionKeys {
    fn eq(&self, other: &Self) -> bool {
        self.host.der() == other.host.der() && self.plugin == other.plugin
    }
}

impl Eq for SessionKeys {}

/// Shows no key.
impl fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionKeys").finish_non_exhaustive()
    }
}

/// Reads one provider, or says which field is wrong.
pub(super) fn one(provider: &serde_json::Value) -> Result<Reattach, &'static str> {
    let dialect = match provider.get("Protocol").map(serde_json::Value::as_str) {
        Some(Some("grpc")) => GoDialect::Grpc,
        None | Some(Some("netrpc" | "")) => GoDialect::NetRpc,
        _ => return Err("Protocol"),
    };
    let version = match provider.get("ProtocolVersion").map(serde_json::Value::as_u64) {
        None | Some(Some(0)) => Some(OLD_VERSION),
        Some(version) => version.and_then(|version| u32::try_from(version).ok()),
    };
    let process_id = provider.get("Pid").and_then(serde_json::Value::as_u64);
    let process_id = process_id.and_then(|id| u32::try_from(id).ok()).ok_or("Pid")?;
    let is_test = match provider.get("Test") {
        None => false,
        Some(test) => test.as_bool().ok_or("Test")?,
    };
    let address = provider.get("Addr").ok_or("Addr")?;
    let text = address.get("String").and_then(serde_json::Value::as_str).ok_or("Addr.String")?;
    let address = match address.get("Network").and_then(serde_json::Value::as_str) {
        Some("unix") => Address::Unix(text.into()),
        Some("tcp") => Address::Tcp(text.parse().map_err(|_| "Addr.String")?),
        _ => return Err("Addr.Network"),
    };
    let version = version.ok_or("ProtocolVersion")?;
    Ok(Reattach { is_test, ..Reattach::new(address, process_id, dialect, version) })
}

/// Bytes of the variable. The system takes less for all of an environment's variable.
pub(super) const MAX_JSON_BYTES: usize = 128 << 10;

/// The version of providers that do not say it.
const OLD_VERSION: u32 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        let good =
            r#"{"Protocol":"grpc","ProtocolVersion":6,"Pid":7,"Test":true,"Addr":{"Network":"unix","String":"/s"}}"#;
        let read = |provider: &str| Reattach::from_terraform(&format!(r#"{{"p":{provider}}}"#));
        let record = read(good).unwrap().remove("p").unwrap();
        assert_eq!((record.version, record.process_id, record.is_test), (6, 7, true));
        for (from, to, field) in [
            (r#""Pid":7"#, r#""Pid":-7"#, "Pid"),
            (r#""grpc""#, r#""smoke""#, "Protocol"),
            (r#":6"#, r#":"six""#, "ProtocolVersion"),
            ("true", "1", "Test"),
            (r#""unix""#, r#""pipe""#, "Addr.Network"),
            (r#""String":"/s""#, r#""String":1"#, "Addr.String"),
        ] {
            let Err(Error::Reattach { reason, .. }) = read(&good.replace(from, to)) else { panic!("{to}") };
            assert!(reason.starts_with(field), "{reason}");
        }
        assert!(Reattach::from_terraform("[]").is_err() && Reattach::from_terraform("{").is_err());
    }
}
