//! The `Encode` and `Decode` implementations of a definition, from their bodies.

use amphi_protocol::Side as Owner;
use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::Type;

use super::Definition;
use crate::generator::{Generator, Side};

impl Generator<'_> {
    /// The bodies may name the buffer `__out` and the reader `__input`: no WIT name begins like that.
    ///
    /// What is lent travels one way: who lends it encodes, the other side decodes. On the plugin's side, what the host
    /// lends [comes](Self::coming_record) as another type.
    pub(super) fn codec(&self, of: Definition<'_>, encode: &TokenStream, decode: &TokenStream) -> TokenStream {
        let (name, rt) = (of.name, &self.runtime);
        let ty = Type::Id(of.id);
        let lends_plugins = self.contract.lends_of(Owner::Export, &ty);
        let (encodes, decodes) = match self.side {
            Side::Plugin => (!lends_plugins, !self.contract.lends_of(Owner::Import, &ty)),
            Side::Host { .. } => (true, !lends_plugins),
        };
        let generics = self.generics(&ty, &quote!('_));
        let has_handles = self.contract.facts.has_handles(&ty);
        let handles = has_handles.then(|| {
            quote!(
                const HANDLES: bool = true;
            )
        });
        let encode = encodes.then(|| {
            quote! {
                impl #rt::Encode for #name #generics {
                    #handles
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        #encode
                    }
                }
            }
        });
        let decode = decodes.then(|| {
            quote! {
                impl #rt::Decode for #name #generics {
                    fn decode(__input: &mut #rt::Reader<'_>) -> ::core::result::Result<Self, #rt::CodecError> {
                        #decode
                    }
                }
            }
        });
        quote!(#encode #decode)
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
