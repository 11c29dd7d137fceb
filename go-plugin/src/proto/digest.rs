//! The digest of a proto: the same for its source and for its descriptors, another for any change that matters.

use std::fmt::Write as _;

use prost_reflect::{Cardinality, EnumDescriptor, Kind, MessageDescriptor, ServiceDescriptor};
use sha2::{Digest as _, Sha256};

use super::graph::{AnyField, Graph};

/// Gives `sha256:` and the hexadecimal digest over names, numbers, types and methods of all that the services reach.
///
/// Comments, options, the order of the source and what is not reached make no difference.
pub(super) fn digest(services: &[ServiceDescriptor], graph: &Graph) -> String {
    let mut hasher = Sha256::new();
    let mut services: Vec<_> = services.iter().collect();
    services.sort_by_key(|service| service.full_name());
    for text in services.iter().map(|service| of_service(service)) {
        hasher.update(text);
    }
    for message in graph.messages.values() {
        hasher.update(of_message(message));
    }
    for enumeration in graph.enums.values() {
        hasher.update(of_enum(enumeration));
    }
    let hex = hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!("sha256:{hex}")
}

fn of_service(service: &ServiceDescriptor) -> String {
    let mut text = format!("service {}\n", service.full_name());
    let mut methods: Vec<_> = service.methods().collect();
    methods.sort_by_key(|method| method.name().to_string());
    for method in methods {
        let stream = |is_stream: bool| if is_stream { "stream " } else { "" };
        let _ = writeln!(
            text,
            "rpc {} {}{} {}{}",
            method.name(),
            stream(method.is_client_streaming()),
            method.input().full_name(),
            stream(method.is_server_streaming()),
            method.output().full_name(),
        );
    }
    text
}

pub(super) fn of_message(message: &MessageDescriptor) -> String {
    let mut text = format!("message {}\n", message.full_name());
    for field in AnyField::of(message) {
        let _ = writeln!(text, "{} {} {}", field.number(), field.name(), of_field(&field));
    }
    text
}

fn of_field(field: &AnyField) -> String {
    let oneof = field.oneof().map(|oneof| oneof.name().to_string()).unwrap_or_default();
    let own = match field {
        AnyField::Field(field) => {
            let is_set = field.field_descriptor_proto().default_value.is_some();
            let default = if is_set { format!("{:?}", field.default_value()) } else { String::new() };
            format!("{default} {}", field.json_name())
        }
        AnyField::Extension(_) => String::new(),
    };
    format!(
        "{} {} {} {} {oneof} {own}",
        of_cardinality(field.cardinality()),
        of_kind(&field.kind()),
        field.has_presence(),
        field.is_group(),
    )
}

fn of_cardinality(cardinality: Cardinality) -> &'static str {
    match cardinality {
        Cardinality::Optional => "optional",
        Cardinality::Required => "required",
        Cardinality::Repeated => "repeated",
    }
}

fn of_kind(kind: &Kind) -> String {
    match kind {
        Kind::Message(entry) if entry.is_map_entry() => {
            let (key, value) = (entry.map_entry_key_field(), entry.map_entry_value_field());
            format!("map<{},{}>", of_kind(&key.kind()), of_kind(&value.kind()))
        }
        Kind::Message(message) => message.full_name().to_string(),
        Kind::Enum(enumeration) => enumeration.full_name().to_string(),
        scalar => format!("{scalar:?}"),
    }
}

fn of_enum(enumeration: &EnumDescriptor) -> String {
    let mut text = format!("enum {} {}\n", enumeration.full_name(), enumeration.default_value().number());
    let mut values: Vec<_> = enumeration.values().collect();
    values.sort_by_key(|value| (value.number(), value.name().to_string()));
    for value in values {
        let _ = writeln!(text, "{} {}", value.number(), value.name());
    }
    text
}
