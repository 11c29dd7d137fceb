//! From the kebab case of WIT to Rust's identifiers, as wit-bindgen spells them.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use wit_parser::{InterfaceId, PackageId, Resolve, WorldKey};

use crate::lookup::Lookup as _;

/// The name of a function, a parameter, a field or a module.
pub(crate) fn snake(name: &str) -> Ident {
    if KEYWORDS.contains(&name) {
        return ident(&format!("{name}_"));
    }
    match name.to_snake_case() {
        // A keyword since the edition of 2024 only: this spelling is right in every edition.
        reserved if reserved == "gen" => Ident::new_raw(&reserved, Span::call_site()),
        // In capitals it is a word of WIT that wit-bindgen does not know as a keyword.
        reserved if KEYWORDS.contains(&&*reserved) => ident(&format!("{reserved}_")),
        plain => ident(&plain),
    }
}

/// The name of a type.
pub(crate) fn camel(name: &str) -> Ident {
    match name {
        // The traits that authors implement have this name.
        "guest" => ident("Guest_"),
        name => case(name),
    }
}

/// The name of a case of a variant or an enum.
pub(crate) fn case(name: &str) -> Ident {
    match name.to_upper_camel_case() {
        reserved if reserved == "Self" => ident("Self_"),
        plain => ident(&plain),
    }
}

/// The name of a flag.
pub(crate) fn shouty(name: &str) -> Ident {
    ident(&name.to_shouty_snake_case())
}

/// Whether an identifier is a word of Rust. wit-bindgen does not know that `gen` is one.
pub(crate) fn is_keyword(ident: &str) -> bool {
    KEYWORDS.contains(&ident) || ident == "gen"
}

/// A name that is an identifier already.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A name that none of the others has.
pub(crate) fn unused(wanted: &str, taken: &[Ident]) -> Ident {
    let mut name = wanted.to_string();
    while taken.iter().any(|ident| *ident == name) {
        name.push('_');
    }
    ident(&name)
}

/// The module of an interface, from the module that the macro was called in.
pub(crate) fn module_path(resolve: &Resolve, key: &WorldKey, exported: bool) -> Vec<Ident> {
    let mut path = Vec::new();
    if exported {
        path.push(ident("exports"));
    }
    match key {
        WorldKey::Name(name) => path.push(snake(name)),
        WorldKey::Interface(id) => path.extend(qualified(resolve, *id)),
    }
    path
}

fn qualified(resolve: &Resolve, id: InterfaceId) -> Vec<Ident> {
    let interface = resolve.interface(id);
    let mut path = Vec::new();
    if let Some(package) = interface.package {
        path.push(snake(&resolve.package(package).name.namespace));
        path.push(package_module(resolve, package));
    }
    path.extend(interface.name.as_deref().map(snake));
    path
}

/// Carries the version if several versions of the package are in use.
fn package_module(resolve: &Resolve, id: PackageId) -> Ident {
    let own = &resolve.package(id).name;
    let namesakes = resolve
        .packages
        .iter()
        .filter(|(_, other)| other.name.namespace == own.namespace && other.name.name == own.name);
    let base = own.name.to_snake_case();
    match &own.version {
        Some(version) if namesakes.count() > 1 => {
            let version = version.to_string().replace(['.', '-', '+'], "_").to_snake_case();
            ident(&format!("{base}{version}"))
        }
        _ => snake_module(&base),
    }
}

/// Packages with a keyword for a name do not compile with wit-bindgen; here they do.
fn snake_module(base: &str) -> Ident {
    match base {
        "gen" => Ident::new_raw(base, Span::call_site()),
        base if KEYWORDS.contains(&base) => ident(&format!("{base}_")),
        base => ident(base),
    }
}

/// Strict and reserved keywords, which get an underscore.
const KEYWORDS: [&str; 51] = [
    "as", "break", "const", "continue", "crate", "else", "enum", "extern", "false", "fn", "for", "if", "impl", "in",
    "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static", "struct", "super", "trait",
    "true", "type", "unsafe", "use", "where", "while", "async", "await", "dyn", "abstract", "become", "box", "do",
    "final", "macro", "override", "priv", "typeof", "unsized", "virtual", "yield", "try",
    // Not escaped by wit-bindgen, and no WIT name: kept so that the list is complete.
    "Self",
];

#[cfg(test)]
mod tests {
    use super::{camel, case, shouty, snake, unused};

    #[test]
    fn keywords_get_an_underscore() {
        assert_eq!(snake("type"), "type_");
        assert_eq!(snake("self"), "self_");
        assert_eq!(snake("gen"), "r#gen");
        assert_eq!(snake("TYPE"), "type_");
        assert_eq!(snake("too-long"), "too_long");
    }

    #[test]
    fn types_cases_and_flags_have_their_own_case() {
        assert_eq!(camel("guest"), "Guest_");
        assert_eq!(camel("bad-input"), "BadInput");
        assert_eq!(case("self"), "Self_");
        assert_eq!(shouty("read-only"), "READ_ONLY");
    }

    #[test]
    fn an_unused_name_is_found() {
        assert_eq!(unused("cx", &[snake("a")]), "cx");
        assert_eq!(unused("cx", &[snake("cx")]), "cx_");
    }
}
