//! Protobuf as WIT: every construct, real protos, hostile bytes.

mod calls;
mod descriptors;
mod golden;
mod hostile;
mod messages;
mod page;
mod recorded;
mod round_trip;
mod values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Codec, Mapping, Options, Schema};

/// The folder of the protos.
fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/proto")
}

fn schema(name: &str) -> Schema {
    Schema::from_files(&[data().join(name)], &[data()]).unwrap()
}

/// The codec of a proto that is checked in, made once.
fn codec(name: &str) -> Codec {
    static MADE: Mutex<BTreeMap<String, Codec>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let make = || {
        let schema = schema(name);
        let mapping = Mapping::derive(&schema, &Options::default()).unwrap();
        Codec::new(&schema, &mapping).unwrap()
    };
    made.entry(name.to_string()).or_insert_with(make).clone()
}

/// A codec of a proto that is written in a test.
fn codec_of(text: &str) -> Codec {
    let schema = Schema::from_text("test.proto", text).unwrap();
    let mapping = Mapping::derive(&schema, &Options::default()).unwrap();
    Codec::new(&schema, &mapping).unwrap()
}

/// Every proto that is checked in, with the name of its golden files.
const ALL: [(&str, &str); 13] = [
    ("constructs/proto3.proto", "proto3"),
    ("constructs/proto2.proto", "proto2"),
    ("constructs/recursive.proto", "recursive"),
    ("constructs/names.proto", "names"),
    ("hashicorp/terraform-plugin-go/tfplugin5.proto", "tfplugin5"),
    ("hashicorp/terraform-plugin-go/tfplugin6.proto", "tfplugin6"),
    ("hashicorp/go-plugin/test.proto", "grpctest"),
    ("hashicorp/go-plugin/grpc-kv.proto", "grpc-kv"),
    ("hashicorp/go-plugin/bidirectional-kv.proto", "bidirectional-kv"),
    ("hashicorp/go-plugin/streamer.proto", "streamer"),
    ("hashicorp/go-plugin/grpc_stdio.proto", "grpc-stdio"),
    ("hashicorp/go-plugin/grpc_controller.proto", "grpc-controller"),
    ("hashicorp/go-plugin/grpc_broker.proto", "grpc-broker"),
];
