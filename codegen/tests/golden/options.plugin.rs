#[allow(missing_docs)]
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
#[allow(missing_docs)]
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
#[allow(missing_docs)]
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
macro_rules! __export_options_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_lookup:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_numbers:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_options_impl as export;
