//! From text to a value, led by the type that is expected.

use amphi_protocol::limits::{MAX_DECODED_BYTES, MAX_TYPE_DEPTH};
use amphi_protocol::{Handle, List, Resource, Type, Value};

use super::cursor::Cursor;
use super::error::Error;
use super::literal;
use super::outside::Outside;
use crate::shown::Shown;

pub(super) struct Parser<'t, 'o> {
    pub(super) cursor: Cursor<'t>,
    pub(super) outside: &'o mut dyn Outside,
    depth: usize,
    /// Bytes that the value may still take.
    budget: usize,
}

impl<'t, 'o> Parser<'t, 'o> {
    pub(super) fn new(text: &'t str, outside: &'o mut dyn Outside) -> Self {
        Self { cursor: Cursor::new(text), outside, depth: 0, budget: MAX_DECODED_BYTES }
    }

    /// Reads something that must be all there is.
    pub(super) fn whole<T>(mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        let value = read(&mut self)?;
        match self.cursor.peek() {
            None => Ok(value),
            Some(_) => Err(self.cursor.expected("the end of the text")),
        }
    }

    pub(super) fn value(&mut self, ty: &Type) -> Result<Value, Error> {
        if self.depth >= MAX_TYPE_DEPTH {
            return Err(self.cursor.expected(format!("a value that nests at most {MAX_TYPE_DEPTH} deep")));
        }
        self.spend(size_of::<Value>())?;
        self.depth += 1;
        let value = self.by_type(ty);
        self.depth -= 1;
        value
    }

