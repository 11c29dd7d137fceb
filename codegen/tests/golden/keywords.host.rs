/// A plugin of the world `keywords`.
#[derive(Clone, Debug)]
pub struct Keywords {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Keywords {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// Calls `move`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn move_(
        &self,
        ref_: u32,
        input: u32,
    ) -> ::core::result::Result<u32, ::amphi_host::__rt::Error> {
        self.__client.call::<self::__amphi::Export0Move>((ref_, input)).await
    }
    /// Calls `within`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn within_(
        &self,
    ) -> ::core::result::Result<(), ::amphi_host::__rt::Error> {
        self.__client.call::<self::__amphi::Export1Within>(()).await
    }
    /// The functions of `corpus:keywords/type`.
    pub fn type_(&self) -> self::exports::corpus::keywords::type_::Client {
        self::exports::corpus::keywords::type_::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Keywords {
    const NAME: &'static str = "keywords";
    fn interface() -> &'static ::amphi_host::__rt::Interface {
        static INTERFACE: ::std::sync::LazyLock<::amphi_host::__rt::Interface> = ::std::sync::LazyLock::new(||
        {
            ::amphi_host::__rt::Interface::from_bytes(
                    b"...",
                )
                .expect("written by the same version of the codec")
        });
        &INTERFACE
    }
    fn from_client(client: ::amphi_host::__rt::Client) -> Self {
        Self { __client: client }
    }
}
/// Answers everything that a plugin of the world `keywords` may call.
#[allow(missing_docs)]
pub trait KeywordsImports: self::corpus::keywords::type_::Host + ::core::marker::Send + ::core::marker::Sync + 'static {
    fn move_(
        &self,
        cx_: &::amphi_host::__rt::CallContext,
        ref_: u32,
        cx: u32,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<u32, ::amphi_host::__rt::ImportError>,
    > + ::core::marker::Send;
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod keywords {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod type_ {
            #[derive(Clone, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Record {
                #[component(name = "type")]
                pub type_: u32,
                #[component(name = "as")]
                pub as_: ::std::string::String,
                #[component(name = "self")]
                pub self_: bool,
            }
            impl ::amphi_host::__rt::Encode for Record {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.type_, __out);
                    ::amphi_host::__rt::Encode::encode(&self.as_, __out);
                    ::amphi_host::__rt::Encode::encode(&self.self_, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Record {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        type_: ::amphi_host::__rt::Decode::decode(__input)?,
                        as_: ::amphi_host::__rt::Decode::decode(__input)?,
                        self_: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Clone, Copy, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(variant)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Match {
                #[component(name = "in")]
                In,
                #[component(name = "fn")]
                Fn(u32),
            }
            impl ::amphi_host::__rt::Encode for Match {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::In => ::amphi_host::__rt::wire::write_u32(0u32, __out),
                        Self::Fn(payload) => {
                            ::amphi_host::__rt::wire::write_u32(1u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl ::amphi_host::__rt::Decode for Match {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::In),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Fn(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
                }
            }
            #[repr(u8)]
            #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(enum)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Enum {
                #[component(name = "yield")]
                Yield,
                #[component(name = "async")]
                Async,
            }
            impl ::amphi_host::__rt::Encode for Enum {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::wire::write_u32(
                        match self {
                            Self::Yield => 0u32,
                            Self::Async => 1u32,
                        },
                        __out,
                    );
                }
            }
            impl ::amphi_host::__rt::Decode for Enum {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Yield),
                        1u32 => ::core::result::Result::Ok(Self::Async),
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
                }
            }
            #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct Flags {
                bits: u8,
            }
            impl Flags {
                pub const STATIC: Self = Self { bits: 1 << 0 };
                pub const USE: Self = Self { bits: 1 << 1 };
                /// No flag.
                pub const fn empty() -> Self {
                    Self { bits: 0 }
                }
                /// Every flag.
                pub const fn all() -> Self {
                    Self {
                        bits: 0 | Self::STATIC.bits | Self::USE.bits,
                    }
                }
                /// The bits, the first flag in the lowest.
                pub const fn bits(&self) -> u8 {
                    self.bits
                }
                /// The flags of some bits, or none if a bit is set that is no flag.
                pub const fn from_bits(bits: u8) -> ::core::option::Option<Self> {
                    if bits & !Self::all().bits == 0 {
                        ::core::option::Option::Some(Self { bits })
                    } else {
                        ::core::option::Option::None
                    }
                }
                /// Whether there is no flag.
                pub const fn is_empty(&self) -> bool {
                    self.bits == 0
                }
                /// Whether all flags of `other` are in it.
                pub const fn contains(&self, other: Self) -> bool {
                    self.bits & other.bits == other.bits
                }
                /// Whether any flag of `other` is in it.
                pub const fn intersects(&self, other: Self) -> bool {
                    self.bits & other.bits != 0
                }
                /// Adds the flags of `other`.
                pub fn insert(&mut self, other: Self) {
                    self.bits |= other.bits;
                }
                /// Takes the flags of `other` away.
                pub fn remove(&mut self, other: Self) {
                    self.bits &= !other.bits;
                }
            }
            impl ::core::ops::BitOr for Flags {
                type Output = Self;
                fn bitor(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitOr::bitor(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitOrAssign for Flags {
                fn bitor_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitOr::bitor(*self, other);
                }
            }
            impl ::core::ops::BitAnd for Flags {
                type Output = Self;
                fn bitand(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitAnd::bitand(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitAndAssign for Flags {
                fn bitand_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitAnd::bitand(*self, other);
                }
            }
            impl ::core::ops::BitXor for Flags {
                type Output = Self;
                fn bitxor(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitXor::bitxor(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitXorAssign for Flags {
                fn bitxor_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitXor::bitxor(*self, other);
                }
            }
            impl ::core::ops::Not for Flags {
                type Output = Self;
                fn not(self) -> Self {
                    Self {
                        bits: !self.bits & Self::all().bits,
                    }
                }
            }
            impl ::core::fmt::Debug for Flags {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.write_str("Flags(")?;
                    let mut separator = "";
                    for (flag, name) in [(Self::STATIC, "STATIC"), (Self::USE, "USE")] {
                        if self.contains(flag) {
                            f.write_str(separator)?;
                            f.write_str(name)?;
                            separator = " | ";
                        }
                    }
                    f.write_str(")")
                }
            }
            const _: () = {
                use ::amphi_host::__rt::wasmtime;
                use ::amphi_host::__rt::wasmtime::component::__internal as internal;
                wasmtime::component::flags! {
                    Twin { #[component(name = "static")] const STATIC; #[component(name =
                    "use")] const USE; }
                }
                fn twin(flags: &Flags) -> Twin {
                    let mut twin = Twin::empty();
                    if flags.contains(Flags::STATIC) {
                        twin |= Twin::STATIC;
                    }
                    if flags.contains(Flags::USE) {
                        twin |= Twin::USE;
                    }
                    twin
                }
                fn untwin(twin: Twin) -> Flags {
                    let mut flags = Flags::empty();
                    if twin.contains(Twin::STATIC) {
                        flags |= Flags::STATIC;
                    }
                    if twin.contains(Twin::USE) {
                        flags |= Flags::USE;
                    }
                    flags
                }
                unsafe impl wasmtime::component::ComponentType for Flags {
                    type Lower = <Twin as wasmtime::component::ComponentType>::Lower;
                    const ABI: internal::CanonicalAbiInfo = <Twin as wasmtime::component::ComponentType>::ABI;
                    const MAY_REQUIRE_REALLOC: bool = <Twin as wasmtime::component::ComponentType>::MAY_REQUIRE_REALLOC;
                    fn typecheck(
                        ty: &internal::InterfaceType,
                        types: &internal::InstanceType<'_>,
                    ) -> wasmtime::Result<()> {
                        <Twin as wasmtime::component::ComponentType>::typecheck(
                            ty,
                            types,
                        )
                    }
                }
                unsafe impl wasmtime::component::Lower for Flags {
                    fn linear_lower_to_flat<U>(
                        &self,
                        cx: &mut internal::LowerContext<'_, U>,
                        ty: internal::InterfaceType,
                        dst: &mut ::core::mem::MaybeUninit<Self::Lower>,
                    ) -> wasmtime::Result<()> {
                        wasmtime::component::Lower::linear_lower_to_flat(
                            &twin(self),
                            cx,
                            ty,
                            dst,
                        )
                    }
                    fn linear_lower_to_memory<U>(
                        &self,
                        cx: &mut internal::LowerContext<'_, U>,
                        ty: internal::InterfaceType,
                        offset: usize,
                    ) -> wasmtime::Result<()> {
                        wasmtime::component::Lower::linear_lower_to_memory(
                            &twin(self),
                            cx,
                            ty,
                            offset,
                        )
                    }
                }
                unsafe impl wasmtime::component::Lift for Flags {
                    fn linear_lift_from_flat(
                        cx: &mut internal::LiftContext<'_>,
                        ty: internal::InterfaceType,
                        src: &Self::Lower,
                    ) -> wasmtime::Result<Self> {
                        <Twin as wasmtime::component::Lift>::linear_lift_from_flat(
                                cx,
                                ty,
                                src,
                            )
                            .map(untwin)
                    }
                    fn linear_lift_from_memory(
                        cx: &mut internal::LiftContext<'_>,
                        ty: internal::InterfaceType,
                        bytes: &[u8],
                    ) -> wasmtime::Result<Self> {
                        <Twin as wasmtime::component::Lift>::linear_lift_from_memory(
                                cx,
                                ty,
                                bytes,
                            )
                            .map(untwin)
                    }
                }
            };
            impl ::amphi_host::__rt::Encode for Flags {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    __out.extend(self.bits().to_le_bytes().iter().take(1usize));
                }
            }
            impl ::amphi_host::__rt::Decode for Flags {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    let mut bytes = 0 as u8;
                    for (byte, position) in __input.take(1usize)?.iter().zip(0u32..) {
                        bytes |= u8::from(*byte) << (position * 8);
                    }
                    Self::from_bits(bytes)
                        .ok_or_else(|| ::amphi_host::__rt::CodecError::Malformed {
                            what: "flags",
                            detail: ::std::string::String::from(
                                "a bit is set above the 2 flags",
                            ),
                        })
                }
            }
            #[derive(Clone, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Guest_ {
                #[component(name = "name")]
                pub name: ::std::string::String,
            }
            impl ::amphi_host::__rt::Encode for Guest_ {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.name, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Guest_ {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        name: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Clone, Copy, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Client {
                #[component(name = "id")]
                pub id: u32,
            }
            impl ::amphi_host::__rt::Encode for Client {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.id, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Client {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        id: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Clone, Copy, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Host_ {
                #[component(name = "id")]
                pub id: u32,
            }
            impl ::amphi_host::__rt::Encode for Host_ {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.id, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Host_ {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        id: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            /// Answers the functions of `corpus:keywords/type`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn loop_(
                    &self,
                    cx_: &::amphi_host::__rt::CallContext,
                    self_: Record,
                    while_: Match,
                    cx: Enum,
                    out: Flags,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Guest_,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn super_(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    client: Client,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Host_,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
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
                #[derive(Clone, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Record {
                    #[component(name = "type")]
                    pub type_: u32,
                    #[component(name = "as")]
                    pub as_: ::std::string::String,
                    #[component(name = "self")]
                    pub self_: bool,
                }
                impl ::amphi_host::__rt::Encode for Record {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.type_, __out);
                        ::amphi_host::__rt::Encode::encode(&self.as_, __out);
                        ::amphi_host::__rt::Encode::encode(&self.self_, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Record {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            type_: ::amphi_host::__rt::Decode::decode(__input)?,
                            as_: ::amphi_host::__rt::Decode::decode(__input)?,
                            self_: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[derive(Clone, Copy, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(variant)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub enum Match {
                    #[component(name = "in")]
                    In,
                    #[component(name = "fn")]
                    Fn(u32),
                }
                impl ::amphi_host::__rt::Encode for Match {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::In => ::amphi_host::__rt::wire::write_u32(0u32, __out),
                            Self::Fn(payload) => {
                                ::amphi_host::__rt::wire::write_u32(1u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl ::amphi_host::__rt::Decode for Match {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        match ::amphi_host::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::In),
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::Fn(::amphi_host::__rt::Decode::decode(__input)?),
                                )
                            }
                            got => {
                                ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 2usize,
                                })
                            }
                        }
                    }
                }
                #[repr(u8)]
                #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(enum)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub enum Enum {
                    #[component(name = "yield")]
                    Yield,
                    #[component(name = "async")]
                    Async,
                }
                impl ::amphi_host::__rt::Encode for Enum {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::wire::write_u32(
                            match self {
                                Self::Yield => 0u32,
                                Self::Async => 1u32,
                            },
                            __out,
                        );
                    }
                }
                impl ::amphi_host::__rt::Decode for Enum {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        match ::amphi_host::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::Yield),
                            1u32 => ::core::result::Result::Ok(Self::Async),
                            got => {
                                ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 2usize,
                                })
                            }
                        }
                    }
                }
                #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
                pub struct Flags {
                    bits: u8,
                }
                impl Flags {
                    pub const STATIC: Self = Self { bits: 1 << 0 };
                    pub const USE: Self = Self { bits: 1 << 1 };
                    /// No flag.
                    pub const fn empty() -> Self {
                        Self { bits: 0 }
                    }
                    /// Every flag.
                    pub const fn all() -> Self {
                        Self {
                            bits: 0 | Self::STATIC.bits | Self::USE.bits,
                        }
                    }
                    /// The bits, the first flag in the lowest.
                    pub const fn bits(&self) -> u8 {
                        self.bits
                    }
                    /// The flags of some bits, or none if a bit is set that is no flag.
                    pub const fn from_bits(bits: u8) -> ::core::option::Option<Self> {
                        if bits & !Self::all().bits == 0 {
                            ::core::option::Option::Some(Self { bits })
                        } else {
                            ::core::option::Option::None
                        }
                    }
                    /// Whether there is no flag.
                    pub const fn is_empty(&self) -> bool {
                        self.bits == 0
                    }
                    /// Whether all flags of `other` are in it.
                    pub const fn contains(&self, other: Self) -> bool {
                        self.bits & other.bits == other.bits
                    }
                    /// Whether any flag of `other` is in it.
                    pub const fn intersects(&self, other: Self) -> bool {
                        self.bits & other.bits != 0
                    }
                    /// Adds the flags of `other`.
                    pub fn insert(&mut self, other: Self) {
                        self.bits |= other.bits;
                    }
                    /// Takes the flags of `other` away.
                    pub fn remove(&mut self, other: Self) {
                        self.bits &= !other.bits;
                    }
                }
                impl ::core::ops::BitOr for Flags {
                    type Output = Self;
                    fn bitor(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitOr::bitor(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitOrAssign for Flags {
                    fn bitor_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitOr::bitor(*self, other);
                    }
                }
                impl ::core::ops::BitAnd for Flags {
                    type Output = Self;
                    fn bitand(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitAnd::bitand(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitAndAssign for Flags {
                    fn bitand_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitAnd::bitand(*self, other);
                    }
                }
                impl ::core::ops::BitXor for Flags {
                    type Output = Self;
                    fn bitxor(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitXor::bitxor(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitXorAssign for Flags {
                    fn bitxor_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitXor::bitxor(*self, other);
                    }
                }
                impl ::core::ops::Not for Flags {
                    type Output = Self;
                    fn not(self) -> Self {
                        Self {
                            bits: !self.bits & Self::all().bits,
                        }
                    }
                }
                impl ::core::fmt::Debug for Flags {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.write_str("Flags(")?;
                        let mut separator = "";
                        for (flag, name) in [
                            (Self::STATIC, "STATIC"),
                            (Self::USE, "USE"),
                        ] {
                            if self.contains(flag) {
                                f.write_str(separator)?;
                                f.write_str(name)?;
                                separator = " | ";
                            }
                        }
                        f.write_str(")")
                    }
                }
                const _: () = {
                    use ::amphi_host::__rt::wasmtime;
                    use ::amphi_host::__rt::wasmtime::component::__internal as internal;
                    wasmtime::component::flags! {
                        Twin { #[component(name = "static")] const STATIC;
                        #[component(name = "use")] const USE; }
                    }
                    fn twin(flags: &Flags) -> Twin {
                        let mut twin = Twin::empty();
                        if flags.contains(Flags::STATIC) {
                            twin |= Twin::STATIC;
                        }
                        if flags.contains(Flags::USE) {
                            twin |= Twin::USE;
                        }
                        twin
                    }
                    fn untwin(twin: Twin) -> Flags {
                        let mut flags = Flags::empty();
                        if twin.contains(Twin::STATIC) {
                            flags |= Flags::STATIC;
                        }
                        if twin.contains(Twin::USE) {
                            flags |= Flags::USE;
                        }
                        flags
                    }
                    unsafe impl wasmtime::component::ComponentType for Flags {
                        type Lower = <Twin as wasmtime::component::ComponentType>::Lower;
                        const ABI: internal::CanonicalAbiInfo = <Twin as wasmtime::component::ComponentType>::ABI;
                        const MAY_REQUIRE_REALLOC: bool = <Twin as wasmtime::component::ComponentType>::MAY_REQUIRE_REALLOC;
                        fn typecheck(
                            ty: &internal::InterfaceType,
                            types: &internal::InstanceType<'_>,
                        ) -> wasmtime::Result<()> {
                            <Twin as wasmtime::component::ComponentType>::typecheck(
                                ty,
                                types,
                            )
                        }
                    }
                    unsafe impl wasmtime::component::Lower for Flags {
                        fn linear_lower_to_flat<U>(
                            &self,
                            cx: &mut internal::LowerContext<'_, U>,
                            ty: internal::InterfaceType,
                            dst: &mut ::core::mem::MaybeUninit<Self::Lower>,
                        ) -> wasmtime::Result<()> {
                            wasmtime::component::Lower::linear_lower_to_flat(
                                &twin(self),
                                cx,
                                ty,
                                dst,
                            )
                        }
                        fn linear_lower_to_memory<U>(
                            &self,
                            cx: &mut internal::LowerContext<'_, U>,
                            ty: internal::InterfaceType,
                            offset: usize,
                        ) -> wasmtime::Result<()> {
                            wasmtime::component::Lower::linear_lower_to_memory(
                                &twin(self),
                                cx,
                                ty,
                                offset,
                            )
                        }
                    }
                    unsafe impl wasmtime::component::Lift for Flags {
                        fn linear_lift_from_flat(
                            cx: &mut internal::LiftContext<'_>,
                            ty: internal::InterfaceType,
                            src: &Self::Lower,
                        ) -> wasmtime::Result<Self> {
                            <Twin as wasmtime::component::Lift>::linear_lift_from_flat(
                                    cx,
                                    ty,
                                    src,
                                )
                                .map(untwin)
                        }
                        fn linear_lift_from_memory(
                            cx: &mut internal::LiftContext<'_>,
                            ty: internal::InterfaceType,
                            bytes: &[u8],
                        ) -> wasmtime::Result<Self> {
                            <Twin as wasmtime::component::Lift>::linear_lift_from_memory(
                                    cx,
                                    ty,
                                    bytes,
                                )
                                .map(untwin)
                        }
                    }
                };
                impl ::amphi_host::__rt::Encode for Flags {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        __out.extend(self.bits().to_le_bytes().iter().take(1usize));
                    }
                }
                impl ::amphi_host::__rt::Decode for Flags {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        let mut bytes = 0 as u8;
                        for (byte, position) in __input.take(1usize)?.iter().zip(0u32..)
                        {
                            bytes |= u8::from(*byte) << (position * 8);
                        }
                        Self::from_bits(bytes)
                            .ok_or_else(|| ::amphi_host::__rt::CodecError::Malformed {
                                what: "flags",
                                detail: ::std::string::String::from(
                                    "a bit is set above the 2 flags",
                                ),
                            })
                    }
                }
                #[derive(Clone, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Guest_ {
                    #[component(name = "name")]
                    pub name: ::std::string::String,
                }
                impl ::amphi_host::__rt::Encode for Guest_ {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.name, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Guest_ {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            name: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[derive(Clone, Copy, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Client_ {
                    #[component(name = "id")]
                    pub id: u32,
                }
                impl ::amphi_host::__rt::Encode for Client_ {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.id, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Client_ {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            id: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[derive(Clone, Copy, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Host {
                    #[component(name = "id")]
                    pub id: u32,
                }
                impl ::amphi_host::__rt::Encode for Host {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.id, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Host {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            id: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                /// The functions of `corpus:keywords/type`.
                #[derive(Clone, Debug)]
                pub struct Client {
                    __client: ::amphi_host::__rt::Client,
                }
                impl Client {
                    #[doc(hidden)]
                    pub fn __new(client: ::amphi_host::__rt::Client) -> Self {
                        Self { __client: client }
                    }
                    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
                    #[must_use]
                    pub fn within(
                        &self,
                        context: &::amphi_host::__rt::CallContext,
                    ) -> Self {
                        Self {
                            __client: self.__client.within(context),
                        }
                    }
                    /// Calls `loop`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn loop_(
                        &self,
                        self_: Record,
                        while_: Match,
                        cx: Enum,
                        out: Flags,
                    ) -> ::core::result::Result<Guest_, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export2Loop,
                            >((self_, while_, cx, out))
                            .await
                    }
                    /// Calls `super`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn super_(
                        &self,
                        client: Client_,
                    ) -> ::core::result::Result<Host, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export3Super,
                            >((client,))
                            .await
                    }
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export0Move;
    impl ::amphi_host::__rt::ExportFunction for Export0Move {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (u32, u32);
        type Result = u32;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Move {
        type Params = (u32, u32);
        type Return = (u32,);
        fn params((ref_, input): Self::Args<'_>) -> Self::Params {
            (ref_, input)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Within;
    impl ::amphi_host::__rt::ExportFunction for Export1Within {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = ();
        type Result = ();
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Within {
        type Params = ();
        type Return = ();
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((): Self::Return) -> Self::Result {
            ()
        }
    }
    pub struct Export2Loop;
    impl ::amphi_host::__rt::ExportFunction for Export2Loop {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = (
            super::exports::corpus::keywords::type_::Record,
            super::exports::corpus::keywords::type_::Match,
            super::exports::corpus::keywords::type_::Enum,
            super::exports::corpus::keywords::type_::Flags,
        );
        type Result = super::exports::corpus::keywords::type_::Guest_;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2Loop {
        type Params = (
            super::exports::corpus::keywords::type_::Record,
            super::exports::corpus::keywords::type_::Match,
            super::exports::corpus::keywords::type_::Enum,
            super::exports::corpus::keywords::type_::Flags,
        );
        type Return = (super::exports::corpus::keywords::type_::Guest_,);
        fn params((self_, while_, cx, out): Self::Args<'_>) -> Self::Params {
            (self_, while_, cx, out)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export3Super;
    impl ::amphi_host::__rt::ExportFunction for Export3Super {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Args<'a> = (super::exports::corpus::keywords::type_::Client_,);
        type Result = super::exports::corpus::keywords::type_::Host;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export3Super {
        type Params = (super::exports::corpus::keywords::type_::Client_,);
        type Return = (super::exports::corpus::keywords::type_::Host,);
        fn params((client,): Self::Args<'_>) -> Self::Params {
            (client,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0Move;
    impl<I: super::KeywordsImports> ::amphi_host::__rt::ImportFunction<I>
    for Import0Move {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (u32, u32);
        type Result = u32;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (ref_, cx): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::KeywordsImports>::move_(__target, __context, ref_, cx)
        }
    }
    impl<I: super::KeywordsImports> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0Move {
        type Return = (u32,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import1Loop;
    impl<I: super::corpus::keywords::type_::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import1Loop {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (
            super::corpus::keywords::type_::Record,
            super::corpus::keywords::type_::Match,
            super::corpus::keywords::type_::Enum,
            super::corpus::keywords::type_::Flags,
        );
        type Result = super::corpus::keywords::type_::Guest_;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (self_, while_, cx, out): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::keywords::type_::Host>::loop_(
                __target,
                __context,
                self_,
                while_,
                cx,
                out,
            )
        }
    }
    impl<
        I: super::corpus::keywords::type_::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import1Loop {
        type Return = (super::corpus::keywords::type_::Guest_,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import2Super;
    impl<I: super::corpus::keywords::type_::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import2Super {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Params = (super::corpus::keywords::type_::Client,);
        type Result = super::corpus::keywords::type_::Host_;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (client,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::keywords::type_::Host>::super_(
                __target,
                __context,
                client,
            )
        }
    }
    impl<
        I: super::corpus::keywords::type_::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import2Super {
        type Return = (super::corpus::keywords::type_::Host_,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::KeywordsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Keywords as ::amphi_host::__rt::World>::interface().imports
        }
        fn call<'a>(
            &'a self,
            function: ::amphi_host::__rt::FunctionIndex,
            context: &'a ::amphi_host::__rt::CallContext,
            args: &'a [u8],
        ) -> ::amphi_host::__rt::BoxFuture<
            'a,
            ::core::result::Result<::std::vec::Vec<u8>, ::amphi_host::__rt::ImportError>,
        > {
            match function.0 {
                0u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import0Move,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Loop,
                            I,
                        >(&self.0, context, args),
                    )
                }
                2u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import2Super,
                            I,
                        >(&self.0, context, args),
                    )
                }
                _ => {
                    ::std::boxed::Box::pin(async {
                        ::core::result::Result::Err(
                            ::amphi_host::__rt::ImportError::new("no such import"),
                        )
                    })
                }
            }
        }
        fn link(
            self: ::std::sync::Arc<Self>,
            linker: &mut ::amphi_host::__rt::WasmImports<'_>,
        ) -> ::core::result::Result<(), ::amphi_host::__rt::Error> {
            linker
                .func::<Import0Move, I>(::core::option::Option::None, "move", &self.0)?;
            linker
                .func::<
                    Import1Loop,
                    I,
                >(
                    ::core::option::Option::Some("corpus:keywords/type"),
                    "loop",
                    &self.0,
                )?;
            linker
                .func::<
                    Import2Super,
                    I,
                >(
                    ::core::option::Option::Some("corpus:keywords/type"),
                    "super",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::KeywordsImports> ::amphi_host::__rt::Accepts<I> for super::Keywords {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
