//! To values of WIT.

use amphi_protocol::{Field, List, Name, Type as WitType, Value as WitValue};

use super::interface;
use crate::gob::error::Error;
use crate::gob::limits::Budget;
use crate::gob::names::{alike, exported};
use crate::gob::value::{Struct, Value};

/// Makes a WIT value of a gob value, as a WIT type says.
///
/// # Errors
///
/// [`Error::Mismatch`] with the path to the part that does not fit the type: the plugin and the WIT disagree.
/// [`Error::OverLimit`] if the zeros of what did not come take too much memory.
pub fn from_gob(value: Value, ty: &WitType) -> Result<WitValue, Error> {
    Reading { budget: Budget::new() }.convert(value, ty)
}

/// The zero of a WIT type: what a field is that did not come.
///
/// # Errors
///
/// [`Error::Unsupported`] for a type that Go has nothing like.
pub fn zero(ty: &WitType) -> Result<WitValue, Error> {
    Reading { budget: Budget::new() }.zero(ty)
}

/// A value that is being converted. Types do not nest deep: they are bounded where they are made.
pub(super) struct Reading {
    budget: Budget,
}

impl Reading {
    pub(super) fn convert(&self, value: Value, ty: &WitType) -> Result<WitValue, Error> {
        // What an interface holds stands for itself, unless a variant asks what it is.
        let value = match (value, ty) {
            (Value::Interface(held), WitType::Variant(cases)) => return interface::from(held, cases, ty, self),
            (Value::Interface(None), WitType::Option(_)) => return Ok(WitValue::Option(None)),
            (Value::Interface(Some(held)), _) => held.value,
            (value, _) => value,
        };
        Ok(match (ty, value) {
            (WitType::Option(inner), value) => WitValue::option(Some(self.convert(value, inner)?)),
            (WitType::Bool, Value::Bool(it)) => WitValue::Bool(it),
            (WitType::F32, Value::Float(it)) => WitValue::F32(narrow(it)?),
            (WitType::F64, Value::Float(it)) => WitValue::F64(it),
            (WitType::String, Value::String(it)) => WitValue::String(it),
            (WitType::S8, Value::Int(it)) => WitValue::S8(fit(it, ty)?),
            (WitType::S16, Value::Int(it)) => WitValue::S16(fit(it, ty)?),
            (WitType::S32, Value::Int(it)) => WitValue::S32(fit(it, ty)?),
            (WitType::S64, Value::Int(it)) => WitValue::S64(it),
            (WitType::U8, Value::Uint(it)) => WitValue::U8(fit(it, ty)?),
            (WitType::U16, Value::Uint(it)) => WitValue::U16(fit(it, ty)?),
            (WitType::U32, Value::Uint(it)) => WitValue::U32(fit(it, ty)?),
            (WitType::U64, Value::Uint(it)) => WitValue::U64(it),
            (WitType::Char, Value::Int(it)) => {
                let found = u32::try_from(it).ok().and_then(char::from_u32);
                WitValue::Char(found.ok_or_else(|| Error::mismatch(ty, it))?)
            }
            (WitType::Enum(names), value) => WitValue::Enum(case(names, &value).ok_or_else(|| mismatch(ty, &value))?),
            (WitType::Flags(names), Value::Uint(bits)) => WitValue::Flags(flags(names, bits)?),
            (WitType::List(element), value) => self.list(element, value, ty)?,
            (WitType::FixedList(element, length), Value::Array(items)) if items.len() as u64 == u64::from(*length) => {
                WitValue::List(self.items(items, element)?)
            }
            (WitType::Map(key, element), Value::Map(pairs)) => self.map(pairs, key, element)?,
            (WitType::Record(fields), Value::Struct(value)) => self.record(value, fields)?,
            (ty, value) => return Err(mismatch(ty, &value)),
        })
    }

    fn list(&self, element: &WitType, value: Value, ty: &WitType) -> Result<WitValue, Error> {
        match (element, value) {
            (WitType::U8, Value::Bytes(bytes)) => Ok(WitValue::List(List::U8(bytes))),
            (WitType::Tuple(pair), Value::Map(pairs)) => match &**pair {
                [key, element] => self.map(pairs, key, element),
                _ => Err(Error::mismatch(ty, "map")),
            },
            (element, Value::Slice(items)) => Ok(WitValue::List(self.items(items, element)?)),
            (_, value) => Err(mismatch(ty, &value)),
        }
    }

    /// Numbers are packed, as the codec has them.
    fn items(&self, items: Vec<Value>, element: &WitType) -> Result<List, Error> {
        macro_rules! packed {
            ($case:ident, $list:ident) => {{
                let unpack = |(position, item)| match item {
                    Value::$case(it) => fit(it, element).map_err(|error| error.under(&format!("[{position}]"))),
                    item => Err(mismatch(element, &item).under(&format!("[{position}]"))),
                };
                List::$list(items.into_iter().enumerate().map(unpack).collect::<Result<_, _>>()?)
            }};
        }
        Ok(match element {
            WitType::S8 => packed!(Int, S8),
            WitType::S16 => packed!(Int, S16),
            WitType::S32 => packed!(Int, S32),
            WitType::S64 => packed!(Int, S64),
            WitType::U8 => packed!(Uint, U8),
            WitType::U16 => packed!(Uint, U16),
            WitType::U32 => packed!(Uint, U32),
            WitType::U64 => packed!(Uint, U64),
            WitType::F32 => List::F32(floats(items, narrow)?),
            WitType::F64 => List::F64(floats(items, Ok)?),
            element => {
                let convert = |(position, item)| {
                    self.convert(item, element).map_err(|error| error.under(&format!("[{position}]")))
                };
                List::Values(items.into_iter().enumerate().map(convert).collect::<Result<_, _>>()?)
            }
        })
    }

