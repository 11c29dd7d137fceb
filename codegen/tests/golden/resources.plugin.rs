#[allow(missing_docs)]
pub type Plain = self::example::resources::kv::Plain;
#[allow(missing_docs)]
pub fn note(of: &Plain) -> () {
    crate::__amphi_sdk::__rt::import::<
        (),
    >(
        0u32,
        |__out| {
            crate::__amphi_sdk::__rt::lend(of, __out);
        },
    )
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod example {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod resources {
        /// What the host keeps.
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod kv {
            crate::__amphi_sdk::__rt::imported_resource!(Bucket);
            crate::__amphi_sdk::__rt::imported_resource!(Plain);
            #[derive()]
            pub struct Pair {
                pub left: Bucket,
                pub right: ::core::option::Option<Bucket>,
            }
            impl ::core::fmt::Debug for Pair {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Pair")
                        .field("left", &self.left)
                        .field("right", &self.right)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Pair {
                const HANDLES: bool = true;
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.left, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.right, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Pair {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        left: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        right: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            pub fn open(
                name: &str,
            ) -> ::core::result::Result<Bucket, ::std::string::String> {
                crate::__amphi_sdk::__rt::import::<
                    ::core::result::Result<Bucket, ::std::string::String>,
                >(
                    8u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&name, __out);
                    },
                )
            }
            pub fn close(bucket: Bucket) -> () {
                crate::__amphi_sdk::__rt::import::<
                    (),
                >(
                    6u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&bucket, __out);
                    },
                )
            }
            pub fn split(bucket: Bucket) -> Pair {
                crate::__amphi_sdk::__rt::import::<
                    Pair,
                >(
                    9u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&bucket, __out);
                    },
                )
            }
            pub fn swap(pairs: ::std::vec::Vec<Pair>) -> ::std::vec::Vec<Pair> {
                crate::__amphi_sdk::__rt::import::<
                    ::std::vec::Vec<Pair>,
                >(
                    10u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&pairs, __out);
                    },
                )
            }
            pub fn mark(of: Plain) -> () {
                crate::__amphi_sdk::__rt::import::<
                    (),
                >(
                    7u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&of, __out);
                    },
                )
            }
            impl Bucket {
                pub fn new(name: &str) -> Self {
                    crate::__amphi_sdk::__rt::import::<
                        Self,
                    >(
                        1u32,
                        |__out| {
                            crate::__amphi_sdk::__rt::Encode::encode(&name, __out);
                        },
                    )
                }
                pub fn get(
                    &self,
                    key: &str,
                ) -> ::core::option::Option<::std::string::String> {
                    crate::__amphi_sdk::__rt::import::<
                        ::core::option::Option<::std::string::String>,
                    >(
                        2u32,
                        |__out| {
                            crate::__amphi_sdk::__rt::lend(self, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(&key, __out);
                        },
                    )
                }
                pub fn set(&self, key: &str, value: &[u8]) -> () {
                    crate::__amphi_sdk::__rt::import::<
                        (),
                    >(
                        3u32,
                        |__out| {
                            crate::__amphi_sdk::__rt::lend(self, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(&key, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(&value, __out);
                        },
                    )
                }
                pub async fn watch(
                    &self,
                    key: ::std::string::String,
                ) -> ::std::string::String {
                    crate::__amphi_sdk::__rt::import_async::<
                        ::std::string::String,
                    >(
                            4u32,
                            move |__out| {
                                crate::__amphi_sdk::__rt::lend(self, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(&key, __out);
                            },
                        )
                        .await
                }
                pub fn merge(a: Bucket, b: &Bucket) -> Bucket {
                    crate::__amphi_sdk::__rt::import::<
                        Bucket,
                    >(
                        5u32,
                        |__out| {
                            crate::__amphi_sdk::__rt::Encode::encode(&a, __out);
                            crate::__amphi_sdk::__rt::lend(b, __out);
                        },
                    )
                }
            }
            impl Plain {}
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
                crate::__amphi_sdk::__rt::exported_resource!(
                    #[doc = " A text that can be asked."] Doc, DocBorrow, GuestDoc, 1
                );
                crate::__amphi_sdk::__rt::exported_resource!(
                    Checked, CheckedBorrow, GuestChecked, 0
                );
                #[derive()]
                pub struct Entry {
                    pub name: ::std::string::String,
                    pub doc: Doc,
                }
                impl ::core::fmt::Debug for Entry {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Entry")
                            .field("name", &self.name)
                            .field("doc", &self.doc)
                            .finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Entry {
                    const HANDLES: bool = true;
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.name, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&self.doc, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Entry {
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
                pub enum Found {
                    Nothing,
                    One(Doc),
                    Several(::std::vec::Vec<Entry>),
                }
                impl ::core::fmt::Debug for Found {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Nothing => f.debug_tuple("Found::Nothing").finish(),
                            Self::One(payload) => {
                                f.debug_tuple("Found::One").field(payload).finish()
                            }
                            Self::Several(payload) => {
                                f.debug_tuple("Found::Several").field(payload).finish()
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Found {
                    const HANDLES: bool = true;
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        match self {
                            Self::Nothing => {
                                crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                            }
                            Self::One(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                            Self::Several(payload) => {
                                crate::__amphi_sdk::__rt::wire::write_u32(2u32, __out);
                                crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                            }
                        }
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Found {
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
                #[allow(async_fn_in_trait)]
                pub trait Guest {
                    type Doc: GuestDoc;
                    type Checked: GuestChecked;
                    fn find(name: ::std::string::String) -> Found;
                    fn store(
                        entries: ::std::vec::Vec<Entry>,
                    ) -> ::core::option::Option<Doc>;
                    fn compare(a: DocBorrow<'_>, b: DocBorrow<'_>) -> bool;
                }
                #[allow(async_fn_in_trait)]
                pub trait GuestDoc: 'static {
                    /// Makes one of a text.
                    fn new(text: ::std::string::String) -> Self;
                    /// How many words it has.
                    fn words(&self) -> u64;
                    /// Adds to it.
                    fn append(
                        &self,
                        text: ::std::string::String,
                        other: DocBorrow<'_>,
                    ) -> u64;
                    /// Makes one if the text is good.
                    fn parse(
                        text: ::std::string::String,
                    ) -> ::core::result::Result<Doc, ::std::string::String>;
                    /// Takes its time.
                    async fn fetch(
                        &self,
                        source: DocBorrow<'_>,
                    ) -> ::std::string::String;
                    /// Makes one of two.
                    fn join(a: Doc, b: Doc) -> Doc;
                }
                #[allow(async_fn_in_trait)]
                pub trait GuestChecked: 'static {
                    fn new(
                        text: ::std::string::String,
                    ) -> ::core::result::Result<Self, u32>
                    where
                        Self: ::core::marker::Sized;
                }
            }
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod user {
                pub type Store = super::super::super::super::example::resources::kv::Bucket;
                pub type Doc = super::super::super::super::exports::example::resources::documents::Doc;
                pub type DocBorrow<'a> = super::super::super::super::exports::example::resources::documents::DocBorrow<
                    'a,
                >;
                pub trait Guest {
                    fn fill(store: &Store, doc: Doc) -> Store;
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_checked_new<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let text: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <<T as super::exports::example::resources::documents::Guest>::Checked as super::exports::example::resources::documents::GuestChecked>::new(
                text,
            )
            .map(super::exports::example::resources::documents::Checked::new);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_doc_new<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let text: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = super::exports::example::resources::documents::Doc::new(
            <<T as super::exports::example::resources::documents::Guest>::Doc as super::exports::example::resources::documents::GuestDoc>::new(
                text,
            ),
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_doc_append<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let self_: super::exports::example::resources::documents::DocBorrow<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let text: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let other: super::exports::example::resources::documents::DocBorrow<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <<T as super::exports::example::resources::documents::Guest>::Doc as super::exports::example::resources::documents::GuestDoc>::append(
            self_
                .get::<
                    <T as super::exports::example::resources::documents::Guest>::Doc,
                >(),
            text,
            other,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_3_doc_fetch<
        T: super::exports::example::resources::documents::Guest + 'static,
    >(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        mut __out: ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<
        crate::__amphi_sdk::__rt::LocalBoxFuture<'static, ::std::vec::Vec<u8>>,
        crate::__amphi_sdk::__rt::CodecError,
    > {
        let self_: super::exports::example::resources::documents::DocBorrow<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let source: super::exports::example::resources::documents::DocBorrow<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        ::core::result::Result::Ok(
            ::std::boxed::Box::pin(async move {
                let __result = <<T as super::exports::example::resources::documents::Guest>::Doc as super::exports::example::resources::documents::GuestDoc>::fetch(
                        self_
                            .get::<
                                <T as super::exports::example::resources::documents::Guest>::Doc,
                            >(),
                        source,
                    )
                    .await;
                crate::__amphi_sdk::__rt::Encode::encode(&__result, &mut __out);
                __out
            }),
        )
    }
    pub fn export_4_doc_words<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let self_: super::exports::example::resources::documents::DocBorrow<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <<T as super::exports::example::resources::documents::Guest>::Doc as super::exports::example::resources::documents::GuestDoc>::words(
            self_
                .get::<
                    <T as super::exports::example::resources::documents::Guest>::Doc,
                >(),
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_5_doc_join<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let a: super::exports::example::resources::documents::Doc = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let b: super::exports::example::resources::documents::Doc = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <<T as super::exports::example::resources::documents::Guest>::Doc as super::exports::example::resources::documents::GuestDoc>::join(
            a,
            b,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_6_doc_parse<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let text: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <<T as super::exports::example::resources::documents::Guest>::Doc as super::exports::example::resources::documents::GuestDoc>::parse(
            text,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_7_compare<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let a: super::exports::example::resources::documents::DocBorrow<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let b: super::exports::example::resources::documents::DocBorrow<'_> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::example::resources::documents::Guest>::compare(
            a,
            b,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_8_find<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let name: ::std::string::String = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::example::resources::documents::Guest>::find(
            name,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_9_store<T: super::exports::example::resources::documents::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let entries: ::std::vec::Vec<
            super::exports::example::resources::documents::Entry,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::exports::example::resources::documents::Guest>::store(
            entries,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_10_fill<T: super::exports::example::resources::user::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let store: crate::__amphi_sdk::__rt::Borrowed<
            super::exports::example::resources::user::Store,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let doc: super::exports::example::resources::user::Doc = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::example::resources::user::Guest>::fill(
            &store,
            doc,
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
macro_rules! __export_resources_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_checked_new:: <
        $ty >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_doc_new:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_2_doc_append:: <
        $ty >), crate ::__amphi_sdk::__rt::Function::Async($($path)*
        ::__amphi::export_3_doc_fetch:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_4_doc_words:: <
        $ty >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_5_doc_join:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_6_doc_parse:: <
        $ty >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_7_compare:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_8_find:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_9_store:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_10_fill:: < $ty
        >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_resources_impl as export;
