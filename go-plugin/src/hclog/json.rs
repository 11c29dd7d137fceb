//! Lines of JSON, as `go-hclog` writes them.

use serde_json::{Map, Value};

use super::record::{Level, Record, cut};

/// Reads a line that is a JSON object; none if it is anything else.
///
/// A key of `go-hclog` that is not of the type it should be is a field like any other. Depth is bounded by the parser, the
/// size by whoever cuts the lines.
pub(super) fn parse(line: &str) -> Option<Record> {
    let line = line.trim();
    if !line.starts_with('{') {
        return None;
    }
    let mut object: Map<String, Value> = serde_json::from_str(line).ok()?;
    let mut level = None;
    if let Some(name) = object.get("@level").and_then(Value::as_str).and_then(Level::parse) {
        level = Some(name);
        object.remove("@level");
    }
    // Go's loggers of other makers have no level that is known: go-plugin shows such lines at debug.
    let mut record = Record::text(level.unwrap_or(Level::Debug), "");
    let message = take_text(&mut object, "@message");
    record.module = take_text(&mut object, "@module");
    record.timestamp = take_text(&mut object, "@timestamp");
    match message {
        Some(message) => record.message = message,
        // An object that is no record at all is shown as it is.
        None if level.is_none() && record.module.is_none() && record.timestamp.is_none() => {
            return Some(Record::text(Level::Debug, line));
        }
        None => {}
    }
    for (name, value) in object {
        record.add(&name, show(value));
    }
    Some(record)
}

fn take_text(object: &mut Map<String, Value>, key: &str) -> Option<String> {
    if !object.get(key)?.is_string() {
        return None;
    }
    object.remove(key).as_ref().and_then(Value::as_str).map(cut)
}

fn show(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
