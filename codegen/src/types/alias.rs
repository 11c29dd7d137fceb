//! `type` and `use`: another name for one definition.

use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::{Type, TypeDefKind};

use super::Definition;
use crate::generator::Generator;

impl Generator<'_> {
    pub(super) fn alias(&self, of: Definition<'_>, kind: &TypeDefKind) -> TokenStream {
        let Definition { name, docs, scope, .. } = of;
        let lifetime = quote!('a);
        let target = self.spelled_for(kind, scope, &lifetime);
        let generics = self.generics(&Type::Id(of.id), &lifetime);
        let borrow = self.borrow_alias(of);
        quote! {
            #docs
            pub type #name #generics = #target;
            #borrow
        }
    }
}
