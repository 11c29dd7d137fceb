//! What the plugin may call: free functions that ask the host.

use amphi_protocol::FunctionIndex;
use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::{Type, TypeDefKind};

use crate::contract::{Group, Kind, Signature};
use crate::docs;
use crate::generator::Generator;
use crate::lookup::Lookup as _;
use crate::scope::Scope;

impl Generator<'_> {
    pub(super) fn import_functions(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        let free = group.numbered().filter(|(_, function)| function.kind == Kind::Plain);
        let free = free.map(|(index, function)| self.called_import(index, function, scope));
        let resources = self.contract.resources_of(group).map(|(id, _)| {
            let name = self.resource_ident(id);
            let own = group.numbered().filter(|(_, function)| match function.kind {
                Kind::Plain => false,
                Kind::Constructor(of) | Kind::Method(of) | Kind::Static(of) => of == id,
            });
            let own = own.map(|(index, function)| self.called_import(index, function, scope));
            quote!(impl #name { #(#own)* })
        });
        quote!(#(#free)* #(#resources)*)
    }

    fn called_import(&self, index: FunctionIndex, function: &Signature, scope: Scope<'_>) -> TokenStream {
        let rt = &self.runtime;
        let docs = docs::item(function.docs.as_deref(), scope);
        let (ident, index) = (&function.ident, index.0);
        let is_method = matches!(function.kind, Kind::Method(_));
        let receiver = is_method.then(|| quote!(&self,));
        let params = function.params.iter().skip(usize::from(is_method)).map(|(name, ty)| {
            // What is under way for a while holds nothing of its caller's, as on wasm.
            let ty = if function.is_async { self.owned(ty, scope) } else { self.borrowed(ty, scope) };
            quote!(#name: #ty)
        });
        let result = match function.kind {
            // A constructor is made for what it constructs.
            Kind::Constructor(_) if !self.is_fallible(function) => quote!(Self),
            _ => self.result(function.result.as_ref(), scope),
        };
        let buffer = if function.params.is_empty() { quote!(_) } else { quote!(__out) };
        let encoded = function.params.iter().enumerate().map(|(position, (name, ty))| match self.lends(ty) {
            Some(_) if is_method && position == 0 => quote!(#rt::lend(self, __out);),
            Some(_) => quote!(#rt::lend(#name, __out);),
            None => quote!(#rt::Encode::encode(&#name, __out);),
        });
        if function.is_async {
            return quote! {
                #docs
                pub async fn #ident(#receiver #(#params,)*) -> #result {
                    #rt::import_async::<#result>(#index, move |#buffer| {
                        #(#encoded)*
                    })
                    .await
                }
            };
        }
        quote! {
            #docs
            pub fn #ident(#receiver #(#params,)*) -> #result {
                #rt::import::<#result>(#index, |#buffer| {
                    #(#encoded)*
                })
            }
        }
    }

    fn is_fallible(&self, function: &Signature) -> bool {
        let Some(Type::Id(id)) = function.result else { return false };
        matches!(self.contract.resolve.type_def(id).kind, TypeDefKind::Result(_))
    }
}
