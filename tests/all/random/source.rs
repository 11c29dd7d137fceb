//! The plugin of a batch of worlds: each function gives back what it is given, by way of the host where it is to.

use std::fmt::Write;

use super::world::{Function, Kind, Type, World, has_heap, tuple};

/// `lib.rs`.
pub fn plugin(worlds: &[World]) -> String {
    let mut text = String::from(HEAD);
    for world in worlds {
        let index = world.index;
        write!(
            text,
            "\nmod w{index} {{\n    use crate::exports::random::w{index}::echo::Guest;\n    \
             use crate::random::w{index}::{{echo as host, types as t}};\n\n    \
             impl Guest for crate::Component {{\n"
        )
        .unwrap();
        for function in &world.functions {
            text += &echo(world, function);
        }
        text += "    }\n}\n";
    }
    text + "\nexport!(Component);\n"
}

/// `Cargo.toml` of a workspace of its own; `sdk` is the folder of the SDK, and `profiles` those of our workspace.
pub fn manifest(sdk: &str, profiles: &str) -> String {
    format!(
        "[workspace]\n\n[package]\nname = \"random\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n\n\
         [[bin]]\nname = \"random-native\"\npath = \"src/main.rs\"\n\n\
         [dependencies]\namphi-guest-sdk = {{ path = {sdk:?} }}\n\n{profiles}"
    )
}

/// `main.rs`.
pub const MAIN: &str = "amphi_guest_sdk::main!(random);\n";

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

fn echo(world: &World, function: &Function) -> String {
    let name = snake(&function.name);
    let params: Vec<_> = function.params.iter().map(|(_, ty)| rust(world, ty)).collect();
    let declared: Vec<_> = params.iter().enumerate().map(|(index, ty)| format!("v{index}: {ty}")).collect();
    let borrowed = function.params.iter().enumerate();
    let borrowed: Vec<_> = borrowed.map(|(index, (_, ty))| lend(world, ty, &format!("v{index}"))).collect();
    let (result, own) = match function.params.as_slice() {
        [] => ("()".into(), "()".into()),
        [_] => (params[0].clone(), "v0".into()),
        several => {
            let names: Vec<_> = (0..several.len()).map(|index| format!("v{index}")).collect();
            (rust(world, &tuple(several)), format!("({})", names.join(", ")))
        }
    };
    format!(
        "        fn {name}({}) -> {result} {{\n            \
         if crate::THROUGH_HOST.get() {{ host::{name}({}) }} else {{ {own} }}\n        }}\n",
        declared.join(", "),
        borrowed.join(", ")
    )
}

/// A type as the plugin's functions own it.
fn rust(world: &World, ty: &Type) -> String {
    match ty {
        Type::Plain(name) => match *name {
            "bool" | "char" | "f32" | "f64" => (*name).into(),
            name => name.replace('s', "i"),
        },
        Type::String => "String".into(),
        Type::List(ty) => format!("Vec<{}>", rust(world, ty)),
        Type::Fixed(ty, length) => format!("[{}; {length}]", rust(world, ty)),
        Type::Option(ty) => format!("Option<{}>", rust(world, ty)),
        Type::Result(ok, err) => {
            let side = |ty: &Option<Box<Type>>| ty.as_ref().map_or_else(|| "()".into(), |ty| rust(world, ty));
            format!("Result<{}, {}>", side(ok), side(err))
        }
        Type::Tuple(items) => format!("({},)", items.iter().map(|ty| rust(world, ty)).collect::<Vec<_>>().join(", ")),
        Type::Named(index) => format!("t::{}", camel(&world.decls[*index].name)),
    }
}

/// A value as the host's functions take it: whole if it can be copied, or borrowed at its top, through options, results
/// and tuples. `place` is the value.
fn lend(world: &World, ty: &Type, place: &str) -> String {
    if has_heap(world, ty) { borrow(world, ty, place, false) } else { place.into() }
}

/// A part of a value that is borrowed; `place` is the part, or a reference to it.
fn borrow(world: &World, ty: &Type, place: &str, is_reference: bool) -> String {
    let inner = |ty: &Type| format!("|x| {}", borrow(world, ty, "x", true));
    match ty {
        _ if is_list(world, ty) => format!("&{place}[..]"),
        Type::Named(_) if !is_reference => format!("&{place}"),
        Type::Plain(_) | Type::Fixed(..) if is_reference => format!("*{place}"),
        Type::Plain(_) | Type::Fixed(..) | Type::Named(_) | Type::String | Type::List(_) => place.into(),
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
    }
}

/// Whether a type is a string or a list, under whatever name.
fn is_list(world: &World, ty: &Type) -> bool {
    match ty {
        Type::String | Type::List(_) => true,
        Type::Named(index) => matches!(&world.decls[*index].kind, Kind::Alias(ty) if is_list(world, ty)),
        _ => false,
    }
}

fn camel(name: &str) -> String {
    name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

fn snake(name: &str) -> String {
    let name = name.replace('-', "_");
    if KEYWORDS.contains(&name.as_str()) { name + "_" } else { name }
}

/// Words that cannot be names in Rust, of those that the worlds use.
const KEYWORDS: &[&str] = &[
    "type", "match", "self", "crate", "super", "ref", "mut", "async", "await", "loop", "true", "move", "try", "use",
    "as", "box",
];
