#[allow(missing_docs)]
pub type Bytes = self::corpus::lists::types::Bytes;
#[allow(missing_docs)]
pub type Name = self::corpus::lists::types::Name;
#[allow(missing_docs)]
pub type Names = self::corpus::lists::types::Names;
#[allow(missing_docs)]
pub type Pair = self::corpus::lists::types::Pair;
#[allow(missing_docs)]
pub type Maybe = self::corpus::lists::types::Maybe;
/// A plugin of the world `lists`.
#[derive(Clone, Debug)]
pub struct Lists {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Lists {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// Calls `gather`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn gather(
        &self,
        raw: &[u8],
        who: &str,
        all: &[self::corpus::lists::types::Name],
        one: Pair,
        perhaps: Maybe,
    ) -> ::core::result::Result<Names, ::amphi_host::__rt::Error> {
        self.__client
            .call::<self::__amphi::Export0Gather>((raw, who, all, one, perhaps))
            .await
    }
    /// Calls `nested`.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn nested(
        &self,
        rows: &[::std::vec::Vec<f64>],
        texts: &[::std::string::String],
        pairs: &[(u8, ::std::string::String)],
    ) -> ::core::result::Result<
        ::std::vec::Vec<::std::vec::Vec<f64>>,
        ::amphi_host::__rt::Error,
    > {
        self.__client.call::<self::__amphi::Export1Nested>((rows, texts, pairs)).await
    }
}
impl ::amphi_host::__rt::World for Lists {
    const NAME: &'static str = "lists";
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
/// Answers everything that a plugin of the world `lists` may call.
#[allow(missing_docs)]
pub trait ListsImports: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn gather(
        &self,
        cx: &::amphi_host::__rt::CallContext,
        raw: Bytes,
        who: Name,
        all: Names,
        one: Pair,
        perhaps: Maybe,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<Names, ::amphi_host::__rt::ImportError>,
    > + ::core::marker::Send;
    fn nested(
        &self,
        cx: &::amphi_host::__rt::CallContext,
        rows: ::std::vec::Vec<::std::vec::Vec<f64>>,
        texts: ::std::vec::Vec<::std::string::String>,
        pairs: ::std::vec::Vec<(u8, ::std::string::String)>,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::std::vec::Vec<::std::vec::Vec<f64>>,
            ::amphi_host::__rt::ImportError,
        >,
    > + ::core::marker::Send;
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod lists {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            /// A list under a name.
            pub type Bytes = ::std::vec::Vec<u8>;
            pub type Name = ::std::string::String;
            pub type Names = ::std::vec::Vec<Name>;
            pub type Pair = (u32, ::std::string::String);
            pub type Maybe = ::core::option::Option<Bytes>;
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export0Gather;
    impl ::amphi_host::__rt::ExportFunction for Export0Gather {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (
            &'a [u8],
            &'a str,
            &'a [super::corpus::lists::types::Name],
            super::Pair,
            super::Maybe,
        );
        type Result = super::Names;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Gather {
        type Params = (
            super::Bytes,
            super::Name,
            super::Names,
            super::Pair,
            super::Maybe,
        );
        type Return = (super::Names,);
        fn params((raw, who, all, one, perhaps): Self::Args<'_>) -> Self::Params {
            (
                ::std::borrow::ToOwned::to_owned(raw),
                ::std::borrow::ToOwned::to_owned(who),
                ::std::borrow::ToOwned::to_owned(all),
                one,
                perhaps,
            )
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Nested;
    impl ::amphi_host::__rt::ExportFunction for Export1Nested {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (
            &'a [::std::vec::Vec<f64>],
            &'a [::std::string::String],
            &'a [(u8, ::std::string::String)],
        );
        type Result = ::std::vec::Vec<::std::vec::Vec<f64>>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Nested {
        type Params = (
            ::std::vec::Vec<::std::vec::Vec<f64>>,
            ::std::vec::Vec<::std::string::String>,
            ::std::vec::Vec<(u8, ::std::string::String)>,
        );
        type Return = (::std::vec::Vec<::std::vec::Vec<f64>>,);
        fn params((rows, texts, pairs): Self::Args<'_>) -> Self::Params {
            (
                ::std::borrow::ToOwned::to_owned(rows),
                ::std::borrow::ToOwned::to_owned(texts),
                ::std::borrow::ToOwned::to_owned(pairs),
            )
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0Gather;
    impl<I: super::ListsImports> ::amphi_host::__rt::ImportFunction<I>
    for Import0Gather {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (
            super::Bytes,
            super::Name,
            super::Names,
            super::Pair,
            super::Maybe,
        );
        type Result = super::Names;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (raw, who, all, one, perhaps): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::ListsImports>::gather(
                __target,
                __context,
                raw,
                who,
                all,
                one,
                perhaps,
            )
        }
    }
    impl<I: super::ListsImports> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0Gather {
        type Return = (super::Names,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import1Nested;
    impl<I: super::ListsImports> ::amphi_host::__rt::ImportFunction<I>
    for Import1Nested {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (
            ::std::vec::Vec<::std::vec::Vec<f64>>,
            ::std::vec::Vec<::std::string::String>,
            ::std::vec::Vec<(u8, ::std::string::String)>,
        );
        type Result = ::std::vec::Vec<::std::vec::Vec<f64>>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (rows, texts, pairs): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::ListsImports>::nested(__target, __context, rows, texts, pairs)
        }
    }
    impl<I: super::ListsImports> ::amphi_host::__rt::WasmImportFunction<I>
    for Import1Nested {
        type Return = (::std::vec::Vec<::std::vec::Vec<f64>>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::ListsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Lists as ::amphi_host::__rt::World>::interface().imports
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
                            Import0Gather,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Nested,
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
                    Import0Gather,
                    I,
                >(::core::option::Option::None, "gather", &self.0)?;
            linker
                .func::<
                    Import1Nested,
                    I,
                >(::core::option::Option::None, "nested", &self.0)?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::ListsImports> ::amphi_host::__rt::Accepts<I> for super::Lists {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
