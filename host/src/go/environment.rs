//! What the process of a Go plugin sees in its environment: what its permissions grant, and go-plugin's launch.

use std::collections::BTreeMap;

use amphi_protocol::handshake::{env, format_versions};

use crate::config::{Backend, GoPluginConfig, PluginConfig};
use crate::error::Error;

/// Gives the whole environment; `folder` is where sockets go, `certificate` the host's as PEM.
pub(super) fn environment(
    plugin: &str,
    config: &PluginConfig,
    go: &GoPluginConfig,
    folder: &str,
    certificate: Option<&str>,
) -> Result<BTreeMap<String, String>, Error> {
    let granted = &config.permissions.env;
    let reserved = |key: &&String| **key == go.cookie.key || env::SCRUBBED.contains(&key.as_str());
    if let Some(key) = granted.keys().find(reserved) {
        return Err(Error::Unenforceable {
            plugin: plugin.to_string(),
            field: "permissions.env",
            backend: Backend::Native,
            reason: format!("{key} is set by the host itself; remove it"),
        });
    }
    // Plugins before v1.5 know no other way to a folder for their sockets.
    let mut variables = BTreeMap::from([(TEMPORARY.to_string(), folder.to_string())]);
    variables.extend(granted.clone());
    let mut set = |key: &str, value: &str| variables.insert(key.to_string(), value.to_string());
    set(&go.cookie.key, &go.cookie.value);
    set(env::PROTOCOL_VERSIONS, &format_versions(&go.versions.keys().copied().collect::<Vec<_>>()));
    set(env::UNIX_SOCKET_DIR, folder);
    set(env::MIN_PORT, &go.min_port.to_string());
    set(env::MAX_PORT, &go.max_port.to_string());
    if let Some(certificate) = certificate {
        set(env::CLIENT_CERT, certificate);
    }
    if go.multiplex {
        set(env::MULTIPLEX_GRPC, "true");
    }
    if let Some(group) = &go.socket_group {
        set(env::UNIX_SOCKET_GROUP, group);
    }
    Ok(variables)
}

/// Where Go makes its temporary files.
pub(super) const TEMPORARY: &str = "TMPDIR";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cookie, GoVersion};

    fn config() -> (PluginConfig, GoPluginConfig) {
        let cookie = Cookie { key: "BASIC_PLUGIN".into(), value: "hello".into() };
        let go = GoPluginConfig::new(cookie).with(|go| {
            go.versions = BTreeMap::from([(3, GoVersion::default()), (1, GoVersion::default())]);
        });
        (PluginConfig::new("p", Backend::Native), go)
    }

    #[test]
    fn the_environment_is_what_go_plugin_sets_and_nothing_of_ours() {
        let (config, mut go) = config();
        let plain = environment("p", &config, &go, "/run/x", None).unwrap();
        let pairs: Vec<_> = plain.iter().map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(
            pairs,
            [
                "BASIC_PLUGIN=hello",
                "PLUGIN_MAX_PORT=25000",
                "PLUGIN_MIN_PORT=10000",
                "PLUGIN_PROTOCOL_VERSIONS=1,3",
                "PLUGIN_UNIX_SOCKET_DIR=/run/x",
                "TMPDIR=/run/x",
            ]
        );
        (go.multiplex, go.socket_group) = (true, Some("staff".into()));
        let all = environment("p", &config, &go, "/run/x", Some("PEM")).unwrap();
        assert_eq!(all["PLUGIN_MULTIPLEX_GRPC"], "true");
        assert_eq!(all["PLUGIN_UNIX_SOCKET_GROUP"], "staff");
        assert_eq!(all["PLUGIN_CLIENT_CERT"], "PEM");
    }

    #[test]
    fn the_launch_cannot_be_overridden_and_the_temporary_folder_can() {
        for key in ["PLUGIN_CLIENT_CERT", "BASIC_PLUGIN", "AMPHI_PROTOCOL"] {
            let (mut config, go) = config();
            config.permissions.env.insert(key.into(), "x".into());
            let refused = environment("p", &config, &go, "/run/x", None);
            assert!(matches!(refused, Err(Error::Unenforceable { field: "permissions.env", .. })), "{key}");
        }
        let (mut config, go) = config();
        config.permissions.env.insert("TMPDIR".into(), "/elsewhere".into());
        assert_eq!(environment("p", &config, &go, "/run/x", None).unwrap()["TMPDIR"], "/elsewhere");
    }
}
