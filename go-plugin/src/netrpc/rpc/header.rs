//! What stands before every body: `Request` and `Response` of `net/rpc`.

use std::sync::LazyLock;

use crate::gob::{Error, Struct, Type, Typed, Value};

/// What is called, and the number that the answer will have.
#[derive(Debug, PartialEq)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) sequence: u64,
}

/// The number of the call, and why it failed if it did.
#[derive(Debug, PartialEq)]
pub(super) struct Response {
    pub(super) sequence: u64,
    pub(super) error: Option<String>,
}

impl Request {
    pub(super) fn to_gob(&self) -> Typed {
        let fields = [("ServiceMethod", Value::String(self.method.clone())), ("Seq", Value::Uint(self.sequence))];
        Typed { ty: REQUEST.clone(), value: Value::structure("", fields) }
    }

    pub(super) fn from_gob(value: Value) -> Result<Self, Error> {
        let mut fields = fields(value)?;
        Ok(Self { method: text(&mut fields, "ServiceMethod")?.unwrap_or_default(), sequence: number(&fields)? })
    }
}

impl Response {
    pub(super) fn to_gob(&self, method: &str) -> Typed {
        let error = self.error.clone().unwrap_or_default();
        let fields = [
            ("ServiceMethod", Value::String(method.to_string())),
            ("Seq", Value::Uint(self.sequence)),
            ("Error", Value::String(error)),
        ];
        Typed { ty: RESPONSE.clone(), value: Value::structure("", fields) }
    }

    pub(super) fn from_gob(value: Value) -> Result<Self, Error> {
        let mut fields = fields(value)?;
        let error = text(&mut fields, "Error")?.filter(|error| !error.is_empty());
        Ok(Self { sequence: number(&fields)?, error })
    }
}

/// What stands for a body behind an error, and is not looked at.
pub(super) fn no_body() -> Typed {
    Typed { ty: Type::structure("", []), value: Value::structure("", []) }
}

fn fields(value: Value) -> Result<Struct, Error> {
    match value {
        Value::Struct(fields) => Ok(fields),
        other => Err(wrong("a header", &other)),
    }
}

fn text(fields: &mut Struct, name: &str) -> Result<Option<String>, Error> {
    let Some(position) = fields.fields.iter().position(|(field, _)| **field == *name) else { return Ok(None) };
    match fields.fields.swap_remove(position).1 {
        Value::String(text) => Ok(Some(text)),
        // An error may quote anything.
        Value::NonUtf8(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        other => Err(wrong("a string in a header", &other)),
    }
}

fn number(fields: &Struct) -> Result<u64, Error> {
    match fields.field("Seq") {
        // Zero is left out.
        None => Ok(0),
        Some(Value::Uint(number)) => Ok(*number),
        Some(other) => Err(wrong("a number in a header", other)),
    }
}

fn wrong(expected: &str, got: &Value) -> Error {
    Error::Mismatch { expected: expected.to_string(), got: got.kind().to_string(), at: None }
}

static REQUEST: LazyLock<Type> =
    LazyLock::new(|| Type::structure("Request", [("ServiceMethod", Type::String), ("Seq", Type::Uint)]));

static RESPONSE: LazyLock<Type> = LazyLock::new(|| {
    Type::structure("Response", [("ServiceMethod", Type::String), ("Seq", Type::Uint), ("Error", Type::String)])
});
