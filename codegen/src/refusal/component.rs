//! What is built natively alone: worlds that wit-bindgen, which writes the code of components, writes no Rust for.
//!
//! What is known of is refused here, by the place in the WIT; what is left is an error of the tools.

use heck::{ToSnakeCase, ToUpperCamelCase};
use wit_parser::abi::AbiVariant;
use wit_parser::{
    EnumCase, Function, InterfaceId, Resolve, Span, Type, TypeDefKind, TypeId, WorldId, WorldItem, WorldKey,
};

use crate::error::Error;
use crate::lookup::Lookup as _;
use crate::names;
use crate::types::{definition, parts};

pub(crate) fn check(resolve: &Resolve, world: WorldId) -> Result<(), Error> {
    let refusals = Refusals { resolve };
    let wit = resolve.world(world);
    for (items, exported) in [(&wit.imports, false), (&wit.exports, true)] {
        let mut own = Vec::new();
        for (key, item) in items {
            match item {
                WorldItem::Function(function) => own.push(function),
                WorldItem::Type { id, .. } => refusals.definition(*id, false)?,
                WorldItem::Interface { id, .. } => refusals.interface(key, *id, exported)?,
            }
        }
        let interfaces = items.values().filter_map(|item| match item {
            WorldItem::Interface { id, .. } => Some(resolve.interface(*id).functions.values().collect()),
            _ => None,
        });
        for functions in interfaces.chain([own]) {
            refusals.functions(&functions, exported)?;
        }
    }
    Ok(())
}

struct Refusals<'a> {
    resolve: &'a Resolve,
}

