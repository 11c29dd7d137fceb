//! Renders a Markdown file through a plugin: `render-host [--config amphi.toml] FILE > page.html`.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;
use tracing_subscriber::EnvFilter;

/// Renders a Markdown file to HTML through a plugin.
#[derive(Parser)]
struct Arguments {
    /// The Markdown file.
    file: PathBuf,
    /// The host's configuration: where the plugin is and what isolates it.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/amphi.toml"))]
    config: PathBuf,
    /// The page's title; without one only the body is written.
    #[arg(long)]
    title: Option<String>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();

    let markdown = std::fs::read_to_string(&arguments.file)
        .with_context(|| format!("cannot read {}", arguments.file.display()))?;
    let loaded = render_host::Loaded::from_config(&arguments.config).await?;
    let html = loaded.render(&markdown, arguments.title).await?.context("the plugin does not render this text")?;
    std::io::stdout().write_all(html.as_bytes())?;
    loaded.stop().await?;
    Ok(())
}
