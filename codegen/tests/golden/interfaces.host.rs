#[allow(missing_docs)]
pub type Job = self::corpus::interfaces::types::Job;
/// Jobs with progress.
#[derive(Clone, Debug)]
pub struct Interfaces {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Interfaces {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// How many jobs there are.
    ///
    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
    pub async fn count(
        &self,
        like: ::core::option::Option<Job>,
    ) -> ::core::result::Result<u32, ::amphi_host::__rt::Error> {
        self.__client.call::<self::__amphi::Export0Count>((like,)).await
    }
    /// Runs jobs.
    pub fn runner(&self) -> self::exports::corpus::interfaces::runner::Client {
        self::exports::corpus::interfaces::runner::Client::__new(self.__client.clone())
    }
    /// The functions of `corpus:interfaces/listing@1.2.3`.
    pub fn listing(&self) -> self::exports::corpus::interfaces::listing::Client {
        self::exports::corpus::interfaces::listing::Client::__new(self.__client.clone())
    }
    /// The functions of `extra`.
    pub fn extra(&self) -> self::exports::extra::Client {
        self::exports::extra::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Interfaces {
    const NAME: &'static str = "interfaces";
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
/// Answers everything that a plugin of the world `interfaces` may call.
#[allow(missing_docs)]
pub trait InterfacesImports: self::corpus::interfaces::progress::Host + self::clock::Host + ::core::marker::Send + ::core::marker::Sync + 'static {
    fn note(
        &self,
        cx: &::amphi_host::__rt::CallContext,
        text: ::std::string::String,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
    > + ::core::marker::Send;
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod clock {
    /// Answers the functions of `clock`. Write them as `async fn`.
    pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
        fn now(
            &self,
            cx: &::amphi_host::__rt::CallContext,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<u64, ::amphi_host::__rt::ImportError>,
        > + ::core::marker::Send;
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod interfaces {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod progress {
            pub type Job = super::super::super::corpus::interfaces::types::Job;
            /// Answers the functions of `corpus:interfaces/progress@1.2.3`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn report(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    job: Job,
                    done: u64,
                    total: u64,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
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
            pub struct Job {
                #[component(name = "id")]
                pub id: u64,
                #[component(name = "name")]
                pub name: ::std::string::String,
            }
            impl ::amphi_host::__rt::Encode for Job {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.id, __out);
                    ::amphi_host::__rt::Encode::encode(&self.name, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Job {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        id: ::amphi_host::__rt::Decode::decode(__input)?,
                        name: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Clone, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(variant)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Failure {
                #[component(name = "busy")]
                Busy,
                #[component(name = "broken")]
                Broken(::std::string::String),
            }
            impl ::core::fmt::Display for Failure {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    ::core::write!(f, "{:?}", self)
                }
            }
            impl ::core::error::Error for Failure {}
            impl ::amphi_host::__rt::Encode for Failure {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::Busy => ::amphi_host::__rt::wire::write_u32(0u32, __out),
                        Self::Broken(payload) => {
                            ::amphi_host::__rt::wire::write_u32(1u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl ::amphi_host::__rt::Decode for Failure {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Busy),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Broken(::amphi_host::__rt::Decode::decode(__input)?),
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
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod corpus {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod interfaces {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod listing {
                pub type Job = super::super::super::super::corpus::interfaces::types::Job;
                pub type Trouble = super::super::super::super::exports::corpus::interfaces::runner::Failure;
                /// The functions of `corpus:interfaces/listing@1.2.3`.
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
                    /// Calls `all`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn all(
                        &self,
                    ) -> ::core::result::Result<
                        ::std::vec::Vec<Job>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<super::super::super::super::__amphi::Export1All>(())
                            .await
                    }
                    /// Calls `last`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn last(
                        &self,
                    ) -> ::core::result::Result<
                        ::core::result::Result<Job, Trouble>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<super::super::super::super::__amphi::Export2Last>(())
                            .await
                    }
                }
            }
            /// Runs jobs.
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod runner {
                pub type Job = super::super::super::super::corpus::interfaces::types::Job;
                pub type Failure = super::super::super::super::corpus::interfaces::types::Failure;
                /// The functions of `corpus:interfaces/runner@1.2.3`.
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
                    /// Runs one job to its end.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn run(
                        &self,
                        job: Job,
                    ) -> ::core::result::Result<
                        ::core::result::Result<u64, Failure>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export3Run,
                            >((job,))
                            .await
                    }
                }
            }
        }
    }
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod extra {
        pub type Failure = super::super::corpus::interfaces::types::Failure;
        /// The functions of `extra`.
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
            /// Calls `clear`.
            ///
            /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
            pub async fn clear(
                &self,
            ) -> ::core::result::Result<
                ::core::option::Option<Failure>,
                ::amphi_host::__rt::Error,
            > {
                self.__client.call::<super::super::__amphi::Export4Clear>(()).await
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub struct Export0Count;
    impl ::amphi_host::__rt::ExportFunction for Export0Count {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (::core::option::Option<super::Job>,);
        type Result = u32;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Count {
        type Params = (::core::option::Option<super::Job>,);
        type Return = (u32,);
        fn params((like,): Self::Args<'_>) -> Self::Params {
            (like,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export3Run;
    impl ::amphi_host::__rt::ExportFunction for Export3Run {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Args<'a> = (super::exports::corpus::interfaces::runner::Job,);
        type Result = ::core::result::Result<
            u64,
            super::exports::corpus::interfaces::runner::Failure,
        >;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export3Run {
        type Params = (super::exports::corpus::interfaces::runner::Job,);
        type Return = (
            ::core::result::Result<
                u64,
                super::exports::corpus::interfaces::runner::Failure,
            >,
        );
        fn params((job,): Self::Args<'_>) -> Self::Params {
            (job,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1All;
    impl ::amphi_host::__rt::ExportFunction for Export1All {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = ();
        type Result = ::std::vec::Vec<super::exports::corpus::interfaces::listing::Job>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1All {
        type Params = ();
        type Return = (
            ::std::vec::Vec<super::exports::corpus::interfaces::listing::Job>,
        );
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export2Last;
    impl ::amphi_host::__rt::ExportFunction for Export2Last {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = ();
        type Result = ::core::result::Result<
            super::exports::corpus::interfaces::listing::Job,
            super::exports::corpus::interfaces::listing::Trouble,
        >;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2Last {
        type Params = ();
        type Return = (
            ::core::result::Result<
                super::exports::corpus::interfaces::listing::Job,
                super::exports::corpus::interfaces::listing::Trouble,
            >,
        );
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export4Clear;
    impl ::amphi_host::__rt::ExportFunction for Export4Clear {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        type Args<'a> = ();
        type Result = ::core::option::Option<super::exports::extra::Failure>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export4Clear {
        type Params = ();
        type Return = (::core::option::Option<super::exports::extra::Failure>,);
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0Note;
    impl<I: super::InterfacesImports> ::amphi_host::__rt::ImportFunction<I>
    for Import0Note {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (::std::string::String,);
        type Result = ();
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
            <I as super::InterfacesImports>::note(__target, __context, text)
        }
    }
    impl<I: super::InterfacesImports> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0Note {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Import2Report;
    impl<
        I: super::corpus::interfaces::progress::Host,
    > ::amphi_host::__rt::ImportFunction<I> for Import2Report {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Params = (super::corpus::interfaces::progress::Job, u64, u64);
        type Result = ();
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (job, done, total): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::interfaces::progress::Host>::report(
                __target,
                __context,
                job,
                done,
                total,
            )
        }
    }
    impl<
        I: super::corpus::interfaces::progress::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import2Report {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Import1Now;
    impl<I: super::clock::Host> ::amphi_host::__rt::ImportFunction<I> for Import1Now {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = ();
        type Result = u64;
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
            <I as super::clock::Host>::now(__target, __context)
        }
    }
    impl<I: super::clock::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import1Now {
        type Return = (u64,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::InterfacesImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Interfaces as ::amphi_host::__rt::World>::interface().imports
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
                            Import0Note,
                            I,
                        >(&self.0, context, args),
                    )
                }
                2u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import2Report,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Now,
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
                .func::<Import0Note, I>(::core::option::Option::None, "note", &self.0)?;
            linker
                .func::<
                    Import2Report,
                    I,
                >(
                    ::core::option::Option::Some("corpus:interfaces/progress@1.2.3"),
                    "report",
                    &self.0,
                )?;
            linker
                .func::<
                    Import1Now,
                    I,
                >(::core::option::Option::Some("clock"), "now", &self.0)?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::InterfacesImports> ::amphi_host::__rt::Accepts<I>
    for super::Interfaces {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
