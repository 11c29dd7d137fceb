#[allow(missing_docs)]
pub fn move_(ref_: u32, cx: u32) -> u32 {
    crate::__amphi_sdk::__rt::import::<
        u32,
    >(
        0u32,
        |__out| {
            crate::__amphi_sdk::__rt::Encode::encode(&ref_, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&cx, __out);
        },
    )
}
#[allow(missing_docs)]
pub trait Guest {
    fn move_(ref_: u32, input: u32) -> u32;
    fn within() -> ();
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod keywords {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod type_ {
            #[derive(Clone)]
            pub struct Record {
                pub type_: u32,
                pub as_: ::std::string::String,
                pub self_: bool,
            }
            impl ::core::fmt::Debug for Record {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Record")
                        .field("type", &self.type_)
                        .field("as", &self.as_)
                        .field("self", &self.self_)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Record {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.type_, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.as_, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.self_, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Record {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        type_: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        as_: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        self_: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Clone, Copy)]
            pub enum Match {
                In,
                Fn(u32),
            }
            impl ::core::fmt::Debug for Match {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::In => f.debug_tuple("Match::In").finish(),
                        Self::Fn(payload) => {
                            f.debug_tuple("Match::Fn").field(payload).finish()
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Match {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::In => {
                            crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                        }
                        Self::Fn(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Match {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::In),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Fn(crate::__amphi_sdk::__rt::Decode::decode(__input)?),
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
            #[repr(u8)]
            #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
            pub enum Enum {
                Yield,
                Async,
            }
            impl ::core::fmt::Debug for Enum {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::Yield => f.debug_tuple("Enum::Yield").finish(),
                        Self::Async => f.debug_tuple("Enum::Async").finish(),
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Enum {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::wire::write_u32(
                        match self {
                            Self::Yield => 0u32,
                            Self::Async => 1u32,
                        },
                        __out,
                    );
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Enum {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Yield),
                        1u32 => ::core::result::Result::Ok(Self::Async),
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
                }
            }
            crate::__amphi_sdk::__rt::bitflags::bitflags! {
                #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Clone, Copy)] pub
                struct Flags : u8 { const STATIC = 1 << 0; const USE = 1 << 1; }
            }
            impl crate::__amphi_sdk::__rt::Encode for Flags {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    __out.extend(self.bits().to_le_bytes().iter().take(1usize));
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Flags {
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
                                "a bit is set above the 2 flags",
                            ),
                        })
                }
            }
            #[derive(Clone)]
            pub struct Guest_ {
                pub name: ::std::string::String,
            }
            impl ::core::fmt::Debug for Guest_ {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Guest_").field("name", &self.name).finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Guest_ {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.name, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Guest_ {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        name: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct Client {
                pub id: u32,
            }
            impl ::core::fmt::Debug for Client {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Client").field("id", &self.id).finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Client {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.id, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Client {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        id: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct Host {
                pub id: u32,
            }
            impl ::core::fmt::Debug for Host {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Host").field("id", &self.id).finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Host {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.id, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Host {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        id: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            pub fn loop_(self_: &Record, while_: Match, cx: Enum, out: Flags) -> Guest_ {
                crate::__amphi_sdk::__rt::import::<
                    Guest_,
                >(
                    1u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&self_, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&while_, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&cx, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&out, __out);
                    },
                )
            }
            pub fn super_(client: Client) -> Host {
                crate::__amphi_sdk::__rt::import::<
                    Host,
                >(
                    2u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&client, __out);
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
        pub mod keywords {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod type_ {
                #[derive(Clone)]
                pub struct Record {
                    pub type_: u32,
                    pub as_: ::std::string::String,
                    pub self_: bool,
                }
                impl ::core::fmt::Debug for Record {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Record")
                            .field("type", &self.type_)
                            .field("as", &self.as_)
                            .field("self", &self.self_)
                            .finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Record {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.type_, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&self.as_, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&self.self_, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Record {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            type_: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            as_: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            self_: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[derive(Clone, Copy)]
                pub enum Match {
                    In,
                    Fn(u32),
                }
                impl ::core::fmt::Debug for Match {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::In => f.debug_tuple("Match::In").finish(),
                            Self::Fn(payload) => {
                                f.debug_tuple("Match::Fn").field(payload).finish()
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Match {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::In => {
                                crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                            }
                            Self::Fn(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Match {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::In),
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::Fn(crate::__amphi_sdk::__rt::Decode::decode(__input)?),
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
                #[repr(u8)]
                #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
                pub enum Enum {
                    Yield,
                    Async,
                }
                impl ::core::fmt::Debug for Enum {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Yield => f.debug_tuple("Enum::Yield").finish(),
                            Self::Async => f.debug_tuple("Enum::Async").finish(),
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Enum {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::wire::write_u32(
                            match self {
                                Self::Yield => 0u32,
                                Self::Async => 1u32,
                            },
                            __out,
                        );
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Enum {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::Yield),
                            1u32 => ::core::result::Result::Ok(Self::Async),
                            got => {
                                ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 2usize,
                                })
                            }
                        }
                    }
                }
                crate::__amphi_sdk::__rt::bitflags::bitflags! {
                    #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Clone, Copy)]
                    pub struct Flags : u8 { const STATIC = 1 << 0; const USE = 1 << 1; }
                }
                impl crate::__amphi_sdk::__rt::Encode for Flags {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        __out.extend(self.bits().to_le_bytes().iter().take(1usize));
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Flags {
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
                                    "a bit is set above the 2 flags",
                                ),
                            })
                    }
                }
                #[derive(Clone)]
                pub struct Guest_ {
                    pub name: ::std::string::String,
                }
                impl ::core::fmt::Debug for Guest_ {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Guest_").field("name", &self.name).finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Guest_ {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.name, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Guest_ {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            name: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[repr(C)]
                #[derive(Clone, Copy)]
                pub struct Client {
                    pub id: u32,
                }
                impl ::core::fmt::Debug for Client {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Client").field("id", &self.id).finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Client {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.id, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Client {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            id: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[repr(C)]
                #[derive(Clone, Copy)]
                pub struct Host {
                    pub id: u32,
                }
                impl ::core::fmt::Debug for Host {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Host").field("id", &self.id).finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Host {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.id, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Host {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            id: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                pub trait Guest {
                    fn loop_(
                        self_: Record,
                        while_: Match,
                        cx: Enum,
                        out: Flags,
                    ) -> Guest_;
                    fn super_(client: Client) -> Host;
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_move_<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let ref_: u32 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let input: u32 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::Guest>::move_(ref_, input);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_within<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::Guest>::within();
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_loop_<T: super::exports::corpus::keywords::type_::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let self_: super::exports::corpus::keywords::type_::Record = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let while_: super::exports::corpus::keywords::type_::Match = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let cx: super::exports::corpus::keywords::type_::Enum = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let out: super::exports::corpus::keywords::type_::Flags = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::keywords::type_::Guest>::loop_(
            self_,
            while_,
            cx,
            out,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_3_super_<T: super::exports::corpus::keywords::type_::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let client: super::exports::corpus::keywords::type_::Client = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::keywords::type_::Guest>::super_(
            client,
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
macro_rules! __export_keywords_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_move_:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_within:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_2_loop_:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_3_super_:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_keywords_impl as export;
