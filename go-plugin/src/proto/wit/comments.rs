//! Comments of the proto, as documentation of the WIT.

use std::collections::HashMap;

use prost_reflect::FileDescriptor;

/// The comments of each file, by the place in its descriptor.
#[derive(Default)]
pub(super) struct Comments(HashMap<String, HashMap<Vec<i32>, Vec<String>>>);

impl Comments {
    /// The comment before, or else after, what stands at a place; no line if there is none.
    pub(super) fn of(&mut self, file: &FileDescriptor, path: &[i32]) -> Vec<String> {
        let own = self.0.entry(file.name().to_string()).or_insert_with(|| read(file));
        own.get(path).cloned().unwrap_or_default()
    }
}

fn read(file: &FileDescriptor) -> HashMap<Vec<i32>, Vec<String>> {
    let info = file.file_descriptor_proto().source_code_info.as_ref();
    let locations = info.into_iter().flat_map(|info| &info.location);
    locations
        .filter_map(|location| {
            let text = location.leading_comments.as_ref().or(location.trailing_comments.as_ref())?;
            Some((location.path.clone(), lines(text)))
        })
        .collect()
}

/// The lines of a text that WIT takes as documentation.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(|line| line.chars().filter_map(printable).collect()).collect();
    // The star that begins a line of a block, and what stands at the end of a line, say nothing.
    for line in &mut lines {
        let plain = line.trim();
        *line = plain
            .strip_prefix("* ")
            .or_else(|| plain.strip_prefix("*").filter(|it| it.is_empty()))
            .unwrap_or(plain)
            .to_string();
    }
    let is_empty = |line: &String| line.is_empty();
    let start = lines.iter().position(|line| !is_empty(line)).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !is_empty(line)).map_or(start, |end| end + 1);
    lines.truncate(end);
    lines.drain(..start);
    lines.truncate(MAX_LINES);
    lines
}

/// WIT takes no control characters, none that reverse the direction of the text, and some that are deprecated.
fn printable(c: char) -> Option<char> {
    let is_refused = matches!(
        c,
        '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{149}'
            | '\u{673}'
            | '\u{f77}'
            | '\u{f79}'
            | '\u{17a3}'
            | '\u{17a4}'
            | '\u{17b4}'
            | '\u{17b5}'
    );
    match c {
        '\t' => Some(' '),
        c if c.is_control() || is_refused => None,
        c => Some(c),
    }
}

/// Lines of one comment.
const MAX_LINES: usize = 200;
