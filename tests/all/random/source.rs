//! The plugin of some worlds: each function gives back what it is given, by way of the host where it is to.

use super::spelling::{Spelling, snake};
use super::turn::Turn;
use super::types::{Form, Owner, Type};
use super::world::{Function, Members, Role, World};

/// `lib.rs`.
pub fn plugin(worlds: &[World]) -> String {
    let mut text = String::from(HEAD);
    for world in worlds {
        let index = world.index;
        text += &format!(
            "\nmod w{index} {{\n    use crate::exports::random::w{index} as e;\n    \
             use crate::random::w{index}::{{echo as host, types as t}};\n\n    \
             impl e::echo::Guest for crate::Component {{\n"
        );
        world.functions.iter().for_each(|function| text += &echo(world, function));
        text += "    }\n";
        if let Some(tokens) = &world.tokens {
            text += "\n    impl e::lending::Guest for crate::Component {\n";
            tokens.all().for_each(|function| text += &lending(world, function));
            text += "    }\n";
        }
        if let Some(things) = &world.things {
            text += &resource(world, things);
        }
        text += "}\n";
    }
    text + "\nexport!(Component);\n"
}

/// `main.rs`.
pub fn program(library: &str) -> String {
    format!("amphi_guest_sdk::main!({library});\n")
}

const HEAD: &str = r#"//! Made of a seed.

#![allow(dead_code, unused_imports, unused_variables)]

use std::cell::{Cell, OnceCell};

amphi_guest_sdk::plugin!({ path: "wit", world: "batch" });

struct Component;

thread_local! {
    static THROUGH_HOST: Cell<bool> = const { Cell::new(false) };
    static LIVE: Cell<u32> = const { Cell::new(0) };
}

impl Guest for Component {
    fn through_host(on: bool) {
        THROUGH_HOST.set(on);
    }

    fn live() -> u32 {
        LIVE.get()
    }
}

/// Stands in each thing.
struct Counted;

impl Counted {
    fn new() -> Self {
        LIVE.set(LIVE.get() + 1);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        LIVE.set(LIVE.get() - 1);
    }
}

/// Tokens that are made to be lent.
struct Pool<T> {
    slots: Vec<OnceCell<T>>,
    used: Cell<usize>,
}

impl<T> Pool<T> {
    fn new() -> Self {
        Self { slots: (0..400).map(|_| OnceCell::new()).collect(), used: Cell::new(0) }
    }

    fn lend(&self, made: T) -> &T {
        let index = self.used.replace(self.used.get() + 1);
        self.slots[index].get_or_init(|| made)
    }
}
"#;

fn spelling(world: &World) -> Spelling<'_> {
    Spelling { world, types: "t", things: "h", runtime: "amphi_guest_sdk", side: Owner::Plugin }
}

/// The number of a resource that is lent.
fn look(owner: Owner, place: &str) -> String {
    match owner {
        Owner::Host => format!("({place}.number(),)"),
        Owner::Plugin => format!("({place}.get::<Thing>().number,)"),
    }
}

fn echo(world: &World, function: &Function) -> String {
    let passed = passed(world, function, 0);
    let (wait, name) = (wait(function), snake(&function.name));
    let through =
        |own: &str| format!("if crate::THROUGH_HOST.get() {{ host::{name}({passed}){wait} }} else {{ {own} }}");
    written(world, function, &through)
}

/// Lends the host what it is given the numbers of.
fn lending(world: &World, function: &Function) -> String {
    let spelling = spelling(world);
    let made = |_: Owner, place: &str| format!("pool.lend(t::Token::new({place}.0))");
    let turn = Turn { spelling: &spelling, into: Form::Given, leaf: &made };
    let params = function.params.iter().enumerate();
    let (mut given, mut lent, mut types) = (Vec::new(), String::new(), Vec::new());
    for (index, (_, ty)) in params {
        given.push(format!("v{index}: {}", spelling.ty(ty, Form::Seen)));
        types.push((spelling.ty(ty, Form::Seen), String::new()));
        lent += &format!("let v{index} = {}; ", turn.turned(ty, &format!("v{index}")));
    }
    let name = snake(&function.name);
    if function.role == Role::Method {
        // A component imports only what it calls.
        lent += "assert_eq!(pool.lend(t::Token::new(7)).number(), 7); ";
    }
    let (called, first) = match function.role {
        Role::Free => (format!("t::{name}"), 0),
        Role::Static => (format!("t::Token::{name}"), 0),
        Role::Method => (format!("v0.{name}"), 1),
    };
    let passed = passed(world, function, first);
    let (keyword, given, result) = (keyword(function), given.join(", "), spelling.answer(&types).0);
    let wait = wait(function);
    format!(
        "        {keyword}fn {name}({given}) -> {result} {{\n            let pool = crate::Pool::<t::Token>::new();\n            \
         {lent}\n            {called}({passed}){wait}\n        }}\n"
    )
}

