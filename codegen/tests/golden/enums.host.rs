/// A plugin of the world `enums`.
#[derive(Clone, Debug)]
pub struct Enums {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Enums {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// The functions of `corpus:enums/colours`.
    pub fn colours(&self) -> self::exports::corpus::enums::colours::Client {
        self::exports::corpus::enums::colours::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Enums {
    const NAME: &'static str = "enums";
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
/// Answers everything that a plugin of the world `enums` may call.
#[allow(missing_docs)]
pub trait EnumsImports: self::corpus::enums::colours::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::corpus::enums::colours::Host + ::core::marker::Send + ::core::marker::Sync
        + 'static,
> EnumsImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod enums {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod colours {
            /// A colour.
            #[repr(u8)]
            #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(enum)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Colour {
                /// Like blood.
                #[component(name = "red")]
                Red,
                #[component(name = "light-green")]
                LightGreen,
                #[component(name = "blue")]
                Blue,
            }
            impl ::amphi_host::__rt::Encode for Colour {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::wire::write_u32(
                        match self {
                            Self::Red => 0u32,
                            Self::LightGreen => 1u32,
                            Self::Blue => 2u32,
                        },
                        __out,
                    );
                }
            }
            impl ::amphi_host::__rt::Decode for Colour {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Red),
                        1u32 => ::core::result::Result::Ok(Self::LightGreen),
                        2u32 => ::core::result::Result::Ok(Self::Blue),
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                got,
                                cases: 3usize,
                            })
                        }
                    }
                }
            }
            /// Answers the functions of `corpus:enums/colours`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn mix(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    a: Colour,
                    b: Colour,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Colour,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn all(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::vec::Vec<Colour>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn each(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    colours: ::std::vec::Vec<Colour>,
                    named: (::std::string::String, Colour),
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
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
        pub mod enums {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod colours {
                /// A colour.
                #[repr(u8)]
                #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(enum)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub enum Colour {
                    /// Like blood.
                    #[component(name = "red")]
                    Red,
                    #[component(name = "light-green")]
                    LightGreen,
                    #[component(name = "blue")]
                    Blue,
                }
                impl ::amphi_host::__rt::Encode for Colour {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::wire::write_u32(
                            match self {
                                Self::Red => 0u32,
                                Self::LightGreen => 1u32,
                                Self::Blue => 2u32,
                            },
                            __out,
                        );
                    }
                }
                impl ::amphi_host::__rt::Decode for Colour {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        match ::amphi_host::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::Red),
                            1u32 => ::core::result::Result::Ok(Self::LightGreen),
                            2u32 => ::core::result::Result::Ok(Self::Blue),
                            got => {
                                ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 3usize,
                                })
                            }
                        }
                    }
                }
                /// The functions of `corpus:enums/colours`.
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
                    /// Calls `mix`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn mix(
                        &self,
                        a: Colour,
                        b: Colour,
                    ) -> ::core::result::Result<Colour, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export2Mix,
                            >((a, b))
                            .await
                    }
                    /// Calls `all`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn all(
                        &self,
                    ) -> ::core::result::Result<
                        ::std::vec::Vec<Colour>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<super::super::super::super::__amphi::Export0All>(())
                            .await
                    }
                    /// Calls `each`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn each(
                        &self,
                        colours: &[Colour],
                        named: (::std::string::String, Colour),
                    ) -> ::core::result::Result<(), ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export1Each,
                            >((colours, named))
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
    pub struct Export2Mix;
    impl ::amphi_host::__rt::ExportFunction for Export2Mix {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = (
            super::exports::corpus::enums::colours::Colour,
            super::exports::corpus::enums::colours::Colour,
        );
        type Result = super::exports::corpus::enums::colours::Colour;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2Mix {
        type Params = (
            super::exports::corpus::enums::colours::Colour,
            super::exports::corpus::enums::colours::Colour,
        );
        type Return = (super::exports::corpus::enums::colours::Colour,);
        fn params((a, b): Self::Args<'_>) -> Self::Params {
            (a, b)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export0All;
    impl ::amphi_host::__rt::ExportFunction for Export0All {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = ();
        type Result = ::std::vec::Vec<super::exports::corpus::enums::colours::Colour>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0All {
        type Params = ();
        type Return = (::std::vec::Vec<super::exports::corpus::enums::colours::Colour>,);
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Each;
    impl ::amphi_host::__rt::ExportFunction for Export1Each {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (
            &'a [super::exports::corpus::enums::colours::Colour],
            (::std::string::String, super::exports::corpus::enums::colours::Colour),
        );
        type Result = ();
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Each {
        type Params = (
            ::std::vec::Vec<super::exports::corpus::enums::colours::Colour>,
            (::std::string::String, super::exports::corpus::enums::colours::Colour),
        );
        type Return = ();
        fn params((colours, named): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(colours), named)
        }
        fn result((): Self::Return) -> Self::Result {
            ()
        }
    }
    pub struct Import2Mix;
    impl<I: super::corpus::enums::colours::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import2Mix {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Params = (
            super::corpus::enums::colours::Colour,
            super::corpus::enums::colours::Colour,
        );
        type Result = super::corpus::enums::colours::Colour;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (a, b): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::enums::colours::Host>::mix(__target, __context, a, b)
        }
    }
    impl<
        I: super::corpus::enums::colours::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import2Mix {
        type Return = (super::corpus::enums::colours::Colour,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import0All;
    impl<I: super::corpus::enums::colours::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import0All {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = ();
        type Result = ::std::vec::Vec<super::corpus::enums::colours::Colour>;
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
            <I as super::corpus::enums::colours::Host>::all(__target, __context)
        }
    }
    impl<
        I: super::corpus::enums::colours::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import0All {
        type Return = (::std::vec::Vec<super::corpus::enums::colours::Colour>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import1Each;
    impl<I: super::corpus::enums::colours::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import1Each {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (
            ::std::vec::Vec<super::corpus::enums::colours::Colour>,
            (::std::string::String, super::corpus::enums::colours::Colour),
        );
        type Result = ();
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (colours, named): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::enums::colours::Host>::each(
                __target,
                __context,
                colours,
                named,
            )
        }
    }
    impl<
        I: super::corpus::enums::colours::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import1Each {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::EnumsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Enums as ::amphi_host::__rt::World>::interface().imports
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
                2u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import2Mix,
                            I,
                        >(&self.0, context, args),
                    )
                }
                0u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import0All,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Each,
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
                    Import2Mix,
                    I,
                >(::core::option::Option::Some("corpus:enums/colours"), "mix", &self.0)?;
            linker
                .func::<
                    Import0All,
                    I,
                >(::core::option::Option::Some("corpus:enums/colours"), "all", &self.0)?;
            linker
                .func::<
                    Import1Each,
                    I,
                >(
                    ::core::option::Option::Some("corpus:enums/colours"),
                    "each",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::EnumsImports> ::amphi_host::__rt::Accepts<I> for super::Enums {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
