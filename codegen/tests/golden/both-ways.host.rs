/// One interface on both sides: its types differ.
#[derive(Clone, Debug)]
pub struct BothWays {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl BothWays {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// The functions of `corpus:both-ways/codec`.
    pub fn codec(&self) -> self::exports::corpus::both_ways::codec::Client {
        self::exports::corpus::both_ways::codec::Client::__new(self.__client.clone())
    }
    /// The functions of `corpus:both-ways/pipeline`.
    pub fn pipeline(&self) -> self::exports::corpus::both_ways::pipeline::Client {
        self::exports::corpus::both_ways::pipeline::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for BothWays {
    const NAME: &'static str = "both-ways";
    fn interface() -> &'static ::amphi_host::__rt::Interface {
        static INTERFACE: ::std::sync::LazyLock<::amphi_host::__rt::Interface> = ::std::sync::LazyLock::new(||
        {
            ::amphi_host::__rt::Interface::from_bytes(
                    b"...",
                )
                .expect("written by the same version of the codec")
        });
        &INTERFACE
    }
    fn from_client(client: ::amphi_host::__rt::Client) -> Self {
        Self { __client: client }
    }
}
/// Answers everything that a plugin of the world `both-ways` may call.
#[allow(missing_docs)]
pub trait BothWaysImports: self::corpus::both_ways::codec::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::corpus::both_ways::codec::Host + ::core::marker::Send + ::core::marker::Sync
        + 'static,
> BothWaysImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod both_ways {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod codec {
            #[derive(Clone, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Blob {
                #[component(name = "data")]
                pub data: ::std::vec::Vec<u8>,
            }
            impl ::amphi_host::__rt::Encode for Blob {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.data, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Blob {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        data: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            /// Answers the functions of `corpus:both-ways/codec`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn flip(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    blob: Blob,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Blob,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
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
                #[derive(Clone, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Blob {
                    #[component(name = "data")]
                    pub data: ::std::vec::Vec<u8>,
                }
                impl ::amphi_host::__rt::Encode for Blob {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.data, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Blob {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            data: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                /// The functions of `corpus:both-ways/codec`.
                #[derive(Clone, Debug)]
                pub struct Client {
                    __client: ::amphi_host::__rt::Client,
                }
                impl Client {
                    #[doc(hidden)]
                    pub fn __new(client: ::amphi_host::__rt::Client) -> Self {
                        Self { __client: client }
                    }
                    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
                    #[must_use]
                    pub fn within(
                        &self,
                        context: &::amphi_host::__rt::CallContext,
                    ) -> Self {
                        Self {
                            __client: self.__client.within(context),
                        }
                    }
                    /// Calls `flip`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn flip(
                        &self,
                        blob: Blob,
                    ) -> ::core::result::Result<Blob, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export0Flip,
                            >((blob,))
                            .await
                    }
                }
            }
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod pipeline {
                pub type Blob = super::super::super::super::exports::corpus::both_ways::codec::Blob;
                /// The functions of `corpus:both-ways/pipeline`.
                #[derive(Clone, Debug)]
                pub struct Client {
                    __client: ::amphi_host::__rt::Client,
                }
                impl Client {
                    #[doc(hidden)]
                    pub fn __new(client: ::amphi_host::__rt::Client) -> Self {
                        Self { __client: client }
                    }
                    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
                    #[must_use]
                    pub fn within(
                        &self,
                        context: &::amphi_host::__rt::CallContext,
                    ) -> Self {
                        Self {
                            __client: self.__client.within(context),
                        }
                    }
                    /// Calls `run`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn run(
                        &self,
                        blob: Blob,
                    ) -> ::core::result::Result<Blob, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export1Run,
                            >((blob,))
                            .await
                    }
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export0Flip;
    impl ::amphi_host::__rt::ExportFunction for Export0Flip {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (super::exports::corpus::both_ways::codec::Blob,);
        type Result = super::exports::corpus::both_ways::codec::Blob;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Flip {
        type Params = (super::exports::corpus::both_ways::codec::Blob,);
        type Return = (super::exports::corpus::both_ways::codec::Blob,);
        fn params((blob,): Self::Args<'_>) -> Self::Params {
            (blob,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Run;
    impl ::amphi_host::__rt::ExportFunction for Export1Run {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (super::exports::corpus::both_ways::pipeline::Blob,);
        type Result = super::exports::corpus::both_ways::pipeline::Blob;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Run {
        type Params = (super::exports::corpus::both_ways::pipeline::Blob,);
        type Return = (super::exports::corpus::both_ways::pipeline::Blob,);
        fn params((blob,): Self::Args<'_>) -> Self::Params {
            (blob,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0Flip;
    impl<I: super::corpus::both_ways::codec::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import0Flip {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (super::corpus::both_ways::codec::Blob,);
        type Result = super::corpus::both_ways::codec::Blob;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (blob,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::both_ways::codec::Host>::flip(__target, __context, blob)
        }
    }
    impl<
        I: super::corpus::both_ways::codec::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import0Flip {
        type Return = (super::corpus::both_ways::codec::Blob,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::BothWaysImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::BothWays as ::amphi_host::__rt::World>::interface().imports
        }
        fn call<'a>(
            &'a self,
            function: ::amphi_host::__rt::FunctionIndex,
            context: &'a ::amphi_host::__rt::CallContext,
            args: &'a [u8],
        ) -> ::amphi_host::__rt::BoxFuture<
            'a,
            ::core::result::Result<::std::vec::Vec<u8>, ::amphi_host::__rt::ImportError>,
        > {
            match function.0 {
                0u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import0Flip,
                            I,
                        >(&self.0, context, args),
                    )
                }
                _ => {
                    ::std::boxed::Box::pin(async {
                        ::core::result::Result::Err(
                            ::amphi_host::__rt::ImportError::new("no such import"),
                        )
                    })
                }
            }
        }
        fn link(
            self: ::std::sync::Arc<Self>,
            linker: &mut ::amphi_host::__rt::WasmImports<'_>,
        ) -> ::core::result::Result<(), ::amphi_host::__rt::Error> {
            linker
                .func::<
                    Import0Flip,
                    I,
                >(
                    ::core::option::Option::Some("corpus:both-ways/codec"),
                    "flip",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::BothWaysImports> ::amphi_host::__rt::Accepts<I> for super::BothWays {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
