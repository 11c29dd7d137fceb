//! Plugins found by their names.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Finds the executables in a folder whose names match a pattern, sorted: `discover(folder, "terraform-provider-*")`.
///
/// In the pattern `*` stands for any characters and `?` for one; folders below are not searched. As `Discover` in Go, but
/// that a file which nobody may execute is none. That it is a plugin is not known before it is started.
///
/// # Errors
///
/// The folder cannot be read.
pub fn discover(folder: impl AsRef<Path>, pattern: &str) -> io::Result<Vec<PathBuf>> {
    let folder = std::path::absolute(folder)?;
    let pattern: Vec<char> = pattern.chars().collect();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name: Vec<char> = entry.file_name().to_string_lossy().chars().collect();
        // By the file that a link leads to; one that leads nowhere is none.
        let is_executable = || {
            let metadata = std::fs::metadata(entry.path());
            metadata.is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
        };
        if matches(&pattern, &name) && is_executable() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a name matches: in time of the product of the two lengths at most, whatever the pattern is.
fn matches(pattern: &[char], name: &[char]) -> bool {
    let (mut at, mut rest) = (pattern, name);
    // Where the last star stands, and what of the name it has not taken yet.
    let mut star: Option<(&[char], &[char])> = None;
    loop {
        match (at.split_first(), rest.split_first()) {
            (Some(('*', after)), _) => {
                star = Some((after, rest));
                at = after;
            }
            (None, None) => return true,
            (Some((wanted, after)), Some((got, left))) if *wanted == '?' || wanted == got => {
                (at, rest) = (after, left);
            }
            _ => {
                let Some((after, [_, left @ ..])) = star else { return false };
                star = Some((after, left));
                (at, rest) = (after, left);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn patterns_match_names() {
        let is_match = |pattern: &str, name: &str| {
            matches(&pattern.chars().collect::<Vec<_>>(), &name.chars().collect::<Vec<_>>())
        };
        for (pattern, name) in [("*", ""), ("a*c", "abbc"), ("a?c", "abc"), ("*-*", "x-y-z"), ("abc", "abc")] {
            assert!(is_match(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("", "a"), ("a*c", "abb"), ("a?c", "ac"), ("*x", "y"), ("ab", "abc")] {
            assert!(!is_match(pattern, name), "{pattern} {name}");
        }
        assert!(!is_match(&"*a".repeat(40), &"a".repeat(39)));
    }

    #[test]
    fn only_executables_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, mode| {
            let path = folder.path().join(name);
            fs::write(&path, "").unwrap();
            fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        };
        put("plugin-b", 0o755);
        put("plugin-a", 0o700);
        put("plugin-text", 0o644);
        put("other", 0o755);
        fs::create_dir(folder.path().join("plugin-folder")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("plugin-link")).unwrap();
        let found = discover(folder.path(), "plugin-*").unwrap();
        assert_eq!(found, [folder.path().join("plugin-a"), folder.path().join("plugin-b")]);
        assert!(discover(folder.path().join("none"), "*").is_err());
    }
}
