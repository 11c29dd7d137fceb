/// A plugin of the world `results`.
#[derive(Clone, Debug)]
pub struct Results {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Results {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// The functions of `corpus:results/store`.
    pub fn store(&self) -> self::exports::corpus::results::store::Client {
        self::exports::corpus::results::store::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Results {
    const NAME: &'static str = "results";
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
/// Answers everything that a plugin of the world `results` may call.
#[allow(missing_docs)]
pub trait ResultsImports: self::corpus::results::store::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::corpus::results::store::Host + ::core::marker::Send + ::core::marker::Sync
        + 'static,
> ResultsImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod results {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod store {
            /// Why it went wrong.
            #[repr(u8)]
            #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(enum)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Reason {
                /// It is not there.
                #[component(name = "missing")]
                Missing,
                #[component(name = "denied")]
                Denied,
            }
            impl Reason {
                /// The name of the case, as in the WIT.
                pub fn name(&self) -> &'static str {
                    match self {
                        Self::Missing => "missing",
                        Self::Denied => "denied",
                    }
                }
                /// The documentation of the case.
                pub fn message(&self) -> &'static str {
                    match self {
                        Self::Missing => "It is not there.",
                        Self::Denied => "",
                    }
                }
            }
            impl ::core::fmt::Display for Reason {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    ::core::write!(f, "{} (error {})", self.name(), * self as i32)
                }
            }
            impl ::core::error::Error for Reason {}
            impl ::amphi_host::__rt::Encode for Reason {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::wire::write_u32(
                        match self {
                            Self::Missing => 0u32,
                            Self::Denied => 1u32,
                        },
                        __out,
                    );
                }
            }
            impl ::amphi_host::__rt::Decode for Reason {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Missing),
                        1u32 => ::core::result::Result::Ok(Self::Denied),
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
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
            pub enum Problem {
                #[component(name = "io")]
                Io(::std::string::String),
                #[component(name = "because")]
                Because(Reason),
            }
            impl ::core::fmt::Display for Problem {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    ::core::write!(f, "{:?}", self)
                }
            }
            impl ::core::error::Error for Problem {}
            impl ::amphi_host::__rt::Encode for Problem {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::Io(payload) => {
                            ::amphi_host::__rt::wire::write_u32(0u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                        Self::Because(payload) => {
                            ::amphi_host::__rt::wire::write_u32(1u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl ::amphi_host::__rt::Decode for Problem {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => {
                            ::core::result::Result::Ok(
                                Self::Io(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Because(::amphi_host::__rt::Decode::decode(__input)?),
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
            #[derive(Clone, Debug, PartialEq)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Detail {
                #[component(name = "code")]
                pub code: u32,
                #[component(name = "text")]
                pub text: ::std::string::String,
            }
            impl ::core::fmt::Display for Detail {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    ::core::write!(f, "{:?}", self)
                }
            }
            impl ::core::error::Error for Detail {}
            impl ::amphi_host::__rt::Encode for Detail {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.code, __out);
                    ::amphi_host::__rt::Encode::encode(&self.text, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Detail {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        code: ::amphi_host::__rt::Decode::decode(__input)?,
                        text: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            /// Answers the functions of `corpus:results/store`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn get(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    key: ::std::string::String,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::core::result::Result<::std::vec::Vec<u8>, Reason>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn put(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    key: ::std::string::String,
                    value: ::std::vec::Vec<u8>,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::core::result::Result<(), Problem>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn check(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::core::result::Result<u32, ()>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn ping(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::core::result::Result<(), ()>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn describe(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    given: ::core::result::Result<::std::string::String, Reason>,
                    more: ::core::result::Result<(), Detail>,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::core::result::Result<::std::string::String, Detail>,
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
        pub mod results {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod store {
                /// Why it went wrong.
                #[repr(u8)]
                #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(enum)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub enum Reason {
                    /// It is not there.
                    #[component(name = "missing")]
                    Missing,
                    #[component(name = "denied")]
                    Denied,
                }
                impl Reason {
                    /// The name of the case, as in the WIT.
                    pub fn name(&self) -> &'static str {
                        match self {
                            Self::Missing => "missing",
                            Self::Denied => "denied",
                        }
                    }
                    /// The documentation of the case.
                    pub fn message(&self) -> &'static str {
                        match self {
                            Self::Missing => "It is not there.",
                            Self::Denied => "",
                        }
                    }
                }
                impl ::core::fmt::Display for Reason {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        ::core::write!(f, "{} (error {})", self.name(), * self as i32)
                    }
                }
                impl ::core::error::Error for Reason {}
                impl ::amphi_host::__rt::Encode for Reason {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::wire::write_u32(
                            match self {
                                Self::Missing => 0u32,
                                Self::Denied => 1u32,
                            },
                            __out,
                        );
                    }
                }
                impl ::amphi_host::__rt::Decode for Reason {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        match ::amphi_host::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::Missing),
                            1u32 => ::core::result::Result::Ok(Self::Denied),
                            got => {
                                ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 2usize,
                                })
                            }
                        }
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
                pub enum Problem {
                    #[component(name = "io")]
                    Io(::std::string::String),
                    #[component(name = "because")]
                    Because(Reason),
                }
                impl ::core::fmt::Display for Problem {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        ::core::write!(f, "{:?}", self)
                    }
                }
                impl ::core::error::Error for Problem {}
                impl ::amphi_host::__rt::Encode for Problem {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::Io(payload) => {
                                ::amphi_host::__rt::wire::write_u32(0u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                            Self::Because(payload) => {
                                ::amphi_host::__rt::wire::write_u32(1u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl ::amphi_host::__rt::Decode for Problem {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        match ::amphi_host::__rt::wire::read_u32(__input)? {
                            0u32 => {
                                ::core::result::Result::Ok(
                                    Self::Io(::amphi_host::__rt::Decode::decode(__input)?),
                                )
                            }
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::Because(::amphi_host::__rt::Decode::decode(__input)?),
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
                #[derive(Clone, Debug, PartialEq)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Detail {
                    #[component(name = "code")]
                    pub code: u32,
                    #[component(name = "text")]
                    pub text: ::std::string::String,
                }
                impl ::core::fmt::Display for Detail {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        ::core::write!(f, "{:?}", self)
                    }
                }
                impl ::core::error::Error for Detail {}
                impl ::amphi_host::__rt::Encode for Detail {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.code, __out);
                        ::amphi_host::__rt::Encode::encode(&self.text, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Detail {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            code: ::amphi_host::__rt::Decode::decode(__input)?,
                            text: ::amphi_host::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                /// The functions of `corpus:results/store`.
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
                    /// Calls `get`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn get(
                        &self,
                        key: &str,
                    ) -> ::core::result::Result<
                        ::core::result::Result<::std::vec::Vec<u8>, Reason>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export2Get,
                            >((key,))
                            .await
                    }
                    /// Calls `put`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn put(
                        &self,
                        key: &str,
                        value: &[u8],
                    ) -> ::core::result::Result<
                        ::core::result::Result<(), Problem>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export4Put,
                            >((key, value))
                            .await
                    }
                    /// Calls `check`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn check(
                        &self,
                    ) -> ::core::result::Result<
                        ::core::result::Result<u32, ()>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export0Check,
                            >(())
                            .await
                    }
                    /// Calls `ping`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn ping(
                        &self,
                    ) -> ::core::result::Result<
                        ::core::result::Result<(), ()>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<super::super::super::super::__amphi::Export3Ping>(())
                            .await
                    }
                    /// Calls `describe`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn describe(
                        &self,
                        given: ::core::result::Result<::std::string::String, Reason>,
                        more: ::core::result::Result<(), Detail>,
                    ) -> ::core::result::Result<
                        ::core::result::Result<::std::string::String, Detail>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export1Describe,
                            >((given, more))
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
    pub struct Export2Get;
    impl ::amphi_host::__rt::ExportFunction for Export2Get {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = (&'a str,);
        type Result = ::core::result::Result<
            ::std::vec::Vec<u8>,
            super::exports::corpus::results::store::Reason,
        >;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2Get {
        type Params = (::std::string::String,);
        type Return = (
            ::core::result::Result<
                ::std::vec::Vec<u8>,
                super::exports::corpus::results::store::Reason,
            >,
        );
        fn params((key,): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(key),)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export4Put;
    impl ::amphi_host::__rt::ExportFunction for Export4Put {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        type Args<'a> = (&'a str, &'a [u8]);
        type Result = ::core::result::Result<
            (),
            super::exports::corpus::results::store::Problem,
        >;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export4Put {
        type Params = (::std::string::String, ::std::vec::Vec<u8>);
        type Return = (
            ::core::result::Result<(), super::exports::corpus::results::store::Problem>,
        );
        fn params((key, value): Self::Args<'_>) -> Self::Params {
            (
                ::std::borrow::ToOwned::to_owned(key),
                ::std::borrow::ToOwned::to_owned(value),
            )
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export0Check;
    impl ::amphi_host::__rt::ExportFunction for Export0Check {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = ();
        type Result = ::core::result::Result<u32, ()>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0Check {
        type Params = ();
        type Return = (::core::result::Result<u32, ()>,);
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export3Ping;
    impl ::amphi_host::__rt::ExportFunction for Export3Ping {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Args<'a> = ();
        type Result = ::core::result::Result<(), ()>;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export3Ping {
        type Params = ();
        type Return = (::core::result::Result<(), ()>,);
        fn params((): Self::Args<'_>) -> Self::Params {
            ()
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1Describe;
    impl ::amphi_host::__rt::ExportFunction for Export1Describe {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (
            ::core::result::Result<
                ::std::string::String,
                super::exports::corpus::results::store::Reason,
            >,
            ::core::result::Result<(), super::exports::corpus::results::store::Detail>,
        );
        type Result = ::core::result::Result<
            ::std::string::String,
            super::exports::corpus::results::store::Detail,
        >;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1Describe {
        type Params = (
            ::core::result::Result<
                ::std::string::String,
                super::exports::corpus::results::store::Reason,
            >,
            ::core::result::Result<(), super::exports::corpus::results::store::Detail>,
        );
        type Return = (
            ::core::result::Result<
                ::std::string::String,
                super::exports::corpus::results::store::Detail,
            >,
        );
        fn params((given, more): Self::Args<'_>) -> Self::Params {
            (given, more)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import2Get;
    impl<I: super::corpus::results::store::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import2Get {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Params = (::std::string::String,);
        type Result = ::core::result::Result<
            ::std::vec::Vec<u8>,
            super::corpus::results::store::Reason,
        >;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (key,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::results::store::Host>::get(__target, __context, key)
        }
    }
    impl<
        I: super::corpus::results::store::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import2Get {
        type Return = (
            ::core::result::Result<
                ::std::vec::Vec<u8>,
                super::corpus::results::store::Reason,
            >,
        );
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import4Put;
    impl<I: super::corpus::results::store::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import4Put {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        type Params = (::std::string::String, ::std::vec::Vec<u8>);
        type Result = ::core::result::Result<(), super::corpus::results::store::Problem>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (key, value): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::results::store::Host>::put(
                __target,
                __context,
                key,
                value,
            )
        }
    }
    impl<
        I: super::corpus::results::store::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import4Put {
        type Return = (
            ::core::result::Result<(), super::corpus::results::store::Problem>,
        );
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import0Check;
    impl<I: super::corpus::results::store::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import0Check {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = ();
        type Result = ::core::result::Result<u32, ()>;
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
            <I as super::corpus::results::store::Host>::check(__target, __context)
        }
    }
    impl<
        I: super::corpus::results::store::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import0Check {
        type Return = (::core::result::Result<u32, ()>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import3Ping;
    impl<I: super::corpus::results::store::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import3Ping {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Params = ();
        type Result = ::core::result::Result<(), ()>;
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
            <I as super::corpus::results::store::Host>::ping(__target, __context)
        }
    }
    impl<
        I: super::corpus::results::store::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import3Ping {
        type Return = (::core::result::Result<(), ()>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import1Describe;
    impl<I: super::corpus::results::store::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import1Describe {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (
            ::core::result::Result<
                ::std::string::String,
                super::corpus::results::store::Reason,
            >,
            ::core::result::Result<(), super::corpus::results::store::Detail>,
        );
        type Result = ::core::result::Result<
            ::std::string::String,
            super::corpus::results::store::Detail,
        >;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (given, more): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::corpus::results::store::Host>::describe(
                __target,
                __context,
                given,
                more,
            )
        }
    }
    impl<
        I: super::corpus::results::store::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import1Describe {
        type Return = (
            ::core::result::Result<
                ::std::string::String,
                super::corpus::results::store::Detail,
            >,
        );
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::ResultsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Results as ::amphi_host::__rt::World>::interface().imports
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
                            Import2Get,
                            I,
                        >(&self.0, context, args),
                    )
                }
                4u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import4Put,
                            I,
                        >(&self.0, context, args),
                    )
                }
                0u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import0Check,
                            I,
                        >(&self.0, context, args),
                    )
                }
                3u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import3Ping,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1Describe,
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
                    Import2Get,
                    I,
                >(::core::option::Option::Some("corpus:results/store"), "get", &self.0)?;
            linker
                .func::<
                    Import4Put,
                    I,
                >(::core::option::Option::Some("corpus:results/store"), "put", &self.0)?;
            linker
                .func::<
                    Import0Check,
                    I,
                >(
                    ::core::option::Option::Some("corpus:results/store"),
                    "check",
                    &self.0,
                )?;
            linker
                .func::<
                    Import3Ping,
                    I,
                >(
                    ::core::option::Option::Some("corpus:results/store"),
                    "ping",
                    &self.0,
                )?;
            linker
                .func::<
                    Import1Describe,
                    I,
                >(
                    ::core::option::Option::Some("corpus:results/store"),
                    "describe",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::ResultsImports> ::amphi_host::__rt::Accepts<I> for super::Results {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
