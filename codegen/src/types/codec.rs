//! The `Encode` and `Decode` implementations of a definition, from their bodies.

use proc_macro2::TokenStream;
use quote::quote;

use super::Definition;
use crate::generator::Generator;

impl Generator<'_> {
    /// The bodies may name the buffer `__out` and the reader `__input`: no WIT name begins like that.
    pub(super) fn codec(&self, of: Definition<'_>, encode: &TokenStream, decode: &TokenStream) -> TokenStream {
        let (name, rt) = (of.name, &self.runtime);
        quote! {
            impl #rt::Encode for #name {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    #encode
                }
            }

            impl #rt::Decode for #name {
                fn decode(__input: &mut #rt::Reader<'_>) -> ::core::result::Result<Self, #rt::CodecError> {
                    #decode
                }
            }
        }
    }

    /// `Display` and `Error`, for a type that some function returns as its error.
    pub(super) fn error_impls(&self, of: Definition<'_>) -> TokenStream {
        if !self.contract.facts.is_error(of.id) {
            return TokenStream::new();
        }
        let name = of.name;
        quote! {
            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::write!(f, "{:?}", self)
                }
            }

            impl ::core::error::Error for #name {}
        }
    }
}
