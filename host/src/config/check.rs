//! Whether values can be used, wherever they come from: `amphi.toml` or code.

use std::time::Duration;

use amphi_protocol::limits::MAX_FRAME_BYTES;

use super::instances::MAX_INSTANCES;
use super::{Backend, ConfigError, GoDialect, GoPluginConfig, NativeConfig, Permissions, PluginConfig};

/// A field that cannot be used.
pub(super) struct Unusable {
    /// The keys of the plugin's table that lead to it; none for the plugin's name.
    pub(super) path: Vec<String>,
    pub(super) reason: String,
}

impl Unusable {
    fn new(path: &str, reason: impl Into<String>) -> Self {
        Self { path: path.split('.').map(Into::into).collect(), reason: reason.into() }
    }

    /// The error, for a value without a place.
    pub(super) fn of(self, plugin: &str) -> ConfigError {
        ConfigError::Unusable {
            plugin: plugin.to_string(),
            field: if self.path.is_empty() { "the name".into() } else { self.path.join(".") },
            reason: self.reason,
            place: None,
        }
    }
}

/// Checks a plugin's name: it goes into paths, logs and command lines.
pub(crate) fn check_name(name: &str) -> Result<(), ConfigError> {
    usable_name(name).map_err(|unusable| unusable.of(&super::setting::shorten(name)))
}

pub(super) fn usable_name(name: &str) -> Result<(), Unusable> {
    let refuse = |reason: &str| Err(Unusable { path: Vec::new(), reason: reason.into() });
    if name.len() > MAX_NAME_BYTES {
        return refuse("is longer than 64 characters");
    }
    let begins_well = name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if begins_well && name.chars().all(allowed) {
        Ok(())
    } else {
        refuse("is not made of small letters, digits, - and _, or does not begin with one of the first two")
    }
}

impl PluginConfig {
    /// Checks what the types leave open: limits in their ranges, names that can be names.
    pub(crate) fn check(&self, plugin: &str) -> Result<(), ConfigError> {
        if self.source.as_os_str().is_empty() {
            return Err(Unusable::new("source", "is empty").of(plugin));
        }
        self.usable().map_err(|unusable| unusable.of(plugin))
    }

    /// The same, without the source: that is all the defaults have.
    pub(super) fn usable(&self) -> Result<(), Unusable> {
        if !(1..=MAX_INSTANCES).contains(&self.instance_count()) {
            return Err(Unusable::new("instances", format!("is {}, not 1 to {MAX_INSTANCES}", self.instance_count())));
        }
        let limits = &self.limits;
        positive("limits.call_timeout", limits.call_timeout)?;
        finite("limits.grace", limits.grace)?;
        if !(MIN_MEMORY..=MAX_MEMORY).contains(&limits.memory) {
            return Err(Unusable::new("limits.memory", format!("is {} bytes, not 1 MiB to 4 GiB", limits.memory)));
        }
        if limits.message_size == 0 || limits.message_size > MAX_FRAME_BYTES as u64 {
            let reason = format!("is {} bytes, not 1 to {MAX_FRAME_BYTES}", limits.message_size);
            return Err(Unusable::new("limits.message_size", reason));
        }
        if limits.in_flight == 0 {
            return Err(Unusable::new("limits.in_flight", "is 0, which allows no call at all"));
        }
        usable_permissions(&self.permissions)?;
        usable_native(&self.native)?;
        match &self.go_plugin {
            Some(_) if self.backend != Backend::Native => {
                Err(Unusable::new("go-plugin", "is for a process: it needs backend = \"native\""))
            }
            Some(go) => usable_go(go),
            None => Ok(()),
        }
    }
}

fn usable_permissions(permissions: &Permissions) -> Result<(), Unusable> {
    for (key, value) in &permissions.env {
        if let Err(reason) = variable_name(key).and(text(value)) {
            // The key may have dots of its own.
            let path = ["permissions", "env", key].map(String::from).into();
            return Err(Unusable { path, reason: reason.into() });
        }
    }
    permissions.args.iter().try_for_each(|arg| text(arg)).map_err(|reason| Unusable::new("permissions.args", reason))
}

