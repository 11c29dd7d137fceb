pub trait Guest {
    fn work() -> u32;
}
#[allow(dead_code, unused_imports, clippy::all)]
pub mod amphi {
    #[allow(dead_code, unused_imports, clippy::all)]
    pub mod plugin {
        #[allow(dead_code, unused_imports, clippy::all)]
        pub mod log {}
    }
}
#[allow(dead_code, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, unused_imports, clippy::all)]
    pub mod amphi {
        #[allow(dead_code, unused_imports, clippy::all)]
        pub mod plugin {
            #[allow(dead_code, unused_imports, clippy::all)]
            pub mod lifecycle {
                pub trait Guest {
                    fn may_idle() -> bool;
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_work<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::Guest>::work();
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub const fn plugin(
        functions: &'static [crate::__amphi_sdk::__rt::Function],
    ) -> crate::__amphi_sdk::__rt::Plugin {
        crate::__amphi_sdk::__rt::Plugin {
            name: ::core::env!("CARGO_PKG_NAME"),
            version: ::core::env!("CARGO_PKG_VERSION"),
            interface: b"\x01\0\x04work\0\x01\x06\0",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; 506usize] = *b"AMPHIWIT\x01\0\0\0\x0B\0\0\0\xDB\x01\0\0\x01\0\x04work\0\x01\x06\0\x08\0platform\0asm\r\0\x01\0\x075\x01A\x02\x01B\x02\x01@\x01\x04texts\x01\0\x04\0\x04emit\x01\0\x04\0\x16amphi:plugin/log@0.1.0\x05\0\x0B\t\x01\0\x03log\x03\0\0\x079\x01A\x02\x01B\x02\x01@\0\0\x7F\x04\0\x08may-idle\x01\0\x04\0\x1Camphi:plugin/lifecycle@0.1.0\x05\0\x0B\x0F\x01\0\tlifecycle\x03\x02\0\x07\x9C\x01\x01A\x02\x01A\x06\x01B\x02\x01@\x01\x04texts\x01\0\x04\0\x04emit\x01\0\x03\0\x16amphi:plugin/log@0.1.0\x05\0\x01@\0\0y\x04\0\x04work\x01\x01\x01B\x02\x01@\0\0\x7F\x04\0\x08may-idle\x01\0\x04\0\x1Camphi:plugin/lifecycle@0.1.0\x05\x02\x04\0\x1Bamphi:plugin/platform@0.1.0\x04\0\x0B\x0E\x01\0\x08platform\x03\x04\0\0Y\x0Cpackage-docs\x01{\"worlds\":{\"platform\":{\"docs\":\"What the platform answers has no number.\"}}}\0/\tproducers\x01\x0Cprocessed-by\x01\rwit-component\x070.254.2";
};
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_platform_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [$($path)* ::__amphi::export_0_work:: < $ty >]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_platform_impl as export;
