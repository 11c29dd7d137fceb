//! Functions as a host calls them: by any of their names, with values, WAVE or JSON.

use amphi_protocol::{List, Value};
use amphi_wit::wave;

use super::super::{Codec, Error, Function, Mapping, Options, Role, Status, StatusCode, StatusDetail, Tree};
use super::{codec, schema};

#[test]
fn a_function_is_found_by_each_of_its_names() {
    let codec = codec("hashicorp/terraform-plugin-go/tfplugin5.proto");
    for name in [
        "tfplugin5.Provider/GetSchema",
        "/tfplugin5.Provider/GetSchema",
        "Provider/GetSchema",
        "proto:tfplugin5/provider#get-schema",
        "provider#get-schema",
        "provider.get-schema",
    ] {
        assert_eq!(codec.function(name).unwrap().path(), "/tfplugin5.Provider/GetSchema", "{name}");
    }
    assert_eq!(codec.function("get-provider-schema").map(Function::path).ok(), None);
    assert_eq!(codec.function("PlanResourceChange").unwrap().name(), "plan-resource-change");
    // The provisioner has one of this name too.
    assert!(matches!(codec.function("GetSchema"), Err(Error::AmbiguousFunction { .. })));
    assert!(matches!(codec.function("NoSuch"), Err(Error::UnknownFunction { .. })));
    assert!(codec.function_of("proto:tfplugin5/provider", "get-schema").is_some());
}

#[test]
fn every_method_of_terraforms_protocol_has_a_function() {
    for (proto, services) in [
        ("hashicorp/terraform-plugin-go/tfplugin5.proto", ["tfplugin5.Provider", "tfplugin5.Provisioner"].as_slice()),
        ("hashicorp/terraform-plugin-go/tfplugin6.proto", ["tfplugin6.Provider"].as_slice()),
    ] {
        let (schema, codec) = (schema(proto), codec(proto));
        assert_eq!(schema.services(), services);
        let methods: usize = services.iter().map(|name| schema.service(name).unwrap().methods().len()).sum();
        assert_eq!(codec.functions().len(), methods);
    }
}

