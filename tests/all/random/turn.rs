//! What is lent is turned into its number, and back: everything around it stays as it is, under the other type's name.

use super::spelling::{Spelling, camel, snake};
use super::types::{Form, Kind, Owner, Type};

/// How the values of a type are turned from one form into the other.
pub struct Turn<'a> {
    pub spelling: &'a Spelling<'a>,
    /// The form that comes of it.
    pub into: Form,
    /// What comes of a resource that is lent, or of its number.
    pub leaf: &'a dyn Fn(Owner, &str) -> String,
}

impl Turn<'_> {
    /// The value in the other form; `place` is the value, which is used up.
    pub fn turned(&self, ty: &Type, place: &str) -> String {
        let world = self.spelling.world;
        if !world.lends(ty) {
            return place.into();
        }
        let x = |ty: &Type| self.turned(ty, "x");
        let side = |ty: &Option<Box<Type>>| ty.as_ref().map_or_else(|| "x".into(), |ty| x(ty));
        match ty {
            Type::Borrow(owner) => (self.leaf)(*owner, place),
            Type::List(ty) => format!("{place}.into_iter().map(|x| {}).collect::<Vec<_>>()", x(ty)),
            Type::Option(ty) => format!("{place}.map(|x| {})", x(ty)),
            Type::Result(ok, err) => {
                format!("match {place} {{ Ok(x) => Ok({}), Err(x) => Err({}) }}", side(ok), side(err))
            }
            Type::Tuple(items) => {
                let items = items.iter().enumerate().map(|(index, ty)| self.turned(ty, &format!("x.{index}")) + ",");
                format!("{{ let x = {place}; ({}) }}", items.collect::<String>())
            }
            Type::Named(index) => self.named(*index, place),
            Type::Plain(_) | Type::String | Type::Fixed(..) | Type::Own(_) | Type::Stream(_) | Type::Future(_) => {
                place.into()
            }
        }
    }

    fn named(&self, index: usize, place: &str) -> String {
        let from = if self.into == Form::Seen { Form::Given } else { Form::Seen };
        let (from, into) = (self.spelling.named(index, from), self.spelling.named(index, self.into));
        match &self.spelling.world.decls[index].kind {
            Kind::Record(fields) => {
                let fields = fields.iter().map(|(name, ty)| {
                    let name = snake(name);
                    format!("{name}: {}, ", self.turned(ty, &format!("x.{name}")))
                });
                format!("{{ let x = {place}; {into} {{ {} }} }}", fields.collect::<String>())
            }
            Kind::Variant(cases) => {
                let cases = cases.iter().map(|(name, ty)| {
                    let name = camel(name);
                    match ty {
                        Some(ty) => format!("{from}::{name}(x) => {into}::{name}({}), ", self.turned(ty, "x")),
                        None => format!("{from}::{name} => {into}::{name}, "),
                    }
                });
                format!("match {place} {{ {} }}", cases.collect::<String>())
            }
            Kind::Alias(ty) => self.turned(ty, place),
            Kind::Enum(_) | Kind::Flags(_) => place.into(),
        }
    }
}
