#[allow(missing_docs)]
pub trait Guest {
    fn work() -> u32;
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod amphi {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod plugin {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod log {}
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod amphi {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod plugin {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
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
            interface: b"\x01\0\x04work\0\0\x01\x06\0\0\0",
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
macro_rules! __export_platform_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_work:: < $ty
        >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_platform_impl as export;
