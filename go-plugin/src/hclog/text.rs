//! Lines of text, with their level before them or without.

use super::record::{Level, Record};

/// Reads a line of text. Without a level it is debug, as go-plugin has it.
pub(super) fn parse(line: &str) -> Record {
    leveled(line).unwrap_or_else(|| Record::text(Level::Debug, line.trim_end()))
}

/// Reads a line that says its level: `[INFO] ready`, also behind a time, as Go's `log` and `go-hclog` write it.
pub(super) fn leveled(line: &str) -> Option<Record> {
    let (before, rest) = line.split_once('[')?;
    if !before.chars().all(|c| c.is_ascii_digit() || "/:.-TZ+ ".contains(c)) {
        return None;
    }
    let (name, message) = rest.split_once(']')?;
    let mut record = Record::text(Level::parse(name)?, message.trim());
    record.timestamp = Some(before.trim()).filter(|before| !before.is_empty()).map(str::to_string);
    Some(record)
}
