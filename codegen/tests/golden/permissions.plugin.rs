#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod permissions {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod access {
            crate::__amphi_sdk::__rt::bitflags::bitflags! {
                #[doc = " What is allowed."] #[derive(PartialEq, Eq, PartialOrd, Ord,
                Hash, Debug, Clone, Copy)] pub struct Permissions : u8 { #[doc =
                " Looking."] const READ = 1 << 0; const WRITE = 1 << 1; const
                RUN_AS_OTHER = 1 << 2; }
            }
            impl crate::__amphi_sdk::__rt::Encode for Permissions {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    __out.extend(self.bits().to_le_bytes().iter().take(1usize));
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Permissions {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    let mut bytes = 0 as u8;
                    for (byte, position) in __input.take(1usize)?.iter().zip(0u32..) {
                        bytes |= u8::from(*byte) << (position * 8);
                    }
                    Self::from_bits(bytes)
                        .ok_or_else(|| crate::__amphi_sdk::__rt::CodecError::Malformed {
                            what: "flags",
                            detail: ::std::string::String::from(
                                "a bit is set above the 3 flags",
                            ),
                        })
                }
            }
            crate::__amphi_sdk::__rt::bitflags::bitflags! {
                #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Clone, Copy)] pub
                struct Nine : u16 { const A = 1 << 0; const B = 1 << 1; const C = 1 << 2;
                const D = 1 << 3; const E = 1 << 4; const F = 1 << 5; const G = 1 << 6;
                const H = 1 << 7; const I = 1 << 8; }
            }
            impl crate::__amphi_sdk::__rt::Encode for Nine {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    __out.extend(self.bits().to_le_bytes().iter().take(2usize));
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Nine {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    let mut bytes = 0 as u16;
                    for (byte, position) in __input.take(2usize)?.iter().zip(0u32..) {
                        bytes |= u16::from(*byte) << (position * 8);
                    }
                    Self::from_bits(bytes)
                        .ok_or_else(|| crate::__amphi_sdk::__rt::CodecError::Malformed {
                            what: "flags",
                            detail: ::std::string::String::from(
                                "a bit is set above the 9 flags",
                            ),
                        })
                }
            }
            crate::__amphi_sdk::__rt::bitflags::bitflags! {
                #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Clone, Copy)] pub
                struct Wide : u32 { const B0 = 1 << 0; const B1 = 1 << 1; const B2 = 1 <<
                2; const B3 = 1 << 3; const B4 = 1 << 4; const B5 = 1 << 5; const B6 = 1
                << 6; const B7 = 1 << 7; const B8 = 1 << 8; const B9 = 1 << 9; const B10
                = 1 << 10; const B11 = 1 << 11; const B12 = 1 << 12; const B13 = 1 << 13;
                const B14 = 1 << 14; const B15 = 1 << 15; const B16 = 1 << 16; const B17
                = 1 << 17; const B18 = 1 << 18; const B19 = 1 << 19; const B20 = 1 << 20;
                const B21 = 1 << 21; const B22 = 1 << 22; const B23 = 1 << 23; const B24
                = 1 << 24; const B25 = 1 << 25; const B26 = 1 << 26; const B27 = 1 << 27;
                const B28 = 1 << 28; const B29 = 1 << 29; const B30 = 1 << 30; const B31
                = 1 << 31; }
            }
            impl crate::__amphi_sdk::__rt::Encode for Wide {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    __out.extend(self.bits().to_le_bytes().iter().take(4usize));
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Wide {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    let mut bytes = 0 as u32;
                    for (byte, position) in __input.take(4usize)?.iter().zip(0u32..) {
                        bytes |= u32::from(*byte) << (position * 8);
                    }
                    Self::from_bits(bytes)
                        .ok_or_else(|| crate::__amphi_sdk::__rt::CodecError::Malformed {
                            what: "flags",
                            detail: ::std::string::String::from(
                                "a bit is set above the 32 flags",
                            ),
                        })
                }
            }
            #[derive(Clone)]
            pub struct Rule {
                pub path: ::std::string::String,
                pub allow: Permissions,
            }
            impl ::core::fmt::Debug for Rule {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Rule")
                        .field("path", &self.path)
                        .field("allow", &self.allow)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Rule {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.path, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.allow, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Rule {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        path: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        allow: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            pub fn check(rule: &Rule, asked: Permissions) -> Permissions {
                crate::__amphi_sdk::__rt::import::<
                    Permissions,
                >(
                    0u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&rule, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&asked, __out);
                    },
                )
            }
            pub fn widths(nine: Nine, wide: Wide) -> (Nine, Wide) {
                crate::__amphi_sdk::__rt::import::<
                    (Nine, Wide),
                >(
                    1u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&nine, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&wide, __out);
                    },
                )
            }
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod corpus {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod permissions {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod access {
                crate::__amphi_sdk::__rt::bitflags::bitflags! {
                    #[doc = " What is allowed."] #[derive(PartialEq, Eq, PartialOrd, Ord,
                    Hash, Debug, Clone, Copy)] pub struct Permissions : u8 { #[doc =
                    " Looking."] const READ = 1 << 0; const WRITE = 1 << 1; const
                    RUN_AS_OTHER = 1 << 2; }
                }
                impl crate::__amphi_sdk::__rt::Encode for Permissions {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        __out.extend(self.bits().to_le_bytes().iter().take(1usize));
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Permissions {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        let mut bytes = 0 as u8;
                        for (byte, position) in __input.take(1usize)?.iter().zip(0u32..)
                        {
                            bytes |= u8::from(*byte) << (position * 8);
                        }
                        Self::from_bits(bytes)
                            .ok_or_else(|| crate::__amphi_sdk::__rt::CodecError::Malformed {
                                what: "flags",
                                detail: ::std::string::String::from(
                                    "a bit is set above the 3 flags",
                                ),
                            })
                    }
                }
                crate::__amphi_sdk::__rt::bitflags::bitflags! {
                    #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Clone, Copy)]
                    pub struct Nine : u16 { const A = 1 << 0; const B = 1 << 1; const C =
                    1 << 2; const D = 1 << 3; const E = 1 << 4; const F = 1 << 5; const G
                    = 1 << 6; const H = 1 << 7; const I = 1 << 8; }
                }
                impl crate::__amphi_sdk::__rt::Encode for Nine {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        __out.extend(self.bits().to_le_bytes().iter().take(2usize));
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Nine {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        let mut bytes = 0 as u16;
                        for (byte, position) in __input.take(2usize)?.iter().zip(0u32..)
                        {
                            bytes |= u16::from(*byte) << (position * 8);
                        }
                        Self::from_bits(bytes)
                            .ok_or_else(|| crate::__amphi_sdk::__rt::CodecError::Malformed {
                                what: "flags",
                                detail: ::std::string::String::from(
                                    "a bit is set above the 9 flags",
                                ),
                            })
                    }
                }
                crate::__amphi_sdk::__rt::bitflags::bitflags! {
                    #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Clone, Copy)]
                    pub struct Wide : u32 { const B0 = 1 << 0; const B1 = 1 << 1; const
                    B2 = 1 << 2; const B3 = 1 << 3; const B4 = 1 << 4; const B5 = 1 << 5;
                    const B6 = 1 << 6; const B7 = 1 << 7; const B8 = 1 << 8; const B9 = 1
                    << 9; const B10 = 1 << 10; const B11 = 1 << 11; const B12 = 1 << 12;
                    const B13 = 1 << 13; const B14 = 1 << 14; const B15 = 1 << 15; const
                    B16 = 1 << 16; const B17 = 1 << 17; const B18 = 1 << 18; const B19 =
                    1 << 19; const B20 = 1 << 20; const B21 = 1 << 21; const B22 = 1 <<
                    22; const B23 = 1 << 23; const B24 = 1 << 24; const B25 = 1 << 25;
                    const B26 = 1 << 26; const B27 = 1 << 27; const B28 = 1 << 28; const
                    B29 = 1 << 29; const B30 = 1 << 30; const B31 = 1 << 31; }
                }
                impl crate::__amphi_sdk::__rt::Encode for Wide {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        __out.extend(self.bits().to_le_bytes().iter().take(4usize));
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Wide {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        let mut bytes = 0 as u32;
                        for (byte, position) in __input.take(4usize)?.iter().zip(0u32..)
                        {
                            bytes |= u32::from(*byte) << (position * 8);
                        }
                        Self::from_bits(bytes)
                            .ok_or_else(|| crate::__amphi_sdk::__rt::CodecError::Malformed {
                                what: "flags",
                                detail: ::std::string::String::from(
                                    "a bit is set above the 32 flags",
                                ),
                            })
                    }
                }
                #[derive(Clone)]
                pub struct Rule {
                    pub path: ::std::string::String,
                    pub allow: Permissions,
                }
                impl ::core::fmt::Debug for Rule {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Rule")
                            .field("path", &self.path)
                            .field("allow", &self.allow)
                            .finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Rule {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.path, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&self.allow, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Rule {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            path: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            allow: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                pub trait Guest {
                    fn check(rule: Rule, asked: Permissions) -> Permissions;
                    fn widths(nine: Nine, wide: Wide) -> (Nine, Wide);
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_check<T: super::exports::corpus::permissions::access::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let rule: super::exports::corpus::permissions::access::Rule = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let asked: super::exports::corpus::permissions::access::Permissions = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::permissions::access::Guest>::check(
            rule,
            asked,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_widths<T: super::exports::corpus::permissions::access::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let nine: super::exports::corpus::permissions::access::Nine = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let wide: super::exports::corpus::permissions::access::Wide = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::permissions::access::Guest>::widths(
            nine,
            wide,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub const fn plugin(
        functions: &'static [crate::__amphi_sdk::__rt::Function],
    ) -> crate::__amphi_sdk::__rt::Plugin {
        crate::__amphi_sdk::__rt::Plugin {
            name: ::core::env!("CARGO_PKG_NAME"),
            version: ::core::env!("CARGO_PKG_VERSION"),
            interface: b"...",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; _] = *b"...";
};
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_permissions_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_check:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_widths:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_permissions_impl as export;
