//! Protos that come as descriptors, and protos that are wrong.

use prost::Message as _;
use prost_reflect::prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet};

use super::super::{Codec, Error, Mapping, Options, Schema};
use super::{data, schema};

/// The descriptors of a proto and of all that it imports, as `protoc` writes them.
pub(super) fn of(proto: &str) -> Vec<u8> {
    let set = protox::compile([data().join(proto)], [data()]).unwrap();
    // Reflection has no comments.
    let file = set.file.into_iter().map(|file| FileDescriptorProto { source_code_info: None, ..file });
    FileDescriptorSet { file: file.collect() }.encode_to_vec()
}

#[test]
fn descriptors_are_the_same_proto_as_their_source() {
    for (proto, name) in super::ALL {
        let bytes = of(proto);
        let from_source = Mapping::derive(&schema(proto), &Options::default()).unwrap();
        let from_set = Schema::from_descriptor_set(&bytes).unwrap();
        assert!(Codec::new(&from_set, &from_source).is_ok(), "{name}");
        // In another order, and one of them twice, as reflection may give them.
        let mut files: Vec<_> =
            FileDescriptorSet::decode(bytes.as_slice()).unwrap().file.iter().map(|file| file.encode_to_vec()).collect();
        files.reverse();
        files.push(files[0].clone());
        let from_files = Schema::from_descriptors(&files).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(Codec::new(&from_files, &from_source).is_ok(), "{name}");
    }
}

#[test]
fn a_change_of_the_proto_is_noticed_and_a_comment_is_none() {
    let text = |change: &str, comment: &str| {
        let text = format!(
            r#"syntax = "proto3"; package t; {comment}
            message M {{ string a = 1; {change} }} message Unused {{ int32 x = 1; }}
            service S {{ rpc Call(M) returns (M); }}"#
        );
        Schema::from_text("t.proto", &text).unwrap()
    };
    let mapping = Mapping::derive(&text("", ""), &Options::default()).unwrap();
    assert!(Codec::new(&text("", "// said\n"), &mapping).is_ok());
    for change in ["int32 b = 2;", "optional string b = 2;", "oneof o { string b = 2; }"] {
        assert!(matches!(Codec::new(&text(change, ""), &mapping), Err(Error::Changed { .. })), "{change}");
    }
}

#[test]
fn a_mapping_that_was_edited_is_refused() {
    let schema = schema("constructs/recursive.proto");
    let good = Mapping::derive(&schema, &Options::default()).unwrap();
    let refused = |edit: &dyn Fn(&mut Mapping)| {
        let mut mapping = good.clone();
        edit(&mut mapping);
        matches!(Codec::new(&schema, &mapping), Err(Error::Mapping { .. }))
    };
    assert!(!refused(&|_| {}));
    assert!(!refused(&|mapping| mapping.messages[0].fields[0].wit = "another-name".to_string()));
    assert!(refused(&|mapping| drop(mapping.messages.pop())));
    assert!(refused(&|mapping| drop(mapping.messages[0].fields.pop())));
    assert!(refused(&|mapping| mapping.messages[0].fields[0].number = 99));
    assert!(refused(&|mapping| mapping.messages[0].fields[0].wit = "Not Kebab".to_string()));
    assert!(refused(&|mapping| mapping.messages[0].fields[0].wit = mapping.messages[0].fields[1].wit.clone()));
    assert!(refused(&|mapping| mapping.messages[0].wit = mapping.messages[1].wit.clone()));
    assert!(refused(&|mapping| mapping.messages[0].node = None));
    assert!(refused(&|mapping| mapping.messages[0].any_node = None));
    assert!(refused(&|mapping| mapping.enums.clear()));
    assert!(refused(&|mapping| drop(mapping.services[0].methods.pop())));
    assert!(refused(&|mapping| mapping.services[0].proto = "no.such".to_string()));
    assert!(refused(&|mapping| mapping.services[0].wit = mapping.types.clone()));
    assert!(refused(&|mapping| mapping.package = "no package".to_string()));
}

#[test]
fn a_mapping_file_is_read_strictly() {
    let good = Mapping::derive(&schema("constructs/recursive.proto"), &Options::default()).unwrap().to_toml();
    assert!(matches!(
        Mapping::from_toml(&good.replace("version = 1", "version = 2\nnew = true")),
        Err(Error::MappingVersion { got: 2, known: 1 })
    ));
    assert!(matches!(
        Mapping::from_toml(&good.replace("version = 1", "version = 1\nnew = true")),
        Err(Error::MappingSyntax { .. })
    ));
    assert!(matches!(Mapping::from_toml("version = "), Err(Error::MappingSyntax { .. })));
}

#[test]
fn a_source_that_is_wrong_is_told_with_its_place() {
    let text = |text: &str| match Schema::from_text("t.proto", text) {
        Err(Error::Source { text }) => text,
        other => panic!("{other:?}"),
    };
    assert!(text("syntax = \"proto3\";\nmessage M { nothing }").starts_with("t.proto:2:"));
    assert!(text("syntax = \"proto3\";\nmessage M { Missing m = 1; }").starts_with("t.proto:2:"));
    assert!(text("syntax = \"proto3\";\nimport \"missing.proto\";").starts_with("t.proto:2:"));
    assert!(text("edition = \"2023\"; message M {}").starts_with("t.proto:1:"));
    let missing = Schema::from_files(&["no/such.proto"], &["."]);
    assert!(matches!(missing, Err(Error::Source { .. })), "{missing:?}");
}

