//! Flags: `bitflags!` on the plugin's side, as wit-bindgen has them, and a plain set of bits on the host's.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wit_parser::{Flag, Flags};

use super::Definition;
use crate::generator::{Generator, Side};
use crate::{docs, names};

impl Generator<'_> {
    pub(super) fn flags(&self, of: Definition<'_>, flags: &Flags) -> TokenStream {
        let bits = bits_type(flags.flags.len());
        let definition = match self.side {
            Side::Plugin => self.bitflags(of, &flags.flags, &bits),
            Side::Host { .. } => bit_set(of, &flags.flags, &bits),
        };
        let wasm = self.wasm_flags(of, flags);
        let codec = self.flags_codec(of, flags.flags.len(), &bits);
        quote! {
            #definition
            #wasm
            #codec
        }
    }

    fn bitflags(&self, of: Definition<'_>, flags: &[Flag], bits: &Ident) -> TokenStream {
        let Definition { name, docs, .. } = of;
        let rt = &self.runtime;
        let consts = flags.iter().zip(0u32..).map(|(flag, bit)| {
            let docs = docs::attributes(flag.docs.contents.as_deref());
            let (ident, bit) = (names::shouty(&flag.name), proc_macro2::Literal::u32_unsuffixed(bit));
            quote!(#docs const #ident = 1 << #bit;)
        });
        quote! {
            #rt::bitflags::bitflags! {
                #docs
                #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Clone, Copy)]
                pub struct #name: #bits { #(#consts)* }
            }
        }
    }

    /// As many bytes as the flags need, the first flag in the lowest bit of the first byte.
    fn flags_codec(&self, of: Definition<'_>, count: usize, bits: &Ident) -> TokenStream {
        let rt = &self.runtime;
        let bytes = count.div_ceil(8);
        let detail = format!("a bit is set above the {count} flags");
        self.codec(
            of,
            &quote!(__out.extend(self.bits().to_le_bytes().iter().take(#bytes));),
            &quote! {
                let mut bytes = 0 as #bits;
                for (byte, position) in __input.take(#bytes)?.iter().zip(0u32..) {
                    bytes |= #bits::from(*byte) << (position * 8);
                }
                Self::from_bits(bytes).ok_or_else(|| #rt::CodecError::Malformed {
                    what: "flags",
                    detail: ::std::string::String::from(#detail),
                })
            },
        )
    }
}

/// The narrowest integer, as wit-bindgen chooses it. The contract refuses more than 32 flags.
fn bits_type(count: usize) -> Ident {
    names::ident(match count {
        0..=8 => "u8",
        9..=16 => "u16",
        _ => "u32",
    })
}

fn bit_set(of: Definition<'_>, flags: &[Flag], bits: &Ident) -> TokenStream {
    let Definition { name, docs, .. } = of;
    let idents: Vec<_> = flags.iter().map(|flag| names::shouty(&flag.name)).collect();
    let consts = flags.iter().zip(&idents).zip(0u32..).map(|((flag, ident), bit)| {
        let docs = docs::attributes(flag.docs.contents.as_deref());
        let bit = proc_macro2::Literal::u32_unsuffixed(bit);
        quote!(#docs pub const #ident: Self = Self { bits: 1 << #bit };)
    });
    let operators = operators(name);
    let debug = bit_set_debug(name, flags, &idents);
    quote! {
        #docs
        #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct #name { bits: #bits }

        impl #name {
            #(#consts)*

            #[doc = " No flag."]
            pub const fn empty() -> Self { Self { bits: 0 } }

            #[doc = " Every flag."]
            pub const fn all() -> Self { Self { bits: 0 #(| Self::#idents.bits)* } }

            #[doc = " The bits, the first flag in the lowest."]
            pub const fn bits(&self) -> #bits { self.bits }

            #[doc = " The flags of some bits, or none if a bit is set that is no flag."]
            pub const fn from_bits(bits: #bits) -> ::core::option::Option<Self> {
                if bits & !Self::all().bits == 0 {
                    ::core::option::Option::Some(Self { bits })
                } else {
                    ::core::option::Option::None
                }
            }

            #[doc = " Whether there is no flag."]
            pub const fn is_empty(&self) -> bool { self.bits == 0 }

            #[doc = " Whether all flags of `other` are in it."]
            pub const fn contains(&self, other: Self) -> bool { self.bits & other.bits == other.bits }

            #[doc = " Whether any flag of `other` is in it."]
            pub const fn intersects(&self, other: Self) -> bool { self.bits & other.bits != 0 }

            #[doc = " Adds the flags of `other`."]
            pub fn insert(&mut self, other: Self) { self.bits |= other.bits; }

            #[doc = " Takes the flags of `other` away."]
            pub fn remove(&mut self, other: Self) { self.bits &= !other.bits; }
        }

        #operators
        #debug
    }
}

fn operators(name: &Ident) -> TokenStream {
    let binary = [("BitOr", "bitor"), ("BitAnd", "bitand"), ("BitXor", "bitxor")].map(|(operator, method)| {
        let (operator, method) = (names::ident(operator), names::ident(method));
        let assign = names::ident(&format!("{operator}Assign"));
        let assign_method = names::ident(&format!("{method}_assign"));
        quote! {
            impl ::core::ops::#operator for #name {
                type Output = Self;

                fn #method(self, other: Self) -> Self {
                    Self { bits: ::core::ops::#operator::#method(self.bits, other.bits) }
                }
            }

            impl ::core::ops::#assign for #name {
                fn #assign_method(&mut self, other: Self) {
                    *self = ::core::ops::#operator::#method(*self, other);
                }
            }
        }
    });
    quote! {
        #(#binary)*

        impl ::core::ops::Not for #name {
            type Output = Self;

            fn not(self) -> Self { Self { bits: !self.bits & Self::all().bits } }
        }
    }
}

/// Writes `Permissions(READ | WRITE)`.
fn bit_set_debug(name: &Ident, flags: &[Flag], idents: &[Ident]) -> TokenStream {
    let open = format!("{name}(");
    let texts = flags.iter().map(|flag| names::shouty(&flag.name).to_string());
    quote! {
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(#open)?;
                let mut separator = "";
                for (flag, name) in [#((Self::#idents, #texts)),*] {
                    if self.contains(flag) {
                        f.write_str(separator)?;
                        f.write_str(name)?;
                        separator = " | ";
                    }
                }
                f.write_str(")")
            }
        }
    }
}
