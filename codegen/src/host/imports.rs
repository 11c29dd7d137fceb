//! The traits that answer what the plugin calls.

use proc_macro2::TokenStream;
use quote::quote;

use crate::contract::{Group, Signature};
use crate::docs;
use crate::generator::Generator;
use crate::names;
use crate::scope::Scope;

impl Generator<'_> {
    /// The trait of one imported interface; none if it has only types.
    pub(super) fn host_trait(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        if group.numbered().next().is_none() {
            return TokenStream::new();
        }
        let docs = format!(
            " Answers the functions of `{}`. Write them as `async fn`.",
            group.interface.as_deref().unwrap_or_default()
        );
        let methods = group.numbered().map(|(_, function)| self.host_method(function, scope));
        quote! {
            #[doc = #docs]
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static { #(#methods)* }
        }
    }

    /// The trait of the whole world: everything that a plugin may call.
    pub(super) fn world_imports(&self) -> TokenStream {
        if !self.has_imports() {
            return TokenStream::new();
        }
        let name = self.imports_ident();
        let scope = Scope(&[]);
        let docs = format!(" Answers everything that a plugin of the world `{}` may call.", self.contract.name);
        let hosts: Vec<_> = self
            .contract
            .imports
            .iter()
            .filter(|group| !group.is_root() && group.numbered().next().is_some())
            .map(|group| scope.path_to(&group.module, &names::ident("Host")))
            .collect();
        let own = self.contract.imports.iter().filter(|group| group.is_root());
        let methods: Vec<_> =
            own.flat_map(|group| group.numbered()).map(|(_, function)| self.host_method(function, scope)).collect();
        let blanket = methods.is_empty().then(|| {
            quote! {
                impl<I: #(#hosts +)* ::core::marker::Send + ::core::marker::Sync + 'static> #name for I {}
            }
        });
        quote! {
            #[doc = #docs]
            #[allow(missing_docs)]
            pub trait #name: #(#hosts +)* ::core::marker::Send + ::core::marker::Sync + 'static { #(#methods)* }

            #blanket
        }
    }

    fn host_method(&self, function: &Signature, scope: Scope<'_>) -> TokenStream {
        let rt = &self.runtime;
        let docs = docs::attributes(function.docs.as_deref());
        let ident = &function.ident;
        let names: Vec<_> = function.params.iter().map(|(name, _)| name.clone()).collect();
        let context = names::unused("cx", &names);
        let params = function.params.iter().map(|(name, ty)| {
            let ty = self.owned(ty, scope);
            quote!(#name: #ty)
        });
        let result = self.result(function.result.as_ref(), scope);
        quote! {
            #docs
            fn #ident(
                &self,
                #context: &#rt::CallContext,
                #(#params,)*
            ) -> impl ::core::future::Future<Output = ::core::result::Result<#result, #rt::ImportError>>
                 + ::core::marker::Send;
        }
    }
}