#[test]
fn a_file_is_found_by_its_path_and_by_its_name() {
    let by_name = Schema::from_files(&["constructs/proto3.proto"], &[data()]).unwrap();
    let by_path = Schema::from_files(&[data().join("constructs/proto3.proto")], &[data()]).unwrap();
    assert_eq!(by_name.files(), by_path.files());
    // Without a folder to include, a file's own is one.
    let alone = data().join("hashicorp/go-plugin/test.proto");
    assert_eq!(Schema::from_files(&[alone], &[] as &[&str]).unwrap().files(), ["test.proto"]);
}

#[test]
fn the_order_of_the_files_makes_no_difference() {
    let derived = |names: [&str; 3]| {
        let folder = data().join("hashicorp/go-plugin");
        let schema = Schema::from_files(&names, &[folder]).unwrap();
        let mapping = Mapping::derive(&schema, &Options::default()).unwrap();
        let codec = Codec::new(&schema, &mapping).unwrap();
        codec.interface().unwrap();
        (mapping, codec.wit().to_string())
    };
    let files = ["grpc_stdio.proto", "grpc_broker.proto", "test.proto"];
    assert_eq!(derived(files), derived([files[2], files[0], files[1]]));
}

#[test]
fn schemas_are_bounded() {
    let over = |result: Result<Schema, Error>| matches!(result, Err(Error::OverLimit { .. }));
    let nested = format!("syntax = \"proto3\"; {}{}", "message M {".repeat(200), "}".repeat(200));
    assert!(over(Schema::from_text("t.proto", &nested)));
    assert!(over(Schema::from_descriptor_set(&vec![0; 3 << 20])));
    let message = |number: usize| DescriptorProto { name: Some(format!("M{number}")), ..Default::default() };
    let file = FileDescriptorProto {
        name: Some("t.proto".to_string()),
        syntax: Some("proto3".to_string()),
        message_type: (0..9000).map(message).collect(),
        ..Default::default()
    };
    assert!(over(Schema::from_descriptors(&[file.encode_to_vec()])));
    // A chain that no type of WIT may be as deep as.
    let chain: String = (0..500).map(|number| format!("message M{number} {{ M{} next = 1; }}\n", number + 1)).collect();
    let text = format!(
        "syntax = \"proto3\"; {chain} message M500 {{ int32 x = 1; }} service S {{ rpc Call(M0) returns (M500); }}"
    );
    let schema = Schema::from_text("t.proto", &text).unwrap();
    let mapping = Mapping::derive(&schema, &Options::default()).unwrap();
    assert!(matches!(Codec::new(&schema, &mapping), Err(Error::OverLimit { .. })));
}

#[test]
fn descriptors_with_names_that_are_none_are_refused() {
    let field = FieldDescriptorProto {
        name: Some("a\n} interface evil {".to_string()),
        number: Some(1),
        label: Some(1),
        r#type: Some(9),
        ..Default::default()
    };
    let message = DescriptorProto { name: Some("M".to_string()), field: vec![field], ..Default::default() };
    let file = FileDescriptorProto {
        name: Some("t.proto".to_string()),
        syntax: Some("proto3".to_string()),
        message_type: vec![message],
        ..Default::default()
    };
    let refused = Schema::from_descriptors(&[file.encode_to_vec()]);
    assert!(matches!(refused, Err(Error::Descriptors { .. })), "{refused:?}");
}

#[test]
fn a_message_that_pretends_to_be_protobufs_own_is_refused() {
    let text = "syntax = \"proto3\"; package google.protobuf; message Timestamp { string text = 1; }";
    assert!(matches!(Schema::from_text("t.proto", text), Err(Error::Descriptors { .. })));
}

#[test]
fn a_proto_that_was_made_to_be_slow_is_not() {
    let derive = |text: String| {
        let schema = Schema::from_text("t.proto", &text).unwrap();
        let mapping = Mapping::derive(&schema, &Options::default()).unwrap();
        Codec::new(&schema, &mapping).map(|codec| codec.functions().len())
    };
    // Thousands of messages in one ring share one list of nodes.
    let ring = 4000;
    let messages: String =
        (0..ring).map(|number| format!("message M{number} {{ M{} next = 1; }}\n", (number + 1) % ring)).collect();
    let service = "service S { rpc Call(M0) returns (M0); }";
    assert_eq!(derive(format!("syntax = \"proto3\"; {messages} {service}")).unwrap(), 1);
    // Names that are all one in kebab case.
    let messages: String =
        (0..400).map(|number| format!("message {}m {{ int32 x = 1; }}\n", "_".repeat(number))).collect();
    let fields: String =
        (1..400).map(|number| format!("{}m {}f = {number};\n", "_".repeat(number), "a".repeat(number))).collect();
    let service = "service S { rpc Call(All) returns (All); }";
    assert_eq!(derive(format!("syntax = \"proto3\"; {messages} message All {{ {fields} }} {service}")).unwrap(), 1);
}
