//! WASI 0.2, denied by default: what a guest may name, and what it finds behind it.
//!
//! Everything that the standard library names is linked, so that components load; files, network and stdin are
//! empty, and environment and arguments are the configured ones. Inline execution has the same functions but those
//! of sockets, in forms that never wait: wasmtime's own would start a runtime inside the caller's.

use std::sync::Arc;

use wasmtime::component::{HasData, Linker, ResourceTable};
use wasmtime_wasi::cli::{WasiCli, WasiCliView};
use wasmtime_wasi::clocks::{WasiClocks, WasiClocksView};
use wasmtime_wasi::filesystem::{WasiFilesystem, WasiFilesystemView};
use wasmtime_wasi::p2::bindings::{cli, clocks, filesystem, io, random, sync};
use wasmtime_wasi::random::{WasiRandom, WasiRandomView};
use wasmtime_wasi::{WasiCtx, WasiCtxBuilder, WasiView};

use super::inline_io::InlineIo;
use super::stdio::{Lines, Stream};
use super::store::Data;
use crate::config::{Execution, Permissions};
use crate::output::PluginOutput;

/// What a guest finds: no files, no network, no stdin, and the environment and arguments of its permissions.
pub(super) fn context(name: &str, permissions: &Permissions, output: &Arc<PluginOutput>) -> WasiCtx {
    let mut builder = WasiCtxBuilder::new();
    builder
        .stdin(wasmtime_wasi::p2::pipe::ClosedInputStream)
        .stdout(Lines::new(Stream::Stdout, output))
        .stderr(Lines::new(Stream::Stderr, output))
        .arg(name)
        .args(&permissions.args)
        .allow_tcp(false)
        .allow_udp(false)
        .allow_ip_name_lookup(false)
        .socket_addr_check(|_, _| Box::pin(std::future::ready(false)));
    for (name, value) in &permissions.env {
        builder.env(name, value);
    }
    builder.build()
}

/// Links what a guest may name.
pub(super) fn link(linker: &mut Linker<Data>, execution: Execution) -> wasmtime::Result<()> {
    match execution {
        Execution::Yielding => wasmtime_wasi::p2::add_to_linker_async(linker),
        Execution::Inline => link_inline(linker),
    }
}

fn link_inline(l: &mut Linker<Data>) -> wasmtime::Result<()> {
    clocks::wall_clock::add_to_linker::<Data, WasiClocks>(l, Data::clocks)?;
    clocks::monotonic_clock::add_to_linker::<Data, WasiClocks>(l, Data::clocks)?;
    random::random::add_to_linker::<Data, WasiRandom>(l, Data::random)?;
    random::insecure::add_to_linker::<Data, WasiRandom>(l, Data::random)?;
    random::insecure_seed::add_to_linker::<Data, WasiRandom>(l, Data::random)?;
    cli::exit::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::environment::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::stdin::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::stdout::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::stderr::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::terminal_input::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::terminal_output::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::terminal_stdin::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::terminal_stdout::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    cli::terminal_stderr::add_to_linker::<Data, WasiCli>(l, Data::cli)?;
    // There are no preopened folders, so no descriptor on which a function could wait.
    filesystem::preopens::add_to_linker::<Data, WasiFilesystem>(l, Data::filesystem)?;
    sync::filesystem::types::add_to_linker::<Data, WasiFilesystem>(l, Data::filesystem)?;
    io::error::add_to_linker::<Data, Table>(l, |data| data.ctx().table)?;
    sync::io::poll::add_to_linker::<Data, Inline>(l, inline)?;
    sync::io::streams::add_to_linker::<Data, Inline>(l, inline)?;
    Ok(())
}

struct Table;

impl HasData for Table {
    type Data<'a> = &'a mut ResourceTable;
}

struct Inline;

impl HasData for Inline {
    type Data<'a> = InlineIo<'a>;
}

fn inline(data: &mut Data) -> InlineIo<'_> {
    InlineIo { table: data.ctx().table }
}
