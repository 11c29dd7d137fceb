//! Plugins as components in a sandbox inside the host's process.
//!
//! | file | what is there |
//! |---|---|
//! | `load.rs` | from bytes to an instance: read, check, compile, link, instantiate |
//! | `cache/` | what was compiled before, in memory and on disk |
//! | `linked.rs` | what was linked before |
//! | `call.rs`, `dynamic.rs` | the handle and the calls: typed, and with values |
//! | `run.rs` | how a call runs: queued, yielding or inline, abandoned, overdue |
//! | `at_once.rs` | the short way of an inline call that meets nothing of that |
//! | `gate.rs`, `slot.rs` | who may enter an instance that runs one call at a time |
//! | `actor.rs`, `concurrent.rs` | an instance whose calls run beside each other, and such calls |
//! | `streams/` | streams and futures, of instances whose calls run beside each other |
//! | `store.rs`, `instance.rs`, `times.rs` | what belongs to one instance or call, with its limits |
//! | `engine.rs`, `epoch.rs` | what all instances share: the engine, and the clock that interrupts guests |
//! | `imports.rs`, `ambient.rs`, `wasi.rs` | what a guest may call |
//! | `ending.rs` | how an instance ended |

mod actor;
mod ambient;
mod at_once;
mod cache;
mod call;
mod concurrent;
mod dynamic;
mod ending;
mod engine;
mod epoch;
mod exported;
mod gate;
mod imports;
mod inline_io;
mod instance;
mod linked;
mod load;
mod run;
mod slot;
mod source;
mod stdio;
mod store;
mod streams;
mod times;
mod values;
mod wasi;

pub(crate) use self::call::Plugin;
pub(crate) use engine::Runtime;
pub(crate) use imports::ImportLinker;
pub(crate) use load::Starter;