    fn map(&self, pairs: Vec<(Value, Value)>, key: &WitType, element: &WitType) -> Result<WitValue, Error> {
        let convert = |(position, (held, value))| {
            let pair = self.convert(held, key).and_then(|held| Ok(vec![held, self.convert(value, element)?]));
            pair.map(WitValue::Tuple).map_err(|error| error.under(&format!("[{position}]")))
        };
        Ok(WitValue::List(List::Values(pairs.into_iter().enumerate().map(convert).collect::<Result<_, _>>()?)))
    }

    fn record(&self, Struct { mut fields, .. }: Struct, wanted: &[Field]) -> Result<WitValue, Error> {
        let mut values = Vec::with_capacity(wanted.len());
        for Field { name, ty } in wanted {
            let spelled = exported(name);
            let found = fields.iter().position(|(field, _)| **field == *spelled);
            let found = found.or_else(|| fields.iter().position(|(field, _)| alike(field, name)));
            let value = match found {
                Some(position) => self.convert(fields.swap_remove(position).1, ty),
                None => self.zero(ty),
            };
            values.push((name.clone(), value.map_err(|error| error.under(name))?));
        }
        Ok(WitValue::Record(values))
    }

    fn zero(&self, ty: &WitType) -> Result<WitValue, Error> {
        self.budget.charge_zero()?;
        Ok(match ty {
            WitType::Bool => WitValue::Bool(false),
            WitType::S8 => WitValue::S8(0),
            WitType::S16 => WitValue::S16(0),
            WitType::S32 => WitValue::S32(0),
            WitType::S64 => WitValue::S64(0),
            WitType::U8 => WitValue::U8(0),
            WitType::U16 => WitValue::U16(0),
            WitType::U32 => WitValue::U32(0),
            WitType::U64 => WitValue::U64(0),
            WitType::F32 => WitValue::F32(0.0),
            WitType::F64 => WitValue::F64(0.0),
            WitType::Char => WitValue::Char('\0'),
            WitType::String => WitValue::String(String::new()),
            WitType::List(_) | WitType::Map(..) => WitValue::List(empty(ty)),
            WitType::FixedList(element, length) => {
                let zeros = (0..*length).map(|_| self.zero(element)).collect::<Result<_, _>>()?;
                WitValue::List(List::from_values(zeros))
            }
            WitType::Option(_) => WitValue::Option(None),
            WitType::Flags(_) => WitValue::Flags(Vec::new()),
            WitType::Enum(names) => WitValue::Enum(names.first().ok_or_else(|| Error::unsupported(ty))?.clone()),
            WitType::Variant(cases) => interface::from(None, cases, ty, self)?,
            WitType::Record(fields) => {
                let zeros = fields.iter().map(|field| Ok((field.name.clone(), self.zero(&field.ty)?)));
                WitValue::Record(zeros.collect::<Result<_, Error>>()?)
            }
            other => return Err(Error::unsupported(other)),
        })
    }
}

/// A list without elements, in the form that the codec gives.
fn empty(ty: &WitType) -> List {
    let WitType::List(element) = ty else { return List::Values(Vec::new()) };
    match **element {
        WitType::S8 => List::S8(Vec::new()),
        WitType::U8 => List::U8(Vec::new()),
        WitType::S16 => List::S16(Vec::new()),
        WitType::U16 => List::U16(Vec::new()),
        WitType::S32 => List::S32(Vec::new()),
        WitType::U32 => List::U32(Vec::new()),
        WitType::S64 => List::S64(Vec::new()),
        WitType::U64 => List::U64(Vec::new()),
        WitType::F32 => List::F32(Vec::new()),
        WitType::F64 => List::F64(Vec::new()),
        _ => List::Values(Vec::new()),
    }
}

fn fit<N: Copy + ToString + TryInto<M>, M>(number: N, ty: &WitType) -> Result<M, Error> {
    number.try_into().map_err(|_| Error::mismatch(ty, number.to_string()))
}

fn floats<F>(items: Vec<Value>, convert: impl Fn(f64) -> Result<F, Error>) -> Result<Vec<F>, Error> {
    let unpack = |(position, item)| {
        let number = if let Value::Float(it) = item { convert(it) } else { Err(mismatch(&WitType::F64, &item)) };
        number.map_err(|error| error.under(&format!("[{position}]")))
    };
    items.into_iter().enumerate().map(unpack).collect()
}

/// A double as a single: rounding is what Go does as well, but a number that is too large is an error.
fn narrow(number: f64) -> Result<f32, Error> {
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked, and rounding is meant")]
    let single = number as f32;
    if single.is_finite() || !number.is_finite() { Ok(single) } else { Err(Error::mismatch("f32", number)) }
}

fn case(names: &[Name], value: &Value) -> Option<Name> {
    match value {
        Value::Int(number) => names.get(usize::try_from(*number).ok()?),
        Value::Uint(number) => names.get(usize::try_from(*number).ok()?),
        Value::String(text) => names.iter().find(|name| alike(name, text)),
        _ => None,
    }
    .cloned()
}

fn flags(names: &[Name], bits: u64) -> Result<Vec<Name>, Error> {
    let unknown = u32::try_from(names.len()).ok().and_then(|count| bits.checked_shr(count)).unwrap_or(0);
    if unknown != 0 {
        return Err(Error::mismatch("known flags", format!("{bits:#b}")));
    }
    Ok(names.iter().enumerate().filter(|(number, _)| bits >> number & 1 == 1).map(|(_, name)| name.clone()).collect())
}

fn mismatch(ty: &WitType, value: &Value) -> Error {
    Error::mismatch(ty, value.kind())
}
