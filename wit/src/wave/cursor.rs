//! A place in the text: whitespace, comments, punctuation and words.

use super::error::Error;

/// Where in the text the parser is.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// A word: a keyword, or the name of a field, a case or a flag.
#[derive(Clone, Copy)]
pub(super) struct Label<'t> {
    /// Without the `%` before it.
    pub(super) name: &'t str,
    /// Whether a `%` says that it is no keyword.
    pub(super) is_escaped: bool,
    pub(super) offset: usize,
}

impl Label<'_> {
    /// Whether the word is that keyword.
    pub(super) fn is(&self, keyword: &str) -> bool {
        !self.is_escaped && self.name == keyword
    }
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// What is left of the text.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn advance(&mut self, bytes: usize) {
        self.at = self.text.len().min(self.at + bytes);
    }

    /// Skips whitespace and comments.
    pub(super) fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            self.advance(blank);
            let rest = self.rest();
            if !rest.starts_with("//") {
                return;
            }
            self.advance(rest.find('\n').unwrap_or(rest.len()));
        }
    }

    /// The next character that means something.
    pub(super) fn peek(&mut self) -> Option<char> {
        self.skip();
        self.rest().chars().next()
    }

    /// Takes a mark, if it is next.
    pub(super) fn take(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(mark);
        if found {
            self.advance(mark.len_utf8());
        }
        found
    }

    /// Takes a mark that must be next.
    pub(super) fn expect(&mut self, mark: char) -> Result<(), Error> {
        if self.take(mark) { Ok(()) } else { Err(self.expected(format!("`{mark}`"))) }
    }

    /// Takes a word, if one is next.
    pub(super) fn label(&mut self) -> Option<Label<'t>> {
        self.skip();
        let offset = self.at;
        let rest = self.rest();
        let (is_escaped, word) = rest.strip_prefix('%').map_or((false, rest), |word| (true, word));
        if !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let length = word.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(word.len());
        let name = word.get(..length).unwrap_or_default();
        self.advance(usize::from(is_escaped) + length);
        Some(Label { name, is_escaped, offset })
    }

    /// An error about what stands next.
    pub(super) fn expected(&mut self, expected: impl Into<String>) -> Error {
        self.skip();
        self.expected_at(self.at, expected)
    }

    /// An error about what stands at a place.
    pub(super) fn expected_at(&self, offset: usize, expected: impl Into<String>) -> Error {
        Error::at(self.text, offset, expected.into(), shown(self.text.get(offset..).unwrap_or_default()))
    }

    /// An error about a place, in words of its own.
    pub(super) fn wrong_at(&self, offset: usize, expected: impl Into<String>, found: impl Into<String>) -> Error {
        Error::at(self.text, offset, expected.into(), found.into())
    }
}

/// The next word or mark, for a message.
fn shown(rest: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || "%-+._@".contains(c);
    let Some(first) = rest.chars().next() else { return "the end of the text".to_string() };
    let end = if is_word(first) { rest.find(|c| !is_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
    let word = rest.get(..end).unwrap_or_default();
    let mut cut: String = word.chars().take(MAX_SHOWN).collect();
    if cut.len() < word.len() {
        cut.push('…');
    }
    format!("`{}`", cut.escape_debug())
}

/// Characters of the text in a message: enough to find it again.
const MAX_SHOWN: usize = 40;
