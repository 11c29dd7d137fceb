//! `amphi.toml` as a file and as text: bounded, parsed strictly, checked, with the place of every error.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use amphi_protocol::Name;
use tokio::io::AsyncReadExt as _;
use toml::Spanned;
use toml::de::DeTable;

use super::check::{self, Unusable};
use super::keys::{self, File};
use super::reading::{Reading, Source};
use super::{Backend, CacheConfig, ConfigError, PluginConfig};

/// Reads a configuration file.
pub(crate) async fn read(path: &Path) -> Result<(CacheConfig, BTreeMap<Name, PluginConfig>), ConfigError> {
    let unreadable = |source| ConfigError::Read { path: path.to_path_buf(), source };
    let metadata = tokio::fs::metadata(path).await.map_err(unreadable)?;
    // A pipe would be waited for, a device might never end.
    if !metadata.is_file() {
        return Err(unreadable(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")));
    }
    let mut bytes = Vec::new();
    let file = tokio::fs::File::open(path).await.map_err(unreadable)?;
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).await.map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ConfigError::TooLarge { path: path.to_path_buf(), limit: MAX_FILE_BYTES });
    }
    match String::from_utf8(bytes) {
        Ok(text) => parse(path, &text).map(|file| (file.cache, file.plugins)),
        Err(error) => {
            let end = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            let place = Source { path, text: &text }.place(end..end);
            Err(ConfigError::Syntax { message: "the file is not UTF-8 from here on".into(), place })
        }
    }
}

/// Parses a configuration; relative paths in it become relative to the file's folder.
pub(super) fn parse(path: &Path, text: &str) -> Result<File, ConfigError> {
    let source = Source { path, text };
    let document = DeTable::parse(text).map_err(|error| ConfigError::Syntax {
        message: error.message().trim_end().replace('\n', ", "),
        place: source.place(error.span().unwrap_or(0..0)),
    })?;
    let document = document.get_ref();
    bounded(path, document)?;

    let mut file = File {
        cache: CacheConfig::default(),
        defaults: PluginConfig::new("", Backend::Wasm),
        plugins: BTreeMap::new(),
    };
    let mut reading = Reading::new(&source, document);
    keys::file(&mut reading, &mut file)?;
    reading.finish()?;

    let folder = path.parent().unwrap_or(Path::new(""));
    let placed = |plugin: &str, unusable| place(&source, document, plugin, unusable);
    file.defaults.usable().map_err(|unusable| placed(DEFAULTS, unusable))?;
    for (name, config) in &mut file.plugins {
        check::usable_name(name).and_then(|()| config.usable()).map_err(|unusable| placed(name, unusable))?;
        if config.source.as_os_str().is_empty() {
            return Err(placed(name, Unusable { path: vec!["source".into()], reason: "is empty".into() }));
        }
        config.source = folder.join(&config.source);
        if let Some(go) = &mut config.go_plugin {
            go.place_in(folder);
        }
    }
    if let Some(cache) = &mut file.cache.folder {
        *cache = folder.join(&*cache);
    }
    Ok(file)
}

fn bounded(path: &Path, document: &DeTable<'_>) -> Result<(), ConfigError> {
    let got = document.get("plugins").and_then(|plugins| plugins.get_ref().as_table()).map_or(0, DeTable::len);
    if got <= MAX_PLUGINS {
        Ok(())
    } else {
        Err(ConfigError::TooManyPlugins { path: path.to_path_buf(), got, limit: MAX_PLUGINS })
    }
}

/// Finds where an unusable value stands: in the plugin's table, or else in the defaults.
fn place(source: &Source<'_>, document: &DeTable<'_>, plugin: &str, unusable: Unusable) -> ConfigError {
    let own = ["plugins", plugin].into_iter().chain(unusable.path.iter().map(String::as_str));
    let shared = [DEFAULTS].into_iter().chain(unusable.path.iter().map(String::as_str));
    let span = span(document, own).or_else(|| span(document, shared));
    let mut error = unusable.of(&super::setting::shorten(plugin));
    if let (ConfigError::Unusable { place, .. }, Some(span)) = (&mut error, span) {
        *place = Some(source.place(span));
    }
    error
}

/// The span of the value that a path of keys leads to; of the key itself, if the value is a table.
fn span<'p>(document: &DeTable<'_>, path: impl Iterator<Item = &'p str>) -> Option<std::ops::Range<usize>> {
    let mut table = Some(document);
    let mut found = None;
    for key in path {
        let (key, value) = table?.get_key_value(key)?;
        table = value.get_ref().as_table();
        found = Some(if table.is_some() { key.span() } else { Spanned::span(value) });
    }
    found
}

/// The table of defaults.
const DEFAULTS: &str = "defaults";

/// Bytes of a configuration file. A thousand plugins with every key stay below half of it.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// Plugins in one file.
const MAX_PLUGINS: usize = 1_000;
