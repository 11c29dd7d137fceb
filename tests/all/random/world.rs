//! A random world: a package with types of its own, and an interface that is both imported and exported.

use std::fmt::Write;

use super::rng::Rng;

/// One world of a batch. Its place in the batch is its name.
pub struct World {
    pub index: usize,
    version: Option<(usize, usize, usize)>,
    pub decls: Vec<Decl>,
    pub functions: Vec<Function>,
}

/// A type with a name.
pub struct Decl {
    pub name: String,
    pub kind: Kind,
}

pub enum Kind {
    Record(Vec<(String, Type)>),
    Variant(Vec<(String, Option<Type>)>),
    Enum(Vec<String>),
    Flags(Vec<String>),
    Alias(Type),
}

#[derive(Clone)]
pub enum Type {
    Plain(&'static str),
    String,
    List(Box<Self>),
    /// As many of what takes no memory of its own.
    Fixed(Box<Self>, usize),
    Option(Box<Self>),
    Result(Option<Box<Self>>, Option<Box<Self>>),
    Tuple(Vec<Self>),
    /// One of the world's declarations.
    Named(usize),
}

/// A function that gives back what it is given: nothing, the one value, or all of them as a tuple.
pub struct Function {
    pub name: String,
    pub params: Vec<(String, Type)>,
}

impl World {
    pub fn random(rng: &mut Rng, index: usize) -> Self {
        let version = (rng.below(2) == 0).then(|| (rng.below(3), rng.below(10), rng.below(10)));
        let mut world = Self { index, version, decls: Vec::new(), functions: Vec::new() };
        let mut taken = Vec::new();
        for _ in 0..rng.between(1, 5) {
            let name = name(rng, TYPE_WORDS, &mut taken);
            let kind = world.kind(rng);
            world.decls.push(Decl { name, kind });
        }
        for _ in 0..rng.between(1, 4) {
            let name = name(rng, WORDS, &mut taken);
            let mut own = Vec::new();
            let count = rng.pick(&[0, 1, 1, 1, 1, 2, 3, 5]);
            let params = (0..count).map(|_| (self::name(rng, WORDS, &mut own), world.ty(rng, MAX_DEPTH, MAX_LISTS)));
            let params = params.collect();
            world.functions.push(Function { name, params });
        }
        world
    }

    /// A declaration that may use those before it. What it nests counts where it is used, so it nests little itself.
    fn kind(&self, rng: &mut Rng) -> Kind {
        let mut own = Vec::new();
        let depth = rng.between(0, 2);
        let kind = rng.below(6);
        // A case called `self` does not compile with wit-bindgen: it would be `Self`.
        let words = if matches!(kind, 2 | 3) { &WORDS[1..] } else { WORDS };
        let mut names =
            |rng: &mut Rng, most| (0..rng.between(1, most)).map(|_| name(rng, words, &mut own)).collect::<Vec<_>>();
        match kind {
            0 | 1 => Kind::Record(names(rng, 6).into_iter().map(|name| (name, self.ty(rng, depth, 1))).collect()),
            2 => {
                let names = names(rng, 6);
                let case = |name| (name, (rng.below(3) > 0).then(|| self.ty(rng, depth, 1)));
                Kind::Variant(names.into_iter().map(case).collect())
            }
            3 => Kind::Enum(names(rng, 9)),
            4 => Kind::Flags(names(rng, 20)),
            _ => Kind::Alias(self.ty(rng, depth, 1)),
        }
    }

