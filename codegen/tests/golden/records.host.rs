/// A plugin of the world `records`.
#[derive(Clone, Debug)]
pub struct Records {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Records {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// Shapes.
    pub fn shapes(&self) -> self::exports::corpus::records::shapes::Client {
        self::exports::corpus::records::shapes::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Records {
    const NAME: &'static str = "records";
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
/// Answers everything that a plugin of the world `records` may call.
#[allow(missing_docs)]
pub trait RecordsImports: self::corpus::records::shapes::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::corpus::records::shapes::Host + ::core::marker::Send + ::core::marker::Sync
        + 'static,
> RecordsImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod records {
        /// Shapes.
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod shapes {
            /// A place.
            ///
            /// Two lines of documentation.
            #[derive(Clone, Copy, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Point {
                /// To the right.
                #[component(name = "x")]
                pub x: i32,
                /// Downwards.
                #[component(name = "y")]
                pub y: i32,
            }
            impl ::amphi_host::__rt::Encode for Point {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.x, __out);
                    ::amphi_host::__rt::Encode::encode(&self.y, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Point {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        x: ::amphi_host::__rt::Decode::decode(__input)?,
                        y: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Clone, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Label {
                #[component(name = "text")]
                pub text: ::std::string::String,
                #[component(name = "at")]
                pub at: Point,
                #[component(name = "tags")]
                pub tags: ::std::vec::Vec<::std::string::String>,
                #[component(name = "parent")]
                pub parent: ::core::option::Option<Point>,
            }
            impl ::amphi_host::__rt::Encode for Label {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.text, __out);
                    ::amphi_host::__rt::Encode::encode(&self.at, __out);
                    ::amphi_host::__rt::Encode::encode(&self.tags, __out);
                    ::amphi_host::__rt::Encode::encode(&self.parent, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Label {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        text: ::amphi_host::__rt::Decode::decode(__input)?,
                        at: ::amphi_host::__rt::Decode::decode(__input)?,
                        tags: ::amphi_host::__rt::Decode::decode(__input)?,
                        parent: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            /// Answers the functions of `corpus:records/shapes@0.2.0`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                /// Moves a label.
                fn move_to(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    label: Label,
                    to: Point,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Label,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn corner(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    of: (Point, Point),
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Point,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn mixed(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    named: (::std::string::String, Point),
                    maybe: ::core::option::Option<Label>,
                    both: (Label, ::core::option::Option<Point>),
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
        pub mod records {
            /// Shapes.
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod shapes {
                /// A place.
                ///
                /// Two lines of documentation.
                #[derive(Clone, Copy, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Point {
                    /// To the right.
                    #[component(name = "x")]
                    pub x: i32,
                    /// Downwards.
                    #[component(name = "y")]
                    pub y: i32,
                }
                impl ::amphi_host::__rt::Encode for Point {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.x, __out);
                        ::amphi_host::__rt::Encode::encode(&self.y, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Point {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            x: ::amphi_host::__rt::Decode::decode(__input)?,
                            y: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[derive(Clone, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Label {
                    #[component(name = "text")]
                    pub text: ::std::string::String,
                    #[component(name = "at")]
                    pub at: Point,
                    #[component(name = "tags")]
                    pub tags: ::std::vec::Vec<::std::string::String>,
                    #[component(name = "parent")]
                    pub parent: ::core::option::Option<Point>,
                }
                impl ::amphi_host::__rt::Encode for Label {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.text, __out);
                        ::amphi_host::__rt::Encode::encode(&self.at, __out);
                        ::amphi_host::__rt::Encode::encode(&self.tags, __out);
                        ::amphi_host::__rt::Encode::encode(&self.parent, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Label {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            text: ::amphi_host::__rt::Decode::decode(__input)?,
                            at: ::amphi_host::__rt::Decode::decode(__input)?,
                            tags: ::amphi_host::__rt::Decode::decode(__input)?,
                            parent: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                /// The functions of `corpus:records/shapes@0.2.0`.
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
                    /// Moves a label.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn move_to(
                        &self,
                        label: Label,
                        to: Point,
                    ) -> ::core::result::Result<Label, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export2MoveTo,
                            >((label, to))
                            .await
                    }
                    /// Calls `corner`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn corner(
                        &self,
                        of: (Point, Point),
                    ) -> ::core::result::Result<Point, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export0Corner,
                            >((of,))
                            .await
                    }
                    /// Calls `mixed`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn mixed(
                        &self,
                        named: (::std::string::String, Point),
                        maybe: ::core::option::Option<Label>,
                        both: (Label, ::core::option::Option<Point>),
                    ) -> ::core::result::Result<(), ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export1Mixed,
                            >((named, maybe, both))
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
    pub struct Export2MoveTo;
    impl ::amphi_host::__rt::ExportFunction for Export2MoveTo {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = (
            super::exports::corpus::records::shapes::Label,
            super::exports::corpus::records::shapes::Point,
        );
        type Result = super::exports::corpus::records::shapes::Label;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2MoveTo {
        type Params = (
            super::exports::corpus::records::shapes::Label,
            super::exports::corpus::records::shapes::Point,
        );
        type Return = (super::exports::corpus::records::shapes::Label,);
        fn params((label, to): Self::Args<'_>) -> Self::Params {
            (label, to)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export0Corner;
    impl ::amphi_host::__rt::ExportFunction for Export0Corner {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (
            (
                super::exports::corpus::records::shapes::Point,
                super::exports::corpus::records::shapes::Point,
            ),
        );
        type Result = super::exports::corpus::records::shapes::Point;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Corner {
        type Params = (
            (
                super::exports::corpus::records::shapes::Point,
                super::exports::corpus::records::shapes::Point,
            ),
        );
        type Return = (super::exports::corpus::records::shapes::Point,);
        fn params((of,): Self::Args<'_>) -> Self::Params {
            (of,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Mixed;
    impl ::amphi_host::__rt::ExportFunction for Export1Mixed {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (
            (::std::string::String, super::exports::corpus::records::shapes::Point),
            ::core::option::Option<super::exports::corpus::records::shapes::Label>,
            (
                super::exports::corpus::records::shapes::Label,
                ::core::option::Option<super::exports::corpus::records::shapes::Point>,
            ),
        );
        type Result = ();
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Mixed {
        type Params = (
            (::std::string::String, super::exports::corpus::records::shapes::Point),
            ::core::option::Option<super::exports::corpus::records::shapes::Label>,
            (
                super::exports::corpus::records::shapes::Label,
                ::core::option::Option<super::exports::corpus::records::shapes::Point>,
            ),
        );
        type Return = ();
        fn params((named, maybe, both): Self::Args<'_>) -> Self::Params {
            (named, maybe, both)
        }
        fn result((): Self::Return) -> Self::Result {
            ()
        }
    }
    pub struct Import2MoveTo;
    impl<I: super::corpus::records::shapes::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import2MoveTo {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Params = (
            super::corpus::records::shapes::Label,
            super::corpus::records::shapes::Point,
        );
        type Result = super::corpus::records::shapes::Label;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (label, to): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::records::shapes::Host>::move_to(
                __target,
                __context,
                label,
                to,
            )
        }
    }
    impl<
        I: super::corpus::records::shapes::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import2MoveTo {
        type Return = (super::corpus::records::shapes::Label,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import0Corner;
    impl<I: super::corpus::records::shapes::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import0Corner {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (
            (
                super::corpus::records::shapes::Point,
                super::corpus::records::shapes::Point,
            ),
        );
        type Result = super::corpus::records::shapes::Point;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (of,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::records::shapes::Host>::corner(__target, __context, of)
        }
    }
    impl<
        I: super::corpus::records::shapes::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import0Corner {
        type Return = (super::corpus::records::shapes::Point,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import1Mixed;
    impl<I: super::corpus::records::shapes::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import1Mixed {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (
            (::std::string::String, super::corpus::records::shapes::Point),
            ::core::option::Option<super::corpus::records::shapes::Label>,
            (
                super::corpus::records::shapes::Label,
                ::core::option::Option<super::corpus::records::shapes::Point>,
            ),
        );
        type Result = ();
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (named, maybe, both): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::records::shapes::Host>::mixed(
                __target,
                __context,
                named,
                maybe,
                both,
            )
        }
    }
    impl<
        I: super::corpus::records::shapes::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import1Mixed {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::RecordsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Records as ::amphi_host::__rt::World>::interface().imports
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
                            Import2MoveTo,
                            I,
                        >(&self.0, context, args),
                    )
                }
                0u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import0Corner,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Mixed,
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
                    Import2MoveTo,
                    I,
                >(
                    ::core::option::Option::Some("corpus:records/shapes@0.2.0"),
                    "move-to",
                    &self.0,
                )?;
            linker
                .func::<
                    Import0Corner,
                    I,
                >(
                    ::core::option::Option::Some("corpus:records/shapes@0.2.0"),
                    "corner",
                    &self.0,
                )?;
            linker
                .func::<
                    Import1Mixed,
                    I,
                >(
                    ::core::option::Option::Some("corpus:records/shapes@0.2.0"),
                    "mixed",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::RecordsImports> ::amphi_host::__rt::Accepts<I> for super::Records {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
