//! What a host is told about its plugins: by `amphi.toml`, or by the same fields in code.
//!
//! [`PluginConfig`] has the fields, `docs/configuration.md` has every key with its meaning. The file is read
//! strictly: a key that means nothing is an error, with its line and the nearest key that does.

mod cache;
mod check;
mod document;
mod error;
mod go_keys;
mod go_plugin;
mod instances;
mod keys;
mod limits;
mod native;
mod pin;
mod place;
mod plugin;
mod reading;
#[cfg(test)]
mod schema;
mod setting;
mod size;
#[cfg(test)]
mod tests;
mod wasm;

pub use cache::CacheConfig;
pub use error::ConfigError;
pub use go_plugin::{GoDialect, GoObject, GoPluginConfig, GoVersion, Nothing};
pub use instances::InstanceUse;
pub use limits::Limits;
pub use native::{Cookie, Latency, NativeConfig, StopConfig, Tls};
pub use place::Place;
pub use plugin::{Backend, Permissions, Pins, PluginConfig};
pub use wasm::{Execution, WasmConfig};

pub(crate) use check::check_name;
pub(crate) use document::read;

/// The known name that is nearest to an unknown one, if any is near.
pub(crate) fn nearest<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // The distance takes memory by both lengths, and nothing so long is a typing error.
    if unknown.len() > MAX_NEAR_BYTES {
        return None;
    }
    known
        .map(|name| (strsim::damerau_levenshtein(unknown, name), name))
        .filter(|(distance, _)| *distance <= unknown.len() / 3 + 1)
        .min()
        .map(|(_, name)| name)
}

/// Bytes of the longest name that is compared with the known ones.
const MAX_NEAR_BYTES: usize = 64;
