//! What the author implements, and the functions that the runtime calls it by.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::contract::{Group, Signature};
use crate::docs;
use crate::generator::Generator;
use crate::names;
use crate::scope::Scope;

impl Generator<'_> {
    /// The trait of a group; none if there is nothing to implement.
    pub(super) fn guest_trait(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        if group.functions.is_empty() {
            return TokenStream::new();
        }
        let methods = group.functions.iter().map(|function| {
            let docs = docs::attributes(function.docs.as_deref());
            let ident = &function.ident;
            let params = function.params.iter().map(|(name, ty)| {
                let ty = self.owned(ty, scope);
                quote!(#name: #ty)
            });
            let result = self.result(function.result.as_ref(), scope);
            let is_async = function.is_async.then(|| quote!(async));
            quote! {
                #docs
                #is_async fn #ident(#(#params,)*) -> #result;
            }
        });
        let docs = docs::item(None, scope);
        // Everything of a plugin runs on one thread: its futures need not be able to leave it.
        let allow = group.functions.iter().any(|function| function.is_async);
        let allow = allow.then(|| quote!(#[allow(async_fn_in_trait)]));
        quote! {
            #docs
            #allow
            pub trait Guest { #(#methods)* }
        }
    }

    /// One function for each export, from bytes to bytes, in the order of the table.
    pub(super) fn dispatchers(&self) -> TokenStream {
        self.exported().map(|(name, group, function)| self.dispatcher(&name, group, function)).collect()
    }

    fn dispatcher(&self, name: &Ident, group: &Group, function: &Signature) -> TokenStream {
        let rt = &self.runtime;
        let hidden = [names::ident(HIDDEN)];
        let scope = Scope(&hidden);
        let guest = scope.path_to(&group.module, &names::ident("Guest"));
        let ident = &function.ident;
        let params: Vec<_> = function.params.iter().map(|(name, _)| name).collect();
        let types = function.params.iter().map(|(_, ty)| self.owned(ty, scope));
        let arguments = quote! {
            #(let #params: #types = #rt::Decode::decode(__input)?;)*
            __input.finish()?;
        };
        if function.is_async {
            return quote! {
                pub fn #name<T: #guest + 'static>(
                    __input: &mut #rt::Reader<'_>,
                    mut __out: ::std::vec::Vec<u8>,
                ) -> ::core::result::Result<#rt::LocalBoxFuture<'static, ::std::vec::Vec<u8>>, #rt::CodecError> {
                    #arguments
                    ::core::result::Result::Ok(::std::boxed::Box::pin(async move {
                        let __result = <T as #guest>::#ident(#(#params),*).await;
                        #rt::Encode::encode(&__result, &mut __out);
                        __out
                    }))
                }
            };
        }
        quote! {
            pub fn #name<T: #guest>(
                __input: &mut #rt::Reader<'_>,
                __out: &mut ::std::vec::Vec<u8>,
            ) -> ::core::result::Result<(), #rt::CodecError> {
                #arguments
                let __result = <T as #guest>::#ident(#(#params),*);
                #rt::Encode::encode(&__result, __out);
                ::core::result::Result::Ok(())
            }
        }
    }

    /// The dispatchers as the runtime takes them, in the order of the table: the kind of each, and its name.
    pub(super) fn dispatcher_names(&self) -> (Vec<Ident>, Vec<Ident>) {
        let kind = |function: &Signature| names::ident(if function.is_async { "Async" } else { "Sync" });
        self.exported().map(|(name, _, function)| (kind(function), name)).unzip()
    }

    fn exported(&self) -> impl Iterator<Item = (Ident, &Group, &Signature)> {
        let mut functions: Vec<_> = self
            .contract
            .exports
            .iter()
            .flat_map(|group| group.numbered().map(move |(index, function)| (index, group, function)))
            .collect();
        functions.sort_by_key(|(index, ..)| *index);
        functions.into_iter().map(|(index, group, function)| {
            let snake = function.ident.to_string();
            (format_ident!("export_{}_{}", index.0, snake.trim_start_matches("r#")), group, function)
        })
    }
}

/// The module of what only the runtime calls.
pub(super) const HIDDEN: &str = "__amphi";
