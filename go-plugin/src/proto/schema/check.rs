//! What a proto must keep to before anything is made of it: a peer may have made it up.

use prost_reflect::{Cardinality, DescriptorPool, Kind, MessageDescriptor};

use super::{bounded, malformed};
use crate::proto::digest::of_message;
use crate::proto::error::Error;
use crate::proto::name::MAX_NAME_BYTES;

/// Holds counts, structure and names to what everything later counts on.
pub(super) fn check(pool: &DescriptorPool) -> Result<(), Error> {
    counts(pool)?;
    for message in pool.all_messages() {
        bounded("number of fields of a message", message.fields().len() + message.extensions().len(), MAX_OF_ONE)?;
        structure(&message)?;
    }
    for enumeration in pool.all_enums() {
        bounded("number of values of an enum", enumeration.values().len(), MAX_OF_ONE)?;
    }
    names(pool)?;
    well_known(pool)
}

fn counts(pool: &DescriptorPool) -> Result<(), Error> {
    bounded("number of messages", pool.all_messages().len(), MAX_MESSAGES)?;
    let fields = pool.all_messages().map(|message| message.fields().len()).sum::<usize>();
    let values = pool.all_enums().map(|enumeration| enumeration.values().len()).sum::<usize>();
    bounded("number of fields, cases and extensions", fields + values + pool.all_extensions().len(), MAX_FIELDS)?;
    bounded("number of services", pool.services().len(), MAX_SERVICES)?;
    let methods = pool.services().map(|service| service.methods().len()).sum::<usize>();
    bounded("number of methods", methods, amphi_protocol::limits::MAX_FUNCTIONS)
}

/// The entries of maps have a key and a value and are nothing else; what is in a oneof is there once.
fn structure(message: &MessageDescriptor) -> Result<(), Error> {
    let wrong = |what: &str| Err(malformed(format!("{} {what}", message.full_name())));
    if message.is_map_entry() {
        let mut fields = message.fields();
        let is_entry = match (fields.next(), fields.next(), fields.next()) {
            (Some(key), Some(value), None) => {
                let is_key =
                    !matches!(key.kind(), Kind::Message(_) | Kind::Enum(_) | Kind::Float | Kind::Double | Kind::Bytes);
                let are_single = [&key, &value].iter().all(|field| field.cardinality() == Cardinality::Optional);
                is_key && are_single && key.number() == 1 && value.number() == 2
            }
            _ => false,
        };
        if !is_entry || message.extensions().len() > 0 {
            return wrong("is no entry of a map");
        }
    }
    for field in message.fields() {
        let is_entry = matches!(field.kind(), Kind::Message(entry) if entry.is_map_entry());
        if is_entry && (!field.is_map() || field.containing_oneof().is_some() || message.is_map_entry()) {
            return wrong("uses the entry of a map as a message");
        }
        if field.containing_oneof().is_some() && field.cardinality() != Cardinality::Optional {
            return wrong("has a oneof of what is not there once");
        }
    }
    let is_map = |kind: Kind| matches!(kind, Kind::Message(entry) if entry.is_map_entry());
    if message.extensions().any(|extension| is_map(extension.kind())) {
        wrong("has a map as an extension")
    } else {
        Ok(())
    }
}

/// Protobuf's own messages have a JSON of their own, and fields that it counts on.
fn well_known(pool: &DescriptorPool) -> Result<(), Error> {
    let standard = DescriptorPool::global();
    for name in WELL_KNOWN.iter().map(|name| format!("google.protobuf.{name}")) {
        let texts = [pool, &standard].map(|pool| pool.get_message_by_name(&name).map(|it| of_message(&it)));
        if let [Some(own), Some(standard)] = texts
            && own != standard
        {
            return Err(malformed(format!("{name} is not the message that protobuf has by this name")));
        }
    }
    Ok(())
}

fn names(pool: &DescriptorPool) -> Result<(), Error> {
    for message in pool.all_messages() {
        let fields = message.fields().all(|field| is_identifier(field.name()));
        let oneofs = message.oneofs().all(|oneof| is_identifier(oneof.name()));
        named(message.full_name(), fields && oneofs)?;
    }
    for enumeration in pool.all_enums() {
        named(enumeration.full_name(), enumeration.values().all(|value| is_identifier(value.name())))?;
    }
    for service in pool.services() {
        named(service.full_name(), service.methods().all(|method| is_identifier(method.name())))?;
    }
    pool.all_extensions().try_for_each(|extension| named(extension.full_name(), true))
}

fn named(full_name: &str, parts_are: bool) -> Result<(), Error> {
    if parts_are && full_name.len() <= MAX_NAME_BYTES && full_name.split('.').all(is_identifier) {
        return Ok(());
    }
    let shown: String = full_name.chars().take(80).collect();
    Err(malformed(format!("{shown:?} or a part of it has a name that is no identifier")))
}

fn is_identifier(name: &str) -> bool {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word && name.len() <= MAX_NAME_BYTES && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// The messages of protobuf that JSON writes in a way of their own.
const WELL_KNOWN: [&str; 17] = [
    "Any",
    "BoolValue",
    "BytesValue",
    "DoubleValue",
    "Duration",
    "Empty",
    "FieldMask",
    "FloatValue",
    "Int32Value",
    "Int64Value",
    "ListValue",
    "StringValue",
    "Struct",
    "Timestamp",
    "UInt32Value",
    "UInt64Value",
    "Value",
];

/// Messages of all files. Stops a schema that takes minutes to link; Terraform's has a hundred.
const MAX_MESSAGES: usize = 8192;

/// Fields, enum values and extensions of all files.
const MAX_FIELDS: usize = 1 << 16;

/// Services of all files.
const MAX_SERVICES: usize = 1024;

/// Fields of one message, values of one enum. Names are compared with each other in places.
const MAX_OF_ONE: usize = 4096;
