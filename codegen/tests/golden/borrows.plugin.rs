#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod example {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod borrows {
        /// What the host has.
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod kv {
            crate::__amphi_sdk::__rt::imported_resource!(Bucket);
            #[derive()]
            pub struct View<'a> {
                pub bucket: &'a Bucket,
                pub key: ::std::string::String,
            }
            impl ::core::fmt::Debug for View<'_> {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("View")
                        .field("bucket", &self.bucket)
                        .field("key", &self.key)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for View<'_> {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.bucket, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.key, __out);
                }
            }
            #[doc(hidden)]
            #[allow(dead_code)]
            pub struct __View {
                bucket: crate::__amphi_sdk::__rt::Borrowed<Bucket>,
                key: ::std::string::String,
            }
            impl crate::__amphi_sdk::__rt::Decode for __View {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        bucket: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        key: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[allow(dead_code)]
            impl __View {
                pub fn keep(
                    self,
                    __loans: &crate::__amphi_sdk::__rt::Loans,
                ) -> View<'_> {
                    View {
                        bucket: __loans.keep(self.bucket),
                        key: self.key,
                    }
                }
            }
            #[derive()]
            pub enum Spot<'a> {
                Nowhere,
                At(&'a Bucket),
                Inside(View<'a>),
            }
            impl ::core::fmt::Debug for Spot<'_> {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::Nowhere => f.debug_tuple("Spot::Nowhere").finish(),
                        Self::At(payload) => {
                            f.debug_tuple("Spot::At").field(payload).finish()
                        }
                        Self::Inside(payload) => {
                            f.debug_tuple("Spot::Inside").field(payload).finish()
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Spot<'_> {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::Nowhere => {
                            crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                        }
                        Self::At(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                        Self::Inside(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(2u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            #[doc(hidden)]
            #[allow(dead_code)]
            pub enum __Spot {
                Nowhere,
                At(crate::__amphi_sdk::__rt::Borrowed<Bucket>),
                Inside(__View),
            }
            impl crate::__amphi_sdk::__rt::Decode for __Spot {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Nowhere),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::At(crate::__amphi_sdk::__rt::Decode::decode(__input)?),
                            )
                        }
                        2u32 => {
                            ::core::result::Result::Ok(
                                Self::Inside(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                got,
                                cases: 3usize,
                            })
                        }
                    }
                }
            }
            #[allow(dead_code)]
            impl __Spot {
                pub fn keep(
                    self,
                    __loans: &crate::__amphi_sdk::__rt::Loans,
                ) -> Spot<'_> {
                    match self {
                        Self::Nowhere => Spot::Nowhere,
                        Self::At(payload) => Spot::At(__loans.keep(payload)),
                        Self::Inside(payload) => Spot::Inside(payload.keep(__loans)),
                    }
                }
            }
            #[repr(u8)]
            #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
            pub enum Mood {
                Good,
                Bad,
            }
            impl ::core::fmt::Debug for Mood {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::Good => f.debug_tuple("Mood::Good").finish(),
                        Self::Bad => f.debug_tuple("Mood::Bad").finish(),
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Mood {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::wire::write_u32(
                        match self {
                            Self::Good => 0u32,
                            Self::Bad => 1u32,
                        },
                        __out,
                    );
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Mood {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Good),
                        1u32 => ::core::result::Result::Ok(Self::Bad),
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                got,
                                cases: 2usize,
                            })
                        }
                    }
                }
            }
            #[derive()]
            pub struct Trade<'a> {
                pub lent: &'a Bucket,
                pub given: Bucket,
            }
            impl ::core::fmt::Debug for Trade<'_> {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Trade")
                        .field("lent", &self.lent)
                        .field("given", &self.given)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Trade<'_> {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.lent, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.given, __out);
                }
            }
            #[doc(hidden)]
            #[allow(dead_code)]
            pub struct __Trade {
                lent: crate::__amphi_sdk::__rt::Borrowed<Bucket>,
                given: Bucket,
            }
            impl crate::__amphi_sdk::__rt::Decode for __Trade {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        lent: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        given: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[allow(dead_code)]
            impl __Trade {
                pub fn keep(
                    self,
                    __loans: &crate::__amphi_sdk::__rt::Loans,
                ) -> Trade<'_> {
                    Trade {
                        lent: __loans.keep(self.lent),
                        given: self.given,
                    }
                }
            }
            pub type Views<'a> = ::std::vec::Vec<View<'a>>;
            pub type Maybe<'a> = ::core::option::Option<&'a Bucket>;
            pub fn read(
                of: &[View<'_>],
                all: &[View<'_>],
                maybe: &Maybe<'_>,
            ) -> ::std::vec::Vec<::core::option::Option<::std::string::String>> {
                crate::__amphi_sdk::__rt::import::<
                    ::std::vec::Vec<::core::option::Option<::std::string::String>>,
                >(
                    4u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&of, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&all, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&maybe, __out);
                    },
                )
            }
            pub fn locate(
                of: &Spot<'_>,
                or: ::core::option::Option<&Spot<'_>>,
            ) -> ::std::string::String {
                crate::__amphi_sdk::__rt::import::<
                    ::std::string::String,
                >(
                    3u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&of, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&or, __out);
                    },
                )
            }
            pub fn weigh(
                of: (&Bucket, &str, &Mood, ::core::option::Option<&View<'_>>),
            ) -> u64 {
                crate::__amphi_sdk::__rt::import::<
                    u64,
                >(
                    7u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&of, __out);
                    },
                )
            }
            pub fn check(of: ::core::result::Result<&Bucket, &str>) -> bool {
                crate::__amphi_sdk::__rt::import::<
                    bool,
                >(
                    2u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&of, __out);
                    },
                )
            }
            pub fn swap(
                of: Trade<'_>,
                more: &[Trade<'_>],
                pair: (Bucket, &Bucket, ::std::string::String),
            ) -> Bucket {
                crate::__amphi_sdk::__rt::import::<
                    Bucket,
                >(
                    5u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&of, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&more, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&pair, __out);
                    },
                )
            }
            pub async fn wait(
                of: ::std::vec::Vec<View<'_>>,
                spot: Spot<'_>,
                name: ::std::string::String,
            ) -> ::std::string::String {
                crate::__amphi_sdk::__rt::import_async::<
                    ::std::string::String,
                >(
                        6u32,
                        move |__out| {
                            crate::__amphi_sdk::__rt::Encode::encode(&of, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(&spot, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(&name, __out);
                        },
                    )
                    .await
            }
            impl Bucket {
                pub fn new(name: &str) -> Self {
                    crate::__amphi_sdk::__rt::import::<
                        Self,
                    >(
                        0u32,
                        |__out| {
                            crate::__amphi_sdk::__rt::Encode::encode(&name, __out);
                        },
                    )
                }
                /// Lends others to a method.
                pub fn merge(&self, others: &[&Bucket]) -> u32 {
                    crate::__amphi_sdk::__rt::import::<
                        u32,
                    >(
                        1u32,
                        |__out| {
                            crate::__amphi_sdk::__rt::lend(self, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(&others, __out);
                        },
                    )
                }
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
                pub type View<'a> = super::super::super::super::example::borrows::kv::View<
                    'a,
                >;
                pub type Place<'a> = super::super::super::super::example::borrows::kv::Spot<
                    'a,
                >;
                crate::__amphi_sdk::__rt::exported_resource!(
                    Doc, DocBorrow, GuestDoc, 0
                );
                #[derive()]
                pub struct Shown<'a> {
                    pub name: ::std::string::String,
                    pub doc: DocBorrow<'a>,
                }
                impl ::core::fmt::Debug for Shown<'_> {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Shown")
                            .field("name", &self.name)
                            .field("doc", &self.doc)
                            .finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Shown<'_> {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            name: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            doc: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[derive()]
                pub enum Choice<'a> {
                    Nothing,
                    One(DocBorrow<'a>),
                    Several(::std::vec::Vec<Shown<'a>>),
                }
                impl ::core::fmt::Debug for Choice<'_> {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Nothing => f.debug_tuple("Choice::Nothing").finish(),
                            Self::One(payload) => {
                                f.debug_tuple("Choice::One").field(payload).finish()
                            }
                            Self::Several(payload) => {
                                f.debug_tuple("Choice::Several").field(payload).finish()
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Choice<'_> {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                            0u32 => ::core::result::Result::Ok(Self::Nothing),
                            1u32 => {
                                ::core::result::Result::Ok(
                                    Self::One(
                                        crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                    ),
                                )
                            }
                            2u32 => {
                                ::core::result::Result::Ok(
                                    Self::Several(
                                        crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                    ),
                                )
                            }
                            got => {
                                ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
                                    got,
                                    cases: 3usize,
                                })
                            }
                        }
                    }
                }
                /// Both sides lend something.
                #[derive()]
                pub struct Mixed<'a> {
                    pub doc: DocBorrow<'a>,
                    pub choice: Choice<'a>,
                    pub store: &'a Store,
                    pub places: (Place<'a>, ::core::option::Option<Place<'a>>),
                    pub outcome: ::core::result::Result<&'a Store, View<'a>>,
                }
                impl ::core::fmt::Debug for Mixed<'_> {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Mixed")
                            .field("doc", &self.doc)
                            .field("choice", &self.choice)
                            .field("store", &self.store)
                            .field("places", &self.places)
                            .field("outcome", &self.outcome)
                            .finish()
                    }
                }
                #[doc(hidden)]
                #[allow(dead_code)]
                pub struct __Mixed {
                    doc: DocBorrow<'static>,
                    choice: Choice<'static>,
                    store: crate::__amphi_sdk::__rt::Borrowed<Store>,
                    places: (
                        super::super::super::super::example::borrows::kv::__Spot,
                        ::core::option::Option<
                            super::super::super::super::example::borrows::kv::__Spot,
                        >,
                    ),
                    outcome: ::core::result::Result<
                        crate::__amphi_sdk::__rt::Borrowed<Store>,
                        super::super::super::super::example::borrows::kv::__View,
                    >,
                }
                impl crate::__amphi_sdk::__rt::Decode for __Mixed {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            doc: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            choice: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            store: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            places: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            outcome: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[allow(dead_code)]
                impl __Mixed {
                    pub fn keep(
                        self,
                        __loans: &crate::__amphi_sdk::__rt::Loans,
                    ) -> Mixed<'_> {
                        Mixed {
                            doc: self.doc,
                            choice: self.choice,
                            store: __loans.keep(self.store),
                            places: {
                                let (part0, part1) = self.places;
                                (
                                    part0.keep(__loans),
                                    part1.map(|value| value.keep(__loans)),
                                )
                            },
                            outcome: match self.outcome {
                                ::core::result::Result::Ok(value) => {
                                    ::core::result::Result::Ok(__loans.keep(value))
                                }
                                ::core::result::Result::Err(value) => {
                                    ::core::result::Result::Err(value.keep(__loans))
                                }
                            },
                        }
                    }
                }
                #[allow(async_fn_in_trait)]
                pub trait Guest {
                    type Doc: GuestDoc;
                    fn show(
                        of: ::std::vec::Vec<Shown<'_>>,
                        choice: Choice<'_>,
                    ) -> ::std::vec::Vec<::std::string::String>;
                    fn look(of: View<'_>, other: &Store) -> ::std::string::String;
                    fn mix(of: Mixed<'_>, or: ::core::option::Option<Mixed<'_>>) -> u64;
                    async fn fetch(
                        of: Mixed<'_>,
                        store: &Store,
                        shown: ::std::vec::Vec<Shown<'_>>,
                    ) -> ::std::string::String;
                }
                #[allow(async_fn_in_trait)]
                pub trait GuestDoc: 'static {
                    fn words(&self) -> u64;
                    fn longest(
                        of: ::std::vec::Vec<DocBorrow<'_>>,
                    ) -> ::core::option::Option<Doc>;
                }
            }
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod user {
                pub type Doc = super::super::super::super::exports::example::borrows::documents::Doc;
                pub type DocBorrow<'a> = super::super::super::super::exports::example::borrows::documents::DocBorrow<
                    'a,
                >;
                pub type Seen<'a> = super::super::super::super::exports::example::borrows::documents::Shown<
                    'a,
                >;
                pub trait Guest {
                    fn see(of: Seen<'_>, docs: ::std::vec::Vec<Seen<'_>>) -> bool;
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_doc_words<T: super::exports::example::borrows::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let self_: super::exports::example::borrows::documents::DocBorrow<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <<T as super::exports::example::borrows::documents::Guest>::Doc as super::exports::example::borrows::documents::GuestDoc>::words(
            self_.get::<<T as super::exports::example::borrows::documents::Guest>::Doc>(),
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_doc_longest<T: super::exports::example::borrows::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let of: ::std::vec::Vec<
            super::exports::example::borrows::documents::DocBorrow<'_>,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <<T as super::exports::example::borrows::documents::Guest>::Doc as super::exports::example::borrows::documents::GuestDoc>::longest(
            of,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_fetch<
        T: super::exports::example::borrows::documents::Guest + 'static,
    >(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        mut __out: ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<
        crate::__amphi_sdk::__rt::LocalBoxFuture<'static, ::std::vec::Vec<u8>>,
        crate::__amphi_sdk::__rt::CodecError,
    > {
        let of: super::exports::example::borrows::documents::__Mixed = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let store: crate::__amphi_sdk::__rt::Borrowed<
            super::exports::example::borrows::documents::Store,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let shown: ::std::vec::Vec<
            super::exports::example::borrows::documents::Shown<'_>,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        ::core::result::Result::Ok(
            ::std::boxed::Box::pin(async move {
                let __loans = &crate::__amphi_sdk::__rt::Loans::default();
                let __result = <T as super::exports::example::borrows::documents::Guest>::fetch(
                        of.keep(__loans),
                        &store,
                        shown,
                    )
                    .await;
                crate::__amphi_sdk::__rt::Encode::encode(&__result, &mut __out);
                __out
            }),
        )
    }
    pub fn export_3_look<T: super::exports::example::borrows::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let of: super::example::borrows::kv::__View = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let other: crate::__amphi_sdk::__rt::Borrowed<
            super::exports::example::borrows::documents::Store,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __loans = &crate::__amphi_sdk::__rt::Loans::default();
        let __result = <T as super::exports::example::borrows::documents::Guest>::look(
            of.keep(__loans),
            &other,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_4_mix<T: super::exports::example::borrows::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let of: super::exports::example::borrows::documents::__Mixed = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let or: ::core::option::Option<
            super::exports::example::borrows::documents::__Mixed,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __loans = &crate::__amphi_sdk::__rt::Loans::default();
        let __result = <T as super::exports::example::borrows::documents::Guest>::mix(
            of.keep(__loans),
            or.map(|value| value.keep(__loans)),
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_5_show<T: super::exports::example::borrows::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let of: ::std::vec::Vec<
            super::exports::example::borrows::documents::Shown<'_>,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let choice: super::exports::example::borrows::documents::Choice<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::example::borrows::documents::Guest>::show(
            of,
            choice,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_6_see<T: super::exports::example::borrows::user::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let of: super::exports::example::borrows::user::Seen<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let docs: ::std::vec::Vec<super::exports::example::borrows::user::Seen<'_>> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::example::borrows::user::Guest>::see(
            of,
            docs,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub const fn plugin(
        functions: &'static [crate::__amphi_sdk::__rt::Function],
    ) -> crate::__amphi_sdk::__rt::Plugin {
        crate::__amphi_sdk::__rt::Plugin {
            name: ::core::env!("CARGO_PKG_NAME"),
            version: ::core::env!("CARGO_PKG_VERSION"),
            interface: b"...",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; _] = *b"...";
};
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_borrows_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_doc_words:: <
        $ty >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_doc_longest:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Async($($path)* ::__amphi::export_2_fetch:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_3_look:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_4_mix:: < $ty >),
        crate ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_5_show:: <
        $ty >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_6_see:: < $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_borrows_impl as export;