fn usable_native(native: &NativeConfig) -> Result<(), Unusable> {
    variable_name(&native.cookie.key).map_err(|reason| Unusable::new("native.cookie.key", reason))?;
    text(&native.cookie.value).map_err(|reason| Unusable::new("native.cookie.value", reason))?;
    if native.versions.is_empty() {
        return Err(Unusable::new("native.versions", "is empty: the host must speak at least one version"));
    }
    positive("native.start_timeout", native.start_timeout)?;
    finite("native.stop.ask", native.stop.ask)?;
    finite("native.stop.term", native.stop.term)?;
    positive("native.stop.kill", native.stop.kill)
}

fn usable_go(go: &GoPluginConfig) -> Result<(), Unusable> {
    variable_name(&go.cookie.key).map_err(|reason| Unusable::new("go-plugin.cookie.key", reason))?;
    text(&go.cookie.value).map_err(|reason| Unusable::new("go-plugin.cookie.value", reason))?;
    if go.versions.is_empty() {
        return Err(Unusable::new("go-plugin.versions", "is empty: the host must speak at least one version"));
    }
    if go.min_port > go.max_port {
        return Err(Unusable::new("go-plugin.min_port", "is over max_port"));
    }
    if let Some(group) = &go.socket_group {
        text(group).map_err(|reason| Unusable::new("go-plugin.socket_group", reason))?;
    }
    go.versions.iter().try_for_each(|(number, version)| {
        let (wrong, reason) = match version.dialect {
            GoDialect::NetRpc => {
                let grpc_only = [
                    ("proto", !version.proto.is_empty()),
                    ("include", !version.include.is_empty()),
                    ("mapping", version.mapping.is_some()),
                    ("metadata", !version.metadata.is_empty()),
                    ("package", version.package.is_some()),
                ];
                (grpc_only.to_vec(), "is for gRPC; what a net/rpc plugin has is its wit")
            }
            GoDialect::Grpc => {
                let netrpc_only = [("wit", version.wit.is_some()), ("objects", !version.objects.is_empty())];
                (netrpc_only.to_vec(), "is for net/rpc; the interface of a gRPC plugin is derived from proto")
            }
        };
        let field = wrong.iter().find(|(_, is_set)| *is_set).map(|(field, _)| *field);
        match field {
            Some(field) => Err(Unusable::new(&format!("go-plugin.versions.{number}.{field}"), reason)),
            None => Ok(()),
        }
    })
}

fn positive(field: &'static str, duration: Duration) -> Result<(), Unusable> {
    if duration.is_zero() { Err(Unusable::new(field, "is zero")) } else { finite(field, duration) }
}

fn finite(field: &'static str, duration: Duration) -> Result<(), Unusable> {
    if duration <= MAX_DURATION { Ok(()) } else { Err(Unusable::new(field, "is longer than a year")) }
}

fn variable_name(name: &str) -> Result<(), &'static str> {
    match name {
        "" => Err("is an empty name"),
        name if name.contains('=') => Err("has = in its name, where no variable can have it"),
        name => text(name),
    }
}

fn text(text: &str) -> Result<(), &'static str> {
    if text.contains('\0') { Err("has a NUL, which ends every text of the system") } else { Ok(()) }
}

/// Bytes of memory of an instance. Less than this no Rust plugin starts with; more a 32-bit component cannot address.
const MIN_MEMORY: u64 = 1 << 20;
const MAX_MEMORY: u64 = 4 << 30;

/// The longest time that is told from none: every wait is to end.
const MAX_DURATION: Duration = Duration::from_secs(366 * 24 * 3600);

/// Bytes of a plugin's name, so that it fits into a path and a log line.
const MAX_NAME_BYTES: usize = 64;
