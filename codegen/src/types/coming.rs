//! Types with references to what the host lends, as they come to a plugin: with what is lent still in them.
//!
//! An author's function gets references, as wit-bindgen has it, and a reference needs a place that outlives it. So a
//! value is decoded into a hidden twin of its type, which has no references, and what is lent in it then moves to that place.

use amphi_protocol::Side as Owner;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use wit_parser::{Handle, Record, Type, TypeDefKind, Variant};

use super::{Definition, definition};
use crate::generator::{Generator, Side};
use crate::lookup::Lookup as _;
use crate::names;
use crate::scope::Scope;

impl Generator<'_> {
    /// The twin of a record, if it needs one.
    pub(super) fn coming_record(&self, of: Definition<'_>, record: &Record) -> Option<TokenStream> {
        self.comes(of)?;
        let (rt, name, twin) = (&self.runtime, of.name, twin_ident(of.name));
        let idents: Vec<_> = record.fields.iter().map(|field| names::snake(&field.name)).collect();
        let types = record.fields.iter().map(|field| self.coming(&field.ty, of.scope, &quote!('static)));
        let kept = record.fields.iter().zip(&idents).map(|(field, ident)| self.kept(&field.ty, &quote!(self.#ident)));
        let body = quote!(#name { #(#idents: #kept,)* });
        let keep = self.keep(of, &body);
        Some(quote! {
            #[doc(hidden)]
            #[allow(dead_code)]
            pub struct #twin { #(#idents: #types,)* }

            impl #rt::Decode for #twin {
                fn decode(__input: &mut #rt::Reader<'_>) -> ::core::result::Result<Self, #rt::CodecError> {
                    ::core::result::Result::Ok(Self { #(#idents: #rt::Decode::decode(__input)?,)* })
                }
            }

            #keep
        })
    }

    /// The twin of a variant, if it needs one.
    pub(super) fn coming_variant(&self, of: Definition<'_>, variant: &Variant) -> Option<TokenStream> {
        self.comes(of)?;
        let (rt, name, twin) = (&self.runtime, of.name, twin_ident(of.name));
        let idents: Vec<_> = variant.cases.iter().map(|case| (names::case(&case.name), case.ty.is_some())).collect();
        let decode = self.decode_cases(&idents);
        let cases = variant.cases.iter().map(|case| {
            let ident = names::case(&case.name);
            let payload = case.ty.as_ref().map(|ty| {
                let ty = self.coming(ty, of.scope, &quote!('static));
                quote!((#ty))
            });
            quote!(#ident #payload)
        });
        let arms = variant.cases.iter().map(|case| {
            let ident = names::case(&case.name);
            match &case.ty {
                Some(ty) => {
                    let kept = self.kept(ty, &quote!(payload));
                    quote!(Self::#ident(payload) => #name::#ident(#kept))
                }
                None => quote!(Self::#ident => #name::#ident),
            }
        });
        let keep = self.keep(of, &quote!(match self { #(#arms,)* }));
        Some(quote! {
            #[doc(hidden)]
            #[allow(dead_code)]
            pub enum #twin { #(#cases,)* }

            impl #rt::Decode for #twin {
                fn decode(__input: &mut #rt::Reader<'_>) -> ::core::result::Result<Self, #rt::CodecError> {
                    #decode
                }
            }

            #keep
        })
    }

    /// What makes the author's type of its twin.
    fn keep(&self, of: Definition<'_>, body: &TokenStream) -> TokenStream {
        let (rt, name, twin) = (&self.runtime, of.name, twin_ident(of.name));
        quote! {
            #[allow(dead_code)]
            impl #twin {
                pub fn keep(self, __loans: &#rt::Loans) -> #name<'_> {
                    #body
                }
            }
        }
    }

    fn comes(&self, of: Definition<'_>) -> Option<()> {
        (self.side == Side::Plugin && self.contract.lends_of(Owner::Import, &Type::Id(of.id))).then_some(())
    }

    /// A type as it comes from the host; what of the plugin's is lent in it is lent for a lifetime.
    pub(crate) fn coming(&self, ty: &Type, scope: Scope<'_>, lifetime: &TokenStream) -> TokenStream {
        let Some(kind) = self.lending_kind(ty) else { return self.owned_for(ty, scope, lifetime) };
        match kind {
            TypeDefKind::Handle(Handle::Borrow(resource)) => {
                let (rt, resource) = (&self.runtime, self.owned(&Type::Id(*resource), scope));
                quote!(#rt::Borrowed<#resource>)
            }
            TypeDefKind::Record(_) | TypeDefKind::Variant(_) => self.twin_path(ty, scope),
            kind => {
                let part = |ty: &Type| self.coming(ty, scope, lifetime);
                self.spelled(kind, part, part)
            }
        }
    }

    /// A value as the author gets it, with what is lent in it kept in `__loans`.
    pub(crate) fn kept(&self, ty: &Type, value: &TokenStream) -> TokenStream {
        let Some(kind) = self.lending_kind(ty) else { return value.clone() };
        match kind {
            TypeDefKind::Handle(_) => quote!(__loans.keep(#value)),
            TypeDefKind::Record(_) | TypeDefKind::Variant(_) => quote!(#value.keep(__loans)),
            TypeDefKind::Option(inner) => {
                let kept = self.kept(inner, &quote!(value));
                quote!(#value.map(|value| #kept))
            }
            TypeDefKind::Result(sides) => {
                let side =
                    |ty: &Option<Type>| ty.as_ref().map_or_else(|| quote!(value), |ty| self.kept(ty, &quote!(value)));
                let (ok, err) = (side(&sides.ok), side(&sides.err));
                quote! {
                    match #value {
                        ::core::result::Result::Ok(value) => ::core::result::Result::Ok(#ok),
                        ::core::result::Result::Err(value) => ::core::result::Result::Err(#err),
                    }
                }
            }
            TypeDefKind::Tuple(tuple) => {
                let parts: Vec<_> = (0..tuple.types.len()).map(|position| format_ident!("part{position}")).collect();
                let kept = tuple.types.iter().zip(&parts).map(|(ty, part)| self.kept(ty, &quote!(#part)));
                quote!({
                    let (#(#parts,)*) = #value;
                    (#(#kept,)*)
                })
            }
            // The contract has no list that the host lends something in.
            _ => value.clone(),
        }
    }

    /// What a type is whose values have something in them that the host lends.
    fn lending_kind(&self, ty: &Type) -> Option<&TypeDefKind> {
        let Type::Id(id) = ty else { return None };
        let resolve = &self.contract.resolve;
        self.contract.lends_of(Owner::Import, ty).then(|| &resolve.type_def(definition(resolve, *id)).kind)
    }

    fn twin_path(&self, ty: &Type, scope: Scope<'_>) -> TokenStream {
        let Type::Id(id) = ty else { return TokenStream::new() };
        let id = definition(&self.contract.resolve, *id);
        scope.path_to(self.contract.home(id), &twin_ident(&self.type_ident(id)))
    }
}

fn twin_ident(name: &Ident) -> Ident {
    format_ident!("__{name}")
}
