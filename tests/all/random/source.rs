//! The plugin of some worlds: each function gives back what it is given, by way of the host where it is to.

use super::spelling::{Spelling, is_list, snake};
use super::world::{Function, Things, Type, World, has_heap, is_unique};

/// `lib.rs`.
pub fn plugin(worlds: &[World]) -> String {
    let mut text = String::from(HEAD);
    for world in worlds {
        let index = world.index;
        text += &format!(
            "\nmod w{index} {{\n    use crate::exports::random::w{index}::echo::Guest;\n    \
             use crate::random::w{index}::{{echo as host, types as t}};\n\n    impl Guest for crate::Component {{\n"
        );
        world.functions.iter().for_each(|function| text += &echo(world, function));
        text += "    }\n";
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

#![allow(unused_imports)]

use std::cell::Cell;

amphi_guest_sdk::plugin!({ path: "wit", world: "batch" });

struct Component;

thread_local! {
    static THROUGH_HOST: Cell<bool> = const { Cell::new(false) };
}

impl Guest for Component {
    fn through_host(on: bool) {
        THROUGH_HOST.set(on);
    }
}
"#;

fn spelling(world: &World) -> Spelling<'_> {
    Spelling { world, types: "t", things: "h", runtime: "amphi_guest_sdk" }
}

fn echo(world: &World, function: &Function) -> String {
    let passed = function.params.iter().enumerate().map(|(index, (_, ty))| {
        let place = format!("v{index}");
        // What is under way for a while holds nothing of its caller's.
        if function.is_async { place } else { lend(world, ty, &place) }
    });
    let passed = passed.collect::<Vec<_>>().join(", ");
    let (wait, name) = (if function.is_async { ".await" } else { "" }, snake(&function.name));
    let through =
        |own: &str| format!("if crate::THROUGH_HOST.get() {{ host::{name}({passed}){wait} }} else {{ {own} }}");
    written(world, function, &[], &through)
}

/// A resource that keeps a number, and the functions around it.
fn resource(world: &World, things: &Things) -> String {
    let plain = |own: &str| own.to_string();
    let receiver = [("&self".to_string(), String::new(), String::new())];
    let lent = [("of: h::ThingBorrow<'_>".to_string(), "u32".to_string(), "of.get::<Thing>().0".to_string())];
    let others: String = things.others.iter().map(|function| written(world, function, &[], &plain)).collect();
    format!(
        "\n    use crate::exports::random::w{}::things as h;\n\n    pub struct Thing(u32);\n\n    \
         impl h::GuestThing for Thing {{\n        fn new(number: u32) -> Self {{ Self(number) }}\n        \
         fn number(&self) -> u32 {{ self.0 }}\n{}{}    }}\n\n    \
         impl h::Guest for crate::Component {{\n        type Thing = Thing;\n{}{others}    }}\n",
        world.index,
        written(world, &things.method, &receiver, &plain),
        written(world, &things.pass, &[], &plain),
        written(world, &things.lent, &lent, &plain),
    )
}

/// A function; `first` are a parameter before the others, and the type and the value that are given back for it, if any.
fn written(
    world: &World,
    function: &Function,
    first: &[(String, String, String)],
    body: &dyn Fn(&str) -> String,
) -> String {
    let spelling = spelling(world);
    let before = first.iter().map(|(param, ..)| param.clone());
    let types: Vec<_> = function.params.iter().map(|(_, ty)| spelling.ty(ty)).collect();
    let params = types.iter().enumerate().map(|(index, ty)| format!("v{index}: {ty}"));
    let params = before.chain(params).collect::<Vec<_>>().join(", ");
    let before = first.iter().filter(|(_, ty, _)| !ty.is_empty()).map(|(_, ty, value)| (ty.clone(), value.clone()));
    let given = types.iter().enumerate().map(|(index, ty)| (ty.clone(), format!("v{index}")));
    let (result, own) = spelling.answer(&before.chain(given).collect::<Vec<_>>());
    let (keyword, name) = (if function.is_async { "async " } else { "" }, snake(&function.name));
    format!("        {keyword}fn {name}({params}) -> {result} {{ {} }}\n", body(&own))
}

/// A value as the host's functions take it: whole if it can be copied or there is only one of it, or borrowed at its top,
/// through options, results and tuples. `place` is the value.
fn lend(world: &World, ty: &Type, place: &str) -> String {
    let is_lent = has_heap(world, ty) && !is_unique(world, ty);
    if is_lent { borrow(world, ty, place, false) } else { place.into() }
}

/// A part of a value that is borrowed; `place` is the part, or a reference to it.
fn borrow(world: &World, ty: &Type, place: &str, is_reference: bool) -> String {
    let inner = |ty: &Type| format!("|x| {}", borrow(world, ty, "x", true));
    match ty {
        _ if is_list(world, ty) => format!("&{place}[..]"),
        Type::Named(_) if !is_reference => format!("&{place}"),
        Type::Plain(_) | Type::Fixed(..) if is_reference => format!("*{place}"),
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
