//! A random world: a package with types of its own, an interface that is both imported and exported, and resources of the
//! host and of the plugin with the functions that pass them around.

use super::rng::Rng;
use super::types::{Decl, Kind, Owner, Type};

/// One world of a plugin. Its place in the plugin is its name.
pub struct World {
    pub index: usize,
    pub version: Option<(usize, usize, usize)>,
    pub decls: Vec<Decl>,
    /// Functions that the host has, too.
    pub functions: Vec<Function>,
    /// What the host has for its resource, if it has one: the plugin makes some and calls it.
    pub tokens: Option<Members>,
    /// What the plugin has for its resource, if it has one.
    pub things: Option<Members>,
    flavour: Flavour,
}

/// What the worlds of one plugin may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Values and resources.
    Plain,
    /// Async functions, streams and futures, too.
    Tasks,
}

/// A function that gives back what it is given: nothing, the one value, or all of them as a tuple. For what it was lent it
/// gives back tuples of its number.
pub struct Function {
    pub name: String,
    pub role: Role,
    pub is_async: bool,
    /// With the resource that a method is called on.
    pub params: Vec<(String, Type)>,
}

impl Function {
    /// The type of what it gives, in the form in which things are given back.
    pub fn result(&self) -> Option<Type> {
        match self.params.as_slice() {
            [] => None,
            [(_, ty)] => Some(ty.clone()),
            several => Some(Type::Tuple(several.iter().map(|(_, ty)| ty.clone()).collect())),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Free,
    Method,
    Static,
}

/// The functions around a resource that keeps a number.
pub struct Members {
    pub method: Function,
    pub pass: Function,
    /// Functions that are lent one, somewhere.
    pub others: Vec<Function>,
}

impl Members {
    pub fn all(&self) -> impl Iterator<Item = &Function> {
        [&self.method, &self.pass].into_iter().chain(&self.others)
    }
}

/// What a type may have in it.
#[derive(Clone, Copy)]
struct May {
    /// How often lists may nest.
    lists: usize,
    tokens: bool,
    things: bool,
    lent_tokens: bool,
    /// Whether they may be in lists, too: not in what a plugin exports.
    lent_lists: bool,
    /// Streams and futures.
    streams: bool,
}

impl World {
    pub fn random(rng: &mut Rng, index: usize, flavour: Flavour) -> Self {
        let version = (rng.below(2) == 0).then(|| (rng.below(3), rng.below(10), rng.below(10)));
        let (decls, functions) = (Vec::new(), Vec::new());
        let mut world = Self { index, version, decls, functions, tokens: None, things: None, flavour };
        // Of four worlds one has both, one has neither.
        let (has_tokens, has_things) = (index.is_multiple_of(2), index % 4 < 2);
        let streams = flavour == Flavour::Tasks;
        let (lists, tokens) = (MAX_LISTS, has_tokens);
        let may = May { lists, tokens, things: false, lent_tokens: true, lent_lists: true, streams };
        let exported = May { lent_lists: false, ..may };
        let mut taken = Vec::new();
        for _ in 0..rng.between(1, 5) {
            world.declare(rng, Owner::Host, may, &mut taken);
        }
        for _ in 0..rng.between(1, 3) {
            let name = name(rng, WORDS, &mut taken);
            let params = world.params(rng, Vec::new(), exported);
            world.functions.push(world.function(rng, name, Role::Free, params));
        }
        if has_tokens {
            world.tokens = Some(world.members(rng, Owner::Host, may, &mut taken));
        }
        if has_things {
            let exported = May { things: true, ..exported };
            for _ in 0..rng.between(0, 2) {
                world.declare(rng, Owner::Plugin, exported, &mut taken);
            }
            world.things = Some(world.members(rng, Owner::Plugin, exported, &mut taken));
        }
        world
    }

    fn declare(&mut self, rng: &mut Rng, home: Owner, may: May, taken: &mut Vec<String>) {
        let name = name(rng, TYPE_WORDS, taken);
        let kind = self.kind(rng, May { lists: 1, ..may });
        self.decls.push(Decl { home, name, kind });
    }

    fn members(&self, rng: &mut Rng, owner: Owner, may: May, taken: &mut Vec<String>) -> Members {
        let of = |ty| vec![("of".to_string(), ty)];
        let params = self.params(rng, of(Type::Borrow(owner)), may);
        let method = self.function(rng, "echo".into(), Role::Method, params);
        let params = self.params(rng, Vec::new(), may);
        let pass = self.function(rng, "pass".into(), Role::Static, params);
        let mut others = Vec::new();
        for _ in 0..rng.between(1, 2) {
            let name = name(rng, WORDS, taken);
            let lent = self.lent(rng, owner, may);
            let params = self.params(rng, of(lent), may);
            others.push(self.function(rng, name, Role::Free, params));
        }
        Members { method, pass, others }
    }

    /// A type that lends a resource, at any depth.
    fn lent(&self, rng: &mut Rng, owner: Owner, may: May) -> Type {
        let mut tries = (0..20).map(|_| self.ty(rng, MAX_DEPTH, may));
        let found = tries.find(|ty| self.lends_of(owner, ty) && self.fits(&[], ty));
        found.unwrap_or(Type::Borrow(owner))
    }

    fn params(&self, rng: &mut Rng, first: Vec<(String, Type)>, may: May) -> Vec<(String, Type)> {
        // What a method is called on has a name already.
        let mut own = vec!["self".to_string(), "of".to_string()];
        let mut params = first;
        for _ in 0..rng.pick(&[0, 1, 1, 1, 1, 2, 3, 5]) {
            let mut ty = self.ty(rng, MAX_DEPTH, may);
            if !self.fits(&params, &ty) {
                ty = Type::String;
            }
            params.push((name(rng, WORDS, &mut own), ty));
        }
        params
    }

    /// Whether a call may have a value of a type beside others.
    fn fits(&self, others: &[(String, Type)], ty: &Type) -> bool {
        let most = |counted: &dyn Fn(&Type) -> bool| {
            others.iter().map(|(_, ty)| ty).chain([ty]).map(|ty| self.most(ty, counted)).sum::<usize>()
        };
        most(&|ty| matches!(ty, Type::Stream(_) | Type::Future(_))) <= MAX_STREAMS
            && most(&|ty| matches!(ty, Type::Own(_) | Type::Borrow(_))) <= MAX_HANDLES
    }

    fn function(&self, rng: &mut Rng, name: String, role: Role, mut params: Vec<(String, Type)>) -> Function {
        let is_async = self.flavour == Flavour::Tasks && rng.below(2) == 0;
        // wit-bindgen has not implemented lists of a fixed length in the registers of an async call.
        let is_fixed = |ty: &Type| self.any(ty, &|ty| matches!(ty, Type::Fixed(..)));
        params.iter_mut().filter(|(_, ty)| is_async && is_fixed(ty)).for_each(|(_, ty)| *ty = Type::String);
        Function { name, role, is_async, params }
    }

    /// A declaration that may use those before it. What it nests counts where it is used, so it nests little itself.
    fn kind(&self, rng: &mut Rng, may: May) -> Kind {
        let mut own = Vec::new();
        let depth = rng.between(0, 2);
        let kind = rng.below(6);
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
            // A handle has no other name.
            _ => Kind::Alias(match self.ty(rng, depth, may) {
                Type::Own(_) | Type::Borrow(_) => Type::String,
                ty => ty,
            }),
        }
    }

    /// A type that nests at most so deep.
    fn ty(&self, rng: &mut Rng, depth: usize, may: May) -> Type {
        if depth == 0 {
            return if rng.below(4) == 0 { handle(rng, may) } else { leaf(rng) };
        }
        let boxed = |rng: &mut Rng| Box::new(self.ty(rng, depth - 1, may));
        match rng.below(16) {
            0 | 1 if may.lists > 0 => {
                let lent_tokens = may.lent_tokens && may.lent_lists;
                Type::List(Box::new(self.ty(rng, depth - 1, May { lists: may.lists - 1, lent_tokens, ..may })))
            }
            2 | 3 => Type::Option(boxed(rng)),
            4 | 5 => {
                let (ok, err) = (rng.below(4) > 0, rng.below(3) > 0);
                Type::Result(ok.then(|| boxed(rng)), err.then(|| boxed(rng)))
            }
            6 => Type::Tuple((0..rng.between(1, 4)).map(|_| self.ty(rng, depth - 1, may)).collect()),
            7..=9 => self.named(rng, may),
            10 => Type::Fixed(Box::new(self.flat(rng)), rng.between(1, 5)),
            11..=13 => handle(rng, may),
            // No component may have a stream of characters yet.
            14 if may.streams => Type::Stream(element(rng).filter(|ty| !matches!(**ty, Type::Plain("char")))),
            15 if may.streams => Type::Future(element(rng)),
            _ => leaf(rng),
        }
    }

    /// One of the declarations that a type may have in it.
    fn named(&self, rng: &mut Rng, may: May) -> Type {
        let may_be = |index: &usize| {
            let ty = Type::Named(*index);
            (may.things || self.decls[*index].home == Owner::Host)
                && (may.lent_tokens || !self.lends_of(Owner::Host, &ty))
                && (may.lent_lists || !self.has_lent_list(&ty))
        };
        let all: Vec<_> = (0..self.decls.len()).filter(may_be).collect();
        if all.is_empty() { leaf(rng) } else { Type::Named(rng.pick(&all)) }
    }

    /// A type whose values take no memory of their own.
    fn flat(&self, rng: &mut Rng) -> Type {
        match rng.below(4) {
            0 => Type::Fixed(Box::new(Type::Plain(rng.pick(PLAIN))), rng.between(1, 3)),
            1 if !self.decls.is_empty() => {
                let named = Type::Named(rng.below(self.decls.len()));
                let is_flat = !(self.has_heap(&named) || self.owns(&named) || self.lends(&named));
                if is_flat { named } else { Type::Plain("u8") }
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

/// A resource, if there may be one.
fn handle(rng: &mut Rng, may: May) -> Type {
    let all = [
        (may.tokens, Type::Own(Owner::Host)),
        (may.tokens && may.lent_tokens, Type::Borrow(Owner::Host)),
        (may.things, Type::Own(Owner::Plugin)),
        (may.things, Type::Borrow(Owner::Plugin)),
    ];
    let mut all: Vec<_> = all.into_iter().filter_map(|(may, ty)| may.then_some(ty)).collect();
    if all.is_empty() { leaf(rng) } else { all.swap_remove(rng.below(all.len())) }
}

/// The elements of a stream, or a future's value: what a value without a static type can carry on both backends.
fn element(rng: &mut Rng) -> Option<Box<Type>> {
    match rng.below(5) {
        0 => None,
        1 => Some(Box::new(Type::List(Box::new(leaf(rng))))),
        _ => Some(Box::new(leaf(rng))),
    }
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

/// Streams and futures that the arguments of a call may have: on their way through the host they pass twice, and a session
/// has room for 96.
const MAX_STREAMS: usize = 32;

/// Resources that the arguments of a call may have: each is made by a call of its own.
const MAX_HANDLES: usize = 300;

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
