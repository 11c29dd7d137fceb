#[allow(dead_code, unused_imports, clippy::all)]
pub mod corpus {
    #[allow(dead_code, unused_imports, clippy::all)]
    pub mod records {
        /// Shapes.
        #[allow(dead_code, unused_imports, clippy::all)]
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
#[allow(dead_code, unused_imports, clippy::all)]
pub mod exports {
    #[allow(dead_code, unused_imports, clippy::all)]
    pub mod corpus {
        #[allow(dead_code, unused_imports, clippy::all)]
        pub mod records {
            /// Shapes.
            #[allow(dead_code, unused_imports, clippy::all)]
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
            interface: b"\x03\x01\x1Bcorpus:records/shapes@0.2.0\x06corner\x01\x02of\x0E\x02\x0F\x02\x01x\x05\x01y\x05\x0F\x02\x01x\x05\x01y\x05\x01\x0F\x02\x01x\x05\x01y\x05\x01\x1Bcorpus:records/shapes@0.2.0\x05mixed\x03\x05named\x0E\x02\x0C\x0F\x02\x01x\x05\x01y\x05\x05maybe\x13\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x04both\x0E\x02\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x13\x0F\x02\x01x\x05\x01y\x05\0\x01\x1Bcorpus:records/shapes@0.2.0\x07move-to\x02\x05label\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x02to\x0F\x02\x01x\x05\x01y\x05\x01\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x03\x01\x1Bcorpus:records/shapes@0.2.0\x06corner\x01\x02of\x0E\x02\x0F\x02\x01x\x05\x01y\x05\x0F\x02\x01x\x05\x01y\x05\x01\x0F\x02\x01x\x05\x01y\x05\x01\x1Bcorpus:records/shapes@0.2.0\x05mixed\x03\x05named\x0E\x02\x0C\x0F\x02\x01x\x05\x01y\x05\x05maybe\x13\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x04both\x0E\x02\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x13\x0F\x02\x01x\x05\x01y\x05\0\x01\x1Bcorpus:records/shapes@0.2.0\x07move-to\x02\x05label\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x02to\x0F\x02\x01x\x05\x01y\x05\x01\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05",
            functions,
        }
    }
}
const _: () = {
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__amphi_wit"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".amphi.wit"))]
    static SECTION: [u8; 1724usize] = *b"AMPHIWIT\x01\0\0\0\xE2\x02\0\0\xC6\x03\0\0\x03\x01\x1Bcorpus:records/shapes@0.2.0\x06corner\x01\x02of\x0E\x02\x0F\x02\x01x\x05\x01y\x05\x0F\x02\x01x\x05\x01y\x05\x01\x0F\x02\x01x\x05\x01y\x05\x01\x1Bcorpus:records/shapes@0.2.0\x05mixed\x03\x05named\x0E\x02\x0C\x0F\x02\x01x\x05\x01y\x05\x05maybe\x13\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x04both\x0E\x02\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x13\x0F\x02\x01x\x05\x01y\x05\0\x01\x1Bcorpus:records/shapes@0.2.0\x07move-to\x02\x05label\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x02to\x0F\x02\x01x\x05\x01y\x05\x01\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x03\x01\x1Bcorpus:records/shapes@0.2.0\x06corner\x01\x02of\x0E\x02\x0F\x02\x01x\x05\x01y\x05\x0F\x02\x01x\x05\x01y\x05\x01\x0F\x02\x01x\x05\x01y\x05\x01\x1Bcorpus:records/shapes@0.2.0\x05mixed\x03\x05named\x0E\x02\x0C\x0F\x02\x01x\x05\x01y\x05\x05maybe\x13\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x04both\x0E\x02\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x13\x0F\x02\x01x\x05\x01y\x05\0\x01\x1Bcorpus:records/shapes@0.2.0\x07move-to\x02\x05label\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x02to\x0F\x02\x01x\x05\x01y\x05\x01\x0F\x04\x04text\x0C\x02at\x0F\x02\x01x\x05\x01y\x05\x04tags\r\x0C\x06parent\x13\x0F\x02\x01x\x05\x01y\x05\x07\0records\0asm\r\0\x01\0\x07\xCB\x01\x01A\x02\x01B\x10\x01r\x02\x01xz\x01yz\x04\0\x05point\x03\0\0\x01ps\x01k\x01\x01r\x04\x04texts\x02at\x01\x04tags\x02\x06parent\x03\x04\0\x05label\x03\0\x04\x01@\x02\x05label\x05\x02to\x01\0\x05\x04\0\x07move-to\x01\x06\x01o\x02\x01\x01\x01@\x01\x02of\x07\0\x01\x04\0\x06corner\x01\x08\x01o\x02s\x01\x01k\x05\x01o\x02\x05\x03\x01@\x03\x05named\t\x05maybe\n\x04both\x0B\x01\0\x04\0\x05mixed\x01\x0C\x04\0\x1Bcorpus:records/shapes@0.2.0\x05\0\x0B\x0C\x01\0\x06shapes\x03\0\0\x07\xB7\x03\x01A\x02\x01A\x04\x01B\x10\x01r\x02\x01xz\x01yz\x04\0\x05point\x03\0\0\x01ps\x01k\x01\x01r\x04\x04texts\x02at\x01\x04tags\x02\x06parent\x03\x04\0\x05label\x03\0\x04\x01@\x02\x05label\x05\x02to\x01\0\x05\x04\0\x07move-to\x01\x06\x01o\x02\x01\x01\x01@\x01\x02of\x07\0\x01\x04\0\x06corner\x01\x08\x01o\x02s\x01\x01k\x05\x01o\x02\x05\x03\x01@\x03\x05named\t\x05maybe\n\x04both\x0B\x01\0\x04\0\x05mixed\x01\x0C\x03\0\x1Bcorpus:records/shapes@0.2.0\x05\0\x01B\x10\x01r\x02\x01xz\x01yz\x04\0\x05point\x03\0\0\x01ps\x01k\x01\x01r\x04\x04texts\x02at\x01\x04tags\x02\x06parent\x03\x04\0\x05label\x03\0\x04\x01@\x02\x05label\x05\x02to\x01\0\x05\x04\0\x07move-to\x01\x06\x01o\x02\x01\x01\x01@\x01\x02of\x07\0\x01\x04\0\x06corner\x01\x08\x01o\x02s\x01\x01k\x05\x01o\x02\x05\x03\x01@\x03\x05named\t\x05maybe\n\x04both\x0B\x01\0\x04\0\x05mixed\x01\x0C\x04\0\x1Bcorpus:records/shapes@0.2.0\x05\x01\x04\0\x1Ccorpus:records/records@0.2.0\x04\0\x0B\r\x01\0\x07records\x03\x02\0\0\xDC\x01\x0Cpackage-docs\x01{\"interfaces\":{\"shapes\":{\"docs\":\"Shapes.\",\"funcs\":{\"move-to\":{\"docs\":\"Moves a label.\"}},\"types\":{\"point\":{\"docs\":\"A place.\\n\\nTwo lines of documentation.\",\"items\":{\"x\":\"To the right.\",\"y\":\"Downwards.\"}}}}}}\0/\tproducers\x01\x0Cprocessed-by\x01\rwit-component\x070.254.2";
};
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_records_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path:tt)*) => {
        #[doc(hidden)] pub static __AMPHI_PLUGIN : crate ::__amphi_sdk::__rt::Plugin =
        $($path)* ::__amphi::plugin(& [$($path)* ::__amphi::export_0_corner:: < $ty >,
        $($path)* ::__amphi::export_1_mixed:: < $ty >, $($path)*
        ::__amphi::export_2_move_to:: < $ty >]);
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use __export_records_impl as export;
