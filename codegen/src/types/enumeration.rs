//! Enums become enums without payloads.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wit_parser::{Enum, Int};

use super::Definition;
use crate::generator::{Generator, Side};
use crate::{docs, names};

impl Generator<'_> {
    pub(super) fn enumeration(&self, of: Definition<'_>, cases: &Enum) -> TokenStream {
        let Definition { name, docs, .. } = of;
        let idents: Vec<_> = cases.cases.iter().map(|case| (names::case(&case.name), false)).collect();
        let variants = cases.cases.iter().zip(&idents).map(|(case, (ident, _))| {
            let docs = docs::attributes(case.docs.contents.as_deref());
            let rename = self.wasm_name(&case.name);
            quote!(#docs #rename #ident)
        });
        let repr = match cases.tag() {
            Int::U8 => quote!(u8),
            Int::U16 => quote!(u16),
            Int::U32 | Int::U64 => quote!(u32),
        };
        let more: &[&str] = if self.side == Side::Plugin {
            &["Eq", "Ord", "PartialEq", "PartialOrd"]
        } else {
            &["Eq", "Hash", "Ord", "PartialOrd"]
        };
        let derives = self.derives(true, false, more);
        let wasm = self.wasm_derives("enum");
        let described = match self.contract.facts.is_error(of.id) {
            true => self.described_enum(of, cases),
            false => self.case_debug(of, &idents),
        };
        let codec = self.codec(of, &self.encode_names(&idents), &self.decode_cases(&idents));
        quote! {
            #docs
            #[repr(#repr)]
            #derives
            #wasm
            pub enum #name { #(#variants,)* }
            #described
            #codec
        }
    }

    fn encode_names(&self, cases: &[(Ident, bool)]) -> TokenStream {
        let rt = &self.runtime;
        let idents = cases.iter().map(|(case, _)| case);
        let indices = 0u32..;
        let arms = idents.zip(indices).map(|(case, index)| quote!(Self::#case => #index));
        quote!(#rt::wire::write_u32(match self { #(#arms,)* }, __out);)
    }

    /// An enum in the place of an error says its name, and its documentation as the message.
    fn described_enum(&self, of: Definition<'_>, cases: &Enum) -> TokenStream {
        let name = of.name;
        let text = name.to_string();
        let idents: Vec<_> = cases.cases.iter().map(|case| names::case(&case.name)).collect();
        let wit = cases.cases.iter().map(|case| &case.name);
        let messages = cases.cases.iter().map(|case| case.docs.contents.as_deref().unwrap_or_default().trim());
        let debug = (self.side == Side::Plugin).then(|| {
            quote! {
                impl ::core::fmt::Debug for #name {
                    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.debug_struct(#text)
                            .field("code", &(*self as i32))
                            .field("name", &self.name())
                            .field("message", &self.message())
                            .finish()
                    }
                }
            }
        });
        quote! {
            impl #name {
                #[doc = " The name of the case, as in the WIT."]
                pub fn name(&self) -> &'static str {
                    match self { #(Self::#idents => #wit,)* }
                }

                #[doc = " The documentation of the case."]
                pub fn message(&self) -> &'static str {
                    match self { #(Self::#idents => #messages,)* }
                }
            }

            #debug

            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::write!(f, "{} (error {})", self.name(), *self as i32)
                }
            }

            impl ::core::error::Error for #name {}
        }
    }
}
