//! `docs/amphi.schema.json` and the table in `docs/configuration.md`, made of the same keys that reading walks.
//!
//! `AMPHI_UPDATE_DOCS=1 cargo test -p amphi-host --lib config::schema` writes both anew.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Map, Value, json};

use super::keys::{self, File, Keys};
use super::setting::Setting;
use super::{Backend, ConfigError, PluginConfig};

/// Writes down every key that it is led past.
#[derive(Default)]
struct Describing {
    path: Vec<&'static str>,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    rows: Vec<String>,
}

impl Describing {
    fn describe<T: Setting>(&mut self, key: &'static str, help: &str, default: Option<String>) {
        let mut schema = T::schema();
        schema["description"] = help.into();
        self.properties.insert(key.into(), schema);
        let path = self.path.iter().copied().chain([key]).collect::<Vec<_>>().join(".");
        if let Some(path) = path.strip_prefix("plugins.NAME.") {
            let backend = match self.path.get(2) {
                Some(&backend @ ("native" | "wasm")) => backend,
                Some(&"go-plugin") => "native",
                _ => "both",
            };
            let default = default.unwrap_or("none".into());
            self.rows.push(format!("| `{path}` | {} | {default} | {backend} | {help} |", T::EXPECTED));
        }
    }

    /// Describes the keys of one more table, and gives its schema.
    fn inner<R>(
        &mut self,
        path: &[&'static str],
        keys: impl FnOnce(&mut Self) -> Result<R, ConfigError>,
    ) -> Result<Value, ConfigError> {
        let outer = (std::mem::take(&mut self.properties), std::mem::take(&mut self.required));
        self.path.extend(path);
        keys(self)?;
        self.path.truncate(self.path.len() - path.len());
        let properties = std::mem::replace(&mut self.properties, outer.0);
        let required = std::mem::replace(&mut self.required, outer.1);
        let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        Ok(schema)
    }
}

impl Keys for Describing {
    fn field<T: Setting>(&mut self, key: &'static str, help: &'static str, target: &mut T) -> Result<(), ConfigError> {
        self.describe::<T>(key, help, target.example().map(|default| format!("`{default}`")));
        Ok(())
    }

    fn required<T: Setting>(&mut self, key: &'static str, help: &'static str, _: &mut T) -> Result<(), ConfigError> {
        self.describe::<T>(key, help, Some("required".into()));
        self.required.push(key);
        Ok(())
    }

    fn table(
        &mut self,
        key: &'static str,
        help: &'static str,
        keys: impl FnOnce(&mut Self) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError> {
        let mut schema = self.inner(&[key], keys)?;
        schema["description"] = help.into();
        self.properties.insert(key.into(), schema);
        Ok(())
    }

    fn numbered_tables(
        &mut self,
        key: &'static str,
        help: &'static str,
        mut keys: impl FnMut(&mut Self, u32) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError> {
        let each = self.inner(&[key, "N"], |inner| keys(inner, 0))?;
        let schema = json!({
            "type": "object", "description": help, "propertyNames": { "pattern": "^[0-9]{1,10}$" },
            "additionalProperties": each
        });
        self.properties.insert(key.into(), schema);
        Ok(())
    }

    fn named_tables(
        &mut self,
        key: &'static str,
        help: &'static str,
        mut keys: impl FnMut(&mut Self, &str) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError> {
        let each = self.inner(&[key, "NAME"], |inner| keys(inner, "NAME"))?;
        let names = json!({ "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$" });
        let schema = json!({
            "type": "object", "description": help, "propertyNames": names, "additionalProperties": each
        });
        self.properties.insert(key.into(), schema);
        Ok(())
    }
}

/// The schema, and the rows of the table.
fn describe() -> (Value, Vec<String>) {
    let mut describing = Describing::default();
    let mut file = File {
        cache: super::CacheConfig::default(),
        defaults: PluginConfig::new("", Backend::Wasm),
        plugins: BTreeMap::new(),
    };
    let mut schema = describing.inner(&[], |keys| keys::file(keys, &mut file)).unwrap();
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "amphi.toml".into();
    (schema, describing.rows)
}

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs");
const BEGIN: &str = "<!-- keys: made from host/src/config/keys.rs -->\n";
const END: &str = "<!-- end of keys -->\n";

fn read(name: &str) -> String {
    fs::read_to_string(format!("{DOCS}/{name}")).unwrap_or_default()
}

/// Writes a file anew if that is wanted, and fails if it was stale.
fn settle(name: &str, is_current: bool, wanted: &str) {
    if std::env::var_os("AMPHI_UPDATE_DOCS").is_some() {
        fs::write(format!("{DOCS}/{name}"), wanted).unwrap();
    } else {
        assert!(is_current, "docs/{name} is stale; run with AMPHI_UPDATE_DOCS=1");
    }
}

#[test]
fn the_published_schema_is_current() {
    let (schema, _) = describe();
    // Compared as values: the order of the keys depends on a feature that any crate may turn on.
    let is_current = serde_json::from_str(&read("amphi.schema.json")).is_ok_and(|found: Value| found == schema);
    settle("amphi.schema.json", is_current, &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
}

#[test]
fn the_documented_keys_are_current() {
    let (_, rows) = describe();
    let table = format!("| key | value | default | backend | meaning |\n|---|---|---|---|---|\n{}\n", rows.join("\n"));
    let found = read("configuration.md");
    let (before, rest) = found.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted = format!("{before}{BEGIN}{table}{END}{after}");
    settle("configuration.md", found == wanted, &wanted);
}

#[test]
fn the_documented_examples_are_read() {
    let text = read("configuration.md");
    let examples: Vec<_> = text.split("```toml\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect();
    assert!(!examples.is_empty());
    for example in examples {
        super::document::parse("amphi.toml".as_ref(), example).unwrap_or_else(|error| panic!("{error}"));
    }
}
