/// A plugin of the world `variants`.
#[derive(Clone, Debug)]
pub struct Variants {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Variants {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// The functions of `corpus:variants/tree`.
    pub fn tree(&self) -> self::exports::corpus::variants::tree::Client {
        self::exports::corpus::variants::tree::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Variants {
    const NAME: &'static str = "variants";
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
/// Answers everything that a plugin of the world `variants` may call.
#[allow(missing_docs)]
pub trait VariantsImports: self::corpus::variants::tree::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::corpus::variants::tree::Host + ::core::marker::Send + ::core::marker::Sync
        + 'static,
> VariantsImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod variants {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod tree {
            #[derive(Clone, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(variant)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Token {
                #[component(name = "end")]
                End,
                #[component(name = "word")]
                Word(::std::string::String),
                #[component(name = "number")]
                Number(f64),
                #[component(name = "pair")]
                Pair((u32, u32)),
            }
            impl ::amphi_host::__rt::Encode for Token {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::End => ::amphi_host::__rt::wire::write_u32(0u32, __out),
                        Self::Word(payload) => {
                            ::amphi_host::__rt::wire::write_u32(1u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                        Self::Number(payload) => {
                            ::amphi_host::__rt::wire::write_u32(2u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                        Self::Pair(payload) => {
                            ::amphi_host::__rt::wire::write_u32(3u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl ::amphi_host::__rt::Decode for Token {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::End),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Word(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        2u32 => {
                            ::core::result::Result::Ok(
                                Self::Number(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        3u32 => {
                            ::core::result::Result::Ok(
                                Self::Pair(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                got,
                                cases: 4usize,
                            })
                        }
                    }
                }
            }
            #[derive(Clone, Copy, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(variant)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Plain {
                #[component(name = "none")]
                None,
                #[component(name = "some-number")]
                SomeNumber(u32),
            }
            impl ::amphi_host::__rt::Encode for Plain {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::None => ::amphi_host::__rt::wire::write_u32(0u32, __out),
                        Self::SomeNumber(payload) => {
                            ::amphi_host::__rt::wire::write_u32(1u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl ::amphi_host::__rt::Decode for Plain {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::None),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::SomeNumber(
                                    ::amphi_host::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
                }
            }
            /// Answers the functions of `corpus:variants/tree`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn parse(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    text: ::std::string::String,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::vec::Vec<Token>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn print(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    tokens: ::std::vec::Vec<Token>,
                    last: Token,
                    plain: Plain,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::string::String,
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
        pub mod variants {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod tree {
                #[derive(Clone, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(variant)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub enum Token {
                    #[component(name = "end")]
                    End,
                    #[component(name = "word")]
                    Word(::std::string::String),
                    #[component(name = "number")]
                    Number(f64),
                    #[component(name = "pair")]
                    Pair((u32, u32)),
                }
                impl ::amphi_host::__rt::Encode for Token {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::End => ::amphi_host::__rt::wire::write_u32(0u32, __out),
                            Self::Word(payload) => {
                                ::amphi_host::__rt::wire::write_u32(1u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                            Self::Number(payload) => {
                                ::amphi_host::__rt::wire::write_u32(2u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                            Self::Pair(payload) => {
                                ::amphi_host::__rt::wire::write_u32(3u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl ::amphi_host::__rt::Decode for Token {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        match ::amphi_host::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::End),
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::Word(::amphi_host::__rt::Decode::decode(__input)?),
                                )
                            }
                            2u32 => {
                                ::core::result::Result::Ok(
                                    Self::Number(::amphi_host::__rt::Decode::decode(__input)?),
                                )
                            }
                            3u32 => {
                                ::core::result::Result::Ok(
                                    Self::Pair(::amphi_host::__rt::Decode::decode(__input)?),
                                )
                            }
                            got => {
                                ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 4usize,
                                })
                            }
                        }
                    }
                }
                #[derive(Clone, Copy, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(variant)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub enum Plain {
                    #[component(name = "none")]
                    None,
                    #[component(name = "some-number")]
                    SomeNumber(u32),
                }
                impl ::amphi_host::__rt::Encode for Plain {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::None => {
                                ::amphi_host::__rt::wire::write_u32(0u32, __out)
                            }
                            Self::SomeNumber(payload) => {
                                ::amphi_host::__rt::wire::write_u32(1u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl ::amphi_host::__rt::Decode for Plain {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        match ::amphi_host::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::None),
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::SomeNumber(
                                        ::amphi_host::__rt::Decode::decode(__input)?,
                                    ),
                                )
                            }
                            got => {
                                ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 2usize,
                                })
                            }
                        }
                    }
                }
                /// The functions of `corpus:variants/tree`.
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
                    /// Calls `parse`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn parse(
                        &self,
                        text: &str,
                    ) -> ::core::result::Result<
                        ::std::vec::Vec<Token>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export0Parse,
                            >((text,))
                            .await
                    }
                    /// Calls `print`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn print(
                        &self,
                        tokens: &[Token],
                        last: Token,
                        plain: Plain,
                    ) -> ::core::result::Result<
                        ::std::string::String,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export1Print,
                            >((tokens, last, plain))
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
    pub struct Export0Parse;
    impl ::amphi_host::__rt::ExportFunction for Export0Parse {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (&'a str,);
        type Result = ::std::vec::Vec<super::exports::corpus::variants::tree::Token>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Parse {
        type Params = (::std::string::String,);
        type Return = (::std::vec::Vec<super::exports::corpus::variants::tree::Token>,);
        fn params((text,): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(text),)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Print;
    impl ::amphi_host::__rt::ExportFunction for Export1Print {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (
            &'a [super::exports::corpus::variants::tree::Token],
            super::exports::corpus::variants::tree::Token,
            super::exports::corpus::variants::tree::Plain,
        );
        type Result = ::std::string::String;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Print {
        type Params = (
            ::std::vec::Vec<super::exports::corpus::variants::tree::Token>,
            super::exports::corpus::variants::tree::Token,
            super::exports::corpus::variants::tree::Plain,
        );
        type Return = (::std::string::String,);
        fn params((tokens, last, plain): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(tokens), last, plain)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0Parse;
    impl<I: super::corpus::variants::tree::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import0Parse {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (::std::string::String,);
        type Result = ::std::vec::Vec<super::corpus::variants::tree::Token>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (text,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::variants::tree::Host>::parse(__target, __context, text)
        }
    }
    impl<
        I: super::corpus::variants::tree::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import0Parse {
        type Return = (::std::vec::Vec<super::corpus::variants::tree::Token>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import1Print;
    impl<I: super::corpus::variants::tree::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import1Print {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (
            ::std::vec::Vec<super::corpus::variants::tree::Token>,
            super::corpus::variants::tree::Token,
            super::corpus::variants::tree::Plain,
        );
        type Result = ::std::string::String;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (tokens, last, plain): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::variants::tree::Host>::print(
                __target,
                __context,
                tokens,
                last,
                plain,
            )
        }
    }
    impl<
        I: super::corpus::variants::tree::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import1Print {
        type Return = (::std::string::String,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::VariantsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Variants as ::amphi_host::__rt::World>::interface().imports
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
                            Import0Parse,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Print,
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
                    Import0Parse,
                    I,
                >(
                    ::core::option::Option::Some("corpus:variants/tree"),
                    "parse",
                    &self.0,
                )?;
            linker
                .func::<
                    Import1Print,
                    I,
                >(
                    ::core::option::Option::Some("corpus:variants/tree"),
                    "print",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::VariantsImports> ::amphi_host::__rt::Accepts<I> for super::Variants {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
