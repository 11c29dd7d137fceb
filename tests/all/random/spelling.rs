//! How names and types of random worlds are spelled in Rust, on either side.

use super::world::{Kind, Type, World};

/// Where the types of a world are found.
pub struct Spelling<'a> {
    pub world: &'a World,
    /// The module of its declarations.
    pub types: &'a str,
    /// The module of its resource.
    pub things: &'a str,
    /// The crate with readers of streams and futures.
    pub runtime: &'a str,
}

impl Spelling<'_> {
    /// A type as functions own it.
    pub fn ty(&self, ty: &Type) -> String {
        let of = |name: &str, ty: &Option<Box<Type>>| {
            format!("{}::{name}<{}>", self.runtime, ty.as_ref().map_or_else(|| "()".into(), |ty| self.ty(ty)))
        };
        match ty {
            Type::Plain(name) => match *name {
                "bool" | "char" | "f32" | "f64" => (*name).into(),
                name => name.replace('s', "i"),
            },
            Type::String => "String".into(),
            Type::List(ty) => format!("Vec<{}>", self.ty(ty)),
            Type::Fixed(ty, length) => format!("[{}; {length}]", self.ty(ty)),
            Type::Option(ty) => format!("Option<{}>", self.ty(ty)),
            Type::Result(ok, err) => {
                let side = |ty: &Option<Box<Type>>| ty.as_ref().map_or_else(|| "()".into(), |ty| self.ty(ty));
                format!("Result<{}, {}>", side(ok), side(err))
            }
            Type::Tuple(items) => format!("({},)", items.iter().map(|ty| self.ty(ty)).collect::<Vec<_>>().join(", ")),
            Type::Named(index) => format!("{}::{}", self.types, camel(&self.world.decls[*index].name)),
            Type::Thing => format!("{}::Thing", self.things),
            Type::Stream(ty) => of("StreamReader", ty),
            Type::Future(ty) => of("FutureReader", ty),
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

/// Whether a type is a string or a list, under whatever name.
pub fn is_list(world: &World, ty: &Type) -> bool {
    match ty {
        Type::String | Type::List(_) => true,
        Type::Named(index) => matches!(&world.decls[*index].kind, Kind::Alias(ty) if is_list(world, ty)),
        _ => false,
    }
}

fn camel(name: &str) -> String {
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
