//! Finds the handshake line in what a plugin writes on its stdout.

use super::line::{HandshakeLine, wrong};
use crate::error::Error;
use crate::limits::{MAX_BANNER_LINES, MAX_HANDSHAKE_BYTES};

/// Reads a plugin's stdout up to its handshake line.
///
/// Lines before it are a banner of the plugin, of a library or of a wrapper script: they are kept, so that a
/// failed start can show them. A line that starts with digits and `|` is the handshake line, well-formed or not.
///
/// ```
/// use amphi_protocol::handshake::HandshakeScanner;
///
/// let mut scanner = HandshakeScanner::default();
/// assert!(scanner.feed(b"warming up\n1|1|unix|/tmp/s")?.is_none());
/// let found = scanner.feed(b"ock|amphi|\nmore")?.ok_or("the line is complete")?;
/// assert_eq!(found.line.app_version, 1);
/// assert_eq!(found.used, b"ock|amphi|\n".len());
/// assert_eq!(scanner.banner(), ["warming up"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct HandshakeScanner {
    /// The line that has begun.
    partial: Vec<u8>,
    banner: Vec<String>,
}

/// A handshake line that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The line.
    pub line: HandshakeLine,
    /// Bytes of the last input up to and with the line's end; what follows is ordinary output.
    pub used: usize,
}

impl HandshakeScanner {
    /// Takes the next bytes of stdout, and gives the line once it is complete.
    ///
    /// # Errors
    ///
    /// A malformed handshake line, a line over [`MAX_HANDSHAKE_BYTES`], or a banner over [`MAX_BANNER_LINES`].
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Option<Found>, Error> {
        let mut used = 0;
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            used += piece.len();
            self.extend(piece)?;
            if piece.ends_with(b"\n")
                && let Some(line) = self.end_line()?
            {
                return Ok(Some(Found { line, used }));
            }
        }
        Ok(None)
    }

    /// Ends the input: a last line without an end may still be the one.
    ///
    /// # Errors
    ///
    /// A malformed handshake line.
    pub fn finish(&mut self) -> Result<Option<HandshakeLine>, Error> {
        if self.partial.is_empty() { Ok(None) } else { self.end_line() }
    }

    /// The lines that came before, each shortened to what helps a diagnosis.
    pub fn banner(&self) -> &[String] {
        &self.banner
    }

    fn extend(&mut self, piece: &[u8]) -> Result<(), Error> {
        if self.partial.len() + piece.len() > MAX_HANDSHAKE_BYTES {
            let shown = String::from_utf8_lossy(self.partial.get(..MAX_SHOWN).unwrap_or(piece)).into_owned();
            return Err(wrong("a line of stdout", &format!("at most {MAX_HANDSHAKE_BYTES} bytes long"), &shown));
        }
        self.partial.extend_from_slice(piece);
        Ok(())
    }

    fn end_line(&mut self) -> Result<Option<HandshakeLine>, Error> {
        let bytes = std::mem::take(&mut self.partial);
        let text = String::from_utf8_lossy(&bytes);
        let line = text.trim();
        if is_candidate(line) {
            return HandshakeLine::parse(line).map(Some);
        }
        if !line.is_empty() {
            if self.banner.len() == MAX_BANNER_LINES {
                let expected = format!("within the first {MAX_BANNER_LINES} lines of stdout");
                return Err(wrong("the line", &expected, line));
            }
            self.banner.push(line.chars().take(MAX_SHOWN).collect());
        }
        Ok(None)
    }
}

fn is_candidate(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with('|')
}

/// Characters of a banner line that are kept, and bytes of one that is too long: a terminal's two lines.
const MAX_SHOWN: usize = 160;
