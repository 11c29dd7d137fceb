//! What the plugin may call: free functions that ask the host.

use proc_macro2::TokenStream;
use quote::quote;

use crate::contract::Group;
use crate::docs;
use crate::generator::Generator;
use crate::scope::Scope;

impl Generator<'_> {
    pub(super) fn import_functions(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        let rt = &self.runtime;
        let functions = group.numbered().map(|(index, function)| {
            let docs = docs::item(function.docs.as_deref(), scope);
            let (ident, index) = (&function.ident, index.0);
            let names: Vec<_> = function.params.iter().map(|(name, _)| name).collect();
            let params = function.params.iter().map(|(name, ty)| {
                // What is under way for a while holds nothing of its caller's, as on wasm.
                let ty = if function.is_async { self.owned(ty, scope) } else { self.borrowed(ty, scope) };
                quote!(#name: #ty)
            });
            let result = self.result(function.result.as_ref(), scope);
            let buffer = if names.is_empty() { quote!(_) } else { quote!(__out) };
            if function.is_async {
                return quote! {
                    #docs
                    pub async fn #ident(#(#params,)*) -> #result {
                        #rt::import_async::<#result>(#index, move |#buffer| {
                            #(#rt::Encode::encode(&#names, __out);)*
                        })
                        .await
                    }
                };
            }
            quote! {
                #docs
                pub fn #ident(#(#params,)*) -> #result {
                    #rt::import::<#result>(#index, |#buffer| {
                        #(#rt::Encode::encode(&#names, __out);)*
                    })
                }
            }
        });
        functions.collect()
    }
}
