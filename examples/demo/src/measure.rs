//! One backend, measured: the example host renders a file in a process of its own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};

/// Calls that the median is taken of.
const CALLS: usize = 1000;

/// What one backend took.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Measures {
    /// From nothing to a plugin that takes calls.
    pub(crate) start: Duration,
    /// The first call.
    pub(crate) first: Duration,
    /// The median call.
    pub(crate) median: Duration,
    /// Resident memory of the host's process and the plugin's, where it has one, in KiB.
    pub(crate) memory_kib: Option<u64>,
    /// The last progress that the plugin reported, in bytes.
    pub(crate) reported: u64,
}

/// Runs [`run`] in a process of its own, so that one backend's memory is not counted for the other.
pub(crate) fn in_a_process(config: &Path, file: &Path, output: &Path) -> anyhow::Result<Measures> {
    let me = std::env::current_exe().context("cannot find this program's own file")?;
    let ended = Command::new(me)
        .arg("--measure")
        .args([config, file, output])
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cannot start this program again")?;
    if !ended.status.success() {
        bail!("the example host failed with {} ({})", ended.status, config.display());
    }
    serde_json::from_slice(&ended.stdout).context("the example host printed no measures")
}

/// Renders the file once into `output`, then again and again; measures all of it.
pub(crate) async fn run(config: &Path, file: &Path, output: &Path) -> anyhow::Result<Measures> {
    let markdown = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let title = || Some(file.display().to_string());

    let begin = Instant::now();
    let loaded = render_host::Loaded::from_config(config).await?;
    let start = begin.elapsed();

    let begin = Instant::now();
    let html = loaded.render(&markdown, title()).await?.context("the plugin does not render this text")?;
    let first = begin.elapsed();
    std::fs::write(output, &html).with_context(|| format!("cannot write {}", output.display()))?;

    let mut times = Vec::with_capacity(CALLS);
    for _ in 0..CALLS {
        let begin = Instant::now();
        let again = loaded.render(&markdown, title()).await?.context("the plugin does not render this text")?;
        times.push(begin.elapsed());
        if again != html {
            bail!("the same text was rendered in two ways");
        }
    }
    times.sort_unstable();
    let median = times.get(CALLS / 2).copied().unwrap_or_default();

    let memory_kib = memory(loaded.plugin_process());
    let reported = loaded.reported();
    loaded.stop().await?;
    Ok(Measures { start, first, median, memory_kib, reported })
}

/// Resident memory of this process and of another, in KiB, where the system tells.
fn memory(plugin: Option<u32>) -> Option<u64> {
    let plugin = match plugin {
        Some(id) => resident(&PathBuf::from(format!("/proc/{id}/status")))?,
        None => 0,
    };
    Some(resident(Path::new("/proc/self/status"))? + plugin)
}

fn resident(status: &Path) -> Option<u64> {
    let status = std::fs::read_to_string(status).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().strip_suffix("kB")?.trim().parse().ok()
}
