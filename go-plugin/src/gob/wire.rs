//! Numbers and texts as gob writes them.

use super::error::Error;

/// Bytes of a message, read from the front.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    pub(super) fn remaining(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(super) fn take(&mut self, count: usize, what: &'static str) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(Error::Truncated { what })?;
        self.bytes = rest;
        Ok(taken)
    }

    pub(super) fn uint(&mut self) -> Result<u64, Error> {
        match read_uint(self.bytes)? {
            None => Err(Error::Truncated { what: "a number" }),
            Some((number, length)) => {
                self.take(length, "a number")?;
                Ok(number)
            }
        }
    }

    /// Bit 0 says whether the others are complemented.
    pub(super) fn int(&mut self) -> Result<i64, Error> {
        let raw = self.uint()?;
        let magnitude = (raw >> 1).cast_signed();
        Ok(if raw & 1 == 1 { !magnitude } else { magnitude })
    }

    /// The bytes of the bits stand the other way round, so that small numbers are short.
    pub(super) fn float(&mut self) -> Result<f64, Error> {
        Ok(f64::from_bits(self.uint()?.swap_bytes()))
    }

    /// A count of things that take a byte at least, so that no more of them can be there than `most`.
    pub(super) fn count(&mut self, what: &'static str, most: usize) -> Result<usize, Error> {
        let count = self.uint()?;
        usize::try_from(count).ok().filter(|count| *count <= most).ok_or(Error::over(what, count, most))
    }

    /// Bytes with their length before them.
    pub(super) fn bytes(&mut self, what: &'static str) -> Result<&'a [u8], Error> {
        let length = self.uint()?;
        let length = usize::try_from(length).map_err(|_| Error::Truncated { what })?;
        self.take(length, what)
    }

    /// A name, which must be UTF-8: Go's source is.
    pub(super) fn name(&mut self, what: &'static str) -> Result<&'a str, Error> {
        str::from_utf8(self.bytes(what)?).map_err(|error| Error::malformed(what, error))
    }
}

/// Reads a number and says how many bytes it took; nothing if it is not all there.
pub(super) fn read_uint(bytes: &[u8]) -> Result<Option<(u64, usize)>, Error> {
    let Some(first) = bytes.first() else { return Ok(None) };
    if *first < 128 {
        return Ok(Some((u64::from(*first), 1)));
    }
    // The byte is the negated number of bytes that follow.
    let length = usize::from(first.wrapping_neg());
    if length > 8 {
        return Err(Error::malformed("a number of more than 8 bytes", format!("{first:#04x}")));
    }
    let Some(digits) = bytes.get(1..=length) else { return Ok(None) };
    let number = digits.iter().fold(0, |number, digit| number << 8 | u64::from(*digit));
    Ok(Some((number, length + 1)))
}

pub(super) fn write_uint(number: u64, out: &mut Vec<u8>) {
    let bytes = number.to_be_bytes();
    let zeros = (number.leading_zeros() / 8) as usize;
    match bytes {
        [0, 0, 0, 0, 0, 0, 0, small] if small < 128 => out.push(small),
        _ => {
            let digits = bytes.get(zeros..).unwrap_or_default();
            out.push((digits.len() as u64).wrapping_neg().to_le_bytes()[0]);
            out.extend_from_slice(digits);
        }
    }
}

pub(super) fn write_int(number: i64, out: &mut Vec<u8>) {
    let bits = number.cast_unsigned();
    write_uint(if number < 0 { !bits << 1 | 1 } else { bits << 1 }, out);
}

pub(super) fn write_float(number: f64, out: &mut Vec<u8>) {
    write_uint(number.to_bits().swap_bytes(), out);
}

pub(super) fn write_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    write_uint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}
