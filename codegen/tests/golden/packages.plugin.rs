#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod units {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod measure {
            pub type Metres = f64;
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod corpus {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod packages {
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod draw {
                pub type OldPoint = super::super::super::super::geo::shapes1_0_0::types::Point;
                pub type Point = super::super::super::super::geo::shapes2_0_0::types::Point;
                pub type Metres = super::super::super::super::corpus::units::measure::Metres;
                pub trait Guest {
                    fn line(a: OldPoint, b: Point) -> Metres;
                }
            }
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod geo {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod shapes1_0_0 {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct Point {
                pub x: i32,
                pub y: i32,
            }
            impl ::core::fmt::Debug for Point {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Point")
                        .field("x", &self.x)
                        .field("y", &self.y)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Point {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.x, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.y, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Point {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        x: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        y: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
        }
    }
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod shapes2_0_0 {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod maps {
            pub type Point = super::super::super::geo::shapes2_0_0::types::Point;
            pub fn find(near: &Point) -> ::std::vec::Vec<Point> {
                crate::__amphi_sdk::__rt::import::<
                    ::std::vec::Vec<Point>,
                >(
                    0u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&near, __out);
                    },
                )
            }
        }
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod types {
            #[derive(Clone)]
            pub struct Point {
                pub x: f64,
                pub y: f64,
                pub label: ::std::string::String,
            }
            impl ::core::fmt::Debug for Point {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Point")
                        .field("x", &self.x)
                        .field("y", &self.y)
                        .field("label", &self.label)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Point {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.x, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.y, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.label, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Point {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        x: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        y: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        label: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_line<T: super::exports::corpus::packages::draw::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let a: super::exports::corpus::packages::draw::OldPoint = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let b: super::exports::corpus::packages::draw::Point = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::packages::draw::Guest>::line(a, b);
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
macro_rules! __export_packages_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_line:: < $ty
        >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_packages_impl as export;