    /// Accounts for memory before it is used.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), Error> {
        match self.budget.checked_sub(bytes) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => Err(self.cursor.expected(format!("a value of at most {MAX_DECODED_BYTES} bytes in memory"))),
        }
    }

    fn by_type(&mut self, ty: &Type) -> Result<Value, Error> {
        let cursor = &mut self.cursor;
        Ok(match ty {
            Type::Bool => Value::Bool(self.boolean()?),
            Type::S8 => Value::S8(literal::integer(cursor, S8)?),
            Type::U8 => Value::U8(literal::integer(cursor, U8)?),
            Type::S16 => Value::S16(literal::integer(cursor, S16)?),
            Type::U16 => Value::U16(literal::integer(cursor, U16)?),
            Type::S32 => Value::S32(literal::integer(cursor, S32)?),
            Type::U32 => Value::U32(literal::integer(cursor, U32)?),
            Type::S64 => Value::S64(literal::integer(cursor, S64)?),
            Type::U64 => Value::U64(literal::integer(cursor, U64)?),
            Type::F32 => Value::F32(literal::float(cursor, F32)?),
            Type::F64 => Value::F64(literal::float(cursor, F64)?),
            Type::Char => Value::Char(literal::character(cursor)?),
            Type::String => {
                let text = literal::string(cursor)?;
                self.spend(text.len())?;
                Value::String(text)
            }
            Type::List(element) => Value::List(self.list(element)?),
            Type::FixedList(element, length) => Value::List(self.fixed_list(element, *length)?),
            Type::Map(key, value) => Value::List(self.map(key, value)?),
            Type::Own(resource) | Type::Borrow(resource) => Value::Handle(self.handle(resource)?),
            Type::Tuple(types) => Value::Tuple(self.tuple(types)?),
            Type::Record(fields) => Value::Record(self.record(fields)?),
            Type::Variant(cases) => self.variant(cases)?,
            Type::Enum(names) => Value::Enum(self.enumeration(names)?),
            Type::Flags(names) => Value::Flags(self.flags(names)?),
            Type::Option(inner) => Value::Option(self.option(inner)?.map(Box::new)),
            Type::Result(sides) => self.result(sides)?,
            Type::Stream(payload) => Value::Stream(self.stream(payload.as_deref())?),
            Type::Future(payload) => Value::Future(self.future(payload.as_deref())?),
        })
    }

    fn boolean(&mut self) -> Result<bool, Error> {
        let mut ahead = self.cursor;
        let found = match ahead.label() {
            Some(label) if label.is("true") => true,
            Some(label) if label.is("false") => false,
            _ => return Err(self.cursor.expected("bool (true or false)")),
        };
        self.cursor = ahead;
        Ok(found)
    }

    /// Reads a list: numbers packed, as the codec has them.
    fn list(&mut self, element: &Type) -> Result<List, Error> {
        if *element == Type::U8 && self.cursor.peek() == Some('@') {
            return self.file().map(List::U8);
        }
        Ok(match element {
            Type::S8 => List::S8(self.numbers(|cursor| literal::integer(cursor, S8))?),
            Type::U8 => List::U8(self.numbers(|cursor| literal::integer(cursor, U8))?),
            Type::S16 => List::S16(self.numbers(|cursor| literal::integer(cursor, S16))?),
            Type::U16 => List::U16(self.numbers(|cursor| literal::integer(cursor, U16))?),
            Type::S32 => List::S32(self.numbers(|cursor| literal::integer(cursor, S32))?),
            Type::U32 => List::U32(self.numbers(|cursor| literal::integer(cursor, U32))?),
            Type::S64 => List::S64(self.numbers(|cursor| literal::integer(cursor, S64))?),
            Type::U64 => List::U64(self.numbers(|cursor| literal::integer(cursor, U64))?),
            Type::F32 => List::F32(self.numbers(|cursor| literal::float(cursor, F32))?),
            Type::F64 => List::F64(self.numbers(|cursor| literal::float(cursor, F64))?),
            other => {
                let mut values = Vec::new();
                self.between(
                    '[',
                    ']',
                    || format!("list of {}", Shown::briefly(other)),
                    |parser| {
                        values.push(parser.value(other)?);
                        Ok(())
                    },
                )?;
                List::Values(values)
            }
        })
    }

    fn numbers<T>(&mut self, read: impl Fn(&mut Cursor<'t>) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let mut numbers = Vec::new();
        self.between(
            '[',
            ']',
            || "list ([1, 2])".to_string(),
            |parser| {
                parser.spend(size_of::<T>())?;
                numbers.push(read(&mut parser.cursor)?);
                Ok(())
            },
        )?;
        Ok(numbers)
    }

    /// Reads a list of so many elements.
    fn fixed_list(&mut self, element: &Type, length: u32) -> Result<List, Error> {
        let list = self.list(element)?;
        if u32::try_from(list.len()) == Ok(length) {
            return Ok(list);
        }
        let (offset, got) = (self.cursor.offset(), list.len());
        Err(self.cursor.wrong_at(offset, format!("{length} elements before this"), got.to_string()))
    }

    /// Reads a map as its value is: a list of pairs.
    fn map(&mut self, key: &Type, value: &Type) -> Result<List, Error> {
        let mut pairs = Vec::new();
        let what = || format!("map of {} to {}, as a list of pairs", Shown::briefly(key), Shown::briefly(value));
        self.between('[', ']', what, |parser| {
            parser.spend(size_of::<[Value; 2]>())?;
            parser.cursor.expect('(')?;
            let first = parser.value(key)?;
            parser.cursor.expect(',')?;
            pairs.push(Value::Tuple(vec![first, parser.value(value)?]));
            parser.cursor.take(',');
            parser.cursor.expect(')')
        })?;
        Ok(List::Values(pairs))
    }

    /// Reads `#number`.
    fn handle(&mut self, resource: &Resource) -> Result<Handle, Error> {
        if !self.cursor.take('#') {
            return Err(self.cursor.expected(format!("the resource {} (#7)", resource.full_name())));
        }
        let offset = self.cursor.offset();
        let number = literal::integer(&mut self.cursor, "the number of a resource")?;
        let found = self.outside.handle(resource, number);
        found.map_err(|why| self.cursor.wrong_at(offset, "a resource that is there", why))
    }

    /// Reads `@path` or `@"path"` as the bytes of the file.
    fn file(&mut self) -> Result<Vec<u8>, Error> {
        let offset = self.cursor.offset();
        let path = self.path()?;
        let read = self.outside.file(&path);
        let bytes =
            read.map_err(|why| self.cursor.wrong_at(offset, "a file that can be read", format!("{path}: {why}")))?;
        self.spend(bytes.len())?;
        Ok(bytes)
    }

    /// Takes `@path` or `@"path"`, which is next.
    pub(super) fn path(&mut self) -> Result<String, Error> {
        self.cursor.advance(1);
        if self.cursor.rest().starts_with('"') {
            return literal::string(&mut self.cursor);
        }
        let rest = self.cursor.rest();
        let end = rest.find(|c: char| c.is_whitespace() || ",)]}".contains(c)).unwrap_or(rest.len());
        self.cursor.advance(end);
        Ok(rest.get(..end).unwrap_or_default().to_string())
    }

    /// Reads items between two marks, with commas between them and perhaps one at the end.
    pub(super) fn between(
        &mut self,
        open: char,
        close: char,
        what: impl Fn() -> String,
        mut item: impl FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if !self.cursor.take(open) {
            return Err(self.cursor.expected(what()));
        }
        while !self.cursor.take(close) {
            item(self)?;
            if !self.cursor.take(',') {
                return match self.cursor.take(close) {
                    true => Ok(()),
                    false => Err(self.cursor.expected(format!("`,` or `{close}`"))),
                };
            }
        }
        Ok(())
    }
}

const S8: &str = "s8 (-128 to 127)";
const U8: &str = "u8 (0 to 255)";
const S16: &str = "s16 (-32768 to 32767)";
const U16: &str = "u16 (0 to 65535)";
const S32: &str = "s32 (an integer of 32 bits)";
const U32: &str = "u32 (an integer of 32 bits, not negative)";
const S64: &str = "s64 (an integer of 64 bits)";
const U64: &str = "u64 (an integer of 64 bits, not negative)";
const F32: &str = "f32 (a number)";
const F64: &str = "f64 (a number)";
