//! `type` and `use`: another name for one definition.

use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::TypeDefKind;

use super::Definition;
use crate::generator::Generator;

impl Generator<'_> {
    pub(super) fn alias(&self, of: Definition<'_>, kind: &TypeDefKind) -> TokenStream {
        let Definition { name, docs, scope, .. } = of;
        let part = |ty: &wit_parser::Type| self.owned(ty, scope);
        let target = self.spelled(kind, part, part);
        let borrow = self.borrow_alias(of);
        quote! {
            #docs
            pub type #name = #target;
            #borrow
        }
    }
}
