//! `amphi:plugin/log` and `amphi:plugin/context`: what the SDK imports on wasm.

use std::sync::atomic::Ordering;
use std::time::Instant;

use amphi_protocol::limits::{MAX_LOG_FIELDS, MAX_TEXT_BYTES};
use amphi_protocol::{Level, Log, TraceContext};
use tracing::level_filters::LevelFilter;
use wasmtime::StoreContextMut;
use wasmtime::component::{ComponentType, Lift, Linker, Lower};

use super::store::{Data, current};

/// The level of an event, as our WIT has it.
#[derive(Clone, Copy, ComponentType, Lift, Lower)]
#[component(enum)]
#[repr(u8)]
enum WitLevel {
    #[component(name = "trace")]
    Trace,
    #[component(name = "debug")]
    Debug,
    #[component(name = "info")]
    Info,
    #[component(name = "warn")]
    Warn,
    #[component(name = "error")]
    Error,
}

/// A field of an event, as our WIT has it.
#[derive(ComponentType, Lift)]
#[component(record)]
struct WitField {
    #[component(name = "name")]
    name: String,
    #[component(name = "value")]
    value: String,
}

type Emit = (WitLevel, String, String, Vec<WitField>);

/// Links both interfaces. None of their functions waits, so they serve both kinds of execution.
pub(super) fn link(linker: &mut Linker<Data>) -> wasmtime::Result<()> {
    let mut log = linker.instance("amphi:plugin/log@0.1.0")?;
    log.func_wrap("emit", |store: StoreContextMut<'_, Data>, event: Emit| {
        store.data().instance.output.log(&record(event));
        Ok(())
    })?;
    log.func_wrap("max-level", |_: StoreContextMut<'_, Data>, (): ()| Ok((max_level(),)))?;

    let mut context = linker.instance("amphi:plugin/context@0.1.0")?;
    context.func_wrap("remaining-micros", |mut store: StoreContextMut<'_, Data>, (): ()| {
        let remaining = current(&mut store).times.deadline().saturating_duration_since(Instant::now());
        Ok((Some(u64::try_from(remaining.as_micros()).unwrap_or(u64::MAX)),))
    })?;
    context
        .func_wrap("is-cancelled", |mut store: StoreContextMut<'_, Data>, (): ()| Ok((is_cancelled(&mut store),)))?;
    context.func_wrap("trace-parent", |mut store: StoreContextMut<'_, Data>, (): ()| {
        Ok((current(&mut store).context.trace().map(trace_parent),))
    })
}

/// Whether anyone still waits for the call that runs.
fn is_cancelled(store: &mut StoreContextMut<'_, Data>) -> bool {
    let is_stopping = store.data().instance.gate.is_stopping();
    let call = current(store);
    is_stopping || call.abandoned.load(Ordering::Relaxed) || Instant::now() >= call.times.deadline()
}

/// Within the limits that natives keep on the wire.
fn record((level, target, message, fields): Emit) -> Log {
    let fields = fields.into_iter().take(MAX_LOG_FIELDS).map(|field| (cut(field.name), cut(field.value))).collect();
    Log { level: level.into(), target: cut(target), message: cut(message), fields, call: None }
}

fn cut(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(MAX_TEXT_BYTES));
    text
}

fn max_level() -> Option<WitLevel> {
    Some(match LevelFilter::current().into_level()? {
        tracing::Level::TRACE => WitLevel::Trace,
        tracing::Level::DEBUG => WitLevel::Debug,
        tracing::Level::INFO => WitLevel::Info,
        tracing::Level::WARN => WitLevel::Warn,
        tracing::Level::ERROR => WitLevel::Error,
    })
}

impl From<WitLevel> for Level {
    fn from(level: WitLevel) -> Self {
        match level {
            WitLevel::Trace => Self::Trace,
            WitLevel::Debug => Self::Debug,
            WitLevel::Info => Self::Info,
            WitLevel::Warn => Self::Warn,
            WitLevel::Error => Self::Error,
        }
    }
}

/// Writes a trace context as W3C has it: `00-TRACE-SPAN-FLAGS` in hex.
fn trace_parent(context: TraceContext) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(55);
    text.push_str("00-");
    let mut hex = |bytes: &[u8], end: &str| {
        for byte in bytes {
            // A string takes whatever is written to it.
            let _infallible = write!(text, "{byte:02x}");
        }
        text.push_str(end);
    };
    hex(&context.trace, "-");
    hex(&context.span, "-");
    hex(&[context.flags], "");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_written_as_w3c_has_it() {
        let context = TraceContext { trace: [0xab; 16], span: [1; 8], flags: 1 };
        assert_eq!(trace_parent(context), "00-abababababababababababababababab-0101010101010101-01");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = cut("ä".repeat(MAX_TEXT_BYTES));
        assert!(text.len() <= MAX_TEXT_BYTES && text.chars().all(|c| c == 'ä'));
    }
}
