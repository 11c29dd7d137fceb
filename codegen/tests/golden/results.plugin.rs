#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod results {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod store {
            /// Why it went wrong.
            #[repr(u8)]
            #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
            pub enum Reason {
                /// It is not there.
                Missing,
                Denied,
            }
            impl Reason {
                /// The name of the case, as in the WIT.
                pub fn name(&self) -> &'static str {
                    match self {
                        Self::Missing => "missing",
                        Self::Denied => "denied",
                    }
                }
                /// The documentation of the case.
                pub fn message(&self) -> &'static str {
                    match self {
                        Self::Missing => "It is not there.",
                        Self::Denied => "",
                    }
                }
            }
            impl ::core::fmt::Debug for Reason {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Reason")
                        .field("code", &(*self as i32))
                        .field("name", &self.name())
                        .field("message", &self.message())
                        .finish()
                }
            }
            impl ::core::fmt::Display for Reason {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    ::core::write!(f, "{} (error {})", self.name(), * self as i32)
                }
            }
            impl ::core::error::Error for Reason {}
            impl crate::__amphi_sdk::__rt::Encode for Reason {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::wire::write_u32(
                        match self {
                            Self::Missing => 0u32,
                            Self::Denied => 1u32,
                        },
                        __out,
                    );
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Reason {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Missing),
                        1u32 => ::core::result::Result::Ok(Self::Denied),
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
                }
            }
            #[derive(Clone)]
            pub enum Problem {
                Io(::std::string::String),
                Because(Reason),
            }
            impl ::core::fmt::Debug for Problem {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::Io(payload) => {
                            f.debug_tuple("Problem::Io").field(payload).finish()
                        }
                        Self::Because(payload) => {
                            f.debug_tuple("Problem::Because").field(payload).finish()
                        }
                    }
                }
            }
            impl ::core::fmt::Display for Problem {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    ::core::write!(f, "{:?}", self)
                }
            }
            impl ::core::error::Error for Problem {}
            impl crate::__amphi_sdk::__rt::Encode for Problem {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::Io(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                        Self::Because(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Problem {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => {
                            ::core::result::Result::Ok(
                                Self::Io(crate::__amphi_sdk::__rt::Decode::decode(__input)?),
                            )
                        }
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Because(
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
            #[derive(Clone)]
            pub struct Detail {
                pub code: u32,
                pub text: ::std::string::String,
            }
            impl ::core::fmt::Debug for Detail {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Detail")
                        .field("code", &self.code)
                        .field("text", &self.text)
                        .finish()
                }
            }
            impl ::core::fmt::Display for Detail {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    ::core::write!(f, "{:?}", self)
                }
            }
            impl ::core::error::Error for Detail {}
            impl crate::__amphi_sdk::__rt::Encode for Detail {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.code, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.text, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Detail {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        code: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        text: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            pub fn get(
                key: &str,
            ) -> ::core::result::Result<::std::vec::Vec<u8>, Reason> {
                crate::__amphi_sdk::__rt::import::<
                    ::core::result::Result<::std::vec::Vec<u8>, Reason>,
                >(
                    2u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&key, __out);
                    },
                )
            }
            pub fn put(key: &str, value: &[u8]) -> ::core::result::Result<(), Problem> {
                crate::__amphi_sdk::__rt::import::<
                    ::core::result::Result<(), Problem>,
                >(
                    4u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&key, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&value, __out);
                    },
                )
            }
            pub fn check() -> ::core::result::Result<u32, ()> {
                crate::__amphi_sdk::__rt::import::<
                    ::core::result::Result<u32, ()>,
                >(0u32, |_| {})
            }
            pub fn ping() -> ::core::result::Result<(), ()> {
                crate::__amphi_sdk::__rt::import::<
                    ::core::result::Result<(), ()>,
                >(3u32, |_| {})
            }
            pub fn describe(
                given: ::core::result::Result<&str, &Reason>,
                more: ::core::result::Result<(), &Detail>,
            ) -> ::core::result::Result<::std::string::String, Detail> {
                crate::__amphi_sdk::__rt::import::<
                    ::core::result::Result<::std::string::String, Detail>,
                >(
                    1u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&given, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&more, __out);
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
        pub mod results {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod store {
                /// Why it went wrong.
                #[repr(u8)]
                #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
                pub enum Reason {
                    /// It is not there.
                    Missing,
                    Denied,
                }
                impl Reason {
                    /// The name of the case, as in the WIT.
                    pub fn name(&self) -> &'static str {
                        match self {
                            Self::Missing => "missing",
                            Self::Denied => "denied",
                        }
                    }
                    /// The documentation of the case.
                    pub fn message(&self) -> &'static str {
                        match self {
                            Self::Missing => "It is not there.",
                            Self::Denied => "",
                        }
                    }
                }
                impl ::core::fmt::Debug for Reason {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Reason")
                            .field("code", &(*self as i32))
                            .field("name", &self.name())
                            .field("message", &self.message())
                            .finish()
                    }
                }
                impl ::core::fmt::Display for Reason {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        ::core::write!(f, "{} (error {})", self.name(), * self as i32)
                    }
                }
                impl ::core::error::Error for Reason {}
                impl crate::__amphi_sdk::__rt::Encode for Reason {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::wire::write_u32(
                            match self {
                                Self::Missing => 0u32,
                                Self::Denied => 1u32,
                            },
                            __out,
                        );
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Reason {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::Missing),
                            1u32 => ::core::result::Result::Ok(Self::Denied),
                            got => {
                                ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 2usize,
                                })
                            }
                        }
                    }
                }
                #[derive(Clone)]
                pub enum Problem {
                    Io(::std::string::String),
                    Because(Reason),
                }
                impl ::core::fmt::Debug for Problem {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Io(payload) => {
                                f.debug_tuple("Problem::Io").field(payload).finish()
                            }
                            Self::Because(payload) => {
                                f.debug_tuple("Problem::Because").field(payload).finish()
                            }
                        }
                    }
                }
                impl ::core::fmt::Display for Problem {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        ::core::write!(f, "{:?}", self)
                    }
                }
                impl ::core::error::Error for Problem {}
                impl crate::__amphi_sdk::__rt::Encode for Problem {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::Io(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                            Self::Because(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Problem {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                            0u32 => {
                                ::core::result::Result::Ok(
                                    Self::Io(crate::__amphi_sdk::__rt::Decode::decode(__input)?),
                                )
                            }
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::Because(
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
                #[derive(Clone)]
                pub struct Detail {
                    pub code: u32,
                    pub text: ::std::string::String,
                }
                impl ::core::fmt::Debug for Detail {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Detail")
                            .field("code", &self.code)
                            .field("text", &self.text)
                            .finish()
                    }
                }
                impl ::core::fmt::Display for Detail {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        ::core::write!(f, "{:?}", self)
                    }
                }
                impl ::core::error::Error for Detail {}
                impl crate::__amphi_sdk::__rt::Encode for Detail {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.code, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&self.text, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Detail {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            code: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            text: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                pub trait Guest {
                    fn get(
                        key: ::std::string::String,
                    ) -> ::core::result::Result<::std::vec::Vec<u8>, Reason>;
                    fn put(
                        key: ::std::string::String,
                        value: ::std::vec::Vec<u8>,
                    ) -> ::core::result::Result<(), Problem>;
                    fn check() -> ::core::result::Result<u32, ()>;
                    fn ping() -> ::core::result::Result<(), ()>;
                    fn describe(
                        given: ::core::result::Result<::std::string::String, Reason>,
                        more: ::core::result::Result<(), Detail>,
                    ) -> ::core::result::Result<::std::string::String, Detail>;
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_check<T: super::exports::corpus::results::store::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::exports::corpus::results::store::Guest>::check();
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_describe<T: super::exports::corpus::results::store::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let given: ::core::result::Result<
            ::std::string::String,
            super::exports::corpus::results::store::Reason,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let more: ::core::result::Result<
            (),
            super::exports::corpus::results::store::Detail,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::results::store::Guest>::describe(
            given,
            more,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_get<T: super::exports::corpus::results::store::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let key: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::results::store::Guest>::get(key);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_3_ping<T: super::exports::corpus::results::store::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::exports::corpus::results::store::Guest>::ping();
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_4_put<T: super::exports::corpus::results::store::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let key: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let value: ::std::vec::Vec<u8> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::results::store::Guest>::put(
            key,
            value,
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
macro_rules! __export_results_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_check:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_describe:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_2_get:: < $ty >),
        crate ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_3_ping:: <
        $ty >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_4_put:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_results_impl as export;
