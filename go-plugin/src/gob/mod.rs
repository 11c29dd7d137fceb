//! Go's `encoding/gob`, both ways, as net/rpc uses it.
//!
//! A gob stream describes its types before it uses them, so a value can be read without knowing what it is: [`Decoder`]
//! gives a [`Value`]. An [`Encoder`] sends a [`Typed`] value: the type is worked out from a value, from what serde says
//! of a Rust type, or from a WIT type.
//!
//! | to learn about | read |
//! |---|---|
//! | values whose type is known only at run time | [`Value`], [`Type`], [`Typed`] |
//! | Rust types with serde | [`to_value`], [`from_value`] |
//! | values of WIT | [`wit`] |
//! | a stream's bytes | [`Encoder`], [`Decoder`], [`MessageReader`] |
//! | what stops a hostile peer | [`limits`] |
//!
//! What gob itself loses stays lost: a field that is zero is not sent, so that a pointer to zero arrives as no pointer,
//! and a nil slice as an empty one.
//!
//! The crates there are do not fit: `gob` 0.1 is of 2018, and `gobwire` 0.1 bounds neither memory nor what a message may
//! cost, and knows nothing of serde.
//!
//! ```
//! use amphi_go_plugin::gob::{self, Decoder, Encoder, Typed};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, PartialEq, Debug)]
//! #[serde(rename_all = "PascalCase")]
//! struct Point {
//!     x: i64,
//!     y: i64,
//! }
//!
//! let mut bytes = Vec::new();
//! let sent = Point { x: 22, y: 33 };
//! Encoder::new().encode(&Typed::of(gob::to_value(&sent)?)?, &mut bytes)?;
//!
//! let mut decoder = Decoder::new();
//! let mut values = Vec::new();
//! for message in gob::messages(&bytes) {
//!     values.extend(decoder.message(message?)?);
//! }
//! assert_eq!(gob::from_value::<Point>(values.remove(0))?, sent);
//! # Ok::<(), gob::Error>(())
//! ```

mod de;
mod decoder;
mod descriptor;
mod encoder;
mod error;
mod infer;
pub mod limits;
mod message;
mod names;
mod ser;
#[cfg(test)]
mod tests;
mod ty;
mod value;
mod wire;
pub mod wit;

pub use de::from_value;
pub use decoder::Decoder;
pub use encoder::Encoder;
pub use error::Error;
pub use infer::Typed;
pub use message::{MessageReader, messages};
pub use ser::to_value;
pub use ty::{StructType, Type};
pub use value::{Interface, Opaque, OpaqueKind, Struct, Value};

/// A name in a gob stream, of a type or a field, cheap to clone.
pub type Name = std::sync::Arc<str>;