#[test]
fn a_call_goes_out_and_comes_back() {
    let codec = codec("hashicorp/go-plugin/grpc-kv.proto");
    let get = codec.function("proto.KV/Get").unwrap();
    let request = wave::parse(&get.params()[0].ty, r#"{key: "hello"}"#).unwrap();
    let sent = get.encode_arguments(std::slice::from_ref(&request)).unwrap();
    assert_eq!(sent, b"\x0a\x05hello");
    assert_eq!(get.decode_arguments(&sent).unwrap(), std::slice::from_ref(&request));
    let returned = get.decode_return(b"\x0a\x05world").unwrap();
    let bytes = Value::List(List::U8(b"world".to_vec()));
    assert_eq!(returned, Value::ok(Some(Value::record([("value", bytes)]))));
    assert_eq!(get.encode_return(&returned).unwrap(), Ok(b"\x0a\x05world".to_vec()));
    assert_eq!(get.return_to_json(&returned).unwrap(), Ok(r#"{"value":"d29ybGQ="}"#.to_string()));
    assert_eq!(get.arguments_from_json(r#"{"key": "hello"}"#).unwrap(), [request]);
    assert!(matches!(get.encode_arguments(&[]), Err(Error::Arguments { .. })));

    // A response without fields is none.
    let put = codec.function("put").unwrap();
    assert_eq!(put.decode_return(b"").unwrap(), Value::ok(None));
    assert_eq!(put.encode_return(&Value::ok(None)).unwrap(), Ok(Vec::new()));
    assert_eq!(put.return_to_json(&Value::ok(None)).unwrap(), Ok("{}".to_string()));
}

#[test]
fn a_request_without_fields_needs_no_argument() {
    let codec = codec("hashicorp/go-plugin/grpc_controller.proto");
    let shutdown = codec.function("shutdown").unwrap();
    assert!(shutdown.params().is_empty());
    assert_eq!(shutdown.encode_arguments(&[]).unwrap(), b"");
    assert_eq!(shutdown.decode_arguments(b"").unwrap(), []);
    assert_eq!(shutdown.arguments_from_json("").unwrap(), []);
    assert_eq!(shutdown.arguments_from_json("{}").unwrap(), []);
    assert!(shutdown.arguments_from_json(r#"{"a": 1}"#).is_err());
}

#[test]
fn streams_have_elements() {
    let codec = codec("constructs/proto3.proto");
    let kinds = |name: &str| {
        let function = codec.function(name).unwrap();
        (function.is_client_streaming(), function.is_server_streaming())
    };
    assert_eq!(kinds("unary"), (false, false));
    assert_eq!(kinds("server-stream"), (false, true));
    assert_eq!(kinds("client-stream"), (true, false));
    assert_eq!(kinds("bidi-stream"), (true, true));

    let bidi = codec.function("bidi-stream").unwrap();
    assert!(matches!(bidi.encode_arguments(&[Value::U8(1)]), Err(Error::Arguments { .. })));
    let element = bidi.decode_element(&[0x08, 0x07]).unwrap();
    assert_eq!(bidi.encode_element(&element).unwrap(), Ok(vec![0x08, 0x07]));
    let status = Status { code: StatusCode::Aborted, message: "enough".to_string(), details: Vec::new() };
    assert_eq!(bidi.encode_element(&Function::failure(&status)).unwrap(), Err(status));
}

#[test]
fn a_status_is_a_value_and_has_its_details() {
    let status = Status {
        code: StatusCode::NotFound,
        message: "no such key".to_string(),
        details: vec![StatusDetail { type_url: "type.googleapis.com/a.B".to_string(), value: vec![8, 1] }],
    };
    assert_eq!(Status::from_value(&status.to_value()).unwrap(), status);
    assert_eq!(Status::from_grpc(5, "no such key", &status.details_to_grpc()), status);
    // Details that are malformed do not hide the failure.
    assert_eq!(Status::from_grpc(5, "m", &[0xff]).code, StatusCode::NotFound);
    for number in 1..=16 {
        assert_eq!(StatusCode::from_number(number).number(), number);
    }
    assert_eq!(StatusCode::from_number(0), StatusCode::Unknown);
    assert_eq!(StatusCode::from_number(99), StatusCode::Unknown);
    assert!(Status::from_value(&Value::U8(1)).is_err());
    // The type is the one in the WIT.
    let mut bytes = Vec::new();
    amphi_protocol::encode_value(&status.to_value(), &Status::ty(), &mut bytes).unwrap();
}

#[test]
fn json_is_protobufs_own() {
    let codec = codec("constructs/proto3.proto");
    let message = codec.message("constructs.three.WellKnown").unwrap();
    let text = r#"{"at":"2024-02-29T12:00:00.500Z","lasts":"1.500s","any":{"@type":"type.googleapis.com/constructs.three.Inner","x":1},"mask":"a,bC","object":{"a":[1.0,null,{"b":true}]},"value":"text","aString":"","numbers":[1,2]}"#;
    let value = message.value_from_json(text).unwrap();
    let again = message.value_to_json(&value).unwrap();
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(parse(&again), parse(text));
    // A key may be as the proto writes it; one that is no field is an error with its place.
    assert!(message.value_from_json(r#"{"a_string": "b"}"#).is_ok());
    let error = message.value_from_json("{\n  \"noSuch\": 1}").unwrap_err();
    assert!(matches!(&error, Error::Json { detail, .. } if detail.contains("line 2")), "{error}");
    assert!(message.value_from_json("{} {}").is_err());
    // A tree as people write it.
    let json = codec.message("google.protobuf.Value").unwrap();
    let tree = json.value_from_json(r#"{"a": [1, "b", null]}"#).unwrap();
    assert_eq!(parse(&json.value_to_json(&tree).unwrap()), parse(r#"{"a": [1.0, "b", null]}"#));
    let folders = super::codec("constructs/recursive.proto").message("constructs.recursive.Folder").unwrap();
    let text = r#"{"name":"a","inner":[{"name":"b"},{"name":"c","link":{"name":"d"}}],"named":{"k":{"size":1}}}"#;
    let value = folders.value_from_json(text).unwrap();
    assert_eq!(Tree::of(&value).unwrap().len(), 5);
    assert_eq!(parse(&folders.value_to_json(&value).unwrap()), parse(text));
    // Nothing but an end to it.
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    assert!(json.value_from_json(&deep).is_err());
}

#[test]
fn a_service_of_the_host_is_an_import() {
    let schema = schema("hashicorp/go-plugin/bidirectional-kv.proto");
    let options = Options { imports: vec!["proto.AddHelper".to_string()], ..Options::default() };
    let mapping = Mapping::derive(&schema, &options).unwrap();
    let codec = Codec::new(&schema, &mapping).unwrap();
    let interface = codec.interface().unwrap();
    assert_eq!((interface.exports.len(), interface.imports.len()), (2, 1));
    assert_eq!(codec.function("sum").unwrap().role(), Role::Import);
}

#[test]
fn an_id_of_the_broker_is_told() {
    let schema = schema("hashicorp/go-plugin/bidirectional-kv.proto");
    let derive =
        |field: &str| Mapping::derive(&schema, &Options { broker_ids: vec![field.to_string()], ..Options::default() });
    let mapping = derive("proto.PutRequest.add_server").unwrap();
    assert_eq!(Mapping::from_toml(&mapping.to_toml()).unwrap(), mapping);
    let codec = Codec::new(&schema, &mapping).unwrap();
    codec.interface().unwrap();
    assert!(codec.wit().contains("An id of the broker"));
    for wrong in ["proto.PutRequest.key", "proto.PutRequest.missing", "missing"] {
        assert!(matches!(derive(wrong), Err(Error::UnknownName { .. })), "{wrong}");
    }
}

#[test]
fn names_of_the_package_and_the_world_can_be_chosen() {
    let schema = schema("hashicorp/go-plugin/grpc-kv.proto");
    let derive = |package: Option<&str>, world: Option<&str>| {
        let options =
            Options { package: package.map(str::to_string), world: world.map(str::to_string), ..Options::default() };
        Mapping::derive(&schema, &options)
    };
    let mapping = derive(Some("example:kv@1.2.0"), Some("store")).unwrap();
    let codec = Codec::new(&schema, &mapping).unwrap();
    let interface = codec.interface().unwrap();
    assert!(codec.wit().contains("package example:kv@1.2.0;"));
    assert!(interface.exports.find("example:kv/kv@1.2.0#get").is_ok());
    assert_eq!(codec.function("kv.get").unwrap().interface(), "example:kv/kv@1.2.0");
    assert!(matches!(derive(Some("kv"), None), Err(Error::Name { .. })));
    assert!(matches!(derive(Some("Example:kv"), None), Err(Error::Name { .. })));
    assert!(matches!(derive(None, Some("kv")), Err(Error::Name { .. })));
    let exports = Some(vec!["no.Such".to_string()]);
    let unknown = Mapping::derive(&schema, &Options { exports, ..Options::default() });
    assert!(matches!(unknown, Err(Error::UnknownName { .. })));
}

#[test]
fn a_proto_without_a_service_is_refused() {
    let schema = schema("constructs/shared.proto");
    assert!(matches!(Mapping::derive(&schema, &Options::default()), Err(Error::NoService { .. })));
}

#[test]
fn a_codec_is_shared_between_threads() {
    fn is_shared<T: Send + Sync + Clone>() {}
    is_shared::<Codec>();
    is_shared::<Function>();
    is_shared::<super::super::Message>();
    is_shared::<super::super::Schema>();
}
