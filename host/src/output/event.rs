//! A plugin's event as an event of the host's subscriber, with the plugin's own level, target and field names.

use std::fmt::{self, Write};

use amphi_protocol::{Level as PluginLevel, Log};
use tracing::field::{Field, Value, debug};
use tracing::{Event, Level, Metadata};

use super::callsite::{self, Budget, Callsites, Key, MAX_FIELDS};

/// Bytes of a message or of a field's value; longer ones are cut. A page of text, and no megabytes in a log.
const MAX_VALUE_BYTES: usize = 16 << 10;

/// Emits the event, if the subscriber wants it.
pub(super) fn dispatch(plugin: &str, log: &Log, budget: &Budget) {
    let level = level(log.level);
    let names: Vec<&str> =
        ["message", "plugin"].into_iter().chain(log.fields.iter().map(|(name, _)| own_name(name))).collect();
    let key = Key { level, target: &log.target, fields: &names };
    if let Some(callsite) = Callsites::of_process().find_or_make(key, budget) {
        if let Some(metadata) = callsite.enabled() {
            let values = log.fields.iter().map(|(_, value)| Text::value(value));
            emit(metadata, &log.message, plugin, values);
        }
    } else if let Some(metadata) = callsite::fallback(level).and_then(|callsite| callsite.enabled()) {
        let fields = log.fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ");
        emit(metadata, &log.message, plugin, [Text::value(&log.target), Text::value(&fields)].into_iter());
    }
}

fn emit<'a>(metadata: &'static Metadata<'static>, message: &str, plugin: &str, values: impl Iterator<Item = Text<'a>>) {
    let message = debug(Text { text: cut(message, MAX_VALUE_BYTES), lines: true });
    let plugin = debug(Text::value(plugin));
    let values: Vec<_> = values.map(debug).collect();
    let fields: Vec<Field> = metadata.fields().iter().collect();
    let values = [&message as &dyn Value, &plugin].into_iter().chain(values.iter().map(|value| value as &dyn Value));
    let mut pairs = fields.iter().zip(values.map(Some));
    // `tracing` takes arrays only; pairs without a value are skipped.
    let Some(filler) = fields.first() else { return };
    let pairs: [(&Field, Option<&dyn Value>); MAX_FIELDS] =
        std::array::from_fn(|_| pairs.next().unwrap_or((filler, None)));
    Event::dispatch(metadata, &metadata.fields().value_set(&pairs));
}

/// The names that every event has are not the plugin's to give.
fn own_name(name: &str) -> &str {
    match name {
        "message" => "plugin.message",
        "plugin" => "plugin.plugin",
        name => name,
    }
}

fn level(level: PluginLevel) -> Level {
    match level {
        PluginLevel::Trace => Level::TRACE,
        PluginLevel::Debug => Level::DEBUG,
        PluginLevel::Info => Level::INFO,
        PluginLevel::Warn => Level::WARN,
        PluginLevel::Error => Level::ERROR,
    }
}

/// A plugin's text as it goes into a log: no control characters, so that it can neither drive a terminal nor pass
/// for a line of another origin.
struct Text<'a> {
    text: &'a str,
    /// Whether it may have several lines; the further ones are then indented.
    lines: bool,
}

impl<'a> Text<'a> {
    fn value(text: &'a str) -> Self {
        Self { text: cut(text, MAX_VALUE_BYTES), lines: false }
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.chars().try_for_each(|c| match c {
            '\n' if self.lines => f.write_str("\n    "),
            '\t' => f.write_char(c),
            c if c.is_control() => write!(f, "{}", c.escape_default()),
            c => f.write_char(c),
        })
    }
}

/// The start of a text that fits into `limit` bytes.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
}
