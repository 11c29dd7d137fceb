//! From what wasmtime reports to how the instance ended.

use wasmtime::{Error, WasmBacktrace};
use wasmtime_wasi::I32Exit;

use super::imports::ImportFailure;
use super::store::{Cell, Interrupted};
use super::streams::Lost;
use crate::end::EndCause;

/// Wasm frames of a trap that are kept: enough to see where, few enough to print.
pub(super) const MAX_FRAMES: usize = 32;

/// Says how an instance ended whose guest code did not return.
pub(super) fn cause_of(error: &Error, cell: &Cell) -> EndCause {
    let data = cell.store.data();
    let out_of_memory = data.limiter.refusal();
    let instance = &data.instance;
    if let Some(interrupted) = error.downcast_ref::<Interrupted>() {
        return match interrupted {
            Interrupted::Ended => EndCause::Stopped,
            Interrupted::Overdue => data.call.times.overdue(instance),
        };
    }
    if let Some(failure) = error.downcast_ref::<ImportFailure>() {
        return EndCause::ImportFailed { function: failure.function.to_string(), message: failure.message.clone() };
    }
    let stderr = instance.output.last_stderr();
    if let Some(I32Exit(code)) = error.downcast_ref() {
        return EndCause::Exited { code: *code, stderr };
    }
    if let Some(limit) = out_of_memory {
        return EndCause::OutOfMemory { limit };
    }
    if let Some(lost) = error.downcast_ref::<Lost>() {
        return trapped(error, lost.to_string(), stderr);
    }
    match error.downcast_ref::<wasmtime::Trap>() {
        Some(wasmtime::Trap::UnreachableCodeReached) => match panic_message(&stderr) {
            Some(message) => EndCause::Panicked { message, stderr },
            None => trapped(error, "it executed `unreachable`".to_string(), stderr),
        },
        Some(trap) => trapped(error, trap.to_string(), stderr),
        None => EndCause::Violation { message: error.root_cause().to_string(), stderr },
    }
}

fn trapped(error: &Error, message: String, stderr: Vec<String>) -> EndCause {
    let backtrace = error.downcast_ref::<WasmBacktrace>().map(frames).unwrap_or_default();
    EndCause::Trapped { message, backtrace, stderr }
}

fn frames(backtrace: &WasmBacktrace) -> Vec<String> {
    let frame = |frame: &wasmtime::FrameInfo| match (frame.func_name(), frame.module_offset()) {
        (Some(name), _) => readable(name),
        (None, Some(offset)) => format!("function {} (offset {offset:#x})", frame.func_index()),
        (None, None) => format!("function {}", frame.func_index()),
    };
    backtrace.frames().iter().take(MAX_FRAMES).map(frame).collect()
}

/// Names a function as its author did: what the linker demangled still has its hash.
fn readable(name: &str) -> String {
    if let Ok(demangled) = rustc_demangle::try_demangle(name) {
        // The alternate form leaves the hash out.
        return format!("{demangled:#}");
    }
    match name.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => path.to_string(),
        _ => name.to_string(),
    }
}

/// Finds the message of a Rust panic, which stands on stderr before the trap:
/// `thread 'main' (1) panicked at src/lib.rs:1:2:`, the message, and a note about backtraces.
fn panic_message(stderr: &[String]) -> Option<String> {
    let begin = stderr.iter().rposition(|line| line.starts_with("thread '") && line.contains(" panicked at "))?;
    let lines = stderr.get(begin + 1..)?.iter().map(String::as_str);
    let message: Vec<_> = lines.take_while(|line| !is_after_message(line)).collect();
    Some(message.join("\n"))
}

fn is_after_message(line: &str) -> bool {
    line.starts_with("note: run with `RUST_BACKTRACE") || line == "stack backtrace:"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_string).collect()
    }

    #[test]
    fn the_message_of_the_last_panic_is_found() {
        let stderr = lines(
            "before\nthread 'main' (1) panicked at src/lib.rs:3:5:\none\ntwo\n\
             note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
        );
        assert_eq!(panic_message(&stderr).as_deref(), Some("one\ntwo"));
        assert_eq!(panic_message(&lines("thread '<unnamed>' panicked at a.rs:1:1:\nlast")).as_deref(), Some("last"));
        assert_eq!(panic_message(&lines("the plugin panicked at dawn")), None);
        assert_eq!(panic_message(&[]), None);
    }

    #[test]
    fn names_are_readable() {
        assert_eq!(readable("_ZN5guest5inner17h2afbedeef4ba20b1E"), "guest::inner");
        assert_eq!(readable("guest::render::h0123456789abcdef"), "guest::render");
        assert_eq!(readable("guest::h::hello"), "guest::h::hello");
        assert_eq!(readable("divide"), "divide");
    }
}
