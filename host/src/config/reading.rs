//! Reads the keys of one table, and knows in the end which ones nobody asked for.

use std::ops::Range;
use std::path::Path;

use toml::de::DeTable;

use super::keys::Keys;
use super::setting::{Setting, Wrong, shorten};
use super::{ConfigError, Place};

/// A file being read.
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

impl Source<'_> {
    pub(super) fn place(&self, span: Range<usize>) -> Box<Place> {
        Box::new(Place::new(self.path, self.text, span))
    }
}

/// A table being read.
pub(super) struct Reading<'a> {
    source: &'a Source<'a>,
    table: &'a DeTable<'a>,
    /// The keys that lead to the table.
    path: Vec<String>,
    /// Where the table begins.
    begin: Range<usize>,
    asked: Vec<&'static str>,
    /// Whether its keys are names, which have their meaning from the file.
    any_key: bool,
}

impl<'a> Reading<'a> {
    /// Begins with the top level.
    pub(super) fn new(source: &'a Source<'a>, table: &'a DeTable<'a>) -> Self {
        Self { source, table, path: Vec::new(), begin: 0..0, asked: Vec::new(), any_key: false }
    }

    /// Ends: keys that nobody asked for have no meaning.
    pub(super) fn finish(self) -> Result<(), ConfigError> {
        if self.any_key {
            return Ok(());
        }
        let mut unknown: Vec<_> = self.table.keys().filter(|key| !self.asked.contains(&&**key.get_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        match unknown.first() {
            None => Ok(()),
            Some(key) => Err(self.unknown_key(self.shown(), key.get_ref(), key.span(), &self.asked)),
        }
    }

    fn unknown_key(&self, table: String, key: &str, span: Range<usize>, known: &[&'static str]) -> ConfigError {
        let nearest = super::nearest(key, known.iter().copied());
        ConfigError::UnknownKey { key: shorten(key), table, nearest, place: self.source.place(span) }
    }

    /// The table as its header names it.
    fn shown(&self) -> String {
        match self.path.as_slice() {
            [] => "the top level".into(),
            path => format!("[{}]", path.join(".")),
        }
    }

    fn field_path(&self, key: &str) -> String {
        self.path.iter().map(String::as_str).chain([key]).collect::<Vec<_>>().join(".")
    }

    fn inner(&self, key: &str, table: &'a DeTable<'a>, begin: Range<usize>) -> Self {
        let path = self.path.iter().cloned().chain([shorten(key)]).collect();
        Self { source: self.source, table, path, begin, asked: Vec::new(), any_key: false }
    }

    fn wrong(&self, mut field: String, span: Range<usize>, expected: &'static str, wrong: Wrong) -> ConfigError {
        let place = |span| self.source.place(span);
        match wrong {
            Wrong::Type(got) => ConfigError::WrongType { field, expected, got, place: place(span) },
            Wrong::Value { got, reason } => {
                ConfigError::WrongValue { field, expected, got, reason, place: place(span) }
            }
            Wrong::Part { part, span, expected, wrong } => {
                field.push_str(&shorten(&part));
                self.wrong(field, span, expected, *wrong)
            }
            Wrong::Key { key, span, known } => self.unknown_key(format!("[{field}]"), &key, span, known),
        }
    }
}

impl Keys for Reading<'_> {
    fn field<T: Setting>(&mut self, key: &'static str, _help: &'static str, target: &mut T) -> Result<(), ConfigError> {
        self.asked.push(key);
        if let Some(value) = self.table.get(key) {
            let read = T::read(value.get_ref());
            target.merge(read.map_err(|wrong| self.wrong(self.field_path(key), value.span(), T::EXPECTED, wrong))?);
        }
        Ok(())
    }

    fn required<T: Setting>(
        &mut self,
        key: &'static str,
        help: &'static str,
        target: &mut T,
    ) -> Result<(), ConfigError> {
        self.field(key, help, target)?;
        if self.table.contains_key(key) {
            Ok(())
        } else {
            let place = self.source.place(self.begin.clone());
            Err(ConfigError::MissingKey { key, table: self.shown(), place })
        }
    }

    fn table(
        &mut self,
        key: &'static str,
        _help: &'static str,
        keys: impl FnOnce(&mut Self) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError> {
        self.asked.push(key);
        let Some((name, value)) = self.table.get_key_value(key) else { return Ok(()) };
        let Some(table) = value.get_ref().as_table() else {
            let wrong = Wrong::type_of(value.get_ref());
            return Err(self.wrong(self.field_path(key), value.span(), "a table", wrong));
        };
        let mut inner = self.inner(key, table, name.span());
        keys(&mut inner)?;
        inner.finish()
    }

    fn numbered_tables(
        &mut self,
        key: &'static str,
        help: &'static str,
        mut keys: impl FnMut(&mut Self, u32) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError> {
        self.named_tables(key, help, |inner, name| match name.parse() {
            Ok(number) => keys(inner, number),
            Err(_) => Err(ConfigError::WrongValue {
                field: inner.path.join("."),
                expected: u32::EXPECTED,
                got: shorten(&format!("{name:?}")),
                reason: "it is no number".into(),
                place: inner.source.place(inner.begin.clone()),
            }),
        })
    }

    fn named_tables(
        &mut self,
        key: &'static str,
        help: &'static str,
        mut keys: impl FnMut(&mut Self, &str) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError> {
        self.table(key, help, |outer| {
            for (name, value) in outer.table {
                let Some(table) = value.get_ref().as_table() else {
                    let wrong = Wrong::type_of(value.get_ref());
                    return Err(outer.wrong(outer.field_path(name.get_ref()), value.span(), "a table", wrong));
                };
                let mut inner = outer.inner(name.get_ref(), table, name.span());
                keys(&mut inner, name.get_ref())?;
                inner.finish()?;
            }
            outer.any_key = true;
            Ok(())
        })
    }
}
