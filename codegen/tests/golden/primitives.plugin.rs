#[allow(missing_docs)]
pub trait Guest {
    fn numbers(a: u8, b: i8, c: u16, d: i16, e: u32, f: i32, g: u64, h: i64) -> u64;
    fn floats(a: f32, b: f64) -> f64;
    fn text(
        yes: bool,
        letter: char,
        words: ::std::string::String,
    ) -> ::std::string::String;
    fn nothing() -> ();
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod host_side {
    pub fn numbers(a: u8, b: i8, c: u16, d: i16, e: u32, f: i32, g: u64, h: i64) -> u64 {
        crate::__amphi_sdk::__rt::import::<
            u64,
        >(
            2u32,
            |__out| {
                crate::__amphi_sdk::__rt::Encode::encode(&a, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&b, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&c, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&d, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&e, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&f, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&g, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&h, __out);
            },
        )
    }
    pub fn floats(a: f32, b: f64) -> f64 {
        crate::__amphi_sdk::__rt::import::<
            f64,
        >(
            0u32,
            |__out| {
                crate::__amphi_sdk::__rt::Encode::encode(&a, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&b, __out);
            },
        )
    }
    pub fn text(yes: bool, letter: char, words: &str) -> ::std::string::String {
        crate::__amphi_sdk::__rt::import::<
            ::std::string::String,
        >(
            3u32,
            |__out| {
                crate::__amphi_sdk::__rt::Encode::encode(&yes, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&letter, __out);
                crate::__amphi_sdk::__rt::Encode::encode(&words, __out);
            },
        )
    }
    pub fn nothing() -> () {
        crate::__amphi_sdk::__rt::import::<()>(1u32, |_| {})
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_floats<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let a: f32 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let b: f64 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::Guest>::floats(a, b);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_nothing<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::Guest>::nothing();
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_numbers<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let a: u8 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let b: i8 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let c: u16 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let d: i16 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let e: u32 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let f: i32 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let g: u64 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let h: i64 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::Guest>::numbers(a, b, c, d, e, f, g, h);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_3_text<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let yes: bool = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let letter: char = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let words: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::Guest>::text(yes, letter, words);
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
macro_rules! __export_primitives_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_floats:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_nothing:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_2_numbers:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_3_text:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_primitives_impl as export;
