//! Versions: the application's, which go-plugin negotiates too, and those of the native protocol.

use std::collections::BTreeSet;

use super::env;
use crate::error::Error;

/// The version of the native protocol that this crate speaks.
pub const PROTOCOL_VERSION: u32 = 1;

/// Every version of the native protocol that this crate speaks, lowest first.
pub const PROTOCOL_VERSIONS: [u32; 1] = [PROTOCOL_VERSION];

/// Writes versions as a variable's value: `1,2`, lowest first, each once.
pub fn format_versions(versions: &[u32]) -> String {
    let sorted: BTreeSet<u32> = versions.iter().copied().collect();
    sorted.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

/// Reads a variable's value, in any order. What is no version is skipped, as go-plugin does; at most
/// 256 versions count.
pub fn parse_versions(value: &str) -> Vec<u32> {
    value.split(',').take(MAX_VERSIONS).filter_map(|item| item.trim().parse().ok()).collect()
}

/// Chooses the highest version that both sides have.
///
/// # Errors
///
/// [`Error::NoCommonVersion`] names both lists and who has to be upgraded.
pub fn negotiate(what: &'static str, offered: &[u32], own: &[u32]) -> Result<u32, Error> {
    own.iter().filter(|version| offered.contains(version)).max().copied().ok_or_else(|| Error::NoCommonVersion {
        what,
        offered: offered.to_vec(),
        own: own.to_vec(),
    })
}

/// Chooses the application version in a plugin, from the value of [`env::PROTOCOL_VERSIONS`].
///
/// Without the variable the host is older than version lists: it gets the plugin's lowest version.
///
/// # Errors
///
/// No version in common, or a plugin without any.
pub fn app_version(offered: Option<&str>, own: &[u32]) -> Result<u32, Error> {
    match offered.map(str::trim).filter(|value| !value.is_empty()) {
        Some(value) => negotiate("application", &parse_versions(value), own),
        None => own.iter().min().copied().ok_or(Error::NoCommonVersion {
            what: "application",
            offered: Vec::new(),
            own: Vec::new(),
        }),
    }
}

/// Chooses the version of the native protocol in a plugin, from the value of [`env::AMPHI_PROTOCOL`].
///
/// Without the variable the host is a Go host: none.
///
/// # Errors
///
/// No version in common.
pub fn protocol_version(offered: Option<&str>) -> Result<Option<u32>, Error> {
    offered.map(|value| negotiate(env::AMPHI_PROTOCOL, &parse_versions(value), &PROTOCOL_VERSIONS)).transpose()
}

/// Versions in one variable. Applications have a handful.
const MAX_VERSIONS: usize = 256;
