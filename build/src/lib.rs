//! Gets a wasm target, and builds a plugin crate for both targets.
//!
//! | module | question |
//! |---|---|
//! | `environment` | what does the environment say? read once, given to everything else |
//! | `target` | which compiler builds components, and how is one made if none does? |
//! | `plugin` | how does one source become a component and an executable? |
//! | `cargo` | what is cargo asked, and what does it answer? |
//! | `progress` | how is long work shown? |
//! | `process` | how is a tool run, and ended when it takes too long? |
mod environment;
mod error;
mod process;
mod progress;
mod target;

pub use environment::Environment;
pub use error::{Attempt, Error};
pub use progress::{Collected, Event, Lines, Progress, Silent, Spinner, to_stderr};
pub use target::{Source, TARGET, WasmTarget};
