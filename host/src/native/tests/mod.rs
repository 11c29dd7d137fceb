//! Real processes: shell scripts where any process will do, and Amphi's own plugins where one must answer.

mod calls;
mod executable;
mod imports;
mod plugin;
mod start;
mod stop;
mod streams;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use amphi_transport::SocketFolder;
use amphi_wit::{Section, World, read_section};

use super::executable::Executable;
use crate::artefact::Artefact;
use crate::config::{Backend, PluginConfig};
use crate::imports::DynamicImports;
use crate::load::LoadRequest;
use crate::output::{Output, PluginOutput};

/// A script in a folder of its own, with what is needed to start it.
struct Script {
    folder: SocketFolder,
    path: PathBuf,
    config: PluginConfig,
}

impl Script {
    /// Writes a script for `/bin/sh`, which finds its own folder in `$here`.
    fn new(body: &str) -> Self {
        let folder = SocketFolder::create().unwrap();
        let text = format!("#!/bin/sh\nhere={}\n{body}\n", folder.path().display());
        Self::file(folder, text.as_bytes())
    }

    fn file(folder: SocketFolder, content: &[u8]) -> Self {
        let path = folder.path().join("plugin");
        std::fs::write(&path, content).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        let mut config = PluginConfig::new(&path, Backend::Native);
        config.native.start_timeout = Duration::from_secs(20);
        Self { folder, path, config }
    }

    fn request(&self) -> LoadRequest {
        let name = "script".into();
        LoadRequest {
            artefact: Artefact { path: self.path.clone(), pins: Vec::new() },
            config: self.config.clone(),
            imports: Arc::new(DynamicImports::new()),
            expected: None,
            output: PluginOutput::new(&name, Output::Null),
            name,
        }
    }

    fn executable(&self) -> Executable {
        Executable { path: self.path.clone(), pinned: None }
    }

    /// What the script wrote to a file in its folder.
    fn note(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap().trim().to_string()
    }
}

fn section() -> Section {
    let world = World::from_text("t.wit", "package t:t; world t { export f: func(); }", None).unwrap();
    read_section(&world.to_section().unwrap()).unwrap()
}

/// Whether a process lives: one that has ended and is not reaped yet does not.
fn is_alive(pid: &str) -> bool {
    state(pid).is_some_and(|state| !matches!(state, 'Z' | 'X'))
}

/// The state of a process as the system has it: `R`, `S`, `T`, `Z`, and so on.
fn state(pid: &str) -> Option<char> {
    let stat = std::fs::read_to_string(Path::new("/proc").join(pid).join("stat")).ok()?;
    stat.rsplit(')').next()?.trim_start().chars().next()
}

/// Waits for something that has no event of its own.
async fn eventually(what: &str, is_so: impl Fn() -> bool) {
    let give_up = Instant::now() + Duration::from_secs(20);
    let mut look = tokio::time::interval(Duration::from_millis(2));
    while !is_so() {
        assert!(Instant::now() < give_up, "{what}");
        look.tick().await;
    }
}
