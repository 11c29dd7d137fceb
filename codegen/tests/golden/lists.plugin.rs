pub type Bytes = self::corpus::lists::types::Bytes;
pub type Name = self::corpus::lists::types::Name;
pub type Names = self::corpus::lists::types::Names;
pub type Pair = self::corpus::lists::types::Pair;
pub type Maybe = self::corpus::lists::types::Maybe;
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
pub trait Guest {
    fn gather(raw: Bytes, who: Name, all: Names, one: Pair, perhaps: Maybe) -> Names;
    fn nested(
        rows: ::std::vec::Vec<::std::vec::Vec<f64>>,
        texts: ::std::vec::Vec<::std::string::String>,
        pairs: ::std::vec::Vec<(u8, ::std::string::String)>,
    ) -> ::std::vec::Vec<::std::vec::Vec<f64>>;
}
#[allow(dead_code, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, unused_imports, clippy::all)]
    pub mod lists {
        #[allow(dead_code, unused_imports, clippy::all)]
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
            interface: b"\x02\0\x06gather\x05\x03raw\r\x02\x03who\x0C\x03all\r\x0C\x03one\x0E\x02\x06\x0C\x07perhaps\x13\r\x02\x01\r\x0C\0\x06nested\x03\x04rows\r\r\n\x05texts\r\x0C\x05pairs\r\x0E\x02\x02\x0C\x01\r\r\n\x02\0\x06gather\x05\x03raw\r\x02\x03who\x0C\x03all\r\x0C\x03one\x0E\x02\x06\x0C\x07perhaps\x13\r\x02\x01\r\x0C\0\x06nested\x03\x04rows\r\r\n\x05texts\r\x0C\x05pairs\r\x0E\x02\x02\x0C\x01\r\r\n",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; 828usize] = *b"AMPHIWIT\x01\0\0\0\xB2\0\0\0v\x02\0\0\x02\0\x06gather\x05\x03raw\r\x02\x03who\x0C\x03all\r\x0C\x03one\x0E\x02\x06\x0C\x07perhaps\x13\r\x02\x01\r\x0C\0\x06nested\x03\x04rows\r\r\n\x05texts\r\x0C\x05pairs\r\x0E\x02\x02\x0C\x01\r\r\n\x02\0\x06gather\x05\x03raw\r\x02\x03who\x0C\x03all\r\x0C\x03one\x0E\x02\x06\x0C\x07perhaps\x13\r\x02\x01\r\x0C\0\x06nested\x03\x04rows\r\r\n\x05texts\r\x0C\x05pairs\r\x0E\x02\x02\x0C\x01\r\r\n\x05\0lists\0asm\r\0\x01\0\x07b\x01A\x02\x01B\n\x01p}\x04\0\x05bytes\x03\0\0\x01s\x04\0\x04name\x03\0\x02\x01p\x03\x04\0\x05names\x03\0\x04\x01o\x02ys\x04\0\x04pair\x03\0\x06\x01k\x01\x04\0\x05maybe\x03\0\x08\x04\0\x12corpus:lists/types\x05\0\x0B\x0B\x01\0\x05types\x03\0\0\x07\xD9\x02\x01A\x02\x01A\x17\x01B\n\x01p}\x04\0\x05bytes\x03\0\0\x01s\x04\0\x04name\x03\0\x02\x01p\x03\x04\0\x05names\x03\0\x04\x01o\x02ys\x04\0\x04pair\x03\0\x06\x01k\x01\x04\0\x05maybe\x03\0\x08\x03\0\x12corpus:lists/types\x05\0\x02\x03\0\0\x05bytes\x03\0\x05bytes\x03\0\x01\x02\x03\0\0\x04name\x03\0\x04name\x03\0\x03\x02\x03\0\0\x05names\x03\0\x05names\x03\0\x05\x02\x03\0\0\x04pair\x03\0\x04pair\x03\0\x07\x02\x03\0\0\x05maybe\x03\0\x05maybe\x03\0\t\x01@\x05\x03raw\x02\x03who\x04\x03all\x06\x03one\x08\x07perhaps\n\0\x06\x03\0\x06gather\x01\x0B\x01pu\x01p\x0C\x01ps\x01o\x02}s\x01p\x0F\x01@\x03\x04rows\r\x05texts\x0E\x05pairs\x10\0\r\x03\0\x06nested\x01\x11\x04\0\x06gather\x01\x0B\x04\0\x06nested\x01\x11\x04\0\x12corpus:lists/lists\x04\0\x0B\x0B\x01\0\x05lists\x03\x02\0\0Z\x0Cpackage-docs\x01{\"interfaces\":{\"types\":{\"types\":{\"bytes\":{\"docs\":\"A list under a name.\"}}}}}\0/\tproducers\x01\x0Cprocessed-by\x01\rwit-component\x070.254.2";
};
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_lists_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [$($path)* ::__amphi::export_0_gather:: < $ty >,
        $($path)* ::__amphi::export_1_nested:: < $ty >]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_lists_impl as export;
