//! The rules of yamux, on which both dialects may stand, and what a plugin may break of them.
//!
//! The library that speaks yamux answers a peer that breaks most of its rules with a word and goes on, as if nothing had
//! been. So the headers of the frames of both sides are read on their way between the socket and the library
//! (`Refereed`), and what a plugin may not do ends its session, with the [`Violation`] as the cause (`Referee`).

#[cfg(any(test, feature = "_fuzz"))]
pub(crate) mod fuzzing;
mod header;
mod referee;
mod refereed;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod violation;

pub(crate) use refereed::Refereed;
pub(crate) use violation::Verdict;
pub use violation::Violation;
