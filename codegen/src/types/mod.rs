//! WIT types as Rust types: their definitions, and how they are named where they are used.
//!
//! [`definition`](Generator::define) writes one type with its codec; [`name`] says how a type is spelled in
//! a signature. Both sides share all of it: [`Side`](crate::generator::Side) decides what differs.

mod alias;
mod codec;
mod coming;
mod enumeration;
mod facts;
mod flags;
mod name;
mod record;
mod resource;
mod variant;
mod wasm;

use proc_macro2::{Ident, TokenStream};
use wit_parser::{TypeDefKind, TypeId};

use crate::docs;
use crate::generator::Generator;
use crate::lookup::Lookup as _;
use crate::scope::Scope;
pub(crate) use facts::{Facts, definition, parts};
pub(crate) use resource::{borrow_ident, guest_ident, host_ident};

/// A named type that is being defined.
#[derive(Clone, Copy)]
pub(crate) struct Definition<'a> {
    id: TypeId,
    name: &'a Ident,
    docs: &'a TokenStream,
    scope: Scope<'a>,
}

impl Generator<'_> {
    /// Defines the named types of a module.
    pub(crate) fn define_all(&self, types: &[TypeId], scope: Scope<'_>) -> TokenStream {
        types.iter().map(|id| self.define(*id, scope)).collect()
    }

    fn define(&self, id: TypeId, scope: Scope<'_>) -> TokenStream {
        let wit = self.contract.resolve.type_def(id);
        let name = &self.type_ident(id);
        let docs = &docs::item(wit.docs.contents.as_deref(), scope);
        let of = Definition { id, name, docs, scope };
        match &wit.kind {
            TypeDefKind::Record(record) => self.record(of, record),
            TypeDefKind::Variant(variant) => self.variant(of, variant),
            TypeDefKind::Enum(cases) => self.enumeration(of, cases),
            TypeDefKind::Flags(flags) => self.flags(of, flags),
            TypeDefKind::Resource => self.resource(of),
            kind => self.alias(of, kind),
        }
    }
}
