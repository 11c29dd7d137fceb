//! A random world: a package with types of its own, an interface that is both imported and exported, and one of resources.

use super::rng::Rng;

/// One world of a plugin. Its place in the plugin is its name.
pub struct World {
    pub index: usize,
    pub version: Option<(usize, usize, usize)>,
    pub decls: Vec<Decl>,
    /// Functions that the host has, too.
    pub functions: Vec<Function>,
    /// What a resource of the plugin is used by, if it has one.
    pub things: Option<Things>,
    flavour: Flavour,
}

/// What the worlds of one plugin may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Values and resources.
    Plain,
    /// Async functions, streams and futures, too.
    Tasks,
    /// Values alone; for clients with static types. Some functions are async, if any may be.
    Typed { tasks: bool },
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
    /// The world's resource, owned.
    Thing,
    Stream(Option<Box<Self>>),
    Future(Option<Box<Self>>),
}

/// A function that gives back what it is given: nothing, the one value, or all of them as a tuple.
pub struct Function {
    pub name: String,
    pub is_async: bool,
    pub params: Vec<(String, Type)>,
}

/// A resource that keeps a number, with the functions that pass it around.
pub struct Things {
    /// A method, called on one.
    pub method: Function,
    /// A static function.
    pub pass: Function,
    /// A function that is lent one, and gives back its number before the rest.
    pub lent: Function,
    pub others: Vec<Function>,
}

/// What a type may have in it.
#[derive(Clone, Copy)]
struct May {
    /// How often lists may nest.
    lists: usize,
    things: bool,
    /// Streams and futures.
    streams: bool,
}

impl World {
    pub fn random(rng: &mut Rng, index: usize, flavour: Flavour) -> Self {
        let version = (rng.below(2) == 0).then(|| (rng.below(3), rng.below(10), rng.below(10)));
        let mut world = Self { index, version, decls: Vec::new(), functions: Vec::new(), things: None, flavour };
        let mut taken = Vec::new();
        for _ in 0..rng.between(1, 5) {
            let name = name(rng, TYPE_WORDS, &mut taken);
            let kind = world.kind(rng);
            world.decls.push(Decl { name, kind });
        }
        for _ in 0..rng.between(1, 4) {
            let name = name(rng, WORDS, &mut taken);
            world.functions.push(world.function(rng, name, false));
        }
        if !matches!(flavour, Flavour::Typed { .. }) && rng.below(2) == 0 {
            let [method, pass, lent] = ["echo", "pass", "lent"].map(|name| world.function(rng, name.into(), true));
            let mut others = Vec::new();
            for _ in 0..rng.between(0, 2) {
                let name = name(rng, WORDS, &mut taken);
                others.push(world.function(rng, name, true));
            }
            world.things = Some(Things { method, pass, lent, others });
        }
        world
    }

    fn function(&self, rng: &mut Rng, name: String, things: bool) -> Function {
        let is_async = matches!(self.flavour, Flavour::Tasks | Flavour::Typed { tasks: true }) && rng.below(2) == 0;
        // What a method is called on, and what a function is lent, have names already.
        let mut own = if things { vec!["self".to_string(), "of".to_string()] } else { Vec::new() };
        let count = rng.pick(&[0, 1, 1, 1, 1, 2, 3, 5]);
        let mut params = Vec::new();
        for _ in 0..count {
            let before = params.iter().map(|(_, ty)| streams(self, ty)).sum::<usize>();
            let may = May { lists: MAX_LISTS, things, streams: self.has_streams() };
            let mut ty = self.ty(rng, MAX_DEPTH, may);
            // wit-bindgen has not implemented lists of a fixed length in the registers of an async call.
            let is_fixed = is_async && any(self, &ty, &|ty| matches!(ty, Type::Fixed(..)));
            if is_fixed || before + streams(self, &ty) > MAX_STREAMS {
                ty = Type::String;
            }
            params.push((self::name(rng, WORDS, &mut own), ty));
        }
        Function { name, is_async, params }
    }

    fn has_streams(&self) -> bool {
        self.flavour == Flavour::Tasks
    }

    /// A declaration that may use those before it. What it nests counts where it is used, so it nests little itself.
    fn kind(&self, rng: &mut Rng) -> Kind {
        let mut own = Vec::new();
        let depth = rng.between(0, 2);
        let kind = rng.below(6);
        let may = May { lists: 1, things: false, streams: self.has_streams() };
        // A case called `self` does not compile with wit-bindgen: it would be `Self`.
        let words = if matches!(kind, 2 | 3) { &WORDS[1..] } else { WORDS };
        let mut names =
            |rng: &mut Rng, most| (0..rng.between(1, most)).map(|_| name(rng, words, &mut own)).collect::<Vec<_>>();
        match kind {
            0 | 1 => Kind::Record(names(rng, 6).into_iter().map(|name| (name, self.ty(rng, depth, may))).collect()),
            2 => {
                let names = names(rng, 6);
                let case = |name| (name, (rng.below(3) > 0).then(|| self.ty(rng, depth, may)));
                Kind::Variant(names.into_iter().map(case).collect())
            }
            3 => Kind::Enum(names(rng, 9)),
            4 => Kind::Flags(names(rng, 20)),
            _ => Kind::Alias(self.ty(rng, depth, may)),
        }
    }

