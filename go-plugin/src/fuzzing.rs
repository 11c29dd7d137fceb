//! What every decoder must do with the bytes of any plugin: give an answer, and one that holds. The fuzz targets and the
//! property tests call these.
//!
//! Not a part of the API: behind the private feature `_fuzz`.

use std::sync::LazyLock;

use amphi_protocol::limits::{MAX_LOG_FIELDS, MAX_TEXT_BYTES};

use crate::gob::{Decoder, Encoder, MessageReader, Typed, Value, messages};
use crate::hclog::{Event, LogReader, Record};
use crate::proto::{Codec, Mapping, Message, Options, Schema};
use crate::{grpc, multiplex};

/// A gob stream in pieces, as the first byte cuts it, with messages of 64 KiB and values of 1 MiB at most: what is read
/// can be sent, if its type can be told, and is read again.
pub fn gob(bytes: &[u8]) {
    let Some((cut, stream)) = bytes.split_first() else { return };
    let (mut reader, mut decoder) = (MessageReader::new(64 << 10), Decoder::with_value_bytes(1 << 20));
    for piece in stream.chunks(usize::from(*cut) + 1) {
        reader.push(piece);
        loop {
            match reader.next_message().and_then(|message| message.map(|it| decoder.message(it)).transpose()) {
                Ok(None) => break,
                Ok(Some(None)) => {}
                Ok(Some(Some(value))) => gob_again(value),
                // The stream is of no more use.
                Err(_) => return,
            }
        }
    }
}

fn gob_again(value: Value) {
    let mut out = Vec::new();
    if !Typed::of(value).is_ok_and(|typed| Encoder::new().encode(&typed, &mut out).is_ok()) {
        return;
    }
    let mut decoder = Decoder::new();
    let read: Result<Vec<_>, _> = messages(&out).map(|message| decoder.message(message?)).collect();
    assert!(read.is_ok_and(|read| read.into_iter().flatten().count() == 1) && !decoder.is_partial());
}

/// The lines of a plugin's stderr: each is something, once, and within its bounds.
pub fn hclog(bytes: &[u8]) {
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let (mut reader, mut events) = (LogReader::new(), Vec::new());
    for line in &lines {
        reader.push(line);
        events.extend(std::iter::from_fn(|| reader.next_event()));
    }
    reader.finish();
    events.extend(std::iter::from_fn(|| reader.next_event()));
    assert!(!events.is_empty() && events.len() <= lines.len());
    for event in events {
        match event {
            Event::Record(record) => log_record(&record),
            Event::Crash(crash) => {
                assert!(crash.report.len() <= 256 << 10 && crash.report.starts_with(&crash.headline))
            }
        }
    }
}

fn log_record(record: &Record) {
    assert!(record.message.len() <= MAX_TEXT_BYTES && record.fields.len() <= MAX_LOG_FIELDS);
    assert!(record.fields.iter().all(|(name, text)| name.len() <= MAX_TEXT_BYTES && text.len() <= MAX_TEXT_BYTES));
}

/// Descriptors: what is taken has a mapping or none, and then a codec whose WIT can be read.
pub fn descriptors(bytes: &[u8]) {
    let Ok(schema) = Schema::from_descriptor_set(bytes) else { return };
    let Ok(mapping) = Mapping::derive(&schema, &Options::default()) else { return };
    let Ok(codec) = Codec::new(&schema, &mapping) else { return };
    let interface = codec.interface();
    assert!(interface.is_ok(), "{:?}\n{}", interface.err(), codec.wit());
}

/// A message of a type with everything in it that can nest: what is read is what its own encoding means.
pub fn message(bytes: &[u8]) {
    let Some(message) = &*EVERYTHING else { return };
    let Ok(value) = message.decode(bytes) else { return };
    let encoded = message.encode(&value);
    // Compared by their bytes: a float may be no number, and so not itself.
    let again = encoded.as_ref().ok().and_then(|bytes| message.decode(bytes).ok());
    let again = again.and_then(|value| message.encode(&value).ok());
    assert!(again.is_some() && again == encoded.ok());
}

/// Words of a plugin's broker, and the other messages that every gRPC plugin sends.
pub fn broker(bytes: &[u8]) {
    grpc::fuzzing::words(bytes);
    grpc::fuzzing::messages(bytes);
}

/// Frames of yamux.
pub fn yamux(bytes: &[u8]) {
    multiplex::fuzzing::frames(bytes);
}

/// None would be a mistake of this file; a test has it.
static EVERYTHING: LazyLock<Option<Message>> = LazyLock::new(|| {
    let schema = Schema::from_text(
        "everything.proto",
        r#"syntax = "proto3"; package t;
        message M {
            M inner = 1; repeated M more = 2; map<string, M> by = 3;
            oneof one { string text = 4; bytes data = 5; M other = 6; double number = 7; }
            repeated sint64 packed = 8; repeated E kinds = 9; optional fixed32 fixed = 10;
        }
        enum E { NONE = 0; SOME = 1; }
        service S { rpc Call(M) returns (M); }"#,
    );
    let schema = schema.ok()?;
    let mapping = Mapping::derive(&schema, &Options::default()).ok()?;
    Codec::new(&schema, &mapping).ok()?.message("t.M").ok()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_message_with_everything_is_one() {
        assert!(EVERYTHING.is_some());
    }

    proptest! {
        /// Any bytes, for what has no property test of its own that makes better ones.
        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            gob(&bytes);
            hclog(&bytes);
            descriptors(&bytes);
            message(&bytes);
            broker(&bytes);
            yamux(&bytes);
        }
    }
}
