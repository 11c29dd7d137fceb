//! Events of the plugin, sent to its host.
//!
//! Both `tracing` and `log` are listened to, unless the author has installed something else. Any thread may
//! log: it writes to the connection itself.

mod facade;
mod layer;
mod visit;

use std::sync::{Mutex, PoisonError};

use amphi_protocol::limits::{MAX_LOG_FIELDS, MAX_TEXT_BYTES};
use amphi_protocol::{Level, Log, Message};
use amphi_transport::Sender;
use tracing_subscriber::filter::Targets;

use self::visit::Fields;
use crate::session;

/// Makes `tracing` and `log` events of this process go to the host. [`serve`](crate::serve) does it.
///
/// An author who wants them elsewhere installs a subscriber or a logger before `serve`; that one stays. Events
/// from before the host has connected, or after it is gone, are dropped.
pub fn init_logging() {
    init(None);
}

/// Sends events to this host from now on, those that `filter` lets through.
pub(crate) fn connect(sender: Sender, filter: Option<&str>) {
    *lock() = Some(sender);
    init(filter);
}

/// Sends events nowhere from now on.
pub(crate) fn disconnect() {
    *lock() = None;
}

fn init(filter: Option<&str>) {
    let filter: Targets = filter.and_then(|text| text.parse().ok()).unwrap_or_else(default_filter);
    layer::install(filter.clone());
    facade::install(filter);
}

fn default_filter() -> Targets {
    Targets::new().with_default(tracing::level_filters::LevelFilter::INFO)
}

/// Sends one event, cut to what a message carries.
fn forward(level: Level, target: &str, fields: Fields) {
    // Cloned, so that a slow host holds up only those who log.
    let Some(sender) = lock().clone() else { return };
    let Fields { mut message, mut others } = fields;
    cut(&mut message);
    others.truncate(MAX_LOG_FIELDS);
    others.iter_mut().for_each(|(_, value)| cut(value));
    let call = session::current().map(|call| call.id);
    let log = Message::Log(Log { level, target: target.to_string(), message, fields: others, call });
    // A lost host ends the plugin elsewhere; an event is no reason to.
    sender.send(|out| log.encode(out)).ok();
}

fn cut(text: &mut String) {
    text.truncate(text.floor_char_boundary(MAX_TEXT_BYTES));
}

fn lock() -> std::sync::MutexGuard<'static, Option<Sender>> {
    HOST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Global because `tracing` and `log` are.
static HOST: Mutex<Option<Sender>> = Mutex::new(None);
