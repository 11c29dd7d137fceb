//! One message type: values to bytes, to JSON, and back.

use std::sync::Arc;

use amphi_protocol::{Type, Value};
use prost::Message as _;
use prost_reflect::{DeserializeOptions, DynamicMessage, SerializeOptions};

use super::decode::decode;
use super::encode::encode;
use super::error::Error;
use super::plan::{MessageId, Plans};

/// A message type of a proto, with its WIT type. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Message {
    plans: Arc<Plans>,
    id: MessageId,
}

impl Message {
    pub(super) fn new(plans: Arc<Plans>, id: MessageId) -> Self {
        Self { plans, id }
    }

    /// The full name in the proto.
    pub fn full_name(&self) -> &str {
        self.plans.message(self.id).map_or("", |plan| plan.full_name())
    }

    /// The descriptor, for tests that ask protobuf's own reflection.
    #[cfg(test)]
    pub(super) fn descriptor(&self) -> prost_reflect::MessageDescriptor {
        self.plans.message(self.id).unwrap().descriptor.clone()
    }

    /// The type that values of it have.
    pub fn ty(&self) -> Type {
        self.plans.message(self.id).map_or(Type::Bool, |plan| plan.ty.clone())
    }

    /// Whether the message has no field, so that a function needs no parameter for it.
    pub fn is_empty(&self) -> bool {
        self.plans.message(self.id).is_some_and(|plan| plan.is_empty())
    }

    /// Writes a value of [`ty`](Self::ty): the same bytes for the same value.
    ///
    /// # Errors
    ///
    /// [`Error::Value`] or [`Error::Tree`] with the path to the part that does not fit: who made the value is at fault.
    pub fn encode(&self, value: &Value) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        encode(&self.plans, self.id, value, &mut out).map_err(|error| error.of(self.full_name()))?;
        Ok(out)
    }

    /// Reads bytes of a peer. Fields that the proto does not have are left out; maps are sorted by key; a tree's nodes
    /// stand in the order of a walk in depth, each before what it contains.
    ///
    /// # Errors
    ///
    /// [`Error::Bytes`] with the path to the field: the peer is at fault. Bytes that are malformed, text that is no
    /// UTF-8, a required field that is missing, messages that nest more than 100 deep, or a value that would take more
    /// than [`MAX_DECODED_BYTES`](amphi_protocol::limits::MAX_DECODED_BYTES).
    pub fn decode(&self, bytes: &[u8]) -> Result<Value, Error> {
        decode(&self.plans, self.id, bytes).map_err(|error| error.of(self.full_name()))
    }

    /// Reads protobuf's JSON of the message, which is that of a host's own user: a key that is no field is an error.
    ///
    /// # Errors
    ///
    /// Text that is not the JSON of the message, with line and column.
    pub fn value_from_json(&self, text: &str) -> Result<Value, Error> {
        if text.len() > MAX_JSON_BYTES {
            let (got, limit) = (text.len() as u64, MAX_JSON_BYTES as u64);
            return Err(Error::OverLimit { what: "size of the JSON in bytes", got, limit });
        }
        let Some(plan) = self.plans.message(self.id) else { return Ok(Value::Bool(false)) };
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let options = DeserializeOptions::new().deny_unknown_fields(true);
        let message = DynamicMessage::deserialize_with_options(plan.descriptor.clone(), &mut deserializer, &options);
        let message = message.and_then(|message| deserializer.end().map(|()| message));
        let message = message.map_err(|error| self.json(&error))?;
        self.decode(&message.encode_to_vec())
    }

    /// Writes protobuf's JSON of a value: fields that have their default and no presence are left out.
    ///
    /// # Errors
    ///
    /// As [`encode`](Self::encode); or a value that JSON cannot say, such as a time out of range or an `Any` of a type
    /// that the proto does not have.
    pub fn value_to_json(&self, value: &Value) -> Result<String, Error> {
        let bytes = self.encode(value)?;
        let Some(plan) = self.plans.message(self.id) else { return Ok(String::new()) };
        let message = DynamicMessage::decode(plan.descriptor.clone(), bytes.as_slice());
        let message = message.map_err(|error| Error::bytes(error.to_string()).of(self.full_name()))?;
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::new(&mut out);
        let written = message.serialize_with_options(&mut serializer, &SerializeOptions::new());
        written.map_err(|error| self.json(&error))?;
        String::from_utf8(out).map_err(|error| self.json(&error))
    }

    fn json(&self, error: &dyn std::error::Error) -> Error {
        Error::Json { message: self.full_name().to_string(), detail: error.to_string() }
    }
}

/// Bytes of a JSON text. Three of them may become a message of a hundred in memory.
const MAX_JSON_BYTES: usize = 16 << 20;
