/// A plugin of the world `permissions`.
#[derive(Clone, Debug)]
pub struct Permissions {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Permissions {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// The functions of `corpus:permissions/access`.
    pub fn access(&self) -> self::exports::corpus::permissions::access::Client {
        self::exports::corpus::permissions::access::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Permissions {
    const NAME: &'static str = "permissions";
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
/// Answers everything that a plugin of the world `permissions` may call.
#[allow(missing_docs)]
pub trait PermissionsImports: self::corpus::permissions::access::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::corpus::permissions::access::Host + ::core::marker::Send
        + ::core::marker::Sync + 'static,
> PermissionsImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod permissions {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod access {
            /// What is allowed.
            #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct Permissions {
                bits: u8,
            }
            impl Permissions {
                /// Looking.
                pub const READ: Self = Self { bits: 1 << 0 };
                pub const WRITE: Self = Self { bits: 1 << 1 };
                pub const RUN_AS_OTHER: Self = Self { bits: 1 << 2 };
                /// No flag.
                pub const fn empty() -> Self {
                    Self { bits: 0 }
                }
                /// Every flag.
                pub const fn all() -> Self {
                    Self {
                        bits: 0 | Self::READ.bits | Self::WRITE.bits
                            | Self::RUN_AS_OTHER.bits,
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
            impl ::core::ops::BitOr for Permissions {
                type Output = Self;
                fn bitor(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitOr::bitor(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitOrAssign for Permissions {
                fn bitor_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitOr::bitor(*self, other);
                }
            }
            impl ::core::ops::BitAnd for Permissions {
                type Output = Self;
                fn bitand(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitAnd::bitand(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitAndAssign for Permissions {
                fn bitand_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitAnd::bitand(*self, other);
                }
            }
            impl ::core::ops::BitXor for Permissions {
                type Output = Self;
                fn bitxor(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitXor::bitxor(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitXorAssign for Permissions {
                fn bitxor_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitXor::bitxor(*self, other);
                }
            }
            impl ::core::ops::Not for Permissions {
                type Output = Self;
                fn not(self) -> Self {
                    Self {
                        bits: !self.bits & Self::all().bits,
                    }
                }
            }
            impl ::core::fmt::Debug for Permissions {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.write_str("Permissions(")?;
                    let mut separator = "";
                    for (flag, name) in [
                        (Self::READ, "READ"),
                        (Self::WRITE, "WRITE"),
                        (Self::RUN_AS_OTHER, "RUN_AS_OTHER"),
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
            impl ::amphi_host::__rt::Encode for Permissions {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    __out.extend(self.bits().to_le_bytes().iter().take(1usize));
                }
            }
            impl ::amphi_host::__rt::Decode for Permissions {
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
                                "a bit is set above the 3 flags",
                            ),
                        })
                }
            }
            #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct Nine {
                bits: u16,
            }
            impl Nine {
                pub const A: Self = Self { bits: 1 << 0 };
                pub const B: Self = Self { bits: 1 << 1 };
                pub const C: Self = Self { bits: 1 << 2 };
                pub const D: Self = Self { bits: 1 << 3 };
                pub const E: Self = Self { bits: 1 << 4 };
                pub const F: Self = Self { bits: 1 << 5 };
                pub const G: Self = Self { bits: 1 << 6 };
                pub const H: Self = Self { bits: 1 << 7 };
                pub const I: Self = Self { bits: 1 << 8 };
                /// No flag.
                pub const fn empty() -> Self {
                    Self { bits: 0 }
                }
                /// Every flag.
                pub const fn all() -> Self {
                    Self {
                        bits: 0 | Self::A.bits | Self::B.bits | Self::C.bits
                            | Self::D.bits | Self::E.bits | Self::F.bits | Self::G.bits
                            | Self::H.bits | Self::I.bits,
                    }
                }
                /// The bits, the first flag in the lowest.
                pub const fn bits(&self) -> u16 {
                    self.bits
                }
                /// The flags of some bits, or none if a bit is set that is no flag.
                pub const fn from_bits(bits: u16) -> ::core::option::Option<Self> {
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
            impl ::core::ops::BitOr for Nine {
                type Output = Self;
                fn bitor(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitOr::bitor(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitOrAssign for Nine {
                fn bitor_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitOr::bitor(*self, other);
                }
            }
            impl ::core::ops::BitAnd for Nine {
                type Output = Self;
                fn bitand(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitAnd::bitand(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitAndAssign for Nine {
                fn bitand_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitAnd::bitand(*self, other);
                }
            }
            impl ::core::ops::BitXor for Nine {
                type Output = Self;
                fn bitxor(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitXor::bitxor(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitXorAssign for Nine {
                fn bitxor_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitXor::bitxor(*self, other);
                }
            }
            impl ::core::ops::Not for Nine {
                type Output = Self;
                fn not(self) -> Self {
                    Self {
                        bits: !self.bits & Self::all().bits,
                    }
                }
            }
            impl ::core::fmt::Debug for Nine {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.write_str("Nine(")?;
                    let mut separator = "";
                    for (flag, name) in [
                        (Self::A, "A"),
                        (Self::B, "B"),
                        (Self::C, "C"),
                        (Self::D, "D"),
                        (Self::E, "E"),
                        (Self::F, "F"),
                        (Self::G, "G"),
                        (Self::H, "H"),
                        (Self::I, "I"),
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
            impl ::amphi_host::__rt::Encode for Nine {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    __out.extend(self.bits().to_le_bytes().iter().take(2usize));
                }
            }
            impl ::amphi_host::__rt::Decode for Nine {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    let mut bytes = 0 as u16;
                    for (byte, position) in __input.take(2usize)?.iter().zip(0u32..) {
                        bytes |= u16::from(*byte) << (position * 8);
                    }
                    Self::from_bits(bytes)
                        .ok_or_else(|| ::amphi_host::__rt::CodecError::Malformed {
                            what: "flags",
                            detail: ::std::string::String::from(
                                "a bit is set above the 9 flags",
                            ),
                        })
                }
            }
            #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct Wide {
                bits: u32,
            }
            impl Wide {
                pub const B0: Self = Self { bits: 1 << 0 };
                pub const B1: Self = Self { bits: 1 << 1 };
                pub const B2: Self = Self { bits: 1 << 2 };
                pub const B3: Self = Self { bits: 1 << 3 };
                pub const B4: Self = Self { bits: 1 << 4 };
                pub const B5: Self = Self { bits: 1 << 5 };
                pub const B6: Self = Self { bits: 1 << 6 };
                pub const B7: Self = Self { bits: 1 << 7 };
                pub const B8: Self = Self { bits: 1 << 8 };
                pub const B9: Self = Self { bits: 1 << 9 };
                pub const B10: Self = Self { bits: 1 << 10 };
                pub const B11: Self = Self { bits: 1 << 11 };
                pub const B12: Self = Self { bits: 1 << 12 };
                pub const B13: Self = Self { bits: 1 << 13 };
                pub const B14: Self = Self { bits: 1 << 14 };
                pub const B15: Self = Self { bits: 1 << 15 };
                pub const B16: Self = Self { bits: 1 << 16 };
                pub const B17: Self = Self { bits: 1 << 17 };
                pub const B18: Self = Self { bits: 1 << 18 };
                pub const B19: Self = Self { bits: 1 << 19 };
                pub const B20: Self = Self { bits: 1 << 20 };
                pub const B21: Self = Self { bits: 1 << 21 };
                pub const B22: Self = Self { bits: 1 << 22 };
                pub const B23: Self = Self { bits: 1 << 23 };
                pub const B24: Self = Self { bits: 1 << 24 };
                pub const B25: Self = Self { bits: 1 << 25 };
                pub const B26: Self = Self { bits: 1 << 26 };
                pub const B27: Self = Self { bits: 1 << 27 };
                pub const B28: Self = Self { bits: 1 << 28 };
                pub const B29: Self = Self { bits: 1 << 29 };
                pub const B30: Self = Self { bits: 1 << 30 };
                pub const B31: Self = Self { bits: 1 << 31 };
                /// No flag.
                pub const fn empty() -> Self {
                    Self { bits: 0 }
                }
                /// Every flag.
                pub const fn all() -> Self {
                    Self {
                        bits: 0 | Self::B0.bits | Self::B1.bits | Self::B2.bits
                            | Self::B3.bits | Self::B4.bits | Self::B5.bits
                            | Self::B6.bits | Self::B7.bits | Self::B8.bits
                            | Self::B9.bits | Self::B10.bits | Self::B11.bits
                            | Self::B12.bits | Self::B13.bits | Self::B14.bits
                            | Self::B15.bits | Self::B16.bits | Self::B17.bits
                            | Self::B18.bits | Self::B19.bits | Self::B20.bits
                            | Self::B21.bits | Self::B22.bits | Self::B23.bits
                            | Self::B24.bits | Self::B25.bits | Self::B26.bits
                            | Self::B27.bits | Self::B28.bits | Self::B29.bits
                            | Self::B30.bits | Self::B31.bits,
                    }
                }
                /// The bits, the first flag in the lowest.
                pub const fn bits(&self) -> u32 {
                    self.bits
                }
                /// The flags of some bits, or none if a bit is set that is no flag.
                pub const fn from_bits(bits: u32) -> ::core::option::Option<Self> {
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
            impl ::core::ops::BitOr for Wide {
                type Output = Self;
                fn bitor(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitOr::bitor(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitOrAssign for Wide {
                fn bitor_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitOr::bitor(*self, other);
                }
            }
            impl ::core::ops::BitAnd for Wide {
                type Output = Self;
                fn bitand(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitAnd::bitand(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitAndAssign for Wide {
                fn bitand_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitAnd::bitand(*self, other);
                }
            }
            impl ::core::ops::BitXor for Wide {
                type Output = Self;
                fn bitxor(self, other: Self) -> Self {
                    Self {
                        bits: ::core::ops::BitXor::bitxor(self.bits, other.bits),
                    }
                }
            }
            impl ::core::ops::BitXorAssign for Wide {
                fn bitxor_assign(&mut self, other: Self) {
                    *self = ::core::ops::BitXor::bitxor(*self, other);
                }
            }
            impl ::core::ops::Not for Wide {
                type Output = Self;
                fn not(self) -> Self {
                    Self {
                        bits: !self.bits & Self::all().bits,
                    }
                }
            }
            impl ::core::fmt::Debug for Wide {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.write_str("Wide(")?;
                    let mut separator = "";
                    for (flag, name) in [
                        (Self::B0, "B0"),
                        (Self::B1, "B1"),
                        (Self::B2, "B2"),
                        (Self::B3, "B3"),
                        (Self::B4, "B4"),
                        (Self::B5, "B5"),
                        (Self::B6, "B6"),
                        (Self::B7, "B7"),
                        (Self::B8, "B8"),
                        (Self::B9, "B9"),
                        (Self::B10, "B10"),
                        (Self::B11, "B11"),
                        (Self::B12, "B12"),
                        (Self::B13, "B13"),
                        (Self::B14, "B14"),
                        (Self::B15, "B15"),
                        (Self::B16, "B16"),
                        (Self::B17, "B17"),
                        (Self::B18, "B18"),
                        (Self::B19, "B19"),
                        (Self::B20, "B20"),
                        (Self::B21, "B21"),
                        (Self::B22, "B22"),
                        (Self::B23, "B23"),
                        (Self::B24, "B24"),
                        (Self::B25, "B25"),
                        (Self::B26, "B26"),
                        (Self::B27, "B27"),
                        (Self::B28, "B28"),
                        (Self::B29, "B29"),
                        (Self::B30, "B30"),
                        (Self::B31, "B31"),
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
            impl ::amphi_host::__rt::Encode for Wide {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    __out.extend(self.bits().to_le_bytes().iter().take(4usize));
                }
            }
            impl ::amphi_host::__rt::Decode for Wide {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    let mut bytes = 0 as u32;
                    for (byte, position) in __input.take(4usize)?.iter().zip(0u32..) {
                        bytes |= u32::from(*byte) << (position * 8);
                    }
                    Self::from_bits(bytes)
                        .ok_or_else(|| ::amphi_host::__rt::CodecError::Malformed {
                            what: "flags",
                            detail: ::std::string::String::from(
                                "a bit is set above the 32 flags",
                            ),
                        })
                }
            }
            #[derive(Clone, Debug, PartialEq)]
            pub struct Rule {
                pub path: ::std::string::String,
                pub allow: Permissions,
            }
            impl ::amphi_host::__rt::Encode for Rule {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.path, __out);
                    ::amphi_host::__rt::Encode::encode(&self.allow, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Rule {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        path: ::amphi_host::__rt::Decode::decode(__input)?,
                        allow: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            /// Answers the functions of `corpus:permissions/access`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn check(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    rule: Rule,
                    asked: Permissions,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Permissions,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn widths(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    nine: Nine,
                    wide: Wide,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        (Nine, Wide),
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
        pub mod permissions {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod access {
                /// What is allowed.
                #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
                pub struct Permissions {
                    bits: u8,
                }
                impl Permissions {
                    /// Looking.
                    pub const READ: Self = Self { bits: 1 << 0 };
                    pub const WRITE: Self = Self { bits: 1 << 1 };
                    pub const RUN_AS_OTHER: Self = Self { bits: 1 << 2 };
                    /// No flag.
                    pub const fn empty() -> Self {
                        Self { bits: 0 }
                    }
                    /// Every flag.
                    pub const fn all() -> Self {
                        Self {
                            bits: 0 | Self::READ.bits | Self::WRITE.bits
                                | Self::RUN_AS_OTHER.bits,
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
                impl ::core::ops::BitOr for Permissions {
                    type Output = Self;
                    fn bitor(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitOr::bitor(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitOrAssign for Permissions {
                    fn bitor_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitOr::bitor(*self, other);
                    }
                }
                impl ::core::ops::BitAnd for Permissions {
                    type Output = Self;
                    fn bitand(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitAnd::bitand(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitAndAssign for Permissions {
                    fn bitand_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitAnd::bitand(*self, other);
                    }
                }
                impl ::core::ops::BitXor for Permissions {
                    type Output = Self;
                    fn bitxor(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitXor::bitxor(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitXorAssign for Permissions {
                    fn bitxor_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitXor::bitxor(*self, other);
                    }
                }
                impl ::core::ops::Not for Permissions {
                    type Output = Self;
                    fn not(self) -> Self {
                        Self {
                            bits: !self.bits & Self::all().bits,
                        }
                    }
                }
                impl ::core::fmt::Debug for Permissions {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.write_str("Permissions(")?;
                        let mut separator = "";
                        for (flag, name) in [
                            (Self::READ, "READ"),
                            (Self::WRITE, "WRITE"),
                            (Self::RUN_AS_OTHER, "RUN_AS_OTHER"),
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
                impl ::amphi_host::__rt::Encode for Permissions {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        __out.extend(self.bits().to_le_bytes().iter().take(1usize));
                    }
                }
                impl ::amphi_host::__rt::Decode for Permissions {
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
                                    "a bit is set above the 3 flags",
                                ),
                            })
                    }
                }
                #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
                pub struct Nine {
                    bits: u16,
                }
                impl Nine {
                    pub const A: Self = Self { bits: 1 << 0 };
                    pub const B: Self = Self { bits: 1 << 1 };
                    pub const C: Self = Self { bits: 1 << 2 };
                    pub const D: Self = Self { bits: 1 << 3 };
                    pub const E: Self = Self { bits: 1 << 4 };
                    pub const F: Self = Self { bits: 1 << 5 };
                    pub const G: Self = Self { bits: 1 << 6 };
                    pub const H: Self = Self { bits: 1 << 7 };
                    pub const I: Self = Self { bits: 1 << 8 };
                    /// No flag.
                    pub const fn empty() -> Self {
                        Self { bits: 0 }
                    }
                    /// Every flag.
                    pub const fn all() -> Self {
                        Self {
                            bits: 0 | Self::A.bits | Self::B.bits | Self::C.bits
                                | Self::D.bits | Self::E.bits | Self::F.bits | Self::G.bits
                                | Self::H.bits | Self::I.bits,
                        }
                    }
                    /// The bits, the first flag in the lowest.
                    pub const fn bits(&self) -> u16 {
                        self.bits
                    }
                    /// The flags of some bits, or none if a bit is set that is no flag.
                    pub const fn from_bits(bits: u16) -> ::core::option::Option<Self> {
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
                impl ::core::ops::BitOr for Nine {
                    type Output = Self;
                    fn bitor(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitOr::bitor(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitOrAssign for Nine {
                    fn bitor_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitOr::bitor(*self, other);
                    }
                }
                impl ::core::ops::BitAnd for Nine {
                    type Output = Self;
                    fn bitand(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitAnd::bitand(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitAndAssign for Nine {
                    fn bitand_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitAnd::bitand(*self, other);
                    }
                }
                impl ::core::ops::BitXor for Nine {
                    type Output = Self;
                    fn bitxor(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitXor::bitxor(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitXorAssign for Nine {
                    fn bitxor_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitXor::bitxor(*self, other);
                    }
                }
                impl ::core::ops::Not for Nine {
                    type Output = Self;
                    fn not(self) -> Self {
                        Self {
                            bits: !self.bits & Self::all().bits,
                        }
                    }
                }
                impl ::core::fmt::Debug for Nine {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.write_str("Nine(")?;
                        let mut separator = "";
                        for (flag, name) in [
                            (Self::A, "A"),
                            (Self::B, "B"),
                            (Self::C, "C"),
                            (Self::D, "D"),
                            (Self::E, "E"),
                            (Self::F, "F"),
                            (Self::G, "G"),
                            (Self::H, "H"),
                            (Self::I, "I"),
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
                impl ::amphi_host::__rt::Encode for Nine {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        __out.extend(self.bits().to_le_bytes().iter().take(2usize));
                    }
                }
                impl ::amphi_host::__rt::Decode for Nine {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        let mut bytes = 0 as u16;
                        for (byte, position) in __input.take(2usize)?.iter().zip(0u32..)
                        {
                            bytes |= u16::from(*byte) << (position * 8);
                        }
                        Self::from_bits(bytes)
                            .ok_or_else(|| ::amphi_host::__rt::CodecError::Malformed {
                                what: "flags",
                                detail: ::std::string::String::from(
                                    "a bit is set above the 9 flags",
                                ),
                            })
                    }
                }
                #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
                pub struct Wide {
                    bits: u32,
                }
                impl Wide {
                    pub const B0: Self = Self { bits: 1 << 0 };
                    pub const B1: Self = Self { bits: 1 << 1 };
                    pub const B2: Self = Self { bits: 1 << 2 };
                    pub const B3: Self = Self { bits: 1 << 3 };
                    pub const B4: Self = Self { bits: 1 << 4 };
                    pub const B5: Self = Self { bits: 1 << 5 };
                    pub const B6: Self = Self { bits: 1 << 6 };
                    pub const B7: Self = Self { bits: 1 << 7 };
                    pub const B8: Self = Self { bits: 1 << 8 };
                    pub const B9: Self = Self { bits: 1 << 9 };
                    pub const B10: Self = Self { bits: 1 << 10 };
                    pub const B11: Self = Self { bits: 1 << 11 };
                    pub const B12: Self = Self { bits: 1 << 12 };
                    pub const B13: Self = Self { bits: 1 << 13 };
                    pub const B14: Self = Self { bits: 1 << 14 };
                    pub const B15: Self = Self { bits: 1 << 15 };
                    pub const B16: Self = Self { bits: 1 << 16 };
                    pub const B17: Self = Self { bits: 1 << 17 };
                    pub const B18: Self = Self { bits: 1 << 18 };
                    pub const B19: Self = Self { bits: 1 << 19 };
                    pub const B20: Self = Self { bits: 1 << 20 };
                    pub const B21: Self = Self { bits: 1 << 21 };
                    pub const B22: Self = Self { bits: 1 << 22 };
                    pub const B23: Self = Self { bits: 1 << 23 };
                    pub const B24: Self = Self { bits: 1 << 24 };
                    pub const B25: Self = Self { bits: 1 << 25 };
                    pub const B26: Self = Self { bits: 1 << 26 };
                    pub const B27: Self = Self { bits: 1 << 27 };
                    pub const B28: Self = Self { bits: 1 << 28 };
                    pub const B29: Self = Self { bits: 1 << 29 };
                    pub const B30: Self = Self { bits: 1 << 30 };
                    pub const B31: Self = Self { bits: 1 << 31 };
                    /// No flag.
                    pub const fn empty() -> Self {
                        Self { bits: 0 }
                    }
                    /// Every flag.
                    pub const fn all() -> Self {
                        Self {
                            bits: 0 | Self::B0.bits | Self::B1.bits | Self::B2.bits
                                | Self::B3.bits | Self::B4.bits | Self::B5.bits
                                | Self::B6.bits | Self::B7.bits | Self::B8.bits
                                | Self::B9.bits | Self::B10.bits | Self::B11.bits
                                | Self::B12.bits | Self::B13.bits | Self::B14.bits
                                | Self::B15.bits | Self::B16.bits | Self::B17.bits
                                | Self::B18.bits | Self::B19.bits | Self::B20.bits
                                | Self::B21.bits | Self::B22.bits | Self::B23.bits
                                | Self::B24.bits | Self::B25.bits | Self::B26.bits
                                | Self::B27.bits | Self::B28.bits | Self::B29.bits
                                | Self::B30.bits | Self::B31.bits,
                        }
                    }
                    /// The bits, the first flag in the lowest.
                    pub const fn bits(&self) -> u32 {
                        self.bits
                    }
                    /// The flags of some bits, or none if a bit is set that is no flag.
                    pub const fn from_bits(bits: u32) -> ::core::option::Option<Self> {
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
                impl ::core::ops::BitOr for Wide {
                    type Output = Self;
                    fn bitor(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitOr::bitor(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitOrAssign for Wide {
                    fn bitor_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitOr::bitor(*self, other);
                    }
                }
                impl ::core::ops::BitAnd for Wide {
                    type Output = Self;
                    fn bitand(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitAnd::bitand(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitAndAssign for Wide {
                    fn bitand_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitAnd::bitand(*self, other);
                    }
                }
                impl ::core::ops::BitXor for Wide {
                    type Output = Self;
                    fn bitxor(self, other: Self) -> Self {
                        Self {
                            bits: ::core::ops::BitXor::bitxor(self.bits, other.bits),
                        }
                    }
                }
                impl ::core::ops::BitXorAssign for Wide {
                    fn bitxor_assign(&mut self, other: Self) {
                        *self = ::core::ops::BitXor::bitxor(*self, other);
                    }
                }
                impl ::core::ops::Not for Wide {
                    type Output = Self;
                    fn not(self) -> Self {
                        Self {
                            bits: !self.bits & Self::all().bits,
                        }
                    }
                }
                impl ::core::fmt::Debug for Wide {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.write_str("Wide(")?;
                        let mut separator = "";
                        for (flag, name) in [
                            (Self::B0, "B0"),
                            (Self::B1, "B1"),
                            (Self::B2, "B2"),
                            (Self::B3, "B3"),
                            (Self::B4, "B4"),
                            (Self::B5, "B5"),
                            (Self::B6, "B6"),
                            (Self::B7, "B7"),
                            (Self::B8, "B8"),
                            (Self::B9, "B9"),
                            (Self::B10, "B10"),
                            (Self::B11, "B11"),
                            (Self::B12, "B12"),
                            (Self::B13, "B13"),
                            (Self::B14, "B14"),
                            (Self::B15, "B15"),
                            (Self::B16, "B16"),
                            (Self::B17, "B17"),
                            (Self::B18, "B18"),
                            (Self::B19, "B19"),
                            (Self::B20, "B20"),
                            (Self::B21, "B21"),
                            (Self::B22, "B22"),
                            (Self::B23, "B23"),
                            (Self::B24, "B24"),
                            (Self::B25, "B25"),
                            (Self::B26, "B26"),
                            (Self::B27, "B27"),
                            (Self::B28, "B28"),
                            (Self::B29, "B29"),
                            (Self::B30, "B30"),
                            (Self::B31, "B31"),
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
                impl ::amphi_host::__rt::Encode for Wide {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        __out.extend(self.bits().to_le_bytes().iter().take(4usize));
                    }
                }
                impl ::amphi_host::__rt::Decode for Wide {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        let mut bytes = 0 as u32;
                        for (byte, position) in __input.take(4usize)?.iter().zip(0u32..)
                        {
                            bytes |= u32::from(*byte) << (position * 8);
                        }
                        Self::from_bits(bytes)
                            .ok_or_else(|| ::amphi_host::__rt::CodecError::Malformed {
                                what: "flags",
                                detail: ::std::string::String::from(
                                    "a bit is set above the 32 flags",
                                ),
                            })
                    }
                }
                #[derive(Clone, Debug, PartialEq)]
                pub struct Rule {
                    pub path: ::std::string::String,
                    pub allow: Permissions,
                }
                impl ::amphi_host::__rt::Encode for Rule {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.path, __out);
                        ::amphi_host::__rt::Encode::encode(&self.allow, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Rule {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            path: ::amphi_host::__rt::Decode::decode(__input)?,
                            allow: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                /// The functions of `corpus:permissions/access`.
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
                    /// Calls `check`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn check(
                        &self,
                        rule: Rule,
                        asked: Permissions,
                    ) -> ::core::result::Result<Permissions, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export0Check,
                            >((rule, asked))
                            .await
                    }
                    /// Calls `widths`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn widths(
                        &self,
                        nine: Nine,
                        wide: Wide,
                    ) -> ::core::result::Result<
                        (Nine, Wide),
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export1Widths,
                            >((nine, wide))
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
    pub struct Export0Check;
    impl ::amphi_host::__rt::ExportFunction for Export0Check {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (
            super::exports::corpus::permissions::access::Rule,
            super::exports::corpus::permissions::access::Permissions,
        );
        type Result = super::exports::corpus::permissions::access::Permissions;
    }
    pub struct Export1Widths;
    impl ::amphi_host::__rt::ExportFunction for Export1Widths {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (
            super::exports::corpus::permissions::access::Nine,
            super::exports::corpus::permissions::access::Wide,
        );
        type Result = (
            super::exports::corpus::permissions::access::Nine,
            super::exports::corpus::permissions::access::Wide,
        );
    }
    pub struct Import0Check;
    impl<
        I: super::corpus::permissions::access::Host,
    > ::amphi_host::__rt::ImportFunction<I> for Import0Check {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (
            super::corpus::permissions::access::Rule,
            super::corpus::permissions::access::Permissions,
        );
        type Result = super::corpus::permissions::access::Permissions;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (rule, asked): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::permissions::access::Host>::check(
                __target,
                __context,
                rule,
                asked,
            )
        }
    }
    pub struct Import1Widths;
    impl<
        I: super::corpus::permissions::access::Host,
    > ::amphi_host::__rt::ImportFunction<I> for Import1Widths {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (
            super::corpus::permissions::access::Nine,
            super::corpus::permissions::access::Wide,
        );
        type Result = (
            super::corpus::permissions::access::Nine,
            super::corpus::permissions::access::Wide,
        );
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (nine, wide): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::permissions::access::Host>::widths(
                __target,
                __context,
                nine,
                wide,
            )
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::PermissionsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Permissions as ::amphi_host::__rt::World>::interface().imports
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
                            Import0Check,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Widths,
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
    }
    impl<I: super::PermissionsImports> ::amphi_host::__rt::Accepts<I>
    for super::Permissions {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
