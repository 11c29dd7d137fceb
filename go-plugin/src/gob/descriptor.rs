//! How a stream describes a type: `wireType` of Go's `encoding/gob/type.go`.

use super::Name;
use super::error::Error;
use super::limits::MAX_ARRAY;
use super::value::OpaqueKind;
use super::wire::{Cursor, write_bytes, write_int, write_uint};

/// A type that a stream defined. The numbers are the stream's, and may not be defined yet.
#[derive(Debug)]
pub(super) enum WireType {
    Array { element: i64, length: usize },
    Slice { element: i64 },
    Map { key: i64, element: i64 },
    Struct { name: Name, fields: Vec<(Name, i64)> },
    Opaque(OpaqueKind),
}

impl WireType {
    /// Reads a definition. `charge` is told of memory before it is used.
    pub(super) fn read(
        input: &mut Cursor<'_>,
        charge: &mut impl FnMut(usize) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let mut found = None;
        each_field(input, |field, input| {
            let read = match field {
                0 => read_array(input),
                1 => read_numbers(input).map(|[element, _]| Self::Slice { element }),
                2 => read_struct(input, charge),
                3 => read_numbers(input).map(|[key, element]| Self::Map { key, element }),
                4 => read_opaque(input, OpaqueKind::Gob),
                5 => read_opaque(input, OpaqueKind::Binary),
                6 => read_opaque(input, OpaqueKind::Text),
                _ => Err(Error::malformed("a type of an unknown kind", field)),
            }?;
            match found.replace(read) {
                None => Ok(()),
                Some(_) => Err(Error::malformed("a type of two kinds", field)),
            }
        })?;
        found.ok_or_else(|| Error::malformed("a type of no kind", "no field"))
    }

    /// Appends the definition of a type: its number, negated, and what it is.
    pub(super) fn write(&self, id: i64, out: &mut Vec<u8>) {
        write_int(-id, out);
        let delta = match self {
            Self::Array { .. } => 1,
            Self::Slice { .. } => 2,
            Self::Struct { .. } => 3,
            Self::Map { .. } => 4,
            Self::Opaque(OpaqueKind::Gob) => 5,
            Self::Opaque(OpaqueKind::Binary) => 6,
            Self::Opaque(OpaqueKind::Text) => 7,
        };
        write_uint(delta, out);
        let name = if let Self::Struct { name, .. } = self { name } else { "" };
        write_common(name, id, out);
        match self {
            Self::Array { element, length } => {
                write_number(1, *element, out);
                // A length of zero is left out, as every zero is.
                if *length > 0 {
                    write_number(1, i64::try_from(*length).unwrap_or(i64::MAX), out);
                }
            }
            Self::Slice { element } => write_number(1, *element, out),
            Self::Map { key, element } => {
                write_number(1, *key, out);
                write_number(1, *element, out);
            }
            Self::Struct { fields, .. } if !fields.is_empty() => {
                write_uint(1, out);
                write_uint(fields.len() as u64, out);
                for (name, ty) in fields {
                    write_uint(1, out);
                    write_bytes(name.as_bytes(), out);
                    write_number(1, *ty, out);
                    out.push(0);
                }
            }
            Self::Struct { .. } | Self::Opaque(_) => {}
        }
        // The end of the kind's struct, and the end of the definition.
        out.extend_from_slice(&[0, 0]);
    }
}

/// Reads the fields of a struct: each is announced by how far its number is from the last.
pub(super) fn each_field(
    input: &mut Cursor<'_>,
    mut read: impl FnMut(u64, &mut Cursor<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut next = 0_u64;
    loop {
        let delta = input.uint()?;
        if delta == 0 {
            return Ok(());
        }
        let field = next.checked_add(delta - 1).filter(|field| *field < u64::MAX);
        let field = field.ok_or_else(|| Error::malformed("a field number", delta))?;
        read(field, input)?;
        next = field + 1;
    }
}

/// `arrayType`: the common part, the element, the length.
fn read_array(input: &mut Cursor<'_>) -> Result<WireType, Error> {
    let [element, length] = read_numbers(input)?;
    let limit = || Error::OverLimit { what: "length of an array", got: length.unsigned_abs(), limit: MAX_ARRAY };
    let length = u64::try_from(length).ok().filter(|length| *length <= MAX_ARRAY).ok_or_else(limit)?;
    Ok(WireType::Array { element, length: usize::try_from(length).map_err(|_| limit())? })
}

/// A common part and up to two numbers.
fn read_numbers(input: &mut Cursor<'_>) -> Result<[i64; 2], Error> {
    let mut numbers = [0, 0];
    each_field(input, |field, input| match field {
        0 => read_common(input).map(drop),
        1 => input.int().map(|number| numbers[0] = number),
        2 => input.int().map(|number| numbers[1] = number),
        _ => Err(Error::malformed("a type with an unknown field", field)),
    })?;
    Ok(numbers)
}

fn read_opaque(input: &mut Cursor<'_>, kind: OpaqueKind) -> Result<WireType, Error> {
    read_numbers(input).map(|_| WireType::Opaque(kind))
}

fn read_struct(input: &mut Cursor<'_>, charge: &mut impl FnMut(usize) -> Result<(), Error>) -> Result<WireType, Error> {
    let mut name: Name = "".into();
    let mut fields = Vec::new();
    each_field(input, |field, input| match field {
        0 => {
            let read = read_common(input)?;
            charge(read.len())?;
            name = read.into();
            Ok(())
        }
        1 => {
            let count = input.count("fields of a struct", input.remaining())?;
            for _ in 0..count {
                let (name, ty) = read_field(input)?;
                charge(name.len() + size_of::<(Name, i64)>())?;
                fields.push((name.into(), ty));
            }
            Ok(())
        }
        _ => Err(Error::malformed("a struct type with an unknown field", field)),
    })?;
    Ok(WireType::Struct { name, fields })
}

/// `fieldType`: a name and a type.
fn read_field<'a>(input: &mut Cursor<'a>) -> Result<(&'a str, i64), Error> {
    let (mut name, mut ty) = ("", 0);
    let mut next = 0;
    loop {
        let delta = input.uint()?;
        match next + delta.min(3) {
            _ if delta == 0 => return Ok((name, ty)),
            1 => name = input.name("the name of a field")?,
            2 => ty = input.int()?,
            _ => return Err(Error::malformed("a field of a struct type", delta)),
        }
        next += delta;
    }
}

/// `CommonType`: a name and the number again, which nobody needs.
fn read_common<'a>(input: &mut Cursor<'a>) -> Result<&'a str, Error> {
    read_field(input).map(|(name, _)| name)
}

fn write_common(name: &str, id: i64, out: &mut Vec<u8>) {
    write_uint(1, out);
    if name.is_empty() {
        write_number(2, id, out);
    } else {
        write_uint(1, out);
        write_bytes(name.as_bytes(), out);
        write_number(1, id, out);
    }
    out.push(0);
}

fn write_number(delta: u64, number: i64, out: &mut Vec<u8>) {
    write_uint(delta, out);
    write_int(number, out);
}
