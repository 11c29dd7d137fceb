//! The exported functions as types, for the backends.

use proc_macro2::TokenStream;
use quote::quote;

use super::{HIDDEN, function_ident};
use crate::contract::Signature;
use crate::generator::Generator;
use crate::names;
use crate::scope::Scope;

impl Generator<'_> {
    pub(super) fn export_functions(&self) -> TokenStream {
        let functions = self.contract.exports.iter().flat_map(|group| group.numbered());
        functions.map(|(index, function)| self.export_function(index.0, function)).collect()
    }

    fn export_function(&self, index: u32, function: &Signature) -> TokenStream {
        let rt = &self.runtime;
        let hidden = [names::ident(HIDDEN)];
        let scope = Scope(&hidden);
        let name = function_ident("Export", index, &function.name);
        let args = function.params.iter().map(|(_, ty)| self.argument(ty, scope, &quote!('a)));
        let result = self.result(function.result.as_ref(), scope);
        let wasm = self.is_wasm_host().then(|| self.wasm_export(index, function, scope));
        let handles = self.has_handles(index, true).then(|| {
            let gives = self.has_handles(index, false);
            quote!(
                const HANDLES: bool = true;
                const GIVES: bool = #gives;
            )
        });
        quote! {
            pub struct #name;

            impl #rt::ExportFunction for #name {
                const INDEX: #rt::FunctionIndex = #rt::FunctionIndex(#index);

                type Args<'a> = (#(#args,)*);
                type Result = #result;
                #handles
            }

            #wasm
        }
    }

    /// Whether resources cross with a call of an exported function, or only with its result.
    fn has_handles(&self, index: u32, either_way: bool) -> bool {
        let is_handle =
            |ty: &amphi_protocol::Type| matches!(ty, amphi_protocol::Type::Own(_) | amphi_protocol::Type::Borrow(_));
        let function = self.contract.interface.exports.get(amphi_protocol::FunctionIndex(index));
        function.is_some_and(|function| {
            let params = function.params.iter().filter(|_| either_way).map(|param| &param.ty);
            params.chain(&function.result).any(|ty| ty.contains(&is_handle))
        })
    }

    fn wasm_export(&self, index: u32, function: &Signature, scope: Scope<'_>) -> TokenStream {
        let rt = &self.runtime;
        let name = function_ident("Export", index, &function.name);
        let names: Vec<_> = function.params.iter().map(|(name, _)| name).collect();
        let types = function.params.iter().map(|(_, ty)| self.owned(ty, scope));
        let owned = function.params.iter().map(|(name, ty)| match self.slice(ty, scope, &quote!()) {
            Some(_) => quote!(::std::borrow::ToOwned::to_owned(#name)),
            None => quote!(#name),
        });
        let (ret, pattern, result) = self.wasm_result(function, scope);
        quote! {
            impl #rt::WasmExportFunction for #name {
                type Params = (#(#types,)*);
                type Return = #ret;

                fn params((#(#names,)*): Self::Args<'_>) -> Self::Params { (#(#owned,)*) }

                fn result(#pattern: Self::Return) -> Self::Result { #result }
            }
        }
    }

    /// The result as wasmtime has it, a pattern for it, and what stands for it elsewhere.
    pub(super) fn wasm_result(
        &self,
        function: &Signature,
        scope: Scope<'_>,
    ) -> (TokenStream, TokenStream, TokenStream) {
        match &function.result {
            None => (quote!(()), quote!(()), quote!(())),
            Some(ty) => {
                let ty = self.owned(ty, scope);
                (quote!((#ty,)), quote!((result,)), quote!(result))
            }
        }
    }
}
