//! Names: from protobuf's to WIT's, each once.

use std::collections::{HashMap, HashSet};

use heck::ToKebabCase;

/// Makes a name of WIT from one of protobuf: kebab case, no word of which begins with a digit.
///
/// WIT's own tools take `a-1`, but not all that reads WIT does.
pub(super) fn kebab(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.to_kebab_case().split('-').filter(|word| !word.is_empty()) {
        let begins_with_digit = word.starts_with(|c: char| c.is_ascii_digit());
        match (out.is_empty(), begins_with_digit) {
            (true, true) => out.push('n'),
            (true, false) | (false, true) => {}
            (false, false) => out.push('-'),
        }
        out.push_str(word);
    }
    if out.is_empty() { "x".to_string() } else { out }
}

/// The names that are taken in one scope.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// The number that the next of one name gets: a peer may have made up thousands of them.
    numbers: HashMap<String, u32>,
}

impl Scope {
    /// Takes the first name that is free, or else the last of them with the first number that makes it so.
    pub(super) fn claim<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> String {
        let mut last = "x";
        for name in names {
            if self.take(name) {
                return name.to_string();
            }
            last = name;
        }
        let number = self.numbers.entry(last.to_string()).or_insert(1);
        loop {
            *number = number.saturating_add(1);
            let numbered = format!("{last}{number}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }

    /// Takes a name as it is; false if it is taken.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_string())
    }
}

/// Whether this is a name as [`kebab`] makes them: of lower-case words.
pub(super) fn is_kebab(name: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.len() <= MAX_NAME_BYTES && name.split('-').all(is_word)
}

/// Whether this is the name of a package: `namespace:name`, with `@1.2.3` or without.
pub(super) fn is_package(name: &str) -> bool {
    let (path, version) = name.split_once('@').map_or((name, None), |(path, version)| (path, Some(version)));
    let is_version = |version: &str| {
        let mut parts = version.splitn(3, '.');
        let numbers = [parts.next(), parts.next(), parts.next()];
        numbers.iter().all(|part| part.is_some_and(|part| part.parse::<u64>().is_ok()))
    };
    version.is_none_or(is_version)
        && path.split_once(':').is_some_and(|(namespace, name)| is_kebab(namespace) && is_kebab(name))
}

/// Writes a name as WIT text: a keyword has a `%` before it.
pub(super) fn escaped(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("%{name}") } else { name.to_string() }
}

/// Bytes of a name of WIT. Protobuf's own are identifiers that people write; stops a descriptor with names of a megabyte.
pub(super) const MAX_NAME_BYTES: usize = 512;

/// The words that WIT has for itself, in the order of its lexer.
const KEYWORDS: [&str; 43] = [
    "use",
    "type",
    "func",
    "u8",
    "u16",
    "u32",
    "u64",
    "s8",
    "s16",
    "s32",
    "s64",
    "f32",
    "f64",
    "char",
    "resource",
    "own",
    "borrow",
    "record",
    "flags",
    "variant",
    "enum",
    "bool",
    "string",
    "option",
    "result",
    "future",
    "stream",
    "error-context",
    "list",
    "map",
    "as",
    "from",
    "static",
    "interface",
    "tuple",
    "world",
    "import",
    "export",
    "package",
    "constructor",
    "include",
    "with",
    "async",
];
