//! Loads plugins as native subprocesses or as sandboxed WASM components, behind one handle.
//!
//! A plugin is a WIT world. [`Host`] reads where it is and how it is to be isolated from `amphi.toml`;
//! [`bindings!`] makes a typed client of the world, and every plugin is also a [`PluginHandle`] that can be
//! called with [`Value`]s. Switching the isolation is one line of configuration: `backend = "wasm"` or
//! `backend = "native"`.
//!
//! ```no_run
//! # async fn run() -> Result<(), amphi_host::Error> {
//! use amphi_host::{Host, NoImports, Value};
//!
//! let host = Host::from_config("amphi.toml").build().await?;
//! let plugin = host.load_dynamic("hello", NoImports).await?;
//! let greeting = plugin.call("greet", &[Value::from("world")]).await?;
//! # drop(greeting);
//! plugin.stop().await?;
//! # Ok(())
//! # }
//! ```
//!
//! | to learn about | read |
//! |---|---|
//! | loading and configuration | [`Host`], [`HostBuilder`], [`config`] |
//! | calling | [`PluginHandle`], [`CallContext`], [`bindings!`] |
//! | answering a plugin's calls | [`DynamicImports`], [`ImportError`], [`bindings!`] |
//! | streams and futures, both ways | [`StreamReader`], [`StreamWriter`], [`FutureReader`] |
//! | plugins of HashiCorp's go-plugin, unmodified | [`config::GoPluginConfig`], [`GoSession`], [`Reattach`], [`runner`] |
//! | where a plugin's stdout, stderr and events go | [`Output`] |
//! | what can go wrong, and whose fault it is | [`Error`], [`EndCause`] |

#[cfg(not(any(feature = "native", feature = "wasm")))]
compile_error!("a host needs a backend: enable the feature native or wasm of amphi-host");

mod artefact;
mod call_context;
mod client;
pub mod config;
mod digest;
mod end;
mod error;
#[cfg(feature = "go-plugin")]
mod go;
mod handle;
mod host;
mod imports;
mod instances;
mod lane;
mod load;
mod loaded;
#[cfg(test)]
mod mock;
#[cfg(feature = "native")]
mod native;
mod output;
mod resource;
#[doc(hidden)]
pub mod rt;
mod start_failure;
mod stream;
#[cfg(feature = "wasm")]
mod wasm;

#[doc(hidden)]
pub use self::rt as __rt;
#[cfg(feature = "go-plugin")]
pub use amphi_go_plugin as go_plugin;
pub use amphi_macros::bindings;
#[cfg(feature = "go-plugin")]
pub use amphi_protocol::handshake::Address;
pub use amphi_protocol::{
    Function, FunctionTable, Handle, InstanceId, Interface, List, Resource, Side, StreamFailure, StreamHandle, Type,
    Value,
};
pub use artefact::TARGET;
pub use call_context::CallContext;
pub use client::{Accepts, ImportsFor, World};
pub use config::{Backend, PluginConfig};
pub use digest::Digest;
pub use end::EndCause;
pub use error::{Error, Fault};
#[cfg(feature = "go-plugin")]
pub use go::{GoSession, Reattach, SessionKeys, discover, runner};
pub use handle::{PluginHandle, PluginInfo, State};
pub use host::{Host, HostBuilder};
pub use imports::{DynamicImports, ImportError, NoImports};
#[doc(hidden)]
pub use lane::Lane;
pub use output::Output;
pub use resource::{HandleProblem, HostResource};
pub use start_failure::{Exit, StartFailure, StartProblem};
pub use stream::{FutureReader, StreamReader, StreamWriter};
