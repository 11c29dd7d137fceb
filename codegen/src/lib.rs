//! WIT to Rust tokens: the types, the trait an author implements, the dispatcher, the typed client.
//!
//! [`plugin`] writes what an author's crate holds natively, in the shapes that wit-bindgen gives it on wasm,
//! so that one source compiles for both. [`bindings`] writes what a host holds. The macros of `amphi-macros`
//! call them; nothing here reads a file or the environment.
//!
//! | to learn about | read |
//! |---|---|
//! | what is taken from the WIT | `contract.rs` |
//! | what is refused | `refusal/` |
//! | how things are named | `names.rs`, `scope.rs`, `types/name.rs` |
//! | types and their codec | `types/` |
//! | the author's side | `plugin/` |
//! | the host's side | `host/` |
//!
//! ```
//! use amphi_codegen::{Options, plugin};
//! use amphi_wit::World;
//!
//! let text = "package a:b; world greeter { export greet: func(name: string) -> string; }";
//! let world = World::from_text("world.wit", text, Some("greeter"))?;
//! let runtime = quote::quote!(crate::__amphi_sdk::__rt);
//! let code = plugin(&world, &Options { runtime, additional_derives: Vec::new(), wasm: false })?;
//! assert!(code.to_string().contains("trait Guest"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod contract;
mod docs;
mod error;
mod generator;
mod host;
mod lookup;
mod names;
mod options;
mod plugin;
mod refusal;
mod scope;
mod types;

pub use error::Error;
pub use host::bindings;
pub use options::Options;
pub use plugin::plugin;
