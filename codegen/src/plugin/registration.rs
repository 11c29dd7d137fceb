//! How the plugin becomes known: `export!` for the runtime, a section of the executable for the host.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::export::HIDDEN;
use crate::generator::Generator;
use crate::names;

impl Generator<'_> {
    pub(super) fn registration(&self, section: &[u8]) -> TokenStream {
        let hidden = names::ident(HIDDEN);
        let dispatchers = self.dispatchers();
        let interface = Literal::byte_string(&self.contract.interface.to_bytes());
        let rt = &self.runtime;
        let section = section_static(section);
        let has_traits = self.contract.exports.iter().any(|group| self.has_guest_trait(group));
        let export = if has_traits { self.export_macro() } else { self.registered_at_once() };
        quote! {
            #[doc(hidden)]
            #[allow(clippy::all)]
            pub mod #hidden {
                #dispatchers

                pub const fn plugin(functions: &'static [#rt::Function]) -> #rt::Plugin {
                    #rt::Plugin {
                        name: ::core::env!("CARGO_PKG_NAME"),
                        version: ::core::env!("CARGO_PKG_VERSION"),
                        interface: #interface,
                        functions,
                    }
                }
            }

            #section
            #export
        }
    }

    /// `export!(Type)` and `export!(Type with_types_in path)`, as wit-bindgen has them.
    fn export_macro(&self) -> TokenStream {
        let rt = &self.runtime;
        let hidden = names::ident(HIDDEN);
        let (kinds, functions) = self.dispatcher_names();
        let name = format_ident!("__export_{}_impl", heck::AsSnakeCase(&self.contract.name).to_string());
        quote! {
            #[allow(unused_macros)]
            #[doc(hidden)]
            macro_rules! #name {
                ($ty:ident) => { self::export!($ty with_types_in self); };
                ($ty:ident with_types_in $($path:tt)*) => {
                    #[doc(hidden)]
                    pub static __AMPHI_PLUGIN: #rt::Plugin =
                        $($path)*::#hidden::plugin(&[#(#rt::Function::#kinds($($path)*::#hidden::#functions::<$ty>)),*]);
                };
            }

            #[doc(hidden)]
            #[allow(unused_imports)]
            pub(crate) use #name as export;
        }
    }

    /// A world that exports nothing, or types alone, leaves nothing to implement.
    fn registered_at_once(&self) -> TokenStream {
        let rt = &self.runtime;
        let hidden = names::ident(HIDDEN);
        quote! {
            #[doc(hidden)]
            pub static __AMPHI_PLUGIN: #rt::Plugin = #hidden::plugin(&[]);
        }
    }
}

/// The contract in the executable, readable without running it.
fn section_static(section: &[u8]) -> TokenStream {
    let (bytes, length) = (Literal::byte_string(section), section.len());
    quote! {
        const _: () = {
            // SAFETY: a section of its own, which nothing but a reader of the file looks at.
            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
            #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
            static SECTION: [u8; #length] = *#bytes;
        };
    }
}
