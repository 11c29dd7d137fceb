#[allow(missing_docs)]
pub type Plain = self::example::resources::kv::Plain;
pub type PlainBorrow = self::example::resources::kv::PlainBorrow;
/// A plugin of the world `resources`.
#[derive(Clone, Debug)]
pub struct Resources {
    __client: ::amphi_host::__rt::Client,
}
#[allow(dead_code, clippy::all)]
impl Resources {
    /// The same client, calling in the name of `context`: from a host import, with the context it was given.
    #[must_use]
    pub fn within(&self, context: &::amphi_host::__rt::CallContext) -> Self {
        Self {
            __client: self.__client.within(context),
        }
    }
    /// Documents of the plugin.
    pub fn documents(&self) -> self::exports::example::resources::documents::Client {
        self::exports::example::resources::documents::Client::__new(
            self.__client.clone(),
        )
    }
    /// The functions of `example:resources/user@1.0.0`.
    pub fn user(&self) -> self::exports::example::resources::user::Client {
        self::exports::example::resources::user::Client::__new(self.__client.clone())
    }
}
impl ::amphi_host::__rt::World for Resources {
    const NAME: &'static str = "resources";
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
/// Answers everything that a plugin of the world `resources` may call.
#[allow(missing_docs)]
pub trait ResourcesImports: self::example::resources::kv::Host + ::core::marker::Send + ::core::marker::Sync + 'static {
    fn note(
        &self,
        cx: &::amphi_host::__rt::CallContext,
        of: self::example::resources::kv::PlainBorrow,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
    > + ::core::marker::Send;
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod example {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod resources {
        /// What the host keeps.
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod kv {
            ::amphi_host::__rt::host_resource!(Bucket, BucketBorrow, HostBucket, 0);
            ::amphi_host::__rt::host_resource!(Plain, PlainBorrow, HostPlain, 1);
            #[derive(Debug)]
            #[derive(
                ::amphi_host::__rt::wasmtime::component::ComponentType,
                ::amphi_host::__rt::wasmtime::component::Lift,
                ::amphi_host::__rt::wasmtime::component::Lower
            )]
            #[component(record)]
            #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
            pub struct Pair {
                #[component(name = "left")]
                pub left: Bucket,
                #[component(name = "right")]
                pub right: ::core::option::Option<Bucket>,
            }
            impl ::amphi_host::__rt::Encode for Pair {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    ::amphi_host::__rt::Encode::encode(&self.left, __out);
                    ::amphi_host::__rt::Encode::encode(&self.right, __out);
                }
            }
            impl ::amphi_host::__rt::Decode for Pair {
                fn decode(
                    __input: &mut ::amphi_host::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        left: ::amphi_host::__rt::Decode::decode(__input)?,
                        right: ::amphi_host::__rt::Decode::decode(__input)?,
                    })
                }
            }
            /// Answers the functions of `example:resources/kv@1.0.0`. Write them as `async fn`.
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static {
                /// What the host keeps for each `Bucket`.
                type Bucket: HostBucket;
                /// What the host keeps for each `Plain`.
                type Plain: HostPlain;
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
                fn bucket_merge(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    a: Bucket,
                    b: BucketBorrow,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Bucket,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn open(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    name: ::std::string::String,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::core::result::Result<Bucket, ::std::string::String>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn close(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    bucket: Bucket,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
                > + ::core::marker::Send;
                fn split(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    bucket: Bucket,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        Pair,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn swap(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    pairs: ::std::vec::Vec<Pair>,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::vec::Vec<Pair>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn mark(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    of: Plain,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
                > + ::core::marker::Send;
            }
            /// Answers the methods of `Bucket`. Write them as `async fn`.
            pub trait HostBucket: ::core::marker::Send + ::core::marker::Sync + 'static {
                fn get(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    key: ::std::string::String,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::core::option::Option<::std::string::String>,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
                fn set(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    key: ::std::string::String,
                    value: ::std::vec::Vec<u8>,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<(), ::amphi_host::__rt::ImportError>,
                > + ::core::marker::Send;
                fn watch(
                    &self,
                    cx: &::amphi_host::__rt::CallContext,
                    key: ::std::string::String,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<
                        ::std::string::String,
                        ::amphi_host::__rt::ImportError,
                    >,
                > + ::core::marker::Send;
            }
            /// Answers the methods of `Plain`. Write them as `async fn`.
            pub trait HostPlain: ::core::marker::Send + ::core::marker::Sync + 'static {}
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod example {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod resources {
            /// Documents of the plugin.
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod documents {
                ::amphi_host::__rt::plugin_resource!(
                    #[doc = " A text that can be asked."] Doc, DocBorrow
                );
                ::amphi_host::__rt::plugin_resource!(Checked, CheckedBorrow);
                #[derive(Debug)]
                #[derive(
                    ::amphi_host::__rt::wasmtime::component::ComponentType,
                    ::amphi_host::__rt::wasmtime::component::Lift,
                    ::amphi_host::__rt::wasmtime::component::Lower
                )]
                #[component(record)]
                #[component(wasmtime_crate = ::amphi_host::__rt::wasmtime)]
                pub struct Entry {
                    #[component(name = "name")]
                    pub name: ::std::string::String,
                    #[component(name = "doc")]
                    pub doc: Doc,
                }
                impl ::amphi_host::__rt::Encode for Entry {
                    const HANDLES: bool = true;
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        ::amphi_host::__rt::Encode::encode(&self.name, __out);
                        ::amphi_host::__rt::Encode::encode(&self.doc, __out);
                    }
                }
                impl ::amphi_host::__rt::Decode for Entry {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        ::core::result::Result::Ok(Self {
                            name: ::amphi_host::__rt::Decode::decode(__input)?,
                            doc: ::amphi_host::__rt::Decode::decode(__input)?,
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
                pub enum Found {
                    #[component(name = "nothing")]
                    Nothing,
                    #[component(name = "one")]
                    One(Doc),
                    #[component(name = "several")]
                    Several(::std::vec::Vec<Entry>),
                }
                impl ::amphi_host::__rt::Encode for Found {
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
                impl ::amphi_host::__rt::Decode for Found {
                    fn decode(
                        __input: &mut ::amphi_host::__rt::Reader<'_>,
                    ) -> ::core::result::Result<Self, ::amphi_host::__rt::CodecError> {
                        match ::amphi_host::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::Nothing),
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::One(::amphi_host::__rt::Decode::decode(__input)?),
                                )
                            }
                            2u32 => {
                                ::core::result::Result::Ok(
                                    Self::Several(::amphi_host::__rt::Decode::decode(__input)?),
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
                /// The functions of `example:resources/documents@1.0.0`.
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
                    /// Calls `find`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn find(
                        &self,
                        name: &str,
                    ) -> ::core::result::Result<Found, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export8Find,
                            >((name,))
                            .await
                    }
                    /// Calls `store`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn store(
                        &self,
                        entries: ::std::vec::Vec<Entry>,
                    ) -> ::core::result::Result<
                        ::core::option::Option<Doc>,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export9Store,
                            >((entries,))
                            .await
                    }
                    /// Calls `compare`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn compare(
                        &self,
                        a: &Doc,
                        b: &Doc,
                    ) -> ::core::result::Result<bool, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export7Compare,
                            >((a.borrow(), b.borrow()))
                            .await
                    }
                }
                impl Doc {
                    /// Makes one of a text.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn new(
                        __plugin: &Client,
                        text: &str,
                    ) -> ::core::result::Result<Doc, ::amphi_host::__rt::Error> {
                        __plugin
                            .__client
                            .call::<
                                super::super::super::super::__amphi::Export1ConstructorDoc,
                            >((text,))
                            .await
                    }
                    /// How many words it has.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn words(
                        &self,
                    ) -> ::core::result::Result<u64, ::amphi_host::__rt::Error> {
                        self.__client()?
                            .call::<
                                super::super::super::super::__amphi::Export4MethodDocWords,
                            >((self.borrow(),))
                            .await
                    }
                    /// Adds to it.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn append(
                        &self,
                        text: &str,
                        other: &Doc,
                    ) -> ::core::result::Result<u64, ::amphi_host::__rt::Error> {
                        self.__client()?
                            .call::<
                                super::super::super::super::__amphi::Export2MethodDocAppend,
                            >((self.borrow(), text, other.borrow()))
                            .await
                    }
                    /// Makes one if the text is good.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn parse(
                        __plugin: &Client,
                        text: &str,
                    ) -> ::core::result::Result<
                        ::core::result::Result<Doc, ::std::string::String>,
                        ::amphi_host::__rt::Error,
                    > {
                        __plugin
                            .__client
                            .call::<
                                super::super::super::super::__amphi::Export6StaticDocParse,
                            >((text,))
                            .await
                    }
                    /// Takes its time.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn fetch(
                        &self,
                        source: &Doc,
                    ) -> ::core::result::Result<
                        ::std::string::String,
                        ::amphi_host::__rt::Error,
                    > {
                        self.__client()?
                            .call::<
                                super::super::super::super::__amphi::Export3MethodDocFetch,
                            >((self.borrow(), source.borrow()))
                            .await
                    }
                    /// Makes one of two.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn join(
                        __plugin: &Client,
                        a: Doc,
                        b: Doc,
                    ) -> ::core::result::Result<Doc, ::amphi_host::__rt::Error> {
                        __plugin
                            .__client
                            .call::<
                                super::super::super::super::__amphi::Export5StaticDocJoin,
                            >((a, b))
                            .await
                    }
                }
                impl Checked {
                    /// Calls `[constructor]checked`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn new(
                        __plugin: &Client,
                        text: &str,
                    ) -> ::core::result::Result<
                        ::core::result::Result<Checked, u32>,
                        ::amphi_host::__rt::Error,
                    > {
                        __plugin
                            .__client
                            .call::<
                                super::super::super::super::__amphi::Export0ConstructorChecked,
                            >((text,))
                            .await
                    }
                }
            }
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod user {
                pub type Store = super::super::super::super::example::resources::kv::Bucket;
                pub type StoreBorrow = super::super::super::super::example::resources::kv::BucketBorrow;
                pub type Doc = super::super::super::super::exports::example::resources::documents::Doc;
                pub type DocBorrow = super::super::super::super::exports::example::resources::documents::DocBorrow;
                /// The functions of `example:resources/user@1.0.0`.
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
                    /// Calls `fill`.
                    ///
                    /// Dropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its deadline.
                    pub async fn fill(
                        &self,
                        store: &Store,
                        doc: Doc,
                    ) -> ::core::result::Result<Store, ::amphi_host::__rt::Error> {
                        self.__client
                            .call::<
                                super::super::super::super::__amphi::Export10Fill,
                            >((store.borrow(), doc))
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
    pub struct Export1ConstructorDoc;
    impl ::amphi_host::__rt::ExportFunction for Export1ConstructorDoc {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Args<'a> = (&'a str,);
        type Result = super::exports::example::resources::documents::Doc;
        const HANDLES: bool = true;
        const GIVES: bool = true;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export1ConstructorDoc {
        type Params = (::std::string::String,);
        type Return = (super::exports::example::resources::documents::Doc,);
        fn params((text,): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(text),)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export4MethodDocWords;
    impl ::amphi_host::__rt::ExportFunction for Export4MethodDocWords {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        type Args<'a> = (super::exports::example::resources::documents::DocBorrow,);
        type Result = u64;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export4MethodDocWords {
        type Params = (super::exports::example::resources::documents::DocBorrow,);
        type Return = (u64,);
        fn params((self_,): Self::Args<'_>) -> Self::Params {
            (self_,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export2MethodDocAppend;
    impl ::amphi_host::__rt::ExportFunction for Export2MethodDocAppend {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Args<'a> = (
            super::exports::example::resources::documents::DocBorrow,
            &'a str,
            super::exports::example::resources::documents::DocBorrow,
        );
        type Result = u64;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export2MethodDocAppend {
        type Params = (
            super::exports::example::resources::documents::DocBorrow,
            ::std::string::String,
            super::exports::example::resources::documents::DocBorrow,
        );
        type Return = (u64,);
        fn params((self_, text, other): Self::Args<'_>) -> Self::Params {
            (self_, ::std::borrow::ToOwned::to_owned(text), other)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export6StaticDocParse;
    impl ::amphi_host::__rt::ExportFunction for Export6StaticDocParse {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            6u32,
        );
        type Args<'a> = (&'a str,);
        type Result = ::core::result::Result<
            super::exports::example::resources::documents::Doc,
            ::std::string::String,
        >;
        const HANDLES: bool = true;
        const GIVES: bool = true;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export6StaticDocParse {
        type Params = (::std::string::String,);
        type Return = (
            ::core::result::Result<
                super::exports::example::resources::documents::Doc,
                ::std::string::String,
            >,
        );
        fn params((text,): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(text),)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export3MethodDocFetch;
    impl ::amphi_host::__rt::ExportFunction for Export3MethodDocFetch {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Args<'a> = (
            super::exports::example::resources::documents::DocBorrow,
            super::exports::example::resources::documents::DocBorrow,
        );
        type Result = ::std::string::String;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export3MethodDocFetch {
        type Params = (
            super::exports::example::resources::documents::DocBorrow,
            super::exports::example::resources::documents::DocBorrow,
        );
        type Return = (::std::string::String,);
        fn params((self_, source): Self::Args<'_>) -> Self::Params {
            (self_, source)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export5StaticDocJoin;
    impl ::amphi_host::__rt::ExportFunction for Export5StaticDocJoin {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            5u32,
        );
        type Args<'a> = (
            super::exports::example::resources::documents::Doc,
            super::exports::example::resources::documents::Doc,
        );
        type Result = super::exports::example::resources::documents::Doc;
        const HANDLES: bool = true;
        const GIVES: bool = true;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export5StaticDocJoin {
        type Params = (
            super::exports::example::resources::documents::Doc,
            super::exports::example::resources::documents::Doc,
        );
        type Return = (super::exports::example::resources::documents::Doc,);
        fn params((a, b): Self::Args<'_>) -> Self::Params {
            (a, b)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export0ConstructorChecked;
    impl ::amphi_host::__rt::ExportFunction for Export0ConstructorChecked {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Args<'a> = (&'a str,);
        type Result = ::core::result::Result<
            super::exports::example::resources::documents::Checked,
            u32,
        >;
        const HANDLES: bool = true;
        const GIVES: bool = true;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export0ConstructorChecked {
        type Params = (::std::string::String,);
        type Return = (
            ::core::result::Result<
                super::exports::example::resources::documents::Checked,
                u32,
            >,
        );
        fn params((text,): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(text),)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export8Find;
    impl ::amphi_host::__rt::ExportFunction for Export8Find {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            8u32,
        );
        type Args<'a> = (&'a str,);
        type Result = super::exports::example::resources::documents::Found;
        const HANDLES: bool = true;
        const GIVES: bool = true;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export8Find {
        type Params = (::std::string::String,);
        type Return = (super::exports::example::resources::documents::Found,);
        fn params((name,): Self::Args<'_>) -> Self::Params {
            (::std::borrow::ToOwned::to_owned(name),)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export9Store;
    impl ::amphi_host::__rt::ExportFunction for Export9Store {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            9u32,
        );
        type Args<'a> = (
            ::std::vec::Vec<super::exports::example::resources::documents::Entry>,
        );
        type Result = ::core::option::Option<
            super::exports::example::resources::documents::Doc,
        >;
        const HANDLES: bool = true;
        const GIVES: bool = true;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export9Store {
        type Params = (
            ::std::vec::Vec<super::exports::example::resources::documents::Entry>,
        );
        type Return = (
            ::core::option::Option<super::exports::example::resources::documents::Doc>,
        );
        fn params((entries,): Self::Args<'_>) -> Self::Params {
            (entries,)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export7Compare;
    impl ::amphi_host::__rt::ExportFunction for Export7Compare {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            7u32,
        );
        type Args<'a> = (
            super::exports::example::resources::documents::DocBorrow,
            super::exports::example::resources::documents::DocBorrow,
        );
        type Result = bool;
        const HANDLES: bool = true;
        const GIVES: bool = false;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export7Compare {
        type Params = (
            super::exports::example::resources::documents::DocBorrow,
            super::exports::example::resources::documents::DocBorrow,
        );
        type Return = (bool,);
        fn params((a, b): Self::Args<'_>) -> Self::Params {
            (a, b)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Export10Fill;
    impl ::amphi_host::__rt::ExportFunction for Export10Fill {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            10u32,
        );
        type Args<'a> = (
            super::example::resources::kv::BucketBorrow,
            super::exports::example::resources::user::Doc,
        );
        type Result = super::exports::example::resources::user::Store;
        const HANDLES: bool = true;
        const GIVES: bool = true;
    }
    impl ::amphi_host::__rt::WasmExportFunction for Export10Fill {
        type Params = (
            super::example::resources::kv::BucketBorrow,
            super::exports::example::resources::user::Doc,
        );
        type Return = (super::exports::example::resources::user::Store,);
        fn params((store, doc): Self::Args<'_>) -> Self::Params {
            (store, doc)
        }
        fn result((result,): Self::Return) -> Self::Result {
            result
        }
    }
    pub struct Import0Note;
    impl<I: super::ResourcesImports> ::amphi_host::__rt::ImportFunction<I>
    for Import0Note {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            0u32,
        );
        type Params = (super::example::resources::kv::PlainBorrow,);
        type Result = ();
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
            <I as super::ResourcesImports>::note(__target, __context, of)
        }
    }
    impl<I: super::ResourcesImports> ::amphi_host::__rt::WasmImportFunction<I>
    for Import0Note {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Import1ConstructorBucket;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import1ConstructorBucket {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            1u32,
        );
        type Params = (::std::string::String,);
        type Result = super::example::resources::kv::Bucket;
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
            <I as super::example::resources::kv::Host>::new_bucket(
                __target,
                __context,
                name,
            )
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import1ConstructorBucket {
        type Return = (super::example::resources::kv::Bucket,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import2MethodBucketGet;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import2MethodBucketGet {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            2u32,
        );
        type Params = (
            super::example::resources::kv::BucketBorrow,
            ::std::string::String,
        );
        type Result = ::core::option::Option<::std::string::String>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (self_, key): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            async move {
                let __value = self_
                    .value::<<I as super::example::resources::kv::Host>::Bucket>()?;
                <<I as super::example::resources::kv::Host>::Bucket as super::example::resources::kv::HostBucket>::get(
                        &__value,
                        __context,
                        key,
                    )
                    .await
            }
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import2MethodBucketGet {
        type Return = (::core::option::Option<::std::string::String>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import3MethodBucketSet;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import3MethodBucketSet {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            3u32,
        );
        type Params = (
            super::example::resources::kv::BucketBorrow,
            ::std::string::String,
            ::std::vec::Vec<u8>,
        );
        type Result = ();
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (self_, key, value): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            async move {
                let __value = self_
                    .value::<<I as super::example::resources::kv::Host>::Bucket>()?;
                <<I as super::example::resources::kv::Host>::Bucket as super::example::resources::kv::HostBucket>::set(
                        &__value,
                        __context,
                        key,
                        value,
                    )
                    .await
            }
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import3MethodBucketSet {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Import4MethodBucketWatch;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import4MethodBucketWatch {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            4u32,
        );
        const IS_ASYNC: bool = true;
        type Params = (
            super::example::resources::kv::BucketBorrow,
            ::std::string::String,
        );
        type Result = ::std::string::String;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (self_, key): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            async move {
                let __value = self_
                    .value::<<I as super::example::resources::kv::Host>::Bucket>()?;
                <<I as super::example::resources::kv::Host>::Bucket as super::example::resources::kv::HostBucket>::watch(
                        &__value,
                        __context,
                        key,
                    )
                    .await
            }
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import4MethodBucketWatch {
        type Return = (::std::string::String,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import5StaticBucketMerge;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import5StaticBucketMerge {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            5u32,
        );
        type Params = (
            super::example::resources::kv::Bucket,
            super::example::resources::kv::BucketBorrow,
        );
        type Result = super::example::resources::kv::Bucket;
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
            <I as super::example::resources::kv::Host>::bucket_merge(
                __target,
                __context,
                a,
                b,
            )
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import5StaticBucketMerge {
        type Return = (super::example::resources::kv::Bucket,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import8Open;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import8Open {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            8u32,
        );
        type Params = (::std::string::String,);
        type Result = ::core::result::Result<
            super::example::resources::kv::Bucket,
            ::std::string::String,
        >;
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
            <I as super::example::resources::kv::Host>::open(__target, __context, name)
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import8Open {
        type Return = (
            ::core::result::Result<
                super::example::resources::kv::Bucket,
                ::std::string::String,
            >,
        );
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import6Close;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import6Close {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            6u32,
        );
        type Params = (super::example::resources::kv::Bucket,);
        type Result = ();
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (bucket,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::example::resources::kv::Host>::close(
                __target,
                __context,
                bucket,
            )
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import6Close {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Import9Split;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import9Split {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            9u32,
        );
        type Params = (super::example::resources::kv::Bucket,);
        type Result = super::example::resources::kv::Pair;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (bucket,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::example::resources::kv::Host>::split(
                __target,
                __context,
                bucket,
            )
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import9Split {
        type Return = (super::example::resources::kv::Pair,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import10Swap;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import10Swap {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            10u32,
        );
        type Params = (::std::vec::Vec<super::example::resources::kv::Pair>,);
        type Result = ::std::vec::Vec<super::example::resources::kv::Pair>;
        fn call<'a>(
            __target: &'a I,
            __context: &'a ::amphi_host::__rt::CallContext,
            (pairs,): Self::Params,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                Self::Result,
                ::amphi_host::__rt::ImportError,
            >,
        > + ::core::marker::Send + 'a {
            <I as super::example::resources::kv::Host>::swap(__target, __context, pairs)
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import10Swap {
        type Return = (::std::vec::Vec<super::example::resources::kv::Pair>,);
        fn ret(result: Self::Result) -> Self::Return {
            (result,)
        }
    }
    pub struct Import7Mark;
    impl<I: super::example::resources::kv::Host> ::amphi_host::__rt::ImportFunction<I>
    for Import7Mark {
        const INDEX: ::amphi_host::__rt::FunctionIndex = ::amphi_host::__rt::FunctionIndex(
            7u32,
        );
        type Params = (super::example::resources::kv::Plain,);
        type Result = ();
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
            <I as super::example::resources::kv::Host>::mark(__target, __context, of)
        }
    }
    impl<
        I: super::example::resources::kv::Host,
    > ::amphi_host::__rt::WasmImportFunction<I> for Import7Mark {
        type Return = ();
        fn ret((): Self::Result) -> Self::Return {
            ()
        }
    }
    pub struct Imports<I>(::std::sync::Arc<I>);
    #[allow(unused_variables)]
    impl<I: super::ResourcesImports> ::amphi_host::__rt::HostImports for Imports<I> {
        fn table(&self) -> &::amphi_host::__rt::FunctionTable {
            &<super::Resources as ::amphi_host::__rt::World>::interface().imports
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
                1u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import1ConstructorBucket,
                            I,
                        >(&self.0, context, args),
                    )
                }
                2u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import2MethodBucketGet,
                            I,
                        >(&self.0, context, args),
                    )
                }
                3u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import3MethodBucketSet,
                            I,
                        >(&self.0, context, args),
                    )
                }
                4u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import4MethodBucketWatch,
                            I,
                        >(&self.0, context, args),
                    )
                }
                5u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import5StaticBucketMerge,
                            I,
                        >(&self.0, context, args),
                    )
                }
                8u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import8Open,
                            I,
                        >(&self.0, context, args),
                    )
                }
                6u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import6Close,
                            I,
                        >(&self.0, context, args),
                    )
                }
                9u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import9Split,
                            I,
                        >(&self.0, context, args),
                    )
                }
                10u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import10Swap,
                            I,
                        >(&self.0, context, args),
                    )
                }
                7u32 => {
                    ::std::boxed::Box::pin(
                        ::amphi_host::__rt::call_import::<
                            Import7Mark,
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
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "bucket",
                    ::amphi_host::__rt::ResourceIndex(0u32),
                )?;
            linker
                .resource(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "plain",
                    ::amphi_host::__rt::ResourceIndex(1u32),
                )?;
            linker
                .func::<Import0Note, I>(::core::option::Option::None, "note", &self.0)?;
            linker
                .func::<
                    Import1ConstructorBucket,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "[constructor]bucket",
                    &self.0,
                )?;
            linker
                .func::<
                    Import2MethodBucketGet,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "[method]bucket.get",
                    &self.0,
                )?;
            linker
                .func::<
                    Import3MethodBucketSet,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "[method]bucket.set",
                    &self.0,
                )?;
            linker
                .func::<
                    Import4MethodBucketWatch,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "[method]bucket.watch",
                    &self.0,
                )?;
            linker
                .func::<
                    Import5StaticBucketMerge,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "[static]bucket.merge",
                    &self.0,
                )?;
            linker
                .func::<
                    Import8Open,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "open",
                    &self.0,
                )?;
            linker
                .func::<
                    Import6Close,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "close",
                    &self.0,
                )?;
            linker
                .func::<
                    Import9Split,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "split",
                    &self.0,
                )?;
            linker
                .func::<
                    Import10Swap,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "swap",
                    &self.0,
                )?;
            linker
                .func::<
                    Import7Mark,
                    I,
                >(
                    ::core::option::Option::Some("example:resources/kv@1.0.0"),
                    "mark",
                    &self.0,
                )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<I: super::ResourcesImports> ::amphi_host::__rt::Accepts<I>
    for super::Resources {
        fn imports(imports: I) -> ::std::sync::Arc<dyn ::amphi_host::__rt::HostImports> {
            ::std::sync::Arc::new(Imports(::std::sync::Arc::new(imports)))
        }
    }
}
