//! Values of WIT as values of gob, led by the WIT type.
//!
//! | WIT | Go |
//! |---|---|
//! | `bool`, `string` | the same |
//! | `s8` to `s64`, `u8` to `u64` | integers with a sign, or without one, of any width: a value that does not fit is an error |
//! | `f32`, `f64` | floats of any width |
//! | `char` | `rune` |
//! | `list<u8>` | `[]byte` |
//! | `list<T>`, `list<T, N>` | a slice, an array |
//! | `map<K, V>`, `list<tuple<K, V>>` | a map |
//! | `record` | a struct; fields match by name |
//! | `enum` | an integer, the number of the case; a string with the case's name is read too |
//! | `flags` | an unsigned integer, the first flag its lowest bit; at most 64 |
//! | `option<T>` | a field that may be missing; gob does not tell a missing one from a zero, so `some(0)` becomes `none` |
//! | `variant` | an `interface{}`: what is in it says which case it is |
//!
//! The field `foo-bar` is Go's `FooBar`, and `user-ID` is `UserID`: WIT allows a word in capitals, which is how an
//! abbreviation that Go writes in capitals is named. What comes is found however it is spelled. A field that does not
//! come is zero, one that has no field in the record is skipped.
//!
//! A case of a variant without a payload is nil. Another's Go type is the case's name if that is one of Go's basic types
//! (`int`), or else follows from the payload: `s64` is `int64`, `list<u8>` is `[]uint8`. Structs that an application
//! registers are read, by the first case whose payload fits, and cannot be sent: their names are no names of WIT.
//!
//! Go has nothing like `result`, other tuples, resources, streams and futures.
//!
//! ```
//! use amphi_go_plugin::gob::{Value, wit};
//! use amphi_protocol::{Type, Value as WitValue};
//!
//! let ty = Type::record([("width", Type::U32), ("page-title", Type::String)]);
//! let value = WitValue::record([("width", 80u32.into()), ("page-title", "".into())]);
//! let sent = wit::to_gob(&value, &ty)?;
//! assert_eq!(sent.value, Value::structure("", [("Width", Value::Uint(80)), ("PageTitle", Value::String("".into()))]));
//!
//! // Go leaves out what is zero.
//! let came = Value::structure("Page", [("Width", Value::Uint(80))]);
//! assert_eq!(wit::from_gob(came, &ty)?, value);
//! # Ok::<(), amphi_go_plugin::gob::Error>(())
//! ```

mod from;
mod interface;
mod to;
mod ty;

pub use from::{from_gob, zero};
pub use to::to_gob;
pub use ty::gob_type;

/// The exported name that Go has for a name of WIT: the method `GetValue` for the function `get-value`, `UserID` for
/// `user-ID`.
pub fn go_name(name: &str) -> String {
    super::names::exported(name)
}
