#[allow(missing_docs)]
#[allow(async_fn_in_trait)]
pub trait Guest {
    async fn copy(
        source: crate::__amphi_sdk::__rt::StreamReader<u8>,
    ) -> crate::__amphi_sdk::__rt::StreamReader<u8>;
    fn ticks(count: u32) -> crate::__amphi_sdk::__rt::StreamReader<()>;
    fn parts(
        sizes: ::std::vec::Vec<u32>,
    ) -> ::std::vec::Vec<crate::__amphi_sdk::__rt::StreamReader<u8>>;
    async fn wait(
        until: crate::__amphi_sdk::__rt::FutureReader<u32>,
        optional: ::core::option::Option<crate::__amphi_sdk::__rt::FutureReader<()>>,
    ) -> crate::__amphi_sdk::__rt::FutureReader<::std::string::String>;
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod example {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod streams {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            #[derive()]
            pub struct Upload {
                pub name: ::std::string::String,
                pub body: crate::__amphi_sdk::__rt::StreamReader<u8>,
            }
            impl ::core::fmt::Debug for Upload {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Upload")
                        .field("name", &self.name)
                        .field("body", &self.body)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Upload {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.name, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.body, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Upload {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        name: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        body: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive()]
            pub enum Source {
                Text(::std::string::String),
                Bytes(crate::__amphi_sdk::__rt::StreamReader<u8>),
                Later(crate::__amphi_sdk::__rt::FutureReader<::std::string::String>),
            }
            impl ::core::fmt::Debug for Source {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::Text(payload) => {
                            f.debug_tuple("Source::Text").field(payload).finish()
                        }
                        Self::Bytes(payload) => {
                            f.debug_tuple("Source::Bytes").field(payload).finish()
                        }
                        Self::Later(payload) => {
                            f.debug_tuple("Source::Later").field(payload).finish()
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Source {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::Text(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                        Self::Bytes(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                        Self::Later(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(2u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Source {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => {
                            ::core::result::Result::Ok(
                                Self::Text(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Bytes(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        2u32 => {
                            ::core::result::Result::Ok(
                                Self::Later(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                got,
                                cases: 3usize,
                            })
                        }
                    }
                }
            }
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod files {
        pub type Upload = super::super::example::streams::types::Upload;
        pub type Source = super::super::example::streams::types::Source;
        #[allow(async_fn_in_trait)]
        pub trait Guest {
            async fn pack(
                sources: ::std::vec::Vec<Source>,
            ) -> ::core::result::Result<Upload, ::std::string::String>;
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod store {
    pub type Upload = super::example::streams::types::Upload;
    pub async fn put(
        upload: Upload,
    ) -> ::core::result::Result<u64, ::std::string::String> {
        crate::__amphi_sdk::__rt::import_async::<
            ::core::result::Result<u64, ::std::string::String>,
        >(
                1u32,
                move |__out| {
                    crate::__amphi_sdk::__rt::Encode::encode(&upload, __out);
                },
            )
            .await
    }
    pub fn names() -> crate::__amphi_sdk::__rt::StreamReader<::std::string::String> {
        crate::__amphi_sdk::__rt::import::<
            crate::__amphi_sdk::__rt::StreamReader<::std::string::String>,
        >(0u32, |_| {})
    }
}
/// Makes streams.
#[allow(dead_code, clippy::all)]
pub mod wit_stream {
    /// Makes the two ends of a stream.
    pub fn new<
        T: crate::__amphi_sdk::__rt::Encode + crate::__amphi_sdk::__rt::Decode + 'static,
    >() -> (
        crate::__amphi_sdk::__rt::StreamWriter<T>,
        crate::__amphi_sdk::__rt::StreamReader<T>,
    ) {
        crate::__amphi_sdk::__rt::new_stream()
    }
}
/// Makes futures.
#[allow(dead_code, clippy::all)]
pub mod wit_future {
    /// Makes the two ends of a future; a writer that is dropped writes the default.
    pub fn new<
        T: crate::__amphi_sdk::__rt::Encode + crate::__amphi_sdk::__rt::Decode + 'static,
    >(
        default: fn() -> T,
    ) -> (
        crate::__amphi_sdk::__rt::FutureWriter<T>,
        crate::__amphi_sdk::__rt::FutureReader<T>,
    ) {
        crate::__amphi_sdk::__rt::new_future(default)
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_copy<T: super::Guest + 'static>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        mut __out: ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<
        crate::__amphi_sdk::__rt::LocalBoxFuture<'static, ::std::vec::Vec<u8>>,
        crate::__amphi_sdk::__rt::CodecError,
    > {
        let source: crate::__amphi_sdk::__rt::StreamReader<u8> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        ::core::result::Result::Ok(
            ::std::boxed::Box::pin(async move {
                let __result = <T as super::Guest>::copy(source).await;
                crate::__amphi_sdk::__rt::Encode::encode(&__result, &mut __out);
                __out
            }),
        )
    }
    pub fn export_1_parts<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let sizes: ::std::vec::Vec<u32> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::Guest>::parts(sizes);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_ticks<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let count: u32 = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::Guest>::ticks(count);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_3_wait<T: super::Guest + 'static>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        mut __out: ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<
        crate::__amphi_sdk::__rt::LocalBoxFuture<'static, ::std::vec::Vec<u8>>,
        crate::__amphi_sdk::__rt::CodecError,
    > {
        let until: crate::__amphi_sdk::__rt::FutureReader<u32> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let optional: ::core::option::Option<
            crate::__amphi_sdk::__rt::FutureReader<()>,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        ::core::result::Result::Ok(
            ::std::boxed::Box::pin(async move {
                let __result = <T as super::Guest>::wait(until, optional).await;
                crate::__amphi_sdk::__rt::Encode::encode(&__result, &mut __out);
                __out
            }),
        )
    }
    pub fn export_4_pack<T: super::exports::files::Guest + 'static>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        mut __out: ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<
        crate::__amphi_sdk::__rt::LocalBoxFuture<'static, ::std::vec::Vec<u8>>,
        crate::__amphi_sdk::__rt::CodecError,
    > {
        let sources: ::std::vec::Vec<super::exports::files::Source> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        ::core::result::Result::Ok(
            ::std::boxed::Box::pin(async move {
                let __result = <T as super::exports::files::Guest>::pack(sources).await;
                crate::__amphi_sdk::__rt::Encode::encode(&__result, &mut __out);
                __out
            }),
        )
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
macro_rules! __export_files_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Async($($path)* ::__amphi::export_0_copy:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_parts:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_2_ticks:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Async($($path)*
        ::__amphi::export_3_wait:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Async($($path)* ::__amphi::export_4_pack:: < $ty
        >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_files_impl as export;
