//! Messages, JSON and descriptors of Go's own protobuf; `testdata/proto/recorded/README.md` says how they were made.

use proptest::prelude::*;
use prost_reflect::DynamicMessage;

use super::super::{Codec, Mapping, Options, Schema};
use super::round_trip::canonical;
use super::{codec, data, schema};

const RECORDED: [(&str, &str, &str); 5] = [
    ("proto3", "constructs/proto3.proto", "constructs.three.All"),
    ("proto2", "constructs/proto2.proto", "constructs.two.All"),
    ("recursive", "constructs/recursive.proto", "constructs.recursive.Drawer"),
    ("tfplugin5", "hashicorp/terraform-plugin-go/tfplugin5.proto", "tfplugin5.GetProviderSchema.Response"),
    ("tfplugin6", "hashicorp/terraform-plugin-go/tfplugin6.proto", "tfplugin6.GetProviderSchema.Response"),
];

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(data().join("recorded").join(format!("{name}.bin"))).unwrap()
}

#[test]
fn messages_of_go_are_exact() {
    for (name, proto, message) in RECORDED {
        let message = codec(proto).message(message).unwrap();
        let bytes = bytes(name);
        let again = message.encode(&message.decode(&bytes).unwrap()).unwrap();
        let read = |bytes: &[u8]| canonical(&DynamicMessage::decode(message.descriptor(), bytes).unwrap());
        assert_eq!(read(&bytes), read(&again), "{name}");
    }
}

#[test]
fn json_of_go_is_ours() {
    for (name, proto, message) in RECORDED {
        let message = codec(proto).message(message).unwrap();
        let json = std::fs::read_to_string(data().join("recorded").join(format!("{name}.json"))).unwrap();
        let value = message.decode(&bytes(name)).unwrap();
        assert_eq!(message.value_from_json(&json).unwrap(), value, "{name}");
        let written = message.value_to_json(&value).unwrap();
        assert_eq!(plain(&written), plain(&json), "{name}");
    }
}

/// JSON in which `0` and `0.0` are one.
fn plain(text: &str) -> serde_json::Value {
    fn walk(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Number(number) => *value = number.as_f64().unwrap().into(),
            serde_json::Value::Array(items) => items.iter_mut().for_each(walk),
            serde_json::Value::Object(fields) => fields.values_mut().for_each(walk),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(text).unwrap();
    walk(&mut value);
    value
}

#[test]
fn reflection_of_go_is_the_proto() {
    let folder = data().join("recorded/reflection");
    let files: Vec<Vec<u8>> = ["test", "google-protobuf-empty"]
        .map(|name| std::fs::read(folder.join(format!("{name}.descriptor"))).unwrap())
        .into();
    let reflected = Schema::from_descriptors(&files).unwrap();
    assert_eq!(reflected.services(), ["grpctest.PingPong", "grpctest.Test"]);
    let mapping = Mapping::derive(&reflected, &Options::default()).unwrap();
    let source = schema("hashicorp/go-plugin/test.proto");
    assert_eq!(mapping, Mapping::derive(&source, &Options::default()).unwrap());
    assert!(Codec::new(&source, &mapping).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_messages_of_go_are_read_or_refused(
        which in 0..RECORDED.len(),
        at in any::<proptest::sample::Index>(),
        damage in any::<u8>(),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let (name, proto, message) = RECORDED[which];
        let message = codec(proto).message(message).unwrap();
        let mut bytes = bytes(name);
        let at = at.index(bytes.len());
        bytes[at] = damage;
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(value) = message.decode(&bytes) {
            prop_assert!(message.encode(&value).is_ok());
        }
    }
}
