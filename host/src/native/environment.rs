//! What a process sees in its environment: what its permissions grant, and the launch. Nothing is inherited.

use std::collections::BTreeMap;

use amphi_protocol::handshake::{PROTOCOL_VERSIONS, env, format_versions};
use tracing::level_filters::LevelFilter;

use crate::config::{Backend, PluginConfig};
use crate::error::Error;

/// Gives the whole environment; `folder` is where sockets go, `certificate` the host's as PEM.
pub(super) fn environment(
    plugin: &str,
    config: &PluginConfig,
    folder: &str,
    certificate: Option<&str>,
) -> Result<BTreeMap<String, String>, Error> {
    let granted = &config.permissions.env;
    let cookie = &config.native.cookie;
    let reserved =
        |key: &&String| **key == cookie.key || (env::SCRUBBED.contains(&key.as_str()) && *key != env::AMPHI_LOG);
    if let Some(key) = granted.keys().find(reserved) {
        return Err(Error::Unenforceable {
            plugin: plugin.to_string(),
            field: "permissions.env",
            backend: Backend::Native,
            reason: format!("{key} is set by the host itself; remove it"),
        });
    }
    let mut variables = granted.clone();
    let mut set = |key: &str, value: &str| variables.insert(key.to_string(), value.to_string());
    set(&cookie.key, &cookie.value);
    set(env::PROTOCOL_VERSIONS, &format_versions(&config.native.versions));
    set(env::AMPHI_PROTOCOL, &format_versions(&PROTOCOL_VERSIONS));
    set(env::UNIX_SOCKET_DIR, folder);
    set(env::MIN_PORT, MIN_PORT);
    set(env::MAX_PORT, MAX_PORT);
    if let Some(certificate) = certificate {
        set(env::CLIENT_CERT, certificate);
    }
    // What no subscriber of the host wants to see need not cross. Without a subscriber the plugin's default holds:
    // one may come later.
    let wanted = LevelFilter::current();
    if wanted != LevelFilter::OFF && !granted.contains_key(env::AMPHI_LOG) {
        set(env::AMPHI_LOG, &wanted.to_string());
    }
    Ok(variables)
}

/// The port range that go-plugin's hosts pass on: read by plugins that listen on TCP, which ours refuse.
const MIN_PORT: &str = "10000";
const MAX_PORT: &str = "25000";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_is_what_was_granted_and_the_launch() {
        let mut config = PluginConfig::new("p", Backend::Native);
        config.permissions.env.insert("LANG".into(), "C".into());
        config.native.versions = vec![3, 1];
        let environment = environment("p", &config, "/run/x", None).unwrap();
        assert_eq!(environment["LANG"], "C");
        assert_eq!(environment["PLUGIN_PROTOCOL_VERSIONS"], "1,3");
        assert_eq!(environment["AMPHI_PLUGIN"], "d7f1c2a0-amphi");
        assert_eq!(environment["PLUGIN_UNIX_SOCKET_DIR"], "/run/x");
        assert!(!environment.contains_key("PLUGIN_CLIENT_CERT"));
        assert!(!environment.contains_key("PATH"));
    }

    #[test]
    fn the_launch_cannot_be_overridden() {
        for key in ["PLUGIN_CLIENT_CERT", "AMPHI_PLUGIN", "PLUGIN_MULTIPLEX_GRPC"] {
            let mut config = PluginConfig::new("p", Backend::Native);
            config.permissions.env.insert(key.into(), "x".into());
            let refused = environment("p", &config, "/run/x", None);
            assert!(matches!(refused, Err(Error::Unenforceable { field: "permissions.env", .. })), "{key}");
        }
    }
}
