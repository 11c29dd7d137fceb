/// What the platform answers has no number.
#[derive(Clone, Debug)]
pub struct Platform {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Platform {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// Calls `work`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn work(&self) -> ::core::result::Result<u32, ::amphi_host::__rt::Error> {
        self.__client.call::<self::__amphi::Export0Work>(()).await
    }
}
impl ::amphi_host::__rt::World for Platform {
    const NAME: &'static str = "platform";
    fn interface() -> &'static ::amphi_host::__rt::Interface {
        static INTERFACE: ::std::sync::LazyLock<::amphi_host::__rt::Interface> = ::std::sync::LazyLock::new(||
        {
            ::amphi_host::__rt::Interface::from_bytes(
                    b"\x01\0\x04work\0\0\x01\x06\0\0\0",
                )
                .expect("written by the same version of the codec")
        });
        &INTERFACE
    }
    fn from_client(client: ::amphi_host::__rt::Client) -> Self {
        Self { __client: client }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod amphi {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod plugin {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod log {}
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod amphi {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod plugin {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod lifecycle {}
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export0Work;
    impl ::amphi_host::__rt::ExportFunction for Export0Work {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = ();
        type Result = u32;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Work {
        type Params = ();
        type Return = (u32,);
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl ::amphi_host::__rt::HostImports for Imports<()> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Platform as ::amphi_host::__rt::World>::interface().imports
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
            ::core::result::Result::Ok(())
        }
    }
    impl ::amphi_host::__rt::Accepts<()> for super::Platform {
        fn imports(
            imports: (),
        ) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
