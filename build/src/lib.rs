//! Gets a wasm target, and builds a plugin crate for both targets.
//!
//! A plugin is one source and two artefacts: a component for the sandbox in process, an executable for a process of
//! its own. The component needs a compiler with the std of `wasm32-wasip2`, which few machines have; this crate finds
//! one or makes one, without a manual step and without touching anything but the user's cache.
//!
//! | module | question |
//! |---|---|
//! | `environment` | what does the environment say? read once, given to everything else |
//! | `target` | which compiler builds components, and how is one made if none does? |
//! | `plugin` | how does one source become a component and an executable? |
//! | `cargo` | what is cargo asked, and what does it answer? |
//! | `progress` | how is long work shown? |
//! | `process` | how is a tool run, and ended when it takes too long? |
//!
//! # Example
//!
//! ```no_run
//! use amphi_build::{Environment, PluginBuild};
//!
//! # fn main() -> Result<(), amphi_build::Error> {
//! let environment = Environment::read();
//! let progress = amphi_build::to_stderr();
//! let hello = PluginBuild::new(&environment, "examples/1-hello").progress(progress.as_ref()).both()?;
//! assert!(hello.wasm.ends_with("hello.wasm") && hello.native.ends_with("hello-native"));
//! # Ok(())
//! # }
//! ```
//!
//! In a build script several packages are built at once, and what they were made of is told to cargo:
//!
//! ```no_run
//! use amphi_build::{Environment, PluginBuild};
//!
//! # fn main() -> Result<(), amphi_build::Error> {
//! let environment = Environment::read();
//! for plugin in PluginBuild::new(&environment, "..").packages(["calc", "fault"])? {
//!     for source in plugin.sources()? {
//!         println!("cargo::rerun-if-changed={}", source.display());
//!     }
//!     println!("cargo::rustc-env=PLUGIN_{}={}", plugin.package.to_uppercase(), plugin.wasm.display());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # The wasm target
//!
//! [`WasmTarget::find`] goes these ways until one leads to a compiler that builds a component before its eyes:
//!
//! 1. the compiler that `AMPHI_WASM_RUSTC` names, and then no other;
//! 2. the compiler in use;
//! 3. a toolchain that an earlier run made in the user's cache;
//! 4. `rustup target add wasm32-wasip2` for the compiler in use;
//! 5. on a Debian or one of its family, a toolchain made from the distribution's packages and sources: 140 MB are
//!    fetched, 500 MB stay in the cache, and it takes two to five minutes, once.
//!
//! A good answer is remembered in the cache until the compiler or its targets change. If no way leads anywhere, the
//! error lists each with its reason. [`Environment`] has the variables that change this.

mod cargo;
mod environment;
mod error;
mod plugin;
mod process;
mod progress;
mod target;

pub use environment::Environment;
pub use error::{Attempt, Error};
pub use plugin::{Artefacts, PluginBuild, Profile};
pub use progress::{Collected, Event, Lines, Progress, Silent, Spinner, to_stderr};
pub use target::{Source, TARGET, WasmTarget};
