//! Data on stdout, the rest on stderr; neither lets a hostile file's text move a terminal's cursor.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::failure::Failure;

/// Writes data, with a line break at its end.
pub(crate) fn data(text: &str) -> Result<ExitCode, Failure> {
    lines(&format!("{text}\n")).map(|_| ExitCode::SUCCESS)
}

/// Writes whole lines, and says whether more are wanted.
pub(crate) fn lines(text: &str) -> Result<bool, Failure> {
    write(clean(text).as_bytes())
}

fn write(bytes: &[u8]) -> Result<bool, Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        // Whoever reads it has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::io("write to", Path::new("stdout"), error)),
        Ok(()) => Ok(true),
    }
}

/// Bytes that are written as they come: to a file or another program as they are, to a terminal as text.
pub(crate) struct Bytes {
    /// Where they go to a terminal.
    shown: Option<Shown>,
}

impl Bytes {
    pub(crate) fn new() -> Self {
        Self { shown: io::stdout().is_terminal().then(Shown::default) }
    }

    /// Writes some, and says whether more are wanted.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<bool, Failure> {
        match &mut self.shown {
            Some(shown) => write(shown.text(bytes).as_bytes()),
            None => write(bytes),
        }
    }

    /// Writes what waited for more.
    pub(crate) fn finish(&mut self) -> Result<bool, Failure> {
        match &mut self.shown {
            Some(shown) => write(shown.rest().as_bytes()),
            None => Ok(true),
        }
    }
}

/// Bytes as text that leaves a terminal alone.
#[derive(Default)]
struct Shown {
    /// The beginning of a character.
    begun: Vec<u8>,
    /// Whether the last line has no end yet.
    is_within_line: bool,
}

impl Shown {
    fn text(&mut self, bytes: &[u8]) -> String {
        self.begun.extend_from_slice(bytes);
        let bytes = std::mem::take(&mut self.begun);
        let mut text = String::new();
        let mut left = bytes.len();
        for chunk in bytes.utf8_chunks() {
            left -= chunk.valid().len() + chunk.invalid().len();
            text.push_str(&clean(chunk.valid()));
            let is_begun =
                left == 0 && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            if is_begun {
                self.begun = chunk.invalid().to_vec();
            } else {
                text.push_str(&escaped(chunk.invalid()));
            }
        }
        if let Some(last) = text.chars().last() {
            self.is_within_line = last != '\n';
        }
        text
    }

    fn rest(&mut self) -> String {
        let begun = std::mem::take(&mut self.begun);
        let end = if self.is_within_line || !begun.is_empty() { "\n" } else { "" };
        escaped(&begun) + end
    }
}

/// Bytes that are no text.
fn escaped(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect()
}

/// Writes data as JSON.
pub(crate) fn json(value: &serde_json::Value) -> Result<ExitCode, Failure> {
    data(&format!("{value:#}"))
}

/// Writes a message.
pub(crate) fn to_stderr(text: &str) {
    // If nobody reads it, there is nobody to tell.
    drop(writeln!(io::stderr(), "{}", clean(text)));
}

/// Escapes every control character but the line break.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() && character != '\n' {
            clean.extend(character.escape_unicode());
        } else {
            clean.push(character);
        }
    }
    clean
}

/// A number with its thousands apart.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_left_alone() {
        assert_eq!(clean("a\u{1b}[2J\nb\r"), "a\\u{1b}[2J\nb\\u{d}");
    }

    #[test]
    fn bytes_are_shown_as_text() {
        let mut shown = Shown::default();
        let snowman = "☃".as_bytes();
        let parts = [&b"a\x1b["[..], &snowman[..1], &snowman[1..], b"\xff\n", &snowman[..2]];
        let text: Vec<String> = parts.into_iter().map(|part| shown.text(part)).collect();
        assert_eq!(text.concat(), "a\\u{1b}[☃\\xff\n");
        assert_eq!(shown.rest(), "\\xe2\\x98\n");
        assert_eq!(shown.text(b"end"), "end");
        assert_eq!((shown.rest(), Shown::default().rest()), ("\n".to_string(), String::new()));
    }

    #[test]
    fn numbers_have_their_thousands_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }
}