impl Refusals<'_> {
    /// The names that lead to an interface, and its types.
    fn interface(&self, key: &WorldKey, id: InterfaceId, exported: bool) -> Result<(), Error> {
        let interface = self.resolve.interface(id);
        let name = match key {
            WorldKey::Name(name) => name,
            WorldKey::Interface(_) => interface.name.as_deref().unwrap_or_default(),
        };
        self.word(interface.span, name)?;
        if let (WorldKey::Interface(_), Some(package)) = (key, interface.package) {
            let package = &self.resolve.package(package).name;
            self.word(interface.span, &package.namespace)?;
            // Of a package even the plain words are written as they are.
            let spelled = package.name.to_snake_case();
            if names::is_keyword(&spelled) {
                return Err(self.refused(interface.span, &format!("package {package}"), &word(&spelled)));
            }
        }
        interface.types.values().try_for_each(|id| self.definition(*id, exported))
    }

    fn definition(&self, id: TypeId, exported: bool) -> Result<(), Error> {
        let definition = self.resolve.type_def(id);
        let is_guest = definition.name.as_deref() == Some("guest");
        if is_guest && is_misspelled(&definition.kind, exported) {
            let why = "wit-bindgen writes `Guest` for it in some places and `Guest_` in others";
            return Err(self.refused(definition.span, "guest", why));
        }
        let case = |span: Span, name: &str| match name.to_upper_camel_case() {
            reserved if reserved == "Self" => Err(self.refused(span, name, &word(&reserved))),
            _ => Ok(()),
        };
        case(definition.span, definition.name.as_deref().unwrap_or_default())?;
        match &definition.kind {
            TypeDefKind::Record(record) => {
                record.fields.iter().try_for_each(|field| self.word(field.span, &field.name))
            }
            TypeDefKind::Variant(variant) => variant.cases.iter().try_for_each(|of| case(of.span, &of.name)),
            TypeDefKind::Enum(cases) => cases.cases.iter().try_for_each(|of| case(of.span, &of.name)),
            _ => Ok(()),
        }
    }

    /// The functions of an interface, or of the world itself.
    fn functions(&self, functions: &[&Function], exported: bool) -> Result<(), Error> {
        for (position, function) in functions.iter().enumerate() {
            self.word(function.span, function.item_name())?;
            self.messages(function)?;
            function.params.iter().try_for_each(|param| self.word(param.span, &param.name))?;
            if !exported {
                self.registers(function)?;
                continue;
            }
            let spelled = |function: &Function| function.name.to_snake_case().replace('.', "_");
            let earlier = functions.iter().take(position).find(|earlier| spelled(earlier) == spelled(function));
            if let Some(earlier) = earlier {
                let name = spelled(function);
                let why = format!("it and `{}` are both `{name}` in the code of wit-bindgen", earlier.name);
                return Err(self.refused(function.span, &function.name, &why));
            }
        }
        Ok(())
    }

    /// The documentation of an enum that is a function's error: wit-bindgen makes texts of it.
    fn messages(&self, function: &Function) -> Result<(), Error> {
        let Some(Type::Id(result)) = function.result else { return Ok(()) };
        let TypeDefKind::Result(sides) = &self.resolve.type_def(result).kind else { return Ok(()) };
        let Some(Type::Id(error)) = sides.err else { return Ok(()) };
        let TypeDefKind::Enum(cases) = &self.resolve.type_def(definition(self.resolve, error)).kind else {
            return Ok(());
        };
        let is_cut = |case: &&EnumCase| case.docs.contents.as_ref().is_some_and(|docs| docs.contains(['"', '\\']));
        match cases.cases.iter().find(is_cut) {
            None => Ok(()),
            Some(case) => Err(Error::Component {
                location: self.resolve.render_location(case.span),
                item: case.name.clone(),
                why: "wit-bindgen writes the documentation of an error's case between quotes as it is".to_string(),
                remedy: "leave quotes and backslashes out of it",
            }),
        }
    }

    /// A list of a fixed length among the parameters that an async import gets in registers.
    fn registers(&self, function: &Function) -> Result<(), Error> {
        let by_memory = || self.resolve.wasm_signature(AbiVariant::GuestImportAsync, function).indirect_params;
        let is_fixed = function.params.iter().any(|param| self.has_fixed_list(&param.ty));
        if !function.kind.is_async() || !is_fixed || by_memory() {
            return Ok(());
        }
        let why = "wit-bindgen passes no list of a fixed length in the registers of an async import";
        Err(Error::Component {
            location: self.resolve.render_location(function.span),
            item: function.name.clone(),
            why: why.to_string(),
            remedy: "make it a plain list, or add parameters: more than four values go by way of the memory",
        })
    }

    /// Whether a list of a fixed length is in a type itself, not in the elements of a list.
    fn has_fixed_list(&self, ty: &Type) -> bool {
        let Type::Id(id) = ty else { return false };
        match &self.resolve.type_def(*id).kind {
            TypeDefKind::FixedLengthList(..) => true,
            TypeDefKind::List(_) | TypeDefKind::Map(..) | TypeDefKind::Stream(_) | TypeDefKind::Future(_) => false,
            kind => parts(kind).iter().any(|part| self.has_fixed_list(part)),
        }
    }

    /// What wit-bindgen gives an underscore is fine; in capitals it does not know a word of Rust.
    fn word(&self, span: Span, name: &str) -> Result<(), Error> {
        let spelled = name.to_snake_case();
        // It writes plain words with an underscore, but for one.
        if (spelled == name && spelled != "gen") || !names::is_keyword(&spelled) {
            return Ok(());
        }
        Err(self.refused(span, name, &word(&spelled)))
    }

    fn refused(&self, span: Span, name: &str, why: &str) -> Error {
        let (location, item) = (self.resolve.render_location(span), name.to_string());
        Error::Component { location, item, why: why.to_string(), remedy: "give it another name" }
    }
}

/// Where wit-bindgen forgets that a type called `guest` has another name in Rust.
fn is_misspelled(kind: &TypeDefKind, exported: bool) -> bool {
    match kind {
        TypeDefKind::Flags(_) | TypeDefKind::Stream(_) | TypeDefKind::Future(_) => true,
        TypeDefKind::Type(Type::Id(_)) => false,
        TypeDefKind::Type(_) => true,
        TypeDefKind::Resource => exported,
        _ => false,
    }
}

fn word(spelled: &str) -> String {
    format!("wit-bindgen writes `{spelled}` for it, which is a word of Rust")
}
