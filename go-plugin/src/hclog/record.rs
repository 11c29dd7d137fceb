//! What a log line says.

use std::fmt;

use amphi_protocol::limits::{MAX_LOG_FIELDS, MAX_TEXT_BYTES};

/// One line of a plugin's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// How important the plugin finds it.
    pub level: Level,
    /// The text, without the prefix that says the level; at most [`MAX_TEXT_BYTES`] of it.
    pub message: String,
    /// The name of the logger, if it has one.
    pub module: Option<String>,
    /// When it was written, as the plugin spells it.
    pub timestamp: Option<String>,
    /// All else, in the order of the names, as text, or as JSON what is no text. At most [`MAX_LOG_FIELDS`].
    pub fields: Vec<(String, String)>,
}

/// The levels of `go-hclog`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the level of the same name")]
pub enum Level {
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}

impl Level {
    /// Reads a level in whichever case; a few other spellings that Go programs use count too.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let known = [
            ("trace", Self::Trace),
            ("debug", Self::Debug),
            ("info", Self::Info),
            ("warn", Self::Warn),
            ("warning", Self::Warn),
            ("error", Self::Error),
            ("err", Self::Error),
        ];
        let name = name.trim();
        known.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, level)| level)
    }
}

/// In small letters, as `go-hclog` writes it.
impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Trace => "trace",
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        })
    }
}

impl Record {
    /// A line that is nothing but text.
    pub(super) fn text(level: Level, message: &str) -> Self {
        Self { level, message: cut(message), module: None, timestamp: None, fields: Vec::new() }
    }

    /// Adds a field, if there is room for it.
    pub(super) fn add(&mut self, name: &str, text: String) {
        if self.fields.len() < MAX_LOG_FIELDS {
            self.fields.push((cut(name), if text.len() > MAX_TEXT_BYTES { cut(&text) } else { text }));
        }
    }
}

/// As much of a text as a record may hold, with a mark where it was cut.
pub(super) fn cut(text: &str) -> String {
    if text.len() <= MAX_TEXT_BYTES {
        return text.to_string();
    }
    let end = text.floor_char_boundary(MAX_TEXT_BYTES - MARK.len());
    format!("{}{MARK}", text.get(..end).unwrap_or_default())
}

/// What stands where a text was cut.
const MARK: &str = "…";
