//! Numbers, characters and strings.

use std::str::FromStr;

use super::cursor::Cursor;
use super::error::Error;

/// Takes an integer; `expected` names its type and range.
pub(super) fn integer<T: FromStr>(cursor: &mut Cursor<'_>, expected: &str) -> Result<T, Error> {
    cursor.skip();
    let (offset, word) = (cursor.offset(), number_word(cursor.rest()));
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let has_one_spelling = digits.len() == 1 || !digits.starts_with('0');
    match word.parse() {
        Ok(number) if is_integer && has_one_spelling => {
            cursor.advance(word.len());
            Ok(number)
        }
        _ => Err(cursor.expected_at(offset, expected)),
    }
}

/// Takes a number as JSON writes it, `nan`, `inf` or `-inf`. One that is too large is infinite.
pub(super) fn float<T: FromStr>(cursor: &mut Cursor<'_>, expected: &str) -> Result<T, Error> {
    cursor.skip();
    let (offset, word) = (cursor.offset(), number_word(cursor.rest()));
    match word.parse() {
        // The names of the numbers that are none are Rust's own too; of those, WAVE has three.
        Ok(number) if matches!(word, "nan" | "inf" | "-inf") || is_json_number(word) => {
            cursor.advance(word.len());
            Ok(number)
        }
        _ => Err(cursor.expected_at(offset, expected)),
    }
}

/// Takes a character between single quotes.
pub(super) fn character(cursor: &mut Cursor<'_>) -> Result<char, Error> {
    cursor.skip();
    let offset = cursor.offset();
    if !cursor.rest().starts_with('\'') {
        return Err(cursor.expected_at(offset, "char ('x')"));
    }
    cursor.advance(1);
    let character = match cursor.rest().chars().next() {
        Some('\\') => escape(cursor)?,
        Some(plain) if plain != '\'' && plain != '\n' => {
            cursor.advance(plain.len_utf8());
            plain
        }
        _ => return Err(cursor.expected_at(cursor.offset(), "one character")),
    };
    if !cursor.rest().starts_with('\'') {
        return Err(cursor.expected_at(cursor.offset(), "`'` after one character"));
    }
    cursor.advance(1);
    Ok(character)
}

/// Takes a string between double quotes, or one over several lines between three of them.
pub(super) fn string(cursor: &mut Cursor<'_>) -> Result<String, Error> {
    cursor.skip();
    let offset = cursor.offset();
    if cursor.rest().starts_with("\"\"\"") {
        return lines(cursor);
    }
    if !cursor.rest().starts_with('"') {
        return Err(cursor.expected_at(offset, "string (\"in double quotes\")"));
    }
    cursor.advance(1);
    let mut text = String::new();
    loop {
        let rest = cursor.rest();
        let plain = rest.find(['"', '\\', '\n']).unwrap_or(rest.len());
        text.push_str(rest.get(..plain).unwrap_or_default());
        cursor.advance(plain);
        match cursor.rest().chars().next() {
            Some('"') => {
                cursor.advance(1);
                return Ok(text);
            }
            Some('\\') => text.push(escape(cursor)?),
            Some(_) => return Err(cursor.wrong_at(cursor.offset(), "`\"` or \\n", "the end of the line")),
            None => return Err(cursor.expected_at(cursor.offset(), "`\"`")),
        }
    }
}

/// Takes a string whose lines are indented as its last one, which has the closing quotes.
fn lines(cursor: &mut Cursor<'_>) -> Result<String, Error> {
    const QUOTES: &str = "\"\"\"";
    cursor.advance(QUOTES.len());
    let rest = cursor.rest();
    let Some(length) = rest.find(QUOTES) else {
        return Err(cursor.wrong_at(cursor.offset(), format!("`{QUOTES}`"), "the end of the text"));
    };
    let (inner, start) = (rest.get(..length).unwrap_or_default(), cursor.offset());
    let first = inner.strip_prefix('\r').unwrap_or(inner).strip_prefix('\n');
    let Some(body) = first else {
        return Err(cursor.expected_at(start, format!("a line break after `{QUOTES}`")));
    };
    let skipped = inner.len() - body.len();
    // A text of no line at all has its closing quotes right after the break.
    let (content, indent) = body.rsplit_once('\n').map_or((None, body), |(content, last)| (Some(content), last));
    if indent.contains(|c| c != ' ') {
        let place = start + length - indent.len();
        return Err(cursor.expected_at(place, format!("a line of nothing but spaces before `{QUOTES}`")));
    }
    let mut text = String::new();
    cursor.advance(skipped);
    for (number, line) in content.into_iter().flat_map(|content| content.split('\n')).enumerate() {
        if number > 0 {
            text.push('\n');
        }
        one_line(cursor, line, indent.len(), &mut text)?;
    }
    let used = cursor.offset() - start;
    cursor.advance(length - used + QUOTES.len());
    Ok(text)
}

/// Takes one line and its break.
fn one_line(cursor: &mut Cursor<'_>, line: &str, indent: usize, text: &mut String) -> Result<(), Error> {
    let end = cursor.offset() + line.len();
    let spaces = line.len() - line.trim_start_matches(' ').len();
    if spaces < indent {
        return Err(cursor.expected_at(cursor.offset() + spaces, format!("a line indented by {indent} spaces")));
    }
    cursor.advance(indent);
    let last = end - usize::from(line.ends_with('\r'));
    while cursor.offset() < last {
        let left = cursor.rest().get(..last - cursor.offset()).unwrap_or_default();
        let plain = left.find('\\').unwrap_or(left.len());
        text.push_str(left.get(..plain).unwrap_or_default());
        cursor.advance(plain);
        if cursor.offset() < last {
            text.push(escape(cursor)?);
        }
    }
    cursor.advance(end + 1 - cursor.offset());
    Ok(())
}

/// Takes an escape, which begins here.
fn escape(cursor: &mut Cursor<'_>) -> Result<char, Error> {
    let offset = cursor.offset();
    let rest = cursor.rest();
    let (character, length) = match rest.as_bytes().get(1) {
        Some(b'\\') => (Some('\\'), 2),
        Some(b'\'') => (Some('\''), 2),
        Some(b'"') => (Some('"'), 2),
        Some(b't') => (Some('\t'), 2),
        Some(b'n') => (Some('\n'), 2),
        Some(b'r') => (Some('\r'), 2),
        Some(b'u') => {
            let digits =
                rest.get(2..).and_then(|rest| rest.strip_prefix('{')?.split_once('}')).map(|(digits, _)| digits);
            let is_hex = |digits: &&str| matches!(digits.len(), 1..=6) && digits.bytes().all(|b| b.is_ascii_hexdigit());
            let digits = digits.filter(is_hex).unwrap_or_default();
            (u32::from_str_radix(digits, 16).ok().and_then(char::from_u32), digits.len() + 4)
        }
        _ => (None, 0),
    };
    let Some(character) = character else {
        let found = format!("`{}`", rest.chars().take(2).collect::<String>().escape_debug());
        return Err(cursor.wrong_at(offset, r#"an escape: \\ \' \" \t \n \r or \u{…} of a character"#, found));
    };
    cursor.advance(length);
    Ok(character)
}

/// The run of characters that numbers, and the names of some, are made of.
fn number_word(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

fn is_json_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (word, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}