    /// A type that nests at most so deep, and lists at most so often.
    fn ty(&self, rng: &mut Rng, depth: usize, lists: usize) -> Type {
        let plain = |rng: &mut Rng| match rng.below(PLAIN.len() + 3) {
            index if index < PLAIN.len() => Type::Plain(PLAIN[index]),
            _ => Type::String,
        };
        if depth == 0 {
            return plain(rng);
        }
        let boxed = |rng: &mut Rng| Box::new(self.ty(rng, depth - 1, lists));
        match rng.below(12) {
            0 | 1 if lists > 0 => Type::List(Box::new(self.ty(rng, depth - 1, lists - 1))),
            2 | 3 => Type::Option(boxed(rng)),
            4 | 5 => {
                let (ok, err) = (rng.below(4) > 0, rng.below(3) > 0);
                Type::Result(ok.then(|| boxed(rng)), err.then(|| boxed(rng)))
            }
            6 => Type::Tuple((0..rng.between(1, 4)).map(|_| self.ty(rng, depth - 1, lists)).collect()),
            7..=9 if !self.decls.is_empty() => Type::Named(rng.below(self.decls.len())),
            10 => Type::Fixed(Box::new(self.flat(rng)), rng.between(1, 5)),
            _ => plain(rng),
        }
    }

    /// A type whose values take no memory of their own.
    fn flat(&self, rng: &mut Rng) -> Type {
        match rng.below(4) {
            0 => Type::Fixed(Box::new(Type::Plain(rng.pick(PLAIN))), rng.between(1, 3)),
            1 if !self.decls.is_empty() => {
                let named = Type::Named(rng.below(self.decls.len()));
                if has_heap(self, &named) { Type::Plain("u8") } else { named }
            }
            _ => Type::Plain(rng.pick(PLAIN)),
        }
    }

    /// The name of its package, with its version.
    pub fn package(&self) -> String {
        let version = self.version.map(|(major, minor, patch)| format!("@{major}.{minor}.{patch}")).unwrap_or_default();
        format!("random:w{}{version}", self.index)
    }

    /// The name of its interface.
    pub fn interface(&self) -> String {
        match self.version {
            Some((major, minor, patch)) => format!("random:w{}/echo@{major}.{minor}.{patch}", self.index),
            None => format!("random:w{}/echo", self.index),
        }
    }

    /// Its package as text.
    pub fn wit(&self) -> String {
        let mut text = format!("package {};\n\ninterface types {{\n", self.package());
        for decl in &self.decls {
            self.write_decl(&mut text, decl);
        }
        let names: Vec<_> = self.decls.iter().map(|decl| format!("%{}", decl.name)).collect();
        write!(text, "}}\n\ninterface echo {{\n  use types.{{{}}};\n", names.join(", ")).unwrap();
        for function in &self.functions {
            let params = function.params.iter().map(|(name, ty)| format!("%{name}: {}", self.text(ty)));
            let params = params.collect::<Vec<_>>().join(", ");
            let result = match function.params.as_slice() {
                [] => String::new(),
                [(_, ty)] => format!(" -> {}", self.text(ty)),
                several => format!(" -> {}", self.text(&tuple(several))),
            };
            writeln!(text, "  %{}: func({params}){result};", function.name).unwrap();
        }
        text + "}\n"
    }

    fn write_decl(&self, text: &mut String, decl: &Decl) {
        let name = &decl.name;
        let body = |lines: Vec<String>| lines.join(", ");
        let names = |names: &[String]| body(names.iter().map(|name| format!("%{name}")).collect());
        match &decl.kind {
            Kind::Record(fields) => {
                let fields = fields.iter().map(|(name, ty)| format!("%{name}: {}", self.text(ty))).collect();
                writeln!(text, "  record %{name} {{ {} }}", body(fields))
            }
            Kind::Variant(cases) => {
                let case = |(name, ty): &(String, Option<Type>)| match ty {
                    Some(ty) => format!("%{name}({})", self.text(ty)),
                    None => format!("%{name}"),
                };
                writeln!(text, "  variant %{name} {{ {} }}", body(cases.iter().map(case).collect()))
            }
            Kind::Enum(cases) => writeln!(text, "  enum %{name} {{ {} }}", names(cases)),
            Kind::Flags(flags) => writeln!(text, "  flags %{name} {{ {} }}", names(flags)),
            Kind::Alias(ty) => writeln!(text, "  type %{name} = {};", self.text(ty)),
        }
        .unwrap();
    }

