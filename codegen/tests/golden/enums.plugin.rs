#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod enums {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod colours {
            /// A colour.
            #[repr(u8)]
            #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
            pub enum Colour {
                /// Like blood.
                Red,
                LightGreen,
                Blue,
            }
            impl ::core::fmt::Debug for Colour {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::Red => f.debug_tuple("Colour::Red").finish(),
                        Self::LightGreen => f.debug_tuple("Colour::LightGreen").finish(),
                        Self::Blue => f.debug_tuple("Colour::Blue").finish(),
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Colour {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::wire::write_u32(
                        match self {
                            Self::Red => 0u32,
                            Self::LightGreen => 1u32,
                            Self::Blue => 2u32,
                        },
                        __out,
                    );
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Colour {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Red),
                        1u32 => ::core::result::Result::Ok(Self::LightGreen),
                        2u32 => ::core::result::Result::Ok(Self::Blue),
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                got,
                                cases: 3usize,
                            })
                        }
                    }
                }
            }
            pub fn mix(a: Colour, b: Colour) -> Colour {
                crate::__amphi_sdk::__rt::import::<
                    Colour,
                >(
                    2u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&a, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&b, __out);
                    },
                )
            }
            pub fn all() -> ::std::vec::Vec<Colour> {
                crate::__amphi_sdk::__rt::import::<::std::vec::Vec<Colour>>(0u32, |_| {})
            }
            pub fn each(colours: &[Colour], named: (&str, &Colour)) -> () {
                crate::__amphi_sdk::__rt::import::<
                    (),
                >(
                    1u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&colours, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&named, __out);
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
        pub mod enums {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod colours {
                /// A colour.
                #[repr(u8)]
                #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
                pub enum Colour {
                    /// Like blood.
                    Red,
                    LightGreen,
                    Blue,
                }
                impl ::core::fmt::Debug for Colour {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Red => f.debug_tuple("Colour::Red").finish(),
                            Self::LightGreen => {
                                f.debug_tuple("Colour::LightGreen").finish()
                            }
                            Self::Blue => f.debug_tuple("Colour::Blue").finish(),
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Colour {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::wire::write_u32(
                            match self {
                                Self::Red => 0u32,
                                Self::LightGreen => 1u32,
                                Self::Blue => 2u32,
                            },
                            __out,
                        );
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Colour {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::Red),
                            1u32 => ::core::result::Result::Ok(Self::LightGreen),
                            2u32 => ::core::result::Result::Ok(Self::Blue),
                            got => {
                                ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 3usize,
                                })
                            }
                        }
                    }
                }
                pub trait Guest {
                    fn mix(a: Colour, b: Colour) -> Colour;
                    fn all() -> ::std::vec::Vec<Colour>;
                    fn each(
                        colours: ::std::vec::Vec<Colour>,
                        named: (::std::string::String, Colour),
                    ) -> ();
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_all<T: super::exports::corpus::enums::colours::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::exports::corpus::enums::colours::Guest>::all();
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_each<T: super::exports::corpus::enums::colours::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let colours: ::std::vec::Vec<super::exports::corpus::enums::colours::Colour> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let named: (
            ::std::string::String,
            super::exports::corpus::enums::colours::Colour,
        ) = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::enums::colours::Guest>::each(
            colours,
            named,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_mix<T: super::exports::corpus::enums::colours::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let a: super::exports::corpus::enums::colours::Colour = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let b: super::exports::corpus::enums::colours::Colour = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::enums::colours::Guest>::mix(a, b);
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
macro_rules! __export_enums_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_all:: < $ty >),
        crate ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_1_each:: <
        $ty >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_2_mix:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_enums_impl as export;
