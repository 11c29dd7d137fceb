//! What a call, a start and a load cost, each beside the floor that no such thing can go below.
//!
//! `cargo run --release -p amphi-bench -- --json [FILTER]` prints one JSON object a line. All rows that pass the filter
//! run in every round, with their floors, in an order that rotates; a ratio is the median over rounds of the ratios
//! within a round. What each row means stands in `docs/performance.md`.

mod case;
mod floor;
mod go;
mod native;
mod parts;
mod plugin;
mod round;
mod streams;
mod wasm;

use std::io::Write as _;
use std::path::PathBuf;

use clap::Parser;

use crate::case::{Case, Rig};

/// Measures Amphi beside its floors.
#[derive(Parser)]
#[command(name = "amphi-bench")]
struct Arguments {
    /// Part of the names of the rows to measure; all, if it is not given.
    filter: Option<String>,
    /// One JSON object a line instead of a table.
    #[arg(long)]
    json: bool,
    /// How many times every row is measured.
    #[arg(long, default_value_t = 15)]
    rounds: usize,
    /// Lists the rows.
    #[arg(long)]
    list: bool,
    /// Gives back messages of so many bytes on a socket: the other side of a floor.
    #[arg(long, hide = true, num_args = 2, value_names = ["SOCKET", "BYTES"])]
    echo: Option<Vec<String>>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some([socket, bytes]) = arguments.echo.as_deref() {
        return floor::echo(&PathBuf::from(socket), bytes.parse()?);
    }
    let wanted = case::select(arguments.filter.as_deref().unwrap_or_default());
    if arguments.list {
        for spec in wanted {
            writeln!(std::io::stdout(), "{}", spec.name)?;
        }
        return Ok(());
    }
    anyhow::ensure!(!wanted.is_empty(), "no row has {:?} in its name; --list shows them", arguments.filter);
    let rig = Rig::new()?;
    let mut cases = Vec::new();
    for spec in wanted {
        cases.push((spec, (spec.make)(&rig)?));
    }
    let rows = round::measure(&rig, &mut cases, arguments.rounds)?;
    for row in rows {
        let line = if arguments.json { serde_json::to_string(&row)? } else { row.to_string() };
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}

/// A case, ready to be measured.
type Made = Box<dyn Case>;
