/// A plugin of the world `borrows`.
#[derive(Clone, Debug)]
pub struct Borrows {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Borrows {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// What the plugin has.
    pub fn documents(&self) -> self::exports::example::borrows::documents::Client {
        self::exports::example::borrows::documents::Client::__new(self.__client.clone())
    }
    /// The functions of `example:borrows/user@1.0.0`.
    pub fn user(&self) -> self::exports::example::borrows::user::Client {
        self::exports::example::borrows::user::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Borrows {
    const NAME: &'static str = "borrows";
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
/// Answers everything that a plugin of the world `borrows` may call.
#[allow(missing_docs)]
pub trait BorrowsImports: self::example::borrows::kv::Host + ::core::marker::Send + ::core::marker::Sync + 'static {}
impl<
    I: self::example::borrows::kv::Host + ::core::marker::Send + ::core::marker::Sync
        + 'static,
> BorrowsImports for I {}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod example {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod borrows {
        /// What the host has.
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod kv {
            ::amphi_host::__rt::host_resource!(Bucket, BucketBorrow, HostBucket, 0);
            #[derive(Debug)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct View {
                #[component(name = "bucket")]
                pub bucket: BucketBorrow,
                #[component(name = "key")]
                pub key: ::std::string::String,
            }
            impl ::amphi_host::__rt::Encode for View {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.bucket, __out);
                    ::amphi_host::__rt::Encode::encode(&self.key, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for View {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        bucket: ::amphi_host::__rt::Decode::decode(__input)?,
                        key: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Debug)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(variant)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Spot {
                #[component(name = "nowhere")]
                Nowhere,
                #[component(name = "at")]
                At(BucketBorrow),
                #[component(name = "inside")]
                Inside(View),
            }
            impl ::amphi_host::__rt::Encode for Spot {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::Nowhere => ::amphi_host::__rt::wire::write_u32(0u32, __out),
                        Self::At(payload) => {
                            ::amphi_host::__rt::wire::write_u32(1u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                        Self::Inside(payload) => {
                            ::amphi_host::__rt::wire::write_u32(2u32, __out);
                            ::amphi_host::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl ::amphi_host::__rt::Decode for Spot {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Nowhere),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::At(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        2u32 => {
                            ::core::result::Result::Ok(
                                Self::Inside(::amphi_host::__rt::Decode::decode(__input)?),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                got,
                                cases: 3usize,
                            })
                        }
                    }
                }
            }
            #[repr(u8)]
            #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(enum)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub enum Mood {
                #[component(name = "good")]
                Good,
                #[component(name = "bad")]
                Bad,
            }
            impl ::amphi_host::__rt::Encode for Mood {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::wire::write_u32(
                        match self {
                            Self::Good => 0u32,
                            Self::Bad => 1u32,
                        },
                        __out,
                    );
                }
            }
            impl ::amphi_host::__rt::Decode for Mood {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    match ::amphi_host::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Good),
                        1u32 => ::core::result::Result::Ok(Self::Bad),
                        got => {
                            ::core::result::Result::Err(::amphi_host::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
                }
            }
            #[derive(Debug)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Trade {
                #[component(name = "lent")]
                pub lent: BucketBorrow,
                #[component(name = "given")]
                pub given: Bucket,
            }
            impl ::amphi_host::__rt::Encode for Trade {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.lent, __out);
                    ::amphi_host::__rt::Encode::encode(&self.given, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Trade {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        lent: ::amphi_host::__rt::Decode::decode(__input)?,
                        given: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            pub type Views = ::std::vec::Vec<View>;
            pub type Maybe = ::core::option::Option<BucketBorrow>;
            /// Answers the functions of `example:borrows/kv@1.0.0`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                /// What the host keeps for each `Bucket`.
                type Bucket: HostBucket;
                fn new_bucket(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    name: ::std::string::String,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Bucket,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn read(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    of: ::std::vec::Vec<View>,
                    all: Views,
                    maybe: Maybe,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::vec::Vec<::core::option::Option<::std::string::String>>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn locate(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    of: Spot,
                    or: ::core::option::Option<Spot>,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::string::String,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn weigh(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    of: (
                        BucketBorrow,
                        ::std::string::String,
                        Mood,
                        ::core::option::Option<View>,
                    ),
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<u64, ::amphi_host::__rt::ImportError>,
                > + ::core::marker::Send;
                fn check(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    of: ::core::result::Result<BucketBorrow, ::std::string::String>,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        bool,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn swap(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    of: Trade,
                    more: ::std::vec::Vec<Trade>,
                    pair: (Bucket, BucketBorrow, ::std::string::String),
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Bucket,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn wait(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    of: ::std::vec::Vec<View>,
                    spot: Spot,
                    name: ::std::string::String,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::string::String,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
            }
            /// Answers the methods of `Bucket`. Write them as `async fn`.
            pub trait HostBucket: ::core::marker::Send + ::core::marker::Sync + 'static {
                /// Lends others to a method.
                fn merge(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    others: ::std::vec::Vec<BucketBorrow>,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<u32, ::amphi_host::__rt::ImportError>,
                > + ::core::marker::Send;
            }
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod example {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod borrows {
            /// What the plugin has.
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod documents {
                pub type Store = super::super::super::super::example::borrows::kv::Bucket;
                pub type StoreBorrow = super::super::super::super::example::borrows::kv::BucketBorrow;
                pub type View = super::super::super::super::example::borrows::kv::View;
                pub type Place = super::super::super::super::example::borrows::kv::Spot;
                ::amphi_host::__rt::plugin_resource!(Doc, DocBorrow);
                #[derive(Debug)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Shown {
                    #[component(name = "name")]
                    pub name: ::std::string::String,
                    #[component(name = "doc")]
                    pub doc: DocBorrow,
                }
                impl ::amphi_host::__rt::Encode for Shown {
                    const HANDLES: bool = true;
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.name, __out);
                        ::amphi_host::__rt::Encode::encode(&self.doc, __out);
                    }
                }
                #[derive(Debug)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(variant)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub enum Choice {
                    #[component(name = "nothing")]
                    Nothing,
                    #[component(name = "one")]
                    One(DocBorrow),
                    #[component(name = "several")]
                    Several(::std::vec::Vec<Shown>),
                }
                impl ::amphi_host::__rt::Encode for Choice {
                    const HANDLES: bool = true;
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::Nothing => {
                                ::amphi_host::__rt::wire::write_u32(0u32, __out)
                            }
                            Self::One(payload) => {
                                ::amphi_host::__rt::wire::write_u32(1u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                            Self::Several(payload) => {
                                ::amphi_host::__rt::wire::write_u32(2u32, __out);
                                ::amphi_host::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                /// Both sides lend something.
                #[derive(Debug)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Mixed {
                    #[component(name = "doc")]
                    pub doc: DocBorrow,
                    #[component(name = "choice")]
                    pub choice: Choice,
                    #[component(name = "store")]
                    pub store: super::super::super::super::example::borrows::kv::BucketBorrow,
                    #[component(name = "places")]
                    pub places: (Place, ::core::option::Option<Place>),
                    #[component(name = "outcome")]
                    pub outcome: ::core::result::Result<
                        super::super::super::super::example::borrows::kv::BucketBorrow,
                        View,
                    >,
                }
                impl ::amphi_host::__rt::Encode for Mixed {
                    const HANDLES: bool = true;
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.doc, __out);
                        ::amphi_host::__rt::Encode::encode(&self.choice, __out);
                        ::amphi_host::__rt::Encode::encode(&self.store, __out);
                        ::amphi_host::__rt::Encode::encode(&self.places, __out);
                        ::amphi_host::__rt::Encode::encode(&self.outcome, __out);
                    }
                }
                /// The functions of `example:borrows/documents@1.0.0`.
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
                    /// Calls `show`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn show(
                        &self,
                        of: ::std::vec::Vec<Shown>,
                        choice: Choice,
                    ) -> ::core::result::Result<
                        ::std::vec::Vec<::std::string::String>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export5Show,
                            >((of, choice))
                            .await
                    }
                    /// Calls `look`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn look(
                        &self,
                        of: View,
                        other: &Store,
                    ) -> ::core::result::Result<
                        ::std::string::String,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export3Look,
                            >((of, other.borrow()))
                            .await
                    }
                    /// Calls `mix`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn mix(
                        &self,
                        of: Mixed,
                        or: ::core::option::Option<Mixed>,
                    ) -> ::core::result::Result<u64, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export4Mix,
                            >((of, or))
                            .await
                    }
                    /// Calls `fetch`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn fetch(
                        &self,
                        of: Mixed,
                        store: &Store,
                        shown: ::std::vec::Vec<Shown>,
                    ) -> ::core::result::Result<
                        ::std::string::String,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export2Fetch,
                            >((of, store.borrow(), shown))
                            .await
                    }
                }
                impl Doc {
                    /// Calls `[method]doc.words`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn words(
                        &self,
                    ) -> ::core::result::Result<u64, ::amphi_host::__rt::Error> {
                        self.__client()?
                            .call::<
                                super::super::super::super::__amphi::Export0MethodDocWords,
                            >((self.borrow(),))
                            .await
                    }
                    /// Calls `[static]doc.longest`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn longest(
                        __plugin: &Client,
                        of: ::std::vec::Vec<DocBorrow>,
                    ) -> ::core::result::Result<
                        ::core::option::Option<Doc>,
                        ::amphi_host::__rt::Error,
                    > {
                        __plugin
                            .__client
                            .call::<
                                super::super::super::super::__amphi::Export1StaticDocLongest,
                            >((of,))
                            .await
                    }
                }
            }
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod user {
                pub type Doc = super::super::super::super::exports::example::borrows::documents::Doc;
                pub type DocBorrow = super::super::super::super::exports::example::borrows::documents::DocBorrow;
                pub type Seen = super::super::super::super::exports::example::borrows::documents::Shown;
                /// The functions of `example:borrows/user@1.0.0`.
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
                    /// Calls `see`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn see(
                        &self,
                        of: Seen,
                        docs: ::std::vec::Vec<Seen>,
                    ) -> ::core::result::Result<bool, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export6See,
                            >((of, docs))
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
    pub struct Export0MethodDocWords;
    impl ::amphi_host::__rt::ExportFunction for Export0MethodDocWords {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (super::exports::example::borrows::documents::DocBorrow,);
        type Result = u64;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0MethodDocWords {
        type Params = (super::exports::example::borrows::documents::DocBorrow,);
        type Return = (u64,);
        fn params((self_,): Self::Args<'_>) -> Self::Params {
            (self_,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export1StaticDocLongest;
    impl ::amphi_host::__rt::ExportFunction for Export1StaticDocLongest {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (
            ::std::vec::Vec<super::exports::example::borrows::documents::DocBorrow>,
        );
        type Result = ::core::option::Option<
            super::exports::example::borrows::documents::Doc,
        >;
        const HANDLES: bool = true;
        const GIVES: bool = true;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1StaticDocLongest {
        type Params = (
            ::std::vec::Vec<super::exports::example::borrows::documents::DocBorrow>,
        );
        type Return = (
            ::core::option::Option<super::exports::example::borrows::documents::Doc>,
        );
        fn params((of,): Self::Args<'_>) -> Self::Params {
            (of,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export5Show;
    impl ::amphi_host::__rt::ExportFunction for Export5Show {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            5u32,
        );
        type Args<'a> = (
            ::std::vec::Vec<super::exports::example::borrows::documents::Shown>,
            super::exports::example::borrows::documents::Choice,
        );
        type Result = ::std::vec::Vec<::std::string::String>;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export5Show {
        type Params = (
            ::std::vec::Vec<super::exports::example::borrows::documents::Shown>,
            super::exports::example::borrows::documents::Choice,
        );
        type Return = (::std::vec::Vec<::std::string::String>,);
        fn params((of, choice): Self::Args<'_>) -> Self::Params {
            (of, choice)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export3Look;
    impl ::amphi_host::__rt::ExportFunction for Export3Look {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Args<'a> = (
            super::exports::example::borrows::documents::View,
            super::example::borrows::kv::BucketBorrow,
        );
        type Result = ::std::string::String;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export3Look {
        type Params = (
            super::exports::example::borrows::documents::View,
            super::example::borrows::kv::BucketBorrow,
        );
        type Return = (::std::string::String,);
        fn params((of, other): Self::Args<'_>) -> Self::Params {
            (of, other)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export4Mix;
    impl ::amphi_host::__rt::ExportFunction for Export4Mix {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        type Args<'a> = (
            super::exports::example::borrows::documents::Mixed,
            ::core::option::Option<super::exports::example::borrows::documents::Mixed>,
        );
        type Result = u64;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export4Mix {
        type Params = (
            super::exports::example::borrows::documents::Mixed,
            ::core::option::Option<super::exports::example::borrows::documents::Mixed>,
        );
        type Return = (u64,);
        fn params((of, or): Self::Args<'_>) -> Self::Params {
            (of, or)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export2Fetch;
    impl ::amphi_host::__rt::ExportFunction for Export2Fetch {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = (
            super::exports::example::borrows::documents::Mixed,
            super::example::borrows::kv::BucketBorrow,
            ::std::vec::Vec<super::exports::example::borrows::documents::Shown>,
        );
        type Result = ::std::string::String;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2Fetch {
        type Params = (
            super::exports::example::borrows::documents::Mixed,
            super::example::borrows::kv::BucketBorrow,
            ::std::vec::Vec<super::exports::example::borrows::documents::Shown>,
        );
        type Return = (::std::string::String,);
        fn params((of, store, shown): Self::Args<'_>) -> Self::Params {
            (of, store, shown)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export6See;
    impl ::amphi_host::__rt::ExportFunction for Export6See {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            6u32,
        );
        type Args<'a> = (
            super::exports::example::borrows::user::Seen,
            ::std::vec::Vec<super::exports::example::borrows::user::Seen>,
        );
        type Result = bool;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export6See {
        type Params = (
            super::exports::example::borrows::user::Seen,
            ::std::vec::Vec<super::exports::example::borrows::user::Seen>,
        );
        type Return = (bool,);
        fn params((of, docs): Self::Args<'_>) -> Self::Params {
            (of, docs)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0ConstructorBucket;
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import0ConstructorBucket {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (::std::string::String,);
        type Result = super::example::borrows::kv::Bucket;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (name,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::example::borrows::kv::Host>::new_bucket(
                __target,
                __context,
                name,
            )
        }
    }
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0ConstructorBucket {
        type Return = (super::example::borrows::kv::Bucket,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import1MethodBucketMerge;
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import1MethodBucketMerge {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (
            super::example::borrows::kv::BucketBorrow,
            ::std::vec::Vec<super::example::borrows::kv::BucketBorrow>,
        );
        type Result = u32;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (self_, others): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            async move {
                let __value = self_
                    .value::<<I as super::example::borrows::kv::Host>::Bucket>()?;
                <<I as super::example::borrows::kv::Host>::Bucket as super::example::borrows::kv::HostBucket>::merge(
                        &__value,
                        __context,
                        others,
                    )
                    .await
            }
        }
    }
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import1MethodBucketMerge {
        type Return = (u32,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import4Read;
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import4Read {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        type Params = (
            ::std::vec::Vec<super::example::borrows::kv::View>,
            super::example::borrows::kv::Views,
            super::example::borrows::kv::Maybe,
        );
        type Result = ::std::vec::Vec<::core::option::Option<::std::string::String>>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (of, all, maybe): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::example::borrows::kv::Host>::read(
                __target,
                __context,
                of,
                all,
                maybe,
            )
        }
    }
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import4Read {
        type Return = (::std::vec::Vec<::core::option::Option<::std::string::String>>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import3Locate;
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import3Locate {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Params = (
            super::example::borrows::kv::Spot,
            ::core::option::Option<super::example::borrows::kv::Spot>,
        );
        type Result = ::std::string::String;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (of, or): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::example::borrows::kv::Host>::locate(__target, __context, of, or)
        }
    }
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import3Locate {
        type Return = (::std::string::String,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import7Weigh;
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import7Weigh {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            7u32,
        );
        type Params = (
            (
                super::example::borrows::kv::BucketBorrow,
                ::std::string::String,
                super::example::borrows::kv::Mood,
                ::core::option::Option<super::example::borrows::kv::View>,
            ),
        );
        type Result = u64;
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
            <I as super::example::borrows::kv::Host>::weigh(__target, __context, of)
        }
    }
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import7Weigh {
        type Return = (u64,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import2Check;
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import2Check {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Params = (
            ::core::result::Result<
                super::example::borrows::kv::BucketBorrow,
                ::std::string::String,
            >,
        );
        type Result = bool;
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
            <I as super::example::borrows::kv::Host>::check(__target, __context, of)
        }
    }
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import2Check {
        type Return = (bool,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import5Swap;
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import5Swap {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            5u32,
        );
        type Params = (
            super::example::borrows::kv::Trade,
            ::std::vec::Vec<super::example::borrows::kv::Trade>,
            (
                super::example::borrows::kv::Bucket,
                super::example::borrows::kv::BucketBorrow,
                ::std::string::String,
            ),
        );
        type Result = super::example::borrows::kv::Bucket;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (of, more, pair): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::example::borrows::kv::Host>::swap(
                __target,
                __context,
                of,
                more,
                pair,
            )
        }
    }
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import5Swap {
        type Return = (super::example::borrows::kv::Bucket,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import6Wait;
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import6Wait {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            6u32,
        );
        const IS_ASYNC: bool = true;
        type Params = (
            ::std::vec::Vec<super::example::borrows::kv::View>,
            super::example::borrows::kv::Spot,
            ::std::string::String,
        );
        type Result = ::std::string::String;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (of, spot, name): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::example::borrows::kv::Host>::wait(
                __target,
                __context,
                of,
                spot,
                name,
            )
        }
    }
    impl<I: super::example::borrows::kv::Host> ::amphi_host::__rt::WasmImportFunction<I>
    for Import6Wait {
        type Return = (::std::string::String,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::BorrowsImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Borrows as ::amphi_host::__rt::World>::interface().imports
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
                            Import0ConstructorBucket,
                            I,
                        >(&self.0, context, args),
                    )
                }
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1MethodBucketMerge,
                            I,
                        >(&self.0, context, args),
                    )
                }
                4u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import4Read,
                            I,
                        >(&self.0, context, args),
                    )
                }
                3u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import3Locate,
                            I,
                        >(&self.0, context, args),
                    )
                }
                7u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import7Weigh,
                            I,
                        >(&self.0, context, args),
                    )
                }
                2u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import2Check,
                            I,
                        >(&self.0, context, args),
                    )
                }
                5u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import5Swap,
                            I,
                        >(&self.0, context, args),
                    )
                }
                6u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import6Wait,
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
                .resource(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "bucket",
                    ::amphi_host::__rt::ResourceIndex(0u32),
                )?;
            linker
                .func::<
                    Import0ConstructorBucket,
                    I,
                >(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "[constructor]bucket",
                    &self.0,
                )?;
            linker
                .func::<
                    Import1MethodBucketMerge,
                    I,
                >(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "[method]bucket.merge",
                    &self.0,
                )?;
            linker
                .func::<
                    Import4Read,
                    I,
                >(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "read",
                    &self.0,
                )?;
            linker
                .func::<
                    Import3Locate,
                    I,
                >(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "locate",
                    &self.0,
                )?;
            linker
                .func::<
                    Import7Weigh,
                    I,
                >(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "weigh",
                    &self.0,
                )?;
            linker
                .func::<
                    Import2Check,
                    I,
                >(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "check",
                    &self.0,
                )?;
            linker
                .func::<
                    Import5Swap,
                    I,
                >(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "swap",
                    &self.0,
                )?;
            linker
                .func::<
                    Import6Wait,
                    I,
                >(
                    ::core::option::Option::Some("example:borrows/kv@1.0.0"),
                    "wait",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::BorrowsImports> ::amphi_host::__rt::Accepts<I> for super::Borrows {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
