#[allow(missing_docs)]
pub fn ping() -> u32 {
    crate::__amphi_sdk::__rt::import::<u32>(0u32, |_| {})
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub const fn plugin(
        functions: &'static [crate::__amphi_sdk::__rt::Function],
    ) -> crate::__amphi_sdk::__rt::Plugin {
        crate::__amphi_sdk::__rt::Plugin {
            name: ::core::env!("CARGO_PKG_NAME"),
            version: ::core::env!("CARGO_PKG_VERSION"),
            interface: b"\0\x01\0\x04ping\0\0\x01\x06\0\0",
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
#[doc(hidden)]
pub static __AMPHI_PLUGIN: crate::__amphi_sdk::__rt::Plugin = __amphi::plugin(&[]);
