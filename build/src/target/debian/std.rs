//! Builds the target's std from the distribution's sources, and completes its C library.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::error::Error;
use crate::process;
use crate::target::TARGET;
use crate::target::debian::apt::entries;
use crate::target::debian::toolchain::Toolchain;
use crate::target::tries::rustc_in;

/// Builds std and puts it, with the C library, where the compiler looks for it.
pub(crate) fn build(toolchain: &Toolchain<'_>) -> Result<(), Error> {
    let work = toolchain.folder().join("std");
    let library = toolchain.rustlib().join(TARGET).join("lib");
    let own = library.join("self-contained");
    fs::create_dir_all(&own).map_err(Error::io("make", &own))?;
    let step = toolchain.shop.step("building std, about two minutes");
    write_crate(&work)?;
    process::step("building std", &mut cargo(toolchain, &work)?, BUILD_LIMIT, &step)?;
    for file in entries(&work.join("target").join(TARGET).join("release/deps"))? {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(".rlib") && !name.starts_with("libstd_build-") {
            copy(&file, &library.join(name))?;
        }
    }
    for name in ["crt1-command.o", "crt1-reactor.o", LIBC] {
        copy(&toolchain.folder().join("usr/lib/wasm32-wasi").join(name), &own.join(name))?;
    }
    step.detail("completing the C library");
    let stubs = compile_stubs(toolchain, &work)?;
    let mut archive = toolchain.shop.environment.command(&toolchain.shop.environment.program("ar")?);
    archive.arg("q").arg(own.join(LIBC)).arg(stubs);
    process::step("ar", &mut archive, STUBS_LIMIT, &step)?;
    step.done(&format!("built the std of {TARGET}"));
    Ok(())
}

/// An empty library is enough to have cargo build std.
fn write_crate(work: &Path) -> Result<(), Error> {
    let source = work.join("src");
    fs::create_dir_all(&source).map_err(Error::io("make", &source))?;
    for (name, text) in [("Cargo.toml", MANIFEST), ("src/lib.rs", ""), ("stubs.rs", STUBS)] {
        let file = work.join(name);
        fs::write(&file, text).map_err(Error::io("write", &file))?;
    }
    Ok(())
}

fn cargo(toolchain: &Toolchain<'_>, work: &Path) -> Result<Command, Error> {
    let environment = toolchain.shop.environment;
    let upstream = &toolchain.release.upstream;
    // Guests may use link-time optimisation, so std brings bitcode; and they should not name this machine's folders.
    let mut flags = "-Cembed-bitcode=yes".to_owned();
    for sources in [format!("usr/src/rustc-{upstream}"), "usr/lib/rustlib/src/rust".to_owned()] {
        let sources = toolchain.folder().join(sources);
        flags.push_str(&format!("\x1f--remap-path-prefix={}=/rustc/{upstream}", sources.display()));
    }
    if let Some(home) = environment.cargo_home() {
        flags.push_str(&format!("\x1f--remap-path-prefix={}=/cargo", home.display()));
    }
    let mut command = environment.build_command(&environment.cargo()?);
    command
        .current_dir(work)
        .env("RUSTC", rustc_in(toolchain.folder()))
        // Building std is not stable; this std is for this compiler alone, which is what the rule is about.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .args(["build", "--release", "-Zbuild-std=std,panic_abort,test,proc_macro", "--target", TARGET])
        .arg("--target-dir")
        .arg(work.join("target"));
    if let Some(jobs) = environment.text("AMPHI_WASM_JOBS") {
        command.arg("--jobs").arg(jobs);
    }
    Ok(command)
}

/// Debian's C library for WASI may be years older than std, and lacks what std's threads and sockets call.
///
/// Without these stubs a guest that only mentions `std::thread::spawn` would not link; with them the call fails at
/// run time, as it does with rustup's std.
fn compile_stubs(toolchain: &Toolchain<'_>, work: &Path) -> Result<std::path::PathBuf, Error> {
    let object = work.join("stubs.o");
    let mut command = toolchain.shop.environment.build_command(&rustc_in(toolchain.folder()));
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["--edition", "2024", "-O", "-Cpanic=abort", "-Ccodegen-units=1", "--target", TARGET, "--emit=obj", "-o"])
        .arg(&object)
        .arg(work.join("stubs.rs"));
    let process::Output { status, err, .. } = process::output(&mut command, STUBS_LIMIT)?;
    if !status.success() {
        return Err(Error::Failed { what: "building the C library's stubs".to_owned(), status, output: err });
    }
    Ok(object)
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::copy(from, to).map(drop).map_err(Error::io("copy", from))
}

const LIBC: &str = "libc.a";
const STUBS: &str = include_str!("../../../assets/libc_stubs.rs.in");
const MANIFEST: &str = r#"[package]
name = "std-build"
version = "0.0.0"
edition = "2021"
[profile.release]
codegen-units = 1
debug = false
[workspace]
"#;
/// For std on a slow machine; 80 s on two quiet cores.
const BUILD_LIMIT: Duration = Duration::from_secs(3600);
/// For a file of a page.
const STUBS_LIMIT: Duration = Duration::from_secs(120);