/// The arguments from one on, as the host's function takes them.
fn passed(world: &World, function: &Function, first: usize) -> String {
    let passed = function.params.iter().enumerate().skip(first).map(|(index, (_, ty))| {
        let place = format!("v{index}");
        // What is under way for a while holds nothing of its caller's.
        if function.is_async { place } else { lend(world, ty, &place) }
    });
    passed.collect::<Vec<_>>().join(", ")
}

fn wait(function: &Function) -> &'static str {
    if function.is_async { ".await" } else { "" }
}

fn keyword(function: &Function) -> &'static str {
    if function.is_async { "async " } else { "" }
}

/// A resource that keeps a number, and the functions around it.
fn resource(world: &World, things: &Members) -> String {
    let plain = |own: &str| own.to_string();
    let others: String = things.others.iter().map(|function| written(world, function, &plain)).collect();
    format!(
        "\n    use e::things as h;\n\n    pub struct Thing {{\n        number: u32,\n        \
         counted: crate::Counted,\n    }}\n\n    impl h::GuestThing for Thing {{\n        \
         fn new(number: u32) -> Self {{ Self {{ number, counted: crate::Counted::new() }} }}\n        \
         fn number(&self) -> u32 {{ self.number }}\n{}{}    }}\n\n    \
         impl h::Guest for crate::Component {{\n        type Thing = Thing;\n{others}    }}\n",
        written(world, &things.method, &plain),
        written(world, &things.pass, &plain),
    )
}

/// A function that is exported; `body` is made of the expression for all that it was given.
fn written(world: &World, function: &Function, body: &dyn Fn(&str) -> String) -> String {
    let spelling = spelling(world);
    let turn = Turn { spelling: &spelling, into: Form::Seen, leaf: &look };
    let (mut params, mut given) = (Vec::new(), Vec::new());
    for (index, (_, ty)) in function.params.iter().enumerate() {
        let is_receiver = function.role == Role::Method && index == 0;
        let place = format!("v{index}");
        let value = if is_receiver { "(self.number,)".into() } else { turn.turned(ty, &place) };
        params.push(if is_receiver { "&self".into() } else { format!("{place}: {}", spelling.ty(ty, Form::Given)) });
        given.push((spelling.ty(ty, Form::Seen), value));
    }
    let (result, own) = spelling.answer(&given);
    let (keyword, name, params) = (keyword(function), snake(&function.name), params.join(", "));
    format!("        {keyword}fn {name}({params}) -> {result} {{ {} }}\n", body(&own))
}

/// A value as the host's functions take it: whole if it can be copied or owns something, or borrowed at its top, through
/// options, results and tuples. `place` is the value.
fn lend(world: &World, ty: &Type, place: &str) -> String {
    let is_lent = match (world.owns(ty), world.lends(ty)) {
        (true, lends) => lends && world.is_list(ty),
        (false, lends) => lends || world.has_heap(ty),
    };
    if is_lent { borrow(world, ty, place, false) } else { place.into() }
}

/// A part of a value that is borrowed; `place` is the part, or a reference to it.
fn borrow(world: &World, ty: &Type, place: &str, is_reference: bool) -> String {
    let inner = |ty: &Type| format!("|x| {}", borrow(world, ty, "x", true));
    match ty {
        _ if world.is_list(ty) => format!("&{place}[..]"),
        Type::Named(_) if !is_reference => format!("&{place}"),
        Type::Plain(_) | Type::Fixed(..) | Type::Borrow(_) if is_reference => format!("*{place}"),
        Type::Option(ty) => format!("{place}.as_ref().map({})", inner(ty)),
        Type::Result(ok, err) => {
            let side = |ty: &Option<Box<Type>>| ty.as_ref().map_or_else(|| "|x| *x".into(), |ty| inner(ty));
            format!("{place}.as_ref().map({}).map_err({})", side(ok), side(err))
        }
        Type::Tuple(items) => {
            let items = items.iter().enumerate();
            let items = items.map(|(index, ty)| borrow(world, ty, &format!("{place}.{index}"), false));
            format!("({},)", items.collect::<Vec<_>>().join(", "))
        }
        _ => place.into(),
    }
}
