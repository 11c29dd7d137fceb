#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod both_ways {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod codec {
            #[derive(Clone)]
            pub struct Blob {
                pub data: ::std::vec::Vec<u8>,
            }
            impl ::core::fmt::Debug for Blob {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Blob").field("data", &self.data).finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Blob {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.data, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Blob {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        data: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            pub fn flip(blob: &Blob) -> Blob {
                crate::__amphi_sdk::__rt::import::<
                    Blob,
                >(
                    0u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&blob, __out);
                    },
                )
            }
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod corpus {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod both_ways {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod codec {
                #[derive(Clone)]
                pub struct Blob {
                    pub data: ::std::vec::Vec<u8>,
                }
                impl ::core::fmt::Debug for Blob {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Blob").field("data", &self.data).finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Blob {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.data, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Blob {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            data: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                pub trait Guest {
                    fn flip(blob: Blob) -> Blob;
                }
            }
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod pipeline {
                pub type Blob = super::super::super::super::exports::corpus::both_ways::codec::Blob;
                pub trait Guest {
                    fn run(blob: Blob) -> Blob;
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_flip<T: super::exports::corpus::both_ways::codec::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let blob: super::exports::corpus::both_ways::codec::Blob = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::both_ways::codec::Guest>::flip(
            blob,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_run<T: super::exports::corpus::both_ways::pipeline::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let blob: super::exports::corpus::both_ways::pipeline::Blob = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::both_ways::pipeline::Guest>::run(
            blob,
        );
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
macro_rules! __export_both_ways_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_flip:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_1_run::
        < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_both_ways_impl as export;
