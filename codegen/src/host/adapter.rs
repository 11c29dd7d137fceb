//! The imported functions as types, and what hands calls of the backends to the user's implementation.

use proc_macro2::TokenStream;
use quote::quote;

use super::{HIDDEN, function_ident};
use crate::contract::{Group, Kind, Signature};
use crate::generator::Generator;
use crate::lookup::Lookup as _;
use crate::names;
use crate::scope::Scope;
use crate::types::host_ident;

impl Generator<'_> {
    pub(super) fn import_adapters(&self) -> TokenStream {
        let functions = self.imported();
        functions.map(|(group, index, function)| self.import_function(group, index, function)).collect()
    }

    fn imported(&self) -> impl Iterator<Item = (&Group, u32, &Signature)> {
        let groups = self.contract.imports.iter();
        groups.flat_map(|group| group.numbered().map(move |(index, function)| (group, index.0, function)))
    }

    fn import_function(&self, group: &Group, index: u32, function: &Signature) -> TokenStream {
        let rt = &self.runtime;
        let hidden = [names::ident(HIDDEN)];
        let scope = Scope(&hidden);
        let name = function_ident("Import", index, &function.name);
        let host = if group.is_root() { self.imports_ident() } else { names::ident("Host") };
        let host = scope.path_to(&group.module, &host);
        let params: Vec<_> = function.params.iter().map(|(name, _)| name).collect();
        let ident = self.host_method_ident(group, function);
        let answer = match function.kind {
            Kind::Method(id) => {
                let name = self.resource_ident(id);
                let trait_of = scope.path_to(&group.module, &host_ident(&name));
                let (receiver, rest) = (params.first(), params.get(1..).unwrap_or_default());
                quote! {
                    async move {
                        let __value = #receiver.value::<<I as #host>::#name>()?;
                        <<I as #host>::#name as #trait_of>::#ident(&__value, __context, #(#rest),*).await
                    }
                }
            }
            _ => quote!(<I as #host>::#ident(__target, __context, #(#params),*)),
        };
        let types = function.params.iter().map(|(_, ty)| self.owned(ty, scope));
        let result = self.result(function.result.as_ref(), scope);
        let is_async = function.is_async.then(|| {
            quote!(
                const IS_ASYNC: bool = true;
            )
        });
        let wasm = self.is_wasm_host().then(|| {
            let (ret, pattern, result) = self.wasm_result(function, scope);
            quote! {
                impl<I: #host> #rt::WasmImportFunction<I> for #name {
                    type Return = #ret;

                    fn ret(#result: Self::Result) -> Self::Return { #pattern }
                }
            }
        });
        quote! {
            pub struct #name;

            impl<I: #host> #rt::ImportFunction<I> for #name {
                const INDEX: #rt::FunctionIndex = #rt::FunctionIndex(#index);
                #is_async

                type Params = (#(#types,)*);
                type Result = #result;

                fn call<'a>(
                    __target: &'a I,
                    __context: &'a #rt::CallContext,
                    (#(#params,)*): Self::Params,
                ) -> impl ::core::future::Future<Output = ::core::result::Result<Self::Result, #rt::ImportError>>
                     + ::core::marker::Send
                     + 'a {
                    #answer
                }
            }

            #wasm
        }
    }

    /// What the backends hold: the user's implementation behind a table of functions.
    pub(super) fn adapter(&self) -> TokenStream {
        let rt = &self.runtime;
        let hidden = [names::ident(HIDDEN)];
        let world = Scope(&hidden).path_to(&[], &self.world_ident());
        let (generics, target) = match self.has_imports() {
            true => {
                let bound = Scope(&hidden).path_to(&[], &self.imports_ident());
                (quote!(<I: #bound>), quote!(I))
            }
            false => (quote!(), quote!(())),
        };
        let arms = self.imported().map(|(_, index, function)| {
            let marker = function_ident("Import", index, &function.name);
            quote!(#index => ::std::boxed::Box::pin(#rt::call_import::<#marker, #target>(&self.0, context, args)))
        });
        let link = self.is_wasm_host().then(|| self.link(&target));
        quote! {
            pub struct Imports<I>(::std::sync::Arc<I>);

            #[allow(unused_variables)]
            impl #generics #rt::HostImports for Imports<#target> {
                fn table(&self) -> &#rt::FunctionTable { &<#world as #rt::World>::interface().imports }

                fn call<'a>(
                    &'a self,
                    function: #rt::FunctionIndex,
                    context: &'a #rt::CallContext,
                    args: &'a [u8],
                ) -> #rt::BoxFuture<'a, ::core::result::Result<::std::vec::Vec<u8>, #rt::ImportError>> {
                    match function.0 {
                        #(#arms,)*
                        _ => ::std::boxed::Box::pin(async {
                            ::core::result::Result::Err(#rt::ImportError::new("no such import"))
                        }),
                    }
                }

                #link
            }

            impl #generics #rt::Accepts<#target> for #world {
                fn imports(imports: #target) -> ::std::sync::Arc<dyn #rt::HostImports> {
                    ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
                }
            }
        }
    }

    fn link(&self, target: &TokenStream) -> TokenStream {
        let rt = &self.runtime;
        let functions = self.imported().map(|(group, index, function)| {
            let marker = function_ident("Import", index, &function.name);
            let interface = match &group.interface {
                Some(name) => quote!(::core::option::Option::Some(#name)),
                None => quote!(::core::option::Option::None),
            };
            let name = &function.name;
            quote!(linker.func::<#marker, #target>(#interface, #name, &self.0)?;)
        });
        let resources = self.contract.imports.iter().flat_map(|group| {
            let interface = match &group.interface {
                Some(name) => quote!(::core::option::Option::Some(#name)),
                None => quote!(::core::option::Option::None),
            };
            self.contract.resources_of(group).map(move |(id, index)| {
                let name = self.contract.resolve.type_def(id).name.clone().unwrap_or_default();
                let index = index.0;
                quote!(linker.resource(#interface, #name, #rt::ResourceIndex(#index))?;)
            })
        });
        quote! {
            fn link(
                self: ::std::sync::Arc<Self>,
                linker: &mut #rt::WasmImports<'_>,
            ) -> ::core::result::Result<(), #rt::Error> {
                #(#resources)*
                #(#functions)*
                ::core::result::Result::Ok(())
            }
        }
    }
}
