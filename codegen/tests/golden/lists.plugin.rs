#[allow(missing_docs)]
pub type Bytes = self::corpus::lists::types::Bytes;
#[allow(missing_docs)]
pub type Name = self::corpus::lists::types::Name;
#[allow(missing_docs)]
pub type Names = self::corpus::lists::types::Names;
#[allow(missing_docs)]
pub type Pair = self::corpus::lists::types::Pair;
#[allow(missing_docs)]
pub type Maybe = self::corpus::lists::types::Maybe;
#[allow(missing_docs)]
pub fn gather(
    raw: &[u8],
    who: &str,
    all: &[self::corpus::lists::types::Name],
    one: &Pair,
    perhaps: &Maybe,
) -> Names {
    crate::__amphi_sdk::__rt::import::<
        Names,
    >(
        0u32,
        |__out| {
            crate::__amphi_sdk::__rt::Encode::encode(&raw, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&who, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&all, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&one, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&perhaps, __out);
        },
    )
}
#[allow(missing_docs)]
pub fn nested(
    rows: &[::std::vec::Vec<f64>],
    texts: &[::std::string::String],
    pairs: &[(u8, ::std::string::String)],
) -> ::std::vec::Vec<::std::vec::Vec<f64>> {
    crate::__amphi_sdk::__rt::import::<
        ::std::vec::Vec<::std::vec::Vec<f64>>,
    >(
        1u32,
        |__out| {
            crate::__amphi_sdk::__rt::Encode::encode(&rows, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&texts, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&pairs, __out);
        },
    )
}
#[allow(missing_docs)]
pub trait Guest {
    fn gather(raw: Bytes, who: Name, all: Names, one: Pair, perhaps: Maybe) -> Names;
    fn nested(
        rows: ::std::vec::Vec<::std::vec::Vec<f64>>,
        texts: ::std::vec::Vec<::std::string::String>,
        pairs: ::std::vec::Vec<(u8, ::std::string::String)>,
    ) -> ::std::vec::Vec<::std::vec::Vec<f64>>;
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod lists {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            /// A list under a name.
            pub type Bytes = ::std::vec::Vec<u8>;
            pub type Name = ::std::string::String;
            pub type Names = ::std::vec::Vec<Name>;
            pub type Pair = (u32, ::std::string::String);
            pub type Maybe = ::core::option::Option<Bytes>;
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_gather<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let raw: super::Bytes = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let who: super::Name = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let all: super::Names = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let one: super::Pair = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let perhaps: super::Maybe = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::Guest>::gather(raw, who, all, one, perhaps);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_nested<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let rows: ::std::vec::Vec<::std::vec::Vec<f64>> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let texts: ::std::vec::Vec<::std::string::String> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let pairs: ::std::vec::Vec<(u8, ::std::string::String)> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::Guest>::nested(rows, texts, pairs);
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
macro_rules! __export_lists_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_gather:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_nested:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_lists_impl as export;
