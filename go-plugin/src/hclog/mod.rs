//! The log lines of a Go plugin: what it writes to the stderr of its process.
//!
//! Most lines are JSON of `go-hclog`, some are text, and when Go panics the rest is its report. Whatever a line is,
//! [`LogReader`] makes a [`Record`] of it: nothing a plugin writes is an error, so that no line can end the host.
//!
//! ```
//! use amphi_go_plugin::hclog::{Event, Level, LogReader};
//!
//! let mut reader = LogReader::new();
//! let line = r#"{"@level":"info","@message":"ready","@module":"kv","port":7}"#;
//! reader.push(line.as_bytes());
//! let Some(Event::Record(record)) = reader.next_event() else { panic!("a record") };
//! assert_eq!((record.level, record.message.as_str()), (Level::Info, "ready"));
//! assert_eq!(record.module.as_deref(), Some("kv"));
//! assert_eq!(record.fields, [("port".to_string(), "7".to_string())]);
//!
//! // A panic is collected until it ends.
//! reader.push(b"panic: out of luck");
//! reader.push(b"goroutine 1 [running]:");
//! assert_eq!(reader.next_event(), None);
//! reader.finish();
//! let Some(Event::Crash(crash)) = reader.next_event() else { panic!("a crash") };
//! assert_eq!(crash.headline, "panic: out of luck");
//! ```

mod crash;
mod json;
mod reader;
mod record;
#[cfg(test)]
mod tests;
mod text;

pub use crash::Crash;
pub use reader::{Event, LogReader};
pub use record::{Level, Record};
