#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq)]
#[derive(
    ::amphi_host::__rt::wasmtime::component::ComponentType,
    ::amphi_host::__rt::wasmtime::component::Lift,
    ::amphi_host::__rt::wasmtime::component::Lower
)]
#[component(record)]
#[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
pub struct Settings {
    #[component(name = "width")]
    pub width: ::core::option::Option<u32>,
    #[component(name = "title")]
    pub title: ::core::option::Option<::std::string::String>,
}
impl ::amphi_host::__rt::Encode for Settings {
    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
        ::amphi_host::__rt::Encode::encode(&self.width, __out);
        ::amphi_host::__rt::Encode::encode(&self.title, __out);
    }
}
impl ::amphi_host::__rt::Decode for Settings {
    fn decode(
        __input: &mut ::amphi_host::__rt::Reader<'_>,
    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
        ::core::result::Result::Ok(Self {
            width: ::amphi_host::__rt::Decode::decode(__input)?,
            title: ::amphi_host::__rt::Decode::decode(__input)?,
        })
    }
}
/// A plugin of the world `options`.
#[derive(Clone, Debug)]
pub struct Options {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Options {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// Calls `lookup`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn lookup(
        &self,
        key: ::core::option::Option<::std::string::String>,
        deep: ::core::option::Option<::core::option::Option<::std::vec::Vec<u8>>>,
        one: ::core::option::Option<Settings>,
    ) -> ::core::result::Result<
        ::core::option::Option<::std::string::String>,
        ::amphi_host::__rt::Error,
    > {
        self.__client.call::<self::__amphi::Export0Lookup>((key, deep, one)).await
    }
    /// Calls `numbers`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn numbers(
        &self,
        a: ::core::option::Option<u8>,
        b: ::core::option::Option<(u8, u8)>,
    ) -> ::core::result::Result<::core::option::Option<u64>, ::amphi_host::__rt::Error> {
        self.__client.call::<self::__amphi::Export1Numbers>((a, b)).await
    }
}
impl ::amphi_host::__rt::World for Options {
    const NAME: &'static str = "options";
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
/// Answers everything that a plugin of the world `options` may call.
#[allow(missing_docs)]
pub trait OptionsImports: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn lookup(
        &self,
        cx: &::amphi_host::__rt::CallContext,
        key: ::core::option::Option<::std::string::String>,
        deep: ::core::option::Option<::core::option::Option<::std::vec::Vec<u8>>>,
        one: ::core::option::Option<Settings>,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::core::option::Option<::std::string::String>,
            ::amphi_host::__rt::ImportError,
        >,
    > + ::core::marker::Send;
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export0Lookup;
    impl ::amphi_host::__rt::ExportFunction for Export0Lookup {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (
            ::core::option::Option<::std::string::String>,
            ::core::option::Option<::core::option::Option<::std::vec::Vec<u8>>>,
            ::core::option::Option<super::Settings>,
        );
        type Result = ::core::option::Option<::std::string::String>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Lookup {
        type Params = (
            ::core::option::Option<::std::string::String>,
            ::core::option::Option<::core::option::Option<::std::vec::Vec<u8>>>,
            ::core::option::Option<super::Settings>,
        );
        type Return = (::core::option::Option<::std::string::String>,);
        fn params((key, deep, one): Self::Args<'_>) -> Self::Params {
            (key, deep, one)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Numbers;
    impl ::amphi_host::__rt::ExportFunction for Export1Numbers {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (::core::option::Option<u8>, ::core::option::Option<(u8, u8)>);
        type Result = ::core::option::Option<u64>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Numbers {
        type Params = (::core::option::Option<u8>, ::core::option::Option<(u8, u8)>);
        type Return = (::core::option::Option<u64>,);
        fn params((a, b): Self::Args<'_>) -> Self::Params {
            (a, b)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0Lookup;
    impl<I: super::OptionsImports> ::amphi_host::__rt::ImportFunction<I>
    for Import0Lookup {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (
            ::core::option::Option<::std::string::String>,
            ::core::option::Option<::core::option::Option<::std::vec::Vec<u8>>>,
            ::core::option::Option<super::Settings>,
        );
        type Result = ::core::option::Option<::std::string::String>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (key, deep, one): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::OptionsImports>::lookup(__target, __context, key, deep, one)
        }
    }
    impl<I: super::OptionsImports> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0Lookup {
        type Return = (::core::option::Option<::std::string::String>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::OptionsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Options as ::amphi_host::__rt::World>::interface().imports
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
                            Import0Lookup,
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
                    Import0Lookup,
                    I,
                >(::core::option::Option::None, "lookup", &self.0)?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::OptionsImports> ::amphi_host::__rt::Accepts<I> for super::Options {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
