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
            interface: b"\0\x01\0\x04ping\0\x01\x06",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; 184usize] = *b"AMPHIWIT\x01\0\0\0\x0B\0\0\0\x99\0\0\0\0\x01\0\x04ping\0\x01\x06\x07\0watcher\0asm\r\0\x01\0\x074\x01A\x02\x01A\x02\x01@\0\0y\x03\0\x04ping\x01\0\x04\0\x1Bcorpus:imports-only/watcher\x04\0\x0B\r\x01\0\x07watcher\x03\0\0\0\x10\x0Cpackage-docs\x01{}\0/\tproducers\x01\x0Cprocessed-by\x01\rwit-component\x070.254.2";
};
#[doc(hidden)]
pub static __AMPHI_PLUGIN: crate::__amphi_sdk::__rt::Plugin = __amphi::plugin(&[]);
