/// A plugin of the world `packages`.
#[derive(Clone, Debug)]
pub struct Packages {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Packages {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// The functions of `corpus:packages/draw@0.1.0`.
    pub fn draw(&self) -> self::exports::corpus::packages::draw::Client {
        self::exports::corpus::packages::draw::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Packages {
    const NAME: &'static str = "packages";
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
/// Answers everything that a plugin of the world `packages` may call.
#[allow(missing_docs)]
pub trait PackagesImports: self::geo::shapes2_0_0::maps::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::geo::shapes2_0_0::maps::Host + ::core::marker::Send + ::core::marker::Sync
        + 'static,
> PackagesImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod units {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod measure {
            pub type Metres = f64;
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod corpus {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod packages {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod draw {
                pub type OldPoint = super::super::super::super::geo::shapes1_0_0::types::Point;
                pub type Point = super::super::super::super::geo::shapes2_0_0::types::Point;
                pub type Metres = super::super::super::super::corpus::units::measure::Metres;
                /// The functions of `corpus:packages/draw@0.1.0`.
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
                    /// Calls `line`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn line(
                        &self,
                        a: OldPoint,
                        b: Point,
                    ) -> ::core::result::Result<Metres, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export0Line,
                            >((a, b))
                            .await
                    }
                }
            }
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod geo {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod shapes1_0_0 {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            #[derive(Clone, Copy, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Point {
                #[component(name = "x")]
                pub x: i32,
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
        }
    }
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod shapes2_0_0 {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod maps {
            pub type Point = super::super::super::geo::shapes2_0_0::types::Point;
            /// Answers the functions of `geo:shapes/maps@2.0.0`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn find(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    near: Point,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::vec::Vec<Point>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
            }
        }
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            #[derive(Clone, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Point {
                #[component(name = "x")]
                pub x: f64,
                #[component(name = "y")]
                pub y: f64,
                #[component(name = "label")]
                pub label: ::std::string::String,
            }
            impl ::amphi_host::__rt::Encode for Point {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.x, __out);
                    ::amphi_host::__rt::Encode::encode(&self.y, __out);
                    ::amphi_host::__rt::Encode::encode(&self.label, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Point {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        x: ::amphi_host::__rt::Decode::decode(__input)?,
                        y: ::amphi_host::__rt::Decode::decode(__input)?,
                        label: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export0Line;
    impl ::amphi_host::__rt::ExportFunction for Export0Line {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (
            super::exports::corpus::packages::draw::OldPoint,
            super::exports::corpus::packages::draw::Point,
        );
        type Result = super::exports::corpus::packages::draw::Metres;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Line {
        type Params = (
            super::exports::corpus::packages::draw::OldPoint,
            super::exports::corpus::packages::draw::Point,
        );
        type Return = (super::exports::corpus::packages::draw::Metres,);
        fn params((a, b): Self::Args<'_>) -> Self::Params {
            (a, b)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0Find;
    impl<I: super::geo::shapes2_0_0::maps::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import0Find {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (super::geo::shapes2_0_0::maps::Point,);
        type Result = ::std::vec::Vec<super::geo::shapes2_0_0::maps::Point>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (near,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::geo::shapes2_0_0::maps::Host>::find(__target, __context, near)
        }
    }
    impl<
        I: super::geo::shapes2_0_0::maps::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import0Find {
        type Return = (::std::vec::Vec<super::geo::shapes2_0_0::maps::Point>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::PackagesImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Packages as ::amphi_host::__rt::World>::interface().imports
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
                            Import0Find,
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
                    Import0Find,
                    I,
                >(
                    ::core::option::Option::Some("geo:shapes/maps@2.0.0"),
                    "find",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::PackagesImports> ::amphi_host::__rt::Accepts<I> for super::Packages {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
