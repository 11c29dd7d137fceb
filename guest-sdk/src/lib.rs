//! The one crate that a plugin's author depends on.
//!
//! One source is built for two targets: a component for `wasm32-wasip2`, and a native executable. The crate
//! of a plugin is a library (`cdylib` and `rlib`) that implements the traits of its WIT world, and an
//! executable named `NAME-native` of one line.
//!
//! ```ignore
//! // wit/world.wit: package example:hello; world greeter { export greet: func(name: string) -> string; }
//!
//! // src/lib.rs
//! amphi_guest_sdk::plugin!({ path: "wit", world: "greeter" });
//!
//! struct Component;
//!
//! impl Guest for Component {
//!     fn greet(name: String) -> String {
//!         tracing::info!(name, "greeting");
//!         format!("Hello, {name}!")
//!     }
//! }
//!
//! export!(Component);
//!
//! // src/main.rs
//! amphi_guest_sdk::main!(hello);
//! ```
//!
//! | to learn about | read |
//! |---|---|
//! | what a world becomes | [`plugin!`] |
//! | the native executable | [`main!`] |
//! | streams and futures | [`StreamReader`], [`FutureReader`] |
//! | deadlines and cancelled calls | [`context`] |
//! | where log events go | [`init_logging`] |

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod wasm;

#[doc(hidden)]
pub use amphi_macros as __macros;
#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
pub use amphi_native_sdk::__rt;
#[cfg(not(target_family = "wasm"))]
pub use amphi_native_sdk::{
    FutureReader, FutureWriter, StreamReader, StreamResult, StreamWriter, context, init_logging, serve, spawn_local,
};
pub use tracing;
#[cfg(target_family = "wasm")]
#[doc(hidden)]
pub use wasm::__wasm;
#[cfg(target_family = "wasm")]
pub use wasm::{
    FutureReader, FutureWriter, StreamReader, StreamResult, StreamWriter, context, init_logging, spawn_local,
};
