//! An example host: it renders Markdown files through whatever plugin its configuration names.
//!
//! Nothing here says how the plugin is isolated; `amphi.toml` does.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use amphi_host::TARGET;
use amphi_host::{CallContext, Host, ImportError};

amphi_host::bindings!({ path: "../plugin/wit", world: "renderer" });

use example::render::progress;
use example::render::types::Extensions;

/// A renderer that was loaded, with what it reports.
pub struct Loaded {
    host: Host,
    renderer: Renderer,
    done: Arc<AtomicU64>,
}

/// Hears of a plugin's progress.
struct Progress {
    done: Arc<AtomicU64>,
}

impl progress::Host for Progress {
    async fn report(&self, _context: &CallContext, done: u64, total: u64) -> Result<(), ImportError> {
        tracing::debug!(done, total, "progress");
        self.done.store(done, Ordering::Relaxed);
        Ok(())
    }
}

impl Loaded {
    /// Loads the plugin `render` of a configuration.
    pub async fn from_config(path: &Path) -> Result<Self, amphi_host::Error> {
        let host = Host::from_config(path).build().await?;
        let done = Arc::default();
        let renderer = host.load_with::<Renderer>("render", Progress { done: Arc::clone(&done) }).await?;
        Ok(Self { host, renderer, done })
    }

    /// Renders a text; the plugin's own refusal is the inner error.
    pub async fn render(
        &self,
        markdown: &str,
        title: Option<String>,
    ) -> Result<Result<String, Problem>, amphi_host::Error> {
        let extensions = Extensions::TABLES | Extensions::FOOTNOTES | Extensions::STRIKETHROUGH | Extensions::TASKLISTS;
        self.renderer.render(markdown, Options { title, extensions, max_bytes: 16 << 20 }).await
    }

    /// The bytes that the plugin last reported as done.
    pub fn reported(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// The process of the plugin, where it has one of its own.
    pub fn plugin_process(&self) -> Option<u32> {
        self.host.plugin("render").ok()?.info().process_id
    }

    /// Stops the plugin.
    pub async fn stop(self) -> Result<(), amphi_host::Error> {
        self.host.stop().await
    }
}
