//! Records become structs.

use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::{Record, Type};

use super::Definition;
use crate::generator::{Generator, Side};
use crate::{docs, names};

impl Generator<'_> {
    pub(super) fn record(&self, of: Definition<'_>, record: &Record) -> TokenStream {
        let Definition { name, docs, scope, .. } = of;
        let idents: Vec<_> = record.fields.iter().map(|field| names::snake(&field.name)).collect();
        let fields = record.fields.iter().zip(&idents).map(|(field, ident)| {
            let docs = docs::attributes(field.docs.contents.as_deref());
            let rename = self.wasm_name(&field.name);
            let ty = self.owned_for(&field.ty, scope, &quote!('a));
            quote!(#docs #rename pub #ident: #ty)
        });
        let repr = (self.side == Side::Plugin && self.is_copy(of)).then(|| quote!(#[repr(C)]));
        let derives = self.derives(self.is_copy(of), self.is_unique(of), &[]);
        let wasm = self.wasm_derives("record");
        let debug = self.record_debug(of, record);
        let errors = self.error_impls(of);
        let rt = &self.runtime;
        let codec = self.codec(
            of,
            &quote!(#(#rt::Encode::encode(&self.#idents, __out);)*),
            &quote!(::core::result::Result::Ok(Self { #(#idents: #rt::Decode::decode(__input)?,)* })),
        );
        let generics = self.generics(&Type::Id(of.id), &quote!('a));
        let coming = self.coming_record(of, record);
        quote! {
            #docs
            #repr
            #derives
            #wasm
            pub struct #name #generics { #(#fields,)* }
            #debug
            #errors
            #codec
            #coming
        }
    }

    /// On the plugin's side `Debug` writes what wit-bindgen's does: field names as in the WIT.
    fn record_debug(&self, of: Definition<'_>, record: &Record) -> TokenStream {
        if self.side != Side::Plugin {
            return TokenStream::new();
        }
        let name = of.name;
        let text = name.to_string();
        let fields = record.fields.iter().map(|field| {
            let (wit, ident) = (&field.name, names::snake(&field.name));
            quote!(.field(#wit, &self.#ident))
        });
        let generics = self.generics(&Type::Id(of.id), &quote!('_));
        quote! {
            impl ::core::fmt::Debug for #name #generics {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.debug_struct(#text) #(#fields)* .finish()
                }
            }
        }
    }

    pub(super) fn is_copy(&self, of: Definition<'_>) -> bool {
        !self.contract.facts.has_list(&Type::Id(of.id)) && !self.is_unique(of)
    }

    pub(super) fn is_unique(&self, of: Definition<'_>) -> bool {
        self.contract.facts.has_handles(&Type::Id(of.id))
    }
}
