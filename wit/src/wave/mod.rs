//! Values as text that people write: WAVE, the text form of the component model's values.
//!
//! | type | text |
//! |---|---|
//! | `bool` | `true`, `false` |
//! | integers | `123`, `-9` |
//! | `f32`, `f64` | `3.14`, `6.022e+23`, `nan`, `inf`, `-inf` |
//! | `char`, `string` | `'x'`, `"a\tb"`, and `"""` for strings over several lines |
//! | `list`, `tuple` | `[1, 2]`, `(1, "b")` |
//! | `record` | `{width: 80, title: "a"}`; a field that is `none` may be left out, `{:}` leaves out all |
//! | `variant`, `enum` | `circle(1.5)`, `empty`; a case that is a word of WAVE has a `%` before it: `%none` |
//! | `option` | `some(1)`, `none`, or just `1` |
//! | `result` | `ok(1)`, `err("no")`, `ok`, `err`, or just `1` |
//! | `flags` | `{read, write}`, `{}` |
//! | `map` | as a list of pairs: `[("a", 1), ("b", 2)]` |
//! | a resource | `#7`: an extension of ours, as `@path` is for the bytes of a file; see [`Outside`] |
//! | `stream` | as the list of its elements, `"text"` for bytes, or `@path`; read only where an [`Outside`] makes streams |
//! | `future` | as its value; the same |
//!
//! A stream or a future that is a value has not been read: [`display`] writes `<stream>`, which is not read back.
//!
//! Text is read by the type that is expected, in one pass: what it takes in memory is bounded, and an error names the
//! place, what was expected there and what was found. [`display`] writes what [`parse`] reads.
//!
//! ```
//! use amphi_protocol::{Type, Value};
//! use amphi_wit::wave;
//!
//! let ty = Type::list(Type::option(Type::U8));
//! let value = wave::parse(&ty, "[1, none, some(3)] // three of them")?;
//! assert_eq!(wave::display(&value).to_string(), "[some(1), none, some(3)]");
//!
//! let error = wave::parse(&ty, "[1, 256]").unwrap_err();
//! assert_eq!(error.to_string(), "expected u8 (0 to 255), found `256` (line 1, column 5)");
//! # Ok::<(), wave::Error>(())
//! ```

mod cursor;
mod error;
mod literal;
mod outside;
mod parse;
mod print;
mod stream;
mod structure;
#[cfg(test)]
mod tests;

use amphi_protocol::{Param, Type, Value};

pub use error::Error;
pub use outside::{Outside, StreamText};
pub use print::{Display, display};

use outside::Nothing;
use parse::Parser;

/// Reads a value of a type. Whitespace and comments around it are skipped.
///
/// # Errors
///
/// Text that is no value of this type, or one that would take too much memory.
pub fn parse(ty: &Type, text: &str) -> Result<Value, Error> {
    parse_with(ty, text, &mut Nothing)
}

/// Reads a value that may name what is [outside](Outside) of the text: `@path` for the bytes of a file, `#7` for a
/// resource; and one with streams and futures.
///
/// # Errors
///
/// As [`parse`], and something that is not there.
pub fn parse_with(ty: &Type, text: &str, outside: &mut dyn Outside) -> Result<Value, Error> {
    Parser::new(text, outside).whole(|parser| parser.value(ty))
}

/// Reads the arguments of a call, `(1, "b")`. Options at the end that are `none` may be left out.
///
/// # Errors
///
/// As [`parse_with`].
pub fn parse_arguments(params: &[Param], text: &str, outside: &mut dyn Outside) -> Result<Vec<Value>, Error> {
    Parser::new(text, outside).whole(|parser| parser.arguments(params))
}
