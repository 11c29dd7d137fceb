//! What can be wrong with a configuration.

use std::path::PathBuf;

use super::Place;

/// A configuration that cannot be used, with the place.
///
/// What comes from a file carries its [`Place`]; shown, it quotes the line. A value given in code has none.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is too large to be a configuration.
    #[error("{} is larger than {limit} bytes, which no configuration is", .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit.
        limit: u64,
    },
    /// The file is not TOML.
    #[error("not valid TOML: {message}{place}")]
    Syntax {
        /// What was expected or found, from the TOML parser.
        message: String,
        /// Where.
        place: Box<Place>,
    },
    /// A key that has no meaning where it stands.
    #[error("unknown key {key} in {table}{}{place}", did_you_mean(.nearest.as_deref()))]
    UnknownKey {
        /// The key.
        key: String,
        /// The table that it stands in: `[plugins.render.limits]`, or `the top level`.
        table: String,
        /// The nearest key that the table has.
        nearest: Option<&'static str>,
        /// Where.
        place: Box<Place>,
    },
    /// A key that must be there is missing.
    #[error("{table} lacks the key {key}{place}")]
    MissingKey {
        /// The key.
        key: &'static str,
        /// The table.
        table: String,
        /// Where the table begins.
        place: Box<Place>,
    },
    /// A value of the wrong type.
    #[error("{field} is {got}, expected {expected}{place}")]
    WrongType {
        /// The field's path, such as `plugins.render.limits.memory`.
        field: String,
        /// What it should be.
        expected: &'static str,
        /// The type that it has.
        got: &'static str,
        /// Where.
        place: Box<Place>,
    },
    /// A value of the right type that cannot be read.
    #[error("{field} is {got}: {reason}, expected {expected}{place}")]
    WrongValue {
        /// The field's path.
        field: String,
        /// What it should be.
        expected: &'static str,
        /// The value, shortened.
        got: String,
        /// What is wrong with it.
        reason: String,
        /// Where.
        place: Box<Place>,
    },
    /// A value that can be read, but not used.
    #[error("plugin {plugin}: {field} {reason}{}", .place.as_deref().map(ToString::to_string).unwrap_or_default())]
    Unusable {
        /// The plugin; `defaults` for the table of defaults.
        plugin: String,
        /// The field's path in the plugin's table, such as `limits.memory`.
        field: String,
        /// What is wrong, and what would be right.
        reason: String,
        /// Where, if it came from a file.
        place: Option<Box<Place>>,
    },
    /// More plugins than one file may have.
    #[error("{} has {got} plugins, at most {limit} are allowed", .path.display())]
    TooManyPlugins {
        /// The file.
        path: PathBuf,
        /// How many there are.
        got: usize,
        /// The limit.
        limit: usize,
    },
}

impl ConfigError {
    /// Where in a file the error is, if it is in one.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Syntax { place, .. }
            | Self::UnknownKey { place, .. }
            | Self::MissingKey { place, .. }
            | Self::WrongType { place, .. }
            | Self::WrongValue { place, .. } => Some(place),
            Self::Unusable { place, .. } => place.as_deref(),
            Self::Read { .. } | Self::TooLarge { .. } | Self::TooManyPlugins { .. } => None,
        }
    }
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|key| format!(", did you mean {key}?")).unwrap_or_default()
}
