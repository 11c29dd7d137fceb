//! How names of other worlds are spelled in Go.

/// The name of an exported Go field for one in snake, kebab or camel case: `foo-bar` and `fooBar` are `FooBar`.
///
/// A part in capitals stays so, which is how Go spells abbreviations: `user-ID` is `UserID`.
pub(super) fn exported(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for part in name.split(['_', '-']) {
        let mut rest = part.chars();
        if let Some(first) = rest.next() {
            out.extend(first.to_uppercase());
            out.push_str(rest.as_str());
        }
    }
    out
}

/// Whether two names are the same but for their spelling.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let letters = |name| str::chars(name).filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase);
    letters(one).eq(letters(other))
}