    fn text(&self, ty: &Type) -> String {
        match ty {
            Type::Plain(name) => (*name).into(),
            Type::String => "string".into(),
            Type::List(ty) => format!("list<{}>", self.text(ty)),
            Type::Fixed(ty, length) => format!("list<{}, {length}>", self.text(ty)),
            Type::Option(ty) => format!("option<{}>", self.text(ty)),
            Type::Result(None, None) => "result".into(),
            Type::Result(Some(ok), None) => format!("result<{}>", self.text(ok)),
            Type::Result(ok, Some(err)) => {
                let ok = ok.as_ref().map_or_else(|| "_".into(), |ok| self.text(ok));
                format!("result<{ok}, {}>", self.text(err))
            }
            Type::Tuple(items) => {
                format!("tuple<{}>", items.iter().map(|item| self.text(item)).collect::<Vec<_>>().join(", "))
            }
            Type::Named(index) => format!("%{}", self.decls[*index].name),
        }
    }
}

/// Whether a value is more than can be copied.
pub fn has_heap(world: &World, ty: &Type) -> bool {
    match ty {
        Type::Plain(_) => false,
        Type::String | Type::List(_) => true,
        Type::Option(ty) | Type::Fixed(ty, _) => has_heap(world, ty),
        Type::Result(ok, err) => [ok, err].into_iter().flatten().any(|ty| has_heap(world, ty)),
        Type::Tuple(items) => items.iter().any(|ty| has_heap(world, ty)),
        Type::Named(index) => match &world.decls[*index].kind {
            Kind::Record(fields) => fields.iter().any(|(_, ty)| has_heap(world, ty)),
            Kind::Variant(cases) => cases.iter().filter_map(|(_, ty)| ty.as_ref()).any(|ty| has_heap(world, ty)),
            Kind::Enum(_) | Kind::Flags(_) => false,
            Kind::Alias(ty) => has_heap(world, ty),
        },
    }
}

/// What a function of several parameters gives back.
pub fn tuple(params: &[(String, Type)]) -> Type {
    Type::Tuple(params.iter().map(|(_, ty)| ty.clone()).collect())
}

/// The world that has all of them.
pub fn batch(worlds: &[World]) -> String {
    let mut text = String::from("package random:batch;\n\nworld batch {\n");
    for world in worlds {
        writeln!(text, "  import {0};\n  export {0};", world.interface()).unwrap();
    }
    text + "  export through-host: func(on: bool);\n}\n"
}

/// A name that is not taken: a word, or one with a number if the word is.
fn name(rng: &mut Rng, words: &[&str], taken: &mut Vec<String>) -> String {
    let word = rng.pick(words);
    let free = (1..).map(|number| if number == 1 { word.to_string() } else { format!("{word}{number}") });
    let name = free.into_iter().find(|name| !taken.contains(name)).expect("there is always a higher number");
    taken.push(name.clone());
    name
}

/// How deep types nest in a function, its declarations' own depth not counted.
const MAX_DEPTH: usize = 6;

/// Lists in lists in lists have as many elements as all their lengths together multiply to.
const MAX_LISTS: usize = 2;

const PLAIN: &[&str] = &["bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "f32", "f64", "char"];

/// Names of types, some of them words of WIT or of Rust.
const TYPE_WORDS: &[&str] = &["item", "dark-point", "shape", "node", "list", "record", "type", "match", "async", "fn"];

/// Names of everything else, `self` first. Not `gen`: as the name of a field it does not compile with wit-bindgen in Rust's edition of 2024.
const WORDS: &[&str] = &[
    "self",
    "alpha",
    "b",
    "long-name",
    "x1-y2",
    "type",
    "match",
    "crate",
    "super",
    "ref",
    "mut",
    "async",
    "await",
    "loop",
    "string",
    "option",
    "result",
    "resource",
    "own",
    "borrow",
    "stream",
    "true",
    "move",
    "try",
    "use",
    "as",
    "box",
];
