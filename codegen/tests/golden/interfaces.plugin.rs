pub type Job = self::corpus::interfaces::types::Job;
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
pub trait Guest {
    /// How many jobs there are.
    fn count(like: ::core::option::Option<Job>) -> u32;
}
#[allow(dead_code, unused_imports, clippy::all)]
pub mod clock {
    pub fn now() -> u64 {
        crate::__amphi_sdk::__rt::import::<u64>(1u32, |_| {})
    }
}
#[allow(dead_code, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, unused_imports, clippy::all)]
    pub mod interfaces {
        #[allow(dead_code, unused_imports, clippy::all)]
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
        #[allow(dead_code, unused_imports, clippy::all)]
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
                pub trait Guest {
                    fn all() -> ::std::vec::Vec<Job>;
                    fn last() -> ::core::result::Result<Job, Trouble>;
                }
            }
            /// Runs jobs.
            #[allow(dead_code, unused_imports, clippy::all)]
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
    #[allow(dead_code, unused_imports, clippy::all)]
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
            interface: b"\x05\0\x05count\x01\x04like\x13\x0F\x02\x02id\x08\x04name\x0C\x01\x06\x01\x1Fcorpus:interfaces/listing@1.2.3\x03all\0\x01\r\x0F\x02\x02id\x08\x04name\x0C\x01\x1Fcorpus:interfaces/listing@1.2.3\x04last\0\x01\x14\x01\x0F\x02\x02id\x08\x04name\x0C\x01\x10\x02\x04busy\0\x06broken\x01\x0C\x01\x1Ecorpus:interfaces/runner@1.2.3\x03run\x01\x03job\x0F\x02\x02id\x08\x04name\x0C\x01\x14\x01\x08\x01\x10\x02\x04busy\0\x06broken\x01\x0C\x01\x05extra\x05clear\0\x01\x13\x10\x02\x04busy\0\x06broken\x01\x0C\x03\0\x04note\x01\x04text\x0C\0\x01\x05clock\x03now\0\x01\x08\x01 corpus:interfaces/progress@1.2.3\x06report\x03\x03job\x0F\x02\x02id\x08\x04name\x0C\x04done\x08\x05total\x08\0",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; 2158usize] = *b"AMPHIWIT\x01\0\0\0j\x01\0\0\xF0\x06\0\0\x05\0\x05count\x01\x04like\x13\x0F\x02\x02id\x08\x04name\x0C\x01\x06\x01\x1Fcorpus:interfaces/listing@1.2.3\x03all\0\x01\r\x0F\x02\x02id\x08\x04name\x0C\x01\x1Fcorpus:interfaces/listing@1.2.3\x04last\0\x01\x14\x01\x0F\x02\x02id\x08\x04name\x0C\x01\x10\x02\x04busy\0\x06broken\x01\x0C\x01\x1Ecorpus:interfaces/runner@1.2.3\x03run\x01\x03job\x0F\x02\x02id\x08\x04name\x0C\x01\x14\x01\x08\x01\x10\x02\x04busy\0\x06broken\x01\x0C\x01\x05extra\x05clear\0\x01\x13\x10\x02\x04busy\0\x06broken\x01\x0C\x03\0\x04note\x01\x04text\x0C\0\x01\x05clock\x03now\0\x01\x08\x01 corpus:interfaces/progress@1.2.3\x06report\x03\x03job\x0F\x02\x02id\x08\x04name\x0C\x04done\x08\x05total\x08\0\n\0interfaces\0asm\r\0\x01\0\x07_\x01A\x02\x01B\x04\x01r\x02\x02idw\x04names\x04\0\x03job\x03\0\0\x01q\x02\x04busy\0\0\x06broken\x01s\0\x04\0\x07failure\x03\0\x02\x04\0\x1Dcorpus:interfaces/types@1.2.3\x05\0\x0B\x0B\x01\0\x05types\x03\0\0\x07\xD1\x01\x01A\x06\x01B\x04\x01r\x02\x02idw\x04names\x04\0\x03job\x03\0\0\x01q\x02\x04busy\0\0\x06broken\x01s\0\x04\0\x07failure\x03\0\x02\x03\0\x1Dcorpus:interfaces/types@1.2.3\x05\0\x02\x03\0\0\x03job\x02\x03\0\0\x07failure\x01B\x07\x02\x03\x02\x01\x01\x04\0\x03job\x03\0\0\x02\x03\x02\x01\x02\x04\0\x07failure\x03\0\x02\x01j\x01w\x01\x03\x01@\x01\x03job\x01\0\x04\x04\0\x03run\x01\x05\x04\0\x1Ecorpus:interfaces/runner@1.2.3\x05\x03\x0B\x0C\x01\0\x06runner\x03\x02\0\x07\xB0\x02\x01A\t\x01B\x04\x01r\x02\x02idw\x04names\x04\0\x03job\x03\0\0\x01q\x02\x04busy\0\0\x06broken\x01s\0\x04\0\x07failure\x03\0\x02\x03\0\x1Dcorpus:interfaces/types@1.2.3\x05\0\x02\x03\0\0\x03job\x02\x03\0\0\x07failure\x01B\x04\x02\x03\x02\x01\x01\x04\0\x03job\x03\0\0\x02\x03\x02\x01\x02\x04\0\x07failure\x03\0\x02\x03\0\x1Ecorpus:interfaces/runner@1.2.3\x05\x03\x02\x03\0\x01\x07failure\x01B\n\x02\x03\x02\x01\x01\x04\0\x03job\x03\0\0\x02\x03\x02\x01\x04\x04\0\x07trouble\x03\0\x02\x01p\x01\x01@\0\0\x04\x04\0\x03all\x01\x05\x01j\x01\x01\x01\x03\x01@\0\0\x06\x04\0\x04last\x01\x07\x04\0\x1Fcorpus:interfaces/listing@1.2.3\x05\x05\x0B\r\x01\0\x07listing\x03\x04\0\x07\xBF\x01\x01A\x05\x01B\x04\x01r\x02\x02idw\x04names\x04\0\x03job\x03\0\0\x01q\x02\x04busy\0\0\x06broken\x01s\0\x04\0\x07failure\x03\0\x02\x03\0\x1Dcorpus:interfaces/types@1.2.3\x05\0\x02\x03\0\0\x03job\x01B\x04\x02\x03\x02\x01\x01\x04\0\x03job\x03\0\0\x01@\x03\x03job\x01\x04donew\x05totalw\x01\0\x04\0\x06report\x01\x02\x04\0 corpus:interfaces/progress@1.2.3\x05\x02\x0B\x0E\x01\0\x08progress\x03\x06\0\x07\xCA\x04\x01A\x02\x01A\x15\x01B\x04\x01r\x02\x02idw\x04names\x04\0\x03job\x03\0\0\x01q\x02\x04busy\0\0\x06broken\x01s\0\x04\0\x07failure\x03\0\x02\x03\0\x1Dcorpus:interfaces/types@1.2.3\x05\0\x02\x03\0\0\x03job\x01B\x04\x02\x03\x02\x01\x01\x04\0\x03job\x03\0\0\x01@\x03\x03job\x01\x04donew\x05totalw\x01\0\x04\0\x06report\x01\x02\x03\0 corpus:interfaces/progress@1.2.3\x05\x02\x01B\x02\x01@\0\0w\x04\0\x03now\x01\0\x03\0\x05clock\x05\x03\x03\0\x03job\x03\0\x01\x01@\x01\x04texts\x01\0\x03\0\x04note\x01\x05\x01k\x04\x01@\x01\x04like\x06\0y\x04\0\x05count\x01\x07\x02\x03\0\0\x07failure\x01B\x07\x02\x03\x02\x01\x01\x04\0\x03job\x03\0\0\x02\x03\x02\x01\x08\x04\0\x07failure\x03\0\x02\x01j\x01w\x01\x03\x01@\x01\x03job\x01\0\x04\x04\0\x03run\x01\x05\x04\0\x1Ecorpus:interfaces/runner@1.2.3\x05\t\x02\x03\0\x03\x07failure\x01B\n\x02\x03\x02\x01\x01\x04\0\x03job\x03\0\0\x02\x03\x02\x01\n\x04\0\x07trouble\x03\0\x02\x01p\x01\x01@\0\0\x04\x04\0\x03all\x01\x05\x01j\x01\x01\x01\x03\x01@\0\0\x06\x04\0\x04last\x01\x07\x04\0\x1Fcorpus:interfaces/listing@1.2.3\x05\x0B\x01B\x05\x02\x03\x02\x01\x08\x04\0\x07failure\x03\0\0\x01k\x01\x01@\0\0\x02\x04\0\x05clear\x01\x03\x04\0\x05extra\x05\x0C\x04\0\"corpus:interfaces/interfaces@1.2.3\x04\0\x0B\x10\x01\0\ninterfaces\x03\x08\0\0\xE5\x01\x0Cpackage-docs\x01{\"worlds\":{\"interfaces\":{\"docs\":\"Jobs with progress.\",\"func_exports\":{\"count\":{\"docs\":\"How many jobs there are.\"}}}},\"interfaces\":{\"runner\":{\"docs\":\"Runs jobs.\",\"funcs\":{\"run\":{\"docs\":\"Runs one job to its end.\"}}}}}\0/\tproducers\x01\x0Cprocessed-by\x01\rwit-component\x070.254.2";
};
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_interfaces_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [$($path)* ::__amphi::export_0_count:: < $ty >,
        $($path)* ::__amphi::export_1_all:: < $ty >, $($path)* ::__amphi::export_2_last::
        < $ty >, $($path)* ::__amphi::export_3_run:: < $ty >, $($path)*
        ::__amphi::export_4_clear:: < $ty >]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_interfaces_impl as export;
