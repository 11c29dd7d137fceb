/// Every type without parts, in both directions.
#[derive(Clone, Debug)]
pub struct Primitives {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Primitives {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// Calls `numbers`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn numbers(
        &self,
        a: u8,
        b: i8,
        c: u16,
        d: i16,
        e: u32,
        f: i32,
        g: u64,
        h: i64,
    ) -> ::core::result::Result<u64, ::amphi_host::__rt::Error> {
        self.__client
            .call::<self::__amphi::Export2Numbers>((a, b, c, d, e, f, g, h))
            .await
    }
    /// Calls `floats`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn floats(
        &self,
        a: f32,
        b: f64,
    ) -> ::core::result::Result<f64, ::amphi_host::__rt::Error> {
        self.__client.call::<self::__amphi::Export0Floats>((a, b)).await
    }
    /// Calls `text`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn text(
        &self,
        yes: bool,
        letter: char,
        words: &str,
    ) -> ::core::result::Result<::std::string::String, ::amphi_host::__rt::Error> {
        self.__client.call::<self::__amphi::Export3Text>((yes, letter, words)).await
    }
    /// Calls `nothing`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn nothing(
        &self,
    ) -> ::core::result::Result<(), ::amphi_host::__rt::Error> {
        self.__client.call::<self::__amphi::Export1Nothing>(()).await
    }
}
impl ::amphi_host::__rt::World for Primitives {
    const NAME: &'static str = "primitives";
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
/// Answers everything that a plugin of the world `primitives` may call.
#[allow(missing_docs)]
pub trait PrimitivesImports: self::host_side::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::host_side::Host + ::core::marker::Send + ::core::marker::Sync + 'static,
> PrimitivesImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod host_side {
    /// Answers the functions of `host-side`. Write them as `async fn`.
    pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
        fn numbers(
            &self,
            cx: &::amphi_host::__rt::CallContext,
            a: u8,
            b: i8,
            c: u16,
            d: i16,
            e: u32,
            f: i32,
            g: u64,
            h: i64,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<u64, ::amphi_host::__rt::ImportError>,
        > + ::core::marker::Send;
        fn floats(
            &self,
            cx: &::amphi_host::__rt::CallContext,
            a: f32,
            b: f64,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<f64, ::amphi_host::__rt::ImportError>,
        > + ::core::marker::Send;
        fn text(
            &self,
            cx: &::amphi_host::__rt::CallContext,
            yes: bool,
            letter: char,
            words: ::std::string::String,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                ::std::string::String,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send;
        fn nothing(
            &self,
            cx: &::amphi_host::__rt::CallContext,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
        > + ::core::marker::Send;
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export2Numbers;
    impl ::amphi_host::__rt::ExportFunction for Export2Numbers {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = (u8, i8, u16, i16, u32, i32, u64, i64);
        type Result = u64;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2Numbers {
        type Params = (u8, i8, u16, i16, u32, i32, u64, i64);
        type Return = (u64,);
        fn params((a, b, c, d, e, f, g, h): Self::Args<'_>) -> Self::Params {
            (a, b, c, d, e, f, g, h)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export0Floats;
    impl ::amphi_host::__rt::ExportFunction for Export0Floats {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (f32, f64);
        type Result = f64;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Floats {
        type Params = (f32, f64);
        type Return = (f64,);
        fn params((a, b): Self::Args<'_>) -> Self::Params {
            (a, b)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export3Text;
    impl ::amphi_host::__rt::ExportFunction for Export3Text {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Args<'a> = (bool, char, &'a str);
        type Result = ::std::string::String;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export3Text {
        type Params = (bool, char, ::std::string::String);
        type Return = (::std::string::String,);
        fn params((yes, letter, words): Self::Args<'_>) -> Self::Params {
            (yes, letter, ::std::borrow::ToOwned::to_owned(words))
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Nothing;
    impl ::amphi_host::__rt::ExportFunction for Export1Nothing {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = ();
        type Result = ();
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Nothing {
        type Params = ();
        type Return = ();
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((): Self::Return) -> Self::Result {
            ()
        }
    }
    pub struct Import2Numbers;
    impl<I: super::host_side::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import2Numbers {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Params = (u8, i8, u16, i16, u32, i32, u64, i64);
        type Result = u64;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (a, b, c, d, e, f, g, h): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::host_side::Host>::numbers(
                __target,
                __context,
                a,
                b,
                c,
                d,
                e,
                f,
                g,
                h,
            )
        }
    }
    impl<I: super::host_side::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import2Numbers {
        type Return = (u64,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import0Floats;
    impl<I: super::host_side::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import0Floats {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (f32, f64);
        type Result = f64;
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
            <I as super::host_side::Host>::floats(__target, __context, a, b)
        }
    }
    impl<I: super::host_side::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0Floats {
        type Return = (f64,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import3Text;
    impl<I: super::host_side::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import3Text {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Params = (bool, char, ::std::string::String);
        type Result = ::std::string::String;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (yes, letter, words): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::host_side::Host>::text(__target, __context, yes, letter, words)
        }
    }
    impl<I: super::host_side::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import3Text {
        type Return = (::std::string::String,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import1Nothing;
    impl<I: super::host_side::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import1Nothing {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = ();
        type Result = ();
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
            <I as super::host_side::Host>::nothing(__target, __context)
        }
    }
    impl<I: super::host_side::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import1Nothing {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::PrimitivesImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Primitives as ::amphi_host::__rt::World>::interface().imports
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
                            Import2Numbers,
                            I,
                        >(&self.0, context, args),
                    )
                }
                0u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import0Floats,
                            I,
                        >(&self.0, context, args),
                    )
                }
                3u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import3Text,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Nothing,
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
                    Import2Numbers,
                    I,
                >(::core::option::Option::Some("host-side"), "numbers", &self.0)?;
            linker
                .func::<
                    Import0Floats,
                    I,
                >(::core::option::Option::Some("host-side"), "floats", &self.0)?;
            linker
                .func::<
                    Import3Text,
                    I,
                >(::core::option::Option::Some("host-side"), "text", &self.0)?;
            linker
                .func::<
                    Import1Nothing,
                    I,
                >(::core::option::Option::Some("host-side"), "nothing", &self.0)?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::PrimitivesImports> ::amphi_host::__rt::Accepts<I>
    for super::Primitives {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
