//! How names and types of random worlds are spelled in Rust, on either side.

use super::types::{Form, Owner, Type};
use super::world::World;

/// Where the types of a world are found.
pub struct Spelling<'a> {
    pub world: &'a World,
    /// The module of the interface `types`.
    pub types: &'a str,
    /// That of the interface `things`.
    pub things: &'a str,
    /// The crate with readers of streams and futures.
    pub runtime: &'a str,
    /// Whose code it is.
    pub side: Owner,
}

impl Spelling<'_> {
    /// A type as functions own it.
    pub fn ty(&self, ty: &Type, form: Form) -> String {
        let part = |ty: &Type| self.ty(ty, form);
        let optional = |ty: &Option<Box<Type>>| ty.as_ref().map_or_else(|| "()".into(), |ty| part(ty));
        let of = |name: &str, ty: &Option<Box<Type>>| format!("{}::{name}<{}>", self.runtime, optional(ty));
        match ty {
            Type::Plain(name) => match *name {
                "bool" | "char" | "f32" | "f64" => (*name).into(),
                name => name.replace('s', "i"),
            },
            Type::String => "String".into(),
            Type::List(ty) => format!("Vec<{}>", part(ty)),
            Type::Fixed(ty, length) => format!("[{}; {length}]", part(ty)),
            Type::Option(ty) => format!("Option<{}>", part(ty)),
            Type::Result(ok, err) => format!("Result<{}, {}>", optional(ok), optional(err)),
            Type::Tuple(items) => format!("({},)", items.iter().map(part).collect::<Vec<_>>().join(", ")),
            Type::Named(index) => {
                let is_lent = self.side == Owner::Plugin && form == Form::Given && self.world.lends(ty);
                format!("{}{}", self.named(*index, form), if is_lent { "<'_>" } else { "" })
            }
            Type::Own(owner) => self.resource(*owner),
            Type::Borrow(_) if form == Form::Seen => "(u32,)".into(),
            Type::Borrow(Owner::Host) if self.side == Owner::Plugin => format!("&{}", self.resource(Owner::Host)),
            Type::Borrow(owner) if self.side == Owner::Plugin => format!("{}Borrow<'_>", self.resource(*owner)),
            Type::Borrow(owner) => format!("{}Borrow", self.resource(*owner)),
            Type::Stream(ty) => of("StreamReader", ty),
            Type::Future(ty) => of("FutureReader", ty),
        }
    }

    /// The path of a declaration.
    pub fn named(&self, index: usize, form: Form) -> String {
        format!("{}::{}", self.module(self.world.decls[index].home), camel(&self.world.name(index, form)))
    }

    /// The path of a resource.
    pub fn resource(&self, owner: Owner) -> String {
        format!("{}::{}", self.module(owner), camel(owner.resource()))
    }

    pub fn module(&self, owner: Owner) -> &str {
        match owner {
            Owner::Host => self.types,
            Owner::Plugin => self.things,
        }
    }

    /// What a function gives, and the expression for it: nothing, one value, or all of them as a tuple.
    pub fn answer(&self, given: &[(String, String)]) -> (String, String) {
        match given {
            [] => ("()".into(), "()".into()),
            [(ty, value)] => (ty.clone(), value.clone()),
            several => {
                let (types, values): (Vec<_>, Vec<_>) = several.iter().cloned().unzip();
                (format!("({})", types.join(", ")), format!("({})", values.join(", ")))
            }
        }
    }
}

pub fn camel(name: &str) -> String {
    name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

pub fn snake(name: &str) -> String {
    let name = name.replace('-', "_");
    if KEYWORDS.contains(&name.as_str()) { name + "_" } else { name }
}

/// Words that cannot be names in Rust, of those that the worlds use.
const KEYWORDS: &[&str] = &[
    "type", "match", "self", "crate", "super", "ref", "mut", "async", "await", "loop", "true", "move", "try", "use",
    "as", "box",
];
