#[allow(missing_docs)]
pub type Job = self::corpus::interfaces::types::Job;
#[allow(missing_docs)]
pub fn note(text: &str) -> () {
    crate::__amphi_sdk::__rt::import::<
        (),
    >(
        0u32,
        |__out| {
            crate::__amphi_sdk::__rt::Encode::encode(&text, __out);
        },
    )
}
#[allow(missing_docs)]
pub trait Guest {
    /// How many jobs there are.
    fn count(like: ::core::option::Option<Job>) -> u32;
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod clock {
    pub fn now() -> u64 {
        crate::__amphi_sdk::__rt::import::<u64>(1u32, |_| {})
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod interfaces {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod progress {
            pub type Job = super::super::super::corpus::interfaces::types::Job;
            pub fn report(job: &Job, done: u64, total: u64) -> () {
                crate::__amphi_sdk::__rt::import::<
                    (),
                >(
                    2u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&job, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&done, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&total, __out);
                    },
                )
            }
        }
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            #[derive(Clone)]
            pub struct Job {
                pub id: u64,
                pub name: ::std::string::String,
            }
            impl ::core::fmt::Debug for Job {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Job")
                        .field("id", &self.id)
                        .field("name", &self.name)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Job {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.id, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.name, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Job {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        id: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        name: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            #[derive(Clone)]
            pub enum Failure {
                Busy,
                Broken(::std::string::String),
            }
            impl ::core::fmt::Debug for Failure {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Self::Busy => f.debug_tuple("Failure::Busy").finish(),
                        Self::Broken(payload) => {
                            f.debug_tuple("Failure::Broken").field(payload).finish()
                        }
                    }
                }
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
            impl crate::__amphi_sdk::__rt::Encode for Failure {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    match self {
                        Self::Busy => {
                            crate::__amphi_sdk::__rt::wire::write_u32(0u32, __out)
                        }
                        Self::Broken(payload) => {
                            crate::__amphi_sdk::__rt::wire::write_u32(1u32, __out);
                            crate::__amphi_sdk::__rt::Encode::encode(payload, __out);
                        }
                    }
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Failure {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    match crate::__amphi_sdk::__rt::wire::read_u32(__input)? {
                        0u32 => ::core::result::Result::Ok(Self::Busy),
                        1u32 => {
                            ::core::result::Result::Ok(
                                Self::Broken(
                                    crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                                ),
                            )
                        }
                        got => {
                            ::core::result::Result::Err(crate::__amphi_sdk::__rt::CodecError::UnknownCase {
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
                pub trait Guest {
                    fn all() -> ::std::vec::Vec<Job>;
                    fn last() -> ::core::result::Result<Job, Trouble>;
                }
            }
            /// Runs jobs.
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod runner {
                pub type Job = super::super::super::super::corpus::interfaces::types::Job;
                pub type Failure = super::super::super::super::corpus::interfaces::types::Failure;
                pub trait Guest {
                    /// Runs one job to its end.
                    fn run(job: Job) -> ::core::result::Result<u64, Failure>;
                }
            }
        }
    }
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod extra {
        pub type Failure = super::super::corpus::interfaces::types::Failure;
        pub trait Guest {
            fn clear() -> ::core::option::Option<Failure>;
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_count<T: super::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let like: ::core::option::Option<super::Job> = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::Guest>::count(like);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_all<T: super::exports::corpus::interfaces::listing::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::exports::corpus::interfaces::listing::Guest>::all();
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_last<T: super::exports::corpus::interfaces::listing::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::exports::corpus::interfaces::listing::Guest>::last();
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_3_run<T: super::exports::corpus::interfaces::runner::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let job: super::exports::corpus::interfaces::runner::Job = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::interfaces::runner::Guest>::run(
            job,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_4_clear<T: super::exports::extra::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        __input.finish()?;
        let __result = <T as super::exports::extra::Guest>::clear();
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
macro_rules! __export_interfaces_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_count:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_1_all::
        < $ty >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_2_last:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_3_run:: < $ty >),
        crate ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_4_clear:: <
        $ty >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_interfaces_impl as export;
