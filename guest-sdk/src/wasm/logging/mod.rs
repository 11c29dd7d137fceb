//! Events of the plugin, handed to its host.

mod facade;
mod fields;
mod spans;
mod subscriber;

use std::sync::OnceLock;

use self::fields::Fields;
use super::host::amphi::plugin::log;

/// Makes `tracing` and `log` events go to the host, unless the author has installed something else.
///
/// It runs by itself before the first exported function is called.
pub fn init_logging() {
    // Both fail where something is installed already, which then stays.
    tracing::subscriber::set_global_default(subscriber::ForwardSubscriber::default()).ok();
    facade::install();
}

/// Whether the host wants events of a level. It is asked once, when the first event happens: a component
/// that never logs never asks.
fn is_wanted(level: log::Level) -> bool {
    static MAX_LEVEL: OnceLock<Option<log::Level>> = OnceLock::new();
    MAX_LEVEL.get_or_init(log::max_level).is_some_and(|most_verbose| level >= most_verbose)
}

/// Hands one event over.
fn forward(level: log::Level, target: &str, fields: &Fields) {
    let others: Vec<_> =
        fields.others.iter().map(|(name, value)| log::Field { name: name.clone(), value: value.clone() }).collect();
    log::emit(level, target, &fields.message, &others);
}
