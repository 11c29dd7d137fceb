//! The contract of a plugin: from WIT, a component or a native executable to an [`Interface`].
//!
//! A plugin's world is written as WIT text, and found again in what is built from it: a component carries it
//! in its types, a native executable in a section of its own. This crate reads all three, gives each
//! interface its digest, and says whether a plugin fits what a host expects. It runs nothing: what it reads
//! may be hostile, and then gives a typed [`Error`].
//!
//! | to learn about | read |
//! |---|---|
//! | parsing WIT, for the host, the SDK and the tools | [`World`] |
//! | the interface of something built | [`interface_of_component`], [`section_of_executable`] |
//! | the section of a native executable | [`World::to_section`], [`read_section`] |
//! | values as text that people write | [`wave`] |
//! | whether a plugin fits | [`compare`], [`digest`], [`digests`] |
//!
//! ```
//! use amphi_wit::World;
//!
//! let world = World::from_text(
//!     "greeter.wit",
//!     "package example:greeter; world greeter { export greet: func(name: string) -> string; }",
//!     None,
//! )?;
//! let interface = world.interface()?;
//! let (_, greet) = interface.exports.iter().next().ok_or("one export")?;
//! assert_eq!(greet.to_string(), "greet: func(name: string) -> string");
//!
//! // What a native executable carries says the same.
//! let section = amphi_wit::read_section(&world.to_section()?)?;
//! assert_eq!(section.interface, interface);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Interface`]: amphi_protocol::Interface

#![forbid(unsafe_code)]

mod carried;
mod compare;
mod component;
mod convert;
mod digest;
mod error;
mod executable;
#[cfg(any(test, feature = "_fuzz"))]
#[doc(hidden)]
pub mod fuzzing;
mod machine;
mod section;
mod shape;
mod shown;
#[cfg(test)]
mod tests;
pub mod wave;
mod world;

pub use carried::check_carried;
pub use compare::{Binding, Change, Difference, Incompatible, Mismatch, Side, compare};
pub use component::interface_of_component;
pub use digest::{Digests, digest, digests};
pub use error::Error;
pub use executable::{section_of_executable, section_of_reader};
pub use machine::{Machine, machine_of_reader};
pub use section::{Section, read_section};
pub use world::World;

/// Our own package, `amphi:plugin@0.1.0`, as WIT text.
pub const AMPHI_PLUGIN_WIT: &str = include_str!("../amphi-plugin/plugin.wit");
