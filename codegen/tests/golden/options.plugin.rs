#[derive(Clone)]
pub struct Settings {
    pub width: ::core::option::Option<u32>,
    pub title: ::core::option::Option<::std::string::String>,
}
impl ::core::fmt::Debug for Settings {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Settings")
            .field("width", &self.width)
            .field("title", &self.title)
            .finish()
    }
}
impl crate::__amphi_sdk::__rt::Encode for Settings {
    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
        crate::__amphi_sdk::__rt::Encode::encode(&self.width, __out);
        crate::__amphi_sdk::__rt::Encode::encode(&self.title, __out);
    }
}
impl crate::__amphi_sdk::__rt::Decode for Settings {
    fn decode(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
    ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
        ::core::result::Result::Ok(Self {
            width: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
            title: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
        })
    }
}
pub fn lookup(
    key: ::core::option::Option<&str>,
    deep: ::core::option::Option<::core::option::Option<&[u8]>>,
    one: ::core::option::Option<&Settings>,
) -> ::core::option::Option<::std::string::String> {
    crate::__amphi_sdk::__rt::import::<
        ::core::option::Option<::std::string::String>,
    >(
        0u32,
        |__out| {
            crate::__amphi_sdk::__rt::Encode::encode(&key, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&deep, __out);
            crate::__amphi_sdk::__rt::Encode::encode(&one, __out);
        },
    )
}
pub trait Guest {
    fn lookup(
        key: ::core::option::Option<::std::string::String>,
        deep: ::core::option::Option<::core::option::Option<::std::vec::Vec<u8>>>,
        one: ::core::option::Option<Settings>,
    ) -> ::core::option::Option<::std::string::String>;
    fn numbers(
        a: ::core::option::Option<u8>,
        b: ::core::option::Option<(u8, u8)>,
    ) -> ::core::option::Option<u64>;
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_lookup<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let key: ::core::option::Option<::std::string::String> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let deep: ::core::option::Option<::core::option::Option<::std::vec::Vec<u8>>> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let one: ::core::option::Option<super::Settings> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::Guest>::lookup(key, deep, one);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_numbers<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let a: ::core::option::Option<u8> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let b: ::core::option::Option<(u8, u8)> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::Guest>::numbers(a, b);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub const fn plugin(
        functions: &'static [crate::__amphi_sdk::__rt::Function],
    ) -> crate::__amphi_sdk::__rt::Plugin {
        crate::__amphi_sdk::__rt::Plugin {
            name: ::core::env!("CARGO_PKG_NAME"),
            version: ::core::env!("CARGO_PKG_VERSION"),
            interface: b"\x02\0\x06lookup\x03\x03key\x13\x0C\x04deep\x13\x13\r\x02\x03one\x13\x0F\x02\x05width\x13\x06\x05title\x13\x0C\x01\x13\x0C\0\x07numbers\x02\x01a\x13\x02\x01b\x13\x0E\x02\x02\x02\x01\x13\x08\x01\0\x06lookup\x03\x03key\x13\x0C\x04deep\x13\x13\r\x02\x03one\x13\x0F\x02\x05width\x13\x06\x05title\x13\x0C\x01\x13\x0C",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; 410usize] = *b"AMPHIWIT\x01\0\0\0~\0\0\0\x08\x01\0\0\x02\0\x06lookup\x03\x03key\x13\x0C\x04deep\x13\x13\r\x02\x03one\x13\x0F\x02\x05width\x13\x06\x05title\x13\x0C\x01\x13\x0C\0\x07numbers\x02\x01a\x13\x02\x01b\x13\x0E\x02\x02\x02\x01\x13\x08\x01\0\x06lookup\x03\x03key\x13\x0C\x04deep\x13\x13\r\x02\x03one\x13\x0F\x02\x05width\x13\x06\x05title\x13\x0C\x01\x13\x0C\x07\0options\0asm\r\0\x01\0\x07\xA2\x01\x01A\x02\x01A\x11\x01ky\x01ks\x01r\x02\x05width\0\x05title\x01\x03\0\x08settings\x03\0\x02\x01p}\x01k\x04\x01k\x05\x01k\x03\x01@\x03\x03key\x01\x04deep\x06\x03one\x07\0\x01\x03\0\x06lookup\x01\x08\x04\0\x06lookup\x01\x08\x01k}\x01o\x02}}\x01k\n\x01kw\x01@\x02\x01a\t\x01b\x0B\0\x0C\x04\0\x07numbers\x01\r\x04\0\x16corpus:options/options\x04\0\x0B\r\x01\0\x07options\x03\0\0\0\x10\x0Cpackage-docs\x01{}\0/\tproducers\x01\x0Cprocessed-by\x01\rwit-component\x070.254.2";
};
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_options_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [$($path)* ::__amphi::export_0_lookup:: < $ty >,
        $($path)* ::__amphi::export_1_numbers:: < $ty >]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_options_impl as export;
