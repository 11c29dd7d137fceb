//! The generated types of resources, written once.

/// Makes the types of an exported resource: its handle and its borrow, in the shapes of wit-bindgen.
#[doc(hidden)]
#[macro_export]
macro_rules! __exported_resource {
    ($(#[$docs:meta])* $name:ident, $borrow:ident, $guest:ident, $kind:literal) => {
        $(#[$docs])*
        #[derive(Debug)]
        pub struct $name {
            handle: $crate::__rt::Owned,
        }

        impl $name {
            #[doc = " Creates a new resource from the value that represents it."]
            pub fn new<T: $guest>(val: T) -> Self {
                Self { handle: $crate::__rt::Owned::new(val) }
            }

            #[doc = " Gets access to the underlying value which represents this resource."]
            pub fn get<T: $guest>(&self) -> &T {
                self.handle.value()
            }

            #[doc = " Gets mutable access to the underlying value which represents this resource."]
            pub fn get_mut<T: $guest>(&mut self) -> &mut T {
                self.handle.value_mut()
            }

            #[doc = " Consumes this resource and returns the underlying value."]
            pub fn into_inner<T: $guest>(self) -> T {
                self.handle.into_value()
            }
        }

        impl $crate::__rt::Encode for $name {
            const HANDLES: bool = true;

            fn encode(&self, out: &mut ::std::vec::Vec<u8>) {
                self.handle.give($kind, out);
            }
        }

        impl $crate::__rt::Decode for $name {
            fn decode(
                input: &mut $crate::__rt::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::__rt::CodecError> {
                $crate::__rt::Owned::take($kind, input).map(|handle| Self { handle })
            }
        }

        #[doc = " A borrowed version of the resource."]
        #[derive(Debug)]
        pub struct $borrow<'a> {
            handle: $crate::__rt::Lent<'a>,
        }

        impl<'a> $borrow<'a> {
            #[doc = " Gets access to the underlying value in this resource."]
            pub fn get<T: $guest>(&self) -> &T {
                self.handle.value()
            }
        }

        impl $crate::__rt::Decode for $borrow<'_> {
            fn decode(
                input: &mut $crate::__rt::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::__rt::CodecError> {
                $crate::__rt::Lent::find($kind, input).map(|handle| Self { handle })
            }
        }
    };
}

/// Makes the type of an imported resource.
#[doc(hidden)]
#[macro_export]
macro_rules! __imported_resource {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Debug)]
        pub struct $name {
            handle: $crate::__rt::HostHandle,
        }

        impl $crate::__rt::Imported for $name {
            fn from_handle(handle: $crate::__rt::HostHandle) -> Self {
                Self { handle }
            }

            fn handle(&self) -> &$crate::__rt::HostHandle {
                &self.handle
            }
        }

        impl $crate::__rt::Encode for $name {
            const HANDLES: bool = true;

            fn encode(&self, out: &mut ::std::vec::Vec<u8>) {
                self.handle.give(out);
            }

            fn encode_lent(&self, out: &mut ::std::vec::Vec<u8>) {
                $crate::__rt::lend(self, out);
            }
        }

        impl $crate::__rt::Decode for $name {
            fn decode(
                input: &mut $crate::__rt::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::__rt::CodecError> {
                $crate::__rt::HostHandle::take(input).map(|handle| Self { handle })
            }
        }
    };
}
