//! An author's half of a world: every function, and every call of an import, with the types that our generator gives them.
//!
//! The signatures are read from the code that a native build expands to. That the same source compiles on wasm too shows
//! that wit-bindgen gives the same ones.

use amphi_codegen::Options;
use amphi_wit::World;
use quote::ToTokens;
use syn::{FnArg, GenericArgument, Item, PathArguments, ReturnType, Signature, Type};

/// The module of a world: the macro, a type that implements every trait, and a function for each import.
pub fn module(name: &str, options: &str, world: &World) -> String {
    let runtime = "crate::__amphi_sdk::__rt".parse().unwrap();
    let code = amphi_codegen::plugin(world, &Options { runtime, additional_derives: Vec::new(), wasm: false });
    let file: syn::File = syn::parse2(code.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap();
    let mut stub = Stub { text: String::new(), imports: 0 };
    let root = Place { module: vec!["crate".into(), name.into()], this: None };
    stub.items(&file.items, &root, false);
    let export = file.items.iter().any(|item| matches!(item, Item::Macro(item) if item.ident.is_some()));
    let export = if export { "export!(Stub);\n" } else { "" };
    format!(
        "pub mod {name} {{\namphi_guest_sdk::plugin!({{ {options} }});\n\npub struct Stub;\n\n{}{export}}}\n\n",
        stub.text
    )
}

struct Stub {
    text: String,
    /// How many imports are called: each has a number for its name.
    imports: usize,
}

/// Where an item stands.
#[derive(Clone)]
struct Place {
    module: Vec<String>,
    /// What `Self` is, among the functions of a resource.
    this: Option<String>,
}

impl Stub {
    fn items(&mut self, items: &[Item], at: &Place, exported: bool) {
        for item in items {
            match item {
                Item::Trait(item) if item.ident.to_string().starts_with("Guest") => self.implement(item, at),
                Item::Fn(item) if !exported => self.call(&item.sig, at),
                // Not those of traits: resources have functions of their own, and errors a name.
                Item::Impl(item) if !exported && item.trait_.is_none() => {
                    let this = Some(at.ty(&item.self_ty));
                    let at = Place { this, ..at.clone() };
                    for item in &item.items {
                        if let syn::ImplItem::Fn(function) = item {
                            self.call(&function.sig, &at);
                        }
                    }
                }
                Item::Mod(item) if !OURS.contains(&&*item.ident.to_string()) => {
                    let name = item.ident.to_string();
                    let exported = exported || (at.module.len() == ROOT && name == "exports");
                    let module = at.module.iter().cloned().chain([name]).collect();
                    let (_, items) = item.content.as_ref().unwrap();
                    self.items(items, &Place { module, this: None }, exported);
                }
                _ => {}
            }
        }
    }

    fn implement(&mut self, item: &syn::ItemTrait, at: &Place) {
        self.text += &format!("impl {}::{} for Stub {{\n", at.module.join("::"), item.ident);
        for item in &item.items {
            match item {
                syn::TraitItem::Type(item) => self.text += &format!("    type {} = Stub;\n", item.ident),
                syn::TraitItem::Fn(function) => {
                    self.text += &format!("    {} {{ panic!() }}\n", at.head(&function.sig))
                }
                _ => {}
            }
        }
        self.text += "}\n\n";
    }

    /// Calls an import with the very types that it has for us.
    fn call(&mut self, signature: &Signature, at: &Place) {
        self.imports += 1;
        let of = at.this.clone().unwrap_or_else(|| at.module.join("::"));
        let (mut params, mut passed, mut callee) = (Vec::new(), Vec::new(), format!("{of}::{}", signature.ident));
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(_) => {
                    params.push(format!("this_: &{of}"));
                    callee = format!("this_.{}", signature.ident);
                }
                FnArg::Typed(input) => {
                    let name = input.pat.to_token_stream().to_string();
                    params.push(format!("{name}: {}", at.ty(&input.ty)));
                    passed.push(name);
                }
            }
        }
        let (keyword, wait) = if signature.asyncness.is_some() { ("async ", ".await") } else { ("", "") };
        self.text += &format!(
            "pub {keyword}fn import_{}({}){} {{ {callee}({}){wait} }}\n\n",
            self.imports,
            params.join(", "),
            at.output(&signature.output),
            passed.join(", ")
        );
    }
}

impl Place {
    /// A function of a trait without its body.
    fn head(&self, signature: &Signature) -> String {
        let params = signature.inputs.iter().map(|input| match input {
            FnArg::Receiver(_) => "&self".to_string(),
            FnArg::Typed(input) => format!("{}: {}", input.pat.to_token_stream(), self.ty(&input.ty)),
        });
        let params = params.collect::<Vec<_>>().join(", ");
        let keyword = if signature.asyncness.is_some() { "async " } else { "" };
        let bounds = signature.generics.where_clause.to_token_stream();
        format!("{keyword}fn {}({params}){} {bounds}", signature.ident, self.output(&signature.output))
    }

    fn output(&self, output: &ReturnType) -> String {
        match output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, ty) => format!(" -> {}", self.ty(ty)),
        }
    }

    /// A type as it is called from anywhere in the crate.
    fn ty(&self, ty: &Type) -> String {
        let all = |types: &mut dyn Iterator<Item = &Type>| types.map(|ty| self.ty(ty) + ",").collect::<String>();
        match ty {
            Type::Path(path) => self.path(&path.path),
            Type::Tuple(tuple) => format!("({})", all(&mut tuple.elems.iter())),
            Type::Array(array) => format!("[{}; {}]", self.ty(&array.elem), array.len.to_token_stream()),
            Type::Slice(slice) => format!("[{}]", self.ty(&slice.elem)),
            Type::Reference(reference) => {
                format!("&{} {}", reference.lifetime.to_token_stream(), self.ty(&reference.elem))
            }
            other => panic!("no signature has a type like {}", other.to_token_stream()),
        }
    }

    fn path(&self, path: &syn::Path) -> String {
        let segments: Vec<_> = path.segments.iter().map(|segment| self.segment(segment)).collect();
        let joined = segments.join("::");
        if path.leading_colon.is_some() {
            return format!("::{joined}");
        }
        match segments[0].as_str() {
            "crate" => joined.replace("crate::__amphi_sdk::__rt", "amphi_guest_sdk"),
            "self" => self.module.iter().chain(&segments[1..]).cloned().collect::<Vec<_>>().join("::"),
            // All other paths lead through the module that the macro stands in.
            "super" => {
                let rest = segments.iter().skip_while(|segment| *segment == "super");
                self.module[..ROOT].iter().chain(rest).cloned().collect::<Vec<_>>().join("::")
            }
            "Self" => self.this.clone().unwrap_or(joined),
            // Ours begin with a capital letter.
            first if first.starts_with(char::is_lowercase) => joined,
            _ => format!("{}::{joined}", self.module.join("::")),
        }
    }

    fn segment(&self, segment: &syn::PathSegment) -> String {
        let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return segment.ident.to_string() };
        let arguments = arguments.args.iter().map(|argument| match argument {
            GenericArgument::Type(ty) => self.ty(ty),
            other => other.to_token_stream().to_string(),
        });
        format!("{}<{}>", segment.ident, arguments.collect::<Vec<_>>().join(", "))
    }
}

/// Modules that no author names.
const OURS: [&str; 3] = ["__amphi", "wit_stream", "wit_future"];

/// How many names lead to the module that the macro stands in: `crate::NAME`.
const ROOT: usize = 2;
