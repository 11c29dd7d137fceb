/// A plugin of the world `files`.
#[derive(Clone, Debug)]
pub struct Files {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Files {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// Calls `copy`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn copy(
        &self,
        source: ::amphi_host::__rt::StreamReader<u8>,
    ) -> ::core::result::Result<
        ::amphi_host::__rt::StreamReader<u8>,
        ::amphi_host::__rt::Error,
    > {
        self.__client.call::<self::__amphi::Export0Copy>((source,)).await
    }
    /// Calls `ticks`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn ticks(
        &self,
        count: u32,
    ) -> ::core::result::Result<
        ::amphi_host::__rt::StreamReader<()>,
        ::amphi_host::__rt::Error,
    > {
        self.__client.call::<self::__amphi::Export2Ticks>((count,)).await
    }
    /// Calls `parts`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn parts(
        &self,
        sizes: &[u32],
    ) -> ::core::result::Result<
        ::std::vec::Vec<::amphi_host::__rt::StreamReader<u8>>,
        ::amphi_host::__rt::Error,
    > {
        self.__client.call::<self::__amphi::Export1Parts>((sizes,)).await
    }
    /// Calls `wait`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn wait(
        &self,
        until: ::amphi_host::__rt::FutureReader<u32>,
        optional: ::core::option::Option<::amphi_host::__rt::FutureReader<()>>,
    ) -> ::core::result::Result<
        ::amphi_host::__rt::FutureReader<::std::string::String>,
        ::amphi_host::__rt::Error,
    > {
        self.__client.call::<self::__amphi::Export3Wait>((until, optional)).await
    }
    /// The functions of `files`.
    pub fn files(&self) -> self::exports::files::Client {
        self::exports::files::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Files {
    const NAME: &'static str = "files";
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
/// Answers everything that a plugin of the world `files` may call.
#[allow(missing_docs)]
pub trait FilesImports: self::store::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::store::Host + ::core::marker::Send + ::core::marker::Sync + 'static,
> FilesImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod example {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod streams {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            #[derive(Debug)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Upload {
                #[component(name = "name")]
                pub name: ::std::string::String,
                #[component(name = "body")]
                pub body: ::amphi_host::__rt::StreamReader<u8>,
            }
            impl ::amphi_host::__rt::Encode for Upload {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.name, __out);
                    ::amphi_host::__rt::Encode::encode(&self.body, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Upload {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        name: ::amphi_host::__rt::Decode::decode(__input)?,
                        body: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Debug)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(variant)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Source {
                #[component(name = "text")]
                Text(::std::string::String),
                #[component(name = "bytes")]
                Bytes(::amphi_host::__rt::StreamReader<u8>),
                #[component(name = "later")]
                Later(::amphi_host::__rt::FutureReader<::std::string::String>),
            }
            impl ::amphi_host::__rt::Encode for Source {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::Text(payload) => {
                            ::amphi_host::__rt::wire::write_u32(0u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                        Self::Bytes(payload) => {
                            ::amphi_host::__rt::wire::write_u32(1u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                        Self::Later(payload) => {
                            ::amphi_host::__rt::wire::write_u32(2u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl ::amphi_host::__rt::Decode for Source {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => {
                            ::core::result::Result::Ok(
                                Self::Text(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Bytes(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        2u32 => {
                            ::core::result::Result::Ok(
                                Self::Later(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
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
        /// The functions of `files`.
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
            pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
                Self {
                    __client: self.__client.within(context),
                }
            }
            /// Calls `pack`.
            ///
            /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
            pub async fn pack(
                &self,
                sources: ::std::vec::Vec<Source>,
            ) -> ::core::result::Result<
                ::core::result::Result<Upload, ::std::string::String>,
                ::amphi_host::__rt::Error,
            > {
                self.__client
                    .call::<super::super::__amphi::Export4Pack>((sources,))
                    .await
            }
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod store {
    pub type Upload = super::example::streams::types::Upload;
    /// Answers the functions of `store`. Write them as `async fn`.
    pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
        fn put(
            &self,
            cx: &::amphi_host::__rt::CallContext,
            upload: Upload,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                ::core::result::Result<u64, ::std::string::String>,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send;
        fn names(
            &self,
            cx: &::amphi_host::__rt::CallContext,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                ::amphi_host::__rt::StreamReader<::std::string::String>,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send;
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export0Copy;
    impl ::amphi_host::__rt::ExportFunction for Export0Copy {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (::amphi_host::__rt::StreamReader<u8>,);
        type Result = ::amphi_host::__rt::StreamReader<u8>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Copy {
        type Params = (::amphi_host::__rt::StreamReader<u8>,);
        type Return = (::amphi_host::__rt::StreamReader<u8>,);
        fn params((source,): Self::Args<'_>) -> Self::Params {
            (source,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export2Ticks;
    impl ::amphi_host::__rt::ExportFunction for Export2Ticks {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = (u32,);
        type Result = ::amphi_host::__rt::StreamReader<()>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2Ticks {
        type Params = (u32,);
        type Return = (::amphi_host::__rt::StreamReader<()>,);
        fn params((count,): Self::Args<'_>) -> Self::Params {
            (count,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Parts;
    impl ::amphi_host::__rt::ExportFunction for Export1Parts {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (&'a [u32],);
        type Result = ::std::vec::Vec<::amphi_host::__rt::StreamReader<u8>>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Parts {
        type Params = (::std::vec::Vec<u32>,);
        type Return = (::std::vec::Vec<::amphi_host::__rt::StreamReader<u8>>,);
        fn params((sizes,): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(sizes),)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export3Wait;
    impl ::amphi_host::__rt::ExportFunction for Export3Wait {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Args<'a> = (
            ::amphi_host::__rt::FutureReader<u32>,
            ::core::option::Option<::amphi_host::__rt::FutureReader<()>>,
        );
        type Result = ::amphi_host::__rt::FutureReader<::std::string::String>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export3Wait {
        type Params = (
            ::amphi_host::__rt::FutureReader<u32>,
            ::core::option::Option<::amphi_host::__rt::FutureReader<()>>,
        );
        type Return = (::amphi_host::__rt::FutureReader<::std::string::String>,);
        fn params((until, optional): Self::Args<'_>) -> Self::Params {
            (until, optional)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export4Pack;
    impl ::amphi_host::__rt::ExportFunction for Export4Pack {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        type Args<'a> = (::std::vec::Vec<super::exports::files::Source>,);
        type Result = ::core::result::Result<
            super::exports::files::Upload,
            ::std::string::String,
        >;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export4Pack {
        type Params = (::std::vec::Vec<super::exports::files::Source>,);
        type Return = (
            ::core::result::Result<super::exports::files::Upload, ::std::string::String>,
        );
        fn params((sources,): Self::Args<'_>) -> Self::Params {
            (sources,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import1Put;
    impl<I: super::store::Host> ::amphi_host::__rt::ImportFunction<I> for Import1Put {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        const IS_ASYNC: bool = true;
        type Params = (super::store::Upload,);
        type Result = ::core::result::Result<u64, ::std::string::String>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (upload,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::store::Host>::put(__target, __context, upload)
        }
    }
    impl<I: super::store::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import1Put {
        type Return = (::core::result::Result<u64, ::std::string::String>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import0Names;
    impl<I: super::store::Host> ::amphi_host::__rt::ImportFunction<I> for Import0Names {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = ();
        type Result = ::amphi_host::__rt::StreamReader<::std::string::String>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::store::Host>::names(__target, __context)
        }
    }
    impl<I: super::store::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0Names {
        type Return = (::amphi_host::__rt::StreamReader<::std::string::String>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::FilesImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Files as ::amphi_host::__rt::World>::interface().imports
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
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Put,
                            I,
                        >(&self.0, context, args),
                    )
                }
                0u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import0Names,
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
                    Import1Put,
                    I,
                >(::core::option::Option::Some("store"), "put", &self.0)?;
            linker
                .func::<
                    Import0Names,
                    I,
                >(::core::option::Option::Some("store"), "names", &self.0)?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::FilesImports> ::amphi_host::__rt::Accepts<I> for super::Files {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
