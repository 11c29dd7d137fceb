//! Lines out of a stream of bytes, whatever the plugin writes.

use std::borrow::Cow;

/// Bytes of one line. Longer ones come in pieces, so that a plugin that never ends its line costs this much.
pub(crate) const MAX_LINE_BYTES: usize = 8 << 10;

/// Cuts a stream of bytes into lines: one for stdout and one for stderr of each instance.
///
/// A line ends with LF or CR LF, which is not part of it. What is not UTF-8 is replaced.
#[derive(Debug)]
pub(crate) struct LineSplitter {
    /// The start of a line whose end has not come yet: never more than the limit.
    partial: Vec<u8>,
    /// Bytes of a line, beyond which it comes in pieces.
    limit: usize,
}

impl Default for LineSplitter {
    fn default() -> Self {
        Self { partial: Vec::new(), limit: MAX_LINE_BYTES }
    }
}

impl LineSplitter {
    /// Cuts lines at another length than [`MAX_LINE_BYTES`].
    #[cfg(feature = "native")]
    pub(crate) fn up_to(limit: usize) -> Self {
        Self { partial: Vec::new(), limit }
    }

    /// Takes the next bytes and emits the lines that they complete.
    pub(crate) fn push(&mut self, bytes: &[u8], mut emit: impl FnMut(&str)) {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            match piece.strip_suffix(b"\n") {
                Some(end) => {
                    self.extend(end, &mut emit);
                    self.emit_line(&mut emit);
                }
                None => self.extend(piece, &mut emit),
            }
        }
    }

    /// Emits what came after the last end of line, if anything: the stream is at its end.
    pub(crate) fn finish(&mut self, mut emit: impl FnMut(&str)) {
        if !self.partial.is_empty() {
            self.emit_line(&mut emit);
        }
    }

    /// Adds to the line, and emits pieces of it while it is too long.
    fn extend(&mut self, mut bytes: &[u8], emit: &mut impl FnMut(&str)) {
        while self.partial.len() + bytes.len() > self.limit {
            let (now, later) = bytes.split_at(self.limit.saturating_sub(self.partial.len()).min(bytes.len()));
            self.partial.extend_from_slice(now);
            let rest = self.partial.split_off(last_boundary(&self.partial));
            emit(&text(&self.partial));
            self.partial = rest;
            bytes = later;
        }
        self.partial.extend_from_slice(bytes);
    }

    fn emit_line(&mut self, emit: &mut impl FnMut(&str)) {
        let line = self.partial.strip_suffix(b"\r").unwrap_or(&self.partial);
        emit(&text(line));
        self.partial.clear();
    }
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// The last place where bytes can be cut without cutting a character in two.
fn last_boundary(bytes: &[u8]) -> usize {
    let begins_char = |byte: u8| byte & 0b1100_0000 != 0b1000_0000;
    // A character has at most four bytes; among four bytes without a beginning none is worth keeping whole.
    let tail = bytes.iter().rev().take(4).position(|byte| begins_char(*byte));
    match tail {
        Some(back) if bytes.iter().rev().nth(back).is_some_and(|byte| *byte >= 0x80) => bytes.len() - back - 1,
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(chunks: &[&[u8]]) -> Vec<String> {
        let mut splitter = LineSplitter::default();
        let mut lines = Vec::new();
        for chunk in chunks {
            splitter.push(chunk, |line| lines.push(line.to_string()));
        }
        splitter.finish(|line| lines.push(line.to_string()));
        lines
    }

    #[test]
    fn lines_come_whole_however_they_are_cut() {
        assert_eq!(lines(&[b"one\ntw", b"o\r", b"\n\nlast"]), ["one", "two", "", "last"]);
        assert_eq!(lines(&[b"one\n"]), ["one"]);
        assert_eq!(lines(&[b"", b""]), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_utf8_is_replaced() {
        assert_eq!(lines(&[b"a\xffb\n"]), ["a\u{fffd}b"]);
    }

    #[test]
    fn a_long_line_comes_in_pieces_of_whole_characters() {
        let line = "ä".repeat(MAX_LINE_BYTES);
        let pieces = lines(&[&line.as_bytes()[..5], &line.as_bytes()[5..]]);
        assert_eq!(pieces.concat(), line);
        assert!(pieces.iter().all(|piece| piece.len() <= MAX_LINE_BYTES));
        // The cut never stands still, even where no byte begins a character.
        assert_eq!(lines(&[&vec![0x80; MAX_LINE_BYTES * 2]]).len(), 2);
        assert_eq!(lines(&[&vec![0xff; MAX_LINE_BYTES * 2]]).len(), 3);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_the_memory_is_bounded(
            chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20_000), 0..4),
        ) {
            let mut splitter = LineSplitter::default();
            let mut count = 0;
            for chunk in &chunks {
                splitter.push(chunk, |line| {
                    count += line.chars().filter(|c| *c != '\u{fffd}').count();
                    // A replacement takes three bytes for one.
                    assert!(line.len() <= 3 * MAX_LINE_BYTES);
                });
                prop_assert!(splitter.partial.len() <= MAX_LINE_BYTES);
            }
            splitter.finish(|line| count += line.chars().filter(|c| *c != '\u{fffd}').count());
            let ascii = chunks.concat().iter().filter(|byte| byte.is_ascii() && !b"\r\n".contains(byte)).count();
            prop_assert!(count >= ascii);
        }
    }
}
