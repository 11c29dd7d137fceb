//! Data on stdout, the rest on stderr; neither lets a hostile file's text move a terminal's cursor.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::failure::Failure;

/// Writes data, with a line break at its end.
pub(crate) fn data(text: &str) -> Result<ExitCode, Failure> {
    let mut text = clean(text);
    text.push('\n');
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        // Whoever reads it has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Failure::io("write to", Path::new("stdout"), error)),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
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
    fn numbers_have_their_thousands_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }
}
