//! Variants become enums with payloads.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wit_parser::{Type, Variant};

use super::Definition;
use crate::generator::{Generator, Side};
use crate::{docs, names};

impl Generator<'_> {
    pub(super) fn variant(&self, of: Definition<'_>, variant: &Variant) -> TokenStream {
        let Definition { name, docs, scope, .. } = of;
        let cases = variant.cases.iter().map(|case| {
            let docs = docs::attributes(case.docs.contents.as_deref());
            let rename = self.wasm_name(&case.name);
            let ident = names::case(&case.name);
            let payload = case.ty.as_ref().map(|ty| {
                let ty = self.owned_for(ty, scope, &quote!('a));
                quote!((#ty))
            });
            quote!(#docs #rename #ident #payload)
        });
        let derives = self.derives(self.is_copy(of), self.is_unique(of), &[]);
        let wasm = self.wasm_derives("variant");
        let idents: Vec<_> = variant.cases.iter().map(|case| (names::case(&case.name), case.ty.is_some())).collect();
        let debug = self.case_debug(of, &idents);
        let errors = self.error_impls(of);
        let codec = self.codec(of, &self.encode_cases(&idents), &self.decode_cases(&idents));
        let generics = self.generics(&Type::Id(of.id), &quote!('a));
        let coming = self.coming_variant(of, variant);
        quote! {
            #docs
            #derives
            #wasm
            pub enum #name #generics { #(#cases,)* }
            #debug
            #errors
            #codec
            #coming
        }
    }

    /// On the plugin's side `Debug` writes what wit-bindgen's does: the type before the case.
    pub(super) fn case_debug(&self, of: Definition<'_>, cases: &[(Ident, bool)]) -> TokenStream {
        if self.side != Side::Plugin {
            return TokenStream::new();
        }
        let name = of.name;
        let arms = cases.iter().map(|(case, payload)| {
            let text = format!("{name}::{case}");
            match payload {
                true => quote!(Self::#case(payload) => f.debug_tuple(#text).field(payload).finish()),
                false => quote!(Self::#case => f.debug_tuple(#text).finish()),
            }
        });
        let generics = self.generics(&Type::Id(of.id), &quote!('_));
        quote! {
            impl ::core::fmt::Debug for #name #generics {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    match self { #(#arms,)* }
                }
            }
        }
    }

    fn encode_cases(&self, cases: &[(Ident, bool)]) -> TokenStream {
        let rt = &self.runtime;
        let arms = cases.iter().zip(0u32..).map(|((case, payload), index)| match payload {
            true => quote! {
                Self::#case(payload) => {
                    #rt::wire::write_u32(#index, __out);
                    #rt::Encode::encode(payload, __out);
                }
            },
            false => quote!(Self::#case => #rt::wire::write_u32(#index, __out),),
        });
        quote!(match self { #(#arms)* })
    }

    pub(super) fn decode_cases(&self, cases: &[(Ident, bool)]) -> TokenStream {
        let (rt, count) = (&self.runtime, cases.len());
        let arms = cases.iter().zip(0u32..).map(|((case, payload), index)| {
            let payload = payload.then(|| quote!((#rt::Decode::decode(__input)?)));
            quote!(#index => ::core::result::Result::Ok(Self::#case #payload))
        });
        quote! {
            match #rt::wire::read_u32(__input)? {
                #(#arms,)*
                got => ::core::result::Result::Err(#rt::CodecError::UnknownCase { got, cases: #count }),
            }
        }
    }
}
