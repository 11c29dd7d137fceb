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
#[allow(dead_code, unused_imports, clippy::all)]
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
            interface: b"\x04\0\x06floats\x02\x01a\t\x01b\n\x01\n\0\x07nothing\0\0\0\x07numbers\x08\x01a\x02\x01b\x01\x01c\x04\x01d\x03\x01e\x06\x01f\x05\x01g\x08\x01h\x07\x01\x08\0\x04text\x03\x03yes\0\x06letter\x0B\x05words\x0C\x01\x0C\x04\x01\thost-side\x06floats\x02\x01a\t\x01b\n\x01\n\x01\thost-side\x07nothing\0\0\x01\thost-side\x07numbers\x08\x01a\x02\x01b\x01\x01c\x04\x01d\x03\x01e\x06\x01f\x05\x01g\x08\x01h\x07\x01\x08\x01\thost-side\x04text\x03\x03yes\0\x06letter\x0B\x05words\x0C\x01\x0C",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; 726usize] = *b"AMPHIWIT\x01\0\0\0\xE4\0\0\0\xDE\x01\0\0\x04\0\x06floats\x02\x01a\t\x01b\n\x01\n\0\x07nothing\0\0\0\x07numbers\x08\x01a\x02\x01b\x01\x01c\x04\x01d\x03\x01e\x06\x01f\x05\x01g\x08\x01h\x07\x01\x08\0\x04text\x03\x03yes\0\x06letter\x0B\x05words\x0C\x01\x0C\x04\x01\thost-side\x06floats\x02\x01a\t\x01b\n\x01\n\x01\thost-side\x07nothing\0\0\x01\thost-side\x07numbers\x08\x01a\x02\x01b\x01\x01c\x04\x01d\x03\x01e\x06\x01f\x05\x01g\x08\x01h\x07\x01\x08\x01\thost-side\x04text\x03\x03yes\0\x06letter\x0B\x05words\x0C\x01\x0C\n\0primitives\0asm\r\0\x01\0\x07\xA2\x02\x01A\x02\x01A\n\x01B\x08\x01@\x08\x01a}\x01b~\x01c{\x01d|\x01ey\x01fz\x01gw\x01hx\0w\x04\0\x07numbers\x01\0\x01@\x02\x01av\x01bu\0u\x04\0\x06floats\x01\x01\x01@\x03\x03yes\x7F\x06lettert\x05wordss\0s\x04\0\x04text\x01\x02\x01@\0\x01\0\x04\0\x07nothing\x01\x03\x03\0\thost-side\x05\0\x01@\x08\x01a}\x01b~\x01c{\x01d|\x01ey\x01fz\x01gw\x01hx\0w\x04\0\x07numbers\x01\x01\x01@\x02\x01av\x01bu\0u\x04\0\x06floats\x01\x02\x01@\x03\x03yes\x7F\x06lettert\x05wordss\0s\x04\0\x04text\x01\x03\x01@\0\x01\0\x04\0\x07nothing\x01\x04\x04\0\"corpus:primitives/primitives@1.0.0\x04\0\x0B\x10\x01\0\nprimitives\x03\0\0\0`\x0Cpackage-docs\x01{\"worlds\":{\"primitives\":{\"docs\":\"Every type without parts, in both directions.\"}}}\0/\tproducers\x01\x0Cprocessed-by\x01\rwit-component\x070.254.2";
};
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_primitives_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [$($path)* ::__amphi::export_0_floats:: < $ty >,
        $($path)* ::__amphi::export_1_nothing:: < $ty >, $($path)*
        ::__amphi::export_2_numbers:: < $ty >, $($path)* ::__amphi::export_3_text:: < $ty
        >]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_primitives_impl as export;
