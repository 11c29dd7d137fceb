//! Protobuf as WIT, and messages as values.
//!
//! The `.proto` stays what is true on the wire; the WIT is derived from it, checked in and used like any other. It does
//! no I/O but for reading `.proto` files, and knows nothing of gRPC: a [`Function`] says what to send where, and who
//! sends it is the caller's business. What each construct of protobuf becomes stands in `docs/proto-mapping.md`.
//!
//! | to learn about | read |
//! |---|---|
//! | services and messages from `.proto` files, or from a plugin's reflection | [`Schema`] |
//! | the names that things have in WIT, and the file that keeps them | [`Mapping`], [`Options`] |
//! | values to bytes, and bytes to values | [`Codec`], [`Message`] |
//! | how a function is called over gRPC | [`Function`] |
//! | the error of every function | [`Status`] |
//! | messages that contain themselves | [`Tree`], [`TreeBuilder`] |
//! | what `amphi wit from-proto` writes | [`from_proto`] |
//!
//! ```
//! use amphi_go_plugin::proto::{Codec, Mapping, Options, Schema};
//! use amphi_protocol::Value;
//!
//! let schema = Schema::from_text(
//!     "greeter.proto",
//!     r#"syntax = "proto3"; package example;
//!        message Name { string name = 1; }
//!        message Greeting { string text = 1; }
//!        service Greeter { rpc Greet(Name) returns (Greeting); }"#,
//! )?;
//! let mapping = Mapping::derive(&schema, &Options::default())?;
//! let codec = Codec::new(&schema, &mapping)?;
//! assert!(codec.wit().contains("greet: func(request: name) -> result<greeting, status>;"));
//!
//! // The function, by its name in the proto or in the WIT.
//! let greet = codec.function("example.Greeter/Greet")?;
//! assert_eq!(greet.path(), "/example.Greeter/Greet");
//! assert_eq!(codec.function("greeter.greet")?.path(), greet.path());
//!
//! let bytes = greet.encode_arguments(&[Value::record([("name", Value::from("Ada"))])])?;
//! assert_eq!(bytes, b"\x0a\x03Ada");
//! let returned = greet.decode_return(b"\x0a\x07hi, Ada")?;
//! assert_eq!(returned, Value::ok(Some(Value::record([("text", Value::from("hi, Ada"))]))));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod codec;
mod decode;
mod derive;
mod digest;
mod encode;
mod error;
mod from_proto;
mod function;
mod graph;
mod mapping;
mod message;
mod name;
mod plan;
mod schema;
mod status;
#[cfg(test)]
mod tests;
mod tree;
mod wit;

pub use codec::Codec;
pub use derive::Options;
pub use error::{Error, TreeFault};
pub use from_proto::{FromProto, Output, from_proto};
pub use function::Function;
pub use mapping::{
    EnumNames, FieldNames, Mapping, MessageNames, MethodNames, OneofNames, Role, ServiceNames, ValueNames,
};
pub use message::Message;
pub use schema::Schema;
pub use status::{Status, StatusCode, StatusDetail};
pub use tree::{Node, Tree, TreeBuilder};
