//! Types made of parts, each with its own spelling.

use amphi_protocol::{Case, Field, Name, Param, ResultType, Type, Value};

use super::cursor::Label;
use super::error::Error;
use super::parse::Parser;
use crate::shown::Shown;

impl<'t> Parser<'t, '_> {
    pub(super) fn tuple(&mut self, types: &[Type]) -> Result<Vec<Value>, Error> {
        let mut values = Vec::with_capacity(types.len().min(MAX_AHEAD));
        let what = || format!("tuple (of {} values)", types.len());
        self.between('(', ')', what, |parser| match types.get(values.len()) {
            Some(ty) => {
                values.push(parser.value(ty)?);
                Ok(())
            }
            None => Err(parser.cursor.expected(format!("`)` after {} values", types.len()))),
        })?;
        if values.len() < types.len() {
            let got = values.len();
            return Err(self.cursor.wrong_at(self.cursor.offset(), what(), format!("{got} of them")));
        }
        Ok(values)
    }

    /// Reads arguments: a tuple in which options at the end may be missing.
    pub(super) fn arguments(&mut self, params: &[Param]) -> Result<Vec<Value>, Error> {
        let mut values = Vec::new();
        self.between(
            '(',
            ')',
            || "`(`".to_string(),
            |parser| match params.get(values.len()) {
                Some(param) => {
                    values.push(parser.value(&param.ty)?);
                    Ok(())
                }
                None => Err(parser.cursor.expected(format!("`)` after {} arguments", params.len()))),
            },
        )?;
        for missing in params.get(values.len()..).unwrap_or_default() {
            if !matches!(missing.ty, Type::Option(_)) {
                let expected = format!("the argument {} ({})", missing.name, Shown::briefly(&missing.ty));
                return Err(self.cursor.wrong_at(self.cursor.offset(), expected, "the end of the arguments"));
            }
            values.push(Value::Option(None));
        }
        Ok(values)
    }

    pub(super) fn record(&mut self, fields: &[Field]) -> Result<Vec<(Name, Value)>, Error> {
        self.spend(fields.len().saturating_mul(size_of::<(Name, Option<Value>)>()))?;
        let mut values: Vec<Option<Value>> = fields.iter().map(|_| None).collect();
        let what = || record_text(fields);
        if self.cursor.peek() != Some('{') {
            return Err(self.cursor.expected(what()));
        }
        let start = self.cursor.offset();
        if !self.takes_empty_record() {
            let mut next = 0;
            let mut any = false;
            self.between('{', '}', what, |parser| {
                any = true;
                let label = parser.word("a field")?;
                // Mostly they stand in the order of the type.
                let named = |position: &usize| fields.get(*position).is_some_and(|field| *field.name == *label.name);
                let position = Some(next).filter(named).or_else(|| (0..fields.len()).find(named));
                let place = position.and_then(|position| Some((fields.get(position)?, values.get_mut(position)?)));
                let Some((field, place)) = place else {
                    return Err(parser.cursor.expected_at(label.offset, what()));
                };
                if place.is_some() {
                    let twice = format!("the field {} once more", label.name);
                    return Err(parser.cursor.wrong_at(label.offset, "each field once", twice));
                }
                parser.cursor.expect(':')?;
                *place = Some(parser.value(&field.ty)?);
                next = position.unwrap_or(next) + 1;
                Ok(())
            })?;
            if !any {
                return Err(self.cursor.wrong_at(start, "`{:}` for a record with nothing in it", "`{}`"));
            }
        }
        let mut filled = Vec::with_capacity(fields.len());
        for (field, value) in fields.iter().zip(values) {
            let value = match value {
                Some(value) => value,
                None if matches!(field.ty, Type::Option(_)) => Value::Option(None),
                None => {
                    let expected = format!("the field {} ({})", field.name, Shown::briefly(&field.ty));
                    return Err(self.cursor.wrong_at(start, expected, "a record without it"));
                }
            };
            filled.push((field.name.clone(), value));
        }
        Ok(filled)
    }

    /// Takes `{:}`, if it is next.
    fn takes_empty_record(&mut self) -> bool {
        let mut ahead = self.cursor;
        let found = ahead.take('{') && ahead.take(':') && ahead.take('}');
        if found {
            self.cursor = ahead;
        }
        found
    }

    pub(super) fn variant(&mut self, cases: &[Case]) -> Result<Value, Error> {
        let expected = || one_of("a case of", cases.iter().map(|case| &case.name));
        let label = self.case(expected)?;
        let Some(case) = cases.iter().find(|case| *case.name == *label.name) else {
            return Err(self.cursor.expected_at(label.offset, expected()));
        };
        let payload = self.payload(case.ty.as_ref())?;
        Ok(Value::Variant(case.name.clone(), payload))
    }

    pub(super) fn enumeration(&mut self, names: &[Name]) -> Result<Name, Error> {
        let expected = || one_of("one of", names);
        let label = self.case(expected)?;
        let found = names.iter().find(|name| ***name == *label.name);
        found.cloned().ok_or_else(|| self.cursor.expected_at(label.offset, expected()))
    }

    pub(super) fn flags(&mut self, names: &[Name]) -> Result<Vec<Name>, Error> {
        let expected = || one_of("flags out of", names);
        let mut set = vec![false; names.len()];
        self.between('{', '}', expected, |parser| {
            let label = parser.word("a flag")?;
            let position = names.iter().position(|name| **name == *label.name);
            match position.and_then(|position| set.get_mut(position)) {
                None => Err(parser.cursor.expected_at(label.offset, expected())),
                Some(true) => {
                    let twice = format!("the flag {} once more", label.name);
                    Err(parser.cursor.wrong_at(label.offset, "each flag once", twice))
                }
                Some(flag) => {
                    *flag = true;
                    Ok(())
                }
            }
        })?;
        self.spend(set.len().saturating_mul(size_of::<Name>()))?;
        Ok(names.iter().zip(set).filter(|(_, set)| *set).map(|(name, _)| name.clone()).collect())
    }

    pub(super) fn option(&mut self, inner: &Type) -> Result<Option<Value>, Error> {
        let mut ahead = self.cursor;
        match ahead.label() {
            Some(label) if label.is("none") => {
                self.cursor = ahead;
                Ok(None)
            }
            Some(label) if label.is("some") => {
                self.cursor = ahead;
                Ok(self.payload(Some(inner))?.map(|value| *value))
            }
            _ if is_flat(inner) => self.value(inner).map(Some),
            _ => Err(self.cursor.expected(format!("some({}) or none", Shown::briefly(inner)))),
        }
    }

    pub(super) fn result(&mut self, sides: &ResultType) -> Result<Value, Error> {
        let mut ahead = self.cursor;
        match ahead.label() {
            Some(label) if label.is("ok") => {
                self.cursor = ahead;
                Ok(Value::Result(Ok(self.payload(sides.ok.as_ref())?)))
            }
            Some(label) if label.is("err") => {
                self.cursor = ahead;
                Ok(Value::Result(Err(self.payload(sides.err.as_ref())?)))
            }
            _ => match &sides.ok {
                Some(ok) if is_flat(ok) => Ok(Value::ok(Some(self.value(ok)?))),
                _ => Err(self.cursor.expected("ok or err")),
            },
        }
    }

    /// Reads `(value)` if the case has a payload.
    fn payload(&mut self, ty: Option<&Type>) -> Result<Option<Box<Value>>, Error> {
        let Some(ty) = ty else { return Ok(None) };
        if !self.cursor.take('(') {
            return Err(self.cursor.expected(format!("`(` and the case's {}", Shown::briefly(ty))));
        }
        let value = self.value(ty)?;
        self.cursor.expect(')')?;
        Ok(Some(Box::new(value)))
    }

    fn word(&mut self, what: &str) -> Result<Label<'t>, Error> {
        let found = self.cursor.label();
        found.ok_or_else(|| self.cursor.expected(what))
    }

    /// Reads the name of a case. A keyword is none, unless it is escaped.
    fn case(&mut self, expected: impl Fn() -> String) -> Result<Label<'t>, Error> {
        let Some(label) = self.cursor.label() else { return Err(self.cursor.expected(expected())) };
        if !label.is_escaped && KEYWORDS.contains(&label.name) {
            let expected = format!("{} (a case of this name is written %{})", expected(), label.name);
            return Err(self.cursor.expected_at(label.offset, expected));
        }
        Ok(label)
    }
}

/// Whether `some` and `ok` may be left out around a value of that type: not where it has them too.
fn is_flat(inner: &Type) -> bool {
    !matches!(inner, Type::Option(_) | Type::Result(_))
}

fn record_text(fields: &[Field]) -> String {
    one_of("record with the fields", fields.iter().map(|field| &field.name))
}

/// A list of names for a message, cut where it no longer helps.
fn one_of<'n>(what: &str, names: impl IntoIterator<Item = &'n Name>) -> String {
    let mut names = names.into_iter();
    let shown: Vec<&str> = names.by_ref().take(MAX_NAMES).map(|name| &**name).collect();
    let more = if names.next().is_some() { ", …" } else { "" };
    format!("{what} {}{more}", shown.join(", "))
}

/// Words that mean something by themselves.
pub(super) const KEYWORDS: [&str; 8] = ["true", "false", "some", "none", "ok", "err", "inf", "nan"];

/// Names in a message.
const MAX_NAMES: usize = 12;

/// Elements that room is made for before they are read.
const MAX_AHEAD: usize = 64;
