//! What `cargo demo` prints.

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::measure::Measures;

/// Prints a row for each backend.
pub(crate) fn print(file: &Path, rows: &[(&str, Measures)]) -> anyhow::Result<()> {
    line(&format!("\nrendered {}", file.display()))?;
    line(&format!("{:<9}{:>12}{:>14}{:>18}{:>14}", "backend", "start-up", "first call", "p50 of 1,000", "memory"))?;
    for (backend, measures) in rows {
        let memory = measures.memory_kib.map_or_else(|| "unknown".to_string(), mebibytes);
        line(&format!(
            "{:<9}{:>12}{:>14}{:>18}{:>14}",
            backend,
            text(measures.start),
            text(measures.first),
            text(measures.median),
            memory
        ))?;
    }
    line("start-up: from nothing to a plugin that takes calls (wasm compiles, native starts a process);")?;
    line("memory: resident, of the host's process and the plugin's\n")
}

/// Prints a line on stdout.
pub(crate) fn line(text: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}

fn text(duration: Duration) -> String {
    let micros = duration.as_secs_f64() * 1e6;
    if micros < 1000.0 { format!("{micros:.0} µs") } else { format!("{:.1} ms", micros / 1000.0) }
}

/// Kibibytes as mebibytes with one decimal.
fn mebibytes(kib: u64) -> String {
    let tenths = kib.saturating_mul(10) / 1024;
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}
