//! Types in messages: as text of bounded length, for a hostile plugin's types are large.

use std::fmt;

use amphi_protocol::Type;

/// A type as WIT writes it, cut where it no longer helps.
pub(crate) struct Shown<'a> {
    ty: &'a Type,
    limit: usize,
}

impl<'a> Shown<'a> {
    /// For a message that is about the type.
    pub(crate) fn fully(ty: &'a Type) -> Self {
        Self { ty, limit: MAX_TYPE_TEXT }
    }

    /// For a message about something else.
    pub(crate) fn briefly(ty: &'a Type) -> Self {
        Self { ty, limit: MAX_BRIEF_TEXT }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cut = Cut { text: String::new(), left: self.limit };
        // The error means that the text was cut.
        match fmt::write(&mut cut, format_args!("{}", self.ty)) {
            Ok(()) => f.write_str(&cut.text),
            Err(fmt::Error) => write!(f, "{}…", cut.text),
        }
    }
}

struct Cut {
    text: String,
    left: usize,
}

impl fmt::Write for Cut {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            self.left = self.left.checked_sub(1).ok_or(fmt::Error)?;
            self.text.push(character);
        }
        Ok(())
    }
}

/// Characters of a type in a message: what still helps a person.
const MAX_TYPE_TEXT: usize = 400;

/// Characters of a type beside something else.
const MAX_BRIEF_TEXT: usize = 60;
