//! Streams and futures: the text has what comes out of them, or says where that is.

use amphi_protocol::{StreamHandle, Type, Value};

use super::error::Error;
use super::literal;
use super::outside::StreamText;
use super::parse::Parser;
use crate::shown::Shown;

impl Parser<'_, '_> {
    /// Reads `[1, 2]`, `@path`, or for bytes `"text"`.
    pub(super) fn stream(&mut self, payload: Option<&Type>) -> Result<StreamHandle, Error> {
        self.cursor.skip();
        let offset = self.cursor.offset();
        let of = match self.cursor.peek() {
            Some('@') => StreamText::Path(self.path()?),
            Some('"') if payload == Some(&Type::U8) => {
                let text = literal::string(&mut self.cursor)?;
                self.spend(text.len())?;
                StreamText::Bytes(text.into_bytes())
            }
            _ => StreamText::Elements(self.elements(payload)?),
        };
        let made = self.outside.stream(payload, of);
        made.map_err(|why| self.cursor.wrong_at(offset, "what a stream can be made of", why))
    }

    fn elements(&mut self, payload: Option<&Type>) -> Result<Vec<Value>, Error> {
        let unit = Type::tuple([]);
        let element = payload.unwrap_or(&unit);
        let what = || match payload {
            Some(Type::U8) => "stream<u8> (\"text\", [1, 2] or @path)".to_string(),
            Some(element) => format!("stream of {} (a list of them, or @path)", Shown::briefly(element)),
            None => "stream ([(), ()] or @path)".to_string(),
        };
        let mut elements = Vec::new();
        self.between('[', ']', what, |parser| {
            elements.push(parser.value(element)?);
            Ok(())
        })?;
        Ok(elements)
    }

    /// Reads the value that it gives.
    pub(super) fn future(&mut self, payload: Option<&Type>) -> Result<StreamHandle, Error> {
        self.cursor.skip();
        let offset = self.cursor.offset();
        let unit = Type::tuple([]);
        let value = self.value(payload.unwrap_or(&unit))?;
        let made = self.outside.future(payload, value);
        made.map_err(|why| self.cursor.wrong_at(offset, "what a future can be made of", why))
    }
}
