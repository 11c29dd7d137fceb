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
            const _: () = {
                use ::amphi_host::__rt::wasmtime;
                use ::amphi_host::__rt::wasmtime::component::__internal as internal;
                wasmtime::component::flags! {
                    Twin { #[component(name = "read")] const READ; #[component(name =
                    "write")] const WRITE; #[component(name = "run-as-other")] const
                    RUN_AS_OTHER; }
                }
                fn twin(flags: &Permissions) -> Twin {
                    let mut twin = Twin::empty();
                    if flags.contains(Permissions::READ) {
                        twin |= Twin::READ;
                    }
                    if flags.contains(Permissions::WRITE) {
                        twin |= Twin::WRITE;
                    }
                    if flags.contains(Permissions::RUN_AS_OTHER) {
                        twin |= Twin::RUN_AS_OTHER;
                    }
                    twin
                }
                fn untwin(twin: Twin) -> Permissions {
                    let mut flags = Permissions::empty();
                    if twin.contains(Twin::READ) {
                        flags |= Permissions::READ;
                    }
                    if twin.contains(Twin::WRITE) {
                        flags |= Permissions::WRITE;
                    }
                    if twin.contains(Twin::RUN_AS_OTHER) {
                        flags |= Permissions::RUN_AS_OTHER;
                    }
                    flags
                }
                unsafe impl wasmtime::component::ComponentType for Permissions {
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
                unsafe impl wasmtime::component::Lower for Permissions {
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
                unsafe impl wasmtime::component::Lift for Permissions {
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
            const _: () = {
                use ::amphi_host::__rt::wasmtime;
                use ::amphi_host::__rt::wasmtime::component::__internal as internal;
                wasmtime::component::flags! {
                    Twin { #[component(name = "a")] const A; #[component(name = "b")]
                    const B; #[component(name = "c")] const C; #[component(name = "d")]
                    const D; #[component(name = "e")] const E; #[component(name = "f")]
                    const F; #[component(name = "g")] const G; #[component(name = "h")]
                    const H; #[component(name = "i")] const I; }
                }
                fn twin(flags: &Nine) -> Twin {
                    let mut twin = Twin::empty();
                    if flags.contains(Nine::A) {
                        twin |= Twin::A;
                    }
                    if flags.contains(Nine::B) {
                        twin |= Twin::B;
                    }
                    if flags.contains(Nine::C) {
                        twin |= Twin::C;
                    }
                    if flags.contains(Nine::D) {
                        twin |= Twin::D;
                    }
                    if flags.contains(Nine::E) {
                        twin |= Twin::E;
                    }
                    if flags.contains(Nine::F) {
                        twin |= Twin::F;
                    }
                    if flags.contains(Nine::G) {
                        twin |= Twin::G;
                    }
                    if flags.contains(Nine::H) {
                        twin |= Twin::H;
                    }
                    if flags.contains(Nine::I) {
                        twin |= Twin::I;
                    }
                    twin
                }
                fn untwin(twin: Twin) -> Nine {
                    let mut flags = Nine::empty();
                    if twin.contains(Twin::A) {
                        flags |= Nine::A;
                    }
                    if twin.contains(Twin::B) {
                        flags |= Nine::B;
                    }
                    if twin.contains(Twin::C) {
                        flags |= Nine::C;
                    }
                    if twin.contains(Twin::D) {
                        flags |= Nine::D;
                    }
                    if twin.contains(Twin::E) {
                        flags |= Nine::E;
                    }
                    if twin.contains(Twin::F) {
                        flags |= Nine::F;
                    }
                    if twin.contains(Twin::G) {
                        flags |= Nine::G;
                    }
                    if twin.contains(Twin::H) {
                        flags |= Nine::H;
                    }
                    if twin.contains(Twin::I) {
                        flags |= Nine::I;
                    }
                    flags
                }
                unsafe impl wasmtime::component::ComponentType for Nine {
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
                unsafe impl wasmtime::component::Lower for Nine {
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
                unsafe impl wasmtime::component::Lift for Nine {
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
            const _: () = {
                use ::amphi_host::__rt::wasmtime;
                use ::amphi_host::__rt::wasmtime::component::__internal as internal;
                wasmtime::component::flags! {
                    Twin { #[component(name = "b0")] const B0; #[component(name = "b1")]
                    const B1; #[component(name = "b2")] const B2; #[component(name =
                    "b3")] const B3; #[component(name = "b4")] const B4; #[component(name
                    = "b5")] const B5; #[component(name = "b6")] const B6;
                    #[component(name = "b7")] const B7; #[component(name = "b8")] const
                    B8; #[component(name = "b9")] const B9; #[component(name = "b10")]
                    const B10; #[component(name = "b11")] const B11; #[component(name =
                    "b12")] const B12; #[component(name = "b13")] const B13;
                    #[component(name = "b14")] const B14; #[component(name = "b15")]
                    const B15; #[component(name = "b16")] const B16; #[component(name =
                    "b17")] const B17; #[component(name = "b18")] const B18;
                    #[component(name = "b19")] const B19; #[component(name = "b20")]
                    const B20; #[component(name = "b21")] const B21; #[component(name =
                    "b22")] const B22; #[component(name = "b23")] const B23;
                    #[component(name = "b24")] const B24; #[component(name = "b25")]
                    const B25; #[component(name = "b26")] const B26; #[component(name =
                    "b27")] const B27; #[component(name = "b28")] const B28;
                    #[component(name = "b29")] const B29; #[component(name = "b30")]
                    const B30; #[component(name = "b31")] const B31; }
                }
                fn twin(flags: &Wide) -> Twin {
                    let mut twin = Twin::empty();
                    if flags.contains(Wide::B0) {
                        twin |= Twin::B0;
                    }
                    if flags.contains(Wide::B1) {
                        twin |= Twin::B1;
                    }
                    if flags.contains(Wide::B2) {
                        twin |= Twin::B2;
                    }
                    if flags.contains(Wide::B3) {
                        twin |= Twin::B3;
                    }
                    if flags.contains(Wide::B4) {
                        twin |= Twin::B4;
                    }
                    if flags.contains(Wide::B5) {
                        twin |= Twin::B5;
                    }
                    if flags.contains(Wide::B6) {
                        twin |= Twin::B6;
                    }
                    if flags.contains(Wide::B7) {
                        twin |= Twin::B7;
                    }
                    if flags.contains(Wide::B8) {
                        twin |= Twin::B8;
                    }
                    if flags.contains(Wide::B9) {
                        twin |= Twin::B9;
                    }
                    if flags.contains(Wide::B10) {
                        twin |= Twin::B10;
                    }
                    if flags.contains(Wide::B11) {
                        twin |= Twin::B11;
                    }
                    if flags.contains(Wide::B12) {
                        twin |= Twin::B12;
                    }
                    if flags.contains(Wide::B13) {
                        twin |= Twin::B13;
                    }
                    if flags.contains(Wide::B14) {
                        twin |= Twin::B14;
                    }
                    if flags.contains(Wide::B15) {
                        twin |= Twin::B15;
                    }
                    if flags.contains(Wide::B16) {
                        twin |= Twin::B16;
                    }
                    if flags.contains(Wide::B17) {
                        twin |= Twin::B17;
                    }
                    if flags.contains(Wide::B18) {
                        twin |= Twin::B18;
                    }
                    if flags.contains(Wide::B19) {
                        twin |= Twin::B19;
                    }
                    if flags.contains(Wide::B20) {
                        twin |= Twin::B20;
                    }
                    if flags.contains(Wide::B21) {
                        twin |= Twin::B21;
                    }
                    if flags.contains(Wide::B22) {
                        twin |= Twin::B22;
                    }
                    if flags.contains(Wide::B23) {
                        twin |= Twin::B23;
                    }
                    if flags.contains(Wide::B24) {
                        twin |= Twin::B24;
                    }
                    if flags.contains(Wide::B25) {
                        twin |= Twin::B25;
                    }
                    if flags.contains(Wide::B26) {
                        twin |= Twin::B26;
                    }
                    if flags.contains(Wide::B27) {
                        twin |= Twin::B27;
                    }
                    if flags.contains(Wide::B28) {
                        twin |= Twin::B28;
                    }
                    if flags.contains(Wide::B29) {
                        twin |= Twin::B29;
                    }
                    if flags.contains(Wide::B30) {
                        twin |= Twin::B30;
                    }
                    if flags.contains(Wide::B31) {
                        twin |= Twin::B31;
                    }
                    twin
                }
                fn untwin(twin: Twin) -> Wide {
                    let mut flags = Wide::empty();
                    if twin.contains(Twin::B0) {
                        flags |= Wide::B0;
                    }
                    if twin.contains(Twin::B1) {
                        flags |= Wide::B1;
                    }
                    if twin.contains(Twin::B2) {
                        flags |= Wide::B2;
                    }
                    if twin.contains(Twin::B3) {
                        flags |= Wide::B3;
                    }
                    if twin.contains(Twin::B4) {
                        flags |= Wide::B4;
                    }
                    if twin.contains(Twin::B5) {
                        flags |= Wide::B5;
                    }
                    if twin.contains(Twin::B6) {
                        flags |= Wide::B6;
                    }
                    if twin.contains(Twin::B7) {
                        flags |= Wide::B7;
                    }
                    if twin.contains(Twin::B8) {
                        flags |= Wide::B8;
                    }
                    if twin.contains(Twin::B9) {
                        flags |= Wide::B9;
                    }
                    if twin.contains(Twin::B10) {
                        flags |= Wide::B10;
                    }
                    if twin.contains(Twin::B11) {
                        flags |= Wide::B11;
                    }
                    if twin.contains(Twin::B12) {
                        flags |= Wide::B12;
                    }
                    if twin.contains(Twin::B13) {
                        flags |= Wide::B13;
                    }
                    if twin.contains(Twin::B14) {
                        flags |= Wide::B14;
                    }
                    if twin.contains(Twin::B15) {
                        flags |= Wide::B15;
                    }
                    if twin.contains(Twin::B16) {
                        flags |= Wide::B16;
                    }
                    if twin.contains(Twin::B17) {
                        flags |= Wide::B17;
                    }
                    if twin.contains(Twin::B18) {
                        flags |= Wide::B18;
                    }
                    if twin.contains(Twin::B19) {
                        flags |= Wide::B19;
                    }
                    if twin.contains(Twin::B20) {
                        flags |= Wide::B20;
                    }
                    if twin.contains(Twin::B21) {
                        flags |= Wide::B21;
                    }
                    if twin.contains(Twin::B22) {
                        flags |= Wide::B22;
                    }
                    if twin.contains(Twin::B23) {
                        flags |= Wide::B23;
                    }
                    if twin.contains(Twin::B24) {
                        flags |= Wide::B24;
                    }
                    if twin.contains(Twin::B25) {
                        flags |= Wide::B25;
                    }
                    if twin.contains(Twin::B26) {
                        flags |= Wide::B26;
                    }
                    if twin.contains(Twin::B27) {
                        flags |= Wide::B27;
                    }
                    if twin.contains(Twin::B28) {
                        flags |= Wide::B28;
                    }
                    if twin.contains(Twin::B29) {
                        flags |= Wide::B29;
                    }
                    if twin.contains(Twin::B30) {
                        flags |= Wide::B30;
                    }
                    if twin.contains(Twin::B31) {
                        flags |= Wide::B31;
                    }
                    flags
                }
                unsafe impl wasmtime::component::ComponentType for Wide {
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
                unsafe impl wasmtime::component::Lower for Wide {
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
                unsafe impl wasmtime::component::Lift for Wide {
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
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Rule {
                #[component(name = "path")]
                pub path: ::std::string::String,
                #[component(name = "allow")]
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
                const _: () = {
                    use ::amphi_host::__rt::wasmtime;
                    use ::amphi_host::__rt::wasmtime::component::__internal as internal;
                    wasmtime::component::flags! {
                        Twin { #[component(name = "read")] const READ; #[component(name =
                        "write")] const WRITE; #[component(name = "run-as-other")] const
                        RUN_AS_OTHER; }
                    }
                    fn twin(flags: &Permissions) -> Twin {
                        let mut twin = Twin::empty();
                        if flags.contains(Permissions::READ) {
                            twin |= Twin::READ;
                        }
                        if flags.contains(Permissions::WRITE) {
                            twin |= Twin::WRITE;
                        }
                        if flags.contains(Permissions::RUN_AS_OTHER) {
                            twin |= Twin::RUN_AS_OTHER;
                        }
                        twin
                    }
                    fn untwin(twin: Twin) -> Permissions {
                        let mut flags = Permissions::empty();
                        if twin.contains(Twin::READ) {
                            flags |= Permissions::READ;
                        }
                        if twin.contains(Twin::WRITE) {
                            flags |= Permissions::WRITE;
                        }
                        if twin.contains(Twin::RUN_AS_OTHER) {
                            flags |= Permissions::RUN_AS_OTHER;
                        }
                        flags
                    }
                    unsafe impl wasmtime::component::ComponentType for Permissions {
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
                    unsafe impl wasmtime::component::Lower for Permissions {
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
                    unsafe impl wasmtime::component::Lift for Permissions {
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
                const _: () = {
                    use ::amphi_host::__rt::wasmtime;
                    use ::amphi_host::__rt::wasmtime::component::__internal as internal;
                    wasmtime::component::flags! {
                        Twin { #[component(name = "a")] const A; #[component(name = "b")]
                        const B; #[component(name = "c")] const C; #[component(name =
                        "d")] const D; #[component(name = "e")] const E; #[component(name
                        = "f")] const F; #[component(name = "g")] const G;
                        #[component(name = "h")] const H; #[component(name = "i")] const
                        I; }
                    }
                    fn twin(flags: &Nine) -> Twin {
                        let mut twin = Twin::empty();
                        if flags.contains(Nine::A) {
                            twin |= Twin::A;
                        }
                        if flags.contains(Nine::B) {
                            twin |= Twin::B;
                        }
                        if flags.contains(Nine::C) {
                            twin |= Twin::C;
                        }
                        if flags.contains(Nine::D) {
                            twin |= Twin::D;
                        }
                        if flags.contains(Nine::E) {
                            twin |= Twin::E;
                        }
                        if flags.contains(Nine::F) {
                            twin |= Twin::F;
                        }
                        if flags.contains(Nine::G) {
                            twin |= Twin::G;
                        }
                        if flags.contains(Nine::H) {
                            twin |= Twin::H;
                        }
                        if flags.contains(Nine::I) {
                            twin |= Twin::I;
                        }
                        twin
                    }
                    fn untwin(twin: Twin) -> Nine {
                        let mut flags = Nine::empty();
                        if twin.contains(Twin::A) {
                            flags |= Nine::A;
                        }
                        if twin.contains(Twin::B) {
                            flags |= Nine::B;
                        }
                        if twin.contains(Twin::C) {
                            flags |= Nine::C;
                        }
                        if twin.contains(Twin::D) {
                            flags |= Nine::D;
                        }
                        if twin.contains(Twin::E) {
                            flags |= Nine::E;
                        }
                        if twin.contains(Twin::F) {
                            flags |= Nine::F;
                        }
                        if twin.contains(Twin::G) {
                            flags |= Nine::G;
                        }
                        if twin.contains(Twin::H) {
                            flags |= Nine::H;
                        }
                        if twin.contains(Twin::I) {
                            flags |= Nine::I;
                        }
                        flags
                    }
                    unsafe impl wasmtime::component::ComponentType for Nine {
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
                    unsafe impl wasmtime::component::Lower for Nine {
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
                    unsafe impl wasmtime::component::Lift for Nine {
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
                const _: () = {
                    use ::amphi_host::__rt::wasmtime;
                    use ::amphi_host::__rt::wasmtime::component::__internal as internal;
                    wasmtime::component::flags! {
                        Twin { #[component(name = "b0")] const B0; #[component(name =
                        "b1")] const B1; #[component(name = "b2")] const B2;
                        #[component(name = "b3")] const B3; #[component(name = "b4")]
                        const B4; #[component(name = "b5")] const B5; #[component(name =
                        "b6")] const B6; #[component(name = "b7")] const B7;
                        #[component(name = "b8")] const B8; #[component(name = "b9")]
                        const B9; #[component(name = "b10")] const B10; #[component(name
                        = "b11")] const B11; #[component(name = "b12")] const B12;
                        #[component(name = "b13")] const B13; #[component(name = "b14")]
                        const B14; #[component(name = "b15")] const B15; #[component(name
                        = "b16")] const B16; #[component(name = "b17")] const B17;
                        #[component(name = "b18")] const B18; #[component(name = "b19")]
                        const B19; #[component(name = "b20")] const B20; #[component(name
                        = "b21")] const B21; #[component(name = "b22")] const B22;
                        #[component(name = "b23")] const B23; #[component(name = "b24")]
                        const B24; #[component(name = "b25")] const B25; #[component(name
                        = "b26")] const B26; #[component(name = "b27")] const B27;
                        #[component(name = "b28")] const B28; #[component(name = "b29")]
                        const B29; #[component(name = "b30")] const B30; #[component(name
                        = "b31")] const B31; }
                    }
                    fn twin(flags: &Wide) -> Twin {
                        let mut twin = Twin::empty();
                        if flags.contains(Wide::B0) {
                            twin |= Twin::B0;
                        }
                        if flags.contains(Wide::B1) {
                            twin |= Twin::B1;
                        }
                        if flags.contains(Wide::B2) {
                            twin |= Twin::B2;
                        }
                        if flags.contains(Wide::B3) {
                            twin |= Twin::B3;
                        }
                        if flags.contains(Wide::B4) {
                            twin |= Twin::B4;
                        }
                        if flags.contains(Wide::B5) {
                            twin |= Twin::B5;
                        }
                        if flags.contains(Wide::B6) {
                            twin |= Twin::B6;
                        }
                        if flags.contains(Wide::B7) {
                            twin |= Twin::B7;
                        }
                        if flags.contains(Wide::B8) {
                            twin |= Twin::B8;
                        }
                        if flags.contains(Wide::B9) {
                            twin |= Twin::B9;
                        }
                        if flags.contains(Wide::B10) {
                            twin |= Twin::B10;
                        }
                        if flags.contains(Wide::B11) {
                            twin |= Twin::B11;
                        }
                        if flags.contains(Wide::B12) {
                            twin |= Twin::B12;
                        }
                        if flags.contains(Wide::B13) {
                            twin |= Twin::B13;
                        }
                        if flags.contains(Wide::B14) {
                            twin |= Twin::B14;
                        }
                        if flags.contains(Wide::B15) {
                            twin |= Twin::B15;
                        }
                        if flags.contains(Wide::B16) {
                            twin |= Twin::B16;
                        }
                        if flags.contains(Wide::B17) {
                            twin |= Twin::B17;
                        }
                        if flags.contains(Wide::B18) {
                            twin |= Twin::B18;
                        }
                        if flags.contains(Wide::B19) {
                            twin |= Twin::B19;
                        }
                        if flags.contains(Wide::B20) {
                            twin |= Twin::B20;
                        }
                        if flags.contains(Wide::B21) {
                            twin |= Twin::B21;
                        }
                        if flags.contains(Wide::B22) {
                            twin |= Twin::B22;
                        }
                        if flags.contains(Wide::B23) {
                            twin |= Twin::B23;
                        }
                        if flags.contains(Wide::B24) {
                            twin |= Twin::B24;
                        }
                        if flags.contains(Wide::B25) {
                            twin |= Twin::B25;
                        }
                        if flags.contains(Wide::B26) {
                            twin |= Twin::B26;
                        }
                        if flags.contains(Wide::B27) {
                            twin |= Twin::B27;
                        }
                        if flags.contains(Wide::B28) {
                            twin |= Twin::B28;
                        }
                        if flags.contains(Wide::B29) {
                            twin |= Twin::B29;
                        }
                        if flags.contains(Wide::B30) {
                            twin |= Twin::B30;
                        }
                        if flags.contains(Wide::B31) {
                            twin |= Twin::B31;
                        }
                        twin
                    }
                    fn untwin(twin: Twin) -> Wide {
                        let mut flags = Wide::empty();
                        if twin.contains(Twin::B0) {
                            flags |= Wide::B0;
                        }
                        if twin.contains(Twin::B1) {
                            flags |= Wide::B1;
                        }
                        if twin.contains(Twin::B2) {
                            flags |= Wide::B2;
                        }
                        if twin.contains(Twin::B3) {
                            flags |= Wide::B3;
                        }
                        if twin.contains(Twin::B4) {
                            flags |= Wide::B4;
                        }
                        if twin.contains(Twin::B5) {
                            flags |= Wide::B5;
                        }
                        if twin.contains(Twin::B6) {
                            flags |= Wide::B6;
                        }
                        if twin.contains(Twin::B7) {
                            flags |= Wide::B7;
                        }
                        if twin.contains(Twin::B8) {
                            flags |= Wide::B8;
                        }
                        if twin.contains(Twin::B9) {
                            flags |= Wide::B9;
                        }
                        if twin.contains(Twin::B10) {
                            flags |= Wide::B10;
                        }
                        if twin.contains(Twin::B11) {
                            flags |= Wide::B11;
                        }
                        if twin.contains(Twin::B12) {
                            flags |= Wide::B12;
                        }
                        if twin.contains(Twin::B13) {
                            flags |= Wide::B13;
                        }
                        if twin.contains(Twin::B14) {
                            flags |= Wide::B14;
                        }
                        if twin.contains(Twin::B15) {
                            flags |= Wide::B15;
                        }
                        if twin.contains(Twin::B16) {
                            flags |= Wide::B16;
                        }
                        if twin.contains(Twin::B17) {
                            flags |= Wide::B17;
                        }
                        if twin.contains(Twin::B18) {
                            flags |= Wide::B18;
                        }
                        if twin.contains(Twin::B19) {
                            flags |= Wide::B19;
                        }
                        if twin.contains(Twin::B20) {
                            flags |= Wide::B20;
                        }
                        if twin.contains(Twin::B21) {
                            flags |= Wide::B21;
                        }
                        if twin.contains(Twin::B22) {
                            flags |= Wide::B22;
                        }
                        if twin.contains(Twin::B23) {
                            flags |= Wide::B23;
                        }
                        if twin.contains(Twin::B24) {
                            flags |= Wide::B24;
                        }
                        if twin.contains(Twin::B25) {
                            flags |= Wide::B25;
                        }
                        if twin.contains(Twin::B26) {
                            flags |= Wide::B26;
                        }
                        if twin.contains(Twin::B27) {
                            flags |= Wide::B27;
                        }
                        if twin.contains(Twin::B28) {
                            flags |= Wide::B28;
                        }
                        if twin.contains(Twin::B29) {
                            flags |= Wide::B29;
                        }
                        if twin.contains(Twin::B30) {
                            flags |= Wide::B30;
                        }
                        if twin.contains(Twin::B31) {
                            flags |= Wide::B31;
                        }
                        flags
                    }
                    unsafe impl wasmtime::component::ComponentType for Wide {
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
                    unsafe impl wasmtime::component::Lower for Wide {
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
                    unsafe impl wasmtime::component::Lift for Wide {
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
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Rule {
                    #[component(name = "path")]
                    pub path: ::std::string::String,
                    #[component(name = "allow")]
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
    impl ::amphi_host::__rt::WasmExportFunction for Export0Check {
        type Params = (
            super::exports::corpus::permissions::access::Rule,
            super::exports::corpus::permissions::access::Permissions,
        );
        type Return = (super::exports::corpus::permissions::access::Permissions,);
        fn params((rule, asked): Self::Args<'_>) -> Self::Params {
            (rule, asked)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
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
    impl ::amphi_host::__rt::WasmExportFunction for Export1Widths {
        type Params = (
            super::exports::corpus::permissions::access::Nine,
            super::exports::corpus::permissions::access::Wide,
        );
        type Return = (
            (
                super::exports::corpus::permissions::access::Nine,
                super::exports::corpus::permissions::access::Wide,
            ),
        );
        fn params((nine, wide): Self::Args<'_>) -> Self::Params {
            (nine, wide)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
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
    impl<
        I: super::corpus::permissions::access::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import0Check {
        type Return = (super::corpus::permissions::access::Permissions,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
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
    impl<
        I: super::corpus::permissions::access::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import1Widths {
        type Return = (
            (
                super::corpus::permissions::access::Nine,
                super::corpus::permissions::access::Wide,
            ),
        );
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
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
        fn link(
            self: ::std::sync::Arc<Self>,
            linker: &mut ::amphi_host::__rt::WasmImports<'_>,
        ) -> ::core::result::Result<(), ::amphi_host::__rt::Error> {
            linker
                .func::<
                    Import0Check,
                    I,
                >(
                    ::core::option::Option::Some("corpus:permissions/access"),
                    "check",
                    &self.0,
                )?;
            linker
                .func::<
                    Import1Widths,
                    I,
                >(
                    ::core::option::Option::Some("corpus:permissions/access"),
                    "widths",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::PermissionsImports> ::amphi_host::__rt::Accepts<I>
    for super::Permissions {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
