#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod variants {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod tree {
            #[derive(Clone)]
            pub enum Token {
                End,
                Word(::std::string::String),
                Number(f64),
                Pair((u32, u32)),
            }
            impl ::core::fmt::Debug for Token {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::End => f.debug_tuple("Token::End").finish(),
                        Self::Word(payload) => {
                            f.debug_tuple("Token::Word").field(payload).finish()
                        }
                        Self::Number(payload) => {
                            f.debug_tuple("Token::Number").field(payload).finish()
                        }
                        Self::Pair(payload) => {
                            f.debug_tuple("Token::Pair").field(payload).finish()
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Token {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::End => {
                            crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                        }
                        Self::Word(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                        Self::Number(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(2u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                        Self::Pair(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(3u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Token {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::End),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Word(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        2u32 => {
                            ::core::result::Result::Ok(
                                Self::Number(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        3u32 => {
                            ::core::result::Result::Ok(
                                Self::Pair(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                got,
                                cases: 4usize,
                            })
                        }
                    }
                }
            }
            #[derive(Clone, Copy)]
            pub enum Plain {
                None,
                SomeNumber(u32),
            }
            impl ::core::fmt::Debug for Plain {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::None => f.debug_tuple("Plain::None").finish(),
                        Self::SomeNumber(payload) => {
                            f.debug_tuple("Plain::SomeNumber").field(payload).finish()
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Plain {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::None => {
                            crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                        }
                        Self::SomeNumber(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Plain {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::None),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::SomeNumber(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
                }
            }
            pub fn parse(text: &str) -> ::std::vec::Vec<Token> {
                crate::__amphi_sdk::__rt::import::<
                    ::std::vec::Vec<Token>,
                >(
                    0u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&text, __out);
                    },
                )
            }
            pub fn print(
                tokens: &[Token],
                last: &Token,
                plain: Plain,
            ) -> ::std::string::String {
                crate::__amphi_sdk::__rt::import::<
                    ::std::string::String,
                >(
                    1u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&tokens, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&last, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&plain, __out);
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
        pub mod variants {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod tree {
                #[derive(Clone)]
                pub enum Token {
                    End,
                    Word(::std::string::String),
                    Number(f64),
                    Pair((u32, u32)),
                }
                impl ::core::fmt::Debug for Token {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::End => f.debug_tuple("Token::End").finish(),
                            Self::Word(payload) => {
                                f.debug_tuple("Token::Word").field(payload).finish()
                            }
                            Self::Number(payload) => {
                                f.debug_tuple("Token::Number").field(payload).finish()
                            }
                            Self::Pair(payload) => {
                                f.debug_tuple("Token::Pair").field(payload).finish()
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Token {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::End => {
                                crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                            }
                            Self::Word(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                            Self::Number(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(2u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                            Self::Pair(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(3u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Token {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::End),
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::Word(
                                        crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                    ),
                                )
                            }
                            2u32 => {
                                ::core::result::Result::Ok(
                                    Self::Number(
                                        crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                    ),
                                )
                            }
                            3u32 => {
                                ::core::result::Result::Ok(
                                    Self::Pair(
                                        crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                    ),
                                )
                            }
                            got => {
                                ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 4usize,
                                })
                            }
                        }
                    }
                }
                #[derive(Clone, Copy)]
                pub enum Plain {
                    None,
                    SomeNumber(u32),
                }
                impl ::core::fmt::Debug for Plain {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::None => f.debug_tuple("Plain::None").finish(),
                            Self::SomeNumber(payload) => {
                                f.debug_tuple("Plain::SomeNumber").field(payload).finish()
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Plain {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::None => {
                                crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                            }
                            Self::SomeNumber(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Plain {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::None),
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::SomeNumber(
                                        crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                    ),
                                )
                            }
                            got => {
                                ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 2usize,
                                })
                            }
                        }
                    }
                }
                pub trait Guest {
                    fn parse(text: ::std::string::String) -> ::std::vec::Vec<Token>;
                    fn print(
                        tokens: ::std::vec::Vec<Token>,
                        last: Token,
                        plain: Plain,
                    ) -> ::std::string::String;
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_parse<T: super::exports::corpus::variants::tree::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let text: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::variants::tree::Guest>::parse(text);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_print<T: super::exports::corpus::variants::tree::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let tokens: ::std::vec::Vec<super::exports::corpus::variants::tree::Token> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let last: super::exports::corpus::variants::tree::Token = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let plain: super::exports::corpus::variants::tree::Plain = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::variants::tree::Guest>::print(
            tokens,
            last,
            plain,
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
macro_rules! __export_variants_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_parse:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_print:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_variants_impl as export;
