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
                    b"\x05\0\x05count\x01\x04like\x13\x0F\x02\x02id\x08\x04name\x0C\x01\x06\x01\x1Fcorpus:interfaces/listing@1.2.3\x03all\0\x01\r\x0F\x02\x02id\x08\x04name\x0C\x01\x1Fcorpus:interfaces/listing@1.2.3\x04last\0\x01\x14\x01\x0F\x02\x02id\x08\x04name\x0C\x01\x10\x02\x04busy\0\x06broken\x01\x0C\x01\x1Ecorpus:interfaces/runner@1.2.3\x03run\x01\x03job\x0F\x02\x02id\x08\x04name\x0C\x01\x14\x01\x08\x01\x10\x02\x04busy\0\x06broken\x01\x0C\x01\x05extra\x05clear\0\x01\x13\x10\x02\x04busy\0\x06broken\x01\x0C\x03\0\x04note\x01\x04text\x0C\0\x01\x05clock\x03now\0\x01\x08\x01 corpus:interfaces/progress@1.2.3\x06report\x03\x03job\x0F\x02\x02id\x08\x04name\x0C\x04done\x08\x05total\x08\0",
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
pub trait InterfacesImports: self::corpus::interfaces::progress::Host + self::clock::Host + ::core::marker::Send + ::core::marker::Sync + 'static {
    fn note(
        &self,
        cx: &::amphi_host::__rt::CallContext,
        text: ::std::string::String,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
    > + ::core::marker::Send;
}
#[allow(dead_code, unused_imports, clippy::all)]
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
#[allow(dead_code, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, unused_imports, clippy::all)]
    pub mod interfaces {
        #[allow(dead_code, unused_imports, clippy::all)]
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
        #[allow(dead_code, unused_imports, clippy::all)]
        pub mod types {
            #[derive(Clone, Debug, PartialEq)]
            pub struct Job {
                pub id: u64,
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
            pub enum Failure {
                Busy,
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
#[allow(dead_code, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, unused_imports, clippy::all)]
    pub mod corpus {
        #[allow(dead_code, unused_imports, clippy::all)]
        pub mod interfaces {
            #[allow(dead_code, unused_imports, clippy::all)]
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
            #[allow(dead_code, unused_imports, clippy::all)]
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
    #[allow(dead_code, unused_imports, clippy::all)]
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
    pub struct Export1All;
    impl ::amphi_host::__rt::ExportFunction for Export1All {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = ();
        type Result = ::std::vec::Vec<super::exports::corpus::interfaces::listing::Job>;
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
    pub struct Export4Clear;
    impl ::amphi_host::__rt::ExportFunction for Export4Clear {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        type Args<'a> = ();
        type Result = ::core::option::Option<super::exports::extra::Failure>;
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
    }
    impl<I: super::InterfacesImports> ::amphi_host::__rt::Accepts<I>
    for super::Interfaces {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
