/// A plugin of the world `watcher`.
#[derive(Clone, Debug)]
pub struct Watcher {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Watcher {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
}
impl ::amphi_host::__rt::World for Watcher {
    const NAME: &'static str = "watcher";
    fn interface() -> &'static ::amphi_host::__rt::Interface {
        static INTERFACE: ::std::sync::LazyLock<::amphi_host::__rt::Interface> = ::std::sync::LazyLock::new(||
        {
            ::amphi_host::__rt::Interface::from_bytes(
                    b"\0\x01\0\x04ping\0\0\x01\x06\0\0",
                )
                .expect("written by the same version of the codec")
        });
        &INTERFACE
    }
    fn from_client(client: ::amphi_host::__rt::Client) -> Self {
        Self { __client: client }
    }
}
/// Answers everything that a plugin of the world `watcher` may call.
#[allow(missing_docs)]
pub trait WatcherImports: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn ping(
        &self,
        cx: &::amphi_host::__rt::CallContext,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<u32, ::amphi_host::__rt::ImportError>,
    > + ::core::marker::Send;
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Import0Ping;
    impl<I: super::WatcherImports> ::amphi_host::__rt::ImportFunction<I>
    for Import0Ping {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = ();
        type Result = u32;
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
            <I as super::WatcherImports>::ping(__target, __context)
        }
    }
    impl<I: super::WatcherImports> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0Ping {
        type Return = (u32,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::WatcherImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Watcher as ::amphi_host::__rt::World>::interface().imports
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
                            Import0Ping,
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
                .func::<Import0Ping, I>(::core::option::Option::None, "ping", &self.0)?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::WatcherImports> ::amphi_host::__rt::Accepts<I> for super::Watcher {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
