//! What wasmtime needs to lift and lower the host's types.

use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::Flags;

use super::Definition;
use crate::generator::{Generator, Side};
use crate::names;

impl Generator<'_> {
    pub(crate) fn is_wasm_host(&self) -> bool {
        self.side == Side::Host { wasm: true }
    }

    /// The derives of a record, a variant or an enum.
    pub(super) fn wasm_derives(&self, kind: &str) -> TokenStream {
        if !self.is_wasm_host() {
            return TokenStream::new();
        }
        let rt = &self.runtime;
        // `enum` is a keyword: it is no identifier but parses as tokens.
        let kind: TokenStream = kind.parse().unwrap_or_default();
        quote! {
            #[derive(#rt::wasmtime::component::ComponentType, #rt::wasmtime::component::Lift, #rt::wasmtime::component::Lower)]
            #[component(#kind)]
            #[component(wasmtime_crate = #rt::wasmtime)]
        }
    }

    /// The name of a field or a case in the component.
    pub(super) fn wasm_name(&self, name: &str) -> TokenStream {
        if self.is_wasm_host() { quote!(#[component(name = #name)]) } else { TokenStream::new() }
    }

    /// Lends flags the implementations of a hidden twin: wasmtime's own macro makes a type that is not the
    /// same without the backend, and that nothing can be derived on.
    pub(super) fn wasm_flags(&self, of: Definition<'_>, flags: &Flags) -> TokenStream {
        if !self.is_wasm_host() {
            return TokenStream::new();
        }
        let (rt, name) = (&self.runtime, of.name);
        let wit = flags.flags.iter().map(|flag| &flag.name);
        let idents: Vec<_> = flags.flags.iter().map(|flag| names::shouty(&flag.name)).collect();
        let twin_impls = twin_impls(&quote!(#name));
        quote! {
            const _: () = {
                use #rt::wasmtime;
                use #rt::wasmtime::component::__internal as internal;

                wasmtime::component::flags! { Twin { #(#[component(name = #wit)] const #idents;)* } }

                fn twin(flags: &#name) -> Twin {
                    let mut twin = Twin::empty();
                    #(if flags.contains(#name::#idents) { twin |= Twin::#idents; })*
                    twin
                }

                fn untwin(twin: Twin) -> #name {
                    let mut flags = #name::empty();
                    #(if twin.contains(Twin::#idents) { flags |= #name::#idents; })*
                    flags
                }

                #twin_impls
            };
        }
    }
}

fn twin_impls(name: &TokenStream) -> TokenStream {
    quote! {
        // SAFETY: everything, the layout included, is the twin's own.
        unsafe impl wasmtime::component::ComponentType for #name {
            type Lower = <Twin as wasmtime::component::ComponentType>::Lower;

            const ABI: internal::CanonicalAbiInfo = <Twin as wasmtime::component::ComponentType>::ABI;

            const MAY_REQUIRE_REALLOC: bool = <Twin as wasmtime::component::ComponentType>::MAY_REQUIRE_REALLOC;

            fn typecheck(
                ty: &internal::InterfaceType,
                types: &internal::InstanceType<'_>,
            ) -> wasmtime::Result<()> {
                <Twin as wasmtime::component::ComponentType>::typecheck(ty, types)
            }
        }

        // SAFETY: as above.
        unsafe impl wasmtime::component::Lower for #name {
            fn linear_lower_to_flat<U>(
                &self,
                cx: &mut internal::LowerContext<'_, U>,
                ty: internal::InterfaceType,
                dst: &mut ::core::mem::MaybeUninit<Self::Lower>,
            ) -> wasmtime::Result<()> {
                wasmtime::component::Lower::linear_lower_to_flat(&twin(self), cx, ty, dst)
            }

            fn linear_lower_to_memory<U>(
                &self,
                cx: &mut internal::LowerContext<'_, U>,
                ty: internal::InterfaceType,
                offset: usize,
            ) -> wasmtime::Result<()> {
                wasmtime::component::Lower::linear_lower_to_memory(&twin(self), cx, ty, offset)
            }
        }

        // SAFETY: as above.
        unsafe impl wasmtime::component::Lift for #name {
            fn linear_lift_from_flat(
                cx: &mut internal::LiftContext<'_>,
                ty: internal::InterfaceType,
                src: &Self::Lower,
            ) -> wasmtime::Result<Self> {
                <Twin as wasmtime::component::Lift>::linear_lift_from_flat(cx, ty, src).map(untwin)
            }

            fn linear_lift_from_memory(
                cx: &mut internal::LiftContext<'_>,
                ty: internal::InterfaceType,
                bytes: &[u8],
            ) -> wasmtime::Result<Self> {
                <Twin as wasmtime::component::Lift>::linear_lift_from_memory(cx, ty, bytes).map(untwin)
            }
        }
    }
}
