#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod records {
        /// Shapes.
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod shapes {
            /// A place.
            ///
            /// Two lines of documentation.
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct Point {
                /// To the right.
                pub x: i32,
                /// Downwards.
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
            #[derive(Clone)]
            pub struct Label {
                pub text: ::std::string::String,
                pub at: Point,
                pub tags: ::std::vec::Vec<::std::string::String>,
                pub parent: ::core::option::Option<Point>,
            }
            impl ::core::fmt::Debug for Label {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Label")
                        .field("text", &self.text)
                        .field("at", &self.at)
                        .field("tags", &self.tags)
                        .field("parent", &self.parent)
                        .finish()
                }
            }
            impl crate::__amphi_sdk::__rt::Encode for Label {
                fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                    crate::__amphi_sdk::__rt::Encode::encode(&self.text, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.at, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.tags, __out);
                    crate::__amphi_sdk::__rt::Encode::encode(&self.parent, __out);
                }
            }
            impl crate::__amphi_sdk::__rt::Decode for Label {
                fn decode(
                    __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                ) -> ::core::result::Result<Self, crate::__amphi_sdk::__rt::CodecError> {
                    ::core::result::Result::Ok(Self {
                        text: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        at: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        tags: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        parent: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                    })
                }
            }
            /// Moves a label.
            pub fn move_to(label: &Label, to: Point) -> Label {
                crate::__amphi_sdk::__rt::import::<
                    Label,
                >(
                    2u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&label, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&to, __out);
                    },
                )
            }
            pub fn corner(of: (Point, Point)) -> Point {
                crate::__amphi_sdk::__rt::import::<
                    Point,
                >(
                    0u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&of, __out);
                    },
                )
            }
            pub fn mixed(
                named: (&str, &Point),
                maybe: ::core::option::Option<&Label>,
                both: (&Label, ::core::option::Option<&Point>),
            ) -> () {
                crate::__amphi_sdk::__rt::import::<
                    (),
                >(
                    1u32,
                    |__out| {
                        crate::__amphi_sdk::__rt::Encode::encode(&named, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&maybe, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&both, __out);
                    },
                )
            }
        }
    }
}
#[allow(dead_code, missing_docs, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
    pub mod corpus {
        #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
        pub mod records {
            /// Shapes.
            #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
            pub mod shapes {
                /// A place.
                ///
                /// Two lines of documentation.
                #[repr(C)]
                #[derive(Clone, Copy)]
                pub struct Point {
                    /// To the right.
                    pub x: i32,
                    /// Downwards.
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
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            x: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            y: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                #[derive(Clone)]
                pub struct Label {
                    pub text: ::std::string::String,
                    pub at: Point,
                    pub tags: ::std::vec::Vec<::std::string::String>,
                    pub parent: ::core::option::Option<Point>,
                }
                impl ::core::fmt::Debug for Label {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.debug_struct("Label")
                            .field("text", &self.text)
                            .field("at", &self.at)
                            .field("tags", &self.tags)
                            .field("parent", &self.parent)
                            .finish()
                    }
                }
                impl crate::__amphi_sdk::__rt::Encode for Label {
                    fn encode(&self, __out: &mut ::std::vec::Vec<u8>) {
                        crate::__amphi_sdk::__rt::Encode::encode(&self.text, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&self.at, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&self.tags, __out);
                        crate::__amphi_sdk::__rt::Encode::encode(&self.parent, __out);
                    }
                }
                impl crate::__amphi_sdk::__rt::Decode for Label {
                    fn decode(
                        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
                    ) -> ::core::result::Result<
                        Self,
                        crate::__amphi_sdk::__rt::CodecError,
                    > {
                        ::core::result::Result::Ok(Self {
                            text: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            at: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            tags: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                            parent: crate::__amphi_sdk::__rt::Decode::decode(__input)?,
                        })
                    }
                }
                pub trait Guest {
                    /// Moves a label.
                    fn move_to(label: Label, to: Point) -> Label;
                    fn corner(of: (Point, Point)) -> Point;
                    fn mixed(
                        named: (::std::string::String, Point),
                        maybe: ::core::option::Option<Label>,
                        both: (Label, ::core::option::Option<Point>),
                    ) -> ();
                }
            }
        }
    }
}
#[doc(hidden)]
#[allow(clippy::all)]
pub mod __amphi {
    pub fn export_0_corner<T: super::exports::corpus::records::shapes::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let of: (
            super::exports::corpus::records::shapes::Point,
            super::exports::corpus::records::shapes::Point,
        ) = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::records::shapes::Guest>::corner(of);
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_1_mixed<T: super::exports::corpus::records::shapes::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let named: (
            ::std::string::String,
            super::exports::corpus::records::shapes::Point,
        ) = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let maybe: ::core::option::Option<
            super::exports::corpus::records::shapes::Label,
        > = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        let both: (
            super::exports::corpus::records::shapes::Label,
            ::core::option::Option<super::exports::corpus::records::shapes::Point>,
        ) = crate::__amphi_sdk::__rt::Decode::decode(__input)?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::records::shapes::Guest>::mixed(
            named,
            maybe,
            both,
        );
        crate::__amphi_sdk::__rt::Encode::encode(&__result, __out);
        ::core::result::Result::Ok(())
    }
    pub fn export_2_move_to<T: super::exports::corpus::records::shapes::Guest>(
        __input: &mut crate::__amphi_sdk::__rt::Reader<'_>,
        __out: &mut ::std::vec::Vec<u8>,
    ) -> ::core::result::Result<(), crate::__amphi_sdk::__rt::CodecError> {
        let label: super::exports::corpus::records::shapes::Label = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        let to: super::exports::corpus::records::shapes::Point = crate::__amphi_sdk::__rt::Decode::decode(
            __input,
        )?;
        __input.finish()?;
        let __result = <T as super::exports::corpus::records::shapes::Guest>::move_to(
            label,
            to,
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
macro_rules! __export_records_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_0_corner:: < $ty
        >), crate ::__amphi_sdk::__rt::Function::Sync($($path)*
        ::__amphi::export_1_mixed:: < $ty >), crate
        ::__amphi_sdk::__rt::Function::Sync($($path)* ::__amphi::export_2_move_to:: < $ty
        >)]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_records_impl as export;