    /// A type that nests at most so deep.
    fn ty(&self, rng: &mut Rng, depth: usize, may: May) -> Type {
        if depth == 0 {
            return leaf(rng);
        }
        let boxed = |rng: &mut Rng| Box::new(self.ty(rng, depth - 1, may));
        match rng.below(14) {
            0 | 1 if may.lists > 0 => {
                Type::List(Box::new(self.ty(rng, depth - 1, May { lists: may.lists - 1, ..may })))
            }
            2 | 3 => Type::Option(boxed(rng)),
            4 | 5 => {
                let (ok, err) = (rng.below(4) > 0, rng.below(3) > 0);
                Type::Result(ok.then(|| boxed(rng)), err.then(|| boxed(rng)))
            }
            6 => Type::Tuple((0..rng.between(1, 4)).map(|_| self.ty(rng, depth - 1, may)).collect()),
            7..=9 if !self.decls.is_empty() => Type::Named(rng.below(self.decls.len())),
            10 => Type::Fixed(Box::new(self.flat(rng)), rng.between(1, 5)),
            11 | 12 if may.things => Type::Thing,
            // No component may have a stream of characters yet.
            12 if may.streams => Type::Stream(element(rng).filter(|ty| !matches!(**ty, Type::Plain("char")))),
            13 if may.streams => Type::Future(element(rng)),
            _ => leaf(rng),
        }
    }

    /// A type whose values take no memory of their own.
    fn flat(&self, rng: &mut Rng) -> Type {
        match rng.below(4) {
            0 => Type::Fixed(Box::new(Type::Plain(rng.pick(PLAIN))), rng.between(1, 3)),
            1 if !self.decls.is_empty() => {
                let named = Type::Named(rng.below(self.decls.len()));
                if has_heap(self, &named) || streams(self, &named) > 0 { Type::Plain("u8") } else { named }
            }
            _ => Type::Plain(rng.pick(PLAIN)),
        }
    }
}

fn leaf(rng: &mut Rng) -> Type {
    match rng.below(PLAIN.len() + 3) {
        index if index < PLAIN.len() => Type::Plain(PLAIN[index]),
        _ => Type::String,
    }
}

/// The elements of a stream, or a future's value: what a value without a static type can carry on both backends.
fn element(rng: &mut Rng) -> Option<Box<Type>> {
    match rng.below(5) {
        0 => None,
        1 => Some(Box::new(Type::List(Box::new(leaf(rng))))),
        _ => Some(Box::new(leaf(rng))),
    }
}

/// Whether a value is more than can be copied.
pub fn has_heap(world: &World, ty: &Type) -> bool {
    any(world, ty, &|ty| matches!(ty, Type::String | Type::List(_)))
}

/// Whether there is only one of a value: a resource, a stream or a future is in it.
pub fn is_unique(world: &World, ty: &Type) -> bool {
    any(world, ty, &|ty| matches!(ty, Type::Thing | Type::Stream(_) | Type::Future(_)))
}

fn any(world: &World, ty: &Type, wanted: &dyn Fn(&Type) -> bool) -> bool {
    let optional = |ty: &Option<Box<Type>>| ty.as_ref().is_some_and(|ty| any(world, ty, wanted));
    wanted(ty)
        || match ty {
            Type::Plain(_) | Type::String | Type::Thing => false,
            Type::List(ty) | Type::Option(ty) | Type::Fixed(ty, _) => any(world, ty, wanted),
            Type::Stream(ty) | Type::Future(ty) => optional(ty),
            Type::Result(ok, err) => optional(ok) || optional(err),
            Type::Tuple(items) => items.iter().any(|ty| any(world, ty, wanted)),
            Type::Named(index) => match &world.decls[*index].kind {
                Kind::Record(fields) => fields.iter().any(|(_, ty)| any(world, ty, wanted)),
                Kind::Variant(cases) => cases.iter().filter_map(|(_, ty)| ty.as_ref()).any(|ty| any(world, ty, wanted)),
                Kind::Enum(_) | Kind::Flags(_) => false,
                Kind::Alias(ty) => any(world, ty, wanted),
            },
        }
}

/// How many streams and futures a value may have at most.
fn streams(world: &World, ty: &Type) -> usize {
    let optional = |ty: &Option<Box<Type>>| ty.as_ref().map_or(0, |ty| streams(world, ty));
    match ty {
        Type::Plain(_) | Type::String | Type::Thing | Type::Fixed(..) => 0,
        Type::Stream(_) | Type::Future(_) => 1,
        Type::List(ty) => MOST_ELEMENTS * streams(world, ty),
        Type::Option(ty) => streams(world, ty),
        Type::Result(ok, err) => optional(ok).max(optional(err)),
        Type::Tuple(items) => items.iter().map(|ty| streams(world, ty)).sum(),
        Type::Named(index) => match &world.decls[*index].kind {
            Kind::Record(fields) => fields.iter().map(|(_, ty)| streams(world, ty)).sum(),
            Kind::Variant(cases) => {
                cases.iter().filter_map(|(_, ty)| ty.as_ref()).map(|ty| streams(world, ty)).max().unwrap_or_default()
            }
            Kind::Enum(_) | Kind::Flags(_) => 0,
            Kind::Alias(ty) => streams(world, ty),
        },
    }
}

/// What a function of several parameters gives back.
pub fn tuple(params: &[(String, Type)]) -> Type {
    Type::Tuple(params.iter().map(|(_, ty)| ty.clone()).collect())
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

/// Elements of a random list.
const MOST_ELEMENTS: usize = 8;

/// Streams and futures that the arguments of a call may have: on their way through the host they pass twice, and a session
/// has room for 96.
const MAX_STREAMS: usize = 32;

const PLAIN: &[&str] = &["bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "f32", "f64", "char"];

/// Names of types, some of them words of WIT or of Rust.
const TYPE_WORDS: &[&str] = &["item", "dark-point", "shape", "node", "list", "record", "type", "match", "async", "fn"];

/// Names of everything else, `self` first. Not `gen`: as the name of a field it does not compile with wit-bindgen in Rust's
/// edition of 2024.
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
