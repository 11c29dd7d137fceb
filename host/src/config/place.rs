//! Where in a configuration file something stands, and how that is shown.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A place in a configuration file.
///
/// Shown, it begins a new line and quotes the file's line with a mark below:
///
/// ```text
///
///   --> amphi.toml:7:1
///    |
///  7 | call_timout = "5s"
///    | ^^^^^^^^^^^
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The line itself, or the part of a very long one that is around the place.
    pub excerpt: String,
    /// Where the mark below the excerpt begins and ends, in characters.
    pub mark: Range<usize>,
}

impl Place {
    /// Finds a span of a text.
    pub(super) fn new(path: &Path, text: &str, span: Range<usize>) -> Self {
        let start = text.floor_char_boundary(span.start);
        let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
        let head = before.rsplit('\n').next().unwrap_or_default();
        let tail = after.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let column = head.chars().count();
        let marked = text.get(start..span.end).and_then(|marked| marked.lines().next()).unwrap_or_default();
        // Of a long line only what is around the place is shown.
        let skipped = column.saturating_sub(SHOWN_BEFORE);
        let excerpt = head.chars().skip(skipped).chain(tail.chars().take(SHOWN_AFTER)).map(visible).collect();
        let begin = column - skipped;
        Self {
            path: path.to_path_buf(),
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: column + 1,
            excerpt,
            mark: begin..begin + marked.chars().count().clamp(1, SHOWN_AFTER),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        writeln!(f, "\n {margin}--> {}:{}:{}", self.path.display(), self.line, self.column)?;
        writeln!(f, " {margin} |")?;
        writeln!(f, " {number} | {}", self.excerpt)?;
        write!(f, " {margin} | {}{}", " ".repeat(self.mark.start), "^".repeat(self.mark.len()))
    }
}

/// A tab would be as wide as the terminal likes, and put the mark elsewhere.
fn visible(c: char) -> char {
    if c == '\t' {
        ' '
    } else if c.is_control() {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}

/// Characters that are shown before and after a place: a line of a terminal.
const SHOWN_BEFORE: usize = 80;
const SHOWN_AFTER: usize = 80;
